// What waits for me, wherever I am: my open tasks and the notes that mention me. Live, like a customer.
import { colleagues } from "../colleagues.js";
import { toHit } from "../customers/hit.js";
import { get } from "../http.js";
import { live } from "../live.js";
import { Store } from "../element.js";
import { session } from "../session.js";
import { plain, t } from "../texts.js";
import { tasks } from "../tasks/tasks-store.js";
import { notices } from "./notices.js";

const MINUTE = 60000;
const LINE = 120; // characters of a note in a notice

class Mine extends Store {
  tasks = [];
  /** How many tasks are open; of those beyond the first page only the number is known. */
  open = 0;
  mentions = undefined;
  #seen = {};
  #at;

  /** Begins to follow both, as far as my role may. */
  async begin() {
    const { name } = session.me;
    await Promise.all([
      this.#follow(`tasks/${name}`, (atLeast) => this.#readTasks(atLeast), (entry) => this.#given(entry, name)),
      this.#follow(`mentions/${name}`, (atLeast) => this.readMentions(atLeast), (entry) => this.#mentioned(entry, name)),
    ]);
    setInterval(() => this.changed(), MINUTE); // what was due becomes overdue without anybody's doing
  }

  async #follow(topic, read, tell) {
    const position = await read().catch(() => undefined);
    if (position === undefined) {
      live.addEventListener("back", () => this.#follow(topic, read, tell), { once: true }); // nobody answered: again when somebody does
      return;
    }
    live.follow(topic, position, {
      commit: ({ position: at, entries }) => read(at).then(() => entries.forEach(tell), () => {}), // the next one reads all of it again
      reset: () => read().catch(() => {}),
    });
  }

  async #readTasks(atLeast) {
    if (!session.offers("/tasks")) return undefined;
    const { position, total, tasks: found } = await tasks({ assignee: "me", state: "open", atLeast });
    this.tasks = found;
    this.open = total;
    this.changed();
    return position;
  }

  async readMentions(atLeast) {
    if (!session.offers("/mentions")) return undefined;
    const { body } = await get("/mentions", { atLeast });
    this.mentions = body.mentions;
    this.#seen = body.seen;
    this.changed();
    return body.position;
  }

  get overdue() {
    return this.tasks.filter(({ due }) => Date.parse(due) < Date.now()).length;
  }

  /** The customer that is open: whoever has a timeline before their eyes has seen what comes into it. */
  at(customer) {
    this.#at = customer;
    if (customer) notices.arrived(`#/customers/${customer}`);
    this.changed();
  }

  /** What was seen of a customer's timeline, by the line that is kept there. */
  saw(customer, position) {
    this.#seen = { ...this.#seen, [customer]: position };
    this.changed();
  }

  isNew({ customer, position, by }) {
    return by !== session.me.name && customer !== this.#at && position > (this.#seen[customer] ?? 0);
  }

  get unread() {
    return (this.mentions || []).filter((note) => this.isNew(note)).length;
  }

  #given({ kind, actor, customer, content }, me) {
    const task = this.tasks.find(({ id }) => id === content.task);
    if (!task || actor === me || content.assignee !== me || !["task-set", "task-reassigned"].includes(kind)) return;
    notices.tell(t("tasks.given", { name: colleagues.nameOf(actor), title: plain(task.title) }), customer ? `#/customers/${customer}` : "#/tasks");
  }

  #mentioned(note, me) {
    if (note.actor === me || note.customer === this.#at) return;
    notices.tell(t("mentions.given", { name: colleagues.nameOf(note.actor), text: plain(note.content.text).slice(0, LINE) }), this.toNote(note));
  }

  /** The address of a note in its timeline. */
  toNote({ customer, position, index, occurredAt }) {
    return toHit(customer, { position, index, occurredAt });
  }
}

export const mine = new Mine();
