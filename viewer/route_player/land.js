// The land: paths of the whole world, shown again on either side where the map reaches as far, which the
// browser scales; so no zoom projects its thousands of points again.
import { svgElement } from "./dom.js";
import { placeView, viewOf } from "./map_view.js";

// Share of the map's box that is drawn beyond each of its edges.
const BEYOND = 0.1;
const WORLD = 256;

export class Land {
  #L;
  #map;
  #svg;
  #group;
  #basemap;
  #worlds = new Set();
  #view = null;
  #events = {
    "zoom viewreset": () => this.#place(this.#map.getZoom(), this.#map.getCenter()),
    zoomanim: ({ zoom, center }) => this.#place(zoom, center),
    moveend: () => this.draw(),
  };

  // `basemap` is {paths, unit}: the data of SVG paths, and how many of their units make a pixel of zoom 0.
  constructor(L, map, basemap) {
    this.#L = L;
    this.#map = map;
    this.#basemap = basemap;
    this.#group = svgElement("g", {});
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
    const { unit } = this.#basemap;
    this.#group.setAttribute("transform", `translate(${-left} ${-top}) scale(${scale / unit})`);
    [-WORLD, 0, WORLD]
      .filter((west) => (west + WORLD) * scale > left && west * scale < left + width)
      .forEach((west) => this.#addWorld(west));
    this.#place(zoom, this.#map.getCenter());
  }

  #addWorld(west) {
    if (this.#worlds.has(west)) return;
    this.#worlds.add(west);
    const { paths, unit } = this.#basemap;
    const land = paths.map((path) => svgElement("path", { class: "land", d: path }));
    this.#group.append(svgElement("g", { transform: `translate(${west * unit} 0)` }, ...land));
  }

  #place(zoom, center) {
    const view = this.#view;
    if (view) placeView(this.#L, this.#map, { element: this.#svg, view, zoom, center });
  }
}
