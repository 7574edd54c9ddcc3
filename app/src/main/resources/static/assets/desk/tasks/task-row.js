// One task in a list.
import { html, nothing } from "lit";
import { live as bound } from "lit/directives/live.js";
import { session } from "../session.js";
import { ago, dateTime, plain, t } from "../texts.js";
import { assigneeName } from "./tasks-store.js";

/** What was ticked is shown so until the server has said what is. */
async function tick(task, ticked, done) {
  task.ticked = ticked;
  await done(task);
  task.ticked = undefined;
}

/**
 * @param on `done(task)` as the box is ticked and unticked, `change(task)`, `take(task)`; `name(customer)`: where tasks of several
 *     customers stand together, what they are called; `chosen`: the task that the keys are about
 */
export const row = (task, { done, change, take, name, chosen }) => {
  const over = task.state === "done";
  const late = !over && Date.parse(task.due) < Date.now();
  const title = plain(task.title);
  const queued = task.assignee.startsWith("team/");
  const when = over ? t("tasks.doneWhen", { when: ago(task.completedAt) }) : t(late ? "tasks.late" : "tasks.due", { when: ago(task.due) });
  const facts = [name && task.customer ? name(task.customer) : "", task.assignee === session.me.name ? "" : assigneeName(task.assignee),
    task.setBy === task.assignee || task.setBy === session.me.name ? "" : t("tasks.from", { name: assigneeName(task.setBy) })];
  return html`<li class="todo ${task.state}" data-task=${task.id} tabindex=${chosen === undefined ? nothing : chosen === task.id ? "0" : "-1"}>
    <input type="checkbox" aria-label=${t("tasks.done", { title })} .checked=${bound(task.ticked ?? over)} @change=${({ target }) => tick(task, target.checked, done)}>
    <div><p class="what">${name && task.customer ? html`<a href="#/customers/${task.customer}">${title}</a>` : title}</p>
      ${task.text ? html`<p class="text">${plain(task.text)}</p>` : nothing}
      <p class="facets"><span class=${late ? "late" : nothing} title=${dateTime(task.due)}>${when}</span>${facts.filter(Boolean).map((fact) => ` · ${fact}`)}</p></div>
    ${over ? nothing : html`<div class="row">${queued && take ? html`<button type="button" aria-label=${`${t("tasks.take")}: ${title}`} @click=${() => take(task)}>${t("tasks.take")}</button>` : nothing}
      <button type="button" class="plain" aria-label=${`${t("tasks.change")}: ${title}`} @click=${() => change(task)}>${t("tasks.changeShort")}</button></div>`}
  </li>`;
};
