// What somebody else has just done that concerns me. It stands there for a while; the same stays to be found behind the numbers in the head.
import { html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Piece, Store } from "./element.js";
import { t } from "./texts.js";

const STAYS = 15000;
const MOST = 3;

class Notices extends Store {
  list = [];
  #number = 0;

  /** @param href where it leads; undefined: nowhere */
  tell(text, href) {
    const id = (this.#number += 1);
    this.list = [...this.list, { id, text, href }].slice(-MOST);
    setTimeout(() => this.#goAway(id), STAYS);
    this.changed();
  }

  /** Nothing vanishes under a hand. */
  #goAway(id) {
    if (document.querySelector(".notices:is(:hover, :focus-within)")) setTimeout(() => this.#goAway(id), STAYS);
    else this.drop(id);
  }

  drop(id) {
    this.#keep((one) => one.id !== id);
  }

  /** Whoever is there need not be led there. */
  arrived(place) {
    this.#keep(({ href }) => !href?.startsWith(place));
  }

  #keep(which) {
    this.list = this.list.filter(which);
    this.changed();
  }
}

export const notices = new Notices();

/** The customer that is open, and up to where their timeline has been seen: what is before somebody's eyes need not be told to them. */
class Open extends Store {
  customer = undefined;

  /** @param customer the id; undefined where none is open, or only their past */
  at(customer) {
    this.customer = customer;
    if (customer) notices.arrived(`#/customers/${customer}`);
    this.changed();
  }

  /** Tells with `seen` that a customer's timeline was seen up to a position. */
  saw(customer, position) {
    this.dispatchEvent(new CustomEvent("seen", { detail: { customer, position } }));
  }
}

export const open = new Open();

class NoticeList extends Piece {
  connectedCallback() {
    super.connectedCallback();
    this.watch(notices);
  }

  render() {
    return html`<div class="notices" role="status">${repeat(notices.list, ({ id }) => id, ({ id, text, href }) => html`<p class="notice">
      ${href ? html`<a href=${href} @click=${() => notices.drop(id)}>${text}</a>` : html`<span>${text}</span>`}
      <button type="button" class="plain" aria-label=${t("close")} @click=${() => notices.drop(id)}>×</button></p>`)}</div>`;
  }
}

customElements.define("annals-notices", NoticeList);
