// Departments of organisations, and people in organisations and households: what timelines tell of them.
import { html } from "lit";
import { plain, t } from "../texts.js";

const house = "M3 10l7-6 7 6M5 9v7h10V9";
const people = "M7 9a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM2.500 16c0-3 2-4.500 4.500-4.500s4.500 1.500 4.500 4.500M13 9a2 2 0 1 0 0-4M14 11.500c2 .2 3.500 1.600 3.500 4";
const other = (c) => html`<a href="#/customers/${c.other}">${t("party.other")}</a>`;
const offered = new Set(["contact-person", "decision-maker", "buyer", "billing", "user", "technician", "assistant", "director", "head", "partner", "child", "parent", "member"]);
const role = (c) => (offered.has(c.role) ? t(`groupRole.${c.role}`) : plain(c.role));
const joined = (icon) => ({ icon, alone: true, tell: (c) => ({ head: other(c), text: role(c), facts: [c.since && t("party.since", { day: c.since })] }) });
const left = (icon) => ({ icon, alone: true, tell: (c) => ({ head: other(c), facts: [c.until && t("party.until", { day: c.until })] }) });
const department = { icon: house, tell: (c) => ({ text: plain(c.name) }) };

export const party = {
  kinds: {
    "department-formed": department,
    "department-renamed": department,
    "department-closed": department,
    "person-joined": joined(people),
    "person-left": left(people),
    "group-joined": joined(house),
    "group-left": left(house),
  },
};
