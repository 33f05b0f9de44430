// Where bars and their labels go so that none covers another; all in pixels.

const GAP = 6;
const INSET = 6;
const NARROWEST = 10;
const SOLID = 0.6;

// Places bars in their order on as few rows as hold them and their labels. Returns for each bar
// {left, width, row, label: "inside" | "beside" | "none"}, and the number of rows. A label goes inside
// its bar if it fits there, else to its right; where that takes more than `most` rows, it is left out.
export function packed(bars, { perDay, start, measure, most = 12 }) {
  const boxes = bars.map((bar) => {
    const box = boxOf(bar, { perDay, start });
    const text = measure(bar);
    return { ...box, text, fits: fitsInside(bar, box, text) };
  });
  const named = inRows(boxes, ({ width, text, fits }) => (fits ? width : width + GAP + text), boxes.length);
  const rows = named.rows <= most ? named : inRows(boxes, ({ width }) => width, most);
  const other = rows === named ? "beside" : "none";
  const places = boxes.map(({ left, width, fits }, index) => ({
    left,
    width,
    row: rows.of[index],
    label: fits ? "inside" : other,
  }));
  return { places, rows: rows.rows };
}

// The box of a bar on the calendar; never so narrow that it cannot be hit.
export function boxOf(bar, { perDay, start, narrowest = NARROWEST }) {
  const width = Math.max(narrowest, (bar.end - bar.start) * perDay - 1);
  return { left: (bar.start - start) * perDay, width };
}

// Whether a label can be read inside its bar: on the part that does not fade; a departure, a return
// or a halt is too thin, and a bar struck through would strike it, too.
export function fitsInside(bar, { width }, text) {
  const thin = !bar.number && !bar.trip;
  return !thin && bar.status !== "cancelled" && text + 2 * INSET <= width * (bar.fades === "end" ? SOLID : 1);
}

// Which of `count` lanes of equal height are in sight, first and last (not included), with one more
// at each end so that a quick scroll finds them drawn.
export function lanesInSight(top, height, laneHeight, count) {
  const first = Math.max(0, Math.floor(top / laneHeight) - 1);
  return { first, last: Math.min(count, Math.ceil((top + height) / laneHeight) + 1) };
}

// Whether the bars of a trip are too close together to be told apart at this scale.
export function isCrowded(bars, perDay) {
  const { start, end } = spanOf(bars);
  return (end - start) * perDay < NARROWEST * bars.length;
}

export function spanOf(bars) {
  return {
    start: Math.min(...bars.map((bar) => bar.start)),
    end: Math.max(...bars.map((bar) => bar.end)),
  };
}

// The row of each box, taking `reach` pixels there; the emptiest where all `most` rows are taken.
function inRows(boxes, reach, most) {
  const ends = [];
  const of = boxes.map((box) => {
    const free = ends.findIndex((end) => end + GAP <= box.left);
    const row = free >= 0 || ends.length < most ? free : ends.indexOf(Math.min(...ends));
    const at = row >= 0 ? row : ends.length;
    ends[at] = Math.max(ends[at] ?? -Infinity, box.left + reach(box));
    return at;
  });
  return { of, rows: ends.length };
}
