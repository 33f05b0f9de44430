// The chart: the lanes in sight, their bars on the calendar, the axis above and the cursor at the
// stop where the player is.
import { awayKey, barButton, labelText } from "./bar.js";
import { Board } from "./board.js";
import { handleKeys, handlePointer, tools } from "./handling.js";
import { laneBars } from "./lane.js";
import { isCrowded, lanesInSight, packed, spanOf } from "./rows.js";
import { extentOf, fitted, panned, revealing, zoomed } from "./window.js";

const ROW = 28;
const LANE = { wide: 28, narrow: 46 };
const LANES_IN_SIGHT = { wide: 9, narrow: 6 };
const LABEL_ROOM = 110;
// Pixels above the bars for the name of the lane, where it has no column of its own.
const NAME_HEIGHT = 18;

export class TimelineChart {
  #board;
  #data = null;
  #lanes = [];
  #of = new Map();
  #shown = null;
  #whole = null;
  #here = "";
  #drawn = new Map();
  #active = null;
  #pending = 0;
  #scrolledAt = 0;

  // `onChoose` hears of the trip and the stop chosen, the stop empty for a trip as a whole.
  constructor(parent, { onChoose }) {
    this.onChoose = onChoose;
    this.#board = new Board(parent, tools(this), () => this.#later(), () => this.#resized());
    handlePointer(this.#board.days, this);
    handleKeys(this.#board.root, this);
  }

  // {lanes, trip_ids, single}: the same trips with new data keep the window; those of `trip_ids` are
  // on the map, the first in front.
  show(data) {
    const text = JSON.stringify(data);
    if (text === this.#data?.text) return;
    const same = this.#data?.single === data.single && `${this.#data.trip_ids}` === `${data.trip_ids}`;
    this.#data = { ...data, text };
    this.#lanes = data.lanes.filter((lane) => lane.bars.length > 0 && (data.single || lane.dated));
    this.#of = new Map(
      this.#lanes.flatMap((lane, at) => lane.bars.map((bar, index) => [bar.stop_id, { at, index }])),
    );
    this.#whole = extentOf(this.#lanes.flatMap((lane) => lane.bars));
    this.#board.clear();
    this.#drawn.clear();
    this.#board.explain(this.#lanes, data.lanes.length - this.#lanes.length, data.single);
    if (!same || !this.#shown) this.#fit();
    this.#draw();
    this.#toTrip();
  }

  // Mark the stop where the player is, and bring it into sight.
  mark(stopId) {
    if (stopId === this.#here) return;
    this.#here = stopId;
    const found = this.#of.get(stopId);
    if (found && this.#shown) this.#reveal(found);
    this.#draw();
  }

  whole() {
    this.#fit();
    this.#draw();
  }

  // Around a place in the window, else around the stop where the player is, or the trip on the map,
  // if that is in sight.
  zoom(factor, share) {
    const bar = share === undefined ? this.#inFront() : null;
    const at = bar ? (bar.start - this.#shown.start) / (this.#shown.end - this.#shown.start) : -1;
    const seen = at >= 0 && at <= 1;
    this.#shown = zoomed(this.#shown, factor, share ?? (seen ? at : 0.5), this.#whole);
    if (seen) this.#shown = revealing(this.#shown, bar, this.#whole);
    this.#later();
  }

  pan(share) {
    this.#shown = panned(this.#shown, share, this.#whole);
    this.#later();
  }

  // The bar `across` further on in its lane, or the nearest `down` lanes below, takes the focus.
  step(across, down) {
    const from = this.#target(this.#active) ?? { at: 0, index: 0 };
    const to = down ? this.#besides(from, down) : this.#along(from, across);
    if (!to) return;
    this.#reveal(to);
    this.#active = this.#keyOf(to);
    this.#draw();
    this.#drawn.get(this.#active)?.focus({ preventScroll: true });
  }

  destroy() {
    cancelAnimationFrame(this.#pending);
    this.#board.destroy();
  }

  get #perDay() {
    return this.#board.width / (this.#shown.end - this.#shown.start);
  }

  get #laneHeight() {
    return this.#board.narrow ? LANE.narrow : LANE.wide;
  }

  #fit() {
    const room = this.#data.single ? LABEL_ROOM : 0;
    this.#shown = fitted(this.#whole, this.#board.width, room);
  }

  #resized() {
    if (!this.#data) return;
    const [first, height] = [!this.#board.settled, this.#laneHeight];
    if (first) this.#fit();
    this.#board.settled = this.#board.width > 0;
    this.#draw();
    // Where rows become higher, what was scrolled to stands elsewhere.
    if (first || height !== this.#scrolledAt) this.#toTrip();
  }

  #later() {
    cancelAnimationFrame(this.#pending);
    this.#pending = requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    if (!this.#data || this.#board.width === 0) return;
    const places = this.#data.single ? this.#singleLane() : this.#lanesInSight();
    this.#board.axis(this.#shown, this.#lanes.some((lane) => lane.bars.some((bar) => bar.dated)));
    this.#place(places);
    this.#board.days.tabIndex = places.length > 0 ? -1 : 0;
    const here = places.find(({ key, bar }) => this.#isHere(key, bar));
    this.#board.cursor(here ? here.left + (here.bar.dated ? 0 : here.width / 2) : null);
  }

  #singleLane() {
    const [lane] = this.#lanes;
    if (!lane) return [];
    const scale = { perDay: this.#perDay, start: this.#shown.start, measure: this.#measure };
    const { places, rows } = packed(lane.bars, scale);
    this.#board.setRows(rows, ROW);
    return places
      .map((place, index) => ({ ...place, top: place.row * ROW, lane, bar: lane.bars[index] }))
      .map((place) => ({ ...place, key: place.bar.stop_id }))
      .filter(({ left, width }) => left < this.#board.width && left + width + 160 > 0);
  }

  #lanesInSight() {
    const height = this.#laneHeight;
    this.#board.setRows(this.#lanes.length, height, LANES_IN_SIGHT[this.#board.narrow ? "narrow" : "wide"]);
    const { first, last } = lanesInSight(...this.#board.sight, height, this.#lanes.length);
    const shown = this.#lanes.slice(first, last);
    this.#board.names(shown, first, height, this.#data.trip_ids);
    const scale = { perDay: this.#perDay, start: this.#shown.start, width: this.#board.width, measure: this.#measure };
    const under = this.#board.narrow ? NAME_HEIGHT : 0;
    return shown.flatMap((lane, index) =>
      laneBars(lane, scale).map((place) => ({ ...place, top: (first + index) * height + under })),
    );
  }

  // Buttons stay the same from one drawing to the next, so that the focus does.
  #place(places) {
    const wanted = new Set(places.map(({ key }) => key));
    let focusLost = false;
    for (const [key, button] of this.#drawn) {
      if (wanted.has(key)) continue;
      focusLost ||= button.matches(":focus");
      button.remove();
      this.#drawn.delete(key);
    }
    const active = wanted.has(this.#active) ? this.#active : this.#entry(places);
    places.forEach((place) => this.#placeOne(place, place.key === active));
    if (focusLost) this.#drawn.get(active)?.focus({ preventScroll: true });
  }

  #placeOne(place, active) {
    const button = this.#drawn.get(place.key) ?? this.#add(place);
    const start = Math.max(place.left, -40);
    const end = Math.min(place.left + place.width, this.#board.width + 40);
    this.#board.position(button, { ...place, left: start, width: Math.max(1, end - start) });
    const here = this.#isHere(place.key, place.bar);
    button.tabIndex = active ? 0 : -1;
    button.classList.toggle("chosen", here);
    if (here) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
  }

  #add({ key, lane, bar }) {
    const button = barButton(bar, {
      click: () => this.#choose(key, lane, bar),
      focus: () => (this.#active = key),
    });
    this.#drawn.set(key, button);
    this.#board.add(button, lane.colour, bar.words);
    return button;
  }

  #choose(key, lane, bar) {
    this.#active = key;
    if (bar.away) return this.#bringIn(key);
    this.onChoose({ trip_id: lane.trip_id, stop_id: bar.stop_id });
    if (bar.stop_id && this.#data.trip_ids.includes(lane.trip_id)) this.mark(bar.stop_id);
  }

  #bringIn(key) {
    const found = this.#target(key);
    this.#reveal(found);
    this.#active = this.#keyOf(found);
    this.#draw();
    this.#drawn.get(this.#active)?.focus({ preventScroll: true });
  }

  #isHere(key, bar) {
    const found = this.#here && this.#of.get(this.#here);
    return Boolean(found) && (bar.trip ? this.#lanes[found.at].trip_id === key : key === this.#here);
  }

  #inFront() {
    const found = this.#of.get(this.#here);
    if (found) return this.#lanes[found.at].bars[found.index];
    const lane = this.#data.single ? null : this.#lanes.find(({ trip_id: trip }) => trip === this.#data.trip_ids[0]);
    return lane ? spanOf(lane.bars) : null;
  }

  // Where Tab enters: the stop the player is at, else the first in sight.
  #entry(places) {
    const here = places.find(({ key, bar }) => this.#isHere(key, bar));
    return (here ?? places[0])?.key;
  }

  #crowded(at) {
    return !this.#data.single && isCrowded(this.#lanes[at].bars, this.#perDay);
  }

  #keyOf({ at, index }) {
    const lane = this.#lanes[at];
    return this.#crowded(at) ? lane.trip_id : lane.bars[index].stop_id;
  }

  #target(key) {
    const at = this.#lanes.findIndex((lane) => lane.trip_id === key || awayKey(lane) === key);
    return at >= 0 ? { at, index: 0 } : this.#of.get(key);
  }

  #along({ at, index }, by) {
    const next = index + by;
    if (!this.#crowded(at) && this.#lanes[at].bars[next]) return { at, index: next };
    const beside = this.#lanes[at + by];
    return beside && { at: at + by, index: by > 0 ? 0 : beside.bars.length - 1 };
  }

  #besides({ at, index }, by) {
    const beside = this.#lanes[at + by];
    if (!beside) return null;
    const { start } = this.#lanes[at].bars[index];
    const gaps = beside.bars.map((bar) => Math.abs(bar.start - start));
    return { at: at + by, index: gaps.indexOf(Math.min(...gaps)) };
  }

  #reveal({ at, index }) {
    const bars = this.#lanes[at].bars;
    const bar = this.#crowded(at) ? spanOf(bars) : bars[index];
    this.#shown = revealing(this.#shown, bar, this.#whole);
    if (!this.#data.single) this.#board.scrollTo(at, this.#laneHeight);
  }

  // The lane of the trip on the map comes into sight, with those around it.
  #toTrip() {
    const at = this.#lanes.findIndex((lane) => lane.trip_id === this.#data.trip_ids[0]);
    if (this.#data.single || at < 0) return;
    this.#scrolledAt = this.#laneHeight;
    this.#board.scrollTo(at, this.#laneHeight, { centred: true });
  }

  #measure = (bar) => this.#board.measure(labelText(bar));
}
