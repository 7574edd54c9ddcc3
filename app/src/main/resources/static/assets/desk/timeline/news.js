// What has come into a timeline out of sight, and that what one entered is recorded.
import { html, nothing } from "lit";
import { outbox } from "../compose/outbox.js";
import { Piece } from "../element.js";
import { t } from "../texts.js";
import { line } from "./told.js";

const AT_TOP = 8; // pixels
const STAYS = 6000;

class News extends Piece {
  static properties = { customer: { attribute: false }, came: { state: true }, done: { state: true } };

  #timer;

  connectedCallback() {
    super.connectedCallback();
    outbox.addEventListener("recorded", this.#recorded);
    this.parentElement.addEventListener("scroll", this.#scrolled, { capture: true, passive: true }); // scrolling does not bubble
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.customer.removeEventListener("heard", this.#heard);
    outbox.removeEventListener("recorded", this.#recorded);
  }

  willUpdate(changed) {
    if (!changed.has("customer")) return;
    changed.get("customer")?.removeEventListener("heard", this.#heard);
    this.customer.addEventListener("heard", this.#heard);
    this.came = 0;
    this.done = undefined;
  }

  get #timeline() {
    return this.parentElement.querySelector("annals-timeline");
  }

  get #isAway() {
    return this.#timeline.scroller.scrollTop > AT_TOP;
  }

  #heard = () => {
    if (this.#isAway) this.came += 1;
  };

  #scrolled = ({ target }) => {
    if (target === this.#timeline?.scroller && this.came && !this.#isAway) this.came = 0;
  };

  /** Said once, and gone by itself: what was recorded stands in the timeline. */
  #recorded = ({ detail }) => {
    if (detail.customer !== this.customer.id) return;
    this.done = detail;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.done = undefined; }, STAYS);
  };

  #toTop = async () => {
    this.came = 0;
    if (this.customer.entries.jumped) await this.customer.newest();
    await this.#timeline.updateComplete;
    this.#timeline.scroller.scrollTop = 0;
    this.#timeline.scroller.focus({ preventScroll: true });
  };

  render() {
    const { came, done } = this;
    return html`<div class="news">
      ${came ? html`<button type="button" class="pill" @click=${this.#toTop}>↑ ${t("timeline.newestWith", { n: came })}</button>` : nothing}
      <p class=${done ? "pill done" : "hidden"} role="status">${done ? html`✓ ${t("send.recordedWhat", { what: line(done.entry) })}
        ${done.key ? html`<button type="button" class="link" @click=${() => this.#timeline.show(done.key)}>${t("send.show")}</button>` : nothing}` : nothing}</p>
    </div>`;
  }
}

customElements.define("annals-news", News);
