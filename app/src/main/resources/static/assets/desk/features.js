// All features of the desk, in the order in which their pages, kinds and commands stand. A new one is a folder and a line here.
import { admin } from "./admin/feature.js";
import { contact } from "./contact/feature.js";
import { customer } from "./customer/feature.js";
import { definition } from "./definition/feature.js";
import { loyalty } from "./loyalty/feature.js";
import { merge } from "./merge/feature.js";
import { mentions } from "./mentions/feature.js";
import { numbers } from "./numbers/feature.js";
import { opportunity } from "./opportunity/feature.js";
import { party } from "./party/feature.js";
import { tasks } from "./tasks/feature.js";

export const features = [contact, customer, loyalty, tasks, opportunity, merge, party, mentions, numbers, definition, admin];
