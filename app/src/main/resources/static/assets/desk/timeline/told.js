// What an entry has to tell, whatever its kind: a heading, a text, and facts beside it.
import { kinds } from "../registry.js";
import { date, isErased, plain, t, word } from "../texts.js";

/** What was there before, if that is known and something else, and what is there now. */
export const instead = (before, now) => (before && before !== now ? `${before} → ${now}` : now);

export const valueOf = (name, value) => (name === "birthDate" ? date(value) || plain(value) : plain(value));

/** Names and values of a customer as lines, each with what was there before where that is known. */
export function pairs(values, before = {}) {
  if (!values || isErased(values)) return plain(values);
  return Object.entries(values).map(([name, value]) => `${word("attribute", name)}: ${instead(valueOf(name, before[name]), valueOf(name, value))}`).join("\n");
}

/** What could not stand as it was told. */
const mended = ({ field, kind, length: n, told }) =>
  `${word("field", field.split(".").pop().replace(/\[\d+\]$/, "") || "content")}: ${t(`defect.${kind}`, { n, told: plain(told) })}`;

/** A kind that this page does not know yet tells all it has. */
const unknown = { tell: (c) => ({ text: pairs(Object.fromEntries(Object.entries(c).filter(([name]) => name !== "externalId"))) }) };

/**
 * @param beside `before(entry)`: the customer before it, `purchase(contact)`: what was bought; either may not know
 * @returns {{title: string, head: string, text: string, facts: string[]}}
 */
export function told(entry, beside) {
  const content = entry.content || {};
  const kind = kinds.get(entry.kind) ?? unknown;
  const { head = "", text = "", facts = [] } = kind.tell(content, {
    get before() { // asked of the server where it is not known, so only of those who want it
      return beside?.before(entry) ?? {};
    },
    purchase: (contact) => beside?.purchase(contact),
    followed: (entry.follows ?? []).map((one) => told(one).head), // what followed from it, in a word each
  });
  return { title: kind.title?.(entry) ?? word("kind", entry.kind), head, text, facts: [...facts.filter(Boolean), ...(content.defects || []).map(mended)] };
}

/** One line of it, for the list and for those who listen. */
export function line(entry) {
  const { title, head, text } = told(entry);
  return [title, head || text.split("\n", 1)[0]].filter(Boolean).join(": ");
}
