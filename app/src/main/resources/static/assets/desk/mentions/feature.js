// Where colleagues have mentioned me in a note.
import { html } from "lit";
import { colleagues } from "../colleagues.js";
import { toHit } from "../customers/hit.js";
import { Store } from "../element.js";
import { get } from "../http.js";
import { notices, open } from "../notices.js";
import { session } from "../session.js";
import { plain, t } from "../texts.js";

const LINE = 120; // characters of a note in a notice

/** The notes that mention me. Live, like a customer. */
class MyMentions extends Store {
  /** Newest first; undefined as long as nobody has said. */
  list = undefined;
  #seen = {};

  constructor() {
    super();
    open.addEventListener("change", () => this.changed());
    open.addEventListener("seen", ({ detail: { customer, position } }) => {
      this.#seen = { ...this.#seen, [customer]: position };
      this.changed();
    });
  }

  get topic() {
    return `mentions/${session.me.name}`;
  }

  async read(atLeast) {
    if (!session.offers("/mentions")) return undefined;
    const { body } = await get("/mentions", { atLeast });
    this.list = body.mentions;
    this.#seen = body.seen;
    this.changed();
    return body.position;
  }

  /** Whoever has a timeline before their eyes has seen what comes into it. */
  isNew({ customer, position, by }) {
    return by !== session.me.name && customer !== open.customer && position > (this.#seen[customer] ?? 0);
  }

  get unread() {
    return (this.list || []).filter((note) => this.isNew(note)).length;
  }

  heard(note) {
    if (note.actor === session.me.name || note.customer === open.customer) return;
    notices.tell(t("mentions.given", { name: colleagues.nameOf(note.actor), text: plain(note.content.text).slice(0, LINE) }), this.toNote(note));
  }

  /** The address of a note in its timeline. */
  toNote({ customer, position, index, occurredAt }) {
    return toHit(customer, { position, index, occurredAt });
  }
}

export const myMentions = new MyMentions();

export const mentions = {
  pages: {
    mentions: {
      offered: () => Boolean(myMentions.list), stores: [myMentions],
      load: () => import("./mentions.js"),
      draw: () => html`<annals-mentions></annals-mentions>`,
      count: () => ({ n: myMentions.unread, how: "new", words: t("mentions.unread", { n: myMentions.unread }) }),
    },
  },
  topics: () => [myMentions],
};
