// What is told of the journey beside the map: the card, the totals, the day, the legend, and the line
// for screen readers.
import { tint } from "./appearance.js";
import { dayWords, isExact } from "./calendar.js";
import { legCard, overviewCard, stopCard } from "./card.js";
import { el } from "./dom.js";
import { numberedStops, placeWords, spoken, whyStill } from "./itinerary.js";
import { Journey } from "./journey.js";
import { legendOf } from "./legend.js";
import { Tally } from "./tally.js";
import { createTotals } from "./totals.js";

export class Readout {
  #route = null;
  #tally = null;
  #totals = createTotals();
  #card = el("section", { class: "card", "aria-label": "Stop", tabindex: "0" });
  #legend = el("ul", { class: "legend", "aria-label": "Legend" });
  #live = el("p", { class: "live", "aria-live": "polite" });
  #scrolled = false;

  constructor() {
    this.#card.addEventListener("scroll", () => (this.#scrolled = true));
  }

  // What stands below the controls and beside the map.
  get parts() {
    return [this.#totals.table, this.#card, this.#legend, this.#live];
  }

  setRoute(route) {
    this.#route = route;
    this.#legend.classList.toggle("of-all", route.tracks.length > 1);
    this.#legend.replaceChildren(...legendOf(route));
    this.#tally = new Tally(new Journey(route));
    this.#totals.setTracks(route.tracks, this.#tally.at(route.stops.length));
  }

  // The figures, which change from frame to frame.
  showFigures(journey) {
    const { day, passed, position, positions } = journey;
    this.#totals.set(this.#tally.at(passed, positions, day));
    this.#totals.setDay(day === null ? null : dayWords(day, isExact(position.stop)));
  }

  // The whole trip, before it is played; returns it in words.
  showOverview(journey) {
    this.#totals.set(this.#tally.at(0));
    this.#totals.setDay(journey.day === null ? null : "");
    this.#setCard(overviewCard(this.#route, whyStill(this.#route)));
    return "Not started";
  }

  // The stop or the leg that the journey is at; returns it in words.
  showPosition({ position: { arrived, stop, leg } }) {
    this.#setCard(arrived ? stopCard(stop) : this.#legCard(leg), stop.colour);
    return arrived ? this.#spoken(stop) : `On the way to ${placeWords(stop)}`;
  }

  announce(stop) {
    this.#live.textContent = this.#spoken(stop);
  }

  #setCard(content, colour) {
    tint(this.#card, colour).replaceChildren(...content);
    // Only then, since it has the browser lay out the page at once.
    if (this.#scrolled) this.#card.scrollTop = 0;
    this.#scrolled = false;
  }

  #legCard(leg) {
    const { start, end, status, km } = this.#route.legs[leg];
    const [from, to] = [start, end].map((id) => this.#route.stops.find(({ stop_id: each }) => each === id));
    return legCard(from.place, to.place, { status, km, traveller: to.traveller });
  }

  #spoken(stop) {
    return spoken(stop, numberedStops(this.#route, stop.track));
  }
}
