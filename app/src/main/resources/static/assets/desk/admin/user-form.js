// A user or a key: name, roles, how far it sees.
import { html, nothing } from "lit";
import { Dialog } from "../element.js";
import { languages, t, texts, word } from "../texts.js";

const staff = ["agent", "supervisor", "sales", "marketing", "technician", "manager", "auditor", "administrator"];
const machines = ["service", "till"];

class UserForm extends Dialog {
  /** `doing(body, user)` makes one, or changes the one named. */
  static properties = { part: {}, user: { attribute: false }, doing: { attribute: false }, wrong: { state: true }, scope: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    [this.scope, this.of = ""] = (this.user?.scope || "all").split(/\/(.*)/);
  }

  /** The form stays until it is done: what was typed is not lost with a name that is taken. */
  #save = async (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    const roles = form.getAll("role");
    if (roles.length === 0) {
      this.wrong = t("admin.noRole");
      return;
    }
    const of = form.get("of")?.trim();
    const scope = this.scope === "all" ? "all" : `${this.scope}/${of}`;
    const body = this.part === "keys" ? { name: form.get("name"), role: roles[0], scope }
      : { ...(this.user ? {} : { name: form.get("name") }), displayName: form.get("displayName"), roles, scope, locale: form.get("locale"), team: form.get("team") || (this.user ? "" : undefined) };
    try {
      await this.doing(body, this.user?.name);
      this.close();
    } catch (refusal) {
      this.wrong = refusal.message || t("send.unanswered");
    }
  };

  render() {
    const users = this.part === "users";
    const roles = users ? staff : machines;
    const has = (role) => (this.user?.roles || []).some((one) => one.toLowerCase() === role);
    const field = (name, value, more = {}) => html`<div class="field"><label for=${`user-${name}`}>${word("column", name)}</label>
      <input id=${`user-${name}`} name=${name} ?required=${more.required} ?readonly=${more.readonly} pattern=${more.pattern || nothing} ?data-first=${more.first} autocomplete="off" .value=${value || ""}></div>`;
    return this.frame(t(!users ? "admin.newKey" : this.user ? "admin.change" : "admin.newUser"), html`<form @submit=${this.#save}>
      <div class="cells">${field("name", this.user?.name, { required: true, first: true, readonly: Boolean(this.user), pattern: "[A-Za-z0-9._\\-]+" })}
        ${users ? html`${field("displayName", this.user?.displayName, { required: true })}${field("team", this.user?.team)}
          <div class="field"><label for="user-locale">${t("prefs.language")}</label><select id="user-locale" name="locale">
            ${Object.entries(languages).map(([code, name]) => html`<option value=${code} lang=${code} ?selected=${code === (this.user?.locale || texts.language)}>${name}</option>`)}</select></div>` : nothing}</div>
      <fieldset><legend>${word("column", "roles")}</legend>${roles.map((role, i) => html`<label class="inline"><input type=${users ? "checkbox" : "radio"} name="role" value=${role} .checked=${has(role) || (!users && i === 0)}> ${word("staff", role)}</label>`)}</fieldset>
      <div class="cells"><div class="field"><label for="user-scope">${word("column", "scope")}</label><select id="user-scope" @change=${({ target }) => { this.scope = target.value; }}>
        ${["all", "team", "region"].map((name) => html`<option value=${name} ?selected=${name === this.scope}>${word("scope", name)}</option>`)}</select></div>
        ${this.scope === "all" ? nothing : html`<div class="field"><label for="user-of">${word("scope", this.scope)}</label><input id="user-of" name="of" required .value=${this.of}></div>`}</div>
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
      <p class="row"><button class="primary">${t("save")}</button><button type="button" class="plain" @click=${() => this.close()}>${t("cancel")}</button></p>
    </form>`);
  }
}

customElements.define("annals-user-form", UserForm);
