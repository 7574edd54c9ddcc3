// Whether what is on the screen is true now, in words.
import { html, nothing } from "lit";
import { live } from "./live.js";
import { Piece } from "./piece.js";
import { number, t } from "./texts.js";

const REMEMBERED = 15000;

class Connection extends Piece {
  connectedCallback() {
    super.connectedCallback();
    this.watch(live);
  }

  get #words() {
    const { back } = live;
    if (live.state === "catching") return t("live.catching");
    if (live.state === "off") return live.lostAt ? t("live.lost") : "";
    if (back && Date.now() - back.at < REMEMBERED) {
      clearTimeout(this.later);
      this.later = setTimeout(() => this.requestUpdate(), REMEMBERED);
      return t("live.back", { n: back.missed, position: number(back.position) });
    }
    return t("live.now");
  }

  render() {
    if (!live.follows) return nothing;
    // The position runs on with every contact: to be seen, not to be read out each time.
    return html`<p class="connection" data-state=${live.state}><span role="status">${this.#words}</span>
      <span aria-hidden="true" class="quiet">${live.state === "live" ? number(live.position) : ""}</span></p>`;
  }
}

customElements.define("annals-connection", Connection);
