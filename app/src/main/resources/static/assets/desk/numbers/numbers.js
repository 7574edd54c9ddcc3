// The numbers of a day: each as a plot, and beside it as a table.
import { html, nothing } from "lit";
import { colleagues } from "../colleagues.js";
import { get } from "../http.js";
import { live } from "../live.js";
import { Piece } from "../element.js";
import { session } from "../session.js";
import { t, time } from "../texts.js";
import { figures } from "./figures.js";
import "./plot.js";
import "./waiting.js";

/** What is drawn from the answer to another question. */
const parts = { people: ["contacts", "answers"] };

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);

class Numbers extends Piece {
  static properties = { day: { state: true }, found: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.day = today();
    this.found = {};
    this.watch(session, colleagues);
    live.addEventListener("back", this.#again);
    live.addEventListener("lost", this.#age);
    this.read();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener("back", this.#again);
    live.removeEventListener("lost", this.#age);
  }

  #again = () => this.read(true);
  #age = () => this.requestUpdate();

  offered(name) {
    return (parts[name] || [name]).every((one) => session.offers(`/numbers/${one}`));
  }

  /** @param again whether what is shown stays until there is something newer */
  async read(again) {
    const { day } = this;
    if (!again) this.found = {};
    for (const name of Object.keys(figures).filter((one) => !parts[one] && this.offered(one))) {
      get(`/numbers/${name}`, name === "customers" ? {} : { day, zone }).then( // those are as they are now
        ({ body }) => this.#keep(day, name, { body }),
        (refusal) => this.#keep(day, name, { trouble: refusal.message || t("send.unanswered") }));
    }
  }

  #keep(day, name, answer) {
    if (day !== this.day || (answer.trouble && this.found[name]?.body)) return; // what was known stays, with its age
    if (answer.body) this.readAt = Date.now();
    this.found = { ...this.found, [name]: answer };
  }

  render() {
    const names = Object.keys(figures).filter((name) => this.offered(name));
    return html`<main class="page" id="main" tabindex="-1"><div class="sheet wide">
      <header class="row spread"><h1>${t("nav.numbers")}</h1>
        <label class="inline">${t("numbers.day")} <input type="date" max=${today()} .value=${this.day} @change=${({ target }) => { this.day = target.value || today(); this.read(); }}></label></header>
      ${live.lost && this.readAt ? html`<p class="note aged" role="status">${t("stale.since", { when: time(this.readAt) })}</p>` : nothing}
      <annals-waiting></annals-waiting>
      ${names.length ? names.map((name) => this.#figure(name)) : html`<p class="empty">${t("notOffered")}</p>`}
    </div></main>`;
  }

  #figure(name) {
    const answers = (parts[name] || [name]).map((one) => this.found[one]);
    const answer = answers.find((one) => !one || one.trouble) ?? answers[0];
    const whole = answers.every(Boolean);
    return html`<section class="figure" aria-labelledby=${`figure-${name}`}><h2 id=${`figure-${name}`}>${t(`numbers.${name}`)}</h2>
      ${!whole ? html`<p class="note">${t("timeline.loading")}</p>` : answer.trouble ? html`<p class="wrong" role="alert">${answer.trouble}</p>`
        : this.#drawn(name, figures[name](...answers.map(({ body }) => body)))}
    </section>`;
  }

  #drawn(name, figure) {
    if (!figure) return html`<p class="empty">${t("numbers.none")}</p>`;
    const { heads, rows, option } = figure;
    const label = t(`numbers.${name}`);
    return html`<div class="plotted"><annals-plot .option=${option} label=${label}></annals-plot>
      <div class="tabled" tabindex="0" role="region" aria-label=${t("numbers.table", { label })}><table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${rows.map(([first, ...rest]) => html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div></div>`;
  }
}

customElements.define("annals-numbers", Numbers);
