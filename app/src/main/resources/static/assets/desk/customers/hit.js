// What stands in a contact of somebody whom a search has found by it.

/** The place of the first contact that holds the words, where nothing but contacts holds them: whom a name has found is meant as a whole. */
export const hitOf = (view) => {
  const first = view?.found?.[0];
  return first?.in === "contact" && first.position !== undefined ? first : undefined;
};

/** The address of an entry in its timeline. */
export const toHit = (customer, { position, index, occurredAt }) =>
  `#/customers/${customer}?entry=${position}.${index}@${encodeURIComponent(occurredAt)}`;
