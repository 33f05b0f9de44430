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

// A player around a map that folium has made, in the place that the page has for it. A name in the
// page's list of stops goes to its stop, and the stop come to is marked there.
export function playOn(map, route) {
  const items = [...document.querySelectorAll("[data-stop]")];
  const listed = new Map(items.map((item) => [item.dataset.stop, item]));
  let marked;
  const onArrive = (stopId) => {
    marked?.removeAttribute("aria-current");
    marked = listed.get(stopId);
    marked?.setAttribute("aria-current", "step");
  };
  const place = document.getElementById("route");
  const player = createPlayer(place, { map, onArrive });
  player.show(route);
  document.addEventListener("click", (event) => {
    const name = event.target.closest("a[href='#route']");
    if (!name) return;
    event.preventDefault();
    player.seek(name.closest("[data-stop]").dataset.stop);
    place.scrollIntoView({ block: "nearest" });
  });
}
