// Customers who are one: merging another into the one that is open, with whom it was merged, and parting them again.
import { html } from "lit";
import { plain, t } from "../texts.js";
import { editable } from "./store.js";
import "./merged.js";

const together = "M5 4v4c0 3 5 3 5 7M15 4v4c0 3-5 3-5 7v1";
const apart = "M5 16v-4c0-3 5-3 5-7V4M15 16v-4c0-3-5-3-5-7";
const other = (c) => html`<a href="#/customers/${c.other}">${t("card.otherCustomer")}</a>`;

export const merge = {
  sections: [{ order: 75, draw: (card) => html`<annals-merged .customer=${card.customer} .view=${card.customer.view}></annals-merged>` }],
  customerCommands: ({ card, customer }) => (editable(customer) ? [{ label: t("merge.begin"), run: () => card().find("annals-merged").begin() }] : []),
  kinds: {
    merged: { icon: together, alone: true, tell: (c) => ({ head: other(c), text: plain(c.reason) }) },
    parted: { icon: apart, alone: true, tell: (c) => ({ head: other(c), text: plain(c.reason) }) },
  },
};
