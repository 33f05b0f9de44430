// A bar on the calendar: a button, in the form of its status and in the colour of its traveller.
import { el, quoted } from "../route_player/dom.js";

// Pixels; as wide as a finger needs.
const AWAY = 24;

// The classes that give a stop its form; those of the discs on the map.
export function formOf(bar) {
  if (bar.away) return "away";
  const forms = [bar.number || bar.trip ? bar.status : "unnumbered"];
  if (bar.vague) forms.push("hollow");
  if (!bar.dated) forms.push("undated");
  if (bar.fades) forms.push(`fades-${bar.fades}`);
  return forms.join(" ");
}

// A trip as one bar, for where its stops lie too close together: {start, end, status, words}.
export function tripBar(lane, { start, end }) {
  const alike = lane.bars.every((bar) => bar.status === lane.bars[0].status);
  return {
    key: lane.trip_id,
    trip: true,
    stop_id: "",
    number: "",
    place: "",
    words: `${lane.traveller}: ${lane.label}`,
    status: alike ? lane.bars[0].status : "visited",
    dated: lane.bars.some((bar) => bar.dated),
    fades: "",
    start,
    end,
  };
}

// What stands at the edge of a lane whose trip lies outside the window, on its side of it.
export function awaySign(lane, span, { start, width }) {
  const left = span.end <= start;
  const bar = { ...tripBar(lane, span), key: awayKey(lane), away: true, place: left ? "\u2039" : "\u203a" };
  return { left: left ? 0 : width - AWAY, width: AWAY, lane, bar, label: "inside", key: bar.key };
}

export function awayKey({ trip_id: trip }) {
  return `${trip} away`;
}

export function barButton(bar, listeners) {
  const label = el("span", { class: "label" });
  if (bar.number) label.append(el("b", { text: bar.number }), " ");
  label.append(quoted("span", bar.place));
  return el(
    "button",
    { type: "button", class: `bar ${formOf(bar)}`, "aria-label": bar.words, on: listeners },
    el("span", { class: "shape" }),
    label,
  );
}

export function labelText(bar) {
  return bar.number ? `${bar.number} ${bar.place}` : bar.place;
}
