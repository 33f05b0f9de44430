// The key to the signs on the map; only what this route shows.
import { isExact } from "./calendar.js";
import { el } from "./dom.js";

const LEGS = { made: "travelled", planned: "planned", cancelled: "called off, not travelled" };

export function legendOf(route) {
  const statuses = new Set(route.legs.map((leg) => leg.status));
  const lines = Object.keys(LEGS).filter((status) => statuses.has(status));
  // Where all lines are alike there is nothing to tell apart.
  if (lines.join() === "made") lines.pop();
  const items = lines.map((status) => entry(`line ${status}`, LEGS[status]));
  const current = route.stops.find((stop) => stop.status === "current" && stop.number);
  if (current) items.push(entry("disc current", current.status_words.toLowerCase()));
  if (route.stops.some((stop) => stop.place_kind === "country" && stop.number))
    items.push(entry("disc hollow", "only the country is known: shown at its capital"));
  if (route.stops.some((stop) => stop.number && !isExact(stop)))
    items.push(entry("disc undated", "its day is not said"));
  if (route.stops.some((stop) => stop.also_there))
    items.push(entry("disc met", "another of them was there on the same day"));
  if (route.stops.some((stop) => !stop.number))
    items.push(entry("disc unnumbered", "departure, stopover or return"));
  if (route.unplaced > 0) items.push(el("li", { text: unplacedWords(route.unplaced) }));
  return items;
}

function entry(sign, words) {
  return el("li", {}, el("span", { class: `sign ${sign}` }), el("span", { text: words }));
}

function unplacedWords(count) {
  return count === 1 ? "1 stop has no known place" : `${count} stops have no known place`;
}
