// What was entered and is not known to be recorded: pending while it is sent, failed when nobody answered. It is kept until
// the log has it, also when the session ends or the page is loaded again; sending again cannot record it twice, since it
// keeps its external id.
import { get, post } from "../door.js";
import { Store } from "../piece.js";
import { keep, kept } from "./kept.js";

class Outbox extends Store {
  #items = [];

  /** Takes up what an earlier page left behind. */
  begin() {
    this.#items = (kept("outbox") || []).map((item) => ({ ...item, state: item.state === "pending" ? "failed" : item.state }));
    this.changed();
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
      this.#fetchIfUnheard(item, position);
      return body;
    } catch (refusal) {
      this.#set(item.key, { state: "failed", reason: refusal.passing ? "" : refusal.message, passing: refusal.passing });
      return undefined;
    }
  }

  /** The live socket brings it; if it is down, we look ourselves. */
  #fetchIfUnheard(item, position) {
    setTimeout(async () => {
      if (!this.#items.some(({ key }) => key === item.key)) return;
      await get(`/customers/${item.customer}`, { atLeast: position }).catch(() => {});
      this.discard(item);
      this.dispatchEvent(new CustomEvent("unheard", { detail: item.customer }));
    }, 3000);
  }

  /** An entry has come: what it was made of is no longer on its way. */
  arrived(entry) {
    const item = this.#items.find(({ key, contact, sentAs }) =>
      sentAs ? sentAs === entry.contact : contact.channel === entry.channel && key === entry.content?.externalId);
    if (item) this.discard(item);
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
