// What lies behind each traveller. Planned legs are counted apart, what was called off never.
import { daysOf } from "./calendar.js";
import { eased, firstAbove } from "./clock.js";

// The totals of a route, worked out once for every station, so that a frame only looks them up.
export class Tally {
  #legs;
  #sums;
  #days;

  constructor({ route, stations, tracks }) {
    const seen = tracks.map(() => ({ days: new Set(), countries: new Set(), atLeast: false }));
    this.#legs = route.legs;
    this.#sums = sumsOf(stations, tracks, { legs: route.legs, seen });
    this.#days = seen.map(({ days }) => [...days].sort((a, b) => a - b));
  }

  // Kilometres flown and planned, known days abroad (`atLeast` where a stay has none) and countries,
  // one entry for each track, once as many stations are `passed`; of a leg on the way, in `positions`,
  // the part that is done counts, and where the calendar is played no `day` that is still to come.
  at(passed, positions = [], day = null) {
    return this.#sums[passed].map((sum, track) => {
      const position = positions[track];
      const onTheWay = position && !position.arrived;
      const far = onTheWay ? plusLeg(sum, this.#legs[position.leg], eased(position.fraction)) : sum;
      return day === null ? far : { ...far, days: Math.min(far.days, firstAbove(this.#days[track], day)) };
    });
  }
}

function sumsOf(stations, tracks, { legs, seen }) {
  const sums = [tracks.map(() => ({ km: 0, plannedKm: 0, days: 0, atLeast: false, countries: 0 }))];
  stations.forEach(({ stop, leg }, index) => {
    const track = stop.track ?? 0;
    const { days, countries } = seen[track];
    if (isVisit(stop) && stop.abroad !== false) addStay(seen[track], stop);
    const sum = plusLeg(sums[index][track], legs[leg], 1);
    const { atLeast } = seen[track];
    sums.push(sums[index].with(track, { ...sum, days: days.size, atLeast, countries: countries.size }));
  });
  return sums;
}

function isVisit({ stop_kind: kind, status }) {
  return kind === "stop" && (status === "visited" || status === "current");
}

function plusLeg(sum, leg, part) {
  if (leg?.status === "made") return { ...sum, km: sum.km + leg.km * part };
  if (leg?.status === "planned") return { ...sum, plannedKm: sum.plannedKm + leg.km * part };
  return sum;
}

// A day counts once, also where two stays share it, and only if the tables know it.
function addStay(seen, { arrival, departure, country }) {
  const { days, countries } = seen;
  if (country) countries.add(country);
  const [first, last] = [daysOf(arrival || departure), daysOf(departure || arrival)];
  if (first?.count !== 1) return void (seen.atLeast = true);
  for (let day = first.first; day <= last.first; day += 1) days.add(day);
}
