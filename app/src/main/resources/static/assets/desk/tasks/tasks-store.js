// Tasks, as the server has them.
import { call, get, post } from "../door.js";
import { session } from "../session.js";

export const offered = () => session.offers("/tasks");

export const tasks = async (asked) => (await get("/tasks", asked)).body.tasks;

/** @param task with title, due, assignee, and the customer that it is about, if any */
export const give = (task) => post("/tasks", { id: crypto.randomUUID(), ...task });

export const complete = ({ id }) => post(`/tasks/${encodeURIComponent(id)}/completion`, {});

export const change = ({ id, version }, some) => call("PATCH", `/tasks/${encodeURIComponent(id)}`, { body: some, version });

let people;
export const colleagues = () => {
  people ??= session.offers("/colleagues")
    ? get("/colleagues").then(({ body }) => body.colleagues || body, () => [])
    : Promise.resolve([]);
  return people;
};
