// A choice of one: shows what is, also where somebody chose otherwise and it did not come about.
import { html, nothing } from "lit";
import { live as bound } from "lit/directives/live.js";

/**
 * @param options `[value, words]` each
 * @param value the one that holds now
 * @param chosen hears of another
 * @param more attributes `id` and `name`
 */
export const choice = (options, value, chosen, { id, name } = {}) => html`<select id=${id ?? nothing} name=${name ?? nothing} .value=${bound(value)} @change=${({ target }) => chosen(target.value)}>
  ${options.map(([one, words]) => html`<option value=${one} ?selected=${one === value}>${words}</option>`)}</select>`;
