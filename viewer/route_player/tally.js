// What lies behind each traveller. Planned legs are counted apart, what was called off never.
import { daysOf } from "./calendar.js";
import { eased } from "./clock.js";

// Kilometres flown and planned, known days abroad and countries, one entry for each track, once as
// many stations are `passed`; of a leg on the way, in `positions`, the part that is done counts.
export function tally({ route, stations, tracks }, passed, positions = []) {
  const counts = tracks.map(() => ({ km: 0, plannedKm: 0, days: new Set(), countries: new Set() }));
  stations.slice(0, passed).forEach(({ stop, leg }) => {
    const count = counts[stop.track ?? 0];
    addLeg(count, route.legs[leg], 1);
    if (isVisit(stop) && stop.abroad !== false) addStay(count, stop);
  });
  positions.forEach((position, track) => {
    if (position && !position.arrived)
      addLeg(counts[track], route.legs[position.leg], eased(position.fraction));
  });
  return counts.map(({ days, countries, ...km }) => ({
    ...km,
    days: days.size,
    countries: countries.size,
  }));
}

function isVisit({ stop_kind: kind, status }) {
  return kind === "stop" && (status === "visited" || status === "current");
}

function addLeg(count, leg, part) {
  if (leg?.status === "made") count.km += leg.km * part;
  if (leg?.status === "planned") count.plannedKm += leg.km * part;
}

// A day counts once, also where two stays share it, and only if the tables know it.
function addStay({ days, countries }, { arrival, departure, country }) {
  if (country) countries.add(country);
  const [first, last] = [daysOf(arrival || departure), daysOf(departure || arrival)];
  if (first?.count !== 1) return;
  for (let day = first.first; day <= last.first; day += 1) days.add(day);
}
