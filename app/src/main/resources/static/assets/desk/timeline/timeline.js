// The timeline: only the rows in sight exist, however long it is.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { colleagues } from "../colleagues.js";
import { outbox } from "../compose/outbox.js";
import { icon } from "../icons.js";
import { Piece } from "../element.js";
import { session } from "../session.js";
import { fullDate, t } from "../texts.js";
import { Before } from "./before.js";
import { by, item } from "./entry.js";
import { Items } from "./items.js";
import { line, told } from "./told.js";
import { Rows } from "./rows.js";

const GUESS = 74;
const MARGIN = 500;
const FRESH = 3000;
const AT_TOP = 8; // so near to the top, new entries come into view by themselves
const BELOW = 0.25; // of what is seen stands above what one was led to
const AHEAD = 2000; // pixels before the end at which the next page is asked for

const dayOf = (entry) => entry && new Date(entry.occurredAt).toDateString();

class Timeline extends Piece {
  static properties = { customer: { attribute: false }, chosen: { state: true }, said: { state: true } };

  #rows = new Rows(GUESS);
  #items = new Items();
  #anchor;
  #atEnd = false; // whoever is at the very beginning of it all stays there, however high the rows turn out

  constructor() {
    super();
    this.range = [0, 30];
    this.said = "";
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener("beforeprint", this.#paper);
    addEventListener("afterprint", this.#screen);
    addEventListener("keydown", this.#printKey);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("beforeprint", this.#paper);
    removeEventListener("afterprint", this.#screen);
    removeEventListener("keydown", this.#printKey);
  }

  /** On paper all rows must exist; the browser waits for nothing. */
  #paper = () => {
    this.printing = true;
    this.performUpdate();
  };

  #screen = () => {
    this.printing = false;
    this.requestUpdate();
  };

  #printKey = (event) => {
    if (event.key.toLowerCase() !== "p" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.print();
  };

  /** Fetches what is not there yet of the timeline, then prints all of it. */
  async print() {
    const { customer } = this;
    const { entries } = customer;
    for (let count = -1; entries.next && entries.list.length > count; ) {
      count = entries.list.length; // as long as something comes
      await customer.older();
    }
    for (let count = -1; entries.previous && entries.list.length > count; ) {
      count = entries.list.length;
      await customer.newer();
    }
    await this.updateComplete;
    if (customer === this.customer) window.print();
  }

  willUpdate(changed) {
    if (changed.has("customer")) {
      changed.get("customer")?.removeEventListener("heard", this.#hear);
      this.customer.addEventListener("heard", this.#hear);
      this.before = new Before(this.customer.id);
      this.watch(this.customer, outbox, colleagues, this.before);
      this.chosen = undefined;
      this.marked = undefined;
      this.range = [0, 30];
      this.#anchor = undefined;
      this.#atEnd = false;
      if (this.hasUpdated) this.scroller.scrollTop = 0;
    }
    this.#items.take(this.customer.entries, this.customer.seen);
    this.#rows.lay(this.entries);
    this.range = this.#inSight();
  }

  /** What stands in the timeline by itself, newest first: an entry, or several as one. */
  get entries() {
    return this.#items.list;
  }

  get scroller() {
    return this.find(".log");
  }

  #hear = ({ detail }) => {
    this.said = `${line(detail)} (${by(detail)})`;
  };

  #inSight() {
    if (this.printing) return [0, this.entries.length];
    if (!this.hasUpdated) return [0, Math.min(30, this.entries.length)];
    return this.#rows.range(this.#y(), this.scroller.clientHeight, MARGIN);
  }

  /** How far down the rows the view begins: so that the row that was at the top still is, whatever came above it. */
  #y() {
    const { scrollTop, clientHeight } = this.scroller;
    if (this.#atEnd) return this.#rows.total - clientHeight;
    const index = this.#anchor && scrollTop >= AT_TOP ? this.entries.indexOf(this.#anchor.entry) : -1;
    return index < 0 ? scrollTop - this.#offset() : this.#rows.top(index) + this.#anchor.past;
  }

  /** Measures what was drawn; what differs from the guess moves what comes after, never what is being read. */
  updated() {
    if (this.printing) {
      for (const spacer of this.querySelectorAll(".above, .below")) spacer.style.height = "0";
      return;
    }
    const { scroller } = this;
    let differs = false;
    for (const row of this.querySelectorAll("li[data-index]")) {
      const entry = this.entries[Number(row.dataset.index)];
      const height = row.offsetHeight;
      if (entry && height && entry.height !== height) {
        entry.height = height;
        differs = true;
      }
    }
    if (differs) this.#rows.lay(this.entries);
    const [first, end] = [this.range[0], Math.min(this.range[1], this.entries.length)];
    this.find(".above").style.height = `${this.#rows.top(first)}px`;
    this.find(".below").style.height = `${this.#rows.total - this.#rows.top(end)}px`;
    const wanted = this.#atEnd ? scroller.scrollHeight - scroller.clientHeight : this.#y() + this.#offset();
    if (Math.abs(wanted - scroller.scrollTop) > 1) scroller.scrollTop = wanted;
    this.#cover(first, end);
    this.#ahead();
    if (this.#toFocus) this.#focus();
  }

  #rounds = 0;

  /** Rows that turned out lower than guessed leave a gap below them: some more are drawn, a few times at most. */
  #cover(first, end) {
    const [from, to] = this.#rows.range(this.scroller.scrollTop - this.#offset(), this.scroller.clientHeight, 0);
    const covered = first <= from && Math.min(to, this.entries.length) <= end;
    this.#rounds = covered ? 0 : this.#rounds + 1;
    if (!covered && this.#rounds < 5) this.requestUpdate();
  }

  /** What stands above the rows: what is on its way. */
  #offset() {
    return this.find(".pending")?.offsetHeight || 0;
  }

  #look = () => {
    const scroller = this.scroller;
    const y = scroller.scrollTop - this.#offset();
    this.#atEnd = !this.customer.entries.next && y > 0 && scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - AT_TOP;
    const index = this.#rows.at(Math.max(0, y));
    const entry = this.entries[index];
    this.#anchor = entry && { entry, past: y - this.#rows.top(index) };
    const [first, end] = this.#rows.range(y, scroller.clientHeight, MARGIN);
    if (first !== this.range[0] || end !== this.range[1]) this.requestUpdate();
    this.#ahead();
  };

  #ahead() {
    const scroller = this.scroller;
    if (scroller.scrollTop + scroller.clientHeight > scroller.scrollHeight - AHEAD) this.customer.older();
    if (scroller.scrollTop < AHEAD / 4) this.customer.newer();
  }

  /** Goes by so many entries; the chosen one gets the focus. */
  step(by) {
    const at = this.entries.findIndex(({ key }) => key === this.chosen);
    const index = Math.max(0, Math.min(this.entries.length - 1, at < 0 ? 0 : at + by));
    this.#choose(index);
  }

  /** Brings an entry into sight, if it is loaded, and marks it as what was looked for. */
  async show(key, focus = true) {
    await this.updateComplete; // what has just been loaded is laid out
    const index = this.#items.indexOf(key);
    this.entries[index]?.changes?.forEach((entry) => { entry.unfolded = true; });
    this.marked = this.entries[index]?.key;
    this.#choose(index, focus);
    if (index >= 0) this.#settle(index);
  }

  /** Below the upper edge by a part of what is seen, and it stays there while what stands around it is drawn and measured. */
  #settle(index) {
    const { scroller } = this;
    const below = scroller.clientHeight * BELOW;
    scroller.scrollTop = this.#rows.top(index) + this.#offset() - below;
    this.#look();
    if (scroller.scrollTop >= AT_TOP && !this.#atEnd) this.#anchor = { entry: this.entries[index], past: -below };
    this.requestUpdate();
  }

  #toFocus = false;

  #choose(index, focus = true) {
    const entry = this.entries[index];
    if (!entry) return;
    this.chosen = entry.key;
    const scroller = this.scroller;
    const [top, end] = [this.#rows.top(index) + this.#offset(), this.#rows.top(index + 1) + this.#offset()];
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (end > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = end - scroller.clientHeight;
    this.#look();
    this.#toFocus = focus;
    this.requestUpdate();
  }

  #focus() {
    const row = this.find(`li[data-key="${this.chosen}"]`);
    if (row) {
      this.#toFocus = false;
      row.focus({ preventScroll: true });
    }
  }

  get chosenEntry() {
    return this.entries.find(({ key }) => key === this.chosen);
  }

  /** To the line between what was seen and what is new. */
  toUnread() {
    const index = this.entries.findIndex(({ position }) => position <= (this.customer.seen ?? 0));
    this.#choose(Math.max(0, index < 0 ? 0 : index));
  }

  render() {
    const { customer } = this;
    const [first, end] = this.range;
    const pending = outbox.of(customer.id);
    // Rows come and go as one scrolls, and that is nothing to announce: a line of its own tells what is new.
    return html`
      <div class="log" role="log" aria-live="off" aria-label=${t("timeline.label")} tabindex="0" @scroll=${this.#look}
        aria-busy=${customer.loading ? "true" : "false"}>
        ${pending.length ? html`<ul class="pending">${repeat(pending, ({ key }) => key, (item) => this.#pending(item))}</ul>` : nothing}
        <div class="above" aria-hidden="true"></div>
        <ol class="entries">
          ${repeat(this.entries.slice(first, end), ({ key }) => key, (entry, i) => this.#row(entry, first + i))}
        </ol>
        <div class="below" aria-hidden="true"></div>
        ${this.#end(pending)}
      </div>
      <p class="hidden" role="status">${this.said}</p>`;
  }

  #end(pending) {
    const { customer } = this;
    if (customer.loading || customer.entries.next) return html`<p class="note pad">${t("timeline.loading")}</p>`;
    if (this.entries.length) return html`<p class="note pad">${t("timeline.beginning")}</p>`;
    return pending.length ? nothing : html`<p class="empty">${t("timeline.empty")}</p>`;
  }

  /** What an item needs to know, and may do. */
  get #desk() {
    const { customer } = this;
    return {
      id: customer.id,
      beside: { before: (entry) => this.before.view(entry), purchase: (contact) => this.#items.goods.get(contact) || this.before.purchase(contact) },
      reply: customer.asOf ? undefined : (entry) => this.dispatchEvent(new CustomEvent("reply", { detail: entry, bubbles: true })),
      again: () => this.requestUpdate(),
      whole: this.printing,
    };
  }

  #row(entry, index) {
    const newDay = dayOf(entry) !== dayOf(this.entries[index - 1]);
    const { seen } = this.customer;
    const line = seen !== undefined && index > 0 && entry.position <= seen && this.entries[index - 1].position > seen;
    const chosen = entry.key === this.chosen;
    return html`<li data-index=${index} data-key=${entry.key} tabindex=${chosen ? "0" : "-1"} aria-posinset=${index + 1}
      aria-setsize=${this.customer.entries.next ? -1 : this.entries.length}
      class=${entry.key === this.marked ? "marked" : Date.now() - entry.came < FRESH ? "fresh" : nothing} @click=${() => { this.chosen = entry.key; }}>
      ${line ? html`<p class="unread"><span>${t("timeline.seenLine")}</span></p>` : nothing}
      ${newDay ? html`<h2 class="day">${fullDate(entry.occurredAt)}</h2>` : nothing}
      ${item(entry, this.#desk)}
    </li>`;
  }

  #pending({ key, contact, state, reason, passing }) {
    const item = outbox.of(this.customer.id).find((one) => one.key === key);
    const entry = { kind: contact.kind, content: contact.content, direction: contact.direction };
    const { title, head, text } = told(entry);
    const [failed, waiting] = [state === "failed", state === "waiting"];
    const said = failed ? reason || t("send.unanswered") : waiting ? t("send.waiting") : t(state === "sent" ? "send.recorded" : "send.pending");
    return html`<li class=${`way ${state}`}>
      <article class="entry message ${contact.direction || ""}">
        ${icon(contact.kind)}
        <div class="told">
          <p class="what"><strong>${title}</strong>${head ? html` <span class="head">${head}</span>` : nothing}</p>
          ${text ? html`<p class="text">${text}</p>` : nothing}
          <p class="facets state" role="status">${said}</p>
          ${failed || waiting ? html`<p class="row">
            <button type="button" @click=${() => outbox.again(item)}>${t("send.again")}</button>
            <button type="button" class="plain" @click=${() => this.#edit(item)} ?hidden=${passing}>${t("send.edit")}</button>
            <button type="button" class="plain" @click=${() => outbox.discard(item)}>${t("discard")}</button></p>` : nothing}
        </div>
        <p class="when">${session.me.displayName || session.me.name}</p>
      </article></li>`;
  }

  #edit(item) {
    outbox.discard(item);
    this.dispatchEvent(new CustomEvent("edit", { detail: item.contact, bubbles: true }));
  }
}

customElements.define("annals-timeline", Timeline);
