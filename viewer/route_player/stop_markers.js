// The numbered discs on the map, each a button, parted where they would hide one another; beside the
// one the traveller is at stands a callout.
import { callout, discClass } from "./card.js";
import { el, quoted } from "./dom.js";
import { placeWords } from "./itinerary.js";
import { calloutPlace, discBox, labelBox, labelSides, overlap, spread } from "./layout.js";

const RADIUS = 11;
const SMALL_RADIUS = 5;
// Large enough to be hit by a finger (WCAG 2.2, 2.5.8).
const SIZE = 24;
// Beyond this many stops they may overlap: parting them takes time that grows with the square.
const PARTED_STOPS = 200;

export class StopMarkers {
  #L;
  #map;
  #onChoose;
  #pins = [];
  #drawn = [];
  #chosen = -1;
  #callout = null;
  #scene = null;

  constructor(L, map, onChoose) {
    this.#L = L;
    this.#map = map;
    this.#onChoose = onChoose;
  }

  // `drawn` are points of the lines that labels should keep clear of.
  draw(stops, points, drawn, layer) {
    this.#drawn = drawn;
    this.#chosen = -1;
    this.#callout = null;
    this.#scene = null;
    this.#pins = stops.map((stop, index) => this.#drawStop(stop, points[index], index, layer));
  }

  // The stop to point out, none if it is -1.
  choose(chosen) {
    if (chosen === this.#chosen) return;
    this.#chosen = chosen;
    this.#pins.forEach(({ marker }, index) => {
      const element = marker.getElement();
      element.classList.toggle("chosen", index === chosen);
      if (index === chosen) element.setAttribute("aria-current", "step");
      else element.removeAttribute("aria-current");
      marker.setZIndexOffset(index === chosen ? 1000 : 0);
    });
    this.#callout?.remove();
    this.#callout = chosen < 0 ? null : callout(this.#pins[chosen].stop);
    if (this.#callout) this.#pins[chosen].marker.getElement().append(this.#callout);
    this.#placeCallout();
  }

  // Discs apart, a thin tether where one had to move, labels where there is room for them.
  arrange() {
    const size = this.#map.getSize();
    if (size.x === 0 || this.#pins.length > PARTED_STOPS) return;
    const numbered = this.#pins.filter(({ radius }) => radius === RADIUS);
    const centres = new Map(this.#pins.map((pin) => [pin, this.#onScreen(pin)]));
    const offsets = spread(numbered.map((pin) => centres.get(pin)), 2 * RADIUS + 2);
    numbered.forEach((pin, index) => {
      const [x, y] = centres.get(pin);
      centres.set(pin, [x + offsets[index][0], y + offsets[index][1]]);
      movePin(pin.marker.getElement(), offsets[index]);
    });
    this.#arrangeLabels(centres, size);
  }

  #arrangeLabels(centres, size) {
    const named = new Set();
    const sizes = this.#pins.map(({ label }) => {
      if (!label || named.has(label.textContent)) return null;
      named.add(label.textContent);
      return { width: label.offsetWidth, height: label.offsetHeight };
    });
    const discs = this.#pins.map((pin) => {
      const [x, y] = centres.get(pin);
      return { x, y, radius: pin.radius };
    });
    const lines = this.#drawn.map((point) => this.#map.latLngToContainerPoint(point));
    const taken = this.#controlBoxes();
    const sides = labelSides(discs, sizes, { lines, size, taken });
    this.#pins.forEach(({ label }, index) => {
      if (label) label.dataset.side = sides[index] ?? "none";
    });
    const labels = discs.map(
      (disc, index) => sides[index] && labelBox(disc, sizes[index], sides[index]),
    );
    this.#scene = { discs, labels, lines, size, taken };
    this.#placeCallout();
  }

  // Beside its disc; what little it has to cover is hidden rather than cut through.
  #placeCallout() {
    if (!this.#scene) return;
    const { discs, labels, lines, size, taken } = this.#scene;
    let place = null;
    if (this.#callout) {
      const [disc, others] = [discs[this.#chosen], discs.filter((_, at) => at !== this.#chosen)];
      const box = { width: this.#callout.offsetWidth, height: this.#callout.offsetHeight };
      const shown = labels.filter((label, at) => label && at !== this.#chosen);
      const scene = { discs: others.map(discBox), labels: shown, lines, size, taken };
      place = calloutPlace(disc, box, scene);
      this.#callout.style.left = `${(place.left - disc.x + SIZE / 2).toFixed(1)}px`;
      this.#callout.style.top = `${(place.top - disc.y + SIZE / 2).toFixed(1)}px`;
    }
    this.#pins.forEach(({ label }, at) => {
      const hidden = place && (at === this.#chosen || (labels[at] && overlap(labels[at], place)));
      label?.classList.toggle("covered", Boolean(hidden));
    });
  }

  #controlBoxes() {
    const container = this.#map.getContainer();
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

  #onScreen({ marker }) {
    const { x, y } = this.#map.latLngToContainerPoint(marker.getLatLng());
    return [x, y];
  }

  #drawStop(stop, point, index, layer) {
    const label = stop.number ? quoted("span", stop.place, { class: "label" }) : null;
    const disc = el("span", { class: `disc ${discClass(stop)}`, text: stop.number });
    const html = el("div", {}, el("span", { class: "tether", hidden: "" }), disc, label);
    const icon = this.#L.divIcon({ className: "stop", html, iconSize: [SIZE, SIZE] });
    const marker = this.#L.marker(point, { icon, keyboard: true, riseOnHover: true });
    const choose = () => this.#onChoose(index);
    marker.on("click", choose).addTo(layer);
    asButton(marker.getElement(), stop, choose);
    return { stop, marker, label, radius: stop.number ? RADIUS : SMALL_RADIUS };
  }
}

function asButton(element, stop, choose) {
  const number = stop.number ? `Stop ${stop.number}: ` : "";
  element.setAttribute("aria-label", `${number}${placeWords(stop)}. ${stop.status_words}`);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    choose();
  });
}

function movePin(element, [x, y]) {
  const length = Math.hypot(x, y);
  element.style.marginLeft = `${(x - SIZE / 2).toFixed(1)}px`;
  element.style.marginTop = `${(y - SIZE / 2).toFixed(1)}px`;
  const tether = element.querySelector(".tether");
  tether.hidden = length < 6;
  tether.style.width = `${length.toFixed(1)}px`;
  tether.style.rotate = `${Math.atan2(-y, -x)}rad`;
}
