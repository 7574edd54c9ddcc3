// The entries of a timeline, newest first, each once.

const time = (entry) => (entry.when ??= Date.parse(entry.occurredAt));

/** Newest first: by when it happened, then by place in the log, as the server sorts them. */
const order = (a, b) => time(b) - time(a) || b.position - a.position || b.index - a.index;

export class Entries {
  list = [];
  next = undefined;
  jumped = false;
  highest = 0;
  /** Another number whenever something has come. */
  version = 0;
  #keys = new Set();

  restart(entries, next) {
    this.list = [];
    this.#keys = new Set();
    this.jumped = false;
    this.previous = undefined;
    this.version += 1;
    this.append(entries, next);
  }

  append(entries, next) {
    for (const entry of entries) this.add(entry);
    this.next = next;
  }

  /** Newer entries, after a jump; with the last of them the timeline is whole again at its upper end. */
  prepend(entries, previous) {
    for (const entry of entries) this.add(entry);
    this.previous = previous;
    if (!previous) this.jumped = false;
  }

  has(key) {
    return this.#keys.has(key);
  }

  /** Whether what is loaded goes as far up as this one. */
  reaches(entry) {
    return this.list.length > 0 && order(this.list[0], entry) <= 0;
  }

  /** Puts an entry where it belongs. One that is there stays; one beyond what is loaded comes with its page. */
  add(entry, fresh = false) {
    entry.key = `${entry.position}.${entry.index}`;
    if (this.#keys.has(entry.key)) return;
    const last = this.list.at(-1);
    if (!last || order(last, entry) < 0) {
      if (fresh && last && this.next) return;
      this.list.push(entry);
    } else {
      this.list.splice(this.#place(entry), 0, entry);
    }
    this.#keys.add(entry.key);
    this.version += 1;
    this.highest = Math.max(this.highest, entry.position);
    if (fresh) entry.came = Date.now();
  }

  #place(entry) {
    let [low, high] = [0, this.list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (order(this.list[middle], entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
