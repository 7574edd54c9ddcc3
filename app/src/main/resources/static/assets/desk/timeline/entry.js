// How one item of a timeline looks: a contact as a card of its own, a change as a line, several changes as one line that unfolds.
import { html, nothing } from "lit";
import { colleagues } from "../colleagues.js";
import { icon, iconOfChanges } from "../icons.js";
import { kinds } from "../registry.js";
import { dateTime, t, time, word } from "../texts.js";
import { told } from "./told.js";

const LONG = { letters: 600, lines: 8 };

/** The channel that goes without saying. */
const usual = (kind) => kinds.get(kind)?.compose?.channel;

/** A policy is nobody: it follows from what was recorded. */
export const by = ({ actor }) => (/^When[A-Z]/.test(actor) ? t("entry.byItself") : colleagues.nameOf(actor));

const isContact = ({ family, kind }) => family === "contact" && !kinds.get(kind)?.follows;
const canBeAnswered = ({ kind, direction }) => kinds.get(kind)?.reply && direction !== "internal";

/**
 * @param desk `id` of the customer, `beside` as `told` wants it, `reply(entry)` or nothing where one cannot, `again()` when
 *     something has been unfolded, `whole` where nothing is to be folded
 */
export function item(one, desk) {
  if (one.changes) return changes(one, desk);
  return isContact(one) ? contact(one, desk) : html`<article class="entry change ${one.family}">${change(one, desk)}</article>`;
}

function contact(entry, desk) {
  const { title, head, text, facts } = told(entry, desk.beside);
  const fromWhom = kinds.get(entry.kind)?.gathers ? undefined : entry.direction; // goods come and go one way
  const facets = [["internal", undefined].includes(fromWhom) ? "" : word("direction", fromWhom),
    entry.channel && entry.channel !== usual(entry.kind) ? word("channel", entry.channel) : "", ...facts].filter(Boolean);
  return html`<article class=${`entry message ${entry.direction || ""}`}>
    ${icon(entry.kind)}
    <div class="told">
      <p class="what"><strong>${title}</strong>${head ? html` <span class="head">${head}</span>` : nothing}</p>
      ${text ? prose(entry, text, desk) : nothing}
      <p class="facets">${[...facets, by(entry)].join(" · ")}</p>
    </div>
    <div class="when">${moment(entry, desk)}${desk.reply && canBeAnswered(entry)
      ? html`<button type="button" class="plain reply" @click=${() => desk.reply(entry)}>${t("command.reply")}</button>` : nothing}</div>
  </article>`;
}

/** Long ones are cut, and shown whole when asked for. */
function prose(entry, text, desk) {
  const long = text.length > LONG.letters || text.split("\n").length > LONG.lines;
  const turn = () => {
    entry.open = !entry.open;
    desk.again();
  };
  return html`<p class="text ${long && !entry.open ? "clamped" : ""}">${text}</p>
    ${long ? html`<button type="button" class="link" aria-expanded=${entry.open ? "true" : "false"} @click=${turn}>${t(entry.open ? "less" : "more")}</button>` : nothing}`;
}

function change(entry, desk) {
  const { title, head, text, facts } = told(entry, desk.beside);
  return html`${icon(entry.kind)}
    <div class="told">
      <p class="what"><strong>${title}</strong>${head ? html` <span class="head">${head}</span>` : nothing}
        <span class="facets">${[...facts, by(entry)].join(" · ")}</span></p>
      ${text ? html`<p class="text">${text}</p>` : nothing}
    </div>
    <div class="when">${moment(entry, desk)}</div>`;
}

/** Unfolded it stays so, also when newer changes join it. */
function changes(one, desk) {
  const open = desk.whole || one.changes.some(({ unfolded }) => unfolded);
  const turn = () => {
    one.changes.forEach((entry) => { entry.unfolded = !open; });
    desk.again();
  };
  const titles = [...new Set(one.changes.map((entry) => told(entry).title))].join(", ");
  const people = [...new Set(one.changes.map(by))].join(", ");
  return html`<section class="entry change fold">
    ${iconOfChanges()}
    <div class="told"><p class="what"><button type="button" class="link" aria-expanded=${open ? "true" : "false"} @click=${turn}>${t("entry.changes", { n: one.changes.length })}</button>
      <span class="facets">${[titles, people].join(" · ")}</span></p></div>
    <div class="when">${moment(one, desk)}</div>
    ${open ? html`<div class="folded">${one.changes.map((entry) => html`<article class="entry change ${entry.family}" data-entry=${entry.key}>${change(entry, desk)}</article>`)}</div>` : nothing}
  </section>`;
}

/** When it was; and the way to all that was known then. */
function moment({ occurredAt, position }, { id }) {
  return html`<a class="position" href="#/customers/${id}?asOf=${position}" title="${dateTime(occurredAt)} – ${t("timeline.asOfThis")}"><time datetime=${occurredAt}>${time(occurredAt)}</time><span class="hidden"> ${t("timeline.asOfThis")}</span></a>`;
}
