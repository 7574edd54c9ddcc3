// How rows on the screen and rows as they are now go together, where those on the screen must not move.

/**
 * Those shown stay where they are, as they are now; who is in the list no more stays, marked as gone, until the rows may move. Who comes
 * behind the last of them is put behind. Who would stand above or between is counted.
 *
 * @param shown the rows on the screen, in order; none: the latest as they are
 * @param latest the rows as the server has them, in order, from the first on
 * @param isAll whether these are all; if not, who is not among them may only have been pushed further down
 * @returns `{rows, newer}`
 */
export function arranged(shown, latest, isAll) {
  if (shown.length === 0) return { rows: latest, newer: 0 };
  const now = new Map(latest.map((view) => [view.id, view]));
  const there = new Set(shown.map(({ id }) => id));
  const reached = shown.findLastIndex(({ id }) => now.has(id));
  const rows = shown.map((view, i) => now.get(view.id) ?? { ...view, gone: isAll || i < reached });
  const last = latest.findLastIndex(({ id }) => there.has(id));
  const isPushed = !isAll && reached < shown.length - 1;
  const behind = isPushed ? [] : latest.slice(last + 1);
  const first = rows.find(({ id }) => now.has(id));
  const top = first ? latest.findIndex(({ id }) => id === first.id) : 0;
  const newer = latest.slice(0, latest.length - behind.length).filter(({ id }, i) => i < top || !there.has(id)).length;
  return { rows: [...rows, ...behind], newer };
}
