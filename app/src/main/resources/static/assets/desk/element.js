// What all pieces of the page are made of.
import { LitElement, html } from "lit";

/** Something that changes and tells so. */
export class Store extends EventTarget {
  changed() {
    this.dispatchEvent(new Event("change"));
  }
}

/** Changes when another language is spoken: then all that is on the screen is said anew. */
export const spoken = new Store();

/**
 * A piece of the page. It lives in the page's own tree, so that one style sheet, `for`/`id` and the keyboard reach all of
 * it, and is drawn anew when a store that it watches changes.
 */
export class Piece extends LitElement {
  #watched = new Set();
  #again = () => this.requestUpdate();

  createRenderRoot() {
    return this;
  }

  /** Watches these stores and no others, as long as the piece is in the page. */
  watch(...stores) {
    for (const store of this.#watched) store.removeEventListener("change", this.#again);
    this.#watched = new Set(stores.filter(Boolean));
    if (this.isConnected) this.#listen();
    this.requestUpdate();
  }

  connectedCallback() {
    super.connectedCallback();
    this.#listen();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const store of this.#watched) store.removeEventListener("change", this.#again);
    spoken.removeEventListener("change", this.#again);
  }

  #listen() {
    spoken.addEventListener("change", this.#again);
    for (const store of this.#watched) store.addEventListener("change", this.#again);
  }

  find(selector) {
    return this.renderRoot.querySelector(selector);
  }
}

/** Back to where the focus was, or at least into the page's content where that is there no more: never to the very beginning. */
export function focusBack(before) {
  const there = before?.isConnected && before !== document.body && before.checkVisibility();
  (there ? before : document.querySelector("#main"))?.focus({ preventScroll: true });
}

/** A modal dialog: opens when drawn, tells with `gone` that it has gone. Ctrl+Enter does what its form does. */
export class Dialog extends Piece {
  firstUpdated() {
    const dialog = this.find("dialog");
    this.before = document.activeElement;
    dialog.addEventListener("close", () => {
      this.dispatchEvent(new Event("gone"));
      // A browser gives the focus back by itself where it can; what was done in the dialog may have taken it on.
      if (document.activeElement === document.body || dialog.contains(document.activeElement)) focusBack(this.before);
    });
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) dialog.querySelector("form")?.requestSubmit();
    });
    dialog.showModal();
    dialog.querySelector("[data-first]")?.focus();
  }

  close() {
    this.find("dialog")?.close();
  }

  frame(title, content, id = "dialog-title") {
    return html`<dialog aria-labelledby=${id} class=${this.size || ""}>
      <h2 id=${id}>${title}</h2>
      ${content}
    </dialog>`;
  }
}

/** The fields of a form by name, those left empty left out. */
export const given = (form) =>
  Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string" && value.trim() !== ""));
