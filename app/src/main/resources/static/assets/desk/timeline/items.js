// What stands in a timeline by itself: a contact, a purchase or return with all that followed from it, a change, or several
// changes in a row as one.
import { kinds } from "../registry.js";

const is = (what, { kind }) => Boolean(kinds.get(kind)?.[what]);
const isChange = (entry) => entry.family !== "contact" && !is("alone", entry);
const day = ({ occurredAt }) => new Date(occurredAt).toDateString();

/** The purchases and returns among these, by their contact; each begins with nothing that follows. */
function goods(entries) {
  const found = new Map();
  for (const entry of entries) {
    if (is("gathers", entry)) {
      entry.follows = [];
      found.set(entry.contact, entry);
    }
  }
  return found;
}

/** Several changes as one item. It is kept with the oldest of them, so that what was measured and unfolded stays when newer ones come. */
function fold(changes) {
  const [first, last] = [changes[0], changes.at(-1)];
  last.fold ??= {};
  return Object.assign(last.fold, { ...first, key: `${last.key}+`, kind: "changes", changes, height: last.fold.height });
}

export class Items {
  /** Newest first, as the entries are. */
  list = [];
  /** By contact. */
  goods = new Map();
  #entries;
  #version;
  #seen;

  /**
   * Made anew only when there is something new.
   *
   * @param entries an {@link Entries}
   * @param seen the position up to which somebody has seen all; changes are not folded across it
   */
  take(entries, seen) {
    if (entries === this.#entries && entries.version === this.#version && seen === this.#seen) return;
    [this.#entries, this.#version, this.#seen] = [entries, entries.version, seen];
    this.goods = goods(entries.list);
    this.list = [];
    let changes = [];
    const close = () => {
      if (changes.length) this.list.push(changes.length === 1 ? changes[0] : fold(changes));
      changes = [];
    };
    const isNew = ({ position }) => seen !== undefined && position > seen;
    for (const entry of entries.list) {
      const of = is("follows", entry) && this.goods.get(entry.contact);
      if (of) {
        of.follows.push(entry);
      } else if (isChange(entry)) {
        if (changes.length && (day(changes[0]) !== day(entry) || isNew(changes[0]) !== isNew(entry))) close();
        changes.push(entry);
      } else {
        close();
        this.list.push(entry);
      }
    }
    close();
  }

  /** Where an entry stands, by its own key or by that of what it stands with; -1 if it is not here. */
  indexOf(key) {
    return this.list.findIndex((item) => item.key === key || [...(item.changes || []), ...(item.follows || [])].some((one) => one.key === key));
  }
}
