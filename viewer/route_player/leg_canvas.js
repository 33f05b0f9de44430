// The legs of a long route, on two canvases: all of them, and on top those behind the traveller, to
// which a leg is added when it has been flown.
import { palettes } from "./appearance.js";
import { boxAround, greatCircle, worldPoint } from "./geometry.js";
import { MapCanvas } from "./map_canvas.js";

// Beyond this zoom a line of two degrees a step shows its corners.
const COARSE_ZOOM = 5;
// How long the position must have rested before a trail that cannot be added to is painted anew.
const REST = 150;
// As many legs are added to the trail at once; a longer way is a jump.
const AT_ONCE = 8;
// Lines stroked together; more in one stroke cost more than they save.
const LEGS_TOGETHER = 6;

export class LegCanvas {
  #container;
  #all;
  #trail;
  #strokes = [];
  #flown = [];
  #colours = null;
  #next = 0;
  #passed = 0;
  #rest = 0;

  constructor(L, map) {
    this.#container = map.getContainer();
    const pane = map.getPane("legs");
    this.#all = new MapCanvas(L, map, {
      pane,
      className: "legs",
      paint: (context, view) => this.#paintAll(context, view),
    });
    this.#trail = new MapCanvas(L, map, {
      pane,
      className: "trail",
      paint: (context, view) => this.#paintTrail(context, view),
    });
  }

  draw(legs) {
    this.#strokes = distinct(legs);
    this.#flown = this.#strokes.filter(({ status }) => status !== "cancelled");
    this.#passed = 0;
    this.repaint();
  }

  // The legs to the first `passed` stops are behind the traveller.
  show(passed) {
    if (passed === this.#passed) return;
    const back = passed < this.#passed;
    this.#passed = passed;
    const jump = back || this.#behind(this.#next + AT_ONCE);
    if (jump || this.#rest) this.#repaintLate();
    else this.#trail.add((context, view) => this.#extend(context, view));
  }

  repaint(how) {
    this.#all.repaint(how);
    this.#trail.repaint(how);
  }

  remove() {
    clearTimeout(this.#rest);
    this.#all.remove();
    this.#trail.remove();
  }

  #repaintLate() {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#rest = 0;
      this.#trail.repaint();
    }, REST);
  }

  *#paintAll(context, view) {
    this.#colours = palettes(this.#container, this.#strokes);
    for (const status of ["cancelled", "planned", "made"])
      for (const colour of this.#colours.keys()) {
        const strokes = this.#strokes.filter((each) => each.status === status && each.colour === colour);
        for (let from = 0; from < strokes.length; from += LEGS_TOGETHER) {
          stroke(context, view, strokes.slice(from, from + LEGS_TOGETHER), this.#colours.get(colour));
          yield;
        }
      }
  }

  *#paintTrail(context, view) {
    this.#colours = palettes(this.#container, this.#strokes);
    this.#next = 0;
    while (this.#behind(this.#next)) {
      this.#addNext(context, view);
      if (this.#next % LEGS_TOGETHER === 0) yield;
    }
  }

  #extend(context, view) {
    while (this.#behind(this.#next)) this.#addNext(context, view);
  }

  #behind(index) {
    return this.#flown[index]?.goal < this.#passed;
  }

  #addNext(context, view) {
    const leg = this.#flown[this.#next];
    stroke(context, view, [leg], this.#colours.get(leg.colour));
    this.#next += 1;
  }
}

// One stroke for all legs of one status and colour between the same two places, with the first stop it leads
// to; in the order in which they are flown.
export function distinct(legs) {
  const strokes = new Map();
  for (const { start, end, paths, status, goal, colour } of legs) {
    const key = `${status} ${colour ?? ""} ${[start, end].map(String).sort().join(" ")}`;
    const before = strokes.get(key);
    if (before) before.goal = Math.min(before.goal, goal);
    else strokes.set(key, { start, end, status, goal, colour, curves: paths.map(curveOf) });
  }
  return [...strokes.values()].sort((a, b) => a.goal - b.goal);
}

function curveOf(path) {
  const points = path.map(worldPoint);
  return { points, box: boxAround(points), shift: path[0][1] };
}

// The points [x, y] of a curve that matter in a view, as rows of neighbours; in pixels of the canvas.
export function visibleRows(points, { scale, left, top, width, height }) {
  const rows = [];
  let row = null;
  for (let index = 1; index < points.length; index += 1) {
    const [x0, y0] = [points[index - 1][0] * scale - left, points[index - 1][1] * scale - top];
    const [x1, y1] = [points[index][0] * scale - left, points[index][1] * scale - top];
    const outside =
      (x0 < 0 && x1 < 0) || (y0 < 0 && y1 < 0) || (x0 > width && x1 > width) || (y0 > height && y1 > height);
    if (outside) row = null;
    else if (row) row.push([x1, y1]);
    else rows.push((row = [[x0, y0], [x1, y1]]));
  }
  return rows;
}

function stroke(context, view, strokes, { tone, off }) {
  const { status } = strokes[0];
  context.strokeStyle = status === "cancelled" ? off : tone;
  context.lineWidth = status === "cancelled" ? 2.25 : 2;
  context.lineCap = status === "planned" ? "butt" : "round";
  context.lineJoin = "round";
  context.setLineDash(DASHES[status]);
  context.beginPath();
  for (const each of strokes)
    for (const curve of each.curves)
      if (touches(curve.box, view))
        for (const row of visibleRows(finePoints(each, curve, view), view))
          row.forEach(([x, y], index) => (index ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.stroke();
}

const DASHES = { made: [], planned: [6, 5], cancelled: [0.1, 5] };

function touches([x0, y0, x1, y1], { scale, left, top, width, height }) {
  const [right, bottom] = [left + width, top + height];
  return x0 * scale <= right && x1 * scale >= left && y0 * scale <= bottom && y1 * scale >= top;
}

function finePoints({ start, end }, { points, shift }, { zoom }) {
  if (zoom <= COARSE_ZOOM) return points;
  const turn = shift - start[1];
  return greatCircle(start, end).map(([latitude, longitude]) => worldPoint([latitude, longitude + turn]));
}
