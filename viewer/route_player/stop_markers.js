// The stops of a short route: an element each, parted where they would hide one another; beside the
// one the traveller is at stands a callout.
import { callout } from "./card.js";
import { nameSize } from "./disc_paint.js";
import { afterPainting } from "./dom.js";
import { worldPoint } from "./geometry.js";
import { calloutPlace, crowds, discBox, labelBox, labelSides, overlap, spread } from "./layout.js";
import { PinLayer } from "./pin_layer.js";
import { controlBoxes, markChosen, markPresent, movePin, placeCallout, RADIUS, stopPin } from "./stop_pin.js";

const LETTER = 6;
// On the map at zoom 0, in pixels.
const DEGREE = 256 / 360;

export class StopMarkers {
  #map;
  #layer;
  #onChoose;
  #pins = [];
  #drawn = [];
  #chosen = -1;
  #callout = null;
  #scene = null;
  #ruler = document.createElement("canvas").getContext("2d");
  #centres = null;
  #forget = () => {};
  #arrange = () => {
    this.#part();
    this.#arrangeLabels();
  };

  constructor(map, onChoose) {
    this.#map = map;
    this.#layer = new PinLayer(map);
    this.#onChoose = onChoose;
    map.on("moveend", this.#arrange);
  }

  // `drawn` are points of the lines, a degree apart, that labels should keep clear of.
  draw(stops, points, drawn) {
    this.#drawn = drawn.map(worldPoint);
    this.#pins = stops.map((stop, index) => {
      const onChoose = () => this.#onChoose(index);
      return stopPin(this.#map, { stop, point: points[index], onChoose });
    });
    this.#pins.forEach(({ element, point }) => this.#layer.set(element, point));
    this.#part();
    // Names can wait: to know where there is room for them takes as long as to draw the rest.
    this.#forget = afterPainting(() => this.#arrangeLabels());
  }

  // The stop to point out, none if it is -1, and others where somebody is.
  choose(chosen, present = []) {
    this.#pins.forEach((pin, index) => markPresent(pin, present.includes(index)));
    if (chosen === this.#chosen) return;
    this.#chosen = chosen;
    this.#pins.forEach((pin, index) => markChosen(pin, index === chosen));
    this.#callout?.remove();
    this.#callout = chosen < 0 ? null : callout(this.#pins[chosen].stop);
    if (this.#callout) this.#pins[chosen].element.append(this.#callout);
    this.#placeCallout();
  }

  // Discs apart, a thin tether where one had to move.
  #part() {
    const size = this.#map.getSize();
    this.#centres = null;
    if (size.x === 0) return;
    const numbered = this.#pins.filter(({ radius }) => radius === RADIUS);
    const centres = new Map(this.#pins.map((pin) => [pin, this.#onScreen(pin)]));
    const points = numbered.map((pin) => centres.get(pin));
    const offsets = spread(points, 2 * RADIUS + 2, { size });
    // In a crowd the threads back to the place would run over its other discs.
    const crowded = new Set(crowds(points).flat());
    numbered.forEach((pin, index) => {
      const [x, y] = centres.get(pin);
      centres.set(pin, [x + offsets[index][0], y + offsets[index][1]]);
      movePin(pin, offsets[index], !crowded.has(index));
    });
    this.#centres = centres;
  }

  repaint() {}

  remove() {
    this.#forget();
    this.#map.off("moveend", this.#arrange);
    this.#layer.remove();
  }

  // Labels where there is room for them.
  #arrangeLabels() {
    const centres = this.#centres;
    if (!centres) return;
    const size = this.#map.getSize();
    const { taken, font } = frameOf(this.#map.getContainer());
    const named = new Set();
    const sizes = this.#pins.map(({ label }) => {
      if (!label || named.has(label.textContent)) return null;
      named.add(label.textContent);
      return nameSize(this.#ruler, label.textContent, { font });
    });
    const discs = this.#pins.map((pin) => {
      const [x, y] = centres.get(pin);
      return { x, y, radius: pin.radius };
    });
    const lines = this.#linesOnScreen();
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
      placeCallout(this.#callout, disc, place);
    }
    this.#pins.forEach(({ label }, at) => {
      const hidden = place && (at === this.#chosen || (labels[at] && overlap(labels[at], place)));
      label?.classList.toggle("covered", Boolean(hidden));
    });
  }

  // Points of the lines about as far apart as a letter is wide.
  #linesOnScreen() {
    const scale = 2 ** this.#map.getZoom();
    const stride = Math.max(1, Math.floor(LETTER / (DEGREE * scale)));
    const { x, y } = this.#map.containerPointToLayerPoint([0, 0]).add(this.#map.getPixelOrigin());
    const points = this.#drawn.filter((_, index) => index % stride === 0);
    return points.map(([left, top]) => ({ x: left * scale - x, y: top * scale - y }));
  }

  #onScreen({ point }) {
    const { x, y } = this.#map.latLngToContainerPoint(point);
    return [x, y];
  }
}

// What of the map's surroundings labels depend on: the boxes of its controls, where none may go, and
// the typeface.
function frameOf(container) {
  return { taken: controlBoxes(container), font: getComputedStyle(container).fontFamily };
}
