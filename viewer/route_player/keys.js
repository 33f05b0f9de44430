// The keys of the player; they work while the focus is within it, nowhere else on the page.

// What a key asks for, one of "toggle", "back", "on", "first" and "last"; empty for any other key
// and where the control in focus has a use of its own for it.
export function askedFor(event) {
  const target = event.composedPath()[0];
  if (event.altKey || event.ctrlKey || event.metaKey) return "";
  if (target.matches("select, form *, [type=checkbox]")) return "";
  if (event.key === " " && target.matches("button, a")) return "";
  return KEYS[event.key] ?? "";
}

const KEYS = { " ": "toggle", ArrowLeft: "back", ArrowRight: "on", Home: "first", End: "last" };
