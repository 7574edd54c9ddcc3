// One entry of a timeline, as a person reads it.

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
}

export const money = (m) =>
  m ? new Intl.NumberFormat(undefined, { style: "currency", currency: m.currency }).format(Number(m.amount)) : "";

export const day = (instant) =>
  instant ? new Date(instant).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" }) : "";

export const isErased = (value) => typeof value === "object" && value !== null && value.erased === true;

/** A value of any shape in words; what is erased says so. */
export function words(value) {
  if (value === undefined || value === null) return "";
  if (isErased(value)) return "(erased)";
  if (Array.isArray(value)) return value.map(words).join("; ");
  if (typeof value === "object") {
    if ("amount" in value && "currency" in value) return money(value);
    return Object.entries(value).map(([name, inner]) => `${name}: ${words(inner)}`).join(", ");
  }
  return String(value);
}

const readable = {
  email: (c) => [words(c.subject), words(c.text)],
  call: (c) => [words(c.outcome), words(c.summary)],
  chat: (c) => ["", words(c.text)],
  form: (c) => [words(c.form), words(c.fields)],
  questionnaire: (c) => [words(c.question), words(c.answer)],
  interview: (c) => [words(c.topic), words(c.summary)],
  purchase: (c) => [money(c.total), (c.lines || []).map((l) => `${l.quantity} × ${l.product}  ${money(l.price)}`).join("\n")],
  return: (c) => [money(c.refund), (c.lines || []).map((l) => `line ${l.line}: ${l.quantity} back`).join("\n")],
  visit: (c) => [words(c.address), words(c.report)],
  note: (c) => ["", words(c.text)],
  "points-earned": (c) => [`+${c.points}`, ""],
  "points-taken-back": (c) => [`−${c.points}`, ""],
  "points-redeemed": (c) => [`−${c.points}`, ""],
};

/** The list item of an entry. */
export function entryItem(entry) {
  const [head, text] = (readable[entry.kind] || ((c) => ["", words(c)]))(entry.content || {});
  const title = element("span", { className: "what" }, entry.kind.replaceAll("-", " "), head ? ` · ${head}` : "");
  const meta = [entry.direction, entry.channel, entry.actor, `position ${entry.position}`].filter(Boolean).join(" · ");
  const item = element("li", {}, element("time", { dateTime: entry.occurredAt }, day(entry.occurredAt)),
    element("div", {}, title, element("span", { className: "meta" }, `  ${meta}`), text ? element("p", {}, text) : undefined));
  item.dataset.key = `${entry.position}.${entry.index}`;
  item.dataset.order = `${entry.occurredAt.padEnd(30)}|${String(entry.position).padStart(16, "0")}|${String(entry.index).padStart(6, "0")}`;
  return item;
}

/** Puts an entry where it belongs, newest first; one that is there already stays. */
export function place(list, entry, fresh) {
  const item = entryItem(entry);
  if (list.querySelector(`[data-key="${item.dataset.key}"]`)) return;
  const next = [...list.children].find((other) => other.dataset.order < item.dataset.order);
  list.insertBefore(item, next || null);
  item.classList.toggle("fresh", Boolean(fresh));
}
