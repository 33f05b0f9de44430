// One stop on the map as an element: its numbered disc, its label, and the callout that names it while
// the traveller is there.
import { tint } from "./appearance.js";
import { discClass } from "./card.js";
import { el, quoted } from "./dom.js";
import { placeWords } from "./itinerary.js";

export const RADIUS = 11;
const SMALL_RADIUS = 5;
// Large enough to be hit by a finger (WCAG 2.2, 2.5.8).
const SIZE = 24;

// A stop as an element at a point; a button where there is something to do.
export function stopPin(map, { stop, point, onChoose = null }) {
  const label = stop.number && onChoose ? quoted("span", stop.place, { class: "label" }) : null;
  const disc = el("span", { class: `disc ${discClass(stop)}`, text: stop.number });
  const element = tint(el("div", { class: "stop" }, disc, label), stop.colour);
  if (onChoose) asButton(map, { element, stop, point, onChoose });
  return { stop, point, element, label, tether: null, radius: stop.number ? RADIUS : SMALL_RADIUS };
}

// Pointed out, or no longer.
export function markChosen({ element }, chosen) {
  element.classList.toggle("chosen", chosen);
  if (chosen) element.setAttribute("aria-current", "step");
  else element.removeAttribute("aria-current");
}

// Whether somebody is there, though another stop is pointed out.
export function markPresent({ element }, present) {
  element.classList.toggle("present", present);
}

// The pin moved by some pixels from its place, with a thin line back to it if so wished.
export function movePin(pin, [x, y], tethered) {
  const length = Math.hypot(x, y);
  pin.element.style.marginLeft = `${(x - SIZE / 2).toFixed(1)}px`;
  pin.element.style.marginTop = `${(y - SIZE / 2).toFixed(1)}px`;
  pin.tether?.remove();
  pin.tether = tethered && length >= 6 ? el("span", { class: "tether" }) : null;
  if (!pin.tether) return;
  pin.tether.style.width = `${length.toFixed(1)}px`;
  pin.tether.style.rotate = `${Math.atan2(-y, -x)}rad`;
  pin.element.prepend(pin.tether);
}

// A callout of a pin put in its place on the map; `disc` is where the pin is.
export function placeCallout(callout, disc, place) {
  callout.style.left = `${(place.left - disc.x + SIZE / 2).toFixed(1)}px`;
  callout.style.top = `${(place.top - disc.y + SIZE / 2).toFixed(1)}px`;
}

// The boxes of the map's own buttons and credit, in its pixels.
export function controlBoxes(container) {
  const { left, top } = container.getBoundingClientRect();
  return [...container.querySelectorAll(".leaflet-control")].map((control) => {
    const box = control.getBoundingClientRect();
    return {
      left: box.left - left,
      right: box.right - left,
      top: box.top - top,
      bottom: box.bottom - top,
    };
  });
}

function asButton(map, { element, stop, point, onChoose }) {
  const whose = stop.traveller ? `${stop.traveller}. ` : "";
  const number = stop.number ? `Stop ${stop.number}: ` : "";
  element.setAttribute("role", "button");
  element.setAttribute("tabindex", "0");
  element.setAttribute("aria-label", `${whose}${number}${placeWords(stop)}. ${stop.status_words}`);
  // A map that has been dragged by a pin is not a pin that has been pressed; without a pointer (detail
  // 0) nothing is dragged.
  element.addEventListener("click", ({ detail }) => (detail && map.dragging.moved()) || onChoose());
  element.addEventListener("focus", () => map.panInside(point, { animate: false }));
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    onChoose();
  });
}
