// One opportunity in a list.
import { html, nothing } from "lit";
import { colleagues } from "../colleagues.js";
import { ago, money, plain, t } from "../texts.js";
import { day, reasonName, stageName } from "./store.js";

/**
 * @param change opens one to be changed; without it there is nothing to be pressed
 * @param name what a customer is called, where those of several stand together
 */
export const row = (one, change, name) => {
  const title = plain(one.title);
  const over = one.state !== "open";
  const facts = [name ? name(one.customer) : stageName(one.stage, one.pipeline), money(one.amount), colleagues.nameOf(one.owner ?? ""),
    over ? ago(one.closedAt) : day(one.expectedClose), one.lossReason ? reasonName(one.lossReason, one.pipeline) : ""];
  return html`<li class="todo" data-opportunity=${one.id}>
    <div><p class="what">${name ? html`<a href="#/customers/${one.customer}">${title}</a>` : title}</p>
      ${one.lossText ? html`<p class="text">${plain(one.lossText)}</p>` : nothing}
      <p class="facets">${facts.filter(Boolean).join(" · ")}</p></div>
    ${change ? html`<div class="row"><button type="button" class="plain" aria-label=${`${t("opportunity.change")}: ${title}`} @click=${() => change(one)}>${t("opportunity.changeShort")}</button></div>` : nothing}
  </li>`;
};
