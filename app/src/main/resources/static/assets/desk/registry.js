// What the features give to the desk, by what it is. It imports nothing, so that whatever a feature is made of may ask it.

const features = [];
const each = (what) => (...given) => features.flatMap((feature) => feature[what]?.(...given) ?? []);

/** Kinds of entries in timelines, by the server's name. */
export const kinds = new Map();

/** Pages beside the customers', in the order of the head, by the first part of their address. */
export const pages = new Map();

/** Dialogs over any page, and those of a customer's card, by name. */
export const dialogs = new Map();
export const cardDialogs = new Map();

/** Sections of a customer's card, from the top. */
export const sections = [];

/** What is read with a customer, by name: the path behind the customer's, and parameters. */
export const besides = new Map();

/** What each feature follows live for whoever sits here. */
export const topics = each("topics");

/** What can be done wherever one is. */
export const commands = each("commands");

/** What can be done at the customer that is open, as they are now. */
export const customerCommands = each("customerCommands");

/** What stands among the settings. */
export const settings = each("settings");

/** Takes up a feature; docs/desk.md tells what it may give. */
export function take(feature) {
  features.push(feature);
  putAll(kinds, feature.kinds);
  putAll(pages, feature.pages);
  putAll(dialogs, feature.dialogs);
  putAll(cardDialogs, feature.cardDialogs);
  putAll(besides, feature.besides);
  sections.push(...(feature.sections ?? []));
  sections.sort((a, b) => a.order - b.order);
}

function putAll(all, given = {}) {
  for (const [name, one] of Object.entries(given)) {
    if (all.has(name)) throw new Error(`two features give ${name}`);
    all.set(name, one);
  }
}

/** The kinds that are entered by hand, in the order of their buttons. */
export const entered = () => [...kinds.keys()].filter((name) => kinds.get(name).compose);

/** The kinds to which a timeline can be narrowed. */
export const listed = () => [...kinds.keys()].filter((name) => kinds.get(name).listed);

/** What a feature has forgotten, in words for whoever writes it; nothing where all is there. */
export const forgotten = (hasText) => [
  ...[...kinds].filter(([, { icon, tell }]) => !icon || !tell).map(([name]) => `the kind ${name} has no icon or is not told`),
  ...[...[...kinds.keys()].map((name) => `kind.${name}`), ...[...pages.keys()].map((name) => `nav.${name}`)].filter((key) => !hasText(key)).map((key) => `no text for ${key}`),
];
