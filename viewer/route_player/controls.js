// The bar below the map: play, step, scrub, speed, whole screen and a menu of options.
import { tint } from "./appearance.js";
import { discClass } from "./card.js";
import { el, icon } from "./dom.js";
import { createOptions } from "./options.js";

const SPEEDS = [0.5, 1, 2, 4];
// More of them would run into one line.
const MOST_TICKS = 150;

// The bar and what it shows; `act` holds a function for each thing a reader can ask for.
export function createControls(act) {
  const play = iconButton("play", "Play", act.toggle, "play");
  const slider = el("input", {
    type: "range",
    min: "0",
    step: "any",
    value: "0",
    "aria-label": "Position in the journey",
    on: { input: () => act.scrub(Number(slider.value)), change: act.settle },
  });
  const ticks = el("div", { class: "ticks", "aria-hidden": "true" });
  const options = createOptions(act);
  const whole = iconButton("whole", "Whole screen", act.wholeScreen);
  whole.hidden = !document.fullscreenEnabled;
  const buttons = el(
    "div",
    { class: "buttons" },
    iconButton("restart", "Restart", act.restart, "restart"),
    iconButton("previous", "Previous stop", act.previous),
    play,
    iconButton("next", "Next stop", act.next),
  );
  const extras = el(
    "div",
    { class: "buttons extras" },
    speedChoice(act.speed),
    iconButton("fit", "Show the whole route", act.fit),
    whole,
    options.menu,
  );
  const track = el("div", { class: "track" }, slider, ticks);
  const bar = el("div", { class: "controls", role: "group", "aria-label": "Playback" });
  bar.append(buttons, track, extras);

  return {
    bar,
    setTable({ stations, duration }, stops) {
      slider.max = String(duration);
      const marks = (stations.length > MOST_TICKS ? [] : stations).map(({ arrival }, index) => {
        const tick = tint(el("span", { class: `tick ${discClass(stops[index])}` }), stops[index].colour);
        tick.style.insetInlineStart = `${(100 * arrival) / (duration || 1)}%`;
        return tick;
      });
      ticks.replaceChildren(...marks);
    },
    setTime(time) {
      slider.value = String(time);
      const done = Number(slider.max) > 0 ? (100 * time) / Number(slider.max) : 0;
      slider.style.setProperty("--done", `${done}%`);
    },
    setWords: (words) => slider.setAttribute("aria-valuetext", words),
    setPlaying(playing) {
      const label = playing ? "Pause" : "Play";
      play.replaceChildren(icon(playing ? "pause" : "play"));
      play.setAttribute("aria-label", label);
      play.title = label;
    },
    setPace: options.setPace,
    destroy: options.destroy,
    // A route with nothing to play can still be stepped through.
    setStill(still, alone) {
      bar.classList.toggle("still", still);
      bar.hidden = still && alone;
    },
  };
}

function iconButton(name, label, onClick, extra = "") {
  return el(
    "button",
    { type: "button", class: extra, "aria-label": label, title: label, on: { click: onClick } },
    icon(name),
  );
}

function speedChoice(onSpeed) {
  const select = el("select", {
    "aria-label": "Speed",
    title: "Speed",
    on: { change: () => onSpeed(Number(select.value)) },
  });
  SPEEDS.forEach((speed) => select.append(el("option", { value: String(speed), text: `${speed}×` })));
  select.value = "1";
  return select;
}
