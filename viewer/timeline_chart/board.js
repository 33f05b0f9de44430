// The elements the chart is drawn on: tools, axis, names of the lanes, days, cursor and tip.
import { el, quoted } from "../route_player/dom.js";
import { partsOf, ticksOf } from "./axis.js";

const NARROW = 640;
const FALLBACK = "#1f5fa8";
const LETTER = 7; // pixels, on the large side

export class Board {
  settled = false;
  #pen = document.createElement("canvas").getContext("2d");
  #widths = new Map();
  #observer;
  #parts;

  constructor(parent, tools, onScroll, onResize) {
    const days = el("div", { class: "days", role: "group", "aria-label": "Stops on the calendar" });
    const cursor = el("div", { class: "cursor", "aria-hidden": "true", hidden: "" });
    const axis = el("div", { class: "axis", "aria-hidden": "true" });
    const lines = el("div", { class: "lines", "aria-hidden": "true" });
    const names = el("div", { class: "names", "aria-hidden": "true" });
    const content = el("div", { class: "content" }, names, el("div", { class: "sheet" }, lines, days, cursor));
    const scroller = el("div", { class: "scroller", on: { scroll: onScroll } }, axis, content);
    const legend = el("p", { class: "legend" });
    const tip = el("div", { class: "tip", "aria-hidden": "true", hidden: "" });
    const root = el("div", { class: "timeline-chart", role: "group", "aria-label": "Timeline" });
    root.append(scroller, el("div", { class: "foot" }, legend, tools), tip);
    parent.append(root);
    this.root = root;
    this.days = days;
    this.#parts = { scroller, content, names, axis, lines, cursor, legend, tip };
    this.#pen.font = "600 12.5px 'Source Sans', 'Source Sans Pro', sans-serif";
    this.#observer = new ResizeObserver(() => {
      root.classList.toggle("wide", !this.narrow);
      onResize();
    });
    this.#observer.observe(root);
  }

  get width() {
    return this.days.clientWidth;
  }

  get narrow() {
    return this.root.clientWidth < NARROW;
  }

  // The part of the lanes in sight: its top and its height.
  get sight() {
    return [this.#parts.scroller.scrollTop, this.#parts.scroller.clientHeight];
  }

  measure(text) {
    if (!this.#widths.has(text)) this.#widths.set(text, this.#pen.measureText(text).width);
    return this.#widths.get(text);
  }

  clear() {
    this.days.replaceChildren();
    this.#parts.names.replaceChildren();
    this.#widths.clear();
  }

  // Room for `count` rows of a height, of which `most` are in sight, each of them whole.
  setRows(count, height, most = count) {
    const { scroller, content, axis } = this.#parts;
    content.style.height = `${count * height}px`;
    const borders = scroller.offsetHeight - scroller.clientHeight;
    scroller.style.maxHeight = count > most ? `${axis.offsetHeight + most * height + borders}px` : "none";
  }

  // Bring a row into sight: moved as little as needed, or with as many rows above it as below.
  scrollTo(row, height, { centred = false } = {}) {
    const { scroller, axis } = this.#parts;
    const rows = Math.floor((scroller.clientHeight - axis.offsetHeight) / height);
    const top = scroller.scrollTop / height;
    const nearest = Math.min(Math.max(top, row - rows + 1), row);
    scroller.scrollTop = height * (centred ? row - Math.floor(rows / 2) : nearest);
  }

  axis(shown, dated) {
    const { axis, lines } = this.#parts;
    axis.hidden = lines.hidden = !dated;
    if (!dated) return;
    const x = (day) => ((day - shown.start) / (shown.end - shown.start)) * this.width;
    const ticks = ticksOf(shown, this.width);
    const mark = (kind, { day, label }) => at(el("span", { class: kind, text: label }), Math.max(0, x(day)));
    const parts = partsOf(shown, this.width).filter(roomy(x, this.width));
    const fits = ({ day, label }) => x(day) + label.length * LETTER <= this.width;
    axis.classList.toggle("plain", parts.length === 0);
    axis.replaceChildren(...parts.map((part) => mark("part", part)), ...ticks.filter(fits).map((tick) => mark("tick", tick)));
    lines.replaceChildren(...ticks.map(({ day }) => at(el("i"), x(day))));
  }

  names(lanes, first, height, onMap) {
    this.#parts.names.replaceChildren(
      ...lanes.map((lane, index) => {
        const name = el("p", { class: onMap.includes(lane.trip_id) ? "name current" : "name" });
        name.append(quoted("b", lane.traveller), " ", quoted("span", lane.label));
        name.style.top = `${(first + index) * height}px`;
        return name;
      }),
    );
  }

  add(button, colour, words) {
    button.style.setProperty("--route", CSS.supports("color", colour) ? colour : FALLBACK);
    const show = () => this.#tell(button, words);
    const hide = () => (this.#parts.tip.hidden = true);
    for (const name of ["pointerenter", "focus"]) button.addEventListener(name, show);
    for (const name of ["pointerleave", "blur"]) button.addEventListener(name, hide);
    this.days.append(button);
  }

  position(button, { left, top, width, label }) {
    button.style.left = `${left.toFixed(1)}px`;
    button.style.top = `${top}px`;
    button.style.width = `${width.toFixed(1)}px`;
    button.dataset.label = label;
  }

  // The line at a place in pixels; none where the stop is not in sight.
  cursor(place) {
    const { cursor } = this.#parts;
    cursor.hidden = place === null || place < 0 || place > this.width;
    if (!cursor.hidden) cursor.style.translate = `${place.toFixed(1)}px 0`;
  }

  // What the forms mean that the map does not have, and which trips cannot be on a calendar.
  explain(lanes, left, single) {
    const bars = lanes.flatMap((lane) => lane.bars);
    const parts = [
      bars.some((bar) => bar.fades) && sign("fades-both", "faded: the day is not known"),
      bars.some((bar) => !bar.dated) && sign("undated", "hatched: date not said, placed in the order of the trip"),
      left > 0 && el("span", { text: left === 1 ? "1 trip without any date is not drawn" : `${left} trips without any date are not drawn` }),
    ];
    this.#parts.legend.replaceChildren(...parts.filter(Boolean));
    this.root.classList.toggle("single", single);
  }

  destroy() {
    this.#observer.disconnect();
    this.root.remove();
  }

  #tell(button, words) {
    const { tip } = this.#parts;
    tip.textContent = words;
    tip.hidden = false;
    const [bar, board] = [button.getBoundingClientRect(), this.root.getBoundingClientRect()];
    const middle = Math.min(bar.right, board.right) / 2 + Math.max(bar.left, board.left) / 2 - board.left;
    const left = Math.min(Math.max(0, middle - tip.offsetWidth / 2), board.width - tip.offsetWidth);
    tip.style.left = `${left.toFixed(1)}px`;
    tip.style.top = `${(bar.top - board.top - tip.offsetHeight - 6).toFixed(1)}px`;
  }
}

function at(element, place) {
  element.style.left = `${place.toFixed(1)}px`;
  return element;
}

// Leaves out a part that the next one would be written over.
function roomy(x, width) {
  return ({ day, label }, index, parts) => {
    const next = index + 1 < parts.length ? x(parts[index + 1].day) : width;
    return next - Math.max(0, x(day)) > 7 * label.length;
  };
}

function sign(form, words) {
  return el("span", {}, el("i", { class: `bar visited ${form}` }, el("span", { class: "shape" })), ` ${words}`);
}
