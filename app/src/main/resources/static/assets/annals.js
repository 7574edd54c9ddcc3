// The page: a list of customers, one of them with view and timeline, live, and a form for contacts.
import { get } from "./door.js";
import { follow, leave, onState } from "./live.js";
import { day, element, entryItem, isErased, money, place, words } from "./entry.js";
import { contactForm } from "./contact.js";

const at = (id) => document.getElementById(id);
let shown; // { id, topic, asOf, cursor }

onState((state, text) => {
  at("connection").dataset.state = state;
  at("connection").textContent = text;
});

const form = contactForm(at("contact"), at("entered"), () => (shown && !shown.asOf ? shown.id : undefined), (recorded, position) => {
  if (!shown || shown.id !== recorded.customer) open(recorded.customer, position);
  list(position);
});
form.forCustomer(false);

const nameOf = (view) =>
  view.erased ? "(erased)" : view.name || view.identities?.[0]?.value || `customer ${String(view.id).slice(0, 8)}`;

async function list(atLeast) {
  try {
    const { body } = await get("/customers", { q: at("q").value.trim(), sort: at("sort").value, size: 50, atLeast });
    at("list").replaceChildren(...body.customers.map((view) => {
      const spent = (view.purchases?.money || []).map(money).join(", ");
      const button = element("button", { type: "button", onclick: () => open(view.id) },
        element("strong", { className: view.erased ? "erased" : "" }, nameOf(view)),
        element("span", { className: "quiet" }, [day(view.lastContact), spent].filter(Boolean).join(" · ")));
      if (shown?.id === view.id) button.setAttribute("aria-current", "true");
      return element("li", {}, button);
    }));
    at("list-note").textContent = body.customers.length ? "" : "Nobody found.";
  } catch (refusal) {
    at("list-note").textContent = refusal.status === 401
      ? "Please log in with the link that the server printed when it started." : refusal.message;
  }
}

async function open(id, atLeast, asOf) {
  if (shown) leave(shown.topic);
  shown = { id, topic: `customer/${id}`, asOf };
  location.hash = id;
  document.body.classList.toggle("past", Boolean(asOf));
  try {
    const position = await view(atLeast);
    const page = await get(`/customers/${id}/timeline`, { limit: 50, asOf, atLeast });
    at("timeline").replaceChildren(...page.body.entries.map((entry) => entryItem(entry)));
    more(page.body.next);
    at("customer").hidden = false;
    form.forCustomer(!asOf);
    if (!asOf) follow(shown.topic, Math.min(position, page.position), heard);
    for (const button of at("list").querySelectorAll("button")) button.removeAttribute("aria-current");
  } catch (refusal) {
    at("list-note").textContent = refusal.message;
  }
}

async function view(atLeast) {
  const { body, position } = await get(`/customers/${shown.id}`, { atLeast, asOf: shown.asOf });
  card(body, position);
  return position;
}

function heard(commit) {
  for (const entry of commit.entries) place(at("timeline"), entry, true);
  view(commit.position).catch((refusal) => { at("list-note").textContent = refusal.message; });
}

function card(view, position) {
  const fact = (name, value) => (value || value === 0 ? element("div", {}, element("dt", {}, name), element("dd", {}, String(value))) : undefined);
  const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;
  const consents = (view.consents || []).filter((c) => c.given).map((c) => `${c.purpose} by ${c.channel}`).join(", ");
  const channels = Object.entries(view.channels || {}).map(([name, use]) => `${name} (${use.count})`).join(", ");
  at("card").replaceChildren(
    element("h2", { className: view.erased ? "erased" : "" }, nameOf(view)),
    element("p", { className: "quiet" }, [(view.party || "").toLowerCase(), ...(view.roles || []).map((r) => r.toLowerCase()), `as of position ${position}`].filter(Boolean).join(" · ")),
    element("dl", {},
      ...(view.identities || []).map((i) => fact(i.kind.toLowerCase().replace("_", " "), i.value)),
      ...Object.entries(view.attributes || {}).map(([name, value]) => fact(name, words(value))),
      fact("purchases", view.purchases?.count ? count(view.purchases.count, "purchase", "purchases") : ""),
      fact("money", (view.purchases?.money || []).map(money).join(", ")),
      fact("last purchase", day(view.purchases?.last)),
      fact("points", view.loyalty?.balance),
      fact("card", isErased(view.loyalty?.card) ? "" : view.loyalty?.card),
      fact("channels", channels), fact("last contact", day(view.lastContact)), fact("consents", consents),
      fact("conflicts", view.conflicts?.length || "")));
}

function more(cursor) {
  shown.cursor = cursor;
  at("older").hidden = !cursor;
}

at("older").onclick = async () => {
  const { body } = await get(`/customers/${shown.id}/timeline`, { limit: 50, asOf: shown.asOf, cursor: shown.cursor });
  for (const entry of body.entries) place(at("timeline"), entry);
  more(body.next);
};
at("past").onsubmit = (event) => {
  event.preventDefault();
  open(shown.id, undefined, at("as-of").value.trim() || undefined);
};
at("now").onclick = () => { at("as-of").value = ""; open(shown.id); };
at("sort").onchange = () => list();
at("search").onsubmit = (event) => { event.preventDefault(); list(); };
let typing;
at("q").oninput = () => { clearTimeout(typing); typing = setTimeout(() => list(), 200); };
addEventListener("hashchange", () => {
  const id = location.hash.slice(1);
  if (id && id !== shown?.id) open(id);
});
addEventListener("reset", () => shown && open(shown.id));

await list();
if (location.hash) open(location.hash.slice(1));
