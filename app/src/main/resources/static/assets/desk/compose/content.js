// From what was typed to what is sent, and back, whatever the kind of contact.
import { seconds, texts, word } from "../texts.js";
import { kinds } from "../registry.js";
import { decimal } from "./amounts.js";

/** Thrown where what was typed is not of the field's form. */
export class NotThatForm extends Error {
  constructor(name) {
    super(name);
    this.field = name;
  }
}

/** Lines such as `name: value`. */
const pairs = (typed) => {
  const lines = typed.split("\n").filter((line) => line.trim());
  if (lines.some((line) => !line.includes(":"))) throw new NotThatForm("fields");
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(":")).trim(), line.slice(line.indexOf(":") + 1).trim()]));
};

/** A number as it was typed into a field. */
export const amount = (typed, name) => {
  const number = decimal(typed, texts.language);
  if (number === undefined) throw new NotThatForm(name);
  return number;
};

/** The code whose word was typed, or else what was typed: words are for people. */
const code = ({ of, codes }, typed) => codes.find((one) => word(of, one).toLowerCase() === typed.toLowerCase()) || typed;

/** The content of a contact, from what was typed. */
export function content(kind, values) {
  const { fields, part, also } = kinds.get(kind).compose;
  const made = {};
  for (const field of fields) {
    const { name } = field;
    const typed = (values[name] || "").trim();
    if (field.needed && !typed && !values[field.unless]) throw new NotThatForm(name);
    if (!typed || (field.when && field.when !== values.direction)) continue;
    if (field.length) {
      made.durationSeconds = seconds(typed);
      if (made.durationSeconds === undefined) throw new NotThatForm("duration");
    } else {
      made[name] = field.pairs ? pairs(typed) : field.of ? code(field, typed) : typed;
    }
  }
  return { ...made, ...part?.content(values), ...also?.(made) };
}

/** What was typed for a contact's content: the words of its codes. */
export function typed({ kind, content: made }) {
  const { fields, part } = kinds.get(kind).compose;
  const shown = ({ name, of, codes }) => (of && codes.includes(made[name]) ? word(of, made[name]) : made[name]);
  return { ...Object.fromEntries(fields.filter(({ name }) => name in made).map((field) => [field.name, shown(field)])), ...part?.typed(made) };
}
