// The route as a row of stations, and what can be said of it in words.

// Every stop in order with the leg flown to it, null if there is none: a cancelled stop is told of,
// but nobody flies there.
export function stationsOf(route) {
  const flown = new Map();
  route.legs.forEach((leg, index) => {
    if (leg.status !== "cancelled") flown.set(leg.end, index);
  });
  return route.stops.map((stop) => ({ stop, leg: flown.get(stop.stop_id) ?? null }));
}

// Why there is nothing to play, or an empty text when there is.
export function whyStill(route) {
  const { stops, legs } = route;
  if (stops.length === 0) return "No stop of this trip has a known place, so there is no map to show.";
  if (legs.some((leg) => leg.status !== "cancelled")) return "";
  const visits = stops.filter((stop) => stop.stop_kind === "stop");
  if (visits.length > 0 && visits.every((stop) => stop.status === "cancelled"))
    return "Every stop of this trip was called off, so there is no journey to play.";
  return "Only one place of this trip is known, so there is no journey to play.";
}

// The stops with a number, of one traveller where there are several.
export function numberedStops(route, track) {
  return route.stops.filter((stop) => stop.number && (stop.track ?? 0) === (track ?? 0)).length;
}

export function placeWords(stop) {
  return stop.country && stop.country !== stop.place ? `${stop.place}, ${stop.country}` : stop.place;
}

export function whenWords(stop) {
  const when = stop.date_note ? `${stop.when}, ${stop.date_note}` : stop.when;
  return stop.days ? `${when} · ${counted(stop.days, "day")}` : when;
}

// One line for a screen reader when the stop is reached; `total` is how many stops there are.
export function spoken(stop, total) {
  const whose = stop.traveller ? `${stop.traveller}. ` : "";
  const which = stop.number ? `Stop ${stop.number} of ${total}: ` : "";
  const others = stop.also_there ? ` Also there: ${stop.also_there}.` : "";
  return `${whose}${which}${placeWords(stop)}. ${stop.status_words}. ${whenWords(stop)}.${others}`;
}

// Numbered stops and countries not called off, and kilometres by the status of the leg.
export function totalsOf(route) {
  const visits = route.stops.filter((s) => s.stop_kind === "stop" && s.status !== "cancelled");
  const km = (status) =>
    route.legs.reduce((sum, leg) => sum + (leg.status === status ? leg.km : 0), 0);
  return {
    stops: visits.length,
    countries: new Set(visits.map((stop) => stop.country).filter(Boolean)).size,
    cancelled: route.stops.filter((s) => s.stop_kind === "stop" && s.status === "cancelled").length,
    km: km("made"),
    plannedKm: km("planned"),
  };
}

export function counted(number, noun) {
  const plural = noun.endsWith("y") && noun !== "day" ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${grouped(number)} ${number === 1 ? noun : plural}`;
}

export function grouped(number) {
  return String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, ",");
}

// The address if it is an ordinary web address, else null.
export function webAddress(address) {
  try {
    const { protocol, href } = new URL(address);
    return protocol === "https:" || protocol === "http:" ? href : null;
  } catch {
    return null;
  }
}
