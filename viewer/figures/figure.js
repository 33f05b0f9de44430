// A figure of the statistics. Its markup, in which all texts are escaped, comes from the server;
// what the reader chooses in it goes back there.

const SVG = "http://www.w3.org/2000/svg";

export default function (component) {
  const figure = component.parentElement.querySelector(".figure");
  const drawn = figure.querySelector(".drawn");
  const { data } = component;
  figure.component = component;
  if (drawn.html !== data.html) draw(figure, drawn, data.html);
  if (data.countries) drawWorld(figure);
  figure.onclick = (event) => clicked(event, figure);
  mark(figure);
}

function draw(figure, drawn, html) {
  drawn.innerHTML = drawn.html = html;
  // Of a table, too: its rows become higher when a font arrives.
  figure.observer ??= new ResizeObserver(() => requestAnimationFrame(() => endWithRows(drawn)));
  for (const box of [figure, ...drawn.querySelectorAll("table")]) figure.observer.observe(box);
}

// A list or table that scrolls ends with a whole row.
function endWithRows(drawn) {
  for (const box of drawn.querySelectorAll(".scroll, .ranking")) {
    box.style.maxHeight = "";
    const top = box.getBoundingClientRect().top + box.clientTop - box.scrollTop;
    const ends = [...box.querySelectorAll("tbody tr, li")].map((row) => row.getBoundingClientRect().bottom - top);
    const last = ends.findLast((end) => end <= box.clientHeight);
    if (last && last < ends.at(-1)) box.style.maxHeight = `${last + box.offsetHeight - box.clientHeight}px`;
  }
}

async function drawWorld(figure) {
  const world = figure.querySelector(".world");
  const shapes = await worldReady();
  if (!world.firstChild) world.innerHTML = shapes;
  const { countries, dots } = figure.component.data;
  const svg = world.querySelector("svg");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", "World map, shaded by visits; the list gives the numbers");
  svg.querySelectorAll(".dot").forEach((dot) => dot.remove());
  // A line without length: its round end is a disc of the same size at any scale.
  for (const [code, x, y] of dots) {
    const dot = document.createElementNS(SVG, "path");
    dot.setAttribute("d", `M${x},${y}h0`);
    dot.classList.add("dot");
    dot.dataset.code = code;
    svg.append(dot);
  }
  for (const shape of svg.querySelectorAll("[data-code]")) shade(shape, countries);
  mark(figure);
}

function shade(shape, countries) {
  const { code, name } = shape.dataset;
  const [step, label] = Object.hasOwn(countries, code) ? countries[code] : [0, name];
  const isDot = shape.classList.contains("dot");
  shape.setAttribute("class", `${isDot ? "dot " : ""}${step ? `shade-${step}` : ""}`);
  if (step) shape.dataset.choice = code;
  else delete shape.dataset.choice;
  const title = shape.querySelector("title") ?? document.createElementNS(SVG, "title");
  title.textContent = label;
  shape.append(title);
}

function mark(figure, chosen = figure.component.data.chosen) {
  for (const element of figure.querySelectorAll("[data-choice]")) {
    const here = element.dataset.choice === chosen;
    element.classList.toggle("chosen", here);
    if (element.matches("button")) element.setAttribute("aria-pressed", here);
  }
}

function clicked(event, figure) {
  const { setStateValue, setTriggerValue } = figure.component;
  const link = event.target.closest("a[data-stop]");
  const choice = event.target.closest("[data-choice]")?.dataset.choice;
  if (link && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
    event.preventDefault();
    setTriggerValue("stop", [link.dataset.trip, link.dataset.stop]);
    document.querySelector("h1")?.scrollIntoView();
  } else if (choice !== undefined) {
    setStateValue("choice", choice);
    mark(figure, choice);
  }
}

function worldReady() {
  const waiting = (globalThis.demarcheWorld ??= {});
  waiting.ready ??= new Promise((resolve) => (waiting.resolve = resolve));
  return waiting.ready;
}
