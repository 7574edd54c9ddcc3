// Single keys do things where nobody is typing, as long as the person wants that (WCAG 2.1.4).
import { html, nothing } from "lit";
import { prefs } from "../prefs.js";

const typing = (target) => target.closest?.("input, textarea, select, [contenteditable], dialog");

/** What stands where on a keyboard of the United States, by the place that `code` names (UI Events KeyboardEvent code Values). */
const punctuation = { Slash: ["/", "?"], BracketLeft: ["[", "{"], BracketRight: ["]", "}"] };
const isLetter = (key) => /^\p{L}$/u.test(key);
const isLatin = (key) => /^\p{Script=Latin}$/u.test(key);

/** Whether the last letter that was typed was a Latin one: a full stop tells nothing of the layout that it was typed on. */
let latin = true;

const placeOf = ({ code, shiftKey }) => {
  if (/^Key[A-Z]$/.test(code)) return shiftKey ? undefined : code.slice(3).toLowerCase();
  return punctuation[code]?.[shiftKey ? 1 : 0];
};

/**
 * The key that is meant: on a Latin layout by what it writes, so that Y is Y also where Z stands in its place, and whatever Caps Lock does; elsewhere by
 * where it stands.
 */
export function meant(event) {
  const { key, code, shiftKey } = event;
  if (isLetter(key)) latin = isLatin(key);
  if (!latin && (isLetter(key) || code in punctuation)) return placeOf(event);
  if (isLetter(key)) return shiftKey ? undefined : key.toLowerCase();
  return key;
}

/** A key as it stands on the button that does the same; nothing where single keys do nothing. */
export const hint = (key) => (prefs.shortcuts ? html` <kbd class="key" aria-hidden="true">${key}</kbd>` : nothing);

/**
 * @param commands `() => [{key, run}]`, as they are at the moment
 * @param palette opens the palette; its key has a modifier and always works
 */
export function listen(commands, palette) {
  addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const key = meant(event);
    if (key === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      if (!document.querySelector("dialog[open]")) palette();
      return;
    }
    const modified = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph"); // by which some layouts write brackets
    if (!prefs.shortcuts || modified || typing(event.target)) return;
    const command = key && commands().find((one) => one.key === key);
    if (!command) return;
    event.preventDefault();
    command.run();
  });
}
