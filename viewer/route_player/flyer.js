// A traveller on the way: the part of a leg that is flown, and an arrow at its end.
import { tint } from "./appearance.js";
import { el } from "./dom.js";
import { pathsOf, pathUntil } from "./geometry.js";

// A leg that leaves the map on one side comes in on the other: everything that moves is there twice.
const COPIES = [0, 1];

export class Flyer {
  #map;
  #lines;
  #arrows;
  #way = null;
  #resting = false;

  // `drawLine` adds a line with a class to a layer; `colour` is none where there is one traveller.
  constructor(L, map, { drawLine, layer, colour }) {
    this.#map = map;
    this.#lines = COPIES.map(() => drawLine([], "leg now", "flight", layer));
    this.#arrows = COPIES.map(() => drawArrow(L, layer));
    this.#lines.forEach((line) => tint(line.getElement(), colour));
    this.#arrows.forEach((marker) => tint(marker.getElement(), colour));
    this.rest();
  }

  // On a leg {start, end, status}, a fraction of it done.
  fly({ start, end, status }, fraction) {
    this.#resting = false;
    const paths = this.#pathsOf(start, end);
    COPIES.forEach((copy) => {
      const path = paths[copy] ? pathUntil(paths[copy], fraction) : [];
      this.#lines[copy].setLatLngs(path);
      this.#lines[copy].getElement().classList.toggle("planned", status === "planned");
      this.#point(this.#arrows[copy], path, status);
    });
  }

  // At a stop, which itself shows where.
  rest() {
    if (this.#resting) return;
    this.#resting = true;
    this.#lines.forEach((line) => line.setLatLngs([]));
    this.#arrows.forEach((marker) => marker.getElement().classList.add("away"));
  }

  // Finer than a long route is drawn.
  #pathsOf(start, end) {
    if (this.#way?.start !== start || this.#way.end !== end)
      this.#way = { start, end, paths: pathsOf(start, end) };
    return this.#way.paths;
  }

  #point(marker, path, status) {
    const element = marker.getElement();
    element.classList.toggle("away", path.length < 2);
    element.classList.toggle("planned", status === "planned");
    if (path.length < 2) return;
    marker.setLatLng(path[path.length - 1]);
    const [before, here] = path.slice(-2).map((point) => this.#map.latLngToLayerPoint(point));
    const angle = Math.atan2(here.y - before.y, here.x - before.x);
    if (!here.equals(before)) element.firstChild.style.rotate = `${angle}rad`;
  }
}

function drawArrow(L, layer) {
  const html = el("div", { class: "arrow" });
  const icon = L.divIcon({ className: "traveller away", html, iconSize: [0, 0] });
  const options = { icon, interactive: false, keyboard: false, zIndexOffset: 2000 };
  return L.marker([0, 0], options).addTo(layer);
}
