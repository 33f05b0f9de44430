// The land: one path of the whole world, shown thrice side by side, which the browser scales; so no
// zoom projects its thousands of points again.
import { svgElement } from "./dom.js";
import { placeView, viewOf } from "./map_view.js";

// Share of the map's box that is drawn beyond each of its edges.
const BEYOND = 0.25;

export class Land {
  #L;
  #map;
  #svg;
  #group;
  #unit;
  #view = null;
  #events = {
    "zoom viewreset": () => this.#place(this.#map.getZoom(), this.#map.getCenter()),
    zoomanim: ({ zoom, center }) => this.#place(zoom, center),
    moveend: () => this.draw(),
  };

  // `basemap` is {path, unit}: the data of an SVG path, and how many of its units make a pixel of zoom 0.
  constructor(L, map, { path, unit }) {
    this.#L = L;
    this.#map = map;
    const worlds = [-256, 0, 256].map((x) =>
      svgElement("path", { class: "land", d: path, transform: `translate(${x * unit} 0)` }),
    );
    this.#group = svgElement("g", {}, ...worlds);
    this.#unit = unit;
    this.#svg = svgElement("svg", { class: "leaflet-zoom-animated", "aria-hidden": "true" }, this.#group);
    map.getPane("overlayPane").append(this.#svg);
    map.on(this.#events);
    this.draw();
  }

  // The land for where the map is now.
  draw() {
    this.#view = viewOf(this.#map, BEYOND);
    if (!this.#view) return;
    const { left, top, width, height, scale, zoom } = this.#view;
    this.#svg.setAttribute("width", width);
    this.#svg.setAttribute("height", height);
    this.#group.setAttribute("transform", `translate(${-left} ${-top}) scale(${scale / this.#unit})`);
    this.#place(zoom, this.#map.getCenter());
  }

  #place(zoom, center) {
    const view = this.#view;
    if (view) placeView(this.#L, this.#map, { element: this.#svg, view, zoom, center });
  }
}
