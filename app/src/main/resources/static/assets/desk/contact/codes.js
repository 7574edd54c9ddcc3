// Codes of the server's lists (Vocabulary), by what they name; those offered stand in the order in which they are likely.
import { plain, word } from "../texts.js";

const codes = {
  media: ["image/jpeg", "audio/ogg", "video/mp4", "application/pdf"],
  outcome: ["answered", "no-answer", "voicemail", "call-back", "solved", "missed", "busy", "abandoned", "failed", "cancelled"],
  payment: ["card", "cash", "invoice", "transfer", "gift-card"],
  reason: ["gift", "defective", "damaged", "wrong-item", "wrong-size", "not-as-described", "changed-mind", "late"],
  submitted: ["message", "erasure-wish"], // what customers send by themselves
};

/** A field for one of these codes. */
export const one = (of) => ({ of, codes: codes[of] });

const several = ["image", "audio", "video"]; // one word for all of a type, whatever the format

/** What came with a message, by its media type: in the reader's language where there is a word. */
export const media = (type) => {
  const [top] = (type ?? "").split("/");
  const like = codes.media.find((one) => one === type || (several.includes(top) && one.startsWith(`${top}/`)));
  return like ? word("media", like) : plain(type);
};

/** A code in the reader's language; what is told in words, as it was told. */
export const coded = (of, told) => (typeof told === "string" && codes[of].includes(told) ? word(of, told) : plain(told));
