// The legs of a short route: an SVG line each, styled by CSS.
import { tint } from "./appearance.js";

export class LegLines {
  #legs = [];
  #drawLine;
  #layer;

  // `drawLine` adds a line with a class to a layer.
  constructor(drawLine, layer) {
    this.#drawLine = drawLine;
    this.#layer = layer;
  }

  draw(legs) {
    this.#legs = legs.map(({ paths, status, goal, colour }) => ({
      done: (passed) => status !== "cancelled" && goal < passed,
      lines: paths.map((path) => this.#drawLine(path, `leg ${status}`, "legs", this.#layer)),
      colour,
    }));
    this.#legs.forEach(({ lines, colour }) => lines.forEach((line) => tint(line.getElement(), colour)));
  }

  // The legs to the first `passed` stops are behind the traveller.
  show(passed) {
    this.#legs.forEach(({ done, lines }) =>
      lines.forEach((line) => line.getElement().classList.toggle("done", done(passed))),
    );
  }

  repaint() {}

  remove() {
    this.#layer.clearLayers();
  }
}
