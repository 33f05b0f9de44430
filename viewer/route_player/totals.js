// The running totals below the player: one row for each traveller, the figures aligned; and the day
// while it is played by time.
import { tint } from "./appearance.js";
import { el, quoted } from "./dom.js";
import { grouped } from "./itinerary.js";

const COLUMNS = [
  { key: "km", label: "Flown", unit: " km" },
  { key: "days", label: "Days abroad", unit: "", title: "Days that the articles give; + where a stop has none" },
  { key: "countries", label: "Countries", unit: "" },
  { key: "plannedKm", label: "Planned", unit: " km", title: "Not counted as flown" },
];

export function createTotals() {
  const table = el("table", { class: "totals", "aria-label": "Totals so far" });
  const day = el("span", { class: "day" });
  let cells = [];
  return {
    table,
    // `finals` are the totals at the end: they decide what is shown and how wide it can become.
    setTracks(tracks, finals) {
      const shown = COLUMNS.filter(({ key }) => key !== "plannedKm" || finals.some((one) => one[key]));
      table.classList.toggle("alone", tracks.length === 1);
      const rows = tracks.map((track) => el("tr", {}, travellerCell(track)));
      const alone = tracks.length === 1;
      cells = rows.map((row) => shown.map((column) => figureCell(row, column, finals, alone)));
      const corner = el("td", { class: "corner" }, alone ? null : day);
      if (alone) rows[0].prepend(el("td", { class: "corner" }, day));
      const head = el("tr", {}, corner, ...shown.map(headCell));
      table.replaceChildren(el("thead", {}, head), el("tbody", {}, ...rows));
    },
    // By time there is a day to show, if only an empty one so far; else none.
    setDay(words) {
      day.hidden = words === null;
      if (words !== null && day.textContent !== words) day.textContent = words;
    },
    set(tallies) {
      tallies.forEach((one, track) =>
        cells[track].forEach(({ key, unit, figure }) => {
          const text = words(one, key) + unit;
          if (figure.textContent !== text) figure.textContent = text;
        }),
      );
    },
  };
}

function travellerCell({ traveller, colour }) {
  const sign = tint(el("span", { class: "swatch", "aria-hidden": "true" }), colour);
  return el("th", { scope: "row" }, sign, quoted("span", traveller));
}

function headCell({ label, unit, title = label }) {
  const text = unit ? `${unit.trim()} ${label.toLowerCase()}` : label;
  return el("th", { scope: "col", title, text });
}

function words(totals, key) {
  return grouped(totals[key]) + (key === "days" && totals.atLeast ? "+" : "");
}

// Where a traveller is alone the unit stands with the figure, else at the head of the column.
function figureCell(row, { key, unit: given, label }, finals, alone) {
  const unit = alone ? given : "";
  const longest = Math.max(...finals.map((one) => words(one, key).length + unit.length));
  const figure = el("span", { class: "figure" });
  figure.style.minWidth = `${longest}ch`;
  row.append(el("td", { "data-label": label }, figure));
  return { key, unit, figure };
}
