// Whoever types @ in a note is offered the colleagues whose names begin so.
import { html, nothing } from "lit";
import { colleagues } from "../colleagues.js";
import { Piece } from "../element.js";
import { t } from "../texts.js";

const MOST = 6;
const BEGUN = /(?:^|[^\w.@-])@([\p{L}\p{N}._-]*)$/u;

class Mention extends Piece {
  static properties = { offers: { state: true }, at: { state: true } };

  constructor() {
    super();
    this.offers = [];
    this.at = 0;
  }

  firstUpdated() {
    this.field = this.parentElement.querySelector("textarea");
    this.field.setAttribute("aria-autocomplete", "list");
    this.field.addEventListener("input", this.#look);
    this.field.addEventListener("keydown", this.#keys);
    this.field.addEventListener("blur", this.#close);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const [name, listener] of [["input", this.#look], ["keydown", this.#keys], ["blur", this.#close]]) this.field?.removeEventListener(name, listener);
    ["aria-autocomplete", "aria-activedescendant", "aria-controls"].forEach((name) => this.field?.removeAttribute(name));
  }

  #look = () => {
    const begun = BEGUN.exec(this.field.value.slice(0, this.field.selectionStart));
    this.begun = begun?.[1] ?? "";
    this.offers = begun ? colleagues.beginning(this.begun, MOST) : [];
    this.at = 0;
  };

  #close = () => {
    this.offers = [];
  };

  #keys = (event) => {
    const { length } = this.offers;
    if (length === 0 || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown") this.at = (this.at + 1) % length;
    else if (event.key === "ArrowUp") this.at = (this.at + length - 1) % length;
    else if (event.key === "Enter" || event.key === "Tab") this.#choose(this.offers[this.at]);
    else if (event.key === "Escape") this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #choose({ name }) {
    const end = this.field.selectionStart;
    this.field.setRangeText(`${name} `, end - this.begun.length, end, "end");
    this.field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }

  updated() {
    const name = (attribute, value) => (value ? this.field.setAttribute(attribute, value) : this.field.removeAttribute(attribute));
    name("aria-controls", this.offers.length && "mention-offers");
    name("aria-activedescendant", this.offers.length && `mention-${this.at}`);
  }

  render() {
    if (this.offers.length === 0) return nothing;
    return html`<ul class="offers" role="listbox" id="mention-offers" aria-label=${t("mentions.offers")}>${this.offers.map((one, i) => html`<li role="option" id=${`mention-${i}`}
      aria-selected=${i === this.at ? "true" : "false"} @mousedown=${(event) => event.preventDefault()} @click=${() => this.#choose(one)}>${one.displayName} <span class="quiet">@${one.name}</span></li>`)}</ul>`;
  }
}

customElements.define("annals-mention", Mention);
