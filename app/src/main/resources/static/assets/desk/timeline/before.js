// What a customer was before something was corrected, and what was bought where only a return is at hand. Asked for when a row that tells it is drawn, each once.
import { get } from "../http.js";
import { Store } from "../element.js";

const PAGE = 200;
const MOST = 10; // pages of purchases that are looked through

export class Before extends Store {
  #views = new Map();
  #purchases = new Map();
  #looking;

  /** @param id of the customer */
  constructor(id) {
    super();
    this.id = id;
  }

  /** The customer just before an entry; undefined while it is on its way, and null where there is none to be seen. */
  view({ position }) {
    if (!this.#views.has(position)) {
      this.#views.set(position, undefined);
      get(`/customers/${this.id}`, { asOf: position - 1 }).then(({ body }) => body, () => null).then((view) => {
        this.#views.set(position, view);
        this.changed();
      });
    }
    return this.#views.get(position);
  }

  /** The purchase with this contact; undefined while it is on its way, and null where there is none to be seen. */
  purchase(contact) {
    if (!this.#purchases.has(contact)) {
      this.#purchases.set(contact, undefined);
      this.#looking ??= this.#look().finally(() => {
        this.#looking = undefined;
        this.changed();
      });
    }
    return this.#purchases.get(contact);
  }

  async #look() {
    let cursor;
    for (let page = 0; page < MOST && (cursor || page === 0); page++) {
      const { body } = await get(`/customers/${this.id}/timeline`, { kind: "purchase", limit: PAGE, cursor }).catch(() => ({ body: { entries: [] } }));
      body.entries.forEach((entry) => this.#purchases.set(entry.contact, entry));
      cursor = body.next;
    }
    for (const [contact, found] of this.#purchases) if (found === undefined) this.#purchases.set(contact, null);
  }
}
