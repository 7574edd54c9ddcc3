// The queue of likely duplicates: two side by side, why they may be one, and what is to be done about it.
import { html, nothing } from "lit";
import { nameOf } from "../customers/name.js";
import { Piece } from "../element.js";
import { get, post, remove } from "../http.js";
import { session } from "../session.js";
import { date, t, texts, word } from "../texts.js";

const SIZE = 20;

const number = (value, digits) => texts.form("NumberFormat", { maximumFractionDigits: digits, signDisplay: "exceptZero" }).format(value);
const percent = (value) => texts.form("NumberFormat", { style: "percent", maximumFractionDigits: 1 }).format(value);
const mayAct = () => session.is("agent", "supervisor", "sales", "manager", "administrator");

/** What stands of a customer beside the other: each line under its heading. */
const lines = (view) => new Map([
  ...(view.identities || []).map(({ kind, value }) => [`${word("identity", kind)} ${value}`, [word("identity", kind), value]]),
  ...Object.entries(view.attributes || {}).map(([name, value]) => [name, [word("attribute", name), name === "birthDate" ? date(value) : value]]),
]);

class Duplicates extends Piece {
  static properties = { pairs: { state: true }, total: { state: true }, next: { state: true }, wrong: { state: true }, done: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.read();
  }

  async read(cursor, atLeast) {
    try {
      const { body } = await get("/duplicates", { limit: SIZE, cursor, atLeast });
      const fresh = await Promise.all(body.duplicates.map(async (pair) => ({ ...pair, views: await Promise.all(pair.customers.map((id) => this.#view(id))) })));
      this.pairs = cursor ? [...this.pairs, ...fresh] : fresh;
      this.total = body.total;
      this.next = body.next;
      this.wrong = undefined;
    } catch (refusal) {
      this.wrong = refusal.message || t("send.unanswered");
      this.pairs ??= [];
    }
  }

  async #view(id) {
    const { body } = await get(`/customers/${id}`);
    return body;
  }

  /** Does it, and shows what is left; what was done can be undone from the line above the queue. */
  async #act(act, pair, undo, words) {
    try {
      const { position } = await act(pair);
      this.done = undo && { words, undo: () => this.#act(undo, pair) };
      await this.read(undefined, position);
    } catch (refusal) {
      this.wrong = refusal.message || t("send.unanswered");
    }
  }

  #distinguish(pair) {
    const [one, other] = pair.customers;
    return this.#act(
      () => post(`/customers/${one}/distinctions`, { other }), pair,
      () => remove(`/customers/${one}/distinctions/${other}`), t("duplicate.distinguished"),
    );
  }

  /** @param survivor under whom both are shown from then on */
  #merge(pair, survivor) {
    const absorbed = pair.customers.find((id) => id !== survivor);
    return this.#act(
      () => post(`/customers/${survivor}/merges`, { absorbed }), pair,
      () => remove(`/customers/${survivor}/merges/${absorbed}`), t("duplicate.merged"),
    );
  }

  render() {
    const { pairs, done } = this;
    return html`<main class="page" id="main" tabindex="-1"><div class="sheet">
      <header><h1>${t("nav.duplicates")}</h1><p class="note">${t("duplicate.how")}</p></header>
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
      <div role="status">${done ? html`<p class="row note">${done.words} <button type="button" class="link" @click=${done.undo}>${t("duplicate.undo")}</button></p>` : nothing}</div>
      ${!pairs ? html`<p class="note">${t("timeline.loading")}</p>`
        : pairs.length ? html`<p class="note">${t("duplicate.count", { n: this.total })}</p>${pairs.map((pair) => this.#pair(pair))}`
        : html`<p class="empty">${t("duplicate.none")}</p>`}
      ${this.next ? html`<p class="row"><button type="button" @click=${() => this.read(this.next)}>${t("duplicate.more")}</button></p>` : nothing}
    </div></main>`;
  }

  #pair(pair) {
    const [one, other] = pair.views;
    const names = pair.views.map(nameOf);
    const told = pair.views.map(lines);
    const rows = [...new Set(told.flatMap((lines) => [...lines.keys()]))];
    return html`<section class="pair" data-pair=${pair.customers.join(" ")}>
      <h2>${t("duplicate.pair", { one: names[0], other: names[1] })} <span class="quiet">${percent(pair.probability)}</span></h2>
      <div class="tabled" tabindex="0" role="region" aria-label=${t("duplicate.side")}><table>
        <thead><tr><td></td>${[one, other].map((view, i) => html`<th scope="col"><a href="#/customers/${view.id}">${names[i]}</a></th>`)}</tr></thead>
        <tbody>${rows.map((row) => html`<tr><th scope="row">${(told[0].get(row) || told[1].get(row))[0]}</th>
          ${told.map((lines) => html`<td>${lines.get(row)?.[1] ?? "–"}</td>`)}</tr>`)}</tbody></table></div>
      <details><summary>${t("duplicate.why", { bits: number(pair.bits, 1) })}</summary>
        <ul>${[...pair.reasons].sort((a, b) => b.bits - a.bits).map(({ field, level, bits }) => html`<li>${t("duplicate.reason", { field: word("compared", field), level: word("agreement", level), bits: number(bits, 1) })}</li>`)}
          <li class="quiet">${t("duplicate.prior", { bits: number(pair.prior, 1) })}</li></ul></details>
      ${mayAct() ? html`<p class="row">
        ${session.offers("/customers/{customer}/merges") ? [one, other].map((view, i) => html`<button type="button" @click=${() => this.#merge(pair, view.id)}>${t("duplicate.mergeInto", { name: names[i] })}</button>`) : nothing}
        <button type="button" class="distinct" @click=${() => this.#distinguish(pair)}>${t("duplicate.distinguish")}</button></p>` : nothing}
    </section>`;
  }
}

customElements.define("annals-duplicates", Duplicates);
