// Colours that depend on one another, worked out in the browser from the theme around the player.
import { el } from "./dom.js";

const FALLBACK_COLOUR = "#1f5fa8";

// The route's colour, if it is a colour the browser knows (anything else could be more than that),
// with ink that can be read on it, and whether the theme is dark.
export function paint(root, colour) {
  root.style.setProperty("--route", CSS.supports("color", colour) ? colour : FALLBACK_COLOUR);
  root.classList.toggle("dark", luminance(root, "--paper") < MIDDLE);
  root.style.setProperty("--route-ink", luminance(root, "--tone") > MIDDLE ? "#000" : "#fff");
}

// Where black and white contrast alike.
const MIDDLE = 0.179;

// Relative luminance (WCAG 2.2) of the colour a property holds.
function luminance(root, property) {
  const probe = el("i", { style: `color: color-mix(in srgb, var(${property}) 100%, black)` });
  root.append(probe);
  // A mixed colour reads "color(srgb 0.1 0.4 0.7)".
  const [red, green, blue] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number).map(linear);
  probe.remove();
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(share) {
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
