// The customers of a list, and what is asked for them. Kept apart from the piece, so that it lives on while other pages show.
import { get, put, remove } from "../http.js";
import { live } from "../live.js";
import { Store } from "../element.js";
import { session } from "../session.js";
import { arranged } from "./arranged.js";
import { nothingAsked, parameters, toSave } from "./asked.js";
import { refreshing } from "./refreshing.js";

const SIZE = 50;
const MOST = 200; // what the server gives at once
const ROUND = 10000;
const NOT_YET = 409; // the view is not that far

class CustomerList extends Store {
  asked = nothingAsked;
  customers = [];
  total = 0;
  saved = [];
  trouble = undefined;
  /** How many stand in each of the lists; those that the server does not tell are absent. */
  counts = {};
  /** How many rows would stand above or between those on the screen if they were not held. */
  newer = 0;
  /** When the rows were last as the server has them, in milliseconds. */
  readAt = undefined;
  /** Whether the server could not be asked the last time, or does not tell what changes. */
  stale = false;
  #held = false;
  #latest; // as the server has them, where the rows on the screen are held in another order
  #next; // the cursor behind the last row
  #turn = 0;
  #early = false; // whether something changed before the rows were read for the first time
  #answered = false; // whether the rows answer what is asked now
  #again = refreshing((position) => this.refresh(position));

  /** Reads it as soon as something has changed at whomever we may see, wherever we are in the desk; who does not hear of it asks from time to time. */
  begin() {
    if (!session.offers("/customer-lists")) return; // one side of the server alone has no lists
    const ask = () => setInterval(() => this.#again.wanted(), ROUND);
    if (session.has("till", "customer")) return void ask(); // who has no socket to hear it by
    live.follow("customers", undefined, {
      changed: (ids, position) => this.#again.wanted(position),
      again: () => this.#again.wanted(),
      reset: () => this.#again.wanted(),
      over: ask,
    });
    live.addEventListener("back", () => this.#again.wanted());
    live.addEventListener("lost", () => {
      this.stale = true;
      this.changed();
    });
    this.#readCounts();
  }

  ask(some) {
    this.asked = { ...this.asked, ...some };
    return this.read();
  }

  /** Lists of one's own stand beside the sorts only where the server has them. */
  get hasLists() {
    return session.offers("/saved-views/{name}");
  }

  /** While rows are held, none of them moves: what is new is counted, or comes behind them. */
  hold(held) {
    if (held === this.#held) return;
    this.#held = held;
    if (!held) this.release();
  }

  /** Puts the rows as the server has them. */
  release() {
    if (!this.#latest) return;
    this.customers = this.#latest;
    this.#latest = undefined;
    this.newer = 0;
    this.changed();
  }

  /** What was asked for, from the beginning. */
  async read(atLeast) {
    this.#answered = false;
    await this.#read(SIZE, atLeast, ({ customers, next }) => {
      this.customers = customers;
      this.#next = next;
      this.#latest = undefined;
      this.newer = 0;
    });
    this.#readCounts();
  }

  /** The same as it is now, as far as it had been read. */
  async refresh(atLeast) {
    if (!this.ready) return void (this.#early = true);
    const size = Math.min(MOST, Math.max(SIZE, this.customers.length + (this.#held ? this.newer + SIZE : 0))); // none of those held must fall out at the end
    const counted = this.#readCounts();
    await this.#read(size, atLeast, ({ customers: latest, next }) => {
      const isAll = next === undefined;
      const rest = isAll ? [] : this.customers.slice(size);
      if (rest.length === 0) this.#next = next;
      const { rows, newer } = arranged(this.#held ? this.customers : [], latest, isAll);
      const seen = new Set(rows.map(({ id }) => id));
      this.customers = [...rows, ...rest.filter(({ id }) => !seen.has(id))];
      this.#latest = this.#held ? [...latest, ...rest] : undefined;
      this.newer = newer;
    });
    await counted;
  }

  async #read(size, atLeast, take) {
    const turn = (this.#turn += 1);
    try {
      const { body } = await this.#get({ limit: size, atLeast });
      if (turn !== this.#turn) return; // a later question has been asked meanwhile
      take(body);
      this.#answered = true;
      this.total = body.total;
      this.trouble = undefined;
      this.stale = false;
      this.readAt = Date.now();
    } catch (refusal) {
      if (turn !== this.#turn) return;
      this.stale = refusal.passing || refusal.status === NOT_YET;
      this.trouble = this.stale && this.#answered ? undefined : refusal;
      if (!this.#answered) this.#forget();
      if (this.stale) this.#again.later();
    }
    this.ready = true;
    if (this.#early) this.#again.wanted();
    this.#early = false;
    this.changed();
  }

  /** Rows of another question are no answer to this one. */
  #forget() {
    this.customers = [];
    this.#latest = undefined;
    this.#next = undefined;
    this.total = 0;
    this.newer = 0;
    this.readAt = undefined;
  }

  /** A customer as they are now; in the list where they stood, so that nothing moves under a hand. Who is newer than all of it makes it be read again. */
  saw(view, position) {
    const at = this.customers.findIndex(({ id }) => id === view.id);
    if (at < 0) return void (this.#wouldLead(view) && this.#again.wanted(position));
    this.customers = this.customers.with(at, { ...this.customers[at], ...view });
    this.changed();
  }

  /** All of a customer has been seen. */
  seen(id) {
    const at = this.customers.findIndex((view) => view.id === id);
    if (at < 0 || !this.customers[at].unread) return;
    this.customers = this.customers.with(at, { ...this.customers[at], unread: 0 });
    this.changed();
  }

  #wouldLead({ lastContact }) {
    const { list, sort, q, channel } = this.asked;
    return this.ready && list === "latest" && !sort && !channel && !q.trim() && new Date(lastContact) > new Date(this.customers[0]?.lastContact ?? 0);
  }

  async more() {
    const turn = this.#turn;
    const { body } = await this.#get({ cursor: this.#next });
    if (turn !== this.#turn) return;
    this.#next = body.next;
    const again = new Map(body.customers.map((one) => [one.id, one])); // who has changed since the first page comes again
    const there = new Set(this.customers.map(({ id }) => id));
    const further = body.customers.filter(({ id }) => !there.has(id));
    this.customers = [...this.customers.map((one) => again.get(one.id) ?? one), ...further];
    if (this.#latest) this.#latest = [...this.#latest, ...further];
    this.changed();
  }

  get hasMore() {
    return this.#next !== undefined;
  }

  #get(more) {
    return get("/customers", { ...parameters(this.asked, this.hasLists), limit: SIZE, ...more });
  }

  async #readCounts() {
    if (!session.offers("/customer-lists")) return;
    const { body } = await get("/customer-lists").catch(() => ({ body: { lists: this.counts } }));
    this.counts = body.lists;
    this.changed();
  }

  async readSaved() {
    if (!this.hasLists) return;
    const { body } = await get("/saved-views").catch(() => ({ body: {} }));
    this.saved = body.views || [];
    this.changed();
  }

  async save(name) {
    await put(`/saved-views/${encodeURIComponent(name)}`, { filters: toSave(this.asked) });
    await this.readSaved();
  }

  async forget(name) {
    await remove(`/saved-views/${encodeURIComponent(name)}`);
    await this.readSaved();
  }
}

export const list = new CustomerList();
