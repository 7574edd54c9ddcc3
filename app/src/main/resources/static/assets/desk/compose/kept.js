// What this window keeps beyond the page and the session: sealed with a key that the server tells nobody but whose it is, so
// that a browser's storage holds nothing readable of a customer (OWASP ASVS 14.3.3).
import { session } from "../session.js";

const NAME = "annals.kept";
const IV = 12; // bytes

let key;
let all = {};
let changed = false;
let sealing = Promise.resolve(); // one after the other

const ofHex = (hex) => Uint8Array.from(hex.match(/../g), (two) => parseInt(two, 16));
const ofText = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
const toText = (bytes) => btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(""));

/** Takes up what an earlier page left behind. What somebody else left does not open, and is written over. */
export async function beginKept() {
  if (!session.me.draftKey || !crypto.subtle) return; // then it lives as long as the page
  key = await crypto.subtle.importKey("raw", ofHex(session.me.draftKey), "AES-GCM", false, ["encrypt", "decrypt"]);
  const sealed = sessionStorage.getItem(NAME);
  if (sealed) all = await opened(ofText(sealed)).catch(() => ({}));
}

export const kept = (part) => all[part];

export function keep(part, value) {
  all = { ...all, [part]: value };
  if (!key || changed) return;
  changed = true;
  sealing = sealing.then(seal);
}

async function seal() {
  changed = false; // what changes from here on is sealed behind this
  const iv = crypto.getRandomValues(new Uint8Array(IV));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify(all)));
  sessionStorage.setItem(NAME, toText([...iv, ...new Uint8Array(sealed)]));
}

async function opened(sealed) {
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.slice(0, IV) }, key, sealed.slice(IV));
  return JSON.parse(new TextDecoder().decode(plain));
}
