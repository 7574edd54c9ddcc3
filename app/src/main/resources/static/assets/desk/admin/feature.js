// Administration: who may come in and with what, and how one comes in oneself.
import { html, nothing } from "lit";
import { whenProofNeeded } from "../http.js";
import { session } from "../session.js";
import { t } from "../texts.js";

/** Whoever came by a key has none. */
const hasPassword = () => Boolean(session.me.until) && session.offers("/me/password");

whenProofNeeded(async () => (await import("./proof.js")).ask());

export const admin = {
  pages: {
    admin: {
      offered: () => session.is("administrator"),
      load: () => import("./admin.js"),
      draw: ({ one }) => html`<annals-admin .part=${one || "users"}></annals-admin>`,
    },
  },
  dialogs: { password: { load: () => import("./password.js"), draw: (gone) => html`<annals-password @gone=${gone}></annals-password>` } },
  commands: ({ show }) => (hasPassword() ? [{ label: t("password.title"), run: () => show("password") }] : []),
  settings: ({ show, leave }) => (session.me.until ? html`
    <p>${t(session.me.secondFactor ? "help.factorOn" : "help.factorOff")} <a href="/second-factor">${t("help.factor")}</a></p>
    ${hasPassword() ? html`<p><button type="button" class="link" @click=${() => show("password")}>${t("password.title")}</button></p>` : nothing}
    <p><a href="#/admin/sessions" @click=${leave}>${t("help.sessions")}</a></p>` : nothing),
};
