// The bars of one trip among others: its stops, or where these lie too close together the whole trip,
// or where it is out of the window a sign on its side of it.
import { awaySign, tripBar } from "./bar.js";
import { boxOf, fitsInside, isCrowded, spanOf } from "./rows.js";

const NARROWEST_TRIP = 14;

// Returns {left, width, lane, bar, label, key} for each; `scale` is {perDay, start, width, measure}.
export function laneBars(lane, scale) {
  const { perDay, start, width: most, measure } = scale;
  const span = spanOf(lane.bars);
  const crowded = isCrowded(lane.bars, perDay);
  const bars = crowded ? [tripBar(lane, span)] : lane.bars;
  const inSight = bars
    .map((bar) => {
      const box = boxOf(bar, { perDay, start, ...(crowded && { narrowest: NARROWEST_TRIP }) });
      const fits = !crowded && fitsInside(bar, box, measure(bar));
      return { ...box, lane, bar, label: fits ? "inside" : "none", key: bar.key ?? bar.stop_id };
    })
    .filter(({ left, width }) => left < most && left + width > 0);
  return inSight.length > 0 ? inSight : [awaySign(lane, span, { start, width: most })];
}
