// The customer's card: who it is, what they agreed to, what they are worth, what is still to be done.
import { html, nothing } from "lit";
import { live as bound } from "lit/directives/live.js";
import { nameOf } from "../customers/name.js";
import { hint } from "../palette/keys.js";
import { Piece } from "../element.js";
import { session } from "../session.js";
import { ago, date, money, number, t, word } from "../texts.js";
import { call } from "../http.js";
import "./correct.js";
import "./points.js";
import "../tasks/open-tasks.js";

/** An address breaks before its @ and nowhere else, and only where it must. */
const address = (value) => (value.includes("@") ? value.split(/(?=@[^@]*$)/).map((part) => html`<span title=${value}>${part}</span>`) : value);

class Card extends Piece {
  static properties = { customer: { attribute: false }, dialog: { state: true }, wrong: { state: true } };

  willUpdate(changed) {
    if (!changed.has("customer")) return;
    this.watch(this.customer, session);
    this.dialog = undefined;
    this.wrong = undefined;
  }

  get editable() {
    return !this.customer.asOf && !this.customer.view?.erased && session.is("agent", "supervisor", "sales", "administrator", "service");
  }

  openDialog(name) {
    if (this.editable || name === "points") this.dialog = name;
  }

  render() {
    const { view } = this.customer;
    if (!view) return html`<aside class="card" aria-label=${t("card.label")}></aside>`;
    const still = this.customer.asOf || view.erased; // nothing in it takes the focus, and it scrolls all the same
    return html`<aside class="card" aria-label=${t("card.label")} tabindex=${still ? "0" : nothing}>
      ${this.#who(view)}
      ${view.erased ? html`<p class="note">${t("card.erasedNote")}</p>` : nothing}
      ${this.#worth(view)}
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
      ${this.customer.asOf ? nothing : html`<annals-open-tasks .customer=${this.customer}></annals-open-tasks>`}
      ${this.#identities(view)}${this.#attributes(view)}${this.#consents(view)}${this.#channels(view)}${this.#conflicts(view)}
      ${this.#erase(view)}
      ${this.#dialogs()}
    </aside>`;
  }

  #dialogs() {
    const gone = () => { this.dialog = undefined; };
    if (this.dialog === "correct") return html`<annals-correct .customer=${this.customer} @gone=${gone}></annals-correct>`;
    if (this.dialog === "points") return html`<annals-points .customer=${this.customer} @gone=${gone}></annals-points>`;
    return nothing;
  }

  #who(view) {
    const roles = (view.roles || []).map((role) => word("role", role));
    return html`<header>
      <h2 id="card">${t("card.label")}</h2>
      <p class="quiet">${[view.party && word("party", view.party), ...roles, view.team && t("tasks.queue", { team: view.team }), view.region].filter(Boolean).join(" · ")}</p>
      ${this.editable ? html`<button type="button" aria-keyshortcuts="c" @click=${() => { this.dialog = "correct"; }}>${t("card.correct")}${hint("c")}</button>` : nothing}
    </header>`;
  }

  #worth(view) {
    const balance = this.customer.loyalty?.balance ?? view.loyalty?.balance ?? 0;
    const spent = (view.purchases?.money || []).map(money).join(", ");
    const facts = [
      [t("card.balance"), number(balance)],
      [t("card.value"), spent || "–"],
      [t("card.purchases"), number(view.purchases?.count || 0)],
      [t("card.lastContact"), view.lastContact ? ago(view.lastContact) : "–"],
      [t("card.since"), view.firstContact ? date(view.firstContact) : "–"],
      [t("card.cardNumber"), typeof view.loyalty?.card === "string" ? view.loyalty.card : "–"],
    ];
    return html`<section aria-label=${t("card.worth")}>
      <dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
      ${this.customer.asOf || view.erased ? nothing : html`<p class="row">
        <button type="button" @click=${() => { this.dialog = "points"; }} ?disabled=${balance < 1 && !session.offers("/customers/{id}/loyalty/goodwill")} aria-keyshortcuts="p">${t("points.label")}${hint("p")}</button>
        ${typeof view.loyalty?.card === "string" ? nothing : html`<button type="button" class="plain" @click=${this.#issue}>${t("card.issue")}</button>`}</p>`}
    </section>`;
  }

  #identities(view) {
    return html`<section><h3>${t("card.identities")}</h3>
      ${view.identities?.length ? html`<dl class="pairs known">${view.identities.map(({ kind, value }) => html`<div><dt>${word("identity", kind)}</dt><dd>${address(value)}</dd></div>`)}</dl>` : html`<p class="note">–</p>`}
      ${this.editable ? html`<details class="add"><summary>${t("card.addIdentity")}</summary><form class="row" @submit=${this.#addIdentity}>
        <select name="kind" aria-label=${t("card.identityKind")}>${["email", "phone", "card", "externalId"].map((kind) => html`<option value=${kind}>${word("identity", kind)}</option>`)}</select>
        <input name="value" required aria-label=${t("card.identityValue")}><button>${t("add")}</button></form></details>` : nothing}
    </section>`;
  }

  #attributes(view) {
    const all = Object.entries(view.attributes || {});
    return html`<section><h3>${t("card.attributes")}</h3>
      ${all.length ? html`<dl class="pairs">${all.map(([name, value]) => html`<div><dt>${word("attribute", name)}</dt><dd>${name === "birthDate" ? date(value) : value}</dd></div>`)}</dl>`
        : html`<p class="note">${t("card.noAttributes")}</p>`}</section>`;
  }

  #consents(view) {
    const all = view.consents || [];
    return html`<section><h3>${t("card.consents")}</h3>
      ${all.length ? nothing : html`<p class="note">${t("card.noConsents")}</p>`}
      ${all.map((consent) => html`<label class="consent"><input type="checkbox" .checked=${bound(this.#ticked(consent))} ?disabled=${!this.editable}
        @change=${({ target }) => this.#agree(consent.channel, consent.purpose, target.checked)}>
        <span>${t("consent.line", { purpose: word("purpose", consent.purpose), channel: word("channel", consent.channel) })}
        <span class="quiet">${t(consent.given ? "consent.since" : "consent.withdrawn", { date: date(consent.since) })}</span></span></label>`)}
      ${this.editable ? html`<details class="add"><summary>${t("card.addConsent")}</summary><form class="row" @submit=${this.#addConsent}>
        <select name="channel" aria-label=${word("field", "channel")}>${["mail", "phone", "sms", "post"].map((channel) => html`<option value=${channel}>${word("channel", channel)}</option>`)}</select>
        <select name="purpose" aria-label=${t("card.purpose")}>${["newsletter", "offers", "survey"].map((purpose) => html`<option value=${purpose}>${word("purpose", purpose)}</option>`)}</select>
        <button>${t("add")}</button></form></details>` : nothing}</section>`;
  }

  #channels(view) {
    const all = Object.entries(view.channels || {});
    return all.length ? html`<section><h3>${t("card.channels")}</h3><dl class="pairs">${all.map(([name, use]) =>
      html`<div><dt>${word("channel", name)}</dt><dd>${t("contacts.count", { n: use.count })}, ${ago(use.last)}</dd></div>`)}</dl></section>` : nothing;
  }

  #conflicts(view) {
    return view.conflicts?.length ? html`<section><h3>${t("card.conflicts")}</h3>${view.conflicts.slice(-3).map((conflict) => html`<p class="note">
      ${word("identity", conflict.kind)}: <a href="#/customers/${conflict.other}">${t("card.otherCustomer")}</a>, ${date(conflict.at)}</p>`)}</section>` : nothing;
  }

  #erase(view) {
    if (this.customer.asOf || view.erased || !(session.me.roles || []).some((role) => role.toLowerCase() === "administrator")) return nothing;
    return html`<section><button type="button" class="plain danger" @click=${() => {
      if (confirm(t("card.eraseSure", { name: nameOf(view) }))) this.#do("POST", "/erasure");
    }}>${t("card.erase")}</button></section>`;
  }

  #asked; // the consent that is being given or withdrawn; it is shown so until the server has said what is

  #ticked({ channel, purpose, given }) {
    return this.#asked?.channel === channel && this.#asked.purpose === purpose ? this.#asked.yes : given;
  }

  #agree = async (channel, purpose, yes) => {
    this.#asked = { channel, purpose, yes };
    await this.#do(yes ? "PUT" : "DELETE", `/consents/${encodeURIComponent(channel)}/${encodeURIComponent(purpose)}`);
    this.#asked = undefined;
    this.requestUpdate();
  };

  #addConsent = (event) => {
    event.preventDefault();
    const { channel, purpose } = event.target.elements;
    this.#agree(channel.value, purpose.value, true);
  };

  #addIdentity = async (event) => {
    event.preventDefault();
    const { kind, value } = event.target.elements;
    if (await this.#do("POST", "/identities", { kind: kind.value, value: value.value })) event.target.reset();
  };

  #issue = () => this.#do("POST", "/card", {});

  /** Does it, and shows the card as it is after that. */
  async #do(method, path, body) {
    this.wrong = undefined;
    try {
      const { position } = await call(method, `/customers/${this.customer.id}${path}`, { body });
      await this.customer.refresh(position);
      return true;
    } catch (refusal) {
      this.wrong = refusal.message || t("send.unanswered");
      await this.customer.refresh();
      return false;
    }
  }
}

customElements.define("annals-card", Card);
