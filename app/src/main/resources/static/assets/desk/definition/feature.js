// Definitions: what people of the company lay down in versions, such as pipelines.
import { html } from "lit";
import { offered } from "./store.js";

export const definition = {
  pages: {
    definitions: {
      offered,
      load: () => import("./definitions.js"),
      draw: () => html`<annals-definitions></annals-definitions>`,
    },
  },
};
