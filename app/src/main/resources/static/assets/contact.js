// Entering a contact of any kind by hand.
import { post } from "./door.js";
import { element } from "./entry.js";

const text = (name, label, more = {}) => ({ name, label, ...more });
const kinds = {
  note: { direction: "internal", channel: "desk", fields: [text("text", "Note", { long: true, needed: true })] },
  call: { direction: "inbound", channel: "phone", fields: [text("durationSeconds", "Length in seconds", { number: true }),
    text("outcome", "Outcome"), text("summary", "What was said", { long: true })] },
  email: { direction: "inbound", channel: "mail", fields: [text("from", "From"), text("to", "To"),
    text("subject", "Subject", { needed: true }), text("text", "Text", { long: true, needed: true })] },
  chat: { direction: "inbound", channel: "chat", fields: [text("conversation", "Conversation"), text("text", "Message", { long: true, needed: true })] },
  form: { direction: "inbound", channel: "web", fields: [text("form", "Form", { needed: true }), text("fields", "Fields, one `name: value` a line", { long: true, pairs: true, needed: true })] },
  questionnaire: { direction: "inbound", channel: "web", fields: [text("questionnaire", "Questionnaire", { needed: true }),
    text("question", "Question", { needed: true }), text("answer", "Answer", { long: true, needed: true })] },
  interview: { direction: "outbound", channel: "interview", fields: [text("topic", "Topic", { needed: true }),
    text("durationSeconds", "Length in seconds", { number: true }), text("summary", "Summary", { long: true })] },
  purchase: { direction: "inbound", channel: "store", fields: [text("product", "Product", { needed: true }), text("quantity", "Quantity", { needed: true, value: "1" }),
    text("price", "Price of the line", { needed: true }), text("currency", "Currency", { needed: true, value: "USD" }),
    text("paymentMethod", "Paid by"), text("reason", "Reason to buy")] },
  return: { direction: "inbound", channel: "store", fields: [text("purchaseChannel", "Channel of the purchase", { needed: true, value: "store" }),
    text("purchase", "Receipt (external id of the purchase)", { needed: true }), text("line", "Line", { needed: true, value: "1" }),
    text("quantity", "Quantity (empty: all that is left)"), text("reason", "Reason")] },
  visit: { direction: "outbound", channel: "field", fields: [text("address", "Address"), text("durationSeconds", "Length in seconds", { number: true }),
    text("report", "Report", { long: true, needed: true })] },
};

const field = ({ name, label, long, number, needed, value = "" }) => {
  const input = element(long ? "textarea" : "input", { name, value, required: Boolean(needed), rows: 3 });
  if (number) input.type = "number", input.min = 0;
  return element("label", {}, label, input);
};

const content = {
  purchase: (f) => ({
    lines: [{ id: "1", product: f.product, quantity: Number(f.quantity), price: { amount: f.price, currency: f.currency } }],
    paymentMethod: f.paymentMethod, reason: f.reason,
  }),
  return: (f) => ({
    purchase: { channel: f.purchaseChannel, externalId: f.purchase },
    lines: [{ line: f.line, quantity: f.quantity ? Number(f.quantity) : undefined }], reason: f.reason,
  }),
};

/** Builds the form; `customer()` answers with the id of the customer on the screen, or undefined. */
export function contactForm(form, status, customer, onEntered) {
  const kind = element("select", { name: "kind" }, ...Object.keys(kinds).map((name) => element("option", { value: name }, name)));
  const known = element("input", { name: "known", placeholder: "e-mail, +phone or card number" });
  const knownLabel = element("label", {}, "Customer", known);
  const channel = element("input", { name: "channel", required: true });
  const externalId = element("input", { name: "externalId", placeholder: "made up if empty" });
  const own = element("div");
  form.append(element("label", {}, "Kind", kind), knownLabel,
    element("div", { className: "pair" }, element("label", {}, "Channel", channel), element("label", {}, "The channel's id", externalId)),
    own, element("button", { className: "primary" }, "Record"));

  const show = () => {
    channel.value = kinds[kind.value].channel;
    own.replaceChildren(...kinds[kind.value].fields.map(field));
  };
  kind.onchange = show;
  show();

  form.onsubmit = async (event) => {
    event.preventDefault();
    const given = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
    const contact = {
      kind: given.kind, channel: given.channel, direction: kinds[given.kind].direction,
      externalId: given.externalId || `desk-${crypto.randomUUID()}`,
      occurredAt: new Date().toISOString(), customer: whom(customer(), given.known), content: told(given),
    };
    try {
      const { body, position } = await post("/contacts", contact);
      status.removeAttribute("data-bad");
      status.textContent = body.known ? "That contact was known already." : `Recorded at position ${position}.`;
      show();
      externalId.value = "";
      onEntered(body, position);
    } catch (refusal) {
      status.dataset.bad = "";
      status.textContent = `${refusal.field ? refusal.field + ": " : ""}${refusal.message}`;
    }
  };

  return { forCustomer: (there) => { knownLabel.hidden = there; known.required = !there; } };
}

function whom(id, known) {
  if (id) return { id };
  if (known.includes("@")) return { email: known };
  return known.startsWith("+") ? { phone: known } : { card: known };
}

function told(given) {
  if (content[given.kind]) return content[given.kind](given);
  const fields = kinds[given.kind].fields.filter(({ name }) => name in given);
  return Object.fromEntries(fields.map(({ name, number, pairs }) =>
    [name, number ? Number(given[name]) : pairs ? Object.fromEntries(given[name].split("\n").filter((l) => l.includes(":")).map((l) => l.split(/:\s*/, 2))) : given[name]]));
}
