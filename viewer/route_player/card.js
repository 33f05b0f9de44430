// The card beside the map: the whole trip at first, then the stop the player is at.
import { tint } from "./appearance.js";
import { isExact } from "./calendar.js";
import { counted, grouped, totalsOf, webAddress } from "./itinerary.js";
import { el, icon, quoted } from "./dom.js";

// What the trip comes to, shown until a stop is chosen.
export function overviewCard(route, still) {
  const hint = el("p", { class: "hint", text: still || "Press play, or choose a stop on the map." });
  if (route.stops.length === 0) return [hint];
  if (route.stops.length === 1) return [...stopCard(route.stops[0]), hint];
  if (route.tracks.length > 1) return [...route.tracks.map(travellerLine), hint];
  const totals = totalsOf(route);
  const figures = [
    [grouped(totals.stops), totals.stops === 1 ? "stop" : "stops"],
    [grouped(totals.countries), totals.countries === 1 ? "country" : "countries"],
    [grouped(totals.km), "km travelled"],
    [grouped(totals.plannedKm), "km still planned"],
    [grouped(totals.cancelled), "called off"],
  ].filter(([figure], index) => index < 2 || figure !== "0");
  return [
    quoted("h3", route.traveller, { class: "place" }),
    el("dl", { class: "figures" }, ...figures.map(([figure, words]) => figureRow(figure, words))),
    hint,
  ];
}

// The stop with its date, its status and the sentence that says so.
export function stopCard(stop) {
  return [
    stop.traveller && quoted("p", stop.traveller, { class: "eyebrow" }),
    el(
      "header",
      {},
      el("span", { class: `disc ${discClass(stop)}`, text: stop.number, "aria-hidden": "true" }),
      el(
        "div",
        {},
        quoted("h3", stop.place, { class: "place" }),
        stop.country && stop.country !== stop.place && quoted("p", stop.country, { class: "country" }),
      ),
    ),
    whenLine(stop),
    statusLine(stop),
    stop.also_there && quoted("p", `Also there: ${stop.also_there}`, { class: "also-there" }),
    stop.snippet && el("blockquote", {}, quoted("p", stop.snippet)),
    sourceLine(stop),
    stop.note && quoted("p", stop.note, { class: "note" }),
  ].filter(Boolean);
}

// The leg that is being flown, by one of several travellers where one is named.
export function legCard(from, to, { status, km, traveller = "" }) {
  const how = status === "planned" ? "Planned leg" : "On the way";
  return [
    quoted("p", traveller ? `${traveller} · ${how.toLowerCase()}` : how, { class: "eyebrow" }),
    el("h3", { class: "place" }, quoted("span", from), " → ", quoted("span", to)),
    el("p", { class: "when", text: `${grouped(km)} km` }),
  ];
}

// What names the stop on the map itself while the traveller is there: place, date and status.
export function callout(stop) {
  return el(
    "div",
    { class: "callout", "aria-hidden": "true" },
    stop.traveller && quoted("p", stop.traveller, { class: "eyebrow" }),
    quoted("strong", stop.place),
    el("p", {}, ...dateWords(stop)),
    statusLine(stop),
    stop.also_there && quoted("p", `Also there: ${stop.also_there}`),
  );
}

// The looks of a stop's disc: its status, hollow where only the country is known, with a question
// mark where its day is not.
export function discClass(stop) {
  const classes = [stop.status];
  if (stop.place_kind === "country") classes.push("hollow");
  if (!stop.number) classes.push("unnumbered");
  else if (!isExact(stop)) classes.push("undated");
  if (stop.also_there) classes.push("met");
  return classes.join(" ");
}

const WITH_ICON = { visited: 1, current: 1, planned: 1, cancelled: 1 };

function travellerLine({ traveller, colour }) {
  const sign = tint(el("span", { class: "swatch" }), colour);
  return el("h3", { class: "place" }, sign, quoted("span", traveller));
}

function figureRow(figure, words) {
  return el("div", {}, el("dt", { text: words }), el("dd", { text: figure }));
}

function statusLine(stop) {
  return el(
    "p",
    { class: `status ${stop.status}` },
    icon(stop.status in WITH_ICON ? stop.status : "current"),
    quoted("span", stop.status_words),
  );
}

function whenLine(stop) {
  const days = stop.days ? el("span", { class: "days", text: counted(stop.days, "day") }) : null;
  return el("p", { class: "when" }, ...dateWords(stop), days);
}

// The date, and what of it is not said set apart.
function dateWords(stop) {
  const when = quoted("span", stop.when, stop.date_known ? {} : { class: "unsure" });
  if (!stop.date_note) return [when];
  return [when, ", ", quoted("span", stop.date_note, { class: "unsure" })];
}

function sourceLine(stop) {
  const address = webAddress(stop.url);
  const title = stop.title || (address ? new URL(address).hostname : "");
  if (!title && !stop.source) return null;
  const shown = address
    ? quoted("a", title, { href: address, target: "_blank", rel: "noopener noreferrer" })
    : title && quoted("span", title);
  const source = stop.source && quoted("span", stop.source, { class: "publisher" });
  return el("p", { class: "source" }, source, shown);
}
