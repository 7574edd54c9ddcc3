// The open tasks about one customer, on the card.
import { html, nothing } from "lit";
import { Piece } from "../piece.js";
import { t } from "../texts.js";
import { row } from "./task-row.js";
import { complete, offered, tasks } from "./tasks-store.js";
import "./task-form.js";

class OpenTasks extends Piece {
  static properties = { customer: { attribute: false }, list: { state: true }, dialog: { state: true }, wrong: { state: true } };

  willUpdate(changed) {
    if (!changed.has("customer")) return;
    changed.get("customer")?.removeEventListener("heard", this.#heard);
    this.customer.addEventListener("heard", this.#heard);
    this.list = undefined;
    this.read();
  }

  #heard = ({ detail }) => {
    if (detail.kind.startsWith("task")) this.read();
  };

  async read() {
    if (!offered()) return;
    this.list = await tasks({ customer: this.customer.id, state: "open" }).catch((refusal) => {
      this.wrong = refusal.message;
    });
  }

  #done = async (task) => {
    await complete(task).catch((refusal) => { this.wrong = refusal.message; });
    await this.read();
  };

  render() {
    if (!offered()) return nothing;
    return html`<section><h3>${t("tasks.open")}</h3>
      ${this.list?.length ? html`<ul class="tasks">${this.list.map((task) => row(task, { done: this.#done, change: () => { this.dialog = { task }; } }))}</ul>` : html`<p class="note">${t("tasks.none")}</p>`}
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
      <button type="button" class="link" @click=${() => { this.dialog = {}; }}>${t("tasks.new")}</button>
      ${this.dialog ? html`<annals-task-form .customer=${this.customer.id} .task=${this.dialog.task} @given=${() => this.read()} @gone=${() => { this.dialog = undefined; }}></annals-task-form>` : nothing}
    </section>`;
  }
}

customElements.define("annals-open-tasks", OpenTasks);
