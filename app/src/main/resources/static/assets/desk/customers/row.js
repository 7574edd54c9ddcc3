// One customer in a list: who it is, what was said last and how, since when they wait, and who takes care of them.
import { html, nothing } from "lit";
import { colleagues } from "../colleagues.js";
import { icon } from "../icons.js";
import { session } from "../session.js";
import { ago, dateTime, money, sinceWhen, t, word } from "../texts.js";
import { holders } from "./holders.js";
import { nameOf } from "./name.js";

/** What a list is sorted by stands in its rows. */
const measures = {
  money: (view) => (view.purchases?.money || []).map(money).join(", "),
  frequency: (view) => (view.purchases ? t("customers.purchases", { n: view.purchases.count }) : ""),
  recency: (view) => (view.purchases?.last ? t("customers.bought", { when: ago(view.purchases.last) }) : ""),
};

/**
 * @param chosen the id of the customer that is open
 * @param sort what the list is sorted by, or empty
 */
export const row = (view, chosen, sort) => html`<li><a href="#/customers/${view.id}" aria-current=${view.id === chosen ? "true" : nothing}>
  <span class="name ${view.erased ? "erased" : ""}">${nameOf(view)}${unread(view)}</span>
  ${said(view)}${state(view)}
  ${measures[sort] ? html`<span class="quiet line">${measures[sort](view)}</span>` : nothing}${found(view)}
</a></li>`;

const unread = ({ unread: n }) =>
  n ? html` <span class="unread-count" title=${t("customers.unread", { n })}>${n}<span class="hidden"> ${t("customers.unread", { n })}</span></span>` : nothing;

function said({ latest, lastContact }) {
  const when = latest?.at || lastContact;
  if (!when) return nothing;
  const how = latest ? [word("kind", latest.kind), word("channel", latest.channel)].filter((one, i, all) => all.indexOf(one) === i).join(", ") : "";
  return html`<span class="quiet line said">${latest ? html`<span title=${how}>${icon(latest.kind)}<span class="hidden">${how}: </span></span>` : nothing}
    <span class="what">${latest ? `${latest.direction === "outbound" ? "↩ " : ""}${latest.said || how}` : ""}</span>
    <time datetime=${when} title=${dateTime(when)}>${ago(when)}</time></span>`;
}

function state({ id, waiting }) {
  const holder = holders.of(id);
  const parts = [
    waiting && html`<span class="waits">${t("customers.waits", { since: sinceWhen(waiting.since) })} · ${word("channel", waiting.channel)}</span>`,
    holder && html`<span class="has">${holder === session.me.name ? t("presence.mine") : t("presence.claims", { name: colleagues.nameOf(holder) })}</span>`,
  ].filter(Boolean);
  return parts.length ? html`<span class="line state">${parts}</span>` : nothing;
}

function found(view) {
  const hit = view.found?.find((one) => one.in === "contact" || one.in === "attribute");
  return hit ? html`<span class="quiet line">${hit.kind ? `${word("kind", hit.kind)}: ` : ""}${hit.snippet}</span>` : nothing;
}
