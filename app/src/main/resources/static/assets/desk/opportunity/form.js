// An opportunity: opened, changed, won or lost.
import { html, nothing } from "lit";
import { colleagues } from "../colleagues.js";
import { decimal, spelt } from "../compose/amounts.js";
import { Dialog } from "../element.js";
import { session } from "../session.js";
import { money, plain, t, texts, word } from "../texts.js";
import { change, day, lose, move, open, owners, pipeline, reasonName, reopen, stageName, win } from "./store.js";

const CURRENCY = "annals.currency";

class OpportunityForm extends Dialog {
  static properties = { customer: {}, one: { attribute: false }, losing: { state: true }, stale: { state: true }, wrong: { state: true }, busy: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.watch(colleagues);
    colleagues.read();
    this.key = crypto.randomUUID(); // the same however often it is sent
  }

  /** Does it, tells where it is recorded, and goes. */
  async #do(doing) {
    this.busy = true;
    this.wrong = undefined;
    try {
      const { position } = await doing();
      this.dispatchEvent(new CustomEvent("given", { detail: position }));
      this.close();
    } catch (refusal) {
      if (refusal.status === 412) this.stale = refusal.problem.current;
      else this.wrong = refusal.message || t("send.unanswered");
    }
    this.busy = false;
  }

  #amount({ amount, currency }) {
    if (!amount.value.trim()) return undefined;
    const number = decimal(amount.value, texts.language);
    if (number === undefined) throw new Error(t("form.wrong"));
    localStorage.setItem(CURRENCY, currency.value);
    return { amount: number, currency: currency.value.trim().toUpperCase() };
  }

  /** What of it is another than before. */
  #changed(told) {
    const { one } = this;
    const before = { title: plain(one.title), amount: one.amount, expectedClose: one.expectedClose, owner: one.owner };
    const same = (a, b) => (a?.currency ? a.currency === b?.currency && Number(a.amount) === Number(b?.amount) : a === b);
    return Object.fromEntries(Object.entries(told).filter(([name, value]) => value !== undefined && !same(value, new Map(Object.entries(before)).get(name))));
  }

  #save = (event) => {
    event.preventDefault();
    const { elements } = event.target;
    return this.#do(() => {
      const told = { title: elements.title.value, amount: this.#amount(elements), expectedClose: elements.close.value || undefined, owner: elements.owner.value };
      const stage = elements.stage.value;
      return this.one ? this.#edit(this.#changed(told), stage) : open({ ...told, id: this.key, customer: this.customer, stage });
    });
  };

  async #edit(some, stage) {
    const one = { ...this.one, version: this.stale?.version ?? this.one.version };
    let done = { position: undefined };
    if (Object.keys(some).length) done = await change(one, some);
    return stage === one.stage ? done : move(one, stage);
  }

  #lost = (event) => {
    event.preventDefault();
    const { reason, text } = event.target.elements;
    return this.#do(() => lose(this.one, { reason: reason.value, text: text.value || undefined }));
  };

  render() {
    const { one, losing } = this;
    const title = losing ? t("opportunity.lose") : t(one ? "opportunity.change" : "opportunity.new");
    const over = one && one.state !== "open";
    return this.frame(title, over ? this.#over() : losing ? this.#losing() : this.#fields());
  }

  #wrong() {
    return this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing;
  }

  #over() {
    return html`<form @submit=${(event) => { event.preventDefault(); this.#do(() => reopen(this.one)); }}>
      <p class="what">${plain(this.one.title)}</p><p>${word("opportunityState", this.one.state)}</p>${this.#wrong()}
      <p class="row"><button class="primary" data-first ?disabled=${this.busy}>${t("opportunity.reopen")}</button><button type="button" class="plain" @click=${() => this.close()}>${t("cancel")}</button></p></form>`;
  }

  #losing() {
    const { one } = this;
    return html`<form @submit=${this.#lost}><p class="what">${plain(one.title)}</p>
      <div class="cells halves">
        <div class="field wide"><label for="opportunity-reason">${t("opportunity.lossReason")}</label><select id="opportunity-reason" name="reason" data-first>${(pipeline(one.pipeline)?.lossReasons ?? []).map(({ id }) => html`<option value=${id}>${reasonName(id, one.pipeline)}</option>`)}</select></div>
        <div class="field wide"><label for="opportunity-text">${t("opportunity.lossText")}</label><textarea id="opportunity-text" name="text" rows="2" maxlength="4000"></textarea></div>
      </div>${this.#wrong()}
      <p class="row"><button class="primary" ?disabled=${this.busy}>${t("opportunity.lose")}</button><button type="button" class="plain" @click=${() => { this.losing = false; }}>${t("cancel")}</button></p></form>`;
  }

  #fields() {
    const { one } = this;
    const owner = one?.owner ?? session.me.name;
    const open = (pipeline(one?.pipeline)?.stages ?? []).filter(({ outcome }) => outcome === "open").map(({ id }) => id);
    const stages = one && !open.includes(one.stage) ? [one.stage, ...open] : open;
    return html`<form @submit=${this.#save}>${this.stale ? this.#meanwhile(this.stale) : nothing}
      <div class="cells halves">
        <div class="field wide"><label for="opportunity-title">${t("opportunity.title")}</label><input id="opportunity-title" name="title" required maxlength="200" data-first autocomplete="off" .value=${one ? plain(one.title) : ""}></div>
        <div class="field"><label for="opportunity-amount">${t("opportunity.amount")}</label><input id="opportunity-amount" name="amount" inputmode="decimal" .value=${spelt(one?.amount?.amount ?? "", texts.language)}></div>
        <div class="field"><label for="opportunity-currency">${t("opportunity.currency")}</label><input id="opportunity-currency" name="currency" maxlength="3" .value=${one?.amount?.currency ?? localStorage.getItem(CURRENCY) ?? "EUR"}></div>
        <div class="field"><label for="opportunity-close">${t("opportunity.close")}</label><input id="opportunity-close" name="close" type="date" .value=${one?.expectedClose ?? ""}></div>
        <div class="field"><label for="opportunity-owner">${t("opportunity.owner")}</label><select id="opportunity-owner" name="owner">${owners(one).map((name) => html`<option value=${name} ?selected=${name === owner}>${colleagues.nameOf(name)}</option>`)}</select></div>
        <div class="field"><label for="opportunity-stage">${t("opportunity.stage")}</label><select id="opportunity-stage" name="stage">${stages.map((id) => html`<option value=${id} ?selected=${id === one?.stage}>${stageName(id, one?.pipeline)}</option>`)}</select></div>
      </div>${this.#wrong()}
      <p class="row"><button class="primary" ?disabled=${this.busy}>${t("save")}</button>
        ${one ? html`<button type="button" ?disabled=${this.busy} @click=${() => this.#do(() => win(one))}>${t("opportunity.win")}</button><button type="button" class="danger" @click=${() => { this.losing = true; }}>${t("opportunity.lose")}</button>` : nothing}
        <button type="button" class="plain" @click=${() => this.close()}>${t("cancel")}</button></p></form>`;
  }

  /** What stands now, beside the fields with what we are about to say. */
  #meanwhile({ state, stage, pipeline: of, amount, owner, expectedClose }) {
    return html`<div class="compare" role="alert"><p><strong>${t("opportunity.stale")}</strong></p>
      <p class="theirs">${[word("opportunityState", state), stageName(stage, of), money(amount), colleagues.nameOf(owner), day(expectedClose)].filter(Boolean).join(" · ")}</p></div>`;
  }
}

customElements.define("annals-opportunity-form", OpportunityForm);
