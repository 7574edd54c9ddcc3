// The list of customers: today's latest, those who wait, mine, my team's; searched, sorted, saved.
import { html, nothing } from "lit";
import { live as bound } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { choice } from "../choice.js";
import { Piece } from "../element.js";
import { number, t, time, word } from "../texts.js";
import { channels, fromSaved } from "./asked.js";
import { hitOf, toHit } from "./hit.js";
import { holders } from "./holders.js";
import { list } from "./list.js";
import { row } from "./row.js";

const PAUSE = 200;
const MINUTE = 60000;
const MANY = 1000;
const AT_TOP = 4; // pixels
const ON_THE_WAY = 100;
const lists = ["latest", "waiting", "mine", "team"];
const sorts = ["lastContact", "recency", "frequency", "money"];

const idOf = (link) => link.hash?.split(/[/?]/)[2];

class Customers extends Piece {
  static properties = { chosen: {} };

  connectedCallback() {
    super.connectedCallback();
    this.watch(list, holders);
    if (!list.ready) list.read().then(() => list.readSaved());
    this.aging = setInterval(() => this.requestUpdate(), MINUTE); // "5 minutes ago" is not for ever
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.aging);
    list.hold(false);
  }

  /** Whoever is chosen stands in sight; the list scrolls by itself alone, never the page with it. */
  updated() {
    this.#dress();
    this.#keepFocus();
    const chosen = this.find("[aria-current]");
    if (!chosen || !this.#sought) return;
    this.#sought = false;
    const [nav, filters] = [this.find(".customers"), this.find(".filters")];
    const [outer, inner] = [nav.getBoundingClientRect(), chosen.getBoundingClientRect()];
    const top = outer.top + (getComputedStyle(filters).position === "sticky" ? filters.offsetHeight : 0);
    if (inner.top < top) nav.scrollTop += inner.top - top;
    else if (inner.bottom > outer.bottom) nav.scrollTop += inner.bottom - outer.bottom;
  }

  #sought = false;

  willUpdate(changed) {
    if (changed.has("chosen")) this.#sought = true; // the list may come only later
  }

  #over = false;
  #focused;

  /**
   * Nothing moves under a pointer, nor for whoever has scrolled down. A finger points only as long as it touches; on the way from a row to the button
   * that tells what is newer nothing moves either.
   */
  #pointer = ({ type, pointerType }) => {
    if (pointerType === "touch") return;
    this.#over = type === "pointerenter";
    clearTimeout(this.leaving);
    if (this.#over) this.#hold();
    else this.leaving = setTimeout(this.#hold, ON_THE_WAY);
  };

  #hold = () => this.isConnected && list.hold(this.#over || this.find(".customers").scrollTop > AT_TOP);

  get #links() {
    return [...this.renderRoot.querySelectorAll(".people a")];
  }

  /** One stop for the tabulator key, wherever one was in the list, and the arrows from there; who is in the list no more is shown so. */
  #dress() {
    const links = this.#links;
    const stop = links.find((link) => idOf(link) === (this.#focused || this.chosen)) || links[0];
    links.forEach((link, i) => {
      link.tabIndex = link === stop ? 0 : -1;
      link.closest("li").classList.toggle("gone", Boolean(list.customers[i]?.gone));
    });
  }

  /** A row that moves takes the focus along: an element that is put elsewhere in the page loses it. */
  #keepFocus() {
    if (this.#focused && document.activeElement === document.body) this.#links.find((link) => idOf(link) === this.#focused)?.focus({ preventScroll: true });
  }

  #focus = ({ type, target }) => {
    if (type === "focusin") this.#focused = idOf(target);
    else if (target.isConnected) this.#focused = undefined;
    this.#dress();
  };

  #arrows = (event) => {
    const links = this.#links;
    const at = links.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    links[to]?.focus();
  };

  /** Who was found by what stands in a contact is shown there. */
  #open = (event) => {
    const link = event.target.closest("a");
    const view = link && list.customers.find(({ id }) => id === idOf(link));
    const hit = hitOf(view);
    if (!hit || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    location.hash = toHit(view.id, hit);
  };

  /** To what has come meanwhile. */
  #toNewer = async () => {
    this.#over = false; // the button goes without a word of the pointer's
    this.find(".customers").scrollTop = 0;
    list.hold(false);
    list.release();
    await this.updateComplete;
    this.#links[0]?.focus({ preventScroll: true });
  };

  focusSearch() {
    this.find("#customers-q").focus();
  }

  /** Goes to the customer so many places further. */
  step(by) {
    const at = list.customers.findIndex(({ id }) => id === this.chosen);
    const next = list.customers[Math.max(0, Math.min(list.customers.length - 1, at + by))];
    if (next) location.hash = `#/customers/${next.id}`;
  }

  #typed = ({ target }) => {
    clearTimeout(this.pause);
    this.typed = target.value; // until it is asked for, whatever else is drawn anew meanwhile
    this.pause = setTimeout(() => {
      this.typed = undefined;
      list.ask({ q: target.value });
    }, PAUSE);
  };

  #save = async () => {
    const name = prompt(t("views.name"));
    if (name) await list.save(name.trim()).catch((refusal) => { list.trouble = refusal; });
  };

  render() {
    const { asked } = list;
    return html`<nav class="customers" aria-label=${t("nav.customers")} @scroll=${this.#hold}>
      <form class="filters" role="search" @submit=${(event) => { event.preventDefault(); list.read(); }}>
        <label class="hidden" for="customers-q">${t("customers.find")}</label>
        <input id="customers-q" type="search" placeholder=${t("customers.find")} autocomplete="off" .value=${bound(this.typed ?? asked.q)} @input=${this.#typed}>
        ${list.hasLists ? html`<div class="segments" role="group" aria-label=${t("customers.lists")}>
          ${lists.map((name) => html`<button type="button" aria-pressed=${asked.list === name && (!asked.q.trim() || asked.within) ? "true" : "false"}
            @click=${() => list.ask({ list: name, sort: "", within: Boolean(asked.q.trim()) })}>${word("list", name)}${this.#counted(list.counts[name])}</button>`)}</div>` : nothing}
        <div class="row spread">
          <label class="inline">${t("customers.sort")}
            ${choice([...(list.hasLists ? [""] : []), ...sorts].map((sort) => [sort, sort ? word("sort", sort) : t("customers.asListed")]), asked.sort, (sort) => list.ask({ sort }))}</label>
          ${list.hasLists ? this.#views() : nothing}
        </div>
        <div class="row spread">
          <label class="inline">${word("field", "channel")} ${choice(["", ...channels].map((channel) => [channel, channel ? word("channel", channel) : t("customers.anyChannel")]), asked.channel, (channel) => list.ask({ channel }), { name: "channel" })}</label>
          ${list.hasLists && asked.q.trim() ? html`<label class="inline"><input type="checkbox" name="within" .checked=${bound(asked.within)} @change=${({ target }) => list.ask({ within: target.checked })}>
            ${t("customers.within", { list: word("list", asked.list) })}</label>` : nothing}
        </div>
        ${list.newer ? html`<button type="button" class="newer" @pointerenter=${this.#pointer} @pointerleave=${this.#pointer} @click=${this.#toNewer}>↑ ${t("customers.newer", { n: list.newer })}</button>` : nothing}
      </form>
      <ol class="people" @pointerenter=${this.#pointer} @pointerleave=${this.#pointer} @focusin=${this.#focus} @focusout=${this.#focus} @keydown=${this.#arrows} @click=${this.#open}>
        ${repeat(list.customers, ({ id }) => id, (view) => row(view, this.chosen, list.asked.sort))}</ol>
      ${this.#note()}
      ${list.stale && list.readAt ? html`<p class="note pad aged" role="status">${t("stale.since", { when: time(list.readAt) })}</p>` : nothing}
      <p class="hidden" role="status">${list.newer ? t("customers.newer", { n: list.newer }) : ""}</p>
    </nav>`;
  }

  /** More than anybody could work off says nothing, and takes the room of what does. */
  #counted(n) {
    return n && n < MANY ? html` <span class="tally">${number(n)}</span>` : nothing;
  }

  #views() {
    return html`<details class="menu"><summary>${t("views.label")}</summary><div>
      ${list.saved.map(({ name, filters }) => html`<p class="row spread">
        <button type="button" class="link" @click=${() => list.ask(fromSaved(filters))}>${name}</button>
        <button type="button" class="plain" aria-label=${t("views.forget", { name })} @click=${() => list.forget(name)}>×</button></p>`)}
      ${list.saved.length ? nothing : html`<p class="note">${t("views.none")}</p>`}
      <button type="button" @click=${this.#save}>${t("views.save")}</button></div></details>`;
  }

  #note() {
    if (list.trouble) return html`<p class="wrong pad" role="alert">${list.trouble.message || t("send.unanswered")}</p>`;
    if (!list.ready) return html`<p class="note pad">${t("timeline.loading")}</p>`;
    if (list.customers.length === 0) return html`<p class="empty" role="status">${t(list.asked.q ? "customers.nobodyFound" : "customers.nobody")}</p>`;
    return html`<p class="note pad">${t("customers.count", { n: list.total })}
      ${list.hasMore ? html`<button type="button" class="link" @click=${() => list.more()}>${t("more")}</button>` : nothing}</p>`;
  }
}

customElements.define("annals-customers", Customers);
