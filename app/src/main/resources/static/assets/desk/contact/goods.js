// What is bought and brought back, line by line: as it is entered and as it is told.
import { html, nothing } from "lit";
import { live as bound } from "lit/directives/live.js";
import { spelt } from "../compose/amounts.js";
import { amount, NotThatForm } from "../compose/content.js";
import { Piece } from "../element.js";
import { get } from "../http.js";
import { dateTime, money, number, plain, t, texts, word } from "../texts.js";
import { coded } from "./codes.js";

const CURRENCY = "annals.currency";
const nothingBought = { product: "", quantity: "1", price: "" };
const linesOf = ({ lines = [nothingBought] }) => lines;
const currencyOf = ({ currency = localStorage.getItem(CURRENCY) || "EUR" }) => currency;

function draw(values, { take, first }) {
  const lines = linesOf(values);
  /** Of a line, and not of a field of the form with the same name. */
  const typed = (at) => (event) => {
    event.stopPropagation();
    const { name, value } = event.target;
    take(name === "currency" ? { currency: value } : { lines: lines.map((line, i) => (i === at ? { ...line, [name]: value } : line)) });
  };
  const line = ({ product, quantity, price }, i) => html`<div class="goods" @input=${typed(i)}>
    <label><span>${word("field", "product")}</span><input name="product" ?data-entry=${i === 0 && first} autocomplete="off" .value=${bound(product)}></label>
    <label><span>${word("field", "quantity")}</span><input name="quantity" inputmode="decimal" .value=${bound(quantity)}></label>
    <label><span>${word("field", "price")}</span><input name="price" inputmode="decimal" .value=${bound(price)}></label>
    ${i ? nothing : html`<label><span>${word("field", "currency")}</span><input name="currency" maxlength="3" .value=${bound(currencyOf(values))}></label>`}
  </div>`;
  return html`${lines.map(line)}
    <button type="button" class="link" @click=${() => take({ lines: [...lines, nothingBought] })}>${t("compose.line")}</button>`;
}

function content(values) {
  const currency = currencyOf(values) || "EUR";
  const lines = linesOf(values).filter(({ product, price }) => product || price).map((line, i) => ({
    id: String(i + 1), product: line.product, quantity: Number(amount(line.quantity || "1", "quantity")),
    price: { amount: amount(line.price || "", "price"), currency },
  }));
  if (lines.length === 0) throw new NotThatForm("product");
  localStorage.setItem(CURRENCY, currency);
  return { lines };
}

/** The part of the form in which a purchase is entered. */
export const goods = {
  draw, content,
  typed: ({ lines }) => ({ lines: lines.map((line) => ({ product: line.product || "", quantity: spelt(line.quantity, texts.language), price: spelt(line.price?.amount || "", texts.language) })) }),
};

/** Of which purchase something is brought back, and how many of each of its lines. */
class Bought extends Piece {
  static properties = { customer: { attribute: false }, values: { attribute: false }, take: { attribute: false }, purchases: { state: true } };

  willUpdate(changed) {
    if (changed.has("customer")) this.#find();
  }

  async #find() {
    const { customer } = this;
    this.purchases = undefined;
    if (!customer) return;
    const { body } = await get(`/customers/${customer.id}/timeline`, { kind: "purchase", limit: 50 }).catch(() => ({ body: { entries: [] } }));
    if (customer === this.customer) this.purchases = body.entries.filter(({ content: c }) => typeof c.externalId === "string");
  }

  #choose = ({ target }) => {
    const one = target.value ? this.purchases[Number(target.value)] : undefined;
    this.take({ purchase: one && { channel: one.channel, externalId: one.content.externalId }, channel: one?.channel, back: {} });
  };

  #typed = (event) => {
    event.stopPropagation();
    this.take({ back: { ...this.values.back, [event.target.dataset.back]: event.target.value } });
  };

  render() {
    const { purchases, values } = this;
    if (!purchases) return html`<p class="note">${t("timeline.loading")}</p>`;
    if (purchases.length === 0) return html`<p class="note">${t("compose.noPurchases")}</p>`;
    const named = ({ channel, content: c }) => `${channel}/${c.externalId}`;
    const chosen = purchases.find((one) => values.purchase && named(one) === `${values.purchase.channel}/${values.purchase.externalId}`);
    return html`<div class="field"><label for="compose-purchase">${word("field", "purchase")}</label>
      <select id="compose-purchase" name="" data-entry @change=${this.#choose}>
        <option value="">${t("compose.choose")}</option>
        ${purchases.map((one, i) => html`<option value=${i} ?selected=${one === chosen}>${dateTime(one.occurredAt)} · ${money(one.content.total)} · ${(one.content.lines || []).map((l) => plain(l.product)).join(", ")}</option>`)}
      </select></div>
      ${(chosen?.content.lines || []).map((line) => html`<div class="goods back" @input=${this.#typed}><label><span>${plain(line.product)} (${plain(Number(line.quantity))})</span>
        <input data-back=${line.id} data-field="quantity" inputmode="decimal" placeholder="0" .value=${bound(values.back?.[line.id] || "")}></label></div>`)}`;
  }
}

customElements.define("annals-bought", Bought);

/** The part in which a return is: of which purchase, and how many of each line. */
export const back = {
  draw: (values, { take, customer }) => html`<annals-bought .customer=${customer} .values=${values} .take=${take}></annals-bought>`,
  content({ purchase, back: quantities = {} }) {
    if (!purchase) throw new NotThatForm("purchase");
    const lines = Object.entries(quantities).filter(([, quantity]) => quantity)
      .map(([line, quantity]) => ({ line, quantity: Number(amount(quantity, "quantity")) }));
    if (lines.length === 0) throw new NotThatForm("quantity");
    return { purchase, lines };
  },
  typed: ({ purchase }) => ({ purchase }),
};

/** The number on the receipt: what the till calls the purchase. What was entered here has none but a number of ours. */
const receipt = ({ externalId }) =>
  typeof externalId === "string" && !externalId.startsWith("desk-") ? t("entry.receipt", { number: externalId }) : "";

const each = (content, line) => (content.lines || []).map(line).join("\n");
const item = (quantity, product, price) => [`${number(Number(quantity))} × ${product}`, price].filter(Boolean).join(" · ");

/** What a purchase tells. */
export const bought = (c, { followed }) => ({
  head: money(c.total),
  text: each(c, (line) => item(line.quantity, plain(line.product), money(line.price))),
  facts: [receipt(c), ...followed, plain(c.store), coded("payment", c.paymentMethod), coded("reason", c.reason)],
});

/** What a return tells, with the products of its purchase. */
export function broughtBack(c, { purchase, followed }) {
  const of = purchase(c.purchase)?.content;
  const product = (id) => plain(of?.lines?.find((line) => line.id === id)?.product) || word("field", "product");
  return {
    head: c.refund ? `−${money(c.refund)}` : "",
    text: each(c, (line) => item(line.quantity, product(line.line), line.refund && `−${money(line.refund)}`)),
    facts: [receipt(c), of && receipt(of) ? t("entry.of", { receipt: receipt(of) }) : "", ...followed, coded("reason", c.reason)],
  };
}
