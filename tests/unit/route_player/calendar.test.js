import assert from "node:assert/strict";
import { test } from "node:test";
import {
  arrivalDays,
  calendarTable,
  dayWords,
  daysOf,
  hasCalendar,
  isExact,
} from "../../../viewer/route_player/calendar.js";

const FEB_1 = Date.UTC(2018, 1, 1) / 86_400_000;
const stop = (arrival, more = {}) => ({ stop: { arrival, departure: "", status: "visited", ...more }, leg: 0 });
const february = (stops, tracks = [[...stops.keys()]]) =>
  arrivalDays(stops, tracks).map((day) => Math.round(100 * (day - FEB_1 + 1)) / 100);

test("a date means as many days as it leaves open", () => {
  assert.deepEqual(daysOf("2018-02-01"), { first: FEB_1, count: 1 });
  assert.deepEqual(daysOf("2018-02"), { first: FEB_1, count: 28 });
  assert.deepEqual(daysOf("2018"), { first: FEB_1 - 31, count: 365 });
  for (const nothing of ["", undefined, "Feb 2018", "2018-02-01<b>"]) assert.equal(daysOf(nothing), null);
});

test("stops without a date are spread between their neighbours, from the departure on", () => {
  assert.deepEqual(february([stop("2018-02-01"), stop(""), stop(""), stop("2018-02-07")]), [1, 3, 5, 7]);
  const left = stop("2018-02-01", { departure: "2018-02-05" });
  assert.deepEqual(february([left, stop(""), stop("2018-02-07")]), [1, 6, 7]);
});

test("before the first date and after the last, undated stops are a day apart", () => {
  assert.deepEqual(february([stop(""), stop(""), stop("2018-02-05"), stop("")]), [3, 4, 5, 6]);
});

test("a month is kept to where the neighbours allow it", () => {
  assert.deepEqual(february([stop("2018-01-20"), stop("2018-02"), stop("2018-03-20")])[1], 15);
  assert.deepEqual(february([stop("2018-01-20"), stop("2018-02"), stop("2018-02-03")])[1], 3);
});

test("what falls on one day shares it", () => {
  assert.deepEqual(february([stop("2018-02-05"), stop("2018-02-05"), stop("2018-02-06")]), [5, 5.5, 6]);
});

test("time never runs backwards, and a day called off does not move the others", () => {
  assert.deepEqual(february([stop("2018-02-05"), stop("2018-02-02"), stop("2018-02-06")]), [5, 5.5, 6]);
  const off = stop("2018-02-20", { status: "cancelled" });
  assert.deepEqual(february([stop("2018-02-05"), off, stop("2018-02-06")]), [5, 6, 6.5]);
});

test("two travellers share one calendar, one without dates spread over that of the other", () => {
  const stops = [stop("2018-02-01"), stop("2018-02-05"), stop("2018-02-03"), stop("2018-02-05")];
  assert.deepEqual(february(stops, [[0, 1], [2, 3]]), [1, 5, 3, 5.5]);
  assert.deepEqual(february([...stops.slice(0, 2), stop(""), stop("")], [[0, 1], [2, 3]]), [1, 5, 1.5, 3]);
});

test("the clock follows the days, and a gap of years takes hardly longer than one of weeks", () => {
  const at = (...dates) => calendarTable(dates.map((date) => stop(date)), [[...dates.keys()]]);
  const { stations, duration } = at("2018-02-01", "2018-02-02", "2018-02-04");
  assert.equal(stations[2].arrival, 3 * stations[1].arrival);
  assert.ok(stations.every(({ departure, arrival, end }) => departure <= arrival && arrival < end));
  assert.equal(stations[2].end, duration);
  const [weeks, years] = [at("2018-02-01", "2018-03-01"), at("2018-02-01", "2025-02-01")];
  assert.ok(years.duration < 1.05 * weeks.duration);
});

test("a flight is short and lands on its day", () => {
  const { stations, dayAt } = calendarTable([stop("2018-02-01"), stop("2018-02-09")], [[0, 1]]);
  assert.equal(dayAt(stations[1].arrival) - FEB_1, 8);
  assert.equal(dayAt(stations[1].departure) - FEB_1, 7);
  const still = calendarTable([stop("2018-02-01"), stop("2018-02-09")], [[0, 1]], { motion: false });
  assert.equal(still.stations[1].departure, still.stations[1].arrival);
});

test("to play by time, two dates must be known", () => {
  const stops = (...dates) => dates.map((date) => stop(date).stop);
  assert.equal(hasCalendar(stops("2018-02-01", "")), false);
  assert.equal(hasCalendar(stops("2018-02-01", "", "2018-03")), true);
});

test("a day between known days is told as about that day", () => {
  assert.equal(dayWords(FEB_1 + 4.7, true), "5 Feb 2018");
  assert.equal(dayWords(FEB_1, false), "about 1 Feb 2018");
  assert.equal(isExact(stop("2018-02").stop), false);
  assert.equal(isExact(stop("", { departure: "2018-02-06" }).stop), true);
});
