// Opportunities as the server has them, and the pipelines that they go through.
import { colleagues } from "../colleagues.js";
import { spoken } from "../element.js";
import { call, get, post, put } from "../http.js";
import { session } from "../session.js";
import { plain, texts } from "../texts.js";

export const topic = "opportunities";
const STANDARD = "standard";

export const offered = () => session.offers("/opportunities");

export const editable = () => offered() && session.is("agent", "supervisor", "sales", "manager", "administrator");

/** @returns `{total, position, opportunities, sums, totals}` */
export const opportunities = async (asked) => (await get("/opportunities", asked)).body;

const titles = new Map();

/** What an opportunity is about, which its later entries do not tell; nothing as long as nobody knows. */
export const titleOf = ({ opportunity }) => titles.get(opportunity) ?? "";

/** Those of one customer, as they are or were. */
export async function ofCustomer(id, asked) {
  const { body } = await get(`/customers/${id}/opportunities`, asked);
  const news = body.opportunities.filter((one) => titles.get(one.id) !== plain(one.title));
  news.forEach((one) => titles.set(one.id, plain(one.title)));
  if (news.length) spoken.changed();
  return body;
}

const at = ({ id }, what = "") => `/opportunities/${encodeURIComponent(id)}${what}`;

/** @param told with an id made here, customer, title and what else is known */
export const open = (told) => post("/opportunities", told);
export const change = (one, some) => call("PATCH", at(one), { body: some, version: one.version });
export const move = (one, stage) => put(at(one, "/stage"), { stage });
export const win = (one) => call("POST", at(one, "/win"));
export const lose = (one, why) => post(at(one, "/loss"), why);
export const reopen = (one) => call("POST", at(one, "/reopening"));

const known = new Map();

/** A pipeline with its versions; undefined as long as it is on its way: then all that is on the screen is said anew. */
function definition(name) {
  if (!known.has(name)) {
    known.set(name, undefined);
    if (session.offers("/definitions/{kind}/{name}")) {
      get(`/definitions/pipeline/${encodeURIComponent(name)}`).then(({ body }) => {
        known.set(name, body);
        spoken.changed();
      }, () => known.delete(name));
    }
  }
  return known.get(name);
}

/** Asks anew at the next occasion: the pipeline may have changed. */
export const forget = () => known.clear();

/** What is effective of a pipeline. */
export function pipeline(name = STANDARD) {
  const all = definition(name);
  return all?.versions.find(({ version }) => version === all.effective)?.content;
}

const called = (names) => names[texts.language] ?? names.en;

/** What a stage is called, also one that the pipeline has no more; its id as long as nobody knows. */
function named(list, name = STANDARD, id) {
  const versions = [...(definition(name)?.versions ?? [])].reverse();
  const contents = [pipeline(name), ...versions.map(({ content }) => content)].filter(Boolean);
  const found = contents.flatMap((content) => content[list]).find((one) => one.id === id);
  return found ? called(found.names) : id;
}

export const stageName = (id, of) => named("stages", of, id);
export const reasonName = (id, of) => named("lossReasons", of, id);

/** To whom an opportunity can be given: me, and everybody who works here. */
export const owners = (one) => [...new Set([session.me.name, ...colleagues.all.map(({ name }) => name), one?.owner])].filter(Boolean);

/** A day, with its hour in nobody's time zone. */
export const day = (iso) => (iso ? texts.form("DateTimeFormat", { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`)) : "");
