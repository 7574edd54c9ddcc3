// All definitions with their versions: what each lays down, who wrote and who approved it, and from when to when it is effective.
import { html, nothing } from "lit";
import { colleagues } from "../colleagues.js";
import { Piece } from "../element.js";
import { dateTime, t, texts, word } from "../texts.js";
import { approve, definitions, editable, effective, offered, pending, withdraw } from "./store.js";

const title = (one) => {
  const names = (effective(one) ?? one.versions.at(-1)).content.names ?? {};
  return names[texts.language] ?? names.en ?? one.name;
};

class Definitions extends Piece {
  static properties = { kinds: { state: true }, dialog: { state: true }, wrong: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.watch(colleagues);
    colleagues.read();
    if (offered()) this.read();
  }

  async read(atLeast) {
    this.wrong = undefined;
    try {
      this.kinds = await definitions(atLeast);
    } catch (refusal) {
      this.wrong = refusal.message || t("send.unanswered");
    }
  }

  /** Does it and shows what came of it; a refusal stays on the screen, beside what stands now. */
  async #do(doing) {
    let refused;
    const done = await doing().catch((refusal) => {
      refused = refusal.message || t("send.unanswered");
    });
    await this.read(done?.body.position);
    this.wrong ??= refused;
  }

  async #open(dialog) {
    await import("./form.js");
    this.dialog = dialog;
  }

  render() {
    return html`<main class="page" id="main" tabindex="-1"><div class="sheet wide">
      <header class="row spread"><h1>${t("nav.definitions")}</h1></header>
      ${offered() ? nothing : html`<p class="empty">${t("notOffered")}</p>`}
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
      ${this.kinds?.map((kind) => this.#kind(kind)) ?? (this.wrong ? nothing : html`<p class="note">${t("timeline.loading")}</p>`)}
      ${this.dialog ? html`<annals-definition-form .kind=${this.dialog.kind} .one=${this.dialog.one} .version=${this.dialog.version} .submitting=${this.dialog.submitting} .content=${this.dialog.content}
        @given=${({ detail }) => this.read(detail)} @gone=${() => { this.dialog = undefined; }}></annals-definition-form>` : nothing}
    </div></main>`;
  }

  #kind({ kind, approved, definitions: all }) {
    return html`<section data-kind=${kind}><header class="row spread"><h2>${word("definitionKind", kind)}</h2>
      ${editable() && all.length ? html`<button type="button" class="plain" @click=${() => this.#open({ kind, content: (effective(all[0]) ?? all[0].versions.at(-1)).content })}>${t("definition.new")}</button>` : nothing}</header>
      ${approved ? html`<p class="note">${t("definition.second")}</p>` : nothing}
      ${all.length ? all.map((one) => this.#one(one)) : html`<p class="empty">${t("definition.none")}</p>`}</section>`;
  }

  #one(one) {
    const from = effective(one) ?? one.versions.at(-1);
    return html`<section data-definition=${one.name}><header class="row spread"><h3>${title(one)} <span class="quiet">${one.name}</span></h3>
      ${editable() && !pending(one) ? html`<button type="button" @click=${() => this.#open({ kind: one.kind, one, content: from.content })}>${t("definition.draft")}</button>` : nothing}</header>
      <ul class="tasks">${[...one.versions].reverse().map((version) => this.#version(one, version))}</ul></section>`;
  }

  #version(one, version) {
    const { version: n, status, draftedBy, draftedAt, approvedBy, effectiveFrom, effectiveTo, content } = version;
    const facts = [
      draftedBy && `${colleagues.nameOf(draftedBy)}, ${dateTime(draftedAt)}`,
      approvedBy && t("definition.approvedBy", { name: colleagues.nameOf(approvedBy) }),
      draftedBy && effectiveFrom && t("definition.since", { when: dateTime(effectiveFrom) }),
      effectiveTo && t("definition.until", { when: dateTime(effectiveTo) }),
    ];
    return html`<li class="todo" data-version=${n}>
      <div><p class="what">${t("definition.version", { n })} · ${n === one.effective ? html`<strong>${t("definition.effective")}</strong>` : word("definitionStatus", status)}</p>
        <p class="facets">${facts.filter(Boolean).join(" · ")}</p>
        <details><summary>${t("definition.content")}</summary><pre>${JSON.stringify(content, undefined, 2)}</pre></details></div>
      ${editable() ? html`<div class="row">${this.#actions(one, version)}</div>` : nothing}</li>`;
  }

  #actions(one, { version: n, status, draftedBy, content }) {
    const button = (label, doing) => html`<button type="button" class="plain" aria-label="${label}: ${t("definition.version", { n })}, ${title(one)}" @click=${doing}>${label}</button>`;
    const away = () => confirm(t("definition.withdrawSure", { n })) && this.#do(() => withdraw(one, n));
    return [
      status === "draft" ? button(t("definition.change"), () => this.#open({ kind: one.kind, one, version: n, content })) : nothing,
      status === "draft" ? button(t("definition.submit"), () => this.#open({ kind: one.kind, one, version: n, submitting: true })) : nothing,
      status === "submitted" ? button(t("definition.approve"), () => this.#do(() => approve(one, n))) : nothing,
      draftedBy && status !== "withdrawn" ? button(t("definition.withdraw"), away) : nothing,
    ];
  }
}

customElements.define("annals-definitions", Definitions);
