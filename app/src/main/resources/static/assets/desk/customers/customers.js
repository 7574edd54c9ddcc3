// The list of customers: today's latest, those who wait, mine, my team's; searched, sorted, saved.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Piece } from "../piece.js";
import { t, word } from "../texts.js";
import { holders } from "./holders.js";
import { list } from "./list.js";
import { row } from "./row.js";

const ROUND = 10000;
const PAUSE = 200;
const AWAY = 300000; // whoever has touched nothing for so long is away, and asking on would keep their session alive
const lists = ["latest", "waiting", "mine", "team"];
const sorts = ["lastContact", "recency", "frequency", "money"];

let touched = Date.now();
for (const sign of ["keydown", "pointermove", "wheel"]) {
  addEventListener(sign, () => { touched = Date.now(); }, { passive: true });
}

class Customers extends Piece {
  static properties = { chosen: {} };

  connectedCallback() {
    super.connectedCallback();
    this.watch(list, holders);
    if (!list.ready) list.read().then(() => list.readSaved());
    this.round = setInterval(() => this.#again(), ROUND);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.round);
  }

  /** Whoever is chosen stands in sight; the list scrolls by itself alone, never the page with it. */
  updated() {
    const chosen = this.find("[aria-current]");
    if (!chosen || !this.#sought) return;
    this.#sought = false;
    const [nav, filters] = [this.find(".customers"), this.find(".filters")];
    const [outer, inner] = [nav.getBoundingClientRect(), chosen.getBoundingClientRect()];
    const top = outer.top + (getComputedStyle(filters).position === "sticky" ? filters.offsetHeight : 0);
    if (inner.top < top) nav.scrollTop += inner.top - top;
    else if (inner.bottom > outer.bottom) nav.scrollTop += inner.bottom - outer.bottom;
  }

  #sought = false;

  willUpdate(changed) {
    if (changed.has("chosen")) this.#sought = true; // the list may come only later
  }

  /** Nothing moves under a hand or a cursor, and nothing is asked for by a page that nobody sees. */
  #again() {
    if (document.hidden || Date.now() - touched > AWAY || this.matches(":hover") || this.contains(document.activeElement)) return;
    if (list.customers.length <= 50) list.read();
  }

  focusSearch() {
    this.find("#customers-q").focus();
  }

  /** Goes to the customer so many places further. */
  step(by) {
    const at = list.customers.findIndex(({ id }) => id === this.chosen);
    const next = list.customers[Math.max(0, Math.min(list.customers.length - 1, at + by))];
    if (next) location.hash = `#/customers/${next.id}`;
  }

  #typed = ({ target }) => {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => list.ask({ q: target.value }), PAUSE);
  };

  #save = async () => {
    const name = prompt(t("views.name"));
    if (name) await list.save(name.trim()).catch((refusal) => { list.trouble = refusal; });
  };

  render() {
    const { asked } = list;
    return html`<nav class="customers" aria-label=${t("nav.customers")}>
      <form class="filters" role="search" @submit=${(event) => { event.preventDefault(); list.read(); }}>
        <label class="hidden" for="customers-q">${t("customers.find")}</label>
        <input id="customers-q" type="search" placeholder=${t("customers.find")} autocomplete="off" .value=${asked.q} @input=${this.#typed}>
        ${list.hasLists ? html`<div class="segments" role="group" aria-label=${t("customers.lists")}>
          ${lists.map((name) => html`<button type="button" aria-pressed=${asked.list === name ? "true" : "false"}
            @click=${() => list.ask({ list: name, sort: "" })}>${word("list", name)}</button>`)}</div>` : nothing}
        <div class="row spread">
          <label class="inline">${t("customers.sort")}
            <select @change=${({ target }) => list.ask({ sort: target.value })}>
              ${[...(list.hasLists ? [""] : []), ...sorts].map((sort) => html`<option value=${sort} ?selected=${sort === asked.sort}>${sort ? word("sort", sort) : t("customers.asListed")}</option>`)}</select></label>
          ${list.hasLists ? this.#views() : nothing}
        </div>
      </form>
      <ol class="people">${repeat(list.customers, ({ id }) => id, (view) => row(view, this.chosen, list.asked.sort))}</ol>
      ${this.#note()}
    </nav>`;
  }

  #views() {
    return html`<details class="menu"><summary>${t("views.label")}</summary><div>
      ${list.saved.map(({ name, filters }) => html`<p class="row spread">
        <button type="button" class="link" @click=${() => list.ask({ sort: "", ...filters })}>${name}</button>
        <button type="button" class="plain" aria-label=${t("views.forget", { name })} @click=${() => list.forget(name)}>×</button></p>`)}
      ${list.saved.length ? nothing : html`<p class="note">${t("views.none")}</p>`}
      <button type="button" @click=${this.#save}>${t("views.save")}</button></div></details>`;
  }

  #note() {
    if (list.trouble) return html`<p class="wrong pad" role="alert">${list.trouble.message || t("send.unanswered")}</p>`;
    if (!list.ready) return html`<p class="note pad">${t("timeline.loading")}</p>`;
    if (list.customers.length === 0) return html`<p class="empty" role="status">${t(list.asked.q ? "customers.nobodyFound" : "customers.nobody")}</p>`;
    return html`<p class="note pad">${t("customers.count", { n: list.total })}
      ${list.hasMore ? html`<button type="button" class="link" @click=${() => list.more()}>${t("more")}</button>` : nothing}</p>`;
  }
}

customElements.define("annals-customers", Customers);
