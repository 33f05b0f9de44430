// The map: land, legs, stops and the traveller, on Leaflet.
import { onNewColours } from "./appearance.js";
import { Flyer } from "./flyer.js";
import { boxAround, intoWindow, pathsOf, westEdge } from "./geometry.js";
import { Land } from "./land.js";
import { LegCanvas } from "./leg_canvas.js";
import { LegLines } from "./leg_lines.js";
import { StopCanvas } from "./stop_canvas.js";
import { PinLayer } from "./pin_layer.js";
import { StopMarkers } from "./stop_markers.js";
import { WorldSvg } from "./world_svg.js";

const ATTRIBUTION = "Natural Earth · GeoNames (CC BY 4.0) · borders de facto";
const CLOSEST_FIT = 4;
// As many stops are elements each; of more the browser would not draw 60 frames a second.
const MOST_ELEMENTS = 100;

export class RouteMap {
  #L;
  #map;
  #basemap;
  #land = null;
  #onChoose;
  #flight;
  #arrows;
  #lines = null;
  #stops = null;
  #legs = [];
  #points = [];
  #flyers = [];
  #bounds = null;
  #fitted = [0, 0];
  #zooming = false;
  #touched = false;

  // `map` is a Leaflet map to take over; without one, a new map is made in the container.
  constructor(L, container, basemap, { map, onChoose }) {
    this.#L = L;
    this.#map = map ?? L.map(container, { attributionControl: false, zoomControl: false });
    this.#onChoose = onChoose;
    this.#basemap = basemap;
    configure(L, this.#map);
    // What moves is in a pane of its own, so that a frame does not paint all legs again.
    this.#flight = new WorldSvg(L, this.#map, { pane: "flight" });
    this.#arrows = new PinLayer(this.#map);
    this.#map.on("zoomstart", () => (this.#zooming = true));
    this.#map.on("zoomend", () => (this.#zooming = false));
    this.#map.on("dragend", () => (this.#touched = true));
    onNewColours(container, () => this.repaint());
  }

  // While the camera zooms, nothing on the map may move by itself.
  get zooming() {
    return this.#zooming;
  }

  // With `fit` the whole route comes into view, and is drawn but once, as it is seen there.
  draw({ stops, legs, tracks }, fit = false) {
    const index = new Map(stops.map((stop, position) => [stop.stop_id, position]));
    const pairs = legs.map((leg) => [index.get(leg.start), index.get(leg.end)]);
    const west = westEdge(stops.map((stop) => stop.longitude), pairs);
    this.#points = stops.map((stop) => [stop.latitude, intoWindow(stop.longitude, west)]);
    const many = Math.max(stops.length, legs.length) > MOST_ELEMENTS;
    this.#legs = pairs.map(([from, goal], position) => {
      const [start, end] = [this.#points[from], this.#points[goal]];
      const { status, colour } = legs[position];
      return { start, end, goal, status, colour, paths: pathsOf(start, end, many ? 2 : 1) };
    });
    this.#bounds = this.#extent();
    this.#remove();
    this.#map.invalidateSize({ pan: false });
    if (fit) this.fit();
    this.#layers(many);
    this.#land ??= new Land(this.#L, this.#map, this.#basemap);
    this.#lines.draw(this.#legs);
    this.#stops.draw(stops, this.#points, many ? [] : this.#legs.flatMap(({ paths }) => paths).flat());
    this.#drawFlyers(tracks);
  }

  // The whole route in view, once the map has a size.
  fit(animate = false) {
    const { x, y } = this.#map.getSize();
    if (!this.#bounds || x === 0 || y === 0) return;
    // Room for the labels, and at the right for the zoom buttons.
    const paddingTopLeft = x < 500 ? [42, 36] : [56, 40];
    const paddingBottomRight = x < 500 ? [60, 36] : [72, 44];
    const padding = { paddingTopLeft, paddingBottomRight };
    this.#map.fitBounds(this.#bounds, { ...padding, maxZoom: CLOSEST_FIT, animate });
    this.#touched = false;
    this.#fitted = this.#map.getSize();
  }

  // To be told when the map's box has changed; keeps what a reader has chosen to look at.
  resized() {
    this.#map.invalidateSize({ pan: false });
    if (!this.#touched && !this.#map.getSize().equals(this.#fitted)) this.fit();
  }

  // Some legs in view, for a camera that follows.
  frameLegs(legs, animate) {
    const points = legs.flatMap((leg) => this.#legs[leg].paths[0]);
    const bounds = this.#L.latLngBounds(points).pad(0.35);
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

  // Where each traveller is (see `positions` of a journey), `fraction` being that of the way.
  showFlights(positions) {
    this.#flyers.forEach((flyer, track) => {
      const position = positions[track];
      if (!position || position.arrived) flyer.rest();
      else if (!this.#zooming) flyer.fly(this.#legs[position.leg], position.fraction);
    });
  }

  // How many stops are behind the travellers, which one is shown, none if it is -1, and the others
  // where somebody is.
  showState(passed, chosen, present = []) {
    this.#lines.show(passed);
    this.#stops.choose(chosen, present);
  }

  // In the colours in force; `atOnce` for a page that is about to be printed.
  repaint(how) {
    this.#lines?.repaint(how);
    this.#stops?.repaint(how);
  }

  destroy() {
    this.#remove();
    this.#map.remove();
  }

  #layers(many) {
    const [L, map] = [this.#L, this.#map];
    this.#lines = many ? new LegCanvas(L, map) : new LegLines(L, map);
    this.#stops = many ? new StopCanvas(L, map, this.#onChoose) : new StopMarkers(map, this.#onChoose);
  }

  #drawFlyers(tracks) {
    this.#arrows.clear();
    this.#flight.shapes.replaceChildren();
    this.#flight.draw();
    const [shapes, pins] = [this.#flight.shapes, this.#arrows];
    this.#flyers = tracks.map(({ colour }) => {
      const own = tracks.length > 1 ? colour : "";
      return new Flyer(this.#map, { shapes, pins, colour: own });
    });
  }

  #remove() {
    this.#lines?.remove();
    this.#stops?.remove();
  }

  #extent() {
    const whole = this.#legs.filter(({ paths }) => paths.length === 1);
    const [south, west, north, east] = boxAround([
      ...this.#points,
      ...whole.flatMap(({ paths }) => paths[0]),
    ]);
    return south <= north ? this.#L.latLngBounds([south, west], [north, east]) : null;
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
  map.createPane("stops").style.zIndex = "470";
}
