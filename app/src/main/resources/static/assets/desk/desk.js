// The shell of the page: who is here, where one is, and what every page has.
import { html, nothing } from "lit";
import { colleagues } from "./colleagues.js";
import { list } from "./customers/list.js";
import { beginKept } from "./compose/kept.js";
import { outbox } from "./compose/outbox.js";
import { features } from "./features.js";
import { keepReading, live } from "./live.js";
import { Piece } from "./element.js";
import { prefs } from "./prefs.js";
import { commands, dialogs, forgotten, pages, take, topics } from "./registry.js";
import { session } from "./session.js";
import { texts, t } from "./texts.js";
import { entitle } from "./title.js";
import { listen } from "./palette/keys.js";
import "./connection.js";
import "./notices.js";
import "./workplace.js";

/** Dialogs that are not always needed come when they are. */
const own = { palette: () => import("./palette/palette.js"), help: () => import("./palette/help.js") };

features.forEach(take);

class Desk extends Piece {
  static properties = { place: { state: true }, dialog: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.watch(session, texts, prefs, ...[...pages.values()].flatMap(({ stores = [] }) => stores));
    addEventListener("hashchange", () => this.#go());
    this.#go();
    listen(() => this.commands(), () => this.#show("palette"));
  }

  async #go() {
    const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
    const [page = "", one] = path.split("/");
    await pages.get(page)?.load();
    const asked = new URLSearchParams(query);
    const unknown = location.pathname !== "/" || !(["", "customers"].includes(page) || pages.has(page));
    this.place = { page: unknown ? "unknown" : page || "customers", one: one && decodeURIComponent(one), asOf: asked.get("asOf") || undefined, entry: asked.get("entry") || undefined };
    entitle();
    if (!this.hasUpdated) return;
    await this.updateComplete;
    if (document.activeElement === document.body) this.find("#main")?.focus({ preventScroll: true }); // what had the focus went with its page
  }

  async #show(name) {
    await (own[name] ?? dialogs.get(name).load)();
    this.dialog = name;
  }

  get #pages() {
    return ["customers", ...[...pages].filter(([, { offered }]) => !offered || offered()).map(([name]) => name)];
  }

  commands() {
    return [
      ...(this.find(".body")?.firstElementChild?.commands?.() || []),
      ...this.#pages.map((page) => ({ label: t("command.go", { page: t(`nav.${page}`) }), run: () => { location.hash = `#/${page}`; } })),
      { key: "?", label: t("help.label"), run: () => this.#show("help") },
      ...commands({ show: (name) => this.#show(name) }),
      ...["light", "dark"].map((theme) => ({ label: t(`command.${theme}`), run: () => prefs.choose({ theme }) })),
      ...(session.offers("/logout") ? [{ label: t("logOut"), run: () => session.logOut() }] : []),
    ];
  }

  render() {
    if (!this.place) return nothing;
    return html`<a class="skip" href="#main" @click=${(event) => { event.preventDefault(); this.find("#main")?.focus(); }}>${t("skip")}</a>
      ${this.#head()}
      ${session.ended && session.known ? this.#ended() : nothing}
      ${session.known ? html`<div class="body">${this.#page()}</div>` : this.#unknown()}
      <annals-notices></annals-notices>
      ${this.#dialog()}`;
  }

  #head() {
    const { page } = this.place;
    return html`<header class="head">
      <a class="brand" href="#/customers">${t("app.name")}</a>
      ${session.known ? html`<nav aria-label=${t("nav.label")}>${this.#pages.map((name) => html`<a href="#/${name}" aria-current=${name === page ? "page" : nothing}>${t(`nav.${name}`)}${this.#count(name)}</a>`)}</nav>
        <button type="button" class="search" @click=${() => this.#show("palette")}><span>${t("palette.hint")}</span> <kbd>Ctrl K</kbd></button>` : nothing}
      <annals-connection></annals-connection>
      ${session.me.name ? html`<span class="me">${session.me.displayName || session.me.name}</span>` : nothing}
      <button type="button" class="plain" aria-label=${t("help.label")} @click=${() => this.#show("help")}>?</button>
      ${session.offers("/logout") && session.known ? html`<button type="button" class="plain" @click=${() => session.logOut()}>${t("logOut")}</button>` : nothing}
    </header>`;
  }

  /** What waits behind a page, as a number for those who see it and in words for those who hear it. */
  #count(page) {
    const { n, how, words } = pages.get(page)?.count?.() ?? {};
    return n ? html` <span class="count ${how}" title=${words}><span aria-hidden="true">${n}</span><span class="hidden">${words}</span></span>` : nothing;
  }

  #page() {
    const { page, one, asOf, entry } = this.place;
    if (pages.has(page)) return pages.get(page).draw(this.place);
    if (page === "unknown") return html`<main class="page" id="main" tabindex="-1"><div class="welcome"><h1>${t("unknown.title")}</h1><p>${t("unknown.text")}</p>
      <p><a class="button primary" href="/#/customers">${t("nav.customers")}</a></p></div></main>`;
    return html`<annals-workplace .customerId=${one} .asOf=${asOf} .entry=${entry}></annals-workplace>`;
  }

  /** Over the page, not instead of it: what was being written is still there, and kept for after the login. */
  #ended() {
    return html`<div class="ended" role="alert"><div><strong>${t("ended.title")}</strong><p>${t("ended.text")}</p></div>
      <a class="button primary" href="/login">${t("login.go")}</a></div>`;
  }

  #unknown() {
    if (session.ended) return html`<main id="main" tabindex="-1" class="welcome nobody"><h1>${t("login.title")}</h1><p>${t("login.text")}</p>
      <p><a class="button primary" href="/login">${t("login.go")}</a></p></main>`;
    return html`<main id="main" tabindex="-1" class="welcome"><h1>${t("app.name")}</h1>
      <p role="status">${session.trouble ? t("send.unanswered") : t("timeline.loading")}</p>
      ${session.trouble ? html`<button type="button" @click=${() => location.reload()}>${t("again")}</button>` : nothing}</main>`;
  }

  #dialog() {
    const gone = () => { this.dialog = undefined; };
    if (this.dialog === "palette") return html`<annals-palette .commands=${this.commands()} @gone=${gone}></annals-palette>`;
    return this.dialog === "help" ? html`<annals-help .commands=${this.commands()} .show=${(name) => this.#show(name)} @gone=${gone}></annals-help>`
      : dialogs.get(this.dialog)?.draw(gone) ?? nothing;
  }
}

await Promise.all([prefs.apply(), session.begin()]);
forgotten((key) => texts.has(key)).forEach((one) => console.error(one));
if (session.known) {
  await prefs.suggest(session.me.locale);
  live.tellsPresence = session.offers("/presence") && !session.is("till", "customer");
  await beginKept();
  outbox.begin();
  colleagues.read();
  topics().forEach(keepReading);
  list.begin();
  const from = session.cameFrom();
  if (from && !location.hash) location.replace(from);
}
customElements.define("annals-desk", Desk);
// Who presses Ctrl+K types on at once: the palette must not have to be fetched first.
setTimeout(own.palette, 500);
