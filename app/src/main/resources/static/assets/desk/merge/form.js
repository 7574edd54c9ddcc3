// Merging another customer into the one that is open: who, what would come of it, and why.
import { html, nothing } from "lit";
import { nameOf } from "../customers/name.js";
import { Dialog } from "../element.js";
import { t, word } from "../texts.js";
import { merge, others, preview } from "./store.js";

class MergeForm extends Dialog {
  static properties = { customer: { attribute: false }, found: { state: true }, chosen: { state: true }, shown: { state: true }, wrong: { state: true }, busy: { state: true } };

  async #try(doing) {
    this.busy = true;
    this.wrong = undefined;
    try {
      await doing();
    } catch (refusal) {
      this.wrong = refusal.message || t("send.unanswered");
    }
    this.busy = false;
  }

  #find = (event) => {
    event.preventDefault();
    const q = event.target.elements.q.value.trim();
    return q && this.#try(async () => {
      this.found = await others(this.customer.view, q);
    });
  };

  #choose = (one) =>
    this.#try(async () => {
      this.shown = await preview(this.customer.view.id, one.id);
      this.chosen = one;
    });

  #merge = (event) => {
    event.preventDefault();
    const reason = event.target.elements.reason.value.trim() || undefined;
    return this.#try(async () => {
      const { position } = await merge(this.customer.view.id, this.chosen.id, reason);
      await this.customer.refresh(position);
      this.close();
    });
  };

  render() {
    return this.frame(t("merge.begin"), this.chosen ? this.#sure() : this.#who());
  }

  #wrong() {
    return this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing;
  }

  #who() {
    return html`<form @submit=${this.#find}>
      <div class="field"><label for="merge-q">${t("merge.find")}</label><input id="merge-q" name="q" type="search" required maxlength="200" data-first autocomplete="off"></div>
      ${this.found?.length ? html`<ul class="tasks">${this.found.map((one) => html`<li><button type="button" class="link" @click=${() => this.#choose(one)}>${nameOf(one)}</button>
        <p class="note">${(one.identities ?? []).map(({ value }) => value).join(" · ")}</p></li>`)}</ul>` : nothing}
      ${this.found?.length === 0 ? html`<p class="note" role="status">${t("merge.nobody")}</p>` : nothing}${this.#wrong()}
      <p class="row"><button class="primary" ?disabled=${this.busy}>${t("merge.search")}</button><button type="button" class="plain" @click=${() => this.close()}>${t("cancel")}</button></p></form>`;
  }

  #field(name) {
    return name.startsWith("attributes.") ? word("attribute", name.slice("attributes.".length)) : t(`merge.field.${name}`);
  }

  #sure() {
    const { customer, differences } = this.shown;
    return html`<form @submit=${this.#merge}>
      <p class="what">${t("merge.into", { other: nameOf(this.chosen), name: nameOf(customer) })}</p>
      <p class="note">${t("merge.together")} ${(customer.identities ?? []).map(({ value }) => value).join(" · ")}</p>
      ${differences.length ? html`<table><caption>${t("merge.differences")}</caption>
        <thead><tr><th scope="col">${t("merge.what")}</th><th scope="col">${t("merge.kept")}</th><th scope="col">${t("merge.other")}</th></tr></thead>
        <tbody>${differences.map(({ field, kept, other }) => html`<tr><th scope="row">${this.#field(field)}</th><td>${kept}</td><td>${other}</td></tr>`)}</tbody></table>` : nothing}
      <div class="field"><label for="merge-reason">${t("merge.reason")}</label><input id="merge-reason" name="reason" maxlength="1000" data-first autocomplete="off"></div>${this.#wrong()}
      <p class="row"><button class="primary" ?disabled=${this.busy}>${t("merge.do")}</button><button type="button" class="plain" @click=${() => { this.chosen = undefined; }}>${t("merge.back")}</button></p></form>`;
  }
}

customElements.define("annals-merge-form", MergeForm);
