// The password or a code once more, before something that says who may come in: this window may have been left behind.
import { html, nothing } from "lit";
import { given, Dialog } from "../element.js";
import { post } from "../http.js";
import { session } from "../session.js";
import { t } from "../texts.js";

class Proof extends Dialog {
  static properties = { wrong: { state: true }, byCode: { state: true } };
  proved = false;

  #prove = async (event) => {
    event.preventDefault();
    try {
      await post("/me/proof", given(event.target));
      this.proved = true;
      this.close();
    } catch (refusal) {
      this.wrong = refusal.status === 422 ? t("proof.wrong") : refusal.message || t("send.unanswered");
    }
  };

  render() {
    const [name, type, autocomplete] = this.byCode ? ["code", "text", "one-time-code"] : ["password", "password", "current-password"];
    return this.frame(t("proof.title"), html`<form @submit=${this.#prove}>
      <p>${t("proof.text")}</p>
      <div class="field"><label for="proof">${t(this.byCode ? "proof.code" : "proof.password")}</label>
        <input id="proof" name=${name} type=${type} autocomplete=${autocomplete} required data-first .value=${""}></div>
      ${session.me.secondFactor ? html`<p><button type="button" class="plain" @click=${() => { this.byCode = !this.byCode; }}>${t(this.byCode ? "proof.byPassword" : "proof.byCode")}</button></p>` : nothing}
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
      <p class="row"><button class="primary">${t("proof.go")}</button><button type="button" class="plain" @click=${() => this.close()}>${t("cancel")}</button></p>
    </form>`, "proof-title");
  }
}

customElements.define("annals-proof", Proof);

/** Asks; of several who need it at once, once. */
let asking;
export const ask = () => {
  asking ??= new Promise((answered) => {
    const proof = document.createElement("annals-proof");
    proof.addEventListener("gone", () => {
      asking = undefined;
      proof.remove();
      answered(proof.proved);
    });
    document.body.append(proof);
  });
  return asking;
};
