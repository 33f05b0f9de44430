// An article as it was printed. What a sentence says of the journey is marked with the discs of the
// map at its end; a place tells which place it is under the pointer and when it has the focus.
import { el, quoted } from "../route_player/dom.js";

const BESIDE = { target: "_blank", rel: "noopener noreferrer" };

export class ArticleReader {
  #root = el("article", { class: "article-reader" });
  #tip = el("div", { class: "tip", role: "tooltip", id: "tip", hidden: "" });
  #shown = "";
  #colours = {};
  #passages = [];

  // `onChoose` hears of the trip and the stop of a claim.
  constructor(parent, { onChoose }) {
    this.onChoose = onChoose;
    parent.append(this.#root);
    this.#root.addEventListener("keydown", (event) => event.key === "Escape" && this.#hide());
  }

  show(data) {
    const text = JSON.stringify(data);
    if (text === this.#shown) return;
    this.#shown = text;
    this.#passages = [];
    const { article, title, whole, parts, colours, prints } = data;
    this.#colours = colours;
    const body = el("div", { class: "text", dir: "auto" });
    body.append(...parts.flatMap((part, index) => this.#part(part, index, whole)));
    if (!whole && parts.length > 0) body.append(gap());
    this.#root.replaceChildren(this.#head(article, title, prints), ...(whole ? [] : [notAtHand()]), body, this.#tip);
  }

  // The sentences that speak of the stop where the player is.
  mark(stopId) {
    this.#passages.forEach(({ element, stops, discs }) => {
      element.classList.toggle("here", stops.includes(stopId));
      discs.forEach(({ disc, stop_id }) => {
        if (stop_id === stopId) disc.setAttribute("aria-current", "step");
        else disc.removeAttribute("aria-current");
      });
    });
  }

  destroy() {
    this.#root.remove();
  }

  #head({ source, published, url }, title, prints) {
    const name = this.#passage(title);
    const [words, discs] = [el("bdi", {}), [...name.querySelectorAll(".disc")]];
    discs.forEach((disc) => disc.remove());
    words.append(...name.childNodes);
    name.append(url ? el("a", { href: url, ...BESIDE }, words) : words, ...discs);
    return el(
      "header",
      {},
      el("h2", {}, name),
      quoted("p", [source, published].filter(Boolean).join(" · "), { class: "source" }),
      prints.listed.length > 0 && printed(prints),
    );
  }

  #part(passages, index, whole) {
    const drawn = passages.map((passage) => this.#passage(passage));
    return whole || (index === 0 && passages.length === 0) ? drawn : [gap(), ...drawn];
  }

  #passage({ words, stops, marks }) {
    const discs = marks.map((mark) => ({ stop_id: mark.stop_id, disc: this.#disc(mark) }));
    const element = el("span", { class: stops.length > 0 ? "claim" : "plain" });
    this.#paint(element, stops[0]);
    element.append(...words.map(([text, place]) => (place ? this.#place(text, place) : text)));
    element.append(...discs.map(({ disc }) => disc));
    this.#passages.push({ element, stops, discs });
    if (marks.length > 0)
      element.addEventListener("click", (event) => {
        if (!event.target.closest(".disc") && getSelection().isCollapsed) this.#choose(marks[0]);
      });
    return element;
  }

  #place(text, place) {
    const named = el("span", {
      class: "place",
      tabindex: "0",
      role: "note",
      "aria-label": text === place ? place : `${text}: ${place}`,
      text,
    });
    return this.#telling(named, place);
  }

  #disc(mark) {
    const disc = el("button", {
      type: "button",
      class: `disc ${mark.forms}`,
      "aria-label": `${mark.number ? `Stop ${mark.number}, ` : ""}${mark.words}. Show on the map`,
      text: mark.number,
      on: { click: () => this.#choose(mark) },
    });
    this.#paint(disc, mark.stop_id);
    return this.#telling(disc, mark.words);
  }

  #paint(element, stopId) {
    const colour = this.#colours[stopId];
    if (CSS.supports("color", colour ?? "")) element.style.setProperty("--route", colour);
  }

  #choose({ trip_id, stop_id }) {
    this.onChoose({ trip_id, stop_id });
  }

  #telling(element, words) {
    const tell = () => this.#tell(element, words);
    for (const name of ["pointerenter", "focus"]) element.addEventListener(name, tell);
    for (const name of ["pointerleave", "blur"]) element.addEventListener(name, () => this.#hide());
    return element;
  }

  #tell(element, words) {
    this.#tip.textContent = words;
    this.#tip.hidden = false;
    const [box, page] = [element.getClientRects()[0], this.#root.getBoundingClientRect()];
    const left = Math.min(Math.max(0, box.left - page.left), page.width - this.#tip.offsetWidth);
    this.#tip.style.left = `${left.toFixed(1)}px`;
    this.#tip.style.top = `${(box.top - page.top - this.#tip.offsetHeight - 5).toFixed(1)}px`;
  }

  #hide() {
    this.#tip.hidden = true;
  }
}

// The other outlets of a story, to be opened.
function printed({ words, listed, more }) {
  const items = listed.map(({ source, published, url }) => {
    const name = el("bdi", {}, url ? el("a", { href: url, ...BESIDE, text: source }) : source);
    return el("li", {}, name, published && ` · ${published}`);
  });
  return el("details", { class: "prints" }, el("summary", { text: words }), el("ul", {}, ...items, more && el("li", { text: more })));
}

function notAtHand() {
  const text = "The full text is not at hand; these are the sentences that the timeline quotes, in their order.";
  return el("p", { class: "missing", text });
}

function gap() {
  return el("span", { class: "gap", text: " … ", "aria-label": "text left out" });
}
