// Words, dates, numbers and plurals in the language of whoever sits at the desk.
import { az } from "./az.js";
import { spoken, Store } from "./element.js";

/** Of the languages of which browsers know nothing. */
const own = { az };

/** Serbian is written in Latin letters here: what service centres type, print and get by mail is. */
export const languages = { en: "English", uk: "Українська", ru: "Русский", az: "Azərbaycanca", sr: "Srpski" };

const tags = { en: "en-GB", uk: "uk-UA", ru: "ru-RU", az: "az-Latn-AZ", sr: "sr-Latn-RS" };

class Texts extends Store {
  language = "en";
  #texts = {};
  #forms = new Map();

  async speak(language) {
    const chosen = language in languages ? language : "en";
    const answer = await fetch(`/assets/desk/texts/${chosen}.json`);
    this.#texts = await answer.json();
    this.language = chosen;
    this.#forms.clear();
    document.documentElement.lang = tags[chosen];
    this.changed();
    spoken.changed();
  }

  get tag() {
    return tags[this.language];
  }

  /** A formatter as Intl has them, made once a language. */
  form(type, options) {
    const name = type + JSON.stringify(options);
    if (!this.#forms.has(name)) this.#forms.set(name, new (own[this.language] ?? Intl)[type](this.tag, options));
    return this.#forms.get(name);
  }

  text(key, values = {}) {
    let text = this.#texts[key];
    if (text === undefined) throw new Error(`no text for ${key} in ${this.language}`);
    if (typeof text === "object") text = text[this.form("PluralRules", {}).select(values.n)] ?? text.other;
    return text.replaceAll(/\{(\w+)\}/g, (_, name) => {
      const value = values[name];
      return typeof value === "number" ? this.form("NumberFormat", {}).format(value) : String(value);
    });
  }

  has(key) {
    return key in this.#texts;
  }
}

export const texts = new Texts();

/** The text of a key; a number named `n` chooses the plural. */
export const t = (key, values) => texts.text(key, values);

/** The word for a name that the server uses, such as `call` in `kind`, or `store-12` in `channel`; the name itself where there is none. */
export const word = (family, name) => {
  const key = `${family}.${name}`;
  if (texts.has(key)) return t(key);
  const [, one, n] = /^(.+)-(\d+)$/.exec(name) ?? [];
  return texts.has(`${family}.${one}`) ? `${t(`${family}.${one}`)} ${n}` : String(name).replaceAll(/[-_]/g, " ");
};

export const preferred = () =>
  navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((language) => language in languages) || "en";

const when = (options) => (instant) => (instant ? texts.form("DateTimeFormat", options).format(new Date(instant)) : "");
export const date = when({ dateStyle: "medium" });
export const time = when({ timeStyle: "short" });
export const dateTime = when({ dateStyle: "medium", timeStyle: "short" });
export const fullDate = when({ weekday: "long", day: "numeric", month: "long", year: "numeric" });

export const number = (n, options = {}) => texts.form("NumberFormat", options).format(n);

export const money = (m) =>
  m && m.currency ? texts.form("NumberFormat", { style: "currency", currency: m.currency }).format(Number(m.amount)) : "";

/** Seconds as people say them: 4:05. */
export const length = (seconds) => {
  const s = Math.round(seconds);
  const [h, m] = [Math.floor(s / 3600), Math.floor((s % 3600) / 60)];
  const two = (n) => String(n).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s % 60)}` : `${m}:${two(s % 60)}`;
};

/** `4:05`, `1:02:03`, `4` (minutes), `90s` in seconds; undefined where it is no length. */
export const seconds = (typed) => {
  const text = typed.trim().toLowerCase();
  if (/^\d+s$/.test(text)) return Number(text.slice(0, -1));
  if (/^\d+([.,]\d+)?m?$/.test(text)) return Math.round(Number(text.replace("m", "").replace(",", ".")) * 60);
  if (!/^\d+(:[0-5]?\d){1,2}$/.test(text)) return undefined;
  return text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
};

const steps = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60]];

/** How long ago, or when: in the largest unit that fits. */
export const ago = (instant, now = Date.now()) => {
  const far = (Date.parse(instant) - now) / 1000;
  const [unit, size] = steps.find(([, s]) => Math.abs(far) >= s) || ["minute", 60];
  return texts.form("RelativeTimeFormat", { numeric: "auto" }).format(Math.round(far / size), unit);
};

/** Since when: the time of today, else the day. */
export const sinceWhen = (instant) => (new Date(instant).toDateString() === new Date().toDateString() ? time(instant) : date(instant));

/** What is personal and gone. */
export const isErased = (value) => typeof value === "object" && value !== null && value.erased === true;

/** A value of any shape in words; what is erased says so. */
export function plain(value) {
  if (value === undefined || value === null) return "";
  if (isErased(value)) return t("erased");
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (typeof value === "number") return number(value);
  if (Array.isArray(value)) return value.map(plain).join("; ");
  if (typeof value === "object") {
    if ("amount" in value && "currency" in value) return money(value);
    return Object.entries(value).map(([name, inner]) => `${word("field", name)}: ${plain(inner)}`).join(", ");
  }
  return String(value);
}
