// Who works here: in the log and on the wire people have login names, on the screen they are called what they are called.
import { get } from "./http.js";
import { Store } from "./element.js";
import { session } from "./session.js";

class Colleagues extends Store {
  all = [];
  #names = new Map();
  #sought = new Set();
  #reading;

  /** Keys of machines are nobody's colleagues, and some roles see none: those stay as they are written. */
  nameOf(login) {
    if (!this.#names.has(login) && !this.#sought.has(login)) {
      this.#sought.add(login); // whoever began only today
      this.#reading ??= this.read();
    }
    return this.#names.get(login) || login;
  }

  async read() {
    if (!session.offers("/colleagues")) return;
    const { body } = await get("/colleagues").catch(() => ({ body: { colleagues: this.all } }));
    this.#reading = undefined;
    this.all = body.colleagues;
    this.#names = new Map([...this.all, session.me].map(({ name, displayName }) => [name, displayName]));
    this.changed();
  }

  /** Those whose name has a part that begins like this, at most so many. */
  beginning(typed, most) {
    const begun = typed.toLocaleLowerCase();
    const fits = ({ name, displayName }) =>
      name.toLowerCase().startsWith(begun) || displayName.toLocaleLowerCase().split(/[\s-]+/).some((part) => part.startsWith(begun));
    return this.all.filter(fits).slice(0, most);
  }
}

export const colleagues = new Colleagues();
