// The reader as a Streamlit component. Which stop the player is at comes as an event of the page.
import { ArticleReader } from "./article_reader.js";

const readers = new WeakMap();

// Called on every change of the data.
export default function ({ parentElement, data, setTriggerValue }) {
  const entry = readers.get(parentElement) ?? opened(parentElement);
  entry.choose = (chosen) => setTriggerValue("chosen", chosen);
  entry.reader.show(data);
  entry.reader.mark(globalThis.demarcheStop ?? "");
  return () => closed(parentElement, entry);
}

function opened(parentElement) {
  const entry = {};
  entry.reader = new ArticleReader(parentElement, { onChoose: (chosen) => entry.choose(chosen) });
  entry.onStop = ({ detail }) => entry.reader.mark(detail);
  addEventListener("demarche:stop", entry.onStop);
  readers.set(parentElement, entry);
  return entry;
}

function closed(parentElement, entry) {
  if (readers.get(parentElement) !== entry) return;
  removeEventListener("demarche:stop", entry.onStop);
  entry.reader.destroy();
  readers.delete(parentElement);
}
