// The customer: who it is, by what we know them, what they agreed to, and what of that has changed.
import { html } from "lit";
import { plain, t, word } from "../texts.js";
import { instead, pairs, valueOf } from "../timeline/told.js";
import { attributes, channels, conflicts, consents, erase, identities, trouble, who } from "./sections.js";
import "./correct.js";

const person = "M10 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 17c.5-3.500 3-5 6-5s5.500 1.500 6 5";
const yes = "M4 10.500l4 4 8-9";
const no = "M5 5l10 10M15 5L5 15";
const warn = "M10 3.500l7 12.500H3zM10 8.500v3.500M10 14v.2";

const roles = (list) => (list || []).map((name) => word("role", name)).join(", ");
const consent = (c) => ({ head: t("consent.line", { purpose: word("purpose", c.purpose), channel: word("channel", c.channel) }) });

/** Who looks after a customer, before and now. */
const assigned = (of) => (c, { before }) => ({ head: instead(before[of], plain(c[of]) || "–") });

function corrected(c, { before }) {
  const { attributes: had = {} } = before;
  const gone = (c.removed || []).map((name) => `${word("attribute", name)}: ${instead(valueOf(name, had[name]), "–")}`);
  return { text: [pairs(c.values, had), ...gone].filter(Boolean).join("\n") };
}

export const customer = {
  sections: [
    { order: 10, draw: who },
    { order: 25, draw: trouble },
    { order: 40, draw: identities },
    { order: 50, draw: attributes },
    { order: 60, draw: consents },
    { order: 70, draw: channels },
    { order: 80, draw: conflicts },
    { order: 90, draw: erase },
  ],
  cardDialogs: {
    correct: { edits: true, draw: (one, gone) => html`<annals-correct .customer=${one} @gone=${gone}></annals-correct>` },
  },
  customerCommands: ({ card }) => [{ key: "c", label: t("card.correct"), run: () => card().openDialog("correct") }],
  kinds: {
    registered: { icon: person, tell: (c) => ({ head: plain(c.name), facts: [c.party ? word("party", c.party) : "", roles(c.roles)] }) },
    renamed: { icon: person, tell: (c, { before }) => ({ head: instead(before.name, plain(c.name)) }) },
    "roles-assigned": { icon: person, tell: (c, { before }) => ({ head: instead(roles(before.roles), roles(c.roles)) }) },
    "team-assigned": { icon: person, tell: assigned("team") },
    "region-assigned": { icon: person, tell: assigned("region") },
    "identity-added": { icon: person, tell: (c) => ({ head: plain(c.value), facts: [word("identity", c.identity)] }) },
    "attributes-corrected": { icon: person, tell: corrected },
    "consent-given": { icon: yes, tell: consent },
    "consent-withdrawn": { icon: no, tell: consent },
    "identity-conflict": { icon: warn, alone: true, tell: (c) => ({ head: word("identity", c.identity) }) },
    erased: { icon: no, alone: true, tell: () => ({}) },
  },
};
