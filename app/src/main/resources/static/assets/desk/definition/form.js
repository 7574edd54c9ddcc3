// A version of a definition: its content, tried on what has happened before it is kept, and from when to when it is to be effective.
import { html, nothing } from "lit";
import { Dialog } from "../element.js";
import { plain, t, word } from "../texts.js";
import { change, draft, submit, tried } from "./store.js";

class DefinitionForm extends Dialog {
  static properties = { kind: {}, one: { attribute: false }, version: { attribute: false }, content: { attribute: false }, submitting: { attribute: false }, trial: { state: true }, wrong: { state: true }, busy: { state: true } };

  async #do(doing) {
    this.busy = true;
    this.wrong = undefined;
    this.trial = undefined;
    try {
      return await doing();
    } catch (refusal) {
      this.wrong = refusal.message || t("send.unanswered");
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  async #keep(doing) {
    const done = await this.#do(doing);
    if (!done) return;
    this.dispatchEvent(new CustomEvent("given", { detail: done.body.position }));
    this.close();
  }

  get #written() {
    try {
      return JSON.parse(this.find("#definition-content").value);
    } catch {
      throw new Error(t("definition.notJson"));
    }
  }

  #try = async () => {
    const done = await this.#do(async () => tried(this.kind, this.#written));
    this.trial = done?.body;
  };

  #save = (event) => {
    event.preventDefault();
    const one = this.one ?? { kind: this.kind, name: event.target.elements.name.value };
    this.#keep(async () => (this.version ? change(one, this.version, this.#written) : draft(one, this.#written)));
  };

  #submit = (event) => {
    event.preventDefault();
    const { from, to } = event.target.elements;
    const instant = ({ value }) => (value ? new Date(value).toISOString() : undefined);
    this.#keep(() => submit(this.one, this.version, { effectiveFrom: instant(from), effectiveTo: instant(to) }));
  };

  render() {
    const title = this.submitting ? "definition.submit" : this.version ? "definition.change" : this.one ? "definition.draft" : "definition.new";
    return this.frame(t(title), this.submitting ? this.#times() : this.#fields());
  }

  #wrong() {
    return this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing;
  }

  #cancel() {
    return html`<button type="button" class="plain" @click=${() => this.close()}>${t("cancel")}</button>`;
  }

  #times() {
    return html`<form @submit=${this.#submit}><p class="what">${t("definition.version", { n: this.version })}</p>
      <div class="field wide"><label for="definition-from">${t("definition.from")}</label><input id="definition-from" name="from" type="datetime-local" data-first></div>
      <div class="field wide"><label for="definition-to">${t("definition.to")}</label><input id="definition-to" name="to" type="datetime-local"></div>
      ${this.#wrong()}<p class="row"><button class="primary" ?disabled=${this.busy}>${t("definition.submit")}</button>${this.#cancel()}</p></form>`;
  }

  #fields() {
    return html`<form @submit=${this.#save}>
      ${this.one ? nothing : html`<div class="field wide"><label for="definition-name">${t("definition.name")}</label><input id="definition-name" name="name" required maxlength="40" data-first autocomplete="off"></div>`}
      <div class="field wide"><label for="definition-content">${t("definition.content")}</label><textarea id="definition-content" rows="16" spellcheck="false" ?data-first=${this.one} .value=${JSON.stringify(this.content, undefined, 2)}></textarea></div>
      ${this.#wrong()}${this.trial ? this.#tried(this.trial) : nothing}
      <p class="row"><button class="primary" ?disabled=${this.busy}>${t("save")}</button><button type="button" ?disabled=${this.busy} @click=${this.#try}>${t("definition.try")}</button>${this.#cancel()}</p></form>`;
  }

  /** What a kind tells of a trial, whatever its shape: lists as tables, the rest as it is. */
  #tried({ outcome, complete }) {
    return html`<div role="status"><p><strong>${t("definition.tried")}</strong>${complete ? nothing : html` ${t("definition.partly")}`}</p>
      ${Object.entries(outcome).map(([name, told]) => (Array.isArray(told) ? this.#table(name, told) : html`<p class="facets">${word("trial", name)}: ${this.#value(told)}</p>`))}</div>`;
  }

  #value(told) {
    if (told === null || typeof told !== "object") return plain(told);
    return Object.entries(told).map(([name, value]) => `${name} ${plain(value)}`).join(", ") || "–";
  }

  #table(name, rows) {
    const columns = [...new Set(rows.flatMap(Object.keys))];
    return html`<div class="tabled" tabindex="0" role="region" aria-label=${word("trial", name)}><table>
      <thead><tr>${columns.map((column) => html`<th scope="col">${word("trial", column)}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr>${columns.map((column) => html`<td>${plain(row[column])}</td>`)}</tr>`)}</tbody></table></div>`;
  }
}

customElements.define("annals-definition-form", DefinitionForm);
