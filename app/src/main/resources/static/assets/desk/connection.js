// Whether what is on the screen is true now, in words.
import { html, nothing } from "lit";
import { live } from "./live.js";
import { Piece } from "./element.js";
import { number, t } from "./texts.js";

const REMEMBERED = 15000;

class Connection extends Piece {
  static properties = { said: { state: true } };

  #told; // the loss, or the return from one, that was said last
  #timer;

  connectedCallback() {
    super.connectedCallback();
    this.said = "";
    this.watch(live);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  get #isBack() {
    return live.back !== undefined && Date.now() - live.back.at < REMEMBERED;
  }

  get #missed() {
    const { back } = live;
    return this.#isBack && back.missed ? t("live.back", { n: back.missed, position: number(back.position) }) : "";
  }

  get #words() {
    if (live.state === "live") return this.#missed || t("live.now");
    if (live.state === "off" && live.lost) return t("live.lost");
    return live.lostAt ? t("live.catching") : "";
  }

  /** Each loss and each return is said once to those who listen; a return from which nothing was missed only if the loss was said. */
  willUpdate() {
    clearTimeout(this.#timer);
    const { lost, lostAt, back } = live;
    if (this.#isBack) this.#timer = setTimeout(() => this.requestUpdate(), REMEMBERED - (Date.now() - back.at));
    if (lost && this.#told !== lostAt) {
      this.#told = lostAt;
      this.said = t("live.lost");
    } else if (lostAt === undefined && this.#isBack && this.#told !== back) {
      const heardOfLoss = typeof this.#told === "number";
      this.#told = back;
      if (this.#missed || heardOfLoss) this.said = this.#missed || t("live.again");
    } else if (lostAt === undefined && !this.#isBack) {
      this.said = "";
    }
  }

  render() {
    if (!live.follows) return nothing;
    // The position runs on with every contact: to be seen, not to be read out each time.
    return html`<p class="connection" data-state=${live.state}><span>${this.#words}</span>
      <span aria-hidden="true" class="quiet">${live.state === "live" ? number(live.position) : ""}</span>
      <span role="status" class="hidden">${this.said}</span></p>`;
  }
}

customElements.define("annals-connection", Connection);
