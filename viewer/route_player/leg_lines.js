// The legs of a short route: an SVG path each, styled by CSS.
import { tint } from "./appearance.js";
import { svgElement } from "./dom.js";
import { worldPath, WorldSvg } from "./world_svg.js";

export class LegLines {
  #legs = [];
  #svg;

  constructor(L, map) {
    this.#svg = new WorldSvg(L, map, { pane: "legs" });
  }

  draw(legs) {
    this.#legs = legs.map(({ paths, status, goal, colour }) => ({
      done: (passed) => status !== "cancelled" && goal < passed,
      lines: paths.map((path) =>
        tint(svgElement("path", { class: `leg ${status}`, d: worldPath(path) }), colour),
      ),
    }));
    this.#svg.shapes.replaceChildren(...this.#legs.flatMap(({ lines }) => lines));
    this.#svg.draw();
  }

  // The legs to the first `passed` stops are behind the traveller.
  show(passed) {
    this.#legs.forEach(({ done, lines }) =>
      lines.forEach((line) => line.classList.toggle("done", done(passed))),
    );
  }

  repaint() {}

  remove() {
    this.#svg.remove();
  }
}
