// The customers of a list, and what is asked for them. Kept apart from the piece, so that it lives on while other pages show.
import { get, put, remove } from "../door.js";
import { Store } from "../piece.js";
import { session } from "../session.js";

const SIZE = 50;

class CustomerList extends Store {
  asked = { list: "latest", sort: "", q: "" };
  customers = [];
  total = 0;
  saved = [];
  trouble = undefined;
  #next;
  #turn = 0;

  ask(some) {
    this.asked = { ...this.asked, ...some };
    return this.read();
  }

  /** Lists of one's own stand beside the sorts only where the server has them. */
  get hasLists() {
    return session.offers("/saved-views/{name}");
  }

  async read(atLeast) {
    const turn = (this.#turn += 1);
    try {
      const { body } = await this.#get({ atLeast });
      if (turn !== this.#turn) return; // a later question has been asked meanwhile
      this.customers = body.customers;
      this.total = body.total;
      this.#next = body.next;
      this.trouble = undefined;
    } catch (refusal) {
      if (turn === this.#turn) this.trouble = refusal;
    }
    this.ready = true;
    this.changed();
  }

  /** A customer as they are now; in the list where they stood, so that nothing moves under a hand. Who is newer than all of it makes it be read again. */
  saw(view, position) {
    const at = this.customers.findIndex(({ id }) => id === view.id);
    if (at < 0) return void (this.#wouldLead(view) && this.read(position));
    this.customers = this.customers.with(at, { ...this.customers[at], ...view });
    this.changed();
  }

  #wouldLead({ lastContact }) {
    const { list, sort, q } = this.asked;
    return this.ready && list === "latest" && !sort && !q.trim() && new Date(lastContact) > new Date(this.customers[0]?.lastContact ?? 0);
  }

  async more() {
    const turn = this.#turn;
    const { body } = await this.#get({ cursor: this.#next });
    if (turn !== this.#turn) return;
    this.#next = body.next;
    const again = new Map(body.customers.map((one) => [one.id, one])); // who has changed since the first page comes again
    const there = new Set(this.customers.map(({ id }) => id));
    this.customers = [...this.customers.map((one) => again.get(one.id) ?? one), ...body.customers.filter(({ id }) => !there.has(id))];
    this.changed();
  }

  get hasMore() {
    return this.#next !== undefined;
  }

  #get(more) {
    const { list, sort, q } = this.asked;
    return get("/customers", { q: q.trim(), sort, limit: SIZE, ...more, ...(this.hasLists && { list }) });
  }

  async readSaved() {
    if (!this.hasLists) return;
    const { body } = await get("/saved-views").catch(() => ({ body: {} }));
    this.saved = body.views || [];
    this.changed();
  }

  async save(name) {
    await put(`/saved-views/${encodeURIComponent(name)}`, { filters: Object.fromEntries(Object.entries(this.asked).filter(([name, value]) => value && name !== "q")) });
    await this.readSaved();
  }

  async forget(name) {
    await remove(`/saved-views/${encodeURIComponent(name)}`);
    await this.readSaved();
  }
}

export const list = new CustomerList();
