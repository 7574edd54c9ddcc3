// Entering a contact of any kind by hand, in few keystrokes. What is begun is kept.
import { html, nothing } from "lit";
import { live as bound } from "lit/directives/live.js";
import { post } from "../http.js";
import { icon } from "../icons.js";
import { focusBack, Piece } from "../element.js";
import { session } from "../session.js";
import { dateTime, t, texts, word } from "../texts.js";
import { colleagues } from "../colleagues.js";
import { nameOf } from "../customers/name.js";
import { entered, kinds } from "../registry.js";
import { told } from "../timeline/told.js";
import { content, NotThatForm, typed } from "./content.js";
import { draft, dropDraft, keepDraft } from "./drafts.js";
import { outbox } from "./outbox.js";
import "./known.js";

const STILL = 4000; // after so long without a key nobody is typing any more

class Compose extends Piece {
  static properties = {
    customer: { attribute: false }, kind: { state: true }, values: { state: true }, open: { state: true },
    wrong: { state: true }, more: { state: true },
  };

  constructor() {
    super();
    [this.kind] = entered();
    this.values = {};
  }

  get place() {
    return this.customer?.id || "new";
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.still); // whoever has left types nowhere
  }

  willUpdate(changed) {
    if (this.hasUpdated && !changed.has("customer")) return;
    clearTimeout(this.still);
    this.watch(session);
    const kept = draft(this.place);
    this.kind = kept?.kind || entered()[0];
    this.values = kept?.values || {};
    this.open = Boolean(kept) || !this.customer;
    this.wrong = undefined;
  }

  /** Opens with the first field at hand. */
  begin(kind, values) {
    if (kind) this.#be(kind);
    if (values) this.#take(values);
    this.open = true;
    if (!this.find("form")?.contains(document.activeElement)) this.before = document.activeElement;
    this.updateComplete.then(() => this.find("[data-entry]")?.focus());
  }

  /** Closes, and the focus is where it was before it was taken to write. */
  #close() {
    this.open = false;
    this.updateComplete.then(() => focusBack(this.before));
  }

  /** An answer on the way that its kind is answered. */
  reply(entry) {
    const email = this.customer.view?.identities?.find((identity) => identity.kind === "email")?.value;
    const { kind, ...values } = kinds.get(entry.kind).reply(entry.content || {}, email);
    this.begin(kind, {
      ...values, direction: "outbound", channel: kind === entry.kind ? entry.channel : kinds.get(kind).compose.channel,
      answers: { who: entry.direction === "inbound" ? nameOf(this.customer.view) : colleagues.nameOf(entry.actor), occurredAt: entry.occurredAt, text: told(entry).text },
    });
  }

  /** Takes back what could not be recorded. */
  edit(contact) {
    this.begin(contact.kind, { ...typed(contact), channel: contact.channel, direction: contact.direction });
  }

  #be(kind) {
    this.kind = kind;
    this.wrong = undefined;
    this.#take({ channel: undefined, direction: undefined, answers: undefined });
  }

  #take(some) {
    this.values = { ...this.values, ...some };
    keepDraft(this.place, { kind: this.kind, values: this.values });
    this.#type(true);
  }

  /** Tells the others that somebody types here, until the keys have been still for a while. */
  #type(typing) {
    clearTimeout(this.still);
    if (!this.customer) return;
    this.dispatchEvent(new CustomEvent("typing", { detail: typing, bubbles: true }));
    if (typing) this.still = setTimeout(() => this.#type(false), STILL);
  }

  #send = async (event) => {
    event?.preventDefault();
    const { values, kind } = this;
    this.wrong = undefined;
    let contact;
    try {
      contact = {
        kind, channel: values.channel || this.#form.channel, direction: this.direction,
        externalId: values.externalId || `desk-${crypto.randomUUID()}`,
        occurredAt: (values.when ? new Date(values.when) : new Date()).toISOString(),
        content: content(kind, { ...values, direction: this.direction }),
      };
      contact.customer = this.customer ? { id: this.customer.id } : await this.#whom(values);
    } catch (e) {
      if (!(e instanceof NotThatForm)) throw e;
      this.wrong = { field: e.field, text: e.reason || t(this.#isEmpty(e.field) ? "form.missing" : "form.wrong") };
      await this.updateComplete;
      this.find(`[name="${e.field}"]`)?.focus();
      return;
    }
    if (this.customer) this.#away(contact);
    else this.#introduce(contact);
  };

  /** Whether nothing was typed there at all. */
  #isEmpty(field) {
    const inputs = [...this.querySelectorAll(`[name="${field}"], [data-field="${field}"]`)];
    return inputs.every(({ value }) => !value.trim());
  }

  #away(contact) {
    outbox.send(this.customer.id, contact);
    this.#clear();
    this.#close();
    this.dispatchEvent(new CustomEvent("entered", { bubbles: true }));
  }

  /** Somebody whom nobody knows yet: there is no timeline to show it on before the server has said who it is. */
  async #introduce(contact) {
    try {
      const { body, position } = await post("/contacts", contact);
      this.#clear();
      this.dispatchEvent(new CustomEvent("introduced", { detail: { id: body.customer, position }, bubbles: true }));
    } catch (refusal) {
      this.wrong = { field: refusal.field, text: refusal.message || t("send.unanswered") };
    }
  }

  #clear() {
    dropDraft(this.place);
    this.values = {};
    this.#type(false);
  }

  async #whom({ known = "", name }) {
    if (!known.trim()) throw new NotThatForm("known");
    const { kind, value, reason } = await this.find("annals-known").identity();
    if (reason) throw Object.assign(new NotThatForm("known"), { reason });
    const by = { [kind]: value };
    return name ? { ...by, name } : by;
  }

  /** Somebody who is known already: what has been written goes along. */
  #isKnown = ({ detail: id }) => {
    keepDraft(id, { kind: this.kind, values: { ...this.values, known: undefined, name: undefined } });
    this.#clear();
    location.hash = `#/customers/${id}`;
  };

  /** What is asked for the kind that is being entered. */
  get #form() {
    return kinds.get(this.kind).compose;
  }

  get direction() {
    return this.values.direction || this.#form.direction;
  }

  get #fields() {
    return this.#form.fields.filter(({ when }) => !when || when === this.direction);
  }

  #keys = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#send(event);
    if (event.key === "Escape" && this.customer) {
      event.stopPropagation();
      this.#close();
    }
  };

  render() {
    return html`<section class="compose" aria-label=${t("compose.label")} @keydown=${this.#keys}>
      <div class="kinds" role="group" aria-label=${t("compose.kind")}>
        ${entered().map((kind) => html`<button type="button" aria-pressed=${this.open && kind === this.kind ? "true" : "false"}
          @click=${() => this.begin(kind)}>${icon(kind)}<span>${word("kind", kind)}</span></button>`)}
      </div>
      ${this.open ? this.#drawn() : nothing}
    </section>`;
  }

  #drawn() {
    const { turns, part, channel, number = "externalId" } = this.#form;
    const { answers } = this.values;
    return html`<form class=${answers ? "answer" : ""} @submit=${this.#send} @input=${this.#input} novalidate>
      ${this.customer ? nothing : html`<div class="cells">${this.#field({ name: "known", needed: true })}${this.#field({ name: "name" })}</div>
        <annals-known .typed=${this.values.known || ""} @chosen=${this.#isKnown}></annals-known>`}
      ${part ? part.draw(this.values, { take: (some) => this.#take(some), customer: this.customer, first: Boolean(this.customer) }) : nothing}
      <div class="cells">${this.#fields.map((field) => this.#field(field))}</div>
      ${this.more ? html`<div class="cells">${this.#field({ name: "channel" }, channel)}
        ${this.#field({ name: "externalId", label: number })}${this.#field({ name: "when", type: "datetime-local" })}</div>` : nothing}
      <div class="row">
        <button class="primary">${t("compose.record")}</button>
        <kbd>Ctrl ↵</kbd>
        ${turns ? html`<select name="direction" aria-label=${word("field", "direction")} .value=${bound(this.direction)}>
          ${["inbound", "outbound"].map((way) => html`<option value=${way} ?selected=${way === this.direction}>${word("direction", way)}</option>`)}</select>` : nothing}
        <button type="button" class="plain" aria-expanded=${this.more ? "true" : "false"} @click=${() => { this.more = !this.more; }}>${t("compose.more")}</button>
        ${this.customer ? html`<button type="button" class="plain" @click=${() => { this.#clear(); this.#close(); }}>${t("discard")}</button>` : nothing}
        ${this.wrong ? html`<p class="wrong" role="alert" id="compose-wrong">${this.wrong.field ? html`${word("field", this.wrong.field)}: ` : nothing}${this.wrong.text}</p>` : nothing}
      </div>
      ${answers ? html`<blockquote class="quoted"><p class="facets">${t("compose.answers", { name: answers.who, when: dateTime(answers.occurredAt) })}</p>
        ${answers.text ? html`<p class="text">${answers.text}</p>` : nothing}</blockquote>` : nothing}
    </form>`;
  }

  /** Where one begins to type: at the text where one answers, as the rest is known. */
  get #first() {
    if (!this.customer) return "known";
    return (this.values.answers ? this.#fields.find(({ long }) => long) : this.#fields[0])?.name;
  }

  #input = ({ target }) => {
    if (target.name) this.#take({ [target.name]: target.value });
  };

  #field({ name, label = name, long, short, needed, of, codes, aid, type = "text" }, hint) {
    const id = `compose-${name}`;
    const wrong = this.wrong?.field === name;
    const value = this.values[name] || "";
    const first = name === this.#first;
    const placeholder = hint || (texts.has(`hint.${name}`) ? t(`hint.${name}`) : "");
    return html`<div class="field ${long ? "wide" : short ? "short" : ""}">
      <label for=${id}>${word("field", label)}${needed ? html` <span aria-hidden="true">*</span>` : nothing}</label>
      ${long
        ? html`<textarea id=${id} name=${name} rows=${this.values.answers ? 8 : 3} ?required=${needed} ?data-entry=${first} aria-invalid=${wrong ? "true" : "false"}
            aria-describedby=${wrong ? "compose-wrong" : nothing} placeholder=${placeholder} .value=${bound(value)}></textarea>
            ${aid?.() ?? nothing}`
        : html`<input id=${id} name=${name} type=${type} ?required=${needed} ?data-entry=${first} autocomplete="off" list=${of ? `${id}-codes` : nothing}
            aria-invalid=${wrong ? "true" : "false"} aria-describedby=${wrong ? "compose-wrong" : nothing} placeholder=${placeholder} .value=${bound(value)}>`}
      ${of ? html`<datalist id="${id}-codes">${codes.map((code) => html`<option value=${word(of, code)}></option>`)}</datalist>` : nothing}
    </div>`;
  }
}

customElements.define("annals-compose", Compose);
