// The playback of one route: its stations on a clock, and where the traveller is at a time.
import { Clock, dwellTime, locate, timetable, travelTime } from "./clock.js";
import { stationsOf } from "./itinerary.js";

export class Journey {
  clock = new Clock();

  // Without motion nothing flies: the time between two stops is none.
  constructor(route, { motion = true } = {}) {
    this.route = route;
    this.stations = stationsOf(route);
    const steps = this.stations.map(({ stop, leg }) => ({
      travel: leg === null || !motion ? 0 : travelTime(route.legs[leg].km),
      dwell: dwellTime(stop.snippet),
    }));
    this.table = timetable(steps);
    this.clock.duration = this.table.duration;
  }

  // The station the traveller is at (`arrived`) or on the way to, and the leg that leads there.
  get position() {
    const { index, arrived, fraction } = locate(this.table, this.clock.time);
    return { index, arrived, fraction, ...this.stations[index] };
  }

  // How many stations are behind the traveller.
  get passed() {
    const { index, arrived } = this.position;
    return arrived ? index + 1 : index;
  }

  // The legs that are behind the traveller.
  get flown() {
    const past = this.stations.slice(0, this.passed);
    return new Set(past.map(({ leg }) => leg).filter((leg) => leg !== null));
  }

  // Kilometres flown and kilometres of the whole journey.
  get distance() {
    const km = (legs) => legs.reduce((sum, leg) => sum + this.route.legs[leg].km, 0);
    const all = this.stations.map(({ leg }) => leg).filter((leg) => leg !== null);
    return { done: km([...this.flown]), all: km(all) };
  }

  // Where the clock stands, in terms that outlive a change of the route's data.
  get bookmark() {
    const { index, stop } = this.position;
    const { departure, end } = this.table.stations[index];
    return { stopId: stop.stop_id, part: (this.clock.time - departure) / (end - departure) };
  }

  // Take up a bookmark; false where its stop is no longer part of the route.
  resume({ stopId, part }) {
    const index = this.indexOf(stopId);
    if (index < 0) return false;
    const { departure, end } = this.table.stations[index];
    this.clock.moveTo(departure + part * (end - departure));
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
    const { index, arrived } = this.position;
    const from = by > 0 && !arrived ? index - 1 : index;
    return Math.min(this.stations.length - 1, Math.max(0, from + by));
  }
}
