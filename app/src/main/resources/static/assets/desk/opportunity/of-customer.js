// The open opportunities of one customer, on the card.
import { html, nothing } from "lit";
import { colleagues } from "../colleagues.js";
import { Piece } from "../element.js";
import { t } from "../texts.js";
import { row } from "./row.js";
import { editable, ofCustomer, offered } from "./store.js";

class OpportunitiesOf extends Piece {
  static properties = { customer: { attribute: false }, list: { state: true }, dialog: { state: true }, wrong: { state: true } };

  willUpdate(changed) {
    if (!changed.has("customer")) return;
    changed.get("customer")?.removeEventListener("heard", this.#heard);
    this.customer.addEventListener("heard", this.#heard);
    this.watch(this.customer, colleagues);
    this.list = undefined;
    this.read();
  }

  #heard = ({ detail }) => {
    if (detail.kind.startsWith("opportunity-")) this.read(detail.position);
  };

  async read(atLeast) {
    if (!offered()) return;
    const { customer } = this;
    try {
      const { opportunities } = await ofCustomer(customer.id, { atLeast, asOf: customer.asOf });
      if (customer === this.customer) this.list = opportunities.filter(({ state }) => state === "open");
    } catch (refusal) {
      this.wrong = refusal.message || t("send.unanswered");
    }
  }

  /** A new one, or one that there is. The form comes when it is needed. */
  async begin(one) {
    await import("./form.js");
    this.dialog = { one };
  }

  render() {
    const mine = editable() && !this.customer.asOf && !this.customer.view?.erased;
    if (!offered() || (!mine && !this.list?.length)) return nothing;
    return html`<section><h3>${t("opportunity.open")}</h3>
      ${this.list?.length ? html`<ul class="tasks">${this.list.map((one) => row(one, mine ? (it) => this.begin(it) : undefined))}</ul>` : html`<p class="note">${t("opportunity.none")}</p>`}
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
      ${mine ? html`<p class="row"><button type="button" class="link" @click=${() => this.begin()}>${t("opportunity.new")}</button></p>` : nothing}
      ${this.dialog ? html`<annals-opportunity-form .customer=${this.customer.id} .one=${this.dialog.one} @given=${({ detail }) => this.read(detail)} @gone=${() => { this.dialog = undefined; }}></annals-opportunity-form>` : nothing}
    </section>`;
  }
}

customElements.define("annals-opportunities-of", OpportunitiesOf);
