// The web socket: follows topics, and after a break takes them up again from the last position seen.
import { ended } from "./http.js";
import { Store } from "./element.js";
import { session } from "./session.js";

/** A server says how often it gives a sign of life; until it has, this long a silence counts as a broken connection. */
const SILENCE = 60000;
const BEATS_MISSED = 2.5;
/** A break shorter than this is over before anybody could do anything about it. */
const BRIEF = 2000;
const SHORTEST_WAIT = 250;
const LONGEST_WAIT = 8000;
const ENDED = 4401;

class Live extends Store {
  /** `off`, `catching` (up after a break) or `live`. */
  state = "off";
  position = 0;
  lostAt = undefined;
  /** Whether it has been lost for so long that it must be said. */
  lost = false;
  #missed = new Set(); // entries that came only after the last break; one may stand in several topics
  #topics = new Map(); // topic → { after, late, hears }
  #silence = SILENCE;
  #socket;
  #wait = SHORTEST_WAIT;
  #watchdog;
  #retry;
  #brief;
  #here = null;

  constructor() {
    super();
    addEventListener("offline", () => this.#lose());
    addEventListener("online", () => this.#connect());
  }

  /**
   * Follows a topic from a position on; without one always from now on, and then `again()` says whenever that begins, at first and after each break,
   * that something may have been missed.
   *
   * @param hears `commit(message)` gets each commit once, in order; `changed(customers)` the ids of those at whom something is new; `reset()` says
   *     that all must be read again; `presence(people)`; `refused(problem)` of what we said about being here; `over(reason)` says that we may not
   *     have it, or not any more
   */
  follow(topic, after, hears) {
    this.#topics.set(topic, { after, late: false, hears });
    if (this.#open) this.#subscribe(topic);
    else this.#connect();
    this.changed();
  }

  leave(topic) {
    if (this.#topics.delete(topic) && this.#open) this.#say({ unsubscribe: topic });
    this.changed();
  }

  /** Whether anything is followed: the past is not, and a list is none of one customer. */
  get follows() {
    return this.#topics.size > 0;
  }

  /** Says at which customer we are and what we do there; null: nowhere. A claim is taken over once, not again after each break. */
  here(what) {
    if (what === null && this.#here === null) return;
    const { takeOver, ...lasting } = what || {};
    this.#here = what && lasting;
    if (this.#open && this.tellsPresence) this.#say({ here: what });
  }

  get #open() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  #say(message) {
    this.#socket.send(JSON.stringify(message));
  }

  #subscribe(topic) {
    this.#say({ subscribe: topic, after: this.#topics.get(topic).after });
  }

  #connect() {
    clearTimeout(this.#retry);
    if (this.#topics.size === 0 || (this.#socket && this.#socket.readyState <= WebSocket.OPEN)) return;
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live`);
    this.#socket = socket;
    this.#listen();
    socket.onopen = () => {
      this.#wait = SHORTEST_WAIT;
      this.#missed.clear();
      this.#be(this.lostAt ? "catching" : "off");
      for (const [topic, followed] of this.#topics) {
        followed.late = true;
        this.#subscribe(topic);
      }
      if (this.#here && this.tellsPresence) this.#say({ here: this.#here });
    };
    socket.onmessage = ({ data }) => {
      this.#listen();
      for (const line of data.split("\n")) {
        if (socket === this.#socket) this.#hear(JSON.parse(line));
      }
    };
    socket.onclose = ({ code }) => {
      if (socket !== this.#socket) return;
      if (code === ENDED) ended({});
      this.#lost();
    };
  }

  #listen() {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.#lose(), this.#silence);
  }

  /** Whether or not the socket has noticed: nothing comes through it any more. */
  #lose() {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
    this.#lost();
  }

  #lost() {
    clearTimeout(this.#watchdog);
    clearTimeout(this.#retry);
    if (this.lostAt === undefined) this.#brief = setTimeout(() => this.#tell(), BRIEF);
    this.lostAt ??= Date.now();
    this.#be("off");
    this.#retry = setTimeout(() => this.#connect(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  #tell() {
    this.lost = true;
    this.dispatchEvent(new Event("lost"));
    this.changed();
  }

  #be(state) {
    this.state = state;
    this.changed();
  }

  #hear(message) {
    if (message.type === "beat") return this.#beats(message.every);
    const followed = this.#topics.get(message.topic ?? `customer/${message.customer ?? message.problem?.customer}`);
    if (!followed) return undefined;
    if (message.type === "commit" && message.position > followed.after) {
      followed.after = message.position;
      this.position = Math.max(this.position, message.position);
      if (followed.late && this.lostAt) this.#miss(message);
      followed.hears.commit(message);
      if (this.state === "live") this.changed();
    } else if (message.type === "changed") {
      this.position = Math.max(this.position, message.position);
      followed.hears.changed?.(message.customers, message.position);
      if (this.state === "live") this.changed();
    } else if (message.type === "live") {
      this.#caughtUp(followed, message.position);
    } else if (message.type === "reset") {
      followed.after = message.position;
      this.#subscribe(message.topic);
      followed.hears.reset?.(message.position);
    } else if (message.type === "presence") {
      followed.hears.presence?.(message.people);
    } else if (message.type === "error" && !message.topic) {
      followed.hears.refused?.(message.problem);
    } else if (message.type === "ended" || message.problem?.status < 500) {
      this.#topics.delete(message.topic);
      followed.hears.over?.(message.reason ?? message.problem.detail);
      this.#settle();
    }
    return undefined;
  }

  /** What one did oneself, by what was still on its way or in another window, one has not missed. */
  #miss({ position, entries }) {
    for (const { index, actor } of entries) {
      if (actor !== session.me.name) this.#missed.add(`${position}.${index}`);
    }
  }

  #beats(every) {
    this.#silence = every * BEATS_MISSED;
    this.#listen();
  }

  #caughtUp(followed, position) {
    if (followed.after !== undefined) followed.after = Math.max(followed.after, position);
    else followed.hears.again?.(); // what changed before we heard of it, the first time as after a break
    followed.late = false;
    this.position = Math.max(this.position, position);
    this.#settle();
  }

  /** Whether that was the last one to wait for. */
  #settle() {
    if ([...this.#topics.values()].every(({ late }) => !late)) {
      const lost = this.lostAt;
      if (lost) this.back = { missed: this.#missed.size, position: this.position, at: Date.now() };
      clearTimeout(this.#brief);
      this.lostAt = undefined;
      this.lost = false;
      this.#be("live");
      if (lost) this.dispatchEvent(new Event("back")); // what could not be asked for or sent meanwhile can be now
    }
  }
}

export const live = new Live();

/**
 * Follows what is read at first, from where it was read, as long as the page is open.
 *
 * @param one `topic`; `read(atLeast)` answers with the position at which it was read, or with undefined where nobody did; `heard(entry)`
 */
export async function keepReading(one) {
  const position = await one.read().catch(() => undefined);
  if (position === undefined) {
    live.addEventListener("back", () => keepReading(one), { once: true }); // nobody answered: again when somebody does
    return;
  }
  live.follow(one.topic, position, {
    commit: ({ position: at, entries }) => one.read(at).then(() => entries.forEach((entry) => one.heard(entry)), () => {}), // the next one reads all of it again
    reset: () => one.read().catch(() => {}),
  });
}
