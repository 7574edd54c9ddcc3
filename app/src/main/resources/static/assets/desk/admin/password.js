// Another password of one's own, by who knows the present one.
import { html, nothing } from "lit";
import { post } from "../http.js";
import { notices } from "../notices.js";
import { Dialog } from "../element.js";
import { session } from "../session.js";
import { t } from "../texts.js";

class Password extends Dialog {
  static properties = { wrong: { state: true }, busy: { state: true } };

  #save = async (event) => {
    event.preventDefault();
    const { current, password, again } = event.target.elements;
    if (password.value !== again.value) {
      this.wrong = t("password.notSame");
      again.focus();
      return;
    }
    this.busy = true;
    this.wrong = undefined;
    try {
      await post("/me/password", { current: current.value, password: password.value });
      notices.tell(t("password.changed"));
      this.close();
    } catch (refusal) {
      this.wrong = refusal.field === "current" ? t("password.wrong") : refusal.message || t("send.unanswered");
    }
    this.busy = false;
  };

  render() {
    const field = (name, autocomplete, first) => html`<div class="field"><label for=${`password-${name}`}>${t(`password.${name}`)}</label>
      <input id=${`password-${name}`} name=${name} type="password" autocomplete=${autocomplete} required ?data-first=${first}></div>`;
    return this.frame(t("password.title"), html`<form @submit=${this.#save}>
      <input type="hidden" autocomplete="username" .value=${session.me.name}>
      ${field("current", "current-password", true)}${field("password", "new-password")}${field("again", "new-password")}
      <p class="note">${t("password.note")}</p>
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
      <p class="row"><button class="primary" ?disabled=${this.busy}>${t("password.title")}</button><button type="button" class="plain" @click=${() => this.close()}>${t("cancel")}</button></p>
    </form>`, "password-dialog");
  }
}

customElements.define("annals-password", Password);
