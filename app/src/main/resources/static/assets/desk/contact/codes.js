// Codes of the server's lists (Vocabulary), by what they name; those offered stand in the order in which they are likely.
import { plain, word } from "../texts.js";

const codes = {
  outcome: ["answered", "no-answer", "voicemail", "call-back", "solved", "missed", "busy", "abandoned", "failed", "cancelled"],
  payment: ["card", "cash", "invoice", "transfer", "gift-card"],
  reason: ["gift", "defective", "damaged", "wrong-item", "wrong-size", "not-as-described", "changed-mind", "late"],
};

/** A field for one of these codes. */
export const one = (of) => ({ of, codes: codes[of] });

/** A code in the reader's language; what is told in words, as it was told. */
export const coded = (of, told) => (typeof told === "string" && codes[of].includes(told) ? word(of, told) : plain(told));
