// What each of the day's numbers is as a table, and how it is drawn.
import { colleagues } from "../colleagues.js";
import { session } from "../session.js";
import { date, number, t, word } from "../texts.js";

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));

const stacked = (categories, series) => ({
  xAxis: { type: "category", data: categories },
  yAxis: { type: "value", minInterval: 1 },
  series: series.map(({ name, data }) => ({ name, type: "bar", stack: "all", barMaxWidth: 28, data })),
});

const beside = (categories, series, name) => ({
  xAxis: { type: "category", data: categories },
  yAxis: { type: "value", name },
  series: series.map(({ name, data }) => ({ name, type: "bar", barMaxWidth: 20, data })),
});

const minutes = (seconds) => (seconds === undefined || seconds === null ? "–" : number(seconds / 60, { maximumFractionDigits: 1 }));
const from = (low, high) => (low === high ? number(low) : `${number(low)}–${number(high)}`);

/** Those who work here: what machines record is in the channels. */
const isPerson = ({ name }) => name === session.me.name || colleagues.all.some((one) => one.name === name);

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
      .map(([key, name]) => ({ name: t(name), data: channels.map((one) => (one[key] || 0) / 60) })), t("numbers.minutes")),
  } : undefined,

  /** What each person recorded, and how soon they were the first to answer. */
  people: ({ people = [] }, answers = {}) => {
    const first = new Map((answers.people || []).map((one) => [one.name, one]));
    const names = [...new Set([...people, ...(answers.people || [])].filter(isPerson).map(({ name }) => name))];
    const total = new Map(people.map((one) => [one.name, one.total]));
    return names.length ? {
      heads: [t("numbers.person"), t("numbers.recorded"), t("numbers.answered"), t("numbers.median"), t("numbers.ninety")],
      rows: names.map((name) => [colleagues.nameOf(name), number(total.get(name) || 0), number(first.get(name)?.answered || 0), minutes(first.get(name)?.medianSeconds), minutes(first.get(name)?.p90Seconds)]),
      option: beside(names.map((name) => colleagues.nameOf(name)), [
        { name: t("numbers.recorded"), data: names.map((name) => total.get(name) || 0) },
        { name: t("numbers.answered"), data: names.map((name) => first.get(name)?.answered || 0) }]),
    } : undefined;
  },
};
