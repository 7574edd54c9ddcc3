// Definitions as the server has them. Whatever their kind: what a kind needs is said by its schema, and what a trial tells by the server.
import { call, get, post } from "../http.js";
import { session } from "../session.js";

export const offered = () => session.offers("/definitions") && session.is("manager", "administrator", "auditor");
export const editable = () => session.offers("/definitions/{kind}/{name}/versions") && session.is("manager", "administrator");

/** @returns kinds, each with what is laid down of it */
export async function definitions(atLeast) {
  const { kinds } = (await get("/definitions")).body;
  return Promise.all(kinds.map(async (kind) => ({ ...kind, definitions: (await get(`/definitions/${kind.kind}`, { atLeast })).body.definitions })));
}

/** The version that is drafted or waits for approval: one at a time. */
export const pending = ({ versions }) => versions.find(({ status }) => status === "draft" || status === "submitted");

export const effective = (one) => one.versions.find(({ version }) => version === one.effective);

const at = ({ kind, name }, what = "") => `/definitions/${encodeURIComponent(kind)}/${encodeURIComponent(name)}/versions${what}`;
const edited = (one, what, body) => call("POST", at(one, what), { body, version: one.edit });

/** What would have come of a content in the last year. */
export const tried = (kind, content) => post(`/definitions/${encodeURIComponent(kind)}/trial`, { content }, { within: 120000 });
export const draft = (one, content) => post(at(one), { content });
export const change = (one, version, content) => call("PUT", at(one, `/${version}`), { body: { content }, version: one.edit });
export const submit = (one, version, when) => edited(one, `/${version}/submission`, when);
export const approve = (one, version) => edited(one, `/${version}/approval`);
export const withdraw = (one, version) => edited(one, `/${version}/withdrawal`);
