// A traveller on the way: the part of a leg that is flown, and an arrow at its end.
import { tint } from "./appearance.js";
import { el, svgElement } from "./dom.js";
import { pathsOf, pathUntil } from "./geometry.js";
import { worldPath } from "./world_svg.js";

// A leg that leaves the map on one side comes in on the other: everything that moves is there twice.
const COPIES = [0, 1];

export class Flyer {
  #map;
  #pins;
  #lines;
  #arrows;
  #way = null;

  // Lines go among the `shapes` of a WorldSvg, arrows among the pins; `colour` is none where there is
  // one traveller.
  constructor(map, { shapes, pins, colour }) {
    this.#map = map;
    this.#pins = pins;
    this.#lines = COPIES.map(() => tint(svgElement("path", { class: "leg now" }), colour));
    this.#arrows = COPIES.map(() =>
      tint(el("div", { class: "traveller away" }, el("div", { class: "arrow" })), colour),
    );
    shapes.append(...this.#lines);
  }

  // On a leg {start, end, status}, a fraction of it done.
  fly({ start, end, status }, fraction) {
    const paths = this.#pathsOf(start, end);
    COPIES.forEach((copy) => {
      const path = paths[copy] ? pathUntil(paths[copy], fraction) : [];
      this.#lines[copy].setAttribute("d", worldPath(path));
      this.#lines[copy].classList.toggle("planned", status === "planned");
      this.#point(this.#arrows[copy], path, status);
    });
  }

  // At a stop, which itself shows where.
  rest() {
    if (!this.#way) return;
    this.#way = null;
    this.#lines.forEach((line) => line.removeAttribute("d"));
    this.#arrows.forEach((arrow) => arrow.classList.add("away"));
  }

  // Finer than a long route is drawn.
  #pathsOf(start, end) {
    if (this.#way?.start !== start || this.#way.end !== end)
      this.#way = { start, end, paths: pathsOf(start, end) };
    return this.#way.paths;
  }

  #point(arrow, path, status) {
    arrow.classList.toggle("away", path.length < 2);
    arrow.classList.toggle("planned", status === "planned");
    if (path.length < 2) return;
    this.#pins.set(arrow, path[path.length - 1]);
    const [before, here] = path.slice(-2).map((point) => this.#map.latLngToLayerPoint(point));
    const angle = Math.atan2(here.y - before.y, here.x - before.x);
    if (!here.equals(before)) arrow.firstChild.style.rotate = `${angle}rad`;
  }
}
