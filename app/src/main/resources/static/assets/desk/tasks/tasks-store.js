// Tasks, as the server has them.
import { colleagues } from "../colleagues.js";
import { call, get, post, remove } from "../http.js";
import { session } from "../session.js";
import { t } from "../texts.js";

export const offered = () => session.offers("/tasks");

/** @returns `{position, total, tasks}` */
export const tasks = async (asked) => (await get("/tasks", asked)).body;

/** @param task with an id made here, title, due, assignee, and the customer that it is about, if any */
export const give = (task) => post("/tasks", task);

export const complete = ({ id }) => post(`/tasks/${encodeURIComponent(id)}/completion`, {});

export const reopen = ({ id }) => remove(`/tasks/${encodeURIComponent(id)}/completion`);

export const change = ({ id, version }, some) => call("PATCH", `/tasks/${encodeURIComponent(id)}`, { body: some, version });

const TEAM = "team/";

/** Whose a task is: somebody's, or whoever takes it of a team. */
export const assigneeName = (assignee) =>
  assignee.startsWith(TEAM) ? t("tasks.queue", { team: assignee.slice(TEAM.length) }) : colleagues.nameOf(assignee);

/** To whom a task can be given: me, my team's queue, and everybody who works here. */
export const assignees = (task) => {
  const { name, team } = session.me;
  const all = [name, ...(team ? [TEAM + team] : []), ...colleagues.all.map((one) => one.name), ...(task ? [task.assignee] : [])];
  return [...new Set(all)].filter(Boolean);
};
