// Elements that stand at points of the map and move with it.
import { layerOrigin } from "./map_view.js";

export class PinLayer {
  #map;
  #points = new Map();
  #events = {
    zoom: () => this.#placeAll(this.#map.getZoom(), this.#map.getPixelOrigin()),
    viewreset: () => this.#placeAll(this.#map.getZoom(), this.#map.getPixelOrigin()),
    zoomanim: ({ zoom, center }) => this.#placeAll(zoom, layerOrigin(this.#map, zoom, center)),
  };

  constructor(map) {
    this.#map = map;
    map.on(this.#events);
  }

  // Put an element at a point [latitude, longitude]; its upper left corner is there.
  set(element, point) {
    if (!this.#points.has(element)) {
      element.classList.add("leaflet-zoom-animated");
      this.#map.getPane("markerPane").append(element);
    }
    this.#points.set(element, point);
    this.#place(element, point, this.#map.getZoom(), this.#map.getPixelOrigin());
  }

  clear() {
    this.#points.forEach((_, element) => element.remove());
    this.#points.clear();
  }

  remove() {
    this.#map.off(this.#events);
    this.clear();
  }

  #placeAll(zoom, origin) {
    this.#points.forEach((point, element) => this.#place(element, point, zoom, origin));
  }

  // In two dimensions: in three the browser would paint each by itself.
  #place(element, point, zoom, origin) {
    const { x, y } = this.#map.project(point, zoom).subtract(origin).round();
    element.style.transform = `translate(${x}px, ${y}px)`;
  }
}
