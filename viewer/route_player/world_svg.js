// Shapes over the map in the world's own units, which the browser scales: no zoom projects their points
// again.
import { svgElement } from "./dom.js";
import { worldPoint } from "./geometry.js";
import { followed, placeView, viewOf } from "./map_view.js";

// Share of the map's box that is drawn beyond each of its edges.
const BEYOND = 0.1;
// Of the units make a pixel of zoom 0: a quarter of a pixel at zoom 8.
const UNIT = 1024;

export class WorldSvg {
  #L;
  #map;
  #svg;
  #group = svgElement("g", {});
  #unit;
  #onView;
  #view = null;
  #events;

  // `onView` hears of every view (see `viewOf`) before it is shown.
  constructor(L, map, { pane, unit = UNIT, onView = () => {} }) {
    this.#L = L;
    this.#map = map;
    this.#unit = unit;
    this.#onView = onView;
    this.#svg = svgElement("svg", { class: "leaflet-zoom-animated", "aria-hidden": "true" }, this.#group);
    map.getPane(pane).append(this.#svg);
    this.#events = {
      ...followed(map, (zoom, center) => this.#place(zoom, center)),
      moveend: () => this.draw(),
    };
    map.on(this.#events);
  }

  get shapes() {
    return this.#group;
  }

  // For where the map is now.
  draw() {
    this.#view = viewOf(this.#map, BEYOND);
    if (!this.#view) return;
    const { left, top, width, height, scale, zoom } = this.#view;
    this.#svg.setAttribute("width", width);
    this.#svg.setAttribute("height", height);
    this.#group.setAttribute("transform", `translate(${-left} ${-top}) scale(${scale / this.#unit})`);
    this.#onView(this.#view);
    this.#place(zoom, this.#map.getCenter());
  }

  remove() {
    this.#map.off(this.#events);
    this.#svg.remove();
  }

  #place(zoom, center) {
    const view = this.#view;
    if (view) placeView(this.#L, this.#map, { element: this.#svg, view, zoom, center });
  }
}

// The data of an SVG path through points [latitude, longitude], empty without any.
export function worldPath(points) {
  const steps = points.map((point) => worldPoint(point).map((each) => Math.round(each * UNIT)).join(" "));
  return steps.length ? `M${steps.join(" ")}` : "";
}
