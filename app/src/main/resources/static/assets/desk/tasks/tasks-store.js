// Tasks, as the server has them, and those that I have to do.
import { colleagues } from "../colleagues.js";
import { Store } from "../element.js";
import { call, get, post, remove } from "../http.js";
import { notices } from "../notices.js";
import { session } from "../session.js";
import { plain, t } from "../texts.js";

const MINUTE = 60000;

export const offered = () => session.offers("/tasks");

/** @returns `{position, total, tasks}` */
export const tasks = async (asked) => (await get("/tasks", asked)).body;

/** @param task with an id made here, title, due, assignee, and the customer that it is about, if any */
export const give = (task) => post("/tasks", task);

export const complete = ({ id }) => post(`/tasks/${encodeURIComponent(id)}/completion`, {});

export const reopen = ({ id }) => remove(`/tasks/${encodeURIComponent(id)}/completion`);

export const change = ({ id, version }, some) => call("PATCH", `/tasks/${encodeURIComponent(id)}`, { body: some, version });

const TEAM = "team/";

/** Whose a task is: somebody's, or whoever takes it of a team. */
export const assigneeName = (assignee) =>
  assignee.startsWith(TEAM) ? t("team", { team: assignee.slice(TEAM.length) }) : colleagues.nameOf(assignee);

/** To whom a task can be given: me, my team's queue, and everybody who works here. */
export const assignees = (task) => {
  const { name, team } = session.me;
  const all = [name, ...(team ? [TEAM + team] : []), ...colleagues.all.map((one) => one.name), ...(task ? [task.assignee] : [])];
  return [...new Set(all)].filter(Boolean);
};

/** What I have to do, wherever I am at the desk. Live, like a customer. */
class MyTasks extends Store {
  list = [];
  /** How many are open; of those beyond the first page only the number is known. */
  open = 0;

  constructor() {
    super();
    setInterval(() => this.changed(), MINUTE); // what was due becomes overdue without anybody's doing
  }

  get topic() {
    return `tasks/${session.me.name}`;
  }

  async read(atLeast) {
    if (!offered()) return undefined;
    const { position, total, tasks: found } = await tasks({ assignee: "me", state: "open", atLeast });
    this.list = found;
    this.open = total;
    this.changed();
    return position;
  }

  get overdue() {
    return this.list.filter(({ due }) => Date.parse(due) < Date.now()).length;
  }

  /** Says when somebody else has given me one. */
  heard({ kind, actor, customer, content }) {
    const me = session.me.name;
    const task = this.list.find(({ id }) => id === content.task);
    if (!task || actor === me || content.assignee !== me || !["task-set", "task-reassigned"].includes(kind)) return;
    notices.tell(t("tasks.given", { name: colleagues.nameOf(actor), title: plain(task.title) }), customer ? `#/customers/${customer}` : "#/tasks");
  }
}

export const myTasks = new MyTasks();
