// What a list is asked for, and what of it a saved view keeps.

/** Where contacts come and go, for the filter by channel. */
export const channels = ["mail", "phone", "chat", "web", "store", "field", "post", "sms", "interview", "desk"];

/** Everybody's latest, wherever nothing else is chosen. */
export const nothingAsked = { list: "latest", sort: "", q: "", channel: "", within: false };

/** As parameters of the server's. Words are looked for everywhere, unless they are to be found within the list. */
export function parameters({ list, sort, q, channel, within }, hasLists) {
  const words = q.trim();
  return { q: words, sort, channel, ...(hasLists && (!words || within) && { list }) };
}

/** What a view keeps under its name: all that is asked. */
export const toSave = (asked) => Object.fromEntries(Object.entries(parameters(asked, true)).filter(([, value]) => value));

/** What was kept, as it is asked. */
export const fromSaved = (filters) => ({ ...nothingAsked, ...filters, within: Boolean(filters.q && filters.list) });
