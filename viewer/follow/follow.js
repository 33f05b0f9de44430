// Tells the page at which stop the player is, and scrolls the list of stop cards, never the page, to
// the card that is marked as current.

const observers = new WeakMap();

export default function ({ parentElement, data }) {
  announce(data);
  const list = document.querySelector(`.st-key-${data.prefix}stops`);
  const seen = observers.get(parentElement);
  if (!list || (seen?.list === list && seen.stop === data.stop)) return;
  seen?.observer.disconnect();
  // The first call comes once the cards of this run are laid out, more if the list or a card changes
  // height, as when a font arrives, or, on a telephone, the map above them does.
  const observer = new ResizeObserver(() => reveal(list));
  [list.closest(`.st-key-${data.prefix}stage`), list, ...list.children].forEach((box) => observer.observe(box));
  // Whoever opens something in the list or scrolls it has it to themselves until the next stop.
  ["pointerdown", "keydown", "wheel"].forEach((name) =>
    list.addEventListener(name, () => observer.disconnect(), { once: true, passive: true }),
  );
  observers.set(parentElement, { list, observer, stop: data.stop });
}

// Timeline and reader of the same map (`prefix`) take it from here: an arrival changes them without a
// message of their own.
function announce({ prefix, stop }) {
  const stops = (globalThis.demarcheStops ??= {});
  if (stops[prefix] === stop) return;
  stops[prefix] = stop;
  dispatchEvent(new CustomEvent("demarche:stop", { detail: { prefix, stop } }));
}

function reveal(list) {
  const card = [...list.children].find((child) => child.querySelector("[aria-current]"));
  if (!card || list.scrollHeight <= list.clientHeight) return;
  const [outer, inner] = [list.getBoundingClientRect(), card.getBoundingClientRect()];
  // On a telephone the lower part of the list lies below the screen.
  const bottom = Math.min(outer.bottom, Math.max(outer.top, window.innerHeight));
  if (inner.top >= outer.top && inner.bottom <= bottom) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  list.scrollTo({ top: list.scrollTop + inner.top - outer.top, behavior: still ? "instant" : "smooth" });
}
