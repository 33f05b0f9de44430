// What moves the window: buttons, wheel, drag and keys.
import { el } from "../route_player/dom.js";

const CLOSER = 0.6;
const FURTHER = 1 / CLOSER;
const STEP = 0.25;
const DRAGGED = 5;

// The buttons beside the chart.
export function tools(chart) {
  const button = (sign, label, act) =>
    el("button", { type: "button", text: sign, "aria-label": label, title: label, on: { click: act } });
  return el(
    "div",
    { class: "tools", role: "group", "aria-label": "Move and zoom the timeline" },
    button("‹", "Earlier days", () => chart.pan(-STEP)),
    button("›", "Later days", () => chart.pan(STEP)),
    button("−", "Zoom the timeline out", () => chart.zoom(FURTHER)),
    button("+", "Zoom the timeline in (or Ctrl and the wheel)", () => chart.zoom(CLOSER)),
    button("Whole", "Show the whole timeline", () => chart.whole()),
  );
}

// Arrows go from bar to bar, with Shift they move the window; + - and 0 zoom.
export function handleKeys(root, chart) {
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = actOf(event, chart);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
}

function actOf({ key, shiftKey, target }, chart) {
  const zoom = { "+": CLOSER, "=": CLOSER, "-": FURTHER };
  if (zoom[key]) return () => chart.zoom(zoom[key]);
  if (key === "0") return () => chart.whole();
  const across = { ArrowLeft: -1, ArrowRight: 1 }[key] ?? 0;
  const down = { ArrowUp: -1, ArrowDown: 1 }[key] ?? 0;
  if (across && shiftKey) return () => chart.pan(across * STEP);
  if ((across || down) && target.closest(".days")) return () => chart.step(across, down);
  return null;
}

// A drag moves the window and is no click. The wheel zooms with Ctrl and moves the window sideways;
// else it scrolls the page, as everywhere.
export function handlePointer(days, chart) {
  let [from, dragged] = [null, false];
  days.addEventListener("pointerdown", (event) => {
    [from, dragged] = [event.button === 0 ? event.clientX : null, false];
  });
  days.addEventListener("pointermove", (event) => {
    if (from === null || event.buttons === 0) return;
    if (!dragged && Math.abs(event.clientX - from) < DRAGGED) return;
    if (!dragged) days.setPointerCapture(event.pointerId);
    dragged = true;
    chart.pan((from - event.clientX) / days.clientWidth);
    from = event.clientX;
  });
  const end = () => (from = null);
  days.addEventListener("pointerup", end);
  days.addEventListener("pointercancel", end);
  days.addEventListener("click", (event) => dragged && event.stopPropagation(), { capture: true });
  days.addEventListener("wheel", (event) => wheel(event, days, chart), { passive: false });
}

function wheel(event, days, chart) {
  const sideways = event.deltaX || (event.shiftKey ? event.deltaY : 0);
  if (event.ctrlKey || event.metaKey) {
    const { left, width } = days.getBoundingClientRect();
    chart.zoom(Math.exp(event.deltaY / 300), (event.clientX - left) / width);
  } else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
    chart.pan(sideways / width(days));
  } else return;
  event.preventDefault();
}

function width(days) {
  return days.clientWidth || 1;
}
