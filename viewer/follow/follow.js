// Scrolls the list of stop cards, never the page, to the card that is marked as current.

const observers = new WeakMap();

export default function ({ parentElement, data }) {
  const list = document.querySelector(".st-key-stops");
  const seen = observers.get(parentElement);
  if (!list || (seen?.list === list && seen.stop === data.stop)) return;
  seen?.observer.disconnect();
  // The first call comes once the cards of this run are laid out, more if the list changes height.
  const observer = new ResizeObserver(() => reveal(list));
  observer.observe(list);
  observers.set(parentElement, { list, observer, stop: data.stop });
}

function reveal(list) {
  const card = list.querySelector("[aria-current]")?.closest("[class*='st-key-stop-']");
  if (!card || list.scrollHeight <= list.clientHeight) return;
  const [outer, inner] = [list.getBoundingClientRect(), card.getBoundingClientRect()];
  // On a telephone the lower part of the list lies below the screen.
  const bottom = Math.min(outer.bottom, Math.max(outer.top, window.innerHeight));
  if (inner.top >= outer.top && inner.bottom <= bottom) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  list.scrollTo({ top: list.scrollTop + inner.top - outer.top, behavior: still ? "instant" : "smooth" });
}
