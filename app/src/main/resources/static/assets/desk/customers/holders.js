// Who takes care of whom, for the rows of a list. It is asked for when the list has changed, and no oftener than one looks.
import { get } from "../http.js";
import { Store } from "../element.js";
import { session } from "../session.js";
import { list } from "./list.js";

const PAUSE = 3000;

class Holders extends Store {
  #claims = new Map();
  #timer;
  #quietUntil = 0;

  constructor() {
    super();
    list.addEventListener("change", () => this.#soon());
  }

  /** The login name of who takes care of a customer. */
  of(customer) {
    return this.#claims.get(customer);
  }

  #soon() {
    this.#timer ??= setTimeout(() => this.#read(), Math.max(0, this.#quietUntil - Date.now()));
  }

  async #read() {
    this.#quietUntil = Date.now() + PAUSE;
    if (session.offers("/presence") && !session.ended) {
      const { body } = await get("/presence").catch(() => ({ body: {} }));
      const claims = new Map(Object.entries(body.claims || {}));
      const same = claims.size === this.#claims.size && [...claims].every(([id, name]) => this.#claims.get(id) === name);
      this.#claims = claims;
      if (!same) this.changed();
    }
    this.#timer = undefined;
  }
}

export const holders = new Holders();
