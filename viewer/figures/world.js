// Brings the shapes of the countries to the page, once a session; the map takes them from here.
export default function () {
  const waiting = (globalThis.demarcheWorld ??= {});
  waiting.ready ??= new Promise((resolve) => (waiting.resolve = resolve));
  waiting.resolve?.(WORLD);
}
