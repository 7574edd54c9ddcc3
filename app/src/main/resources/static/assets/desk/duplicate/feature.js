// Customers who may be one and the same: a queue, why, and what people say of it.
import { html } from "lit";
import { session } from "../session.js";
import { t } from "../texts.js";

const two = "M7 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 16c.5-3.500 2.500-5 5-5M13 9a3 3 0 1 0 0-6M18 16c-.5-3.500-2.500-5-5-5M9 14h4";
const maySee = () => session.offers("/duplicates") && session.is("agent", "supervisor", "sales", "manager", "auditor", "administrator");
const other = (c) => ({ head: html`<a href="#/customers/${c.other}">${t("duplicate.other")}</a>` });

export const duplicate = {
  pages: {
    duplicates: {
      offered: maySee,
      load: () => import("./duplicates.js"),
      draw: () => html`<annals-duplicates></annals-duplicates>`,
    },
  },
  kinds: {
    distinguished: { icon: two, alone: true, tell: other },
    "distinction-withdrawn": { icon: two, alone: true, tell: other },
  },
};
