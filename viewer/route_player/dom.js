// Elements made by name; every text goes in as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  play: "M8 5v14l11-7z",
  pause: "M7 5h4v14H7zM14 5h4v14h-4z",
  restart: "M6 5h2.5v14H6zM20 5v14L9.5 12z",
  previous: "M15.5 5 8.5 12l7 7 1.8-1.8L12.1 12l5.2-5.2z",
  next: "M8.5 5 6.7 6.8l5.2 5.2-5.2 5.2L8.5 19l7-7z",
  options: "M3 6h9v2H3zM16 6h5v2h-5zM12 4h2v6h-2zM3 16h3v2H3zM10 16h11v2H10zM6 14h2v6H6z",
  whole: "M4 4h6v2H6v4H4zM14 4h6v6h-2V6h-4zM4 14h2v4h4v2H4zM18 14h2v6h-6v-2h4z",
  fit: "M3 5h18v14H3zm2 2v10h14V7zm2 2h4v2H9v2H7zm6 4h2v-2h2v4h-4z",
  visited: "M9.5 16.6 5 12.1l1.6-1.6 2.9 2.9 7.9-7.9L19 7.1z",
  current: "M12 6a6 6 0 1 1 0 12 6 6 0 0 1 0-12z",
  planned: "M11 5h2v6.4l4 2.3-1 1.7-5-2.9z",
  cancelled: "M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6 10.6 12 5 6.4z",
};

// An element with attributes (`text` is its text, `on` its listeners) and children.
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  const { text, on = {}, ...rest } = attributes;
  Object.entries(rest).forEach(([key, value]) => element.setAttribute(key, value));
  Object.entries(on).forEach(([event, listener]) => element.addEventListener(event, listener));
  if (text !== undefined) element.textContent = text;
  element.append(...children.filter(Boolean));
  return element;
}

// A text from an article: set apart, so that its writing direction cannot reach its neighbours.
export function quoted(name, text, attributes = {}) {
  return el(name, { dir: "auto", ...attributes, text });
}

export function icon(name) {
  const path = svgElement("path", { d: ICONS[name] });
  return svgElement("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, path);
}

export function svgElement(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(...children);
  return element;
}

// Calls back once what is on the page has been painted; returns a function that forgets it.
export function afterPainting(callback) {
  let forgotten = false;
  requestAnimationFrame(() => setTimeout(() => forgotten || callback()));
  return () => (forgotten = true);
}
