// Quantities and amounts as people type them, in the numbers of their language.
const separators = {
  en: { group: ",", point: "." },
  uk: { group: "", point: "," },
  ru: { group: "", point: "," },
  az: { group: ".", point: "," },
  sr: { group: ".", point: "," },
};

const grouped = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/;
const plain = /^\d+(?:[.,]\d+)?$/;

/** Digits of any width without the spaces and apostrophes that part thousands, or nothing where they part something else. */
const withoutSpaces = (typed) => {
  const text = typed.normalize("NFKC").trim();
  if (!/[\s'’]/.test(text)) return text;
  return /^\d{1,3}(?:[\s'’]\d{3})+(?:[.,]\d+)?$/.test(text) ? text.replace(/[\s'’]/g, "") : undefined;
};

/**
 * The number with the point that the server wants; undefined where it is none, or may be two: `1.000` in a language that
 * has a comma for its point and a space between thousands.
 */
export function decimal(typed, language) {
  const text = withoutSpaces(typed);
  const { group, point } = separators[language] ?? separators.en;
  if (text === undefined) return undefined;
  const both = /^(\d{1,3}(?:,\d{3})+)\.(\d+)$/.exec(text) ?? /^(\d{1,3}(?:\.\d{3})+),(\d+)$/.exec(text);
  if (both) return `${both[1].replace(/[.,]/g, "")}.${both[2]}`;
  const parted = grouped.exec(text);
  if (parted) {
    const mark = parted[1];
    const nought = text.startsWith("0"); // which no thousands begin with
    if (text.split(mark).length > 2) return nought ? undefined : text.replaceAll(mark, "");
    if (mark === point || nought) return text.replace(mark, ".");
    return mark === group ? text.replace(mark, "") : undefined;
  }
  return plain.test(text) ? text.replace(",", ".") : undefined;
}

/** A number of the server's as one types it in the language: `decimal` reads it as the same, 1.500 dinars not as 1500. */
export const spelt = (number, language) => String(number).replace(".", (separators[language] ?? separators.en).point);
