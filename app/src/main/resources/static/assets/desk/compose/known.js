// Who a new customer may be: what is typed is taken as search takes it, and those who are known by it or by something like it are shown before anything is recorded.
import { html, nothing } from "lit";
import { nameOf } from "../customers/name.js";
import { get } from "../http.js";
import { Piece } from "../element.js";
import { session } from "../session.js";
import { ago, t, word } from "../texts.js";

const PAUSE = 200;
const MOST = 5;
const SHORTEST = 3; // letters or digits before anybody is looked for

/** A number as the search finds it however it is written: by its last digits, so without the zero that only one's own country dials. */
const sought = (typed) => (/^[+\d\s().\/-]+$/.test(typed) ? typed.replaceAll(/\D/g, "").replace(/^0+/, "") : typed);

/** What a server says that cannot recognise anything: an address by its sign, the rest is found out when it is recorded. */
const plainly = (typed) => [{ kind: typed.includes("@") ? "email" : typed.startsWith("+") ? "phone" : "card", value: typed }];

class Known extends Piece {
  static properties = { typed: {}, candidates: { state: true }, people: { state: true }, kind: { state: true } };

  #looked = Promise.resolve();
  #turn = 0;

  willUpdate(changed) {
    if (!changed.has("typed")) return;
    clearTimeout(this.pause);
    const typed = this.typed.trim();
    const turn = (this.#turn += 1);
    this.candidates = undefined;
    this.kind = undefined;
    if (typed.length < SHORTEST) this.people = [];
    this.#looked = new Promise((done) => {
      this.pause = setTimeout(() => this.#look(typed, turn).then(done), PAUSE);
    });
  }

  async #look(typed, turn) {
    if (!typed) return;
    const [candidates, people] = await Promise.all([this.#recognise(typed), this.#find(typed)]);
    if (turn !== this.#turn) return; // something else has been typed meanwhile
    this.candidates = candidates;
    this.people = people;
  }

  async #recognise(typed) {
    if (!session.offers("/identities")) return plainly(typed);
    const { body } = await get("/identities", { typed }).catch(() => ({ body: { candidates: plainly(typed) } }));
    return body.candidates;
  }

  async #find(q) {
    if (q.length < SHORTEST) return [];
    const { body } = await get("/customers", { q: sought(q), limit: MOST }).catch(() => ({ body: { customers: [] } }));
    return body.customers;
  }

  /** What is typed, as an identity `{kind, value}`; what is wrong with it, as `{reason}`. Waits until it is known. */
  async identity() {
    const turn = this.#turn;
    await this.#looked;
    if (turn !== this.#turn) return this.identity();
    const { taken } = this;
    return taken?.value ? taken : { reason: this.#reason(taken?.kind) };
  }

  /** The likeliest of what it may be, or what was chosen of that. */
  get taken() {
    return this.candidates?.find(({ kind }) => kind === this.kind) || this.candidates?.[0];
  }

  #reason(kind) {
    return t(kind === "phone" ? "known.noPhone" : kind === "email" ? "known.noEmail" : "known.nothing");
  }

  render() {
    const { candidates, taken, people = [] } = this;
    const asked = candidates && this.typed.trim().length >= SHORTEST;
    return html`<div class="known" role="status">
      ${candidates?.length > 1 ? html`<div class="segments" role="group" aria-label=${t("card.identityKind")}>${candidates.map(({ kind }) => html`<button type="button" aria-pressed=${kind === taken.kind ? "true" : "false"}
        @click=${() => { this.kind = kind; }}>${word("identity", kind)}</button>`)}</div>` : nothing}
      ${taken?.value ? html`<p class="note">${t("known.as", { kind: word("identity", taken.kind), value: taken.value })}</p>`
        : asked ? html`<p class="note">${this.#reason(taken?.kind)}</p>` : nothing}
      ${people.length ? html`<p class="note"><strong>${t("known.perhaps")}</strong></p>
        <ul>${people.map((view) => html`<li><button type="button" class="link" @click=${() => this.#choose(view)}>${nameOf(view)}</button>
          <span class="quiet">${[...(view.identities || []).slice(0, 2).map(({ value }) => value), view.lastContact ? ago(view.lastContact) : ""].filter(Boolean).join(" · ")}</span></li>`)}</ul>` : nothing}
    </div>`;
  }

  #choose({ id }) {
    this.dispatchEvent(new CustomEvent("chosen", { detail: id, bubbles: true }));
  }
}

customElements.define("annals-known", Known);
