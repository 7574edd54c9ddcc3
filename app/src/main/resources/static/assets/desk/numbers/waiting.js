// Who waits at this moment: one tile for all, one for each channel.
import { html, nothing } from "lit";
import { get } from "../http.js";
import { Piece } from "../element.js";
import { session } from "../session.js";
import { ago, dateTime, number, t, word } from "../texts.js";

const ROUND = 15000;

class Waiting extends Piece {
  static properties = { now: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.watch(session);
    this.round = setInterval(() => document.hidden || this.#read(), ROUND);
    this.#read();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.round);
  }

  async #read() {
    if (!session.offers("/numbers/waiting") || session.ended) return;
    const { body } = await get("/numbers/waiting").catch(() => ({ body: undefined }));
    this.now = body || this.now; // what is at hand is shown with its age
  }

  render() {
    if (!this.now) return nothing;
    const { waiting, channels } = this.now;
    return html`<section aria-label=${t("numbers.now")}><dl class="tiles">
      ${this.#tile(t("numbers.now"), waiting, channels[0]?.since, "all")}
      ${channels.map((one) => this.#tile(word("channel", one.channel), one.waiting, one.since))}</dl></section>`;
  }

  #tile(name, n, since, how = "") {
    return html`<div class="tile ${how}"><dt>${name}</dt><dd>${number(n)}${since ? html`<span class="quiet" title=${dateTime(since)}>${t("numbers.longest", { when: ago(since) })}</span>` : nothing}</dd></div>`;
  }
}

customElements.define("annals-waiting", Waiting);
