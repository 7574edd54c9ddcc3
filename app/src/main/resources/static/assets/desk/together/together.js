// Who else is at this customer, what they do there, and who takes care of it.
import { html, nothing } from "lit";
import { colleagues } from "../colleagues.js";
import { live } from "../live.js";
import { notices } from "../mine/notices.js";
import { Piece } from "../piece.js";
import { t } from "../texts.js";

const AGAIN = 5000; // the server takes whoever does not say it again for silent after ten seconds

class Together extends Piece {
  static properties = { customer: { attribute: false } };

  #doing = {};
  #saidAt = 0;
  #lostAt = 0;
  #letGo = false; // whoever has said that it is not theirs is not asked to take it again

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#looked);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#looked);
    live.here(null);
  }

  willUpdate(changed) {
    if (changed.has("customer")) {
      changed.get("customer")?.removeEventListener("refused", this.#refused);
      this.customer.addEventListener("refused", this.#refused);
      this.watch(this.customer, colleagues, live);
      this.#letGo = false;
      this.#lostAt = 0;
      this.held = false;
      this.#doing = { viewing: !document.hidden, typing: false, claim: false };
      this.#say({});
    }
    this.#notice();
  }

  #looked = () => this.#say({ viewing: !document.hidden });

  #say(some, once) {
    this.#doing = { ...this.#doing, ...some };
    this.#saidAt = Date.now();
    live.here({ ...this.#doing, ...once, customer: this.customer.id });
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
    if (this.#doing.typing && people.length && !this.holder && !me?.claim && !this.#doing.claim && !this.#letGo) this.#say({ claim: true });
  }

  /** What we have is what the server says that we have. Whoever takes it over has it a moment after we have lost it. */
  #notice() {
    const { holder } = this;
    const held = Boolean(this.customer.me?.claim);
    if (held !== this.held) this.#doing.claim = held;
    if (this.held && !held && !this.#letGo) {
      this.#lostAt = Date.now();
      this.#letGo = true; // two who both write would take it from each other for ever
    }
    if (holder && Date.now() - this.#lostAt < AGAIN) {
      this.#lostAt = 0;
      notices.tell(t("presence.tookOver", { name: colleagues.nameOf(holder.name) }));
    }
    this.held = held;
    this.#takeUp();
  }

  /** Somebody was faster. */
  #refused = () => {
    this.#doing.claim = false;
  };

  claim(claim) {
    this.#letGo = !claim;
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
    const button = (label, claim, kind) => html`<button type="button" class=${kind} @click=${() => this.claim(claim)}>${label}</button>`;
    if (holder) return html`<p class="care theirs"><strong role="status">${t("presence.claims", { name: colleagues.nameOf(holder.name) })}</strong> ${button(t("presence.takeOver"), true, "link")}</p>`;
    if (customer.me?.claim) return html`<p class="care"><strong role="status">${t("presence.mine")}</strong> ${button(t("presence.letGo"), false, "link")}</p>`;
    return button(t("presence.claim"), true, customer.people.length ? "wanted" : "plain");
  }
}

customElements.define("annals-together", Together);
