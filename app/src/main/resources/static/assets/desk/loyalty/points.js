// Spending points for a customer, or granting some out of goodwill within what one's role may.
import { html, nothing } from "lit";
import { post } from "../http.js";
import { Dialog } from "../element.js";
import { session } from "../session.js";
import { t, word } from "../texts.js";

class Points extends Dialog {
  static properties = { customer: { attribute: false }, way: { state: true }, wrong: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.way = "redeem";
    this.id = `desk-${crypto.randomUUID()}`; // the same however often it is sent
  }

  #save = async (event) => {
    event.preventDefault();
    const { points, reason } = event.target.elements;
    this.busy = true;
    this.wrong = undefined;
    try {
      const path = this.way === "redeem" ? "redemptions" : "goodwill";
      const body = { id: this.id, points: Number(points.value), ...(this.way === "goodwill" && { reason: reason.value }) };
      const { position } = await post(`/customers/${this.customer.id}/loyalty/${path}`, body);
      await this.customer.refresh(position);
      this.close();
    } catch (refusal) {
      this.wrong = refusal.message || t("send.unanswered");
    }
    this.busy = false;
  };

  render() {
    const balance = this.customer.beside.loyalty?.balance ?? this.customer.view.loyalty.balance;
    const goodwill = session.offers("/customers/{id}/loyalty/goodwill");
    return this.frame(t("points.label"), html`<form @submit=${this.#save}>
      ${goodwill ? html`<div class="segments" role="group" aria-label=${t("points.label")}>${["redeem", "goodwill"].map((way) => html`<button type="button"
        aria-pressed=${this.way === way ? "true" : "false"} @click=${() => { this.way = way; }}>${t(way === "redeem" ? "points.redeem" : "points.goodwill")}</button>`)}</div>` : nothing}
      <p>${t("points.balance", { n: balance })}</p>
      <div class="cells"><div class="field"><label for="points">${word("field", "points")}</label>
        <input id="points" name="points" type="number" min="1" max=${this.way === "redeem" ? balance : nothing} required data-first></div>
      ${this.way === "goodwill" ? html`<div class="field wide"><label for="points-reason">${word("field", "reason")}</label><input id="points-reason" name="reason" required></div>` : nothing}</div>
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
      <p class="row"><button class="primary" ?disabled=${this.busy}>${t(this.way === "redeem" ? "points.redeem" : "points.goodwill")}</button>
        <button type="button" class="plain" @click=${() => this.close()}>${t("cancel")}</button></p>
    </form>`);
  }
}

customElements.define("annals-points", Points);
