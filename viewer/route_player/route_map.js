// The map: land, legs, stops and the traveller, on Leaflet.
import { greatCircle, intoWindow, pathUntil, westEdge } from "./geometry.js";
import { el } from "./dom.js";
import { StopMarkers } from "./stop_markers.js";

const ATTRIBUTION = "Natural Earth · GeoNames (CC BY 4.0) · borders de facto";
const CLOSEST_FIT = 4;
// Beyond this many legs their curves are drawn coarser.
const FINE_LEGS = 200;
// A leg that leaves the map on one side comes in on the other: everything that moves is there twice.
const COPIES = [0, 1];

export class RouteMap {
  #L;
  #map;
  #Line;
  #layer;
  #markers;
  #legs = [];
  #points = [];
  #progress = [];
  #travellers = [];
  #bounds = null;
  #step = 1;
  #zooming = false;
  #touched = false;

  // `map` is a Leaflet map to take over; without one, a new map is made in the container.
  constructor(L, container, basemap, { map, onChoose }) {
    this.#L = L;
    this.#map = map ?? L.map(container, { attributionControl: false, zoomControl: false });
    configure(L, this.#map);
    drawLand(L, this.#map, basemap);
    this.#Line = fineLine(L);
    this.#layer = L.layerGroup().addTo(this.#map);
    this.#markers = new StopMarkers(L, this.#map, onChoose);
    this.#map.on("zoomstart", () => (this.#zooming = true));
    this.#map.on("zoomend", () => (this.#zooming = false));
    this.#map.on("zoomend moveend", () => this.#markers.arrange());
    this.#map.on("dragend", () => (this.#touched = true));
  }

  // While the camera zooms, nothing on the map may move by itself.
  get zooming() {
    return this.#zooming;
  }

  draw({ stops, legs }) {
    const index = new Map(stops.map((stop, position) => [stop.stop_id, position]));
    const pairs = legs.map((leg) => [index.get(leg.start), index.get(leg.end)]);
    const west = westEdge(stops.map((stop) => stop.longitude), pairs);
    this.#points = stops.map((stop) => [stop.latitude, intoWindow(stop.longitude, west)]);
    this.#step = legs.length > FINE_LEGS ? 5 : 1;
    this.#layer.clearLayers();
    this.#legs = pairs.map(([start, end], position) =>
      this.#drawLeg(this.#points[start], this.#points[end], legs[position].status),
    );
    this.#progress = COPIES.map(() => this.#drawLine([], "leg now", "flight"));
    const drawn = this.#legs.flatMap(({ paths }) => paths).flat();
    this.#markers.draw(stops, this.#points, drawn, this.#layer);
    this.#travellers = COPIES.map(() => this.#drawTraveller());
    this.#bounds = this.#extent();
    this.#markers.arrange();
  }

  // The whole route in view, once the map has a size.
  fit(animate = false) {
    const { x, y } = this.#map.getSize();
    if (!this.#bounds || x === 0 || y === 0) return;
    // Room for the labels, and at the right for the zoom buttons.
    const paddingTopLeft = x < 500 ? [24, 26] : [56, 40];
    const paddingBottomRight = x < 500 ? [46, 36] : [72, 44];
    const padding = { paddingTopLeft, paddingBottomRight };
    this.#map.fitBounds(this.#bounds, { ...padding, maxZoom: CLOSEST_FIT, animate });
    this.#touched = false;
  }

  // To be told when the map's box has changed; keeps what a reader has chosen to look at.
  resized() {
    this.#map.invalidateSize({ pan: false });
    if (!this.#touched) this.fit();
  }

  // One leg in view, for a camera that follows.
  frameLeg(leg, animate) {
    const bounds = this.#L.latLngBounds(this.#legs[leg].paths[0]).pad(0.35);
    this.#touched = true;
    if (animate) this.#map.flyToBounds(bounds, { duration: 0.9, maxZoom: CLOSEST_FIT });
    else this.#map.fitBounds(bounds, { maxZoom: CLOSEST_FIT, animate: false });
  }

  // The stop in view, the map moved only if it is not.
  reveal(stop) {
    // Until a zoom has ended the map tells of the view before it.
    if (this.#zooming) return void this.#map.once("zoomend", () => this.reveal(stop));
    const point = this.#points[stop];
    if (point && !this.#map.getBounds().contains(point)) this.#map.panTo(point, { animate: false });
  }

  // The traveller on the way, a fraction of the leg done.
  showFlight(leg, fraction) {
    const { paths, status } = this.#legs[leg];
    COPIES.forEach((copy) => {
      const path = paths[copy] ? pathUntil(paths[copy], fraction) : [];
      this.#progress[copy].setLatLngs(path);
      this.#progress[copy].getElement().classList.toggle("planned", status === "planned");
      this.#showTraveller(this.#travellers[copy], path, status);
    });
  }

  // The traveller at rest: the stop itself shows where.
  showRest() {
    this.#progress.forEach((line) => line.setLatLngs([]));
    this.#travellers.forEach((marker) => marker.getElement().classList.add("away"));
  }

  // Which legs are flown and which stop is shown, none if it is -1.
  showState(flown, chosen) {
    this.#legs.forEach(({ lines }, leg) =>
      lines.forEach((line) => line.getElement().classList.toggle("done", flown.has(leg))),
    );
    this.#markers.choose(chosen);
  }

  destroy() {
    this.#map.remove();
  }

  #drawLeg(start, end, status) {
    const path = greatCircle(start, end, this.#step);
    const shift = end[1] - path[path.length - 1][1];
    const seenFromEnd = path.map(([latitude, longitude]) => [latitude, longitude + shift]);
    const paths = Math.abs(shift) > 180 ? [path, seenFromEnd] : [path];
    return { paths, status, lines: paths.map((each) => this.#drawLine(each, `leg ${status}`, "legs")) };
  }

  // What moves is in a pane of its own, so that a frame does not paint all legs again.
  #drawLine(path, className, pane) {
    const options = { className, interactive: false, smoothFactor: 0.3, pane };
    return new this.#Line(path, options).addTo(this.#layer);
  }

  #drawTraveller() {
    const html = el("div", { class: "arrow" });
    const icon = this.#L.divIcon({ className: "traveller away", html, iconSize: [0, 0] });
    const options = { icon, interactive: false, keyboard: false, zIndexOffset: 2000 };
    return this.#L.marker([0, 0], options).addTo(this.#layer);
  }

  #showTraveller(marker, path, status) {
    const element = marker.getElement();
    element.classList.toggle("away", path.length < 2);
    element.classList.toggle("planned", status === "planned");
    if (path.length < 2) return;
    marker.setLatLng(path[path.length - 1]);
    const [before, here] = path.slice(-2).map((point) => this.#map.latLngToLayerPoint(point));
    const angle = Math.atan2(here.y - before.y, here.x - before.x);
    if (!here.equals(before)) element.firstChild.style.rotate = `${angle}rad`;
  }

  #extent() {
    const whole = this.#legs.filter(({ paths }) => paths.length === 1);
    const points = [...this.#points, ...whole.flatMap(({ paths }) => paths[0])];
    return points.length ? this.#L.latLngBounds(points) : null;
  }
}

// The same map whether it is made here or comes from folium.
function configure(L, map) {
  Object.assign(map.options, { zoomSnap: 0.25, minZoom: 0, maxZoom: 8 });
  map.setView([20, 0], 1, { animate: false });
  map.keyboard.disable();
  map.zoomControl?.remove();
  map.attributionControl?.remove();
  L.control.zoom({ position: "topright" }).addTo(map);
  L.control.attribution({ prefix: false }).addAttribution(ATTRIBUTION).addTo(map);
  // A page must scroll past the map: the wheel zooms only after a click into it.
  map.scrollWheelZoom.disable();
  map.on("click", () => map.scrollWheelZoom.enable());
  map.on("mouseout", () => map.scrollWheelZoom.disable());
  map.createPane("legs").style.zIndex = "450";
  map.createPane("flight").style.zIndex = "460";
}

// Leaflet rounds the points of a line to whole pixels, which makes a long curve waver.
function fineLine(L) {
  return L.Polyline.extend({
    _projectLatlngs(path, rings, bounds) {
      const origin = this._map.getPixelOrigin();
      const points = path.map((point) => this._map.project(point).subtract(origin));
      points.forEach((point) => bounds.extend(point));
      if (points.length > 0) rings.push(points);
    },
  });
}

function drawLand(L, map, basemap) {
  const renderer = L.svg({ padding: 0.5 });
  const options = { className: "land", interactive: false, renderer, smoothFactor: 0.6 };
  [-360, 0, 360].forEach((shift) => {
    const turned = (ring) => ring.map(([longitude, latitude]) => [latitude, longitude + shift]);
    const polygons = basemap.features.flatMap(({ geometry }) =>
      geometry.coordinates.map((polygon) => polygon.map(turned)),
    );
    L.polygon(polygons, { ...options, fillRule: "nonzero" }).addTo(map);
  });
}
