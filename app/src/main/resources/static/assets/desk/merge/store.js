// Who is one with whom, as the server has it.
import { get, post, remove } from "../http.js";
import { session } from "../session.js";

const at = (id, what = "") => `/customers/${encodeURIComponent(id)}/merges${what}`;

/** Whether this customer may be merged and parted here: in the present, by those whose work that is. */
export const editable = ({ asOf, view }) =>
  session.offers("/customers/{customer}/merges") && !asOf && view && !view.erased && session.is("agent", "supervisor", "sales", "manager", "administrator");

/** @returns `{customer, merges: [{survivor, absorbed, at, by, reason}]}` */
export const merges = async (id, atLeast) => (await get(at(id), { atLeast })).body;

/** What would come of it: `{customer, differences: [{field, kept, other}]}` */
export const preview = async (id, absorbed) => (await get(at(id, `/${encodeURIComponent(absorbed)}/preview`))).body;

export const merge = async (id, absorbed, reason) => (await post(at(id), { absorbed, reason })).body;
export const part = async ({ survivor, absorbed }) => (await remove(at(survivor, `/${encodeURIComponent(absorbed)}`))).body;

/** Others of this name, address or number; without those who are one with this one already. */
export const others = async (view, q) =>
  (await get("/customers", { q, limit: 10 })).body.customers.filter(({ id, erased }) => id !== view.id && !erased);
