// Points and loyalty cards.
import { html, nothing } from "lit";
import { hint } from "../palette/keys.js";
import { session } from "../session.js";
import { ago, date, money, number, plain, t } from "../texts.js";
import "./points.js";

const star = "M10 3l2.100 4.500 4.900.6-3.600 3.400.9 4.900-4.300-2.400-4.300 2.400.9-4.900L3 8.100l4.900-.6z";
const points = (sign) => (c) => ({ head: `${sign}${t("points.count", { n: Math.abs(c.points) })}` });

/** What a customer has bought and what points came of it. */
function worth(card, view) {
  const { customer } = card;
  const balance = customer.beside.loyalty?.balance ?? view.loyalty?.balance ?? 0;
  const hasCard = typeof view.loyalty?.card === "string";
  const facts = [
    [t("card.balance"), number(balance)],
    [t("card.value"), (view.purchases?.money || []).map(money).join(", ") || "–"],
    [t("card.purchases"), number(view.purchases?.count || 0)],
    [t("card.lastContact"), view.lastContact ? ago(view.lastContact) : "–"],
    [t("card.since"), view.firstContact ? date(view.firstContact) : "–"],
    [t("card.cardNumber"), hasCard ? view.loyalty.card : "–"],
  ];
  return html`<section aria-label=${t("card.worth")}>
    <dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    ${customer.asOf || view.erased ? nothing : html`<p class="row">
      <button type="button" @click=${() => card.openDialog("points")} ?disabled=${balance < 1 && !session.offers("/customers/{id}/loyalty/goodwill")} aria-keyshortcuts="p">${t("points.label")}${hint("p")}</button>
      ${hasCard ? nothing : html`<button type="button" class="plain" @click=${() => card.act("POST", "/card", {})}>${t("card.issue")}</button>`}</p>`}
  </section>`;
}

export const loyalty = {
  besides: { loyalty: { path: "/loyalty", values: { limit: 1 } } },
  sections: [{ order: 20, draw: worth }],
  cardDialogs: { points: { draw: (customer, gone) => html`<annals-points .customer=${customer} @gone=${gone}></annals-points>` } },
  customerCommands: ({ card }) => [{ key: "p", label: t("points.label"), run: () => card().openDialog("points") }],
  kinds: {
    "card-issued": { icon: "M3 5h14v10H3zM3 8.500h14M6 12h3", tell: (c) => ({ head: plain(c.number) }) },
    "points-earned": { icon: star, follows: true, listed: true, tell: points("+") },
    "goodwill-granted": { icon: star, alone: true, tell: (c) => ({ ...points("+")(c), text: plain(c.reason) }) },
    "points-taken-back": { icon: star, follows: true, tell: points("−") },
    "points-redeemed": { icon: star, alone: true, listed: true, tell: points("−") },
  },
};
