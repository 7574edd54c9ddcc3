// What each kind of entry has to tell: a heading, a text, and facts beside it.
import { assigneeName } from "../tasks/tasks-store.js";
import { dateTime, isErased, length, money, number, plain, t, word } from "../texts.js";

const lines = (content, each) => (content.lines || []).map(each).join("\n");
const names = (list) => (list || []).map((name) => word("role", name)).join(", ");
const points = (sign) => (c) => ({ head: `${sign}${t("points.count", { n: Math.abs(c.points) })}` });
const lasting = (c) => (c.durationSeconds === undefined ? [] : [length(c.durationSeconds)]);

const tell = {
  email: (c) => ({ head: plain(c.subject), text: plain(c.text), facts: [plain(c.from || c.to)] }),
  call: (c) => ({ head: plain(c.outcome), text: plain(c.summary), facts: lasting(c) }),
  chat: (c) => ({ text: plain(c.text) }),
  form: (c) => ({ head: plain(c.form), text: pairs(c.fields) }),
  questionnaire: (c) => ({ head: plain(c.question), text: plain(c.answer), facts: [plain(c.questionnaire)] }),
  interview: (c) => ({ head: plain(c.topic), text: plain(c.summary), facts: lasting(c) }),
  purchase: (c) => ({
    head: money(c.total),
    text: lines(c, (line) => `${number(Number(line.quantity))} × ${plain(line.product)} · ${money(line.price)}`),
    facts: [plain(c.store), plain(c.paymentMethod), plain(c.reason)],
  }),
  return: (c) => ({
    head: c.refund ? `−${money(c.refund)}` : "",
    text: lines(c, (line) => t("entry.back", { line: line.line, n: Number(line.quantity) })),
    facts: [plain(c.reason)],
  }),
  visit: (c) => ({ head: plain(c.address), text: plain(c.report), facts: lasting(c) }),
  note: (c) => ({ text: plain(c.text), facts: (c.mentions || []).map((name) => `@${plain(name)}`) }),
  "lines-taken-back": (c) => ({ head: t("entry.total", { before: money(c.totalBefore), after: money(c.totalAfter) }) }),
  registered: (c) => ({ head: plain(c.name), facts: [c.party ? word("party", c.party) : "", names(c.roles)] }),
  renamed: (c) => ({ head: plain(c.name) }),
  "roles-assigned": (c) => ({ head: names(c.roles) }),
  "identity-added": (c) => ({ head: plain(c.value), facts: [word("identity", c.identity)] }),
  "attributes-corrected": (c) => ({
    text: [pairs(c.values), ...(c.removed || []).map((name) => `${word("attribute", name)}: –`)].filter(Boolean).join("\n"),
  }),
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
  "points-granted": (c) => ({ ...points("+")(c), text: plain(c.reason) }),
  "points-taken-back": points("−"),
  "points-redeemed": points("−"),
};

const consent = (c) => t("consent.line", { purpose: word("purpose", c.purpose), channel: word("channel", c.channel) });

function pairs(values) {
  if (!values || isErased(values)) return plain(values);
  return Object.entries(values).map(([name, value]) => `${word("attribute", name)}: ${plain(value)}`).join("\n");
}

/** A kind that this page does not know yet tells all it has. */
const unknown = (c) => ({ text: pairs(Object.fromEntries(Object.entries(c).filter(([name]) => name !== "externalId"))) });

/** @returns {{title: string, head: string, text: string, facts: string[]}} */
export function told(entry) {
  const content = entry.content || {};
  const { head = "", text = "", facts = [] } = (tell[entry.kind] || unknown)(content);
  const sent = entry.kind === "email" && entry.direction === "outbound" ? "email-sent" : entry.kind;
  return { title: word("kind", sent), head, text, facts: facts.filter(Boolean) };
}

/** One line of it, for the list and for those who listen. */
export function line(entry) {
  const { title, head, text } = told(entry);
  return [title, head || text.split("\n", 1)[0]].filter(Boolean).join(": ");
}
