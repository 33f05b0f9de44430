// The menu of the control bar: how to play, whether to loop, whether the map follows.
import { el, icon } from "./dom.js";

// A button and the panel it opens; `act` holds a function for each thing a reader can ask for.
export function createOptions(act) {
  const panel = el("div", { class: "panel", role: "group", "aria-label": "Options", hidden: "" });
  const button = el(
    "button",
    { type: "button", "aria-label": "Options", title: "Options", "aria-expanded": "false" },
    icon("options"),
  );
  const menu = el("div", { class: "options" }, button, panel);
  const byLeg = choice("radio", "Leg by leg", () => act.pace("leg"));
  const byTime = choice("radio", "By time", () => act.pace("time"));
  const why = el("p", { class: "hint", hidden: "" });
  const loop = choice("checkbox", "Loop", (checked) => act.loop(checked));
  const follow = choice("checkbox", "Follow the traveller", (checked) => act.follow(checked));
  // A form keeps its radio buttons to itself; it is never sent.
  const paces = el(
    "form",
    { role: "radiogroup", "aria-label": "Play", on: { submit: (event) => event.preventDefault() } },
    byLeg.label,
    byTime.label,
    why,
  );
  panel.append(paces, loop.label, follow.label);

  const show = (open) => {
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", () => show(panel.hidden));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    event.stopPropagation();
    show(false);
    button.focus();
  });
  // A press on a label moves the focus to nothing first, or to the player around the menu.
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    const elsewhere = relatedTarget && !menu.contains(relatedTarget);
    if (elsewhere && !relatedTarget.contains(menu)) show(false);
  });
  const outside = (event) => event.composedPath().includes(menu) || show(false);
  document.addEventListener("pointerdown", outside);

  return {
    menu,
    destroy: () => document.removeEventListener("pointerdown", outside),
    // `reason` says why there is only one way to play, empty where there are two.
    setPace(pace, reason) {
      byLeg.input.checked = pace === "leg";
      byTime.input.checked = pace === "time";
      byLeg.input.disabled = byTime.input.disabled = reason !== "";
      why.textContent = reason;
      why.hidden = reason === "";
    },
  };
}

function choice(type, words, onChange) {
  const input = el("input", { type, name: type, on: { change: () => onChange(input.checked) } });
  return { input, label: el("label", {}, input, el("span", { text: words })) };
}
