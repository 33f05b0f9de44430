// The player as a Streamlit component. The library comes through a component of its own, whose
// content never changes, so that a rerun with new data does not send it again.

const players = new WeakMap();
const honoured = new Map();

// Called on every change of the data; whoever calls last owns the player.
export default async function mount(component) {
  const { parentElement, data } = component;
  const entry = players.get(parentElement) ?? { turn: 0, player: null, component };
  players.set(parentElement, entry);
  const turn = (entry.turn += 1);
  entry.component = component;
  const { createPlayer } = await libraryReady();
  if (entry.turn === turn) show(entry, createPlayer, data);
  return () => {
    if (entry.turn !== turn) return;
    entry.player?.destroy();
    players.delete(parentElement);
  };
}

function show(entry, createPlayer, { name, route, seek }) {
  entry.busy = true;
  entry.player ??= createPlayer(entry.component.parentElement, {
    onArrive: (stopId) => tell(entry, "stop_id", stopId),
    onPlaying: (playing) => tell(entry, "playing", playing),
  });
  entry.player.show(route);
  if (seek && honoured.get(name) !== seek.token) {
    honoured.set(name, seek.token);
    entry.player.seek(seek.stop_id);
  }
  entry.busy = false;
}

// Never while mounting: a state set then makes the app run again at once.
function tell(entry, name, value) {
  if (entry.busy) setTimeout(() => entry.component.setStateValue(name, value));
  else entry.component.setStateValue(name, value);
}

function libraryReady() {
  const waiting = (globalThis.demarcheRoutePlayer ??= {});
  waiting.ready ??= new Promise((resolve) => (waiting.resolve = resolve));
  return waiting.ready;
}
