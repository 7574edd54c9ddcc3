// Tasks by whose they are. Mine come and go by themselves, whoever sets them and does them.
import { html, nothing } from "lit";
import { colleagues } from "../colleagues.js";
import { Names } from "../customers/name.js";
import { live } from "../live.js";
import { Piece } from "../element.js";
import { session } from "../session.js";
import { t, word } from "../texts.js";
import { row } from "./task-row.js";
import { change, complete, myTasks, offered, reopen, tasks } from "./tasks-store.js";
import "./task-form.js";

const states = ["open", "done"];

class Tasks extends Piece {
  static properties = { asked: { state: true }, list: { state: true }, total: { state: true }, dialog: { state: true }, wrong: { state: true }, chosen: { state: true } };

  #names = new Names();
  #again = () => this.#heard();
  #back = () => this.read();

  connectedCallback() {
    super.connectedCallback();
    this.asked = { whose: "me", state: "open" };
    this.watch(session, colleagues, this.#names, myTasks);
    myTasks.addEventListener("change", this.#again);
    live.addEventListener("back", this.#back);
    this.read();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    myTasks.removeEventListener("change", this.#again);
    live.removeEventListener("back", this.#back);
    this.#follow(undefined);
  }

  #topic;

  /** My team's queue is live as well, as long as it is looked at: somebody else may take from it. */
  #follow(topic, position) {
    if (topic === this.#topic) return;
    if (this.#topic) live.leave(this.#topic);
    this.#topic = topic;
    if (topic) live.follow(topic, position, { commit: (commit) => this.read({}, commit.position), reset: () => this.read() });
  }

  /** What is mine and open is known already, and live. */
  get #known() {
    return this.asked.whose === "me" && this.asked.state === "open" && myTasks.open === myTasks.list.length;
  }

  #heard() {
    if (!this.#known) return;
    this.list = myTasks.list;
    this.total = myTasks.open;
  }

  async read(some, atLeast) {
    this.asked = { ...this.asked, ...some };
    this.wrong = undefined;
    if (!offered()) return;
    const { whose, state } = this.asked;
    try {
      const { position, tasks: found, total } = await tasks({ assignee: whose === "all" ? undefined : whose, state, atLeast });
      if (whose !== this.asked.whose || state !== this.asked.state) return; // something else has been asked meanwhile
      this.list = found;
      this.total = total;
      this.#follow(whose === "team" ? `tasks/team/${session.me.team}` : undefined, position);
    } catch (refusal) {
      this.wrong = refusal.message || t("send.unanswered");
    }
  }

  async #do(doing) {
    let position;
    try {
      ({ position } = await doing());
    } catch (refusal) {
      this.wrong = refusal.message || t("send.unanswered");
    }
    await this.read({}, position);
  }

  #on = {
    done: (task) => this.#do(() => (task.state === "done" ? reopen(task) : complete(task))),
    take: (task) => this.#do(() => change(task, { assignee: session.me.name })),
    change: (task) => { this.dialog = { task }; },
    name: (customer) => this.#names.of(customer),
  };

  get #at() {
    return this.list?.find(({ id }) => id === this.chosen);
  }

  #step(by) {
    const at = this.list.findIndex(({ id }) => id === this.chosen);
    const next = this.list[Math.max(0, Math.min(this.list.length - 1, at + by))];
    this.chosen = next?.id;
    this.updateComplete.then(() => this.find(`[data-task="${this.chosen}"]`)?.focus());
  }

  /** What the keyboard and the palette can do here. */
  commands() {
    if (!offered()) return [];
    const about = this.#at ? [
      { key: "d", label: word("taskState", "done"), run: () => { const task = this.#at; this.#step(1); this.#on.done(task); } },
      { key: "c", label: t("tasks.change"), run: () => this.#on.change(this.#at) },
      ...(this.#at.customer ? [{ key: "o", label: t("tasks.customer"), run: () => { location.hash = `#/customers/${this.#at.customer}`; } }] : []),
    ] : [];
    return [
      { key: "j", label: t("tasks.next"), run: () => this.#step(1) },
      { key: "k", label: t("tasks.previous"), run: () => this.#step(-1) },
      ...about, { key: "t", label: t("tasks.new"), run: () => { this.dialog = {}; } },
    ];
  }

  render() {
    return html`<main class="page" id="main" tabindex="-1"><div class="sheet">
      <header class="row spread"><h1>${t("nav.tasks")}</h1>
        ${offered() ? html`<button type="button" class="primary" @click=${() => { this.dialog = {}; }}>${t("tasks.new")}</button>` : nothing}</header>
      ${offered() ? this.#tasks() : html`<p class="empty">${t("notOffered")}</p>`}
      ${this.dialog ? html`<annals-task-form .task=${this.dialog.task} @given=${({ detail }) => this.read({}, detail)} @gone=${() => { this.dialog = undefined; }}></annals-task-form>` : nothing}
    </div></main>`;
  }

  #tasks() {
    const choice = (name, all, label, of) => html`<div class="segments" role="group" aria-label=${label}>${all.map((value) => html`<button type="button"
      aria-pressed=${this.asked[name] === value ? "true" : "false"} @click=${() => this.read({ [name]: value })}>${of(value)}</button>`)}</div>`;
    const whose = ["me", ...(session.me.team ? ["team"] : []), "all"];
    const chosen = this.#at ? this.chosen : this.list?.[0]?.id;
    return html`<div class="row">${choice("whose", whose, t("tasks.assignee"), (value) => word("whose", value))}${choice("state", states, t("tasks.state"), (value) => word("taskState", value))}</div>
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
      ${!this.list ? html`<p class="note">${t("timeline.loading")}</p>`
        : this.list.length ? html`<ul class="tasks">${this.list.map((task) => row(task, { ...this.#on, chosen }))}</ul>` : html`<p class="empty">${t("tasks.nothing")}</p>`}
      ${this.total > this.list?.length ? html`<p class="note">${t("tasks.shown", { shown: this.list.length, n: this.total })}</p>` : nothing}`;
  }
}

customElements.define("annals-tasks", Tasks);
