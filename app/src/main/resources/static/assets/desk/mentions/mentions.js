// Where I was mentioned; what I have not seen yet is marked.
import { html, nothing } from "lit";
import { colleagues } from "../colleagues.js";
import { Names } from "../customers/name.js";
import { Piece } from "../element.js";
import { dateTime, plain, t } from "../texts.js";
import { myMentions } from "./feature.js";

class Mentions extends Piece {
  #names = new Names();

  connectedCallback() {
    super.connectedCallback();
    this.watch(myMentions, colleagues, this.#names);
    myMentions.read().catch(() => {}); // what is at hand is shown all the same
  }

  render() {
    const { list } = myMentions;
    return html`<main class="page" id="main" tabindex="-1"><div class="sheet">
      <header><h1>${t("mentions.label")}</h1></header>
      ${!list ? html`<p class="note">${t("timeline.loading")}</p>`
        : list.length ? html`<ul class="tasks">${list.map((note) => this.#note(note))}</ul>` : html`<p class="empty">${t("mentions.none")}</p>`}
    </div></main>`;
  }

  #note(note) {
    const isNew = myMentions.isNew(note);
    return html`<li class="mention ${isNew ? "new" : ""}">
      <p class="what"><a href=${myMentions.toNote(note)}>${this.#names.of(note.customer) || t("customer.unnamed", { id: note.customer.slice(0, 8) })}</a>
        ${isNew ? html`<span class="count new">${t("mentions.new")}</span>` : nothing}</p>
      <p class="text">${plain(note.text)}</p>
      <p class="facets">${colleagues.nameOf(note.by)} · ${dateTime(note.occurredAt)}</p></li>`;
  }
}

customElements.define("annals-mentions", Mentions);
