// Small signs beside words, never instead of them. Drawn for a square of 20, in the colour of the text.
import { svg, html } from "lit";

const paths = {
  email: "M3 5h14v10H3zM3 5.5l7 5.5 7-5.5",
  call: "M5 3l3 1 1 3.5L7.5 9a9 9 0 0 0 3.5 3.5L12.5 11l3.5 1 1 3c-1 1.5-2.500 2-4 1.500A15 15 0 0 1 3.500 7C3 5.500 3.500 4 5 3z",
  chat: "M3 4h14v9H9l-4 3.500V13H3z",
  form: "M5 3h10v14H5zM7.500 7h5M7.500 10h5M7.500 13h3",
  questionnaire: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM8 8a2 2 0 1 1 2.500 2c-.5.2-.5.5-.5 1M10 13.500v.2",
  interview: "M10 3a2 2 0 0 0-2 2v4a2 2 0 0 0 4 0V5a2 2 0 0 0-2-2zM5.500 9a4.500 4.500 0 0 0 9 0M10 13.500V17",
  purchase: "M4 7h12l-1 10H5zM7 7a3 3 0 0 1 6 0",
  return: "M7 5L3.500 8.500 7 12M4 8.500h8a4 4 0 0 1 0 8H8",
  visit: "M10 17.500s5.500-5 5.500-9a5.500 5.500 0 0 0-11 0c0 4 5.500 9 5.500 9zM10 10.200a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600z",
  note: "M4 3h12v9l-4.500 5H4zM11.500 17v-5H16M7 7h6M7 10h3",
  points: "M10 3l2.100 4.500 4.900.6-3.600 3.400.9 4.900-4.300-2.400-4.300 2.400.9-4.900L3 8.100l4.900-.6z",
  card: "M3 5h14v10H3zM3 8.500h14M6 12h3",
  person: "M10 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 17c.5-3.500 3-5 6-5s5.500 1.500 6 5",
  yes: "M4 10.500l4 4 8-9",
  no: "M5 5l10 10M15 5L5 15",
  task: "M4 4h12v12H4zM7 10l2.200 2.200L13.500 8",
  changes: "M4 5.500h12M4 10h12M4 14.500h8",
  warn: "M10 3.500l7 12.500H3zM10 8.500v3.500M10 14v.2",
};

const signs = {
  "lines-taken-back": "return", registered: "person", renamed: "person", "roles-assigned": "person",
  "identity-added": "person", "attributes-corrected": "person", "consent-given": "yes", "consent-withdrawn": "no",
  "identity-conflict": "warn", erased: "no", "card-issued": "card", "points-earned": "points", "goodwill-granted": "points",
  "points-taken-back": "points", "points-redeemed": "points",
};

export const icon = (kind) => {
  const path = paths[signs[kind] || kind] || (String(kind).startsWith("task") ? paths.task : paths.note);
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${svg`<path d=${path}></path>`}</svg>`;
};
