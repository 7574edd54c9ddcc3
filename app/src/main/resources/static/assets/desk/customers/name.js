// What a customer is called on the screen.
import { t } from "../texts.js";

export const nameOf = (view) => {
  if (!view) return "";
  if (view.erased) return t("customer.erased");
  return view.name || view.identities?.[0]?.value || t("customer.unnamed", { id: String(view.id).slice(0, 8) });
};
