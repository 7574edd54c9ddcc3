// The customers' page: list, timeline and card side by side, all of one customer.
import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { live } from "./live.js";
import { outbox } from "./compose/outbox.js";
import { choice } from "./choice.js";
import { Customer } from "./customer.js";
import { list } from "./customers/list.js";
import { nameOf } from "./customers/name.js";
import { open } from "./notices.js";
import { Piece } from "./element.js";
import { customerCommands, entered, kinds, listed } from "./registry.js";
import { session } from "./session.js";
import { t, word } from "./texts.js";
import { entitle } from "./title.js";
import "./card/card.js";
import "./compose/compose.js";
import "./customers/customers.js";
import "./timeline/news.js";
import "./timeline/timeline.js";
import "./together/together.js";

const FIRST_DAY = "1900-01-01";

class Workplace extends Piece {
  static properties = { customerId: {}, asOf: {}, entry: {}, atLeast: { type: Number }, introducing: { state: true } };

  willUpdate(changed) {
    if (!changed.has("customerId") && !changed.has("asOf")) {
      if (changed.has("entry")) this.#point();
      return;
    }
    this.#leave();
    if (!this.customerId) {
      this.watch(session);
      return;
    }
    this.introducing = false;
    this.customer = new Customer(this.customerId, this.asOf);
    this.watch(this.customer, session);
    this.customer.open(this.atLeast).then(() => this.#arrive(this.customer));
    this.atLeast = undefined;
    open.at(this.asOf ? undefined : this.customerId);
  }

  connectedCallback() {
    super.connectedCallback();
    outbox.addEventListener("unheard", this.#unheard);
    live.addEventListener("back", this.#back);
    addEventListener("pagehide", this.#markSeen);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    outbox.removeEventListener("unheard", this.#unheard);
    live.removeEventListener("back", this.#back);
    removeEventListener("pagehide", this.#markSeen);
    this.#leave();
  }

  #markSeen = () => this.customer?.markSeen();

  #unheard = ({ detail }) => {
    if (detail === this.customer?.id && live.state !== "live") this.customer.newest();
  };

  /** What nobody answered is asked again by itself. */
  #back = () => {
    if (this.customer?.trouble?.passing) this.customer.reopen().then(() => this.#arrive(this.customer));
    else this.customer?.refresh();
  };

  #leave() {
    if (!this.customer) return;
    this.customer.markSeen();
    this.customer.close();
    this.customer = undefined;
    open.at(undefined);
  }

  #arrive(customer) {
    if (customer !== this.customer) return;
    entitle(nameOf(customer.view));
    this.#point();
  }

  /** To the entry that the address names; to the day that it happened on where the newest page does not reach so far. */
  async #point() {
    if (!this.entry || this.customer?.loading !== false || this.customer.trouble) return;
    const { customer } = this;
    const [key, instant] = this.entry.split("@");
    if (!customer.entries.has(key) && customer.filter) await customer.only(undefined);
    if (!customer.entries.has(key) && instant) await customer.jump(new Date(Date.parse(instant) + 1).toISOString());
    await this.updateComplete;
    if (customer === this.customer) this.timeline?.show(key);
  }

  #typing = ({ detail }) => this.find("annals-together")?.type(detail);

  get timeline() {
    return this.find("annals-timeline");
  }

  get compose() {
    return this.find("annals-compose");
  }

  /** What the keyboard and the palette can do here. */
  commands() {
    const { customer } = this;
    const customers = this.find("annals-customers");
    const always = [
      { key: "/", label: t("customers.find"), run: () => this.#find() },
      { key: "[", label: t("command.previous"), run: () => customers.step(-1) },
      { key: "]", label: t("command.next"), run: () => customers.step(1) },
      { key: "n", label: t("command.introduce"), run: () => this.#introduce() },
    ];
    if (!customer?.view) return [{ key: "j", label: t("command.next"), run: () => customers.step(1) }, { key: "k", label: t("command.previous"), run: () => customers.step(-1) }, ...always];
    const now = customer.asOf ? [{ key: "x", label: t("asOf.leave"), run: () => this.#present() }] : [
      { key: "e", label: t("command.enter"), run: () => this.compose.begin() },
      { key: "r", label: t("command.reply"), run: () => this.#reply() },
      ...entered().map((kind) => ({ label: t("command.enterKind", { kind: word("kind", kind) }), run: () => this.compose.begin(kind) })),
      ...customerCommands({ customer, card: () => this.find("annals-card") }),
      ...(live.tellsPresence ? [{ key: "i", label: t("presence.key"), run: () => this.find("annals-together").toggle() }] : []),
      ...(customer.seen === undefined ? [] : [{ key: "u", label: t("command.unread"), run: () => this.timeline.toUnread() }]),
    ];
    return [
      { key: "j", label: t("command.older"), run: () => this.timeline.step(1) },
      { key: "k", label: t("command.newer"), run: () => this.timeline.step(-1) },
      { label: t("command.print"), run: () => this.timeline.print() },
      ...now, { key: "g", label: t("timeline.jump"), run: () => this.find("#jump").focus() }, ...always,
    ];
  }

  #reply() {
    const chosen = this.timeline.chosenEntry;
    const entry = (kinds.get(chosen?.kind)?.reply && chosen) || this.customer.entries.list.find(({ kind, direction }) => direction === "inbound" && kinds.get(kind)?.reply);
    if (entry) this.compose.reply(entry);
  }

  async #introduce() {
    this.introducing = true;
    await this.#toList();
    this.compose.begin();
  }

  async #find() {
    const customers = this.find("annals-customers");
    if (!this.find(".customers").checkVisibility()) await this.#toList(); // a narrow screen shows one thing
    customers.focusSearch();
  }

  async #toList() {
    if (this.customerId) location.hash = "#/customers";
    while (this.customerId) await new Promise(requestAnimationFrame); // the address has not been followed yet
    await this.updateComplete;
  }

  #present() {
    location.hash = `#/customers/${this.customerId}`;
  }

  render() {
    return html`<annals-customers .chosen=${this.customerId}></annals-customers>
      <main id="main" tabindex="-1" class="workplace ${this.asOf ? "past" : ""}" @typing=${this.#typing} @edit=${({ detail }) => this.compose.edit(detail)} @reply=${({ detail }) => this.compose.reply(detail)}>
        ${this.customer ? this.#customer() : this.#nobody()}
      </main>
      ${this.customer ? keyed(this.customer, html`<annals-card .customer=${this.customer}></annals-card>`) : nothing}`; // what was typed there was about another
  }

  #nobody() {
    const introduced = ({ detail }) => {
      this.introducing = false;
      this.atLeast = detail.position;
      list.read(detail.position);
      location.hash = `#/customers/${detail.id}`;
    };
    if (this.introducing) return html`<div class="sheet narrow"><h1>${t("introduce.title")}</h1><p class="quiet">${t("introduce.text")}</p>
      <annals-compose @introduced=${introduced}></annals-compose></div>`;
    return html`<div class="welcome"><h1>${t("welcome.title")}</h1><p>${t("welcome.text")}</p>
      <p><button type="button" class="primary" @click=${() => this.#introduce()}>${t("command.introduce")}</button></p>
      <p class="quiet">${t("welcome.keys")}</p></div>`;
  }

  #customer() {
    const { customer } = this;
    if (customer.trouble) return html`<div class="welcome" role="alert"><h1>${t(customer.trouble.status === 404 ? "customer.unknown" : "customer.closed")}</h1>
      <p>${customer.trouble.message || t("send.unanswered")}</p>
      <p><button type="button" @click=${() => customer.reopen()}>${t("again")}</button></p></div>`;
    return html`<header class="whose"><a class="narrow-only" href="#/customers">‹ ${t("nav.customers")}</a><h1 class=${customer.view?.erased ? "erased" : ""}>${nameOf(customer.view)}</h1>
        ${this.asOf ? nothing : html`<annals-together .customer=${customer}></annals-together>`}
        <a class="narrow-only" href="#card" @click=${(event) => { event.preventDefault(); this.find(".card").scrollIntoView(); }}>${t("card.label")}</a></header>
      ${this.asOf ? this.#past() : html`<annals-compose .customer=${customer}></annals-compose>`}
      ${keyed(customer, this.#bar())}
      <annals-news .customer=${customer}></annals-news>
      <annals-timeline .customer=${customer}></annals-timeline>`;
  }

  #past() {
    const { view } = this.customer;
    return html`<div class="then" role="status"><p>${t("asOf.shown", { position: view?.asOf ?? this.asOf })}</p>
      <button type="button" @click=${() => this.#present()}>${t("asOf.leave")}</button></div>`;
  }

  #bar() {
    const { customer } = this;
    /** A year is typed digit by digit, and the field names each on the way: the focus stays in it. */
    const jump = async ({ target }) => {
      if (!target.value) return customer.newest();
      if (target.value < FIRST_DAY) return undefined;
      const found = await customer.jumpTo(target.value);
      return found && this.timeline.show(found.key, false);
    };
    const travel = (event) => {
      event.preventDefault();
      const typed = event.target.elements.at.value;
      if (typed) location.hash = `#/customers/${customer.id}?asOf=${new Date(typed).toISOString()}`;
    };
    return html`<div class="bar">
      <label class="inline">${t("timeline.show")} ${choice([["", t("timeline.all")], ...listed().map((kind) => [kind, word("kind", kind)])], customer.filter?.kind ?? "", (kind) => customer.only(kind || undefined))}</label>
      <label class="inline">${t("timeline.jump")} <input id="jump" type="date" .value=${customer.day ?? ""} @change=${jump}></label>
      ${customer.entries.jumped ? html`<button type="button" @click=${() => customer.newest()}>${customer.beyond ? t("timeline.newestWith", { n: customer.beyond }) : t("timeline.newest")}</button>` : nothing}
      ${this.asOf ? nothing : html`<details class="menu end"><summary>${t("asOf.label")}</summary><form @submit=${travel}>
        <p class="note">${t("asOf.text")}</p><label class="inline"><span class="hidden">${t("asOf.at")}</span><input name="at" type="datetime-local" required></label> <button>${t("asOf.go")}</button></form></details>`}
    </div>`;
  }
}

customElements.define("annals-workplace", Workplace);
