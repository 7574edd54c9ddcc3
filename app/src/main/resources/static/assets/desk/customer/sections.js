// What stands of the customer on the card.
import { html, nothing } from "lit";
import { live as bound } from "lit/directives/live.js";
import { nameOf } from "../customers/name.js";
import { hint } from "../palette/keys.js";
import { session } from "../session.js";
import { ago, date, t, word } from "../texts.js";

/** An address breaks before its @ and nowhere else, and only where it must. */
const address = (value) => (value.includes("@") ? value.split(/(?=@[^@]*$)/).map((part) => html`<span title=${value}>${part}</span>`) : value);

export function who(card, view) {
  const roles = (view.roles || []).map((role) => word("role", role));
  const facts = [view.party && word("party", view.party), ...roles, view.team && t("team", { team: view.team }), view.region];
  return html`<header>
      <h2 id="card">${t("card.label")}</h2>
      <p class="quiet">${facts.filter(Boolean).join(" · ")}</p>
      ${card.editable ? html`<button type="button" aria-keyshortcuts="c" @click=${() => card.openDialog("correct")}>${t("card.correct")}${hint("c")}</button>` : nothing}
    </header>
    ${view.erased ? html`<p class="note">${t("card.erasedNote")}</p>` : nothing}`;
}

/** Why what was tried on the card was not done. */
export const trouble = ({ wrong }) => (wrong ? html`<p class="wrong" role="alert">${wrong}</p>` : nothing);

export function identities(card, view) {
  const add = async (event) => {
    event.preventDefault();
    const form = event.target;
    const { kind, value } = form.elements;
    if (await card.act("POST", "/identities", { kind: kind.value, value: value.value })) form.reset();
  };
  return html`<section><h3>${t("card.identities")}</h3>
    ${view.identities?.length ? html`<dl class="pairs known">${view.identities.map(({ kind, value }) => html`<div><dt>${word("identity", kind)}</dt><dd>${address(value)}</dd></div>`)}</dl>` : html`<p class="note">–</p>`}
    ${card.editable ? html`<details class="add"><summary>${t("card.addIdentity")}</summary><form class="row" @submit=${add}>
      <select name="kind" aria-label=${t("card.identityKind")}>${["email", "phone", "card", "externalId"].map((kind) => html`<option value=${kind}>${word("identity", kind)}</option>`)}</select>
      <input name="value" required aria-label=${t("card.identityValue")}><button>${t("add")}</button></form></details>` : nothing}
  </section>`;
}

export function attributes(_, view) {
  const all = Object.entries(view.attributes || {});
  return html`<section><h3>${t("card.attributes")}</h3>
    ${all.length ? html`<dl class="pairs">${all.map(([name, value]) => html`<div><dt>${word("attribute", name)}</dt><dd>${name === "birthDate" ? date(value) : value}</dd></div>`)}</dl>`
      : html`<p class="note">${t("card.noAttributes")}</p>`}</section>`;
}

let asked; // the consent that is being given or withdrawn; it is shown so until the server has said what is

const ticked = (card, { channel, purpose, given }) =>
  asked?.card === card && asked.channel === channel && asked.purpose === purpose ? asked.yes : given;

async function agree(card, channel, purpose, yes) {
  asked = { card, channel, purpose, yes };
  await card.act(yes ? "PUT" : "DELETE", `/consents/${encodeURIComponent(channel)}/${encodeURIComponent(purpose)}`);
  asked = undefined;
  card.requestUpdate();
}

export function consents(card, view) {
  const all = view.consents || [];
  const add = (event) => {
    event.preventDefault();
    const { channel, purpose } = event.target.elements;
    agree(card, channel.value, purpose.value, true);
  };
  return html`<section><h3>${t("card.consents")}</h3>
    ${all.length ? nothing : html`<p class="note">${t("card.noConsents")}</p>`}
    ${all.map((consent) => html`<label class="consent"><input type="checkbox" .checked=${bound(ticked(card, consent))} ?disabled=${!card.editable}
      @change=${({ target }) => agree(card, consent.channel, consent.purpose, target.checked)}>
      <span>${t("consent.line", { purpose: word("purpose", consent.purpose), channel: word("channel", consent.channel) })}
      <span class="quiet">${t(consent.given ? "consent.since" : "consent.withdrawn", { date: date(consent.since) })}</span></span></label>`)}
    ${card.editable ? html`<details class="add"><summary>${t("card.addConsent")}</summary><form class="row" @submit=${add}>
      <select name="channel" aria-label=${word("field", "channel")}>${["mail", "phone", "sms", "post"].map((channel) => html`<option value=${channel}>${word("channel", channel)}</option>`)}</select>
      <select name="purpose" aria-label=${t("card.purpose")}>${["newsletter", "offers", "survey"].map((purpose) => html`<option value=${purpose}>${word("purpose", purpose)}</option>`)}</select>
      <button>${t("add")}</button></form></details>` : nothing}</section>`;
}

export function channels(_, view) {
  const all = Object.entries(view.channels || {});
  return all.length ? html`<section><h3>${t("card.channels")}</h3><dl class="pairs">${all.map(([name, use]) =>
    html`<div><dt>${word("channel", name)}</dt><dd>${t("contacts.count", { n: use.count })}, ${ago(use.last)}</dd></div>`)}</dl></section>` : nothing;
}

export const conflicts = (_, view) =>
  view.conflicts?.length ? html`<section><h3>${t("card.conflicts")}</h3>${view.conflicts.slice(-3).map((conflict) => html`<p class="note">
    ${word("identity", conflict.kind)}: <a href="#/customers/${conflict.other}">${t("card.otherCustomer")}</a>, ${date(conflict.at)}</p>`)}</section>` : nothing;

export function erase(card, view) {
  if (card.customer.asOf || view.erased || !session.has("administrator")) return nothing;
  return html`<section><button type="button" class="plain danger" @click=${() => {
    if (confirm(t("card.eraseSure", { name: nameOf(view) }))) card.act("POST", "/erasure");
  }}>${t("card.erase")}</button></section>`;
}
