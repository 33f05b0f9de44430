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

// A stop as a marker in a layer; a button where there is something to do.
export function stopPin(L, { stop, point, layer, onChoose = null }) {
  const label = stop.number && onChoose ? quoted("span", stop.place, { class: "label" }) : null;
  const disc = el("span", { class: `disc ${discClass(stop)}`, text: stop.number });
  const html = el("div", {}, el("span", { class: "tether", hidden: "" }), disc, label);
  const icon = L.divIcon({ className: "stop", html, iconSize: [SIZE, SIZE] });
  const active = Boolean(onChoose);
  const options = { icon, keyboard: active, interactive: active, riseOnHover: active };
  const marker = new (flatMarker(L))(point, options).addTo(layer);
  tint(marker.getElement(), stop.colour);
  if (active) asButton(marker, stop, onChoose);
  return { stop, marker, label, radius: stop.number ? RADIUS : SMALL_RADIUS };
}

// Pointed out, or no longer.
export function markChosen({ marker }, chosen) {
  const element = marker.getElement();
  element.classList.toggle("chosen", chosen);
  if (chosen) element.setAttribute("aria-current", "step");
  else element.removeAttribute("aria-current");
  marker.setZIndexOffset(chosen ? 1000 : 0);
}

// Whether somebody is there, though another stop is pointed out.
export function markPresent({ marker }, present) {
  marker.getElement().classList.toggle("present", present);
}

// The pin moved by some pixels from its place, with a thin line back to it if so wished.
export function movePin({ marker }, [x, y], tethered) {
  const element = marker.getElement();
  const length = Math.hypot(x, y);
  element.style.marginLeft = `${(x - SIZE / 2).toFixed(1)}px`;
  element.style.marginTop = `${(y - SIZE / 2).toFixed(1)}px`;
  const tether = element.querySelector(".tether");
  tether.hidden = !tethered || length < 6;
  tether.style.width = `${length.toFixed(1)}px`;
  tether.style.rotate = `${Math.atan2(-y, -x)}rad`;
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

// Leaflet moves each marker in three dimensions, so that the browser paints each by itself.
function flatMarker(L) {
  return L.Marker.extend({
    _setPos(position) {
      L.Marker.prototype._setPos.call(this, position);
      this.getElement().style.transform = `translate(${position.x}px, ${position.y}px)`;
    },
  });
}

function asButton(marker, stop, choose) {
  const element = marker.getElement();
  const whose = stop.traveller ? `${stop.traveller}. ` : "";
  const number = stop.number ? `Stop ${stop.number}: ` : "";
  element.setAttribute("aria-label", `${whose}${number}${placeWords(stop)}. ${stop.status_words}`);
  marker.on("click", choose);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    choose();
  });
}
