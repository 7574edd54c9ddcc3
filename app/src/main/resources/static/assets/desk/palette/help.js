// Which key does what, and whether single keys do anything.
import { html } from "lit";
import { Dialog } from "../element.js";
import { prefs } from "../prefs.js";
import { settings } from "../registry.js";
import { languages, t, word } from "../texts.js";

class Help extends Dialog {
  static properties = { commands: { attribute: false }, show: { attribute: false } };

  connectedCallback() {
    super.connectedCallback();
    this.watch(prefs);
  }

  /** One dialog at a time. */
  #instead(name) {
    this.before = undefined;
    this.addEventListener("gone", () => this.show(name), { once: true });
    this.close();
  }

  render() {
    return this.frame(t("help.label"), html`
      <dl class="keys"><div><dt><kbd>Ctrl K</kbd></dt><dd>${t("palette.label")}</dd></div><div><dt><kbd>Ctrl ↵</kbd></dt><dd>${t("compose.record")}</dd></div>
        ${this.commands.filter(({ key }) => key).map(({ key, label }) => html`<div><dt><kbd>${key}</kbd></dt><dd>${label}</dd></div>`)}</dl>
      <div class="cells">
        <label class="inline wide"><input type="checkbox" .checked=${prefs.shortcuts} @change=${({ target }) => prefs.choose({ shortcuts: target.checked })}> ${t("help.single")}</label>
        <div class="field"><label for="pref-language">${t("prefs.language")}</label><select id="pref-language" @change=${({ target }) => prefs.choose({ language: target.value })}>
          ${Object.entries(languages).map(([code, name]) => html`<option value=${code} lang=${code} ?selected=${code === prefs.language}>${name}</option>`)}</select></div>
        <div class="field"><label for="pref-theme">${t("prefs.theme")}</label><select id="pref-theme" @change=${({ target }) => prefs.choose({ theme: target.value })}>
          ${["auto", "light", "dark"].map((theme) => html`<option value=${theme} ?selected=${theme === prefs.theme}>${word("theme", theme)}</option>`)}</select></div>
      </div>
      ${settings({ show: (name) => this.#instead(name), leave: () => this.close() })}
      <p class="row"><button type="button" data-first @click=${() => this.close()}>${t("close")}</button></p>`);
  }
}

customElements.define("annals-help", Help);
