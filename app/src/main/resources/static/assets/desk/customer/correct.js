// Correcting name and attributes. Who was slower gets to see both, and chooses.
import { html, nothing } from "lit";
import { get, patch } from "../http.js";
import { Dialog } from "../element.js";
import { plain, t, word } from "../texts.js";

const known = ["language", "city", "birthDate", "sex", "incomeBand"];

class Correct extends Dialog {
  static properties = { customer: { attribute: false }, values: { state: true }, others: { state: true }, wrong: { state: true }, busy: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    const { view } = this.customer;
    this.base = this.#told(view);
    this.version = view.version;
    this.values = { ...this.base };
  }

  #told = (view) => ({ name: view.name || "", ...Object.fromEntries(known.map((name) => [name, ""])), ...view.attributes });

  /** What is different from what was there when we began. */
  get #changes() {
    return Object.keys(this.values).filter((name) => (this.values[name] || "").trim() !== (this.base[name] || ""));
  }

  #save = async (event) => {
    event.preventDefault();
    const changes = this.#changes;
    if (changes.length === 0) return this.close();
    this.busy = true;
    this.wrong = undefined;
    const value = (name) => this.values[name].trim() || null;
    const attributes = Object.fromEntries(changes.filter((name) => name !== "name").map((name) => [name, value(name)]));
    const body = { ...(changes.includes("name") && { name: value("name") }), ...(Object.keys(attributes).length && { attributes }) };
    try {
      const { position } = await patch(`/customers/${this.customer.id}`, body, this.version);
      await this.customer.refresh(position);
      this.close();
    } catch (refusal) {
      if (refusal.status === 412) await this.#compare(refusal);
      else this.wrong = { field: refusal.field, text: refusal.message || t("send.unanswered") };
    }
    this.busy = false;
    return undefined;
  };

  /** The state as it is now, from the refusal itself where it carries it. */
  async #compare({ problem }) {
    const current = problem.current?.attributes ? problem.current : (await get(`/customers/${this.customer.id}`)).body;
    const before = this.base;
    this.version = current.version;
    this.base = this.#told(current);
    const clash = Object.keys({ ...this.values, ...this.base }).filter((name) => (this.base[name] || "") !== (before[name] || ""));
    const mine = Object.fromEntries(clash.map((name) => [name, this.values[name] || ""]));
    // What only they touched is taken over; what both did is put side by side.
    const both = clash.filter((name) => mine[name] !== (before[name] || "") && mine[name] !== (this.base[name] || ""));
    const taken = Object.fromEntries(clash.filter((name) => !both.includes(name)).map((name) => [name, this.base[name] || ""]));
    this.others = both.map((name) => ({ name, mine: mine[name], theirs: this.base[name] || "" }));
    this.took = clash.filter((name) => !both.includes(name));
    this.values = { ...this.values, ...taken };
    this.customer.refresh();
  }

  #choose = (name, value) => {
    this.values = { ...this.values, [name]: value };
  };

  render() {
    const names = Object.keys(this.values);
    return this.frame(t("correct.title"), html`<form @submit=${this.#save} novalidate>
      ${this.others ? this.#comparison() : nothing}
      <div class="cells">${names.map((name, i) => this.#field(name, i))}</div>
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong.field ? `${this.wrong.field}: ` : ""}${this.wrong.text}</p>` : nothing}
      <p class="row"><button class="primary" ?disabled=${this.busy}>${t("save")}</button>
        <button type="button" class="plain" @click=${() => this.close()}>${t("cancel")}</button></p>
    </form>`);
  }

  #label = (name) => (name === "name" ? word("field", "name") : word("attribute", name));

  #field(name, i) {
    const id = `correct-${name}`;
    return html`<div class="field"><label for=${id}>${this.#label(name)}</label>
      <input id=${id} name=${name} ?data-first=${i === 0} type=${name === "birthDate" ? "date" : "text"} autocomplete="off"
        .value=${this.values[name] || ""} @input=${({ target }) => this.#choose(name, target.value)}></div>`;
  }

  #comparison() {
    return html`<div class="compare" role="alert"><p><strong>${t("correct.stale")}</strong>
        ${this.took.length ? t("correct.took", { fields: this.took.map(this.#label).join(", ") }) : ""}</p>
      ${this.others.length ? html`<table><thead><tr><th scope="col">${t("correct.field")}</th><th scope="col">${t("correct.mine")}</th><th scope="col">${t("correct.theirs")}</th></tr></thead>
        <tbody>${this.others.map(({ name, mine, theirs }) => html`<tr><th scope="row">${this.#label(name)}</th>
          ${[mine, theirs].map((value, i) => html`<td><label class="inline"><input type="radio" name=${`choice-${name}`} .checked=${this.values[name] === value}
            @change=${() => this.#choose(name, value)}> <span class=${i ? "theirs" : "mine"}>${plain(value) || "–"}</span></label></td>`)}</tr>`)}</tbody></table>` : nothing}
    </div>`;
  }
}

customElements.define("annals-correct", Correct);
