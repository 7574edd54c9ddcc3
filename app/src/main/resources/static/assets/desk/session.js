// Who sits here, what the server at hand can do, and whether it still knows us.
import { call, whenEnded } from "./http.js";
import { Store } from "./element.js";

const RETURN = "annals.return";

/** An address without the names of its parameters. */
const bare = (path) => path.replaceAll(/\{[^}]*\}/g, "{}");

class Session extends Store {
  me = { name: "", roles: [] };
  ended = false;
  known = false;
  #offered = new Map();

  constructor() {
    super();
    whenEnded(() => this.end());
  }

  /** Asks once who we are and what this server offers: one side alone offers less than both. */
  async begin() {
    try {
      const { body } = await call("GET", "/v3/api-docs");
      this.#offered = new Map(Object.entries(body.paths).map(([path, at]) => [bare(path), at]));
      if (this.offers("/me")) this.me = (await call("GET", "/me")).body;
      this.known = true;
    } catch (refusal) {
      if (refusal.status !== 401) this.trouble = refusal;
    }
    this.changed();
  }

  /** Whether the server has this address and, where one is named, this parameter there. */
  offers(address, parameter) {
    const at = this.#offered.get(bare(address));
    return Boolean(at) && (!parameter || Boolean(at.get?.parameters?.some(({ name }) => name === parameter)));
  }

  /** Whether we have one of these roles. A server that does not say leaves it to its refusals. */
  is(...roles) {
    const mine = (this.me.roles || []).map((role) => role.toLowerCase());
    return mine.length === 0 || roles.some((role) => mine.includes(role));
  }

  /** Whether we are known to have one of these roles. */
  has(...roles) {
    return (this.me.roles || []).some((role) => roles.includes(role.toLowerCase()));
  }

  end() {
    if (this.ended) return;
    this.ended = true;
    if (location.hash) sessionStorage.setItem(RETURN, location.hash);
    this.changed();
  }

  /** Where we were when the session ended; once. */
  cameFrom() {
    const hash = sessionStorage.getItem(RETURN);
    sessionStorage.removeItem(RETURN);
    return hash;
  }

  async logOut() {
    await call("POST", "/logout").catch(() => {});
    sessionStorage.clear();
    location.assign("/");
  }
}

export const session = new Session();
