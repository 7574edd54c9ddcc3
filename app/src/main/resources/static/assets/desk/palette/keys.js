// Single keys do things where nobody is typing, as long as the person wants that (WCAG 2.1.4).
import { prefs } from "../prefs.js";

const typing = (target) => target.closest("input, textarea, select, [contenteditable], dialog");

/**
 * @param commands `() => [{key, run}]`, as they are at the moment
 * @param palette opens the palette; its key has a modifier and always works
 */
export function listen(commands, palette) {
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      if (!document.querySelector("dialog[open]")) palette();
      return;
    }
    if (!prefs.shortcuts || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const command = commands().find(({ key }) => key === event.key);
    if (!command) return;
    event.preventDefault();
    command.run();
  });
}
