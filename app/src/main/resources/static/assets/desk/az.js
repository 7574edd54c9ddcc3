// Azerbaijani forms of dates, numbers and spans of time, as CLDR has them: Chromium carries no data for this language.

const months = ["yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avqust", "sentyabr", "oktyabr", "noyabr", "dekabr"];
const short = ["yan", "fev", "mar", "apr", "may", "iyn", "iyl", "avq", "sen", "okt", "noy", "dek"];
const weekdays = ["bazar", "bazar ertəsi", "çərşənbə axşamı", "çərşənbə", "cümə axşamı", "cümə", "şənbə"];
const units = { year: "il", month: "ay", day: "gün", hour: "saat", minute: "dəqiqə" };
/** What has a word of its own. */
const named = {
  year: { "-1": "keçən il", 0: "bu il", 1: "gələn il" }, month: { "-1": "keçən ay", 0: "bu ay", 1: "gələn ay" },
  day: { "-1": "dünən", 0: "bu gün", 1: "sabah" }, hour: { 0: "bu saat" }, minute: { 0: "indicə" },
};
const signs = { AZN: "₼", USD: "US$", JPY: "JP¥", TRY: "TRY", UAH: "UAH", RUB: "RUB" };
const two = (n) => String(n).padStart(2, "0");

class DateTimeFormat {
  constructor(tag, options) {
    this.options = options;
  }

  format(date) {
    const { dateStyle, timeStyle, weekday, year, hour } = this.options;
    const names = this.options.month === "long" ? months : short;
    const parts = [];
    if (dateStyle || this.options.month) {
      const day = `${date.getDate()} ${names[date.getMonth()]}${dateStyle || year ? ` ${date.getFullYear()}` : ""}`;
      parts.push(weekday ? `${day}, ${weekdays[date.getDay()]}` : day);
    }
    if (timeStyle || hour) parts.push(`${two(date.getHours())}:${two(date.getMinutes())}`);
    return parts.join(" ");
  }
}

/** German groups, points and places amounts as Azerbaijani does; the signs of currencies differ. */
class NumberFormat {
  #like;

  constructor(tag, options) {
    this.#like = new Intl.NumberFormat("de-DE", options);
  }

  format(n) {
    return this.#like.formatToParts(n).map(({ type, value }) => (type === "currency" ? signs[this.#like.resolvedOptions().currency] ?? value : value)).join("");
  }
}

class RelativeTimeFormat {
  format(n, unit) {
    return named[unit]?.[n] ?? `${new NumberFormat("", {}).format(Math.abs(n))} ${units[unit]} ${n < 0 ? "əvvəl" : "sonra"}`;
  }
}

/** Both forms that CLDR tells apart read alike. */
class PluralRules {
  select(n) {
    return n === 1 ? "one" : "other";
  }
}

export const az = { DateTimeFormat, NumberFormat, RelativeTimeFormat, PluralRules };
