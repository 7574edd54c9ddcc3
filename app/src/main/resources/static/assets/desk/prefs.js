// What this person likes at this browser: language, light or dark, single-key shortcuts.
import { Store } from "./element.js";
import { preferred, texts } from "./texts.js";

const NAME = "annals.prefs";

const stored = () => {
  try {
    return JSON.parse(localStorage.getItem(NAME)) || {};
  } catch {
    return {};
  }
};

class Prefs extends Store {
  #chosen = stored();
  #suggested;

  get language() {
    return this.#chosen.language || this.#suggested || preferred();
  }

  get theme() {
    return this.#chosen.theme || "auto";
  }

  /** Single-key shortcuts are in the way of speech input and of slips of the hand (WCAG 2.1.4). */
  get shortcuts() {
    return this.#chosen.shortcuts !== false;
  }

  /** The language that somebody was given with their account; their own choice comes before it. */
  suggest(language) {
    this.#suggested = language;
    return this.apply();
  }

  async choose(some) {
    this.#chosen = { ...this.#chosen, ...some };
    localStorage.setItem(NAME, JSON.stringify(this.#chosen));
    await this.apply();
    this.changed();
  }

  async apply() {
    document.documentElement.dataset.theme = this.theme;
    if (texts.language !== this.language || !texts.has("app.name")) await texts.speak(this.language);
  }
}

export const prefs = new Prefs();
