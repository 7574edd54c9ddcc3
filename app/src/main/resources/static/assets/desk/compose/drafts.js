// What somebody has begun to write: it outlives the page and the session, in this window.
import { keep, kept } from "./kept.js";

const all = () => kept("drafts") || {};

/** @param place what is written where, such as a customer's id */
export const draft = (place) => all()[place];

export const keepDraft = (place, values) => keep("drafts", { ...all(), [place]: values });

export const dropDraft = (place) => {
  const drafts = { ...all() };
  delete drafts[place];
  keep("drafts", drafts);
};
