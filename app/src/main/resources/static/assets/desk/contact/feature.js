// Contacts: what customers and we say to each other and buy. Each kind in one place: its sign, what it tells in a timeline, how it is entered by hand and
// how it is answered.
import { html } from "lit";
import { colleagues } from "../colleagues.js";
import { sheet } from "../icons.js";
import { session } from "../session.js";
import { length, money, plain, t } from "../texts.js";
import { pairs } from "../timeline/told.js";
import { coded, media, one } from "./codes.js";
import { back, bought, broughtBack, goods } from "./goods.js";
import "./mention.js";

const comingBack = "M7 5L3.500 8.500 7 12M4 8.500h8a4 4 0 0 1 0 8H8";

const field = (name, more = {}) => ({ name, ...more });
const text = field("text", { long: true, needed: true });
const lasting = field("duration", { short: true, length: true });
const lasted = (c) => (c.durationSeconds === undefined ? [] : [length(c.durationSeconds)]);

const byCall = () => ({ kind: "call" });
const byEmail = (to, subject) => ({ kind: "email", to, subject: /^re:/i.test(subject) ? subject : `Re: ${subject}` });
/** What was written comes back in writing where that can be. */
const inWriting = (subject, known) => (known ? byEmail(known, subject) : byCall());

const mentioned = (typed = "") => [...new Set([...typed.matchAll(/(?:^|[^\w.@-])@([a-z0-9][a-z0-9._-]*[a-z0-9])/gi)].map((found) => found[1]))];
const mentions = ({ text: typed }) => (session.offers("/mentions") && mentioned(typed).length ? { mentions: mentioned(typed) } : {});

const kinds = {
  note: {
    icon: sheet, listed: true, reply: byCall,
    tell: (c) => ({ text: plain(c.text), facts: (c.mentions || []).map((name) => `@${colleagues.nameOf(plain(name))}`) }),
    compose: { direction: "internal", channel: "desk", fields: [{ ...text, aid: () => html`<annals-mention></annals-mention>` }], also: mentions },
  },
  call: {
    icon: "M5 3l3 1 1 3.5L7.5 9a9 9 0 0 0 3.5 3.5L12.5 11l3.5 1 1 3c-1 1.5-2.500 2-4 1.500A15 15 0 0 1 3.500 7C3 5.500 3.500 4 5 3z", listed: true, reply: byCall,
    tell: (c) => ({ head: coded("outcome", c.outcome), text: plain(c.summary), facts: lasted(c) }),
    compose: { direction: "inbound", channel: "phone", turns: true, fields: [lasting, field("outcome", one("outcome")), field("summary", { long: true })] },
  },
  email: {
    icon: "M3 5h14v10H3zM3 5.5l7 5.5 7-5.5", listed: true,
    title: ({ direction }) => t(direction === "outbound" ? "kind.email-sent" : "kind.email"),
    tell: (c) => ({ head: plain(c.subject), text: plain(c.text), facts: [plain(c.from || c.to)] }),
    compose: { direction: "inbound", channel: "mail", turns: true,
      fields: [field("from", { when: "inbound" }), field("to", { when: "outbound" }), field("subject", { needed: true }), text] },
    reply: (c, known) => byEmail(plain(c.from || c.to) || known, plain(c.subject)),
  },
  visit: {
    icon: "M10 17.500s5.500-5 5.500-9a5.500 5.500 0 0 0-11 0c0 4 5.500 9 5.500 9zM10 10.200a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600z", listed: true, reply: byCall,
    tell: (c) => ({ head: plain(c.address), text: plain(c.report), facts: lasted(c) }),
    compose: { direction: "outbound", channel: "field", turns: true, fields: [field("address"), lasting, field("report", { long: true, needed: true })] },
  },
  purchase: {
    icon: "M4 7h12l-1 10H5zM7 7a3 3 0 0 1 6 0", listed: true, gathers: true, reply: byCall, tell: bought,
    compose: { direction: "inbound", channel: "store", number: "receipt", part: goods,
      fields: [field("store"), field("paymentMethod", one("payment")), field("reason", one("reason"))] },
  },
  return: {
    icon: comingBack, listed: true, gathers: true, reply: byCall, tell: broughtBack,
    compose: { direction: "inbound", channel: "store", number: "receipt", part: back, fields: [field("reason", one("reason"))] },
  },
  chat: {
    icon: "M3 4h14v9H9l-4 3.500V13H3z", listed: true,
    tell: (c) => ({ text: plain(c.text) }),
    compose: { direction: "inbound", channel: "chat", turns: true, fields: [field("conversation"), text] },
    reply: (c) => ({ kind: "chat", ...(c.conversation && { conversation: plain(c.conversation) }) }),
  },
  message: {
    icon: "M9 17H5V3h7v3M8 8h9v6h-4l-3 2.500V14H8z", listed: true,
    tell: (c) => ({ text: plain(c.text), facts: [media(c.mediaType), plain(c.address)] }),
    compose: { direction: "inbound", channel: "sms", turns: true, fields: [field("address"), field("conversation"), field("mediaType", one("media")), { ...text, unless: "mediaType" }] },
    reply: (c) => ({ kind: "message", ...(c.address && { address: plain(c.address) }), ...(c.conversation && { conversation: plain(c.conversation) }) }),
  },
  form: {
    icon: "M5 3h10v14H5zM7.500 7h5M7.500 10h5M7.500 13h3", listed: true,
    tell: (c) => ({ head: coded("submitted", c.form), text: pairs(c.fields) }),
    compose: { direction: "inbound", channel: "web", fields: [field("form", { needed: true }), field("fields", { long: true, needed: true, pairs: true })] },
    reply: (c, known) => inWriting(coded("submitted", c.form), known),
  },
  questionnaire: {
    icon: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM8 8a2 2 0 1 1 2.500 2c-.5.2-.5.5-.5 1M10 13.500v.2", listed: true,
    tell: (c) => ({ head: plain(c.question), text: plain(c.answer), facts: [plain(c.questionnaire)] }),
    compose: { direction: "inbound", channel: "web",
      fields: [field("questionnaire", { needed: true }), field("question", { needed: true }), field("answer", { long: true, needed: true })] },
    reply: (_, known) => inWriting("", known),
  },
  interview: {
    icon: "M10 3a2 2 0 0 0-2 2v4a2 2 0 0 0 4 0V5a2 2 0 0 0-2-2zM5.500 9a4.500 4.500 0 0 0 9 0M10 13.500V17", listed: true, reply: byCall,
    tell: (c) => ({ head: plain(c.topic), text: plain(c.summary), facts: lasted(c) }),
    compose: { direction: "outbound", channel: "interview", fields: [field("topic", { needed: true }), lasting, field("summary", { long: true })] },
  },
  "lines-taken-back": {
    icon: comingBack, follows: true,
    tell: (c) => ({ head: t("entry.total", { before: money(c.totalBefore), after: money(c.totalAfter) }) }),
  },
};

export const contact = { kinds };
