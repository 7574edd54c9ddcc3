// Opportunities: sales that may come, by stage of a pipeline, at a customer.
import { html } from "lit";
import { colleagues } from "../colleagues.js";
import { money, plain, t } from "../texts.js";
import { day, editable, offered, reasonName, stageName, titleOf } from "./store.js";
import "./of-customer.js";

const icon = "M3 15l4.500-5 3.500 3 6-8M13 5h4v4";
const yes = "M4 10.500l4 4 8-9";
const no = "M5 5l10 10M15 5L5 15";
const stage = (c) => stageName(c.stage, c.pipeline);
const moved = (c) => ({ head: titleOf(c), facts: [`${stageName(c.previousStage, c.pipeline)} → ${stage(c)}`] });

export const opportunity = {
  pages: {
    opportunities: {
      offered,
      load: () => import("./opportunities.js"),
      draw: () => html`<annals-opportunities></annals-opportunities>`,
    },
  },
  sections: [{ order: 35, draw: ({ customer }) => html`<annals-opportunities-of .customer=${customer}></annals-opportunities-of>` }],
  customerCommands: ({ card }) => (editable() ? [{ label: t("opportunity.new"), run: () => card().find("annals-opportunities-of").begin() }] : []),
  kinds: {
    "opportunity-opened": { icon, alone: true, listed: true, tell: (c) => ({ head: plain(c.title), facts: [stage(c), money(c.amount), colleagues.nameOf(c.owner), day(c.expectedClose)] }) },
    "opportunity-moved": { icon, tell: moved },
    "opportunity-renamed": { icon, tell: (c) => ({ head: plain(c.title) }) },
    "opportunity-valued": { icon, tell: (c) => ({ head: titleOf(c), facts: [money(c.amount)] }) },
    "opportunity-rescheduled": { icon, tell: (c) => ({ head: titleOf(c), facts: [day(c.expectedClose)] }) },
    "opportunity-reassigned": { icon, tell: (c) => ({ head: titleOf(c), facts: [`${colleagues.nameOf(c.previousOwner)} → ${colleagues.nameOf(c.owner)}`] }) },
    "opportunity-won": { icon: yes, alone: true, listed: true, tell: (c) => ({ head: titleOf(c) }) },
    "opportunity-lost": { icon: no, alone: true, listed: true, tell: (c) => ({ head: titleOf(c), text: plain(c.lossText), facts: [reasonName(c.lossReason, c.pipeline)] }) },
    "opportunity-reopened": { icon, tell: moved },
  },
};
