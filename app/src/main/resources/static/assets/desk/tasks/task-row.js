// One task in a list.
import { html, nothing } from "lit";
import { ago, dateTime, plain, t } from "../texts.js";

/** @param on `done(task)` and `change(task)`; `customer` says to link the customer */
export const row = (task, { done, change, customer }) => {
  const late = task.state !== "done" && Date.parse(task.due) < Date.now();
  const title = plain(task.title);
  return html`<li class="task ${task.state}">
    <input type="checkbox" aria-label=${t("tasks.done", { title })} .checked=${task.state === "done"} ?disabled=${task.state === "done"} @change=${() => done(task)}>
    <div><p>${customer && task.customer ? html`<a href="#/customers/${task.customer}">${title}</a>` : title}</p>
      <p class="facets"><span class=${late ? "late" : nothing} title=${dateTime(task.due)}>${late ? t("tasks.late", { when: ago(task.due) }) : t("tasks.due", { when: ago(task.due) })}</span> · ${task.assignee}</p></div>
    ${task.state === "done" ? nothing : html`<button type="button" class="plain" aria-label=${`${t("tasks.change")}: ${title}`} @click=${() => change(task)}>${t("tasks.changeShort")}</button>`}
  </li>`;
};
