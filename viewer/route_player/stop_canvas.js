// The stops of a long route on a canvas, one disc a place: a numbered one where there is room, a dot
// where there is none. The stop the traveller is at is an element with its callout, as on a short route.
import { palettes } from "./appearance.js";
import { callout } from "./card.js";
import { discWidth, nameSize, paintDisc, paintDot, paintName } from "./disc_paint.js";
import { worldPoint } from "./geometry.js";
import { placeWords } from "./itinerary.js";
import { box, calloutPlace, labelBox, labelSides, withRoom } from "./layout.js";
import { MapCanvas } from "./map_canvas.js";
import { PinLayer } from "./pin_layer.js";
import { controlBoxes, markChosen, markPresent, placeCallout, RADIUS, stopPin } from "./stop_pin.js";

// How far from a disc's middle a click still means it, in pixels.
const REACH = 14;
// Among more discs than these no name would find room.
const MOST_NAMED = 150;
// Discs painted between two looks at the clock.
const DISCS_TOGETHER = 8;
// Which of the stops in one place stands for it on the map.
const RANKS = ["current", "visited", "planned", "cancelled"];

export class StopCanvas {
  #map;
  #layer;
  #onChoose;
  #canvas;
  #stops = [];
  #points = [];
  #places = [];
  #discs = [];
  #chosen = -1;
  #present = [];
  #callout = null;
  #events = {
    click: ({ containerPoint }) => this.#click(containerPoint),
    mousemove: ({ containerPoint }) => this.#hover(containerPoint),
    moveend: () => this.#placeCallout(),
  };

  constructor(L, map, onChoose) {
    this.#map = map;
    this.#layer = new PinLayer(map);
    this.#onChoose = onChoose;
    this.#canvas = new MapCanvas(L, map, {
      pane: map.getPane("stops"),
      className: "stops",
      paint: (context, view) => this.#paint(context, view),
    });
    map.on(this.#events);
  }

  draw(stops, points) {
    this.#stops = stops;
    this.#points = points;
    this.#places = placesOf(stops, points);
    this.#canvas.repaint();
  }

  // The stop to point out, none if it is -1, and others where somebody is.
  choose(chosen, present = []) {
    if (chosen === this.#chosen && String(present) === String(this.#present)) return;
    [this.#chosen, this.#present] = [chosen, present];
    this.#layer.clear();
    this.#callout = null;
    present.forEach((index) => markPresent(this.#pin(index), true));
    if (chosen < 0) return;
    const pin = this.#pin(chosen);
    markChosen(pin, true);
    this.#callout = callout(pin.stop);
    pin.element.append(this.#callout);
    this.#placeCallout();
  }

  #pin(index) {
    const pin = stopPin(this.#map, { stop: this.#stops[index], point: this.#points[index] });
    this.#layer.set(pin.element, pin.point);
    return pin;
  }

  repaint(how) {
    this.#canvas.repaint(how);
  }

  remove() {
    this.#map.off(this.#events);
    this.#map.getContainer().style.cursor = "";
    this.#map.getContainer().title = "";
    this.#canvas.remove();
    this.#layer.remove();
  }

  *#paint(context, view) {
    const colours = palettes(this.#map.getContainer(), this.#stops);
    const { discs, dots } = arranged(this.#places, view);
    this.#discs = discs;
    for (const [paint, all] of [[paintDot, dots], [paintDisc, discs]])
      for (let index = 0; index < all.length; index += 1) {
        const stop = this.#stops[all[index].place.face];
        paint(context, all[index], stop, colours.get(stop.colour));
        if (index % DISCS_TOGETHER === 0) yield;
      }
    yield* this.#paintNames(context, view, colours.values().next().value);
  }

  *#paintNames(context, { width, height, margin }, colours) {
    if (this.#discs.length > MOST_NAMED) return;
    const names = this.#discs.map(({ place }) => this.#stops[place.face].place);
    const labels = names.map((name) => nameSize(context, name, colours));
    const taken = controlBoxes(this.#map.getContainer()).map(({ left, top, right, bottom }) =>
      box(left + margin.x, top + margin.y, right - left, bottom - top),
    );
    const discs = this.#discs.map(({ x, y, width: wide }) => ({ x, y, radius: wide / 2 }));
    yield;
    const sides = labelSides(discs, labels, { size: { x: width, y: height }, taken });
    yield;
    for (let index = 0; index < sides.length; index += 1)
      if (sides[index]) {
        const { left, top } = labelBox(discs[index], labels[index], sides[index]);
        paintName(context, names[index], { left, top, colours });
        yield;
      }
  }

  #placeCallout() {
    const { x, y } = this.#map.getSize();
    if (!this.#callout || x === 0) return;
    const [disc] = this.#onScreen([worldPoint(this.#points[this.#chosen])]);
    const width = discWidth(this.#stops[this.#chosen]);
    const others = this.#discs.map(({ place }) => place).filter(({ stops }) => !stops.includes(this.#chosen));
    const discs = this.#onScreen(others.map(({ world }) => world)).map((at) =>
      box(at.x - RADIUS, at.y - RADIUS, 2 * RADIUS, 2 * RADIUS),
    );
    const size = { width: this.#callout.offsetWidth, height: this.#callout.offsetHeight };
    const scene = { discs, size: { x, y }, taken: controlBoxes(this.#map.getContainer()) };
    placeCallout(this.#callout, disc, calloutPlace({ ...disc, radius: width / 2 }, size, scene));
  }

  #onScreen(worlds) {
    const scale = 2 ** this.#map.getZoom();
    const { x, y } = this.#map.getPixelBounds().min;
    return worlds.map((world) => ({ x: world[0] * scale - x, y: world[1] * scale - y }));
  }

  #nearest({ x, y }) {
    const away = this.#onScreen(this.#places.map(({ world }) => world)).map((at) =>
      Math.hypot(at.x - x, at.y - y),
    );
    const best = away.reduce((nearest, each, index) => (each < away[nearest] ? index : nearest), 0);
    return away[best] <= REACH ? this.#places[best] : null;
  }

  // Once more on the same place goes to the next stop there.
  #click(point) {
    const place = this.#nearest(point);
    if (!place) return;
    const at = place.stops.indexOf(this.#chosen);
    this.#onChoose(at < 0 ? place.face : place.stops[(at + 1) % place.stops.length]);
  }

  #hover(point) {
    const place = this.#nearest(point);
    const container = this.#map.getContainer();
    container.style.cursor = place ? "pointer" : "";
    container.title = place ? placeTitle(this.#stops[place.face], place.stops.length) : "";
  }
}

function placeTitle(stop, count) {
  return count > 1 ? `${placeWords(stop)}: ${count} stops` : placeWords(stop);
}

// The places of a route with the stops in each, and the one that stands for it; the places with a
// number first, in the order in which they are come to.
export function placesOf(stops, points) {
  const places = new Map();
  const rank = (index) => RANKS.indexOf(stops[index].status) + (stops[index].number ? 0 : RANKS.length);
  points.forEach((point, index) => {
    const place = places.get(String(point));
    if (!place) places.set(String(point), { stops: [index], face: index, world: worldPoint(point) });
    else {
      place.stops.push(index);
      if (rank(index) < rank(place.face)) place.face = index;
    }
  });
  const width = (place) => ({ ...place, width: discWidth(stops[place.face]) });
  const unnumbered = ({ face }) => (stops[face].number ? 0 : 1);
  return [...places.values()].map(width).sort((a, b) => unnumbered(a) - unnumbered(b));
}

// The places in a view, as discs where there is room, else as dots; in pixels of the canvas.
function arranged(places, { scale, left, top, width, height }) {
  const spots = places
    .map((place) => ({ x: place.world[0] * scale - left, y: place.world[1] * scale - top, width: place.width, place }))
    .filter(({ x, y }) => x > -REACH && y > -REACH && x < width + REACH && y < height + REACH);
  const apart = 2 * RADIUS + 2;
  const room = withRoom(spots.map(({ x, y, width: wide }) => box(x - wide / 2 - 1, y - apart / 2, wide + 2, apart)));
  return { discs: spots.filter((_, at) => room[at]), dots: spots.filter((_, at) => !room[at]) };
}
