// The player: a journey on its clock, the map and the card that show where it is, and the controls
// that move it.
import { paint } from "./appearance.js";
import { discClass, legCard, overviewCard, stopCard } from "./card.js";
import { eased } from "./clock.js";
import { createControls } from "./controls.js";
import { el } from "./dom.js";
import { placeWords, spoken, whyStill } from "./itinerary.js";
import { Journey } from "./journey.js";
import { legendOf } from "./legend.js";
import { RouteMap } from "./route_map.js";

export class RoutePlayer {
  #root;
  #parts;
  #map;
  #observer;
  #stillness = window.matchMedia("(prefers-reduced-motion: reduce)");
  #route = null;
  #journey = null;
  #started = false;
  #playing = false;
  #following = false;
  #speed = 1;
  #shown = null;
  #told = null;
  #frame = 0;

  // `map` is a Leaflet map to take over. `onArrive` hears of the stop_id the player has come to,
  // `onPlaying` of true and false.
  constructor(root, { L, basemap, map = null, onArrive = () => {}, onPlaying = () => {} }) {
    this.#root = root;
    this.onArrive = onArrive;
    this.onPlaying = onPlaying;
    this.#parts = this.#build(map);
    const onChoose = (index) => this.#choose(index);
    this.#map = new RouteMap(L, this.#parts.canvas, basemap, { map, onChoose });
    // A hidden tab has no size: only at the first real one can the route be fitted.
    this.#observer = new ResizeObserver(() => this.#map.resized());
    this.#observer.observe(this.#parts.canvas);
    this.#stillness.addEventListener("change", this.#onStillness);
  }

  // Show a route. The same trip with new data keeps the view and the place in the journey.
  show(route) {
    paint(this.#root, route.colour);
    if (JSON.stringify(route) === JSON.stringify(this.#route)) return;
    const same = this.#route?.trip_id === route.trip_id;
    const bookmark = same && this.#started ? this.#journey.bookmark : null;
    this.#route = route;
    this.#root.classList.toggle("empty", route.stops.length === 0);
    this.#map.draw(route, !same);
    this.#parts.legend.replaceChildren(...legendOf(route));
    this.#begin(bookmark);
  }

  // Go to a stop by its id and rest there.
  seek(stopId) {
    const index = this.#journey.indexOf(stopId);
    if (index >= 0) this.#choose(index);
  }

  destroy() {
    cancelAnimationFrame(this.#frame);
    this.#observer.disconnect();
    this.#stillness.removeEventListener("change", this.#onStillness);
    this.#map.destroy();
    this.#root.remove();
  }

  #build(map) {
    const canvas = map ? map.getContainer() : el("div", { class: "canvas" });
    const stage = el("div", { class: "stage" });
    const card = el("section", { class: "card", "aria-label": "Stop", tabindex: "0" });
    const legend = el("ul", { class: "legend", "aria-label": "Legend" });
    const live = el("p", { class: "live", "aria-live": "polite" });
    const controls = createControls(this.#actions());
    this.#root.classList.add("route-player");
    this.#root.setAttribute("tabindex", "-1");
    this.#root.addEventListener("keydown", (event) => this.#onKey(event));
    this.#root.append(el("div", { class: "frame" }, stage, controls.bar, card, legend), live);
    stage.append(canvas);
    return { canvas, card, legend, live, controls };
  }

  #actions() {
    return {
      toggle: () => this.#toggle(),
      restart: () => this.#goTo(0),
      previous: () => this.#step(-1),
      next: () => this.#step(1),
      scrub: (time) => this.#scrub(time),
      settle: () => this.#tell(),
      speed: (speed) => (this.#speed = this.#journey.clock.speed = speed),
      follow: () => this.#follow(),
      fit: () => this.#map.fit(!this.#stillness.matches),
      wholeScreen: () => toggleWholeScreen(this.#root),
    };
  }

  #onStillness = () => this.#begin(this.#started ? this.#journey.bookmark : null);

  // A new journey, from its beginning or from a bookmark.
  #begin(bookmark) {
    const { controls } = this.#parts;
    this.#journey = new Journey(this.#route, { motion: !this.#stillness.matches });
    this.#journey.clock.speed = this.#speed;
    controls.setTable(this.#journey.table, this.#route.stops.map(discClass));
    controls.setStill(whyStill(this.#route) !== "", this.#route.stops.length < 2);
    this.#started = bookmark !== null && this.#journey.resume(bookmark);
    if (!this.#started) this.#setPlaying(false);
    this.#shown = null;
    this.#render();
  }

  #toggle() {
    if (this.#playing || whyStill(this.#route)) return this.#setPlaying(false);
    if (this.#journey.clock.ended) this.#journey.goTo(0);
    this.#started = true;
    this.#setPlaying(true);
    this.#render();
    this.#tell();
  }

  #setPlaying(playing) {
    if (playing === this.#playing) return;
    this.#playing = playing;
    this.#parts.controls.setPlaying(playing);
    this.#journey.clock.hold();
    cancelAnimationFrame(this.#frame);
    if (playing) this.#frame = requestAnimationFrame(this.#onFrame);
    this.onPlaying(playing);
  }

  #onFrame = (now) => {
    const { clock } = this.#journey;
    if (this.#map.zooming) clock.hold();
    else clock.frame(now);
    this.#render();
    this.#tell();
    if (clock.ended) this.#setPlaying(false);
    if (this.#playing) this.#frame = requestAnimationFrame(this.#onFrame);
  };

  #scrub(time) {
    this.#started = true;
    this.#journey.clock.hold();
    this.#journey.clock.moveTo(time);
    this.#render();
  }

  #goTo(index) {
    this.#started = true;
    this.#journey.goTo(index);
    this.#render();
    this.#map.reveal(index);
    this.#tell();
  }

  // A reader who picks a stop wants to read it.
  #choose(index) {
    this.#setPlaying(false);
    this.#goTo(index);
  }

  #step(by) {
    this.#goTo(this.#started ? this.#journey.neighbour(by) : 0);
  }

  #follow() {
    this.#following = !this.#following;
    this.#parts.controls.setFollowing(this.#following);
    if (!this.#following) this.#map.fit(!this.#stillness.matches);
  }

  // What changes only from stop to stop is left alone between two frames.
  #render() {
    const { controls } = this.#parts;
    this.#root.classList.toggle("started", this.#started);
    controls.setTime(this.#journey.clock.time);
    if (!this.#started) return this.#renderOverview();
    const { index, arrived, leg, fraction } = this.#journey.position;
    const shown = `${index} ${arrived}`;
    if (shown !== this.#shown) this.#renderState();
    this.#shown = shown;
    if (!arrived && !this.#map.zooming) this.#map.showFlight(leg, eased(fraction));
  }

  #renderOverview() {
    this.#map.showRest();
    this.#map.showState(0, this.#route.stops.length === 1 ? 0 : -1);
    this.#parts.card.replaceChildren(...overviewCard(this.#route, whyStill(this.#route)));
    this.#parts.controls.setWords("Not started");
  }

  #renderState() {
    const { card, controls } = this.#parts;
    const { index, arrived, stop, leg } = this.#journey.position;
    this.#map.showState(this.#journey.passed, arrived ? index : -1);
    if (arrived) this.#map.showRest();
    else if (this.#following && this.#playing) this.#map.frameLeg(leg, !this.#stillness.matches);
    controls.setWords(arrived ? this.#spoken(stop) : `On the way to ${placeWords(stop)}`);
    const words = arrived ? stopCard(stop, this.#journey.distance) : this.#legCard(leg);
    card.replaceChildren(...words);
    card.scrollTop = 0;
  }

  #legCard(leg) {
    const { start, end, status, km } = this.#route.legs[leg];
    const place = (id) => this.#route.stops[this.#journey.indexOf(id)].place;
    return legCard(place(start), place(end), status, km);
  }

  #spoken(stop) {
    return spoken(stop, this.#route.stops.filter(({ number }) => number).length);
  }

  // Tell of the stop that has been come to, once.
  #tell() {
    const { arrived, stop } = this.#journey.position;
    if (!arrived || stop.stop_id === this.#told) return;
    this.#told = stop.stop_id;
    this.#parts.live.textContent = this.#spoken(stop);
    this.onArrive(stop.stop_id);
  }

  #onKey(event) {
    const target = event.composedPath()[0];
    if (event.altKey || event.ctrlKey || event.metaKey || target.matches("select")) return;
    if (event.key === " " && target.matches("button, a")) return;
    const actions = {
      " ": () => this.#toggle(),
      ArrowLeft: () => this.#step(-1),
      ArrowRight: () => this.#step(1),
      Home: () => this.#goTo(0),
      End: () => this.#goTo(this.#route.stops.length - 1),
    };
    if (!(event.key in actions) || this.#route.stops.length === 0) return;
    event.preventDefault();
    actions[event.key]();
  }
}

function toggleWholeScreen(root) {
  if (document.fullscreenElement) document.exitFullscreen();
  else root.requestFullscreen();
}
