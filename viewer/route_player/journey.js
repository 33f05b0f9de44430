// The playback of a route: its stations on a clock, and where the travellers are at a time.
import { arrivalDays, calendarTable } from "./calendar.js";
import { Clock, dwellTime, firstAbove, locate, timetable, travelTime } from "./clock.js";
import { stationsOf } from "./itinerary.js";

export class Journey {
  clock = new Clock();
  #tables;

  // The stops of the route are in the order in which they are come to (see `inOrder`).
  // By time the clock follows the calendar, else each leg takes its time. Several travellers share
  // a clock only by time. Without motion nothing flies: the time between two stops is none.
  constructor(route, { motion = true, byTime = false } = {}) {
    this.route = route;
    this.stations = stationsOf(route);
    this.tracks = tracksOf(this.stations);
    this.table = byTime
      ? calendarTable(this.stations, this.tracks, { motion })
      : legTable(this.stations, route.legs, motion);
    this.clock.duration = this.table.duration;
    const { stations } = this.table;
    this.#tables = this.tracks.map((track) => track.map((index) => stations[index]));
  }

  // Where each traveller is: at a station (`arrived`) or on the way to it along a leg; null before
  // the first of them.
  get positions() {
    const { time } = this.clock;
    return this.tracks.map((track, which) => {
      const stations = this.#tables[which];
      if (time < stations[0].departure) return null;
      const { index, arrived, fraction } = locate({ stations }, time);
      return { index: track[index], arrived, fraction, ...this.stations[track[index]] };
    });
  }

  // Where the one is who was the last to arrive anywhere.
  get position() {
    return this.positions[this.stations[this.passed - 1].stop.track ?? 0];
  }

  // How many stations are behind the travellers.
  get passed() {
    return firstAbove(this.table.stations, this.clock.time, ({ arrival }) => arrival);
  }

  // The day of the calendar, null where the clock does not follow it.
  get day() {
    return this.table.dayAt?.(this.clock.time) ?? null;
  }

  // Where the clock stands, in terms that outlive a change of the route's data or of the pace.
  get bookmark() {
    const { index, arrived, fraction, stop } = this.position;
    const { arrival, end } = this.table.stations[index];
    const part = arrived ? (this.clock.time - arrival) / (end - arrival) : fraction;
    return { stopId: stop.stop_id, arrived, part };
  }

  // Take up a bookmark; false where its stop is no longer part of the route.
  resume({ stopId, arrived, part }) {
    const index = this.indexOf(stopId);
    if (index < 0) return false;
    const { departure, arrival, end } = this.table.stations[index];
    const [from, to] = arrived ? [arrival, end] : [departure, arrival];
    this.clock.moveTo(from + part * (to - from));
    return true;
  }

  indexOf(stopId) {
    return this.stations.findIndex(({ stop }) => stop.stop_id === stopId);
  }

  goTo(index) {
    this.clock.hold();
    this.clock.moveTo(this.table.stations[index].arrival);
  }

  // The station to step to; on the way, back means the station just left.
  neighbour(by) {
    const at = by > 0 ? this.passed : this.passed - (this.position.arrived ? 2 : 1);
    return Math.min(this.stations.length - 1, Math.max(0, at));
  }
}

// The route of a company with the stops of all travellers in one order of time, each with its
// traveller and colour, as have the legs; that of one traveller as it is.
export function inOrder(route) {
  if (route.tracks.length < 2) return route;
  const stations = stationsOf(route);
  const days = arrivalDays(stations, tracksOf(stations));
  const order = [...days.keys()].sort((a, b) => days[a] - days[b]);
  const stops = order.map((at) => ({ ...route.stops[at], ...route.tracks[route.stops[at].track] }));
  const owners = new Map(stops.map((stop) => [stop.stop_id, stop]));
  const legs = route.legs.map((leg) => {
    const { track, colour } = owners.get(leg.end);
    return { ...leg, track, colour };
  });
  return { ...route, stops, legs };
}

function tracksOf(stations) {
  const tracks = [];
  stations.forEach(({ stop }, index) => (tracks[stop.track ?? 0] ??= []).push(index));
  return tracks.filter(Boolean);
}

function legTable(stations, legs, motion) {
  return timetable(
    stations.map(({ stop, leg }) => ({
      travel: leg === null || !motion ? 0 : travelTime(legs[leg].km),
      dwell: dwellTime(stop.snippet),
    })),
  );
}
