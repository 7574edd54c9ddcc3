// Administration: who may come in, with what, and who is in.
import { html, nothing } from "lit";
import { call, get, post, remove } from "../http.js";
import { Piece } from "../element.js";
import { session } from "../session.js";
import { ago, dateTime, t, word } from "../texts.js";
import "./user-form.js";

const parts = {
  users: { address: "/users", columns: ["name", "displayName", "team", "roles", "scope", "state", "secondFactor"], administers: true },
  keys: { address: "/keys", columns: ["name", "roles", "scope", "madeAt", "overlapUntil"], administers: true },
  sessions: { address: "/sessions", columns: ["user", "begun", "seenAt", "address", "browser", "until"] },
  authorizations: { address: "/authorizations", columns: ["user", "client", "begun", "until"] },
};

const cells = {
  roles: (one) => one.roles.map((role) => word("staff", role)).join(", "),
  scope: ({ scope }) => (scope.includes("/") ? `${word("scope", scope.split("/", 1)[0])}: ${scope.slice(scope.indexOf("/") + 1)}` : word("scope", scope)),
  state: (one) => word("userState", one.state),
  team: (one) => one.team || "–",
  madeAt: (one) => dateTime(one.madeAt),
  secondFactor: (one) => (one.secondFactor ? dateTime(one.secondFactor) : "–"),
  overlapUntil: (one) => (one.overlapUntil ? dateTime(one.overlapUntil) : "–"),
  begun: (one) => dateTime(one.begun),
  seenAt: (one) => ago(one.seenAt),
  until: (one) => dateTime(one.until),
  browser: (one) => one.browser || "–",
};

class Admin extends Piece {
  static properties = { part: {}, list: { state: true }, next: { state: true }, wrong: { state: true }, shown: { state: true }, dialog: { state: true } };

  willUpdate(changed) {
    if (!changed.has("part")) return;
    this.watch(session);
    this.part = this.#mine.includes(this.part) ? this.part : this.#mine[0];
    this.shown = undefined;
    this.read();
  }

  /** Everybody sees where they are logged in and what acts for them; the rest is for administrators. */
  get #mine() {
    return Object.keys(parts).filter((name) => !parts[name].administers || session.is("administrator"));
  }

  async read() {
    this.list = undefined;
    this.wrong = undefined;
    const { address } = parts[this.part];
    if (!session.offers(address)) return;
    try {
      const { body } = await get(address);
      this.list = body[this.part];
      this.next = body.next;
    } catch (refusal) {
      this.wrong = refusal.status === 403 ? t("admin.notYours") : refusal.message || t("send.unanswered");
    }
  }

  async #more() {
    const { body } = await get(parts[this.part].address, { cursor: this.next });
    this.list = [...this.list, ...body[this.part]];
    this.next = body.next;
  }

  #do = (doing, whose) => this.#done(doing(), whose).catch((refusal) => {
    this.wrong = refusal.message || t("send.unanswered");
  });

  /** Reads again when it is done. What is told only once stays on the screen with whose it is, until something else is done. */
  async #done(doing, whose) {
    this.shown = undefined;
    this.wrong = undefined;
    const { body } = await doing;
    const secret = body.link ? new URL(body.link, location.href).href : body.secret;
    await this.read();
    this.shown = secret && { secret, whose };
  }

  #open(dialog) {
    this.shown = undefined;
    this.dialog = dialog;
  }

  #copy = async () => {
    await navigator.clipboard.writeText(this.shown.secret);
    this.shown = { ...this.shown, copied: true };
  };

  render() {
    const { columns } = parts[this.part];
    return html`<main class="page" id="main" tabindex="-1"><div class="sheet wide">
      <header class="row spread"><h1>${t(session.is("administrator") ? "nav.admin" : "help.sessions")}</h1></header>
      <nav class="segments" aria-label=${t("nav.admin")}>${this.#mine.map((name) => html`<a href="#/admin/${name}" aria-current=${name === this.part ? "page" : nothing}>${t(`admin.${name}`)}</a>`)}</nav>
      ${session.offers(parts[this.part].address) ? html`
        ${this.#first()}
        ${this.shown ? html`<div class="once" role="status"><p>${t("admin.once", { name: this.shown.whose })}</p><code>${this.shown.secret}</code>
          <p><button type="button" @click=${this.#copy}>${t(this.shown.copied ? "copied" : "copy")}</button></p></div>` : nothing}
        ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
        ${this.list?.length ? html`${this.#table(columns)}${this.next ? html`<p><button type="button" class="link" @click=${() => this.#more().catch((refusal) => { this.wrong = refusal.message || t("send.unanswered"); })}>${t("more")}</button></p>` : nothing}` : this.wrong ? nothing : html`<p class="empty">${t(this.list ? "admin.none" : "timeline.loading")}</p>`}`
      : html`<p class="empty">${t("notOffered")}</p>`}
      ${this.dialog ? html`<annals-user-form .part=${this.dialog.part} .user=${this.dialog.user} @gone=${() => { this.dialog = undefined; }}
        .doing=${(body, user) => this.#done(user ? call("PATCH", `/users/${user}`, { body }) : post(parts[this.part].address, body), user || body.displayName || body.name)}></annals-user-form>` : nothing}
    </div></main>`;
  }

  #first() {
    if (this.part === "sessions") return html`<p><button type="button" class="plain" @click=${() => this.#do(() => remove("/sessions"))}>${t("admin.endOthers")}</button></p>`;
    return parts[this.part].administers ? html`<p><button type="button" class="primary" @click=${() => this.#open({ part: this.part })}>${t(this.part === "users" ? "admin.newUser" : "admin.newKey")}</button></p>` : nothing;
  }

  #table(columns) {
    return html`<div class="tabled" tabindex="0" role="region" aria-label=${t(`admin.${this.part}`)}><table>
      <thead><tr>${columns.map((name) => html`<th scope="col">${word("column", name)}</th>`)}<th scope="col"><span class="hidden">${t("admin.actions")}</span></th></tr></thead>
      <tbody>${this.list.map((one) => html`<tr>${columns.map((name, i) => (i ? html`<td>${this.#cell(name, one)}</td>` : html`<th scope="row">${this.#cell(name, one)}</th>`))}<td class="actions">${this.#actions(one)}</td></tr>`)}</tbody></table></div>`;
  }

  #cell = (name, one) => (cells[name] ? cells[name](one) : one[name] ?? "");

  #actions(one) {
    const button = (label, doing, sure) => html`<button type="button" class="plain ${sure ? "danger" : ""}" @click=${() => { if (!sure || confirm(sure)) this.#do(doing, one.displayName || one.name); }}>${label}</button>`;
    const id = encodeURIComponent(one.id ?? one.name);
    if (this.part === "users") return html`<button type="button" class="plain" @click=${() => this.#open({ part: "users", user: one })}>${t("admin.change")}</button>
      ${button(t("admin.link"), () => post(`/users/${id}/link`, {}))}
      ${button(t(one.state === "disabled" ? "admin.enable" : "admin.disable"), () => call("PATCH", `/users/${id}`, { body: { active: one.state === "disabled" } }))}
      ${one.secondFactor ? button(t("admin.resetFactor"), () => remove(`/users/${id}/second-factor`), t("admin.resetFactorSure", { name: one.name })) : nothing}`;
    if (this.part === "keys") return html`${button(t("admin.roll"), () => post(`/keys/${id}/roll`, {}), t("admin.rollSure", { name: one.name }))}
      ${button(t("admin.delete"), () => remove(`/keys/${id}`), t("admin.endKeySure", { name: one.name }))}`;
    if (this.part === "authorizations") return button(t("admin.end"), () => remove(`/authorizations/${id}`), t("admin.endClientSure", { name: one.client }));
    return button(t("admin.end"), () => remove(`/sessions/${id}`), t("admin.endSessionSure", { name: one.user }));
  }
}

customElements.define("annals-admin", Admin);
