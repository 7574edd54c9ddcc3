// All that the page knows of one customer: fed by REST, then by the live socket, from the position that REST was at.
import { get, put, Refusal } from "./http.js";
import { live } from "./live.js";
import { list } from "./customers/list.js";
import { outbox } from "./compose/outbox.js";
import { open } from "./notices.js";
import { Store } from "./element.js";
import { besides } from "./registry.js";
import { session } from "./session.js";
import { Entries } from "./timeline/entries.js";

const PAGE = 100;

export class Customer extends Store {
  view = undefined;
  /** What features read beside the view, by their names for it; absent what a role may not see, and what is not there yet. */
  beside = {};
  trouble = undefined;
  /** Who else has this customer open, and what we do there ourselves as the others see it. */
  people = [];
  me = undefined;
  seen = undefined;
  entries = new Entries();
  loading = true;
  /** The kind alone that is shown, if any; the day that was jumped to, if any. */
  filter = undefined;
  day = undefined;
  /** How many entries came live that the part of the timeline on the screen does not reach. */
  beyond = 0;
  #reading;
  #again = false;
  #closed = false;

  /** @param asOf a position or an instant of the past; undefined for the present, which is live */
  constructor(id, asOf) {
    super();
    this.id = id;
    this.asOf = asOf;
    this.topic = `customer/${id}`;
  }

  async open(atLeast) {
    try {
      const [view, page] = await Promise.all([this.#readView(atLeast), this.#page({ atLeast })]);
      this.entries.restart(page.entries, page.next);
      this.position = Math.min(view, page.position);
      if (this.#closed) return;
      if (!this.asOf && this.view.id !== this.id) { // merged into another, under whose id both are shown
        location.replace(`#/customers/${this.view.id}`);
        return;
      }
      if (!this.asOf) {
        live.follow(this.topic, this.position, {
          commit: (commit) => this.#heard(commit),
          reset: (position) => this.reopen(position),
          presence: (people) => this.#met(people),
          refused: () => this.dispatchEvent(new Event("refused")),
          over: (reason) => this.#over(reason),
        });
        await this.#readSeen();
      }
    } catch (refusal) {
      this.trouble = refusal;
    }
    this.loading = false;
    this.changed();
  }

  /** Reads all of it again. */
  reopen(atLeast) {
    this.trouble = undefined;
    return this.open(atLeast);
  }

  close() {
    this.#closed = true;
    live.leave(this.topic);
  }

  async #page(more) {
    const { body } = await get(`/customers/${this.id}/timeline`, { limit: PAGE, asOf: this.asOf, ...this.filter, ...more });
    return body;
  }

  async #readView(atLeast) {
    const [view, ...beside] = await Promise.all([
      get(`/customers/${this.id}`, { atLeast, asOf: this.asOf }),
      ...[...besides.values()].map(({ path, values }) => get(`/customers/${this.id}${path}`, { atLeast, asOf: this.asOf, ...values }).catch((refusal) => {
        if (refusal.status === 401) throw refusal;
        return { body: undefined };
      })),
    ]);
    this.view = view.body;
    if (!this.asOf) list.saw(view.body, view.position);
    this.beside = Object.fromEntries([...besides.keys()].map((name, i) => [name, beside[i].body]));
    this.changed();
    return view.position;
  }

  /** Reads the view again; while it is being read, once more afterwards and no oftener. */
  async refresh(atLeast) {
    if (this.#reading) {
      this.#again = true;
      this.#atLeast = Math.max(this.#atLeast, atLeast || 0);
      return this.#reading;
    }
    this.#reading = this.#readView(atLeast).catch((refusal) => {
      if (!(refusal instanceof Refusal)) throw refusal;
    });
    await this.#reading;
    this.#reading = undefined;
    if (this.#again && !this.#closed) {
      this.#again = false;
      await this.refresh(this.#atLeast);
    }
  }

  #atLeast = 0;

  #heard(commit) {
    for (const entry of commit.entries) {
      const ours = outbox.arrived(entry);
      if (!this.#fits(entry)) continue;
      if (this.entries.jumped && !this.entries.reaches(entry)) this.beyond += 1;
      else this.entries.add(entry, true);
      if (!ours) this.dispatchEvent(new CustomEvent("heard", { detail: entry }));
    }
    this.changed();
    this.refresh(commit.position);
  }

  #fits(entry) {
    return !this.filter?.kind || this.filter.kind === entry.kind;
  }

  #met(people) {
    this.me = people.find(({ name }) => name === session.me.name);
    this.people = people.filter((one) => one !== this.me);
    this.changed();
  }

  #over(reason) {
    this.trouble = new Refusal(403, { detail: reason });
    this.changed();
  }

  /** The next older page, if there is one; one at a time. */
  older() {
    if (!this.entries.next) return undefined;
    this.#more ??= this.#page({ cursor: this.entries.next, ...this.#span })
      .then((page) => this.entries.append(page.entries, page.next), () => {})
      .finally(() => {
        this.#more = undefined;
        this.changed();
      });
    return this.#more;
  }

  #more;
  #span = {};

  /** The next newer page after a jump. */
  newer() {
    if (!this.entries.previous) return undefined;
    this.#later ??= this.#page({ cursor: this.entries.previous })
      .then((page) => this.entries.prepend(page.entries, page.previous), () => {})
      .finally(() => {
        this.#later = undefined;
        this.changed();
      });
    return this.#later;
  }

  #later;

  /** To the day that ends at an instant. Newer entries come with `newer` where the server can, and all of them with `newest`. */
  async jump(instant) {
    const around = session.offers("/customers/{id}/timeline", "around");
    this.#span = around ? {} : { to: instant };
    const page = await this.#page(around ? { around: instant } : { to: instant });
    this.entries.restart(page.entries, page.next);
    this.entries.previous = page.previous;
    this.entries.jumped = !around || Boolean(page.previous);
    this.beyond = 0;
    this.changed();
  }

  /** To a day of the calendar here, such as 2026-03-03: the first entry of it, or of before, is told. */
  async jumpTo(day) {
    const end = new Date(`${day}T00:00:00`);
    end.setDate(end.getDate() + 1);
    this.day = day;
    await this.jump(end.toISOString());
    return this.entries.list.find(({ occurredAt }) => Date.parse(occurredAt) < end.getTime()) ?? this.entries.list.at(-1);
  }

  async newest() {
    this.#span = {};
    this.day = undefined;
    const page = await this.#page({});
    this.entries.restart(page.entries, page.next);
    this.beyond = 0;
    this.changed();
  }

  /** Entries of one kind only; undefined for all. */
  async only(kind) {
    this.filter = kind ? { kind } : undefined;
    await this.newest();
  }

  async #readSeen() {
    if (!session.offers("/customers/{id}/seen")) return;
    const { body } = await get(`/customers/${this.id}/seen`).catch(() => ({ body: {} }));
    this.seen = body.position;
  }

  /** All that is here now has been seen. The line stays where it is as long as the customer is open. */
  markSeen() {
    const newest = this.entries.highest;
    if (!session.offers("/customers/{id}/seen") || this.asOf || !newest || newest <= (this.seen ?? 0)) return;
    open.saw(this.id, newest);
    list.seen(this.id);
    put(`/customers/${this.id}/seen`, { position: newest }, { keepalive: true }).catch(() => {});
  }
}
