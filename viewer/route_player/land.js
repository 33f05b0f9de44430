// The land: paths of the whole world, shown again on either side where the map reaches as far.
import { svgElement } from "./dom.js";
import { WorldSvg } from "./world_svg.js";

const WORLD = 256;

export class Land {
  #svg;
  #basemap;
  #worlds = new Set();

  // `basemap` is {paths, unit}: the data of SVG paths, and how many of their units make a pixel of zoom 0.
  constructor(L, map, basemap) {
    this.#basemap = basemap;
    const onView = (view) => this.#addWorlds(view);
    this.#svg = new WorldSvg(L, map, { pane: "overlayPane", unit: basemap.unit, onView });
    this.#svg.draw();
  }

  #addWorlds({ left, width, scale }) {
    [-WORLD, 0, WORLD]
      .filter((west) => (west + WORLD) * scale > left && west * scale < left + width)
      .filter((west) => !this.#worlds.has(west))
      .forEach((west) => this.#addWorld(west));
  }

  #addWorld(west) {
    this.#worlds.add(west);
    const { paths, unit } = this.#basemap;
    const land = paths.map((path) => svgElement("path", { class: "land", d: path }));
    this.#svg.shapes.append(svgElement("g", { transform: `translate(${west * unit} 0)` }, ...land));
  }
}
