// What is asked for each kind of contact, and what is sent of it.
import { seconds, texts, word } from "../texts.js";
import { decimal } from "./amounts.js";

// Codes of the server's lists (Vocabulary), by what they name; those offered stand in the order in which they are likely.
export const codes = {
  outcome: ["answered", "no-answer", "voicemail", "call-back", "solved", "missed", "busy", "abandoned", "failed", "cancelled"],
  payment: ["card", "cash", "invoice", "transfer", "gift-card"],
  reason: ["gift", "defective", "damaged", "wrong-item", "wrong-size", "not-as-described", "changed-mind", "late"],
};

const field = (name, more = {}) => ({ name, ...more });
const text = field("text", { long: true, needed: true });
const lasting = field("duration", { short: true, length: true });

export const kinds = {
  note: { direction: "internal", channel: "desk", fields: [text] },
  call: { direction: "inbound", channel: "phone", turns: true,
    fields: [lasting, field("outcome", { of: "outcome" }), field("summary", { long: true })] },
  email: { direction: "inbound", channel: "mail", turns: true,
    fields: [field("from", { when: "inbound" }), field("to", { when: "outbound" }), field("subject", { needed: true }), text] },
  visit: { direction: "outbound", channel: "field", turns: true,
    fields: [field("address"), lasting, field("report", { long: true, needed: true })] },
  purchase: { direction: "inbound", channel: "store", goods: true,
    fields: [field("store"), field("paymentMethod", { of: "payment" }), field("reason", { of: "reason" })] },
  return: { direction: "inbound", channel: "store", back: true, fields: [field("reason", { of: "reason" })] },
  chat: { direction: "inbound", channel: "chat", turns: true, fields: [field("conversation"), text] },
  form: { direction: "inbound", channel: "web", fields: [field("form", { needed: true }), field("fields", { long: true, needed: true, pairs: true })] },
  questionnaire: { direction: "inbound", channel: "web",
    fields: [field("questionnaire", { needed: true }), field("question", { needed: true }), field("answer", { long: true, needed: true })] },
  interview: { direction: "outbound", channel: "interview", fields: [field("topic", { needed: true }), lasting, field("summary", { long: true })] },
};

/** Thrown where what was typed is not of the field's form. */
export class NotThatForm extends Error {
  constructor(name) {
    super(name);
    this.field = name;
  }
}

const pairs = (typed) => {
  const lines = typed.split("\n").filter((line) => line.trim());
  if (lines.some((line) => !line.includes(":"))) throw new NotThatForm("fields");
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(":")).trim(), line.slice(line.indexOf(":") + 1).trim()]));
};

const mentioned = (typed) => [...new Set([...typed.matchAll(/(?:^|[^\w.@-])@([a-z0-9][a-z0-9._-]*[a-z0-9])/gi)].map((found) => found[1]))];

const amount = (typed, name) => {
  const number = decimal(typed, texts.language);
  if (number === undefined) throw new NotThatForm(name);
  return number;
};

const goods = (values) => values.lines.filter(({ product, price }) => product || price).map((line, i) => ({
  id: String(i + 1), product: line.product, quantity: Number(amount(line.quantity || "1", "quantity")),
  price: { amount: amount(line.price || "", "price"), currency: values.currency || "EUR" },
}));

/** The code whose word was typed, or else what was typed: words are for people. */
const coded = (of, typed) => codes[of].find((code) => word(of, code).toLowerCase() === typed.toLowerCase()) || typed;

/** The content of a contact, from what was typed. */
export function content(kind, values, { mentions } = {}) {
  const { fields, goods: bought, back } = kinds[kind];
  const made = {};
  for (const { name, length, needed, pairs: inPairs, when, of } of fields) {
    const typed = (values[name] || "").trim();
    if (needed && !typed) throw new NotThatForm(name);
    if (!typed || (when && when !== values.direction)) continue;
    if (length) {
      made.durationSeconds = seconds(typed);
      if (made.durationSeconds === undefined) throw new NotThatForm("duration");
    } else {
      made[name] = inPairs ? pairs(typed) : of ? coded(of, typed) : typed;
    }
  }
  if (bought) made.lines = goods(values);
  if (bought && made.lines.length === 0) throw new NotThatForm("product");
  if (back) Object.assign(made, returned(values));
  if (kind === "note" && mentions && mentioned(made.text || "").length) made.mentions = mentioned(made.text);
  return made;
}

/** What was typed for a contact's content: the words of its codes. */
export const typed = ({ kind, content: made }) =>
  Object.fromEntries(Object.entries(made).map(([name, value]) => {
    const of = kinds[kind].fields.find((one) => one.name === name)?.of;
    return [name, of && codes[of].includes(value) ? word(of, value) : value];
  }));

function returned(values) {
  if (!values.purchase) throw new NotThatForm("purchase");
  const lines = Object.entries(values.back || {}).filter(([, quantity]) => quantity)
    .map(([line, quantity]) => ({ line, quantity: Number(amount(quantity, "quantity")) }));
  if (lines.length === 0) throw new NotThatForm("quantity");
  return { purchase: values.purchase, lines };
}
