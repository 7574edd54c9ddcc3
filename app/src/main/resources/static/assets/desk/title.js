// The title of the page: where one is, and before it how many customers wait, so that it is told where only the tab is seen.
import { list } from "./customers/list.js";
import { number, t } from "./texts.js";

let place = "";

const show = () => {
  const { waiting } = list.counts;
  const words = [waiting ? `(${number(waiting)})` : "", place && `${place} ·`, t("app.name")].filter(Boolean).join(" ");
  if (document.title !== words) document.title = words;
};

/** @param words what is shown; empty for the desk itself */
export const entitle = (words = "") => {
  place = words;
  show();
};

list.addEventListener("change", show);
