// A picture over the map that is painted in slices, one a frame, so that thousands of lines hold up
// none. Until it is done the last one stays, moved and scaled with the map.
import { followed, placeView, viewOf } from "./map_view.js";

// Share of the map's box that is painted beyond each of its edges.
const MARGIN = 0.1;
// Milliseconds of a slice, and between two frames when the slice between them was too long.
const SLICE = 6;
const LATE = 20;
const FIRST_BATCH = 16;

export class MapCanvas {
  #L;
  #map;
  #paint;
  #shown;
  #spare;
  #work = null;
  #frame = 0;
  #batch = FIRST_BATCH;
  #last = 0;
  #events;

  // `paint` is a generator function of (context, view) that yields often; `view` turns pixels of
  // zoom 0 into those of the canvas: times `scale`, less `left` and `top`.
  constructor(L, map, { pane, className, paint }) {
    this.#L = L;
    this.#map = map;
    this.#paint = paint;
    [this.#shown, this.#spare] = [0, 1].map(() => this.#canvas(pane, className));
    this.#events = {
      zoomstart: () => this.#stop(),
      ...followed(map, (zoom, center) => this.#place(zoom, center)),
      moveend: () => this.repaint(),
    };
    map.on(this.#events);
  }

  // A new picture, for where the map is now; `atOnce` without waiting for a frame.
  repaint({ atOnce = false } = {}) {
    const view = viewOf(this.#map, MARGIN);
    this.#stop();
    this.#work = view && { view, steps: this.#paint(this.#begin(view), view) };
    if (!this.#work) return;
    if (!atOnce) return void (this.#frame = requestAnimationFrame(this.#slice));
    while (!this.#work.steps.next().done);
    this.#finish();
  }

  // Paint on top of the picture shown; left out while a new one is under way, which has it all.
  add(paint) {
    const { view, canvas } = this.#shown;
    if (view && !this.#work) paint(canvas.getContext("2d"), view);
  }

  remove() {
    this.#stop();
    this.#map.off(this.#events);
    [this.#shown, this.#spare].forEach(({ canvas }) => canvas.remove());
  }

  #stop() {
    cancelAnimationFrame(this.#frame);
    this.#work = null;
  }

  #canvas(pane, className) {
    const canvas = this.#L.DomUtil.create("canvas", `${className} leaflet-zoom-animated`, pane);
    canvas.setAttribute("aria-hidden", "true");
    canvas.hidden = true;
    return { canvas, view: null };
  }

  #begin({ width, height }) {
    const { canvas } = this.#spare;
    const sharpness = Math.min(2, window.devicePixelRatio || 1);
    canvas.width = Math.round(width * sharpness);
    canvas.height = Math.round(height * sharpness);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    const context = canvas.getContext("2d");
    context.scale(sharpness, sharpness);
    return context;
  }

  // As much a frame as leaves the next one in time.
  #slice = (now) => {
    const late = now - this.#last > LATE && now - this.#last < 10 * LATE;
    this.#batch = late ? Math.max(2, this.#batch / 2) : this.#batch + 1;
    this.#last = now;
    const end = performance.now() + SLICE;
    for (let count = 0; count < this.#batch && performance.now() < end; count += 1)
      if (this.#work.steps.next().done) return this.#finish();
    this.#frame = requestAnimationFrame(this.#slice);
  };

  #finish() {
    this.#spare.view = this.#work.view;
    this.#work = null;
    [this.#shown, this.#spare] = [this.#spare, this.#shown];
    this.#place(this.#map.getZoom(), this.#map.getCenter());
    this.#shown.canvas.hidden = false;
    this.#spare.canvas.hidden = true;
  }

  #place(zoom, center) {
    const { canvas: element, view } = this.#shown;
    if (view) placeView(this.#L, this.#map, { element, view, zoom, center });
  }
}
