// Small signs beside words, never instead of them. Drawn for a square of 20, in the colour of the text. Each kind of entry brings its own.
import { svg, html } from "lit";
import { kinds } from "./registry.js";

/** A sheet of paper: for what is written, and for what this page does not know. */
export const sheet = "M4 3h12v9l-4.500 5H4zM11.500 17v-5H16M7 7h6M7 10h3";

const changes = "M4 5.500h12M4 10h12M4 14.500h8";

const drawn = (path) => html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${svg`<path d=${path}></path>`}</svg>`;

export const icon = (kind) => drawn(kinds.get(kind)?.icon ?? sheet);

/** Of several changes as one. */
export const iconOfChanges = () => drawn(changes);
