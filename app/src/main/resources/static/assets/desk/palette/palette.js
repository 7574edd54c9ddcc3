// Everything by typing: customers and whatever can be done here.
import { html, nothing } from "lit";
import { get } from "../http.js";
import { Dialog } from "../element.js";
import { hitOf, toHit } from "../customers/hit.js";
import { nameOf } from "../customers/name.js";
import { t } from "../texts.js";

const PAUSE = 120;

class Palette extends Dialog {
  static properties = { commands: { attribute: false }, typed: { state: true }, found: { state: true }, at: { state: true } };

  size = "palette";

  constructor() {
    super();
    this.typed = "";
    this.found = [];
    this.at = 0;
  }

  get #choices() {
    const words = this.typed.toLowerCase().split(/\s+/).filter(Boolean);
    const commands = this.commands.filter(({ label }) => words.every((one) => label.toLowerCase().includes(one)));
    return [...commands, ...this.found];
  }

  #type = ({ target }) => {
    this.typed = target.value;
    this.at = 0;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.#search(target.value.trim()), PAUSE);
  };

  async #search(q) {
    if (q.length < 2) {
      this.found = [];
      return;
    }
    const { body } = await get("/customers", { q, limit: 8 }).catch(() => ({ body: { customers: [] } }));
    if (q !== this.typed.trim()) return;
    this.found = body.customers.map((view) => ({
      label: nameOf(view), beside: hitOf(view)?.snippet || t("nav.customers"),
      run: () => { location.hash = hitOf(view) ? toHit(view.id, hitOf(view)) : `#/customers/${view.id}`; },
    }));
  }

  #keys = (event) => {
    const { length } = this.#choices;
    if (event.key === "ArrowDown") this.at = length ? (this.at + 1) % length : 0;
    else if (event.key === "ArrowUp") this.at = length ? (this.at + length - 1) % length : 0;
    else if (event.key === "Enter") this.#run(this.#choices[this.at]);
    else return;
    event.preventDefault();
    this.updateComplete.then(() => this.find('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" }));
  };

  #run(choice) {
    if (!choice) return;
    this.close(); // the focus is back before anything else is done with it
    choice.run();
  }

  render() {
    const choices = this.#choices;
    return this.frame(t("palette.label"), html`<input role="combobox" aria-expanded="true" aria-controls="palette-choices" aria-autocomplete="list" autocomplete="off"
        aria-label=${t("palette.label")} aria-activedescendant=${choices.length ? `choice-${this.at}` : nothing} placeholder=${t("palette.hint")} data-first @input=${this.#type} @keydown=${this.#keys}>
      <ul role="listbox" id="palette-choices" aria-label=${t("palette.label")}>${choices.map((choice, i) => html`<li role="option" id=${`choice-${i}`} aria-selected=${i === this.at ? "true" : "false"} @click=${() => this.#run(choice)}>
        <span>${choice.label}</span>${choice.beside ? html`<span class="quiet">${choice.beside}</span>` : nothing}${choice.key ? html`<kbd>${choice.key}</kbd>` : nothing}</li>`)}</ul>
      ${choices.length ? nothing : html`<p class="note" role="status">${t("palette.nothing")}</p>`}`);
  }
}

customElements.define("annals-palette", Palette);
