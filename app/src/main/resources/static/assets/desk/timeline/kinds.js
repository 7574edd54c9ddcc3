// What each kind of entry has to tell: a heading, a text, and facts beside it.
import { colleagues } from "../colleagues.js";
import { codes } from "../compose/kinds.js";
import { assigneeName } from "../tasks/tasks-store.js";
import { date, dateTime, isErased, length, money, number, plain, t, word } from "../texts.js";

const lines = (content, each) => (content.lines || []).map(each).join("\n");
const goods = (quantity, product, price) => [`${number(Number(quantity))} × ${product}`, price].filter(Boolean).join(" · ");

/** What was there before, if that is known and something else, and what is there now. */
const instead = (before, now) => (before && before !== now ? `${before} → ${now}` : now);

/** The number on the receipt: what the till calls the purchase. What was entered here has none but a number of ours. */
const receipt = ({ externalId }) =>
  typeof externalId === "string" && !externalId.startsWith("desk-") ? t("entry.receipt", { number: externalId }) : "";

/** What followed from a purchase or return, in a word each. */
const followed = ({ follows = [] }) => follows.map((entry) => tell[entry.kind](entry.content).head);
const names = (list) => (list || []).map((name) => word("role", name)).join(", ");
/** A code in the reader's language; what is told in words, as it was told. */
const coded = (of, told) => (typeof told === "string" && codes[of].includes(told) ? word(of, told) : plain(told));
const points = (sign) => (c) => ({ head: `${sign}${t("points.count", { n: Math.abs(c.points) })}` });
const lasting = (c) => (c.durationSeconds === undefined ? [] : [length(c.durationSeconds)]);

const tell = {
  email: (c) => ({ head: plain(c.subject), text: plain(c.text), facts: [plain(c.from || c.to)] }),
  call: (c) => ({ head: coded("outcome", c.outcome), text: plain(c.summary), facts: lasting(c) }),
  chat: (c) => ({ text: plain(c.text) }),
  form: (c) => ({ head: plain(c.form), text: pairs(c.fields) }),
  questionnaire: (c) => ({ head: plain(c.question), text: plain(c.answer), facts: [plain(c.questionnaire)] }),
  interview: (c) => ({ head: plain(c.topic), text: plain(c.summary), facts: lasting(c) }),
  purchase: (c, entry) => ({
    head: money(c.total),
    text: lines(c, (line) => goods(line.quantity, plain(line.product), money(line.price))),
    facts: [receipt(c), ...followed(entry), plain(c.store), coded("payment", c.paymentMethod), coded("reason", c.reason)],
  }),
  return: (c, entry, beside) => {
    const bought = beside?.purchase(c.purchase)?.content;
    const product = (id) => plain(bought?.lines?.find((line) => line.id === id)?.product) || word("field", "product");
    return {
      head: c.refund ? `−${money(c.refund)}` : "",
      text: lines(c, (line) => goods(line.quantity, product(line.line), line.refund && `−${money(line.refund)}`)),
      facts: [receipt(c), bought && receipt(bought) ? t("entry.of", { receipt: receipt(bought) }) : "", ...followed(entry), coded("reason", c.reason)],
    };
  },
  visit: (c) => ({ head: plain(c.address), text: plain(c.report), facts: lasting(c) }),
  note: (c) => ({ text: plain(c.text), facts: (c.mentions || []).map((name) => `@${colleagues.nameOf(plain(name))}`) }),
  "lines-taken-back": (c) => ({ head: t("entry.total", { before: money(c.totalBefore), after: money(c.totalAfter) }) }),
  registered: (c) => ({ head: plain(c.name), facts: [c.party ? word("party", c.party) : "", names(c.roles)] }),
  renamed: (c, entry, beside) => ({ head: instead(beside?.before(entry)?.name, plain(c.name)) }),
  "roles-assigned": (c, entry, beside) => ({ head: instead(names(beside?.before(entry)?.roles), names(c.roles)) }),
  "team-assigned": (c, entry, beside) => ({ head: instead(beside?.before(entry)?.team, plain(c.team) || "–") }),
  "region-assigned": (c, entry, beside) => ({ head: instead(beside?.before(entry)?.region, plain(c.region) || "–") }),
  "identity-added": (c) => ({ head: plain(c.value), facts: [word("identity", c.identity)] }),
  "attributes-corrected": (c, entry, beside) => {
    const before = beside?.before(entry)?.attributes || {};
    const gone = (c.removed || []).map((name) => `${word("attribute", name)}: ${instead(valueOf(name, before[name]), "–")}`);
    return { text: [pairs(c.values, before), ...gone].filter(Boolean).join("\n") };
  },
  "consent-given": (c) => ({ head: consent(c) }),
  "consent-withdrawn": (c) => ({ head: consent(c) }),
  "identity-conflict": (c) => ({ head: word("identity", c.identity) }),
  erased: () => ({}),
  "task-set": (c) => ({ head: plain(c.title), text: plain(c.text), facts: [assigneeName(c.assignee), dateTime(c.due)] }),
  "task-reassigned": (c) => ({ head: `${assigneeName(c.from)} → ${assigneeName(c.assignee)}` }),
  "task-rescheduled": (c) => ({ head: dateTime(c.due), facts: [assigneeName(c.assignee)] }),
  "task-completed": (c) => ({ facts: [assigneeName(c.assignee)] }),
  "task-reopened": (c) => ({ facts: [assigneeName(c.assignee)] }),
  "card-issued": (c) => ({ head: plain(c.number) }),
  "points-earned": points("+"),
  "goodwill-granted": (c) => ({ ...points("+")(c), text: plain(c.reason) }),
  "points-taken-back": points("−"),
  "points-redeemed": points("−"),
};

const consent = (c) => t("consent.line", { purpose: word("purpose", c.purpose), channel: word("channel", c.channel) });

const valueOf = (name, value) => (name === "birthDate" ? date(value) || plain(value) : plain(value));

function pairs(values, before = {}) {
  if (!values || isErased(values)) return plain(values);
  return Object.entries(values).map(([name, value]) => `${word("attribute", name)}: ${instead(valueOf(name, before[name]), valueOf(name, value))}`).join("\n");
}

/** What could not stand as it was told. */
const mended = ({ field, kind, length: n, told }) =>
  `${word("field", field.split(".").pop().replace(/\[\d+\]$/, "") || "content")}: ${t(`defect.${kind}`, { n, told: plain(told) })}`;

/** A kind that this page does not know yet tells all it has. */
const unknown = (c) => ({ text: pairs(Object.fromEntries(Object.entries(c).filter(([name]) => name !== "externalId"))) });

/**
 * @param beside `before(entry)`: the customer before it, `purchase(contact)`: what was bought; either may not know
 * @returns {{title: string, head: string, text: string, facts: string[]}}
 */
export function told(entry, beside) {
  const content = entry.content || {};
  const { head = "", text = "", facts = [] } = (tell[entry.kind] || unknown)(content, entry, beside);
  const sent = entry.kind === "email" && entry.direction === "outbound" ? "email-sent" : entry.kind;
  return { title: word("kind", sent), head, text, facts: [...facts.filter(Boolean), ...(content.defects || []).map(mended)] };
}

/** One line of it, for the list and for those who listen. */
export function line(entry) {
  const { title, head, text } = told(entry);
  return [title, head || text.split("\n", 1)[0]].filter(Boolean).join(": ");
}
