// The customer's card: sections of the features, one below the other, and the dialogs that belong to them.
import { html, nothing } from "lit";
import { call } from "../http.js";
import { Piece } from "../element.js";
import { cardDialogs, sections } from "../registry.js";
import { session } from "../session.js";
import { t } from "../texts.js";

class Card extends Piece {
  static properties = { customer: { attribute: false }, dialog: { state: true }, wrong: { state: true } };

  willUpdate(changed) {
    if (!changed.has("customer")) return;
    this.watch(this.customer, session);
    this.dialog = undefined;
    this.wrong = undefined;
  }

  /** Whether what is known of the customer may be corrected: in the present, by those whose work that is. */
  get editable() {
    return !this.customer.asOf && !this.customer.view?.erased && session.is("agent", "supervisor", "sales", "administrator", "service");
  }

  openDialog(name) {
    if (this.editable || !cardDialogs.get(name).edits) this.dialog = name;
  }

  /** Does it, and shows the card as it is after that. */
  async act(method, path, body) {
    this.wrong = undefined;
    try {
      const { position } = await call(method, `/customers/${this.customer.id}${path}`, { body });
      await this.customer.refresh(position);
      return true;
    } catch (refusal) {
      this.wrong = refusal.message || t("send.unanswered");
      await this.customer.refresh();
      return false;
    }
  }

  render() {
    const { view, asOf } = this.customer;
    if (!view) return html`<aside class="card" aria-label=${t("card.label")}></aside>`;
    const still = asOf || view.erased; // nothing in it takes the focus, and it scrolls all the same
    return html`<aside class="card" aria-label=${t("card.label")} tabindex=${still ? "0" : nothing}>
      ${sections.map(({ draw }) => draw(this, view))}
      ${cardDialogs.get(this.dialog)?.draw(this.customer, () => { this.dialog = undefined; }) ?? nothing}
    </aside>`;
  }
}

customElements.define("annals-card", Card);
