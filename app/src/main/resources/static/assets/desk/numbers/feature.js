// The numbers of a day.
import { html } from "lit";

export const numbers = {
  pages: { numbers: { load: () => import("./numbers.js"), draw: () => html`<annals-numbers></annals-numbers>` } },
};
