// Discs, dots and names on a canvas, alike to those that route_player.css draws of elements.
import { isExact } from "./calendar.js";

const HEIGHT = 22;
const SMALL = 11;
const DIGIT = 7;
const DOT = 3.5;
const NAME_SIZE = 12.5;

// How wide a stop's disc is, in pixels: long numbers make it a pill.
export function discWidth({ number }) {
  return number ? Math.max(HEIGHT, DIGIT * (number.length + 1)) : SMALL;
}

// A numbered disc in the looks of its status.
export function paintDisc(context, { x, y, width }, stop, colours) {
  if (!stop.number) return paintRing(context, x, y, { radius: SMALL / 2 - 1, width: 2, colours });
  const { fill, edge, text, dash } = looks(stop, colours);
  const half = HEIGHT / 2;
  const outline = (inset) => {
    context.beginPath();
    context.roundRect(x - width / 2 + inset, y - half + inset, width - 2 * inset, HEIGHT - 2 * inset, half - inset);
  };
  context.setLineDash([]);
  if (stop.status === "current") {
    outline(-2);
    paintOutline(context, colours.tone, 2);
  }
  // An edge in the colour of the lines would be lost among them.
  if (edge !== colours.paper) {
    outline(-1);
    paintOutline(context, colours.paper, 2);
  }
  if (stop.also_there) {
    for (const away of [-3.5, -0.5]) {
      outline(away);
      paintOutline(context, colours.ink, 1.25);
    }
  }
  outline(0.75);
  context.fillStyle = fill;
  context.fill();
  if (stop.status === "cancelled") paintSlash(context, { x, y, width }, colours);
  outline(0.75);
  context.setLineDash(dash);
  paintOutline(context, edge, 1.5);
  context.fillStyle = text;
  context.font = `700 12px ${colours.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(stop.number, x, y + 0.5);
  if (!isExact(stop)) paintQuestion(context, x + width / 2, y - half, colours);
}

// What is left of a disc where there is no room for one.
export function paintDot(context, { x, y }, stop, colours) {
  context.setLineDash([]);
  if (!stop.number || stop.status === "cancelled" || stop.status === "planned")
    return paintRing(context, x, y, { radius: DOT - 0.75, width: 1.5, colours, stop });
  context.beginPath();
  context.arc(x, y, DOT, 0, 2 * Math.PI);
  context.fillStyle = colours.tone;
  context.fill();
  return paintOutline(context, colours.paper, 1);
}

// A place's name with the paper's colour around it, its upper left corner given.
export function paintName(context, name, { left, top, colours }) {
  context.font = `${NAME_SIZE}px ${colours.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.setLineDash([]);
  context.lineJoin = "round";
  const middle = top + (1.25 * NAME_SIZE) / 2;
  context.strokeStyle = colours.paper;
  context.lineWidth = 3.5;
  context.strokeText(name, left + 2, middle);
  context.fillStyle = colours.ink;
  context.fillText(name, left + 2, middle);
}

// How large a name is, {width, height} in pixels.
export function nameSize(context, name, { font }) {
  context.font = `${NAME_SIZE}px ${font}`;
  return { width: context.measureText(name).width + 4, height: 1.25 * NAME_SIZE };
}

// The sign of a day that is not said.
function paintQuestion(context, x, y, { paper, ink, font }) {
  context.beginPath();
  context.arc(x, y, 6, 0, 2 * Math.PI);
  context.fillStyle = paper;
  context.fill();
  context.fillStyle = ink;
  context.font = `600 10px ${font}`;
  context.fillText("?", x, y + 0.5);
}

function looks({ status, place_kind: kind }, { paper, ink, tone, soft, on, off }) {
  const hollow = kind === "country";
  if (status === "cancelled") return { fill: paper, edge: off, text: off, dash: [] };
  if (status === "planned") return { fill: hollow ? paper : soft, edge: tone, text: ink, dash: [3, 3] };
  if (hollow) return { fill: paper, edge: tone, text: ink, dash: [] };
  return { fill: tone, edge: paper, text: on, dash: [] };
}

function paintRing(context, x, y, { radius, width, colours, stop }) {
  const tones = { planned: colours.tone, cancelled: colours.off };
  context.setLineDash([]);
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = colours.paper;
  context.fill();
  paintOutline(context, (stop?.number && tones[stop.status]) || colours.quiet, width);
}

function paintSlash(context, { x, y, width }, { off }) {
  context.save();
  context.clip();
  context.globalAlpha = 0.26;
  context.beginPath();
  context.moveTo(x - width / 2, y + HEIGHT / 2);
  context.lineTo(x + width / 2, y - HEIGHT / 2);
  paintOutline(context, off, 1.5);
  context.restore();
}

function paintOutline(context, colour, width) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}
