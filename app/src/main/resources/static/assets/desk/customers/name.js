// What a customer is called on the screen.
import { get } from "../http.js";
import { Store } from "../element.js";
import { t } from "../texts.js";

export const nameOf = (view) => {
  if (!view) return "";
  if (view.erased) return t("customer.erased");
  return view.name || view.identities?.[0]?.value || t("customer.unnamed", { id: String(view.id).slice(0, 8) });
};

/** What customers are called of whom nothing but the id is at hand. Each is asked for once. */
export class Names extends Store {
  #names = new Map();

  /** Empty as long as it is not known, and where one may not see it. */
  of(id) {
    if (!this.#names.has(id)) {
      this.#names.set(id, "");
      get(`/customers/${id}`).then(({ body }) => {
        this.#names.set(id, nameOf(body));
        this.changed();
      }, () => {});
    }
    return this.#names.get(id);
  }
}
