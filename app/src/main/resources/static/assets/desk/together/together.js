// Who else is at this customer, what they do there, and who takes care of it.
import { html, nothing } from "lit";
import { colleagues } from "../colleagues.js";
import { keep, kept } from "../compose/kept.js";
import { live } from "../live.js";
import { notices } from "../notices.js";
import { hint } from "../palette/keys.js";
import { Piece } from "../element.js";
import { t } from "../texts.js";

const AGAIN = 5000; // the server takes whoever does not say it again for silent after ten seconds
const BACK = 8000; // so long whoever is suddenly gone may be back: a page that is loaded again, a connection that broke

/** A page that is loaded again goes on taking care of whom it took care of; one that is opened anew does not. */
const reloaded = () => performance.getEntriesByType("navigation")[0]?.type === "reload";
let before = reloaded() ? () => kept("claim") : undefined;

class Together extends Piece {
  static properties = { customer: { attribute: false } };

  #doing = {};
  #saidAt = 0;
  #goneAt = 0; // when whoever took care of it was suddenly not there any more
  #letGo = false; // whoever has said that it is not theirs is not asked to take it again

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#looked);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#looked);
    live.here(null);
    keep("claim", undefined);
  }

  willUpdate(changed) {
    if (changed.has("customer")) {
      changed.get("customer")?.removeEventListener("refused", this.#refused);
      this.customer.addEventListener("refused", this.#refused);
      this.watch(this.customer, colleagues, live);
      this.#letGo = false;
      this.#goneAt = 0;
      this.held = false;
      this.holding = undefined;
      this.#doing = { viewing: !document.hidden, typing: false, claim: this.#hadIt() };
      this.#say({});
    }
    this.#notice();
  }

  #hadIt() {
    const had = before?.() === this.customer.id;
    before = undefined;
    return had;
  }

  #looked = () => this.#say({ viewing: !document.hidden });

  /** What a page that is not there any more still has to say is nobody's business. */
  #say(some, once) {
    if (!this.isConnected) return;
    this.#doing = { ...this.#doing, ...some };
    this.#saidAt = Date.now();
    live.here({ ...this.#doing, ...once, customer: this.customer.id });
    keep("claim", this.#doing.claim ? this.customer.id : undefined);
  }

  /** Whether something is being entered here; told as often as a key is pressed. */
  type(typing) {
    if (typing !== this.#doing.typing || (typing && Date.now() - this.#saidAt > AGAIN)) this.#say({ typing });
    this.#takeUp();
  }

  get holder() {
    return this.customer.people.find(({ claim }) => claim);
  }

  /** Where two have a customer open and nobody has said anything, it is taken care of by whoever begins to write. */
  #takeUp() {
    const { people, me } = this.customer;
    if (Date.now() - this.#goneAt < BACK) return;
    if (this.#doing.typing && people.length && !this.holder && !me?.claim && !this.#doing.claim && !this.#letGo) this.#say({ claim: true });
  }

  /**
   * What we have is what the server says that we have. It is lost when another has it: after a break, and between two who hand it over, nobody has
   * it for a moment.
   */
  #notice() {
    const { holder } = this;
    const { people, me } = this.customer;
    if (holder && this.held) this.#lose(holder);
    if (me?.claim) this.held = true;
    if (this.holding && !holder && !people.some(({ name }) => name === this.holding)) this.#goneAt = Date.now();
    this.holding = holder?.name;
    this.#takeUp();
  }

  #lose(holder) {
    this.held = false;
    this.#letGo = true; // two who both write would take it from each other for ever
    this.#say({ claim: false }); // else what was said last would be said again after a break, and undo it
    notices.tell(t("presence.tookOver", { name: colleagues.nameOf(holder.name) }));
  }

  /** Somebody was faster, or has it by now. */
  #refused = () => {
    if (this.#doing.claim) this.#say({ claim: false });
  };

  claim(claim) {
    this.#letGo = !claim;
    if (!claim) this.held = false;
    this.#say({ claim }, claim && this.holder && { takeOver: true });
  }

  /** What the keyboard can do: one key takes it, takes it over, or lets go of it. */
  toggle() {
    this.claim(!this.customer.me?.claim);
  }

  render() {
    if (!live.tellsPresence || live.state === "off") return nothing; // who is here is true now or not at all
    const told = this.customer.people.filter(({ claim, viewing, typing }) => !claim || !viewing || typing); // of whoever takes care of it more is said
    return html`<p class="presence" role="status">${told.map((one) => this.#person(one))}</p>${this.#care()}`;
  }

  #person(one) {
    const name = colleagues.nameOf(one.name);
    const [doing, how] = one.typing ? ["types", "typing"] : one.viewing ? ["views", ""] : ["hasOpen", "away"];
    return html`<span class=${how}>${t(`presence.${doing}`, { name })}</span>`;
  }

  #care() {
    const { holder, customer } = this;
    const button = (label, claim, kind) => html`<button type="button" class=${kind} aria-keyshortcuts="i" @click=${() => this.claim(claim)}>${label}${hint("i")}</button>`;
    if (holder) return html`<p class="care theirs"><strong role="status">${t("presence.claims", { name: colleagues.nameOf(holder.name) })}</strong> ${button(t("presence.takeOver"), true, "link")}</p>`;
    if (customer.me?.claim) return html`<p class="care"><strong role="status">${t("presence.mine")}</strong> ${button(t("presence.letGo"), false, "link")}</p>`;
    return button(t("presence.claim"), true, customer.people.length ? "wanted" : "plain");
  }
}

customElements.define("annals-together", Together);
