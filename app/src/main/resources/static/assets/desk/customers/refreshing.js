// When something is read again that changes more often than it need be read: at once if it was quiet, and never so often that reading
// it is all that the server does.

/** The shortest time between two readings: what comes within it is seen within a second all the same. */
const REST = 400;
/** How many times as long as a reading took the pause after it is: many desks share one server. */
const SHARE = 2;
const RETRY = 5000;
/** Whoever has touched nothing for so long is away, and asking on would keep their session alive for ever. */
const AWAY = 30 * 60000;
/** A page that nobody looks at has a title all the same. */
const UNSEEN = 10000;

let touched = Date.now();

/** @param read `async (atLeast)`; a position that it must have seen, or undefined */
export function refreshing(read) {
  let dirty = false;
  let atLeast;
  let timer;
  let quietUntil = 0;

  const now = async () => {
    timer = undefined;
    const position = atLeast;
    dirty = false;
    atLeast = undefined;
    const began = Date.now();
    await read(position);
    const took = Date.now() - began;
    quietUntil = Date.now() + Math.max(REST, took * SHARE, document.hidden ? UNSEEN : 0);
    soon();
  };

  function soon() {
    if (dirty && timer === undefined && Date.now() - touched < AWAY) timer = setTimeout(now, Math.max(0, quietUntil - Date.now()));
  }

  const returned = () => {
    if (document.hidden || !dirty || timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    quietUntil = 0;
    soon();
  };

  document.addEventListener("visibilitychange", returned);
  for (const sign of ["keydown", "pointermove", "pointerdown", "wheel"]) {
    addEventListener(sign, () => {
      const away = Date.now() - touched > AWAY;
      touched = Date.now();
      if (away) soon();
    }, { passive: true });
  }

  const wanted = (position) => {
    dirty = true;
    if (position !== undefined) atLeast = Math.max(atLeast ?? 0, position);
    soon();
  };

  return {
    /** Something has changed, by this position. */
    wanted,
    /** It could not be read; again in a while. */
    later() {
      setTimeout(wanted, RETRY);
    },
  };
}
