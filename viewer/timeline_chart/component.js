// The chart as a Streamlit component. Which stop the player is at comes as an event of the page, so
// that an arrival need not send the bars again.
import { TimelineChart } from "./timeline_chart.js";

const charts = new WeakMap();

// Called on every change of the data.
export default function ({ parentElement, data, setTriggerValue }) {
  const entry = charts.get(parentElement) ?? opened(parentElement);
  entry.choose = (chosen) => setTriggerValue("chosen", chosen);
  entry.chart.show(data);
  entry.chart.mark(globalThis.demarcheStop ?? "");
  return () => closed(parentElement, entry);
}

function opened(parentElement) {
  const entry = {};
  entry.chart = new TimelineChart(parentElement, { onChoose: (chosen) => entry.choose(chosen) });
  entry.onStop = ({ detail }) => entry.chart.mark(detail);
  addEventListener("demarche:stop", entry.onStop);
  charts.set(parentElement, entry);
  return entry;
}

function closed(parentElement, entry) {
  if (charts.get(parentElement) !== entry) return;
  removeEventListener("demarche:stop", entry.onStop);
  entry.chart.destroy();
  charts.delete(parentElement);
}
