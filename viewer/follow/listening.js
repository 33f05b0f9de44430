// A view as a Streamlit component that marks the stop at which the player of its map is: that comes as
// an event of the page, so that an arrival need not send the data of the view again.

// Returns the component of the views that `make(parent, { onChoose })` makes: {show(data), mark(stopId),
// destroy()}. Streamlit calls it on every change of the data, which name the map by `prefix`.
export function listening(make) {
  const entries = new WeakMap();
  return function ({ parentElement, data, setTriggerValue }) {
    const entry = entries.get(parentElement) ?? opened(parentElement, make);
    entries.set(parentElement, entry);
    entry.prefix = data.prefix;
    entry.choose = (chosen) => setTriggerValue("chosen", chosen);
    entry.view.show(data);
    entry.view.mark(globalThis.demarcheStops?.[data.prefix] ?? "");
    return () => {
      if (entries.get(parentElement) !== entry) return;
      removeEventListener("demarche:stop", entry.onStop);
      entry.view.destroy();
      entries.delete(parentElement);
    };
  };
}

function opened(parentElement, make) {
  const entry = { prefix: "" };
  entry.view = make(parentElement, { onChoose: (chosen) => entry.choose(chosen) });
  entry.onStop = ({ detail }) => detail.prefix === entry.prefix && entry.view.mark(detail.stop);
  addEventListener("demarche:stop", entry.onStop);
  return entry;
}
