import assert from "node:assert/strict";
import { test } from "node:test";
import {
  placeWords,
  spoken,
  totalsOf,
  webAddress,
  whyStill,
} from "../../../viewer/route_player/itinerary.js";
import { inOrder, Journey } from "../../../viewer/route_player/journey.js";

const stop = (stop_id, more = {}) => ({
  stop_id,
  number: "1",
  stop_kind: "stop",
  status: "visited",
  status_words: "Visited",
  place: stop_id,
  country: "Somewhere",
  snippet: "",
  when: "",
  days: null,
  ...more,
});

const ROUTE = {
  stops: [
    stop("home", { stop_kind: "origin", number: "" }),
    stop("a", { country: "A" }),
    stop("off", { status: "cancelled", country: "Off" }),
    stop("b", { status: "planned", country: "B" }),
  ],
  legs: [
    { start: "home", end: "a", status: "made", km: 400 },
    { start: "a", end: "off", status: "cancelled", km: 900 },
    { start: "a", end: "b", status: "planned", km: 100 },
  ],
};

const at = (journey, id) => journey.goTo(journey.indexOf(id));

test("a cancelled stop is told of but not flown to", () => {
  const journey = new Journey(ROUTE);
  at(journey, "off");
  const { departure, arrival } = journey.table.stations[2];
  assert.equal(arrival, departure);
  assert.equal(journey.position.leg, null);
  assert.equal(journey.passed, 3);
});

test("the leg to the next stop starts behind the cancelled one", () => {
  const journey = new Journey(ROUTE);
  at(journey, "b");
  assert.equal(journey.passed, 4);
});

test("on the way, the stop flown to is not yet behind the traveller", () => {
  const journey = new Journey(ROUTE);
  journey.clock.moveTo(journey.table.stations[1].departure + 1);
  assert.equal(journey.position.arrived, false);
  assert.equal(journey.passed, 1);
});

test("without motion there is no time between two stops", () => {
  const journey = new Journey(ROUTE, { motion: false });
  assert.ok(journey.table.stations.every(({ departure, arrival }) => departure === arrival));
});

test("stepping goes from stop to stop; on the way, back is the stop just left", () => {
  const journey = new Journey(ROUTE);
  at(journey, "a");
  assert.deepEqual([journey.neighbour(-1), journey.neighbour(1)], [0, 2]);
  journey.clock.moveTo(journey.table.stations[1].departure + 1);
  assert.deepEqual([journey.neighbour(-1), journey.neighbour(1)], [0, 1]);
  at(journey, "b");
  assert.equal(journey.neighbour(1), 3);
});

test("a bookmark finds its stop again where stops were added before it", () => {
  const journey = new Journey(ROUTE);
  at(journey, "b");
  const longer = { ...ROUTE, stops: [stop("new"), ...ROUTE.stops] };
  const resumed = new Journey(longer);
  assert.equal(resumed.resume(journey.bookmark), true);
  assert.equal(resumed.position.stop.stop_id, "b");
  assert.equal(resumed.resume({ stopId: "gone", arrived: true, part: 0 }), false);
});

const DATED = {
  ...ROUTE,
  stops: ROUTE.stops.map((one, index) => ({ ...one, arrival: `2018-02-0${1 + 2 * index}` })),
};

test("another pace does not move the traveller", () => {
  for (const time of [100, 2500, 3000, 4200, 6000, 9500]) {
    const byLeg = new Journey(DATED);
    byLeg.clock.moveTo(time);
    const byTime = new Journey(DATED, { byTime: true });
    byTime.resume(byLeg.bookmark);
    const back = new Journey(DATED);
    back.resume(byTime.bookmark);
    assert.ok(Math.abs(back.clock.time - time) < 1e-6, `${time}`);
    const [a, b] = [byLeg.position, byTime.position];
    assert.deepEqual([b.index, b.arrived], [a.index, a.arrived]);
    assert.ok(Math.abs(b.fraction - a.fraction) < 1e-9);
  }
});

test("by time a day is told, by leg none", () => {
  assert.equal(new Journey(DATED).day, null);
  const journey = new Journey(DATED, { byTime: true });
  at(journey, "b");
  assert.equal(new Date(86_400_000 * journey.day).toISOString().slice(0, 10), "2018-02-07");
});

test("what comes newest is told of, and steps go through the arrivals of all travellers", () => {
  const other = (id, day) => stop(id, { track: 1, arrival: `2018-02-0${day}` });
  const journey = new Journey(
    inOrder({
      tracks: [{}, {}],
      stops: [...DATED.stops, other("x", 2), other("y", 4)],
      legs: [...ROUTE.legs, { start: "x", end: "y", status: "made", km: 50 }],
    }),
    { byTime: true },
  );
  const seen = [journey.position.stop.stop_id];
  for (let step = 0; step < 5; step += 1) {
    journey.goTo(journey.neighbour(1));
    seen.push(journey.position.stop.stop_id);
  }
  assert.deepEqual(seen, ["home", "x", "a", "y", "off", "b"]);
  journey.goTo(journey.neighbour(-1));
  assert.equal(journey.position.stop.stop_id, "off");
  at(journey, "home");
  assert.equal(journey.positions[1], null);
  at(journey, "y");
  assert.deepEqual(journey.positions.map(({ index, arrived }) => [index, arrived]), [[2, true], [3, true]]);
});

test("a route with nothing to play says why", () => {
  assert.equal(whyStill(ROUTE), "");
  assert.match(whyStill({ stops: [], legs: [] }), /no map to show/);
  assert.match(whyStill({ stops: [stop("a")], legs: [] }), /one place/);
  const off = { stops: [ROUTE.stops[0], ROUTE.stops[2]], legs: [ROUTE.legs[1]] };
  assert.match(whyStill(off), /called off/);
});

test("totals count what was not called off", () => {
  assert.deepEqual(totalsOf(ROUTE), { stops: 2, countries: 2, cancelled: 1, km: 400, plannedKm: 100 });
});

test("an arrival is announced with what matters", () => {
  const riyadh = stop("Riyadh", { number: "3", country: "Saudi Arabia", when: "5 Feb 2018", days: 2 });
  assert.equal(spoken(riyadh, 7), "Stop 3 of 7: Riyadh, Saudi Arabia. Visited. 5 Feb 2018 · 2 days.");
});

test("a country is not named twice", () => {
  assert.equal(placeWords(stop("Singapore", { country: "Singapore" })), "Singapore");
});

test("only web addresses are links", () => {
  assert.equal(webAddress("https://example.org/a?b=1"), "https://example.org/a?b=1");
  for (const other of ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "/a", "", "C:\\users"])
    assert.equal(webAddress(other), null);
});
