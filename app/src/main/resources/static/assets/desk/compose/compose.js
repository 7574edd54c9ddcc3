// Entering a contact of any kind by hand, in few keystrokes. What is begun is kept.
import { html, nothing } from "lit";
import { live as bound } from "lit/directives/live.js";
import { get, post } from "../http.js";
import { icon } from "../icons.js";
import { focusBack, Piece } from "../element.js";
import { session } from "../session.js";
import { dateTime, money, plain, t, word } from "../texts.js";
import { colleagues } from "../colleagues.js";
import { nameOf } from "../customers/name.js";
import { told } from "../timeline/kinds.js";
import { draft, dropDraft, keepDraft } from "./drafts.js";
import { codes, content, kinds, NotThatForm, typed } from "./kinds.js";
import { outbox } from "./outbox.js";
import "./known.js";
import "./mention.js";

const STILL = 4000; // after so long without a key nobody is typing any more
const fresh = () => ({ lines: [{ product: "", quantity: "1", price: "" }], currency: localStorage.getItem("annals.currency") || "EUR", back: {} });

class Compose extends Piece {
  static properties = {
    customer: { attribute: false }, kind: { state: true }, values: { state: true }, open: { state: true },
    wrong: { state: true }, more: { state: true }, purchases: { state: true },
  };

  constructor() {
    super();
    this.kind = "note";
    this.values = fresh();
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
    this.kind = kept?.kind || "note";
    this.values = kept?.values || fresh();
    this.open = Boolean(kept) || !this.customer;
    this.wrong = undefined;
    this.purchases = undefined;
    if (this.kind === "return") this.#findPurchases();
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

  /** By which kind of contact an entry is answered, and to which address: what was written comes back in writing where that can be. */
  #way({ kind, content = {} }) {
    const known = this.customer.view?.identities?.find((identity) => identity.kind === "email")?.value;
    if (kind === "email") return ["email", plain(content.from || content.to) || known];
    if (kind === "form" || kind === "questionnaire") return known ? ["email", known] : ["call"];
    return [kind === "chat" ? "chat" : "call"];
  }

  /** An answer on the way that it came. */
  reply(entry) {
    const given = entry.content || {};
    const [kind, to] = this.#way(entry);
    const subject = plain(given.subject || given.form);
    this.begin(kind, {
      direction: "outbound", channel: kind === entry.kind ? entry.channel : kinds[kind].channel,
      ...(kind === "email" && { to, subject: /^re:/i.test(subject) ? subject : `Re: ${subject}` }),
      ...(kind === "chat" && given.conversation && { conversation: plain(given.conversation) }),
      answers: { who: entry.direction === "inbound" ? nameOf(this.customer.view) : colleagues.nameOf(entry.actor), occurredAt: entry.occurredAt, text: told(entry).text },
    });
  }

  /** Takes back what could not be recorded. */
  edit(contact) {
    const lines = contact.content.lines?.map((line) => ({ product: line.product || "", quantity: String(line.quantity), price: line.price?.amount || "" }));
    this.begin(contact.kind, { ...typed(contact), channel: contact.channel, direction: contact.direction, lines: lines || fresh().lines });
  }

  #be(kind) {
    this.kind = kind;
    this.wrong = undefined;
    this.#take({ channel: undefined, direction: undefined, answers: undefined });
    if (kind === "return") this.#findPurchases();
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

  async #findPurchases() {
    if (!this.customer) return;
    const { body } = await get(`/customers/${this.customer.id}/timeline`, { kind: "purchase", limit: 50 }).catch(() => ({ body: { entries: [] } }));
    this.purchases = body.entries.filter(({ content: c }) => typeof c.externalId === "string");
  }

  #send = async (event) => {
    event?.preventDefault();
    const { values, kind } = this;
    this.wrong = undefined;
    let contact;
    try {
      contact = {
        kind, channel: values.channel || kinds[kind].channel, direction: this.direction,
        externalId: values.externalId || `desk-${crypto.randomUUID()}`,
        occurredAt: (values.when ? new Date(values.when) : new Date()).toISOString(),
        content: content(kind, { ...values, direction: this.direction }, { mentions: session.offers("/mentions") }),
      };
      contact.customer = this.customer ? { id: this.customer.id } : await this.#whom(values);
    } catch (e) {
      if (!(e instanceof NotThatForm)) throw e;
      this.wrong = { field: e.field, text: e.reason || t(this.#isEmpty(e.field) ? "form.missing" : "form.wrong") };
      await this.updateComplete;
      this.find(`[name="${e.field}"]`)?.focus();
      return;
    }
    if (kind === "purchase") localStorage.setItem("annals.currency", values.currency);
    if (this.customer) this.#away(contact);
    else this.#introduce(contact);
  };

  /** Whether nothing was typed there at all. */
  #isEmpty(field) {
    const inputs = [...this.querySelectorAll(`[name="${field}"], [data-back]`)];
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
    this.values = fresh();
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

  get direction() {
    return this.values.direction || kinds[this.kind].direction;
  }

  #keys = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#send(event);
    if (event.key === "Escape" && this.customer) {
      event.stopPropagation();
      this.#close();
    }
  };

  render() {
    const main = Object.keys(kinds);
    return html`<section class="compose" aria-label=${t("compose.label")} @keydown=${this.#keys}>
      <div class="kinds" role="group" aria-label=${t("compose.kind")}>
        ${main.map((kind) => html`<button type="button" aria-pressed=${this.open && kind === this.kind ? "true" : "false"}
          @click=${() => this.begin(kind)}>${icon(kind)}<span>${word("kind", kind)}</span></button>`)}
      </div>
      ${this.open ? this.#form() : nothing}
    </section>`;
  }

  #form() {
    const { fields, turns, goods, back } = kinds[this.kind];
    const { answers } = this.values;
    return html`<form class=${answers ? "answer" : ""} @submit=${this.#send} @input=${this.#input} novalidate>
      ${this.customer ? nothing : html`<div class="cells">${this.#field({ name: "known", needed: true })}${this.#field({ name: "name" })}</div>
        <annals-known .typed=${this.values.known || ""} @chosen=${this.#isKnown}></annals-known>`}
      ${goods ? this.#goods() : nothing}${back ? this.#back() : nothing}
      <div class="cells">${fields.filter(({ when }) => !when || when === this.direction).map((field) => this.#field(field))}</div>
      ${this.more ? html`<div class="cells">${this.#field({ name: "channel" }, kinds[this.kind].channel)}
        ${this.#field({ name: "externalId", label: ["purchase", "return"].includes(this.kind) ? "receipt" : "externalId" })}${this.#field({ name: "when", type: "datetime-local" })}</div>` : nothing}
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
    const fields = kinds[this.kind].fields.filter(({ when }) => !when || when === this.direction);
    return (this.values.answers ? fields.find(({ long }) => long) : fields[0])?.name;
  }

  #input = ({ target }) => {
    if (target.dataset.line !== undefined) {
      const lines = this.values.lines.map((line, i) => (i === Number(target.dataset.line) ? { ...line, [target.name]: target.value } : line));
      this.#take({ lines });
    } else if (target.dataset.back !== undefined) {
      this.#take({ back: { ...this.values.back, [target.dataset.back]: target.value } });
    } else if (target.name) {
      this.#take({ [target.name]: target.value });
    }
  };

  #field({ name, label = name, long, short, needed, of, type = "text" }, hint) {
    const id = `compose-${name}`;
    const wrong = this.wrong?.field === name;
    const value = this.values[name] || "";
    const first = name === this.#first;
    const placeholder = hint || (texts(name) ? t(`hint.${name}`) : "");
    return html`<div class="field ${long ? "wide" : short ? "short" : ""}">
      <label for=${id}>${word("field", label)}${needed ? html` <span aria-hidden="true">*</span>` : nothing}</label>
      ${long
        ? html`<textarea id=${id} name=${name} rows=${this.values.answers ? 8 : 3} ?required=${needed} ?data-entry=${first} aria-invalid=${wrong ? "true" : "false"}
            aria-describedby=${wrong ? "compose-wrong" : nothing} placeholder=${placeholder} .value=${bound(value)}></textarea>
            ${this.kind === "note" ? html`<annals-mention></annals-mention>` : nothing}`
        : html`<input id=${id} name=${name} type=${type} ?required=${needed} ?data-entry=${first} autocomplete="off" list=${of ? `${id}-codes` : nothing}
            aria-invalid=${wrong ? "true" : "false"} aria-describedby=${wrong ? "compose-wrong" : nothing} placeholder=${placeholder} .value=${bound(value)}>`}
      ${of ? html`<datalist id="${id}-codes">${codes[of].map((code) => html`<option value=${word(of, code)}></option>`)}</datalist>` : nothing}
    </div>`;
  }

  #goods() {
    const line = ({ product, quantity, price }, i) => html`<div class="goods">
      <label><span>${word("field", "product")}</span><input name="product" data-line=${i} ?data-entry=${i === 0 && this.customer} autocomplete="off" .value=${bound(product)}></label>
      <label><span>${word("field", "quantity")}</span><input name="quantity" data-line=${i} inputmode="decimal" .value=${bound(quantity)}></label>
      <label><span>${word("field", "price")}</span><input name="price" data-line=${i} inputmode="decimal" .value=${bound(price)}></label>
      ${i ? nothing : html`<label><span>${word("field", "currency")}</span><input name="currency" maxlength="3" .value=${bound(this.values.currency)}></label>`}
    </div>`;
    return html`${this.values.lines.map(line)}
      <button type="button" class="link" @click=${() => this.#take({ lines: [...this.values.lines, { product: "", quantity: "1", price: "" }] })}>${t("compose.line")}</button>`;
  }

  #back() {
    if (!this.purchases) return html`<p class="note">${t("timeline.loading")}</p>`;
    if (this.purchases.length === 0) return html`<p class="note">${t("compose.noPurchases")}</p>`;
    const named = ({ channel, content: c }) => `${channel}/${c.externalId}`;
    const chosen = this.purchases.find((one) => this.values.purchase && named(one) === `${this.values.purchase.channel}/${this.values.purchase.externalId}`);
    const choose = ({ target }) => {
      const one = this.purchases[Number(target.value)];
      this.#take({ purchase: one && { channel: one.channel, externalId: one.content.externalId }, channel: one?.channel, back: {} });
    };
    return html`<div class="field"><label for="compose-purchase">${word("field", "purchase")}</label>
      <select id="compose-purchase" name="" data-entry @change=${choose}>
        <option value="">${t("compose.choose")}</option>
        ${this.purchases.map((one, i) => html`<option value=${i} ?selected=${one === chosen}>${dateTime(one.occurredAt)} · ${money(one.content.total)} · ${(one.content.lines || []).map((l) => plain(l.product)).join(", ")}</option>`)}
      </select></div>
      ${(chosen?.content.lines || []).map((line) => html`<div class="goods back"><label><span>${plain(line.product)} (${plain(Number(line.quantity))})</span>
        <input data-back=${line.id} inputmode="decimal" placeholder="0" .value=${bound(this.values.back?.[line.id] || "")}></label></div>`)}`;
  }
}

const hinted = ["duration", "fields", "known", "text"];
const texts = (name) => hinted.includes(name);

customElements.define("annals-compose", Compose);
