// Colours that depend on one another, worked out in the browser from the theme around the player.
import { el } from "./dom.js";

const FALLBACK_COLOUR = "#1f5fa8";

// The route's colour, if it is a colour the browser knows (anything else could be more than that),
// with ink that can be read on it, and whether the theme is dark.
export function paint(root, colour) {
  setColour(root, colour);
  const [paper, tone] = luminances(root, ["--paper", "--tone"]);
  root.classList.toggle("dark", paper < MIDDLE);
  root.style.setProperty("--route-ink", tone > MIDDLE ? "#000" : "#fff");
}

// The element in the colour of one of several travellers; without one it has that of the route.
export function tint(element, colour) {
  element.classList.toggle("tinted", Boolean(colour));
  if (colour) setColour(element, colour);
  else element.style.removeProperty("--route");
  return element;
}

function setColour(element, colour) {
  element.style.setProperty("--route", CSS.supports("color", colour) ? colour : FALLBACK_COLOUR);
}

// A palette for each of the colours that some stops or legs have; theirs is none where there is but
// one traveller.
export function palettes(parent, things) {
  const colours = new Set(things.map(({ colour }) => colour));
  return new Map([...colours].map((colour) => [colour, palette(parent, colour)]));
}

// The colours in force around an element, for a canvas, which knows no custom properties.
function palette(parent, colour) {
  const probe = tint(el("i", { hidden: "" }), colour);
  parent.append(probe);
  const style = getComputedStyle(probe);
  const colours = Object.entries(INKS).map(([name, colour]) => {
    probe.style.color = colour;
    return [name, style.color];
  });
  const font = style.fontFamily;
  probe.remove();
  return { ...Object.fromEntries(colours), font };
}

const INKS = {
  paper: "var(--paper)",
  ink: "var(--ink)",
  quiet: "var(--quiet)",
  tone: "var(--tone)",
  soft: "color-mix(in srgb, var(--tone) 16%, var(--paper))",
  on: "var(--route-ink)",
  off: "var(--off)",
};

// Calls back whenever one of these colours has changed, for whatever reason: a transition too short
// to be seen tells of it.
export function onNewColours(parent, callback) {
  const probe = el("i", { class: "colour-probe" });
  probe.addEventListener("transitionend", callback);
  parent.append(probe);
}

// Where black and white contrast alike.
const MIDDLE = 0.179;

// Relative luminance (WCAG 2.2) of the colour that each property holds.
function luminances(root, properties) {
  const probes = properties.map((property) =>
    el("i", { style: `color: color-mix(in srgb, var(${property}) 100%, black)` }),
  );
  // All of them before the first is read, so that styles are worked out but once.
  root.append(...probes);
  const found = probes.map((probe) => luminance(getComputedStyle(probe).color));
  probes.forEach((probe) => probe.remove());
  return found;
}

// `colour` as a mixed one reads: "color(srgb 0.1 0.4 0.7)".
function luminance(colour) {
  const [red, green, blue] = colour.match(/[\d.]+/g).map(Number).map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(share) {
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
