// The player: a journey on its clock, the map and the readout that show where it is, and the controls
// that move it.
import { paint } from "./appearance.js";
import { hasCalendar } from "./calendar.js";
import { eased } from "./clock.js";
import { createControls } from "./controls.js";
import { el } from "./dom.js";
import { whyStill } from "./itinerary.js";
import { inOrder, Journey } from "./journey.js";
import { askedFor } from "./keys.js";
import { onPaper } from "./printing.js";
import { Readout } from "./readout.js";
import { RouteMap } from "./route_map.js";

export class RoutePlayer {
  #root;
  #parts = [];
  #controls = createControls(this.#actions());
  #readout = new Readout();
  #map;
  #observer;
  #forgetPaper;
  #stillness = window.matchMedia("(prefers-reduced-motion: reduce)");
  #given = "";
  #route = null;
  #journey = null;
  #started = false;
  #playing = false;
  #following = false;
  #looping = false;
  #pace = "leg";
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
    const canvas = this.#build(map);
    const onChoose = (index) => this.#choose(index);
    this.#map = new RouteMap(L, canvas, basemap, { map, onChoose });
    // A hidden tab has no size: only at the first real one can the route be fitted.
    this.#observer = new ResizeObserver(() => this.#map.resized());
    this.#observer.observe(canvas);
    this.#stillness.addEventListener("change", this.#onStillness);
  }

  // Show a route. The same trip with new data keeps the view and the place in the journey.
  show(given) {
    paint(this.#root, given.colour);
    // Only then: colours are read at the price of styling all that is on the page.
    if (!this.#root.contains(this.#parts[0])) this.#root.append(...this.#parts);
    const text = JSON.stringify(given);
    if (text === this.#given) return;
    const route = inOrder(given);
    const same = this.#route?.trip_id === route.trip_id;
    const alike = this.#route?.tracks.length === route.tracks.length;
    const bookmark = same && this.#started ? this.#journey.bookmark : null;
    [this.#given, this.#route] = [text, route];
    this.#root.classList.toggle("empty", route.stops.length === 0);
    this.#map.draw(route, !same || !alike);
    this.#readout.setRoute(route);
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
    this.#forgetPaper();
    this.#stillness.removeEventListener("change", this.#onStillness);
    this.#controls.destroy();
    this.#map.destroy();
    this.#root.remove();
  }

  // Returns the element the map is in.
  #build(map) {
    const canvas = map ? map.getContainer() : el("div", { class: "canvas" });
    const stage = el("div", { class: "stage" });
    const [totals, card, legend, live] = this.#readout.parts;
    this.#root.classList.add("route-player");
    this.#root.setAttribute("tabindex", "-1");
    this.#root.addEventListener("keydown", (event) => this.#onKey(event));
    this.#parts = [el("div", { class: "frame" }, stage, this.#controls.bar, totals, card, legend), live];
    stage.append(canvas);
    this.#forgetPaper = onPaper(this.#root, stage, () => this.#map.repaint({ atOnce: true }));
    return canvas;
  }

  #actions() {
    return {
      toggle: () => this.#toggle(),
      restart: () => this.#goTo(0),
      previous: () => this.#step(-1),
      next: () => this.#step(1),
      scrub: (time) => this.#scrub(time),
      settle: () => this.#settle(),
      speed: (speed) => (this.#speed = this.#journey.clock.speed = speed),
      pace: (pace) => this.#setPace(pace),
      loop: (looping) => (this.#looping = looping),
      follow: (following) => this.#follow(following),
      fit: () => this.#map.fit(!this.#stillness.matches),
      wholeScreen: () => toggleWholeScreen(this.#root),
    };
  }

  #onStillness = () => this.#begin(this.#started ? this.#journey.bookmark : null);

  #setPace(pace) {
    this.#pace = pace;
    this.#begin(this.#started ? this.#journey.bookmark : null);
  }

  // Why the reader cannot choose how to play, an empty text where there is a choice.
  get #onePace() {
    if (this.#route.tracks.length > 1) return "Several travellers are played by time.";
    return hasCalendar(this.#route.stops) ? "" : "Too few dates are known to play by time.";
  }

  // A new journey, from its beginning or from a bookmark.
  #begin(bookmark) {
    const byTime = this.#onePace ? this.#route.tracks.length > 1 : this.#pace === "time";
    this.#journey = new Journey(this.#route, { motion: !this.#stillness.matches, byTime });
    this.#journey.clock.speed = this.#speed;
    this.#controls.setTable(this.#journey.table, this.#route.stops);
    this.#controls.setStill(whyStill(this.#route) !== "", this.#route.stops.length < 2);
    this.#controls.setPace(byTime ? "time" : "leg", this.#onePace);
    this.#started = bookmark !== null && this.#journey.resume(bookmark);
    if (!this.#started) this.#setPlaying(false);
    this.#shown = null;
    this.#render();
  }

  #toggle() {
    if (this.#playing || whyStill(this.#route)) return this.#setPlaying(false);
    if (this.#journey.clock.ended) this.#journey.clock.moveTo(0);
    this.#started = true;
    this.#setPlaying(true);
    this.#render();
    this.#tell();
  }

  #setPlaying(playing) {
    if (playing === this.#playing) return;
    this.#playing = playing;
    this.#controls.setPlaying(playing);
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
    if (clock.ended && this.#looping) clock.moveTo(0);
    else if (clock.ended) this.#setPlaying(false);
    if (this.#playing) this.#frame = requestAnimationFrame(this.#onFrame);
  };

  #scrub(time) {
    this.#started = true;
    this.#journey.clock.hold();
    this.#journey.clock.moveTo(time);
    this.#render();
  }

  // Left on the way, the list beside the map shows the stop told last, as while it is played.
  #settle() {
    const { position, passed, stations } = this.#journey;
    if (position.arrived) return this.#tell();
    this.#told = null;
    this.onArrive(stations[passed - 1].stop.stop_id);
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

  #follow(following) {
    this.#following = following;
    if (!following) this.#map.fit(!this.#stillness.matches);
  }

  // What changes only from stop to stop is left alone between two frames.
  #render() {
    this.#root.classList.toggle("started", this.#started);
    this.#controls.setTime(this.#journey.clock.time);
    if (!this.#started) return this.#renderOverview();
    this.#readout.showFigures(this.#journey);
    const { positions } = this.#journey;
    const shown = positions.map((each) => each && `${each.index} ${each.arrived}`).join();
    if (shown !== this.#shown) this.#renderState();
    this.#shown = shown;
    this.#map.showFlights(positions.map((each) => each && { ...each, fraction: eased(each.fraction) }));
  }

  #renderOverview() {
    this.#map.showFlights([]);
    this.#map.showState(0, this.#route.stops.length === 1 ? 0 : -1);
    this.#controls.setWords(this.#readout.showOverview(this.#journey));
  }

  #renderState() {
    const { passed, position, positions } = this.#journey;
    const resting = positions.filter((each) => each?.arrived && each.index !== position.index);
    const flying = positions.filter((each) => each && !each.arrived);
    this.#map.showState(passed, position.arrived ? position.index : -1, resting.map(({ index }) => index));
    if (this.#following && this.#playing && flying.length)
      this.#map.frameLegs(flying.map(({ leg }) => leg), !this.#stillness.matches);
    this.#controls.setWords(this.#readout.showPosition(this.#journey));
  }

  // Tell of the stop that has been come to, once.
  #tell() {
    const { arrived, stop } = this.#journey.position;
    if (!arrived || stop.stop_id === this.#told) return;
    this.#told = stop.stop_id;
    this.#readout.announce(stop);
    this.onArrive(stop.stop_id);
  }

  #onKey(event) {
    const asked = askedFor(event);
    if (!asked || this.#route.stops.length === 0) return;
    event.preventDefault();
    if (asked === "toggle") this.#toggle();
    else if (asked === "back" || asked === "on") this.#step(asked === "on" ? 1 : -1);
    else this.#goTo(asked === "last" ? this.#route.stops.length - 1 : 0);
  }
}

function toggleWholeScreen(root) {
  if (document.fullscreenElement) document.exitFullscreen();
  else root.requestFullscreen();
}
