// Tasks: what is to be done by whom until when, at a customer or at none.
import { html, nothing } from "lit";
import { dateTime, plain, t } from "../texts.js";
import { assigneeName, myTasks, offered } from "./tasks-store.js";
import "./open-tasks.js";

const icon = "M4 4h12v12H4zM7 10l2.200 2.200L13.500 8";
const of = (c) => ({ facts: [assigneeName(c.assignee)] });

export const tasks = {
  pages: {
    tasks: {
      offered, stores: [myTasks],
      load: () => import("./tasks.js"),
      draw: () => html`<annals-tasks></annals-tasks>`,
      count: () => ({ n: myTasks.open, how: myTasks.overdue ? "late" : "", words: [t("tasks.count", { n: myTasks.open }), ...(myTasks.overdue ? [t("tasks.overdue", { n: myTasks.overdue })] : [])].join(", ") }),
    },
  },
  topics: () => [myTasks],
  sections: [{ order: 30, draw: ({ customer }) => (customer.asOf ? nothing : html`<annals-open-tasks .customer=${customer}></annals-open-tasks>`) }],
  customerCommands: ({ card }) => (offered() ? [{ key: "t", label: t("tasks.new"), run: () => { card().find("annals-open-tasks").dialog = {}; } }] : []),
  kinds: {
    "task-set": { icon, alone: true, tell: (c) => ({ head: plain(c.title), text: plain(c.text), facts: [assigneeName(c.assignee), dateTime(c.due)] }) },
    "task-reassigned": { icon, tell: (c) => ({ head: `${assigneeName(c.from)} → ${assigneeName(c.assignee)}` }) },
    "task-rescheduled": { icon, tell: (c) => ({ head: dateTime(c.due), facts: [assigneeName(c.assignee)] }) },
    "task-completed": { icon, tell: of },
    "task-reopened": { icon, tell: of },
  },
};
