// Opportunities by stage, with what they would bring. They come and go by themselves, whoever moves them.
import { html, nothing } from "lit";
import { colleagues } from "../colleagues.js";
import { Names } from "../customers/name.js";
import { Piece } from "../element.js";
import { live } from "../live.js";
import { money, number, t, word } from "../texts.js";
import { row } from "./row.js";
import { editable, forget, offered, opportunities, pipeline, stageName, topic } from "./store.js";

const states = ["open", "won", "lost"];
const whose = ["all", "me"];
const LIMIT = 200;

class Opportunities extends Piece {
  static properties = { asked: { state: true }, found: { state: true }, dialog: { state: true }, wrong: { state: true } };

  #names = new Names();
  #followed = false;
  #back = () => this.read();

  connectedCallback() {
    super.connectedCallback();
    forget();
    this.asked = { whose: "all", state: "open" };
    this.watch(colleagues, this.#names);
    live.addEventListener("back", this.#back);
    this.read();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener("back", this.#back);
    if (this.#followed) live.leave(topic);
    this.#followed = false;
  }

  async read(some, atLeast) {
    this.asked = { ...this.asked, ...some };
    this.wrong = undefined;
    if (!offered()) return;
    const { asked } = this;
    try {
      const found = await opportunities({ owner: asked.whose === "me" ? "me" : undefined, state: asked.state, limit: LIMIT, atLeast });
      if (asked.whose !== this.asked.whose || asked.state !== this.asked.state) return; // something else has been asked meanwhile
      this.found = found;
      if (!this.#followed && this.isConnected) {
        this.#followed = true;
        live.follow(topic, found.position, { commit: ({ position }) => this.read({}, position), reset: () => this.read() });
      }
    } catch (refusal) {
      this.wrong = refusal.message || t("send.unanswered");
    }
  }

  #change = editable() ? async (one) => {
    await import("./form.js");
    this.dialog = { one };
  } : undefined;

  render() {
    return html`<main class="page" id="main" tabindex="-1"><div class="sheet wide">
      <header class="row spread"><h1>${t("nav.opportunities")}</h1></header>
      ${offered() ? this.#all() : html`<p class="empty">${t("notOffered")}</p>`}
      ${this.dialog ? html`<annals-opportunity-form .one=${this.dialog.one} .customer=${this.dialog.one.customer} @given=${({ detail }) => this.read({}, detail)} @gone=${() => { this.dialog = undefined; }}></annals-opportunity-form>` : nothing}
    </div></main>`;
  }

  #all() {
    const { found } = this;
    const choice = (name, all, label, of) => html`<div class="segments" role="group" aria-label=${label}>${all.map((value) => html`<button type="button"
      aria-pressed=${this.asked[name] === value ? "true" : "false"} @click=${() => this.read({ [name]: value })}>${of(value)}</button>`)}</div>`;
    return html`<div class="row">${choice("whose", whose, t("opportunity.owner"), (value) => word("opportunityWhose", value))}${choice("state", states, t("opportunity.state"), (value) => word("opportunityState", value))}</div>
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
      ${!found ? html`<p class="note">${t("timeline.loading")}</p>` : html`
        ${found.totals?.length ? html`<p class="facets">${t("opportunity.total", { sums: this.#sums(found.totals) })}</p>` : nothing}
        ${found.opportunities.length ? html`<div class="cells halves">${this.#columns().map((column) => this.#column(column))}</div>` : html`<p class="empty">${t("opportunity.nothing")}</p>`}
        ${found.total > found.opportunities.length ? html`<p class="note">${t("opportunity.shown", { shown: found.opportunities.length, n: found.total })}</p>` : nothing}`}`;
  }

  #sums(amounts = []) {
    return amounts.map(({ amount, weighted }) => t("opportunity.sum", { amount: money(amount), weighted: money(weighted) })).join("; ");
  }

  /** The stages of the pipelines in their order, and those behind them that there are no more. */
  #columns() {
    const { sums } = this.found;
    const order = ({ pipeline: of, stage }) => {
      const index = (pipeline(of)?.stages ?? []).findIndex(({ id }) => id === stage);
      return index < 0 ? Number.MAX_SAFE_INTEGER : index;
    };
    return [...sums].sort((a, b) => order(a) - order(b));
  }

  #column({ pipeline: of, stage, probability, count, amounts }) {
    const here = this.found.opportunities.filter((one) => one.pipeline === of && one.stage === stage);
    return html`<section data-stage=${stage}><h2>${stageName(stage, of)} <span class="quiet">${t("opportunity.count", { n: count })} · ${number(probability / 100, { style: "percent" })}</span></h2>
      ${amounts?.length ? html`<p class="facets">${this.#sums(amounts)}</p>` : nothing}
      <ul class="tasks">${here.map((one) => row(one, this.#change, (id) => this.#names.of(id)))}</ul></section>`;
  }
}

customElements.define("annals-opportunities", Opportunities);
