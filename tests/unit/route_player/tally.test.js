import assert from "node:assert/strict";
import { test } from "node:test";
import { Journey } from "../../../viewer/route_player/journey.js";
import { Tally } from "../../../viewer/route_player/tally.js";

const stop = (stop_id, country, more = {}) => ({
  stop_id,
  stop_kind: "stop",
  status: "visited",
  country,
  snippet: "",
  arrival: "",
  departure: "",
  abroad: true,
  ...more,
});

const ROUTE = {
  stops: [
    stop("home", "US", { stop_kind: "origin", abroad: false, arrival: "2018-02-01" }),
    stop("a", "A", { arrival: "2018-02-02", departure: "2018-02-03" }),
    stop("b", "B", { arrival: "2018-02-03", departure: "2018-02-05" }),
    stop("off", "Off", { status: "cancelled", arrival: "2018-02-06", departure: "2018-02-09" }),
    stop("again", "A", { arrival: "2018-02" }),
    stop("plan", "P", { status: "planned", arrival: "2018-03-01", departure: "2018-03-04" }),
  ],
  legs: [
    { start: "home", end: "a", status: "made", km: 100 },
    { start: "a", end: "b", status: "made", km: 200 },
    { start: "b", end: "off", status: "cancelled", km: 1000 },
    { start: "b", end: "again", status: "made", km: 30 },
    { start: "again", end: "plan", status: "planned", km: 4 },
  ],
};

const soFar = (id) => {
  const journey = new Journey(ROUTE);
  journey.goTo(journey.indexOf(id));
  return new Tally(journey).at(journey.passed, journey.positions)[0];
};

test("at the start nothing is behind", () => {
  assert.deepEqual(soFar("home"), { km: 0, plannedKm: 0, days: 0, atLeast: false, countries: 0 });
});

test("a day on which two stays meet counts once", () => {
  assert.deepEqual(soFar("b"), { km: 300, plannedKm: 0, days: 4, atLeast: false, countries: 2 });
});

test("by the calendar no day counts before it has come", () => {
  const journey = new Journey(ROUTE);
  journey.goTo(journey.indexOf("b"));
  const tally = new Tally(journey);
  const onDay = (iso) => tally.at(journey.passed, journey.positions, Date.parse(iso) / 86_400_000 + 0.5)[0].days;
  assert.deepEqual(["2018-02-01", "2018-02-03", "2018-02-09"].map(onDay), [0, 2, 4]);
});

test("what was called off counts nowhere", () => {
  assert.deepEqual(soFar("off"), soFar("b"));
});

test("a country counts once, a month gives no day, so there are more", () => {
  assert.deepEqual(soFar("again"), { km: 330, plannedKm: 0, days: 4, atLeast: true, countries: 2 });
});

test("what is planned counts as planned kilometres alone", () => {
  assert.deepEqual(soFar("plan"), { km: 330, plannedKm: 4, days: 4, atLeast: true, countries: 2 });
});

test("a stay at home is not abroad", () => {
  const stops = [ROUTE.stops[0], { ...ROUTE.stops[1], abroad: false }];
  const journey = new Journey({ stops, legs: [ROUTE.legs[0]] });
  assert.deepEqual(new Tally(journey).at(2)[0], { km: 100, plannedKm: 0, days: 0, atLeast: false, countries: 0 });
});

test("on the way, the part of the leg that is done counts", () => {
  const journey = new Journey(ROUTE);
  const { departure, arrival } = journey.table.stations[1];
  journey.clock.moveTo((departure + arrival) / 2);
  assert.equal(new Tally(journey).at(journey.passed, journey.positions)[0].km, 50);
});
