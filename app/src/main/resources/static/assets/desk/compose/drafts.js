// What somebody has begun to write: it outlives the page and the session, in this window.
import { session } from "../session.js";

const NAME = "annals.drafts";

const all = () => {
  const stored = JSON.parse(sessionStorage.getItem(NAME) || "{}");
  return stored.of === session.me.name ? stored.drafts : {};
};

const keep = (drafts) => sessionStorage.setItem(NAME, JSON.stringify({ of: session.me.name, drafts }));

/** @param place what is written where, such as a customer's id */
export const draft = (place) => all()[place];

export const keepDraft = (place, values) => keep({ ...all(), [place]: values });

export const dropDraft = (place) => {
  const drafts = all();
  delete drafts[place];
  keep(drafts);
};
