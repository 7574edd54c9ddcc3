// What was entered and is not known to be recorded: pending while it is sent, waiting when nobody answered, until somebody does; failed when it
// was refused. It is kept until the log has it, also when the session ends or the page is loaded again; sending again cannot record it
// twice, since it keeps its external id.
import { get, post } from "../http.js";
import { live } from "../live.js";
import { Store } from "../element.js";
import { keep, kept } from "./kept.js";

/** A server that is there and takes nothing is asked again after a while, less and less often. */
const FIRST = 2000;
const LAST = 60000;

class Outbox extends Store {
  #items = [];
  #pause = FIRST;
  #later;
  #going = false;

  /** Takes up what an earlier page left behind, and sends by itself what nobody has answered. */
  begin() {
    this.#items = (kept("outbox") || []).map((item) => ({ ...item, state: item.state === "pending" || item.passing ? "waiting" : item.state }));
    live.addEventListener("back", () => this.#go());
    addEventListener("online", () => this.#go());
    this.changed();
    this.#go();
  }

  /** In the order in which it was entered, one after the other; the first that nobody answers lets the others wait as well. */
  async #go() {
    clearTimeout(this.#later);
    if (this.#going) return;
    this.#going = true;
    for (const { key } of this.#items.filter(({ state }) => state === "waiting").reverse()) {
      if (this.#stateOf(key) !== "waiting") continue; // discarded, or sent by hand
      await this.again({ key });
      if (this.#stateOf(key) === "waiting") break;
    }
    this.#going = false;
    this.#goLater();
  }

  #stateOf(key) {
    return this.#items.find((one) => one.key === key)?.state;
  }

  #goLater() {
    clearTimeout(this.#later);
    if (!this.#items.some(({ state }) => state === "waiting")) return;
    this.#later = setTimeout(() => this.#go(), this.#pause);
    this.#pause = Math.min(LAST, this.#pause * 2);
  }

  of(customer) {
    return this.#items.filter((item) => item.customer === customer);
  }

  /** Sends a contact of a customer; it is on the screen at once. */
  async send(customer, contact) {
    const item = { customer, contact, key: contact.externalId, state: "pending" };
    this.#items = [item, ...this.#items];
    this.#keep();
    return this.#try(item);
  }

  again(item) {
    return this.#try(this.#set(item.key, { state: "pending", reason: undefined }));
  }

  discard(item) {
    this.#items = this.#items.filter(({ key }) => key !== item.key);
    this.#keep();
  }

  async #try(item) {
    try {
      const { body, position } = await post("/contacts", item.contact);
      this.#set(item.key, { state: "sent", sentAs: body.contact });
      this.#pause = FIRST;
      this.#fetchIfUnheard(item, position);
      return body;
    } catch (refusal) {
      this.#set(item.key, { state: refusal.passing ? "waiting" : "failed", reason: refusal.passing ? "" : refusal.message, passing: refusal.passing });
      if (!this.#going) this.#goLater();
      return undefined;
    }
  }

  /** The live socket brings it; if it is down, we look ourselves. */
  #fetchIfUnheard(item, position) {
    setTimeout(async () => {
      if (!this.#items.some(({ key }) => key === item.key)) return;
      await get(`/customers/${item.customer}`, { atLeast: position }).catch(() => {});
      this.#recorded(item);
      this.dispatchEvent(new CustomEvent("unheard", { detail: item.customer }));
    }, 3000);
  }

  /** An entry has come: what it was made of is no longer on its way. Tells whether it was made of something of ours, and to whom it concerns that it is recorded. */
  arrived(entry) {
    const item = this.#items.find(({ key, contact, sentAs }) =>
      sentAs ? sentAs === entry.contact : contact.channel === entry.channel && key === entry.content?.externalId);
    if (item) this.#recorded(item, entry);
    return Boolean(item);
  }

  #recorded(item, entry) {
    this.discard(item);
    this.dispatchEvent(new CustomEvent("recorded", { detail: { customer: item.customer, entry: entry ?? item.contact, key: entry && `${entry.position}.${entry.index}` } }));
  }

  #set(key, some) {
    const item = { ...this.#items.find((one) => one.key === key), ...some };
    this.#items = this.#items.map((one) => (one.key === key ? item : one));
    this.#keep();
    return item;
  }

  #keep() {
    keep("outbox", this.#items);
    this.changed();
  }
}

export const outbox = new Outbox();
