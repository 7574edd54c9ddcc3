// Tasks by whose they are, and where I was mentioned.
import { html, nothing } from "lit";
import { get } from "../door.js";
import { Piece } from "../piece.js";
import { session } from "../session.js";
import { dateTime, plain, t, word } from "../texts.js";
import { row } from "./task-row.js";
import { complete, offered, tasks } from "./tasks-store.js";
import "./task-form.js";

const whose = ["me", "team"];
const states = ["open", "done"];

class Tasks extends Piece {
  static properties = { asked: { state: true }, list: { state: true }, mentions: { state: true }, dialog: { state: true }, wrong: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.asked = { assignee: "me", state: "open" };
    this.watch(session);
    this.read();
    this.#readMentions();
  }

  async read(some) {
    this.asked = { ...this.asked, ...some };
    this.wrong = undefined;
    if (!offered()) return;
    this.list = await tasks(this.asked).catch((refusal) => {
      this.wrong = refusal.message || t("send.unanswered");
    });
  }

  async #readMentions() {
    if (!session.offers("/mentions")) return;
    const { body } = await get("/mentions").catch(() => ({ body: {} }));
    this.mentions = body.mentions || [];
  }

  #done = async (task) => {
    await complete(task).catch((refusal) => { this.wrong = refusal.message; });
    await this.read();
  };

  render() {
    return html`<main class="page" id="main" tabindex="-1"><div class="sheet">
      <header class="row spread"><h1>${t("nav.tasks")}</h1>
        ${offered() ? html`<button type="button" class="primary" @click=${() => { this.dialog = {}; }}>${t("tasks.new")}</button>` : nothing}</header>
      ${offered() ? this.#tasks() : html`<p class="empty">${t("notOffered")}</p>`}
      ${this.mentions ? html`<h2>${t("mentions.label")}</h2>${this.mentions.length ? html`<ul class="tasks">${this.mentions.map((entry) => html`<li class="task">
        <div><p><a href="#/customers/${entry.customer}">${plain(entry.text)}</a></p>
        <p class="facets">${entry.by} · ${dateTime(entry.occurredAt)}</p></div></li>`)}</ul>` : html`<p class="note">${t("mentions.none")}</p>`}` : nothing}
      ${this.dialog ? html`<annals-task-form .task=${this.dialog.task} @given=${() => this.read()} @gone=${() => { this.dialog = undefined; }}></annals-task-form>` : nothing}
    </div></main>`;
  }

  #tasks() {
    const choice = (name, all, label) => html`<div class="segments" role="group" aria-label=${t(`tasks.${name}`)}>${all.map((value) => html`<button type="button"
      aria-pressed=${this.asked[name] === value ? "true" : "false"} @click=${() => this.read({ [name]: value })}>${label(value)}</button>`)}</div>`;
    return html`<div class="row">${choice("assignee", whose, (value) => word("whose", value))}${choice("state", states, (value) => word("taskState", value))}</div>
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
      ${this.list?.length ? html`<ul class="tasks">${this.list.map((task) => row(task, { customer: true, done: this.#done, change: () => { this.dialog = { task }; } }))}</ul>`
        : html`<p class="empty">${t("tasks.nothing")}</p>`}`;
  }
}

customElements.define("annals-tasks", Tasks);
