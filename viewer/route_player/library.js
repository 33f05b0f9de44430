// The joined scripts as one object that waits on the page: the app's component and the exported
// file take the player from here. BASEMAP, STYLE and the Leaflet global L are joined in before.
import { el } from "./dom.js";
import { RoutePlayer } from "./route_player.js";

// A player in a new element at the end of `parent`, with its own styles.
export function createPlayer(parent, options = {}) {
  const root = el("div", {}, el("style", { text: STYLE }));
  parent.append(root);
  return new RoutePlayer(root, { L: window.L, basemap: BASEMAP, ...options });
}

// A player around a map that folium has made, with the title above and the credit below.
export function playOn(map, { route, credit }) {
  const page = el("main", { class: "route-page" });
  map.getContainer().before(page);
  page.append(el("h1", { dir: "auto", text: route.title }));
  createPlayer(page, { map }).show(route);
  page.append(el("p", { class: "credits", dir: "auto", text: credit }));
}
