// The open tasks about one customer, on the card.
import { html, nothing } from "lit";
import { colleagues } from "../colleagues.js";
import { hint } from "../palette/keys.js";
import { Piece } from "../element.js";
import { session } from "../session.js";
import { t } from "../texts.js";
import { row } from "./task-row.js";
import { change, complete, offered, reopen, tasks } from "./tasks-store.js";
import "./task-form.js";

class OpenTasks extends Piece {
  static properties = { customer: { attribute: false }, list: { state: true }, just: { state: true }, dialog: { state: true }, wrong: { state: true } };

  willUpdate(changed) {
    if (!changed.has("customer")) return;
    changed.get("customer")?.removeEventListener("heard", this.#heard);
    this.customer.addEventListener("heard", this.#heard);
    this.watch(this.customer, colleagues);
    this.list = undefined;
    this.just = undefined;
    this.read();
  }

  #heard = ({ detail }) => {
    if (detail.kind.startsWith("task")) this.read(detail.position);
  };

  async read(atLeast) {
    if (!offered()) return;
    const { customer } = this;
    try {
      const { tasks: found } = await tasks({ customer: customer.id, state: "open", atLeast });
      if (customer === this.customer) this.list = found;
    } catch (refusal) {
      this.wrong = refusal.message || t("send.unanswered");
    }
  }

  async #do(doing) {
    this.wrong = undefined;
    try {
      const { position } = await doing();
      await this.read(position);
    } catch (refusal) {
      this.wrong = refusal.message || t("send.unanswered");
      await this.read();
    }
  }

  /** One that was ticked off by a slip of the hand can be had back as long as the customer is open. */
  #on = {
    done: (task) => {
      this.just = task;
      return this.#do(() => complete(task));
    },
    take: (task) => this.#do(() => change(task, { assignee: session.me.name })),
    change: (task) => { this.dialog = { task }; },
  };

  #back = () => {
    const { just } = this;
    this.just = undefined;
    return this.#do(() => reopen(just));
  };

  render() {
    if (!offered()) return nothing;
    return html`<section><h3>${t("tasks.open")}</h3>
      ${this.list?.length ? html`<ul class="tasks">${this.list.map((task) => row(task, this.#on))}</ul>` : html`<p class="note">${t("tasks.none")}</p>`}
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
      <p class="row"><button type="button" class="link" aria-keyshortcuts="t" @click=${() => { this.dialog = {}; }}>${t("tasks.new")}${hint("t")}</button>
        ${this.just ? html`<button type="button" class="link" @click=${this.#back}>${t("tasks.undo")}</button>` : nothing}</p>
      ${this.dialog ? html`<annals-task-form .customer=${this.customer.id} .task=${this.dialog.task} @given=${({ detail }) => this.read(detail)} @gone=${() => { this.dialog = undefined; }}></annals-task-form>` : nothing}
    </section>`;
  }
}

customElements.define("annals-open-tasks", OpenTasks);
