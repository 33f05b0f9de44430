// The window of days that the chart shows, {start, end} in days since 1 January 1970.

const SHORTEST = 2;
const MARGIN = 0.06;

// The days that bars take up. Where days are known, bars known only by month or year do not stretch
// the window: they run out of it at both ends.
export function extentOf(bars) {
  const exact = bars.filter((bar) => bar.fades !== "both");
  const some = exact.some((bar) => bar.dated) ? exact : bars;
  if (some.length === 0) return { start: 0, end: SHORTEST };
  return {
    start: Math.min(...some.map((bar) => bar.start)),
    end: Math.max(...some.map((bar) => bar.end)),
  };
}

// A window around an extent, with `room` pixels of `width` kept free at the right for a label.
export function fitted(extent, width = 0, room = 0) {
  const days = Math.max(SHORTEST / 2, extent.end - extent.start);
  const share = width > 2 * room ? room / width : 0;
  const whole = days * (1 + 2 * MARGIN) / (1 - share);
  const start = extent.start - days * MARGIN;
  return { start, end: start + Math.max(SHORTEST, whole) };
}

// `factor` below 1 zooms in; the day at `share` of the window (0 left, 1 right) stays where it is.
export function zoomed(shown, factor, share, whole) {
  const [days, most] = [shown.end - shown.start, longest(whole)];
  const next = Math.min(most, Math.max(SHORTEST, days * factor));
  const day = shown.start + share * days;
  return kept({ start: day - share * next, end: day + (1 - share) * next }, whole);
}

// Moved by a share of its own length; never further than to see the first or the last day.
export function panned(shown, share, whole) {
  const by = share * (shown.end - shown.start);
  return kept({ start: shown.start + by, end: shown.end + by }, whole);
}

// Moved as little as needed for a bar to be seen whole, or for its start if it is too long.
export function revealing(shown, bar, whole) {
  const days = shown.end - shown.start;
  const edge = days * MARGIN;
  let start = shown.start;
  if (bar.end > start + days - edge) start = bar.end + edge - days;
  if (bar.start < start + edge) start = bar.start - edge;
  return kept({ start, end: start + days }, whole);
}

function longest(whole) {
  return Math.max(SHORTEST, (whole.end - whole.start) * 1.5);
}

function kept({ start, end }, whole) {
  const days = end - start;
  const [first, last] = [whole.start - days / 2, whole.end + days / 2];
  const from = Math.min(Math.max(start, first), Math.max(first, last - days));
  return { start: from, end: from + days };
}
