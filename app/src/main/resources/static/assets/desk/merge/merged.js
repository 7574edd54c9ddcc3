// With whom a customer was merged, when and by whom, on the card.
import { html, nothing } from "lit";
import { colleagues } from "../colleagues.js";
import { Piece } from "../element.js";
import { date, plain, t } from "../texts.js";
import { editable, merges, part } from "./store.js";

class Merged extends Piece {
  static properties = { customer: { attribute: false }, view: { attribute: false }, list: { state: true }, open: { state: true }, wrong: { state: true } };

  willUpdate(changed) {
    if (!changed.has("view")) return;
    this.watch(colleagues);
    if (`${this.view?.id} ${this.view?.merged}` !== this.of) this.read();
  }

  async read() {
    const { view } = this;
    const of = (this.of = `${view?.id} ${view?.merged}`); // the view itself is another with each thing that happens
    this.list = undefined;
    if (!view?.merged) return;
    try {
      const all = await merges(view.id);
      if (of === this.of) this.list = all.merges;
    } catch (refusal) {
      this.wrong = refusal.message || t("send.unanswered");
    }
  }

  /** The form comes when it is needed. */
  async begin() {
    await import("./form.js");
    this.open = true;
  }

  async #part(one) {
    if (!confirm(t("merge.partSure"))) return;
    this.wrong = undefined;
    try {
      const { position } = await part(one);
      await this.customer.refresh(position);
    } catch (refusal) {
      this.wrong = refusal.message || t("send.unanswered");
    }
  }

  #row(one, mine) {
    const told = [t("merge.by", { date: date(one.at), name: colleagues.nameOf(one.by) }), plain(one.reason)];
    return html`<li><p class="note">${told.filter(Boolean).join(" · ")}</p>
      ${mine ? html`<button type="button" class="link" @click=${() => this.#part(one)}>${t("merge.part")}</button>` : nothing}</li>`;
  }

  render() {
    const mine = editable(this.customer);
    if (!mine && !this.view?.merged) return nothing;
    return html`<section><h3>${t("merge.title")}</h3>
      ${this.list?.length ? html`<ul class="tasks">${this.list.map((one) => this.#row(one, mine))}</ul>` : nothing}
      ${this.view?.merged ? nothing : html`<p class="note">${t("merge.none")}</p>`}
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
      ${mine ? html`<p class="row"><button type="button" class="link" @click=${() => this.begin()}>${t("merge.begin")}</button></p>` : nothing}
      ${this.open ? html`<annals-merge-form .customer=${this.customer} @gone=${() => { this.open = false; }}></annals-merge-form>` : nothing}
    </section>`;
  }
}

customElements.define("annals-merged", Merged);
