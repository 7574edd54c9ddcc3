// What each of the day's numbers is as a table, and how it is drawn.
import { date, number, t, word } from "../texts.js";

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));

const stacked = (categories, series) => ({
  xAxis: { type: "category", data: categories },
  yAxis: { type: "value", minInterval: 1 },
  series: series.map(({ name, data }) => ({ name, type: "bar", stack: "all", barMaxWidth: 28, data })),
});

const beside = (categories, series) => ({
  xAxis: { type: "category", data: categories },
  yAxis: { type: "value" },
  series: series.map(({ name, data }) => ({ name, type: "bar", barMaxWidth: 20, data })),
});

const minutes = (seconds) => (seconds === undefined || seconds === null ? "–" : number(seconds / 60, { maximumFractionDigits: 1 }));
const from = (low, high) => (low === high ? number(low) : `${number(low)}–${number(high)}`);

/** Each answers with `{heads, rows, option}`, or with undefined where there is nothing to show. */
export const figures = {
  contacts: ({ channels = [] }) => channels.length ? {
    heads: [t("numbers.hour"), ...channels.map(({ channel }) => word("channel", channel))],
    rows: HOURS.map((hour, i) => [`${hour}:00`, ...channels.map(({ hours }) => number(hours[i]))]).filter((_, i) => channels.some(({ hours }) => hours[i])),
    option: stacked(HOURS, channels.map(({ channel, hours }) => ({ name: word("channel", channel), data: hours }))),
  } : undefined,

  /** Fifths by the latest purchase and by the number of purchases, as marketing counts them. */
  customers: ({ recency = [], frequency = [], cells = [] }) => {
    const count = (r, f) => cells.find((cell) => cell.recency === r.score && cell.frequency === f.score)?.customers || 0;
    const last = (r) => `${date(r.from)} – ${date(r.to)}`;
    const often = (f) => t("numbers.times", { n: from(f.from, f.to) });
    return cells.length ? {
      heads: [t("numbers.recency"), ...frequency.map(often)],
      rows: recency.map((r) => [last(r), ...frequency.map((f) => number(count(r, f)))]),
      option: stacked(recency.map((r) => date(r.to)), frequency.map((f) => ({ name: often(f), data: recency.map((r) => count(r, f)) }))),
    } : undefined;
  },

  loyalty: ({ days = [] }) => days.some((day) => day.issued || day.redeemed || day.takenBack || day.outstanding) ? {
    heads: [t("numbers.day"), t("numbers.issued"), t("numbers.spent"), t("numbers.takenBack"), t("numbers.outstanding")],
    rows: days.toReversed().map((day) => [date(day.day), ...[day.issued, day.redeemed, day.takenBack, day.outstanding].map((n) => number(n))]),
    option: beside(days.map((day) => date(day.day)), [["issued", "numbers.issued"], ["redeemed", "numbers.spent"], ["takenBack", "numbers.takenBack"]]
      .map(([key, name]) => ({ name: t(name), data: days.map((day) => day[key]) }))),
  } : undefined,

  answers: ({ channels = [] }) => channels.length ? {
    heads: [t("numbers.channel"), t("numbers.answered"), t("numbers.median"), t("numbers.ninety"), t("numbers.waiting")],
    rows: channels.map((one) => [word("channel", one.channel), number(one.answered), minutes(one.medianSeconds), minutes(one.p90Seconds), number(one.waiting)]),
    option: beside(channels.map(({ channel }) => word("channel", channel)), [["medianSeconds", "numbers.median"], ["p90Seconds", "numbers.ninety"]]
      .map(([key, name]) => ({ name: t(name), data: channels.map((one) => (one[key] || 0) / 60) }))),
  } : undefined,
};
