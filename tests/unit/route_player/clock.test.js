import assert from "node:assert/strict";
import { test } from "node:test";
import { Clock, dwellTime, eased, locate, timetable, travelTime } from "../../../viewer/route_player/clock.js";

const TABLE = timetable([
  { travel: 0, dwell: 2000 },
  { travel: 1000, dwell: 3000 },
  { travel: 0, dwell: 500 },
]);

test("stations follow each other without a gap", () => {
  assert.deepEqual(TABLE, {
    stations: [
      { departure: 0, arrival: 0, end: 2000 },
      { departure: 2000, arrival: 3000, end: 6000 },
      { departure: 6000, arrival: 6000, end: 6500 },
    ],
    duration: 6500,
  });
});

test("a time belongs to a station, on the way or arrived", () => {
  assert.deepEqual(locate(TABLE, 0), { index: 0, arrived: true, fraction: 1 });
  assert.deepEqual(locate(TABLE, 2250), { index: 1, arrived: false, fraction: 0.25 });
  assert.deepEqual(locate(TABLE, 3000), { index: 1, arrived: true, fraction: 1 });
  assert.deepEqual(locate(TABLE, 6000), { index: 2, arrived: true, fraction: 1 });
  assert.deepEqual(locate(TABLE, 6500), { index: 2, arrived: true, fraction: 1 });
});

test("a change of speed does not move the clock", () => {
  const clock = new Clock(10_000);
  clock.frame(0);
  clock.frame(50);
  clock.speed = 4;
  assert.equal(clock.time, 50);
  clock.frame(100);
  assert.equal(clock.time, 250);
});

test("a frame older than the one before does not turn the clock back", () => {
  const clock = new Clock(10_000);
  clock.frame(1000);
  clock.frame(1050);
  clock.frame(1040);
  assert.equal(clock.time, 50);
});

test("a tab that was hidden for an hour goes on where it was", () => {
  const clock = new Clock(1_000_000);
  clock.frame(0);
  clock.frame(3_600_000);
  assert.equal(clock.time, 100);
});

test("after a hold the pause does not count", () => {
  const clock = new Clock(10_000);
  clock.frame(0);
  clock.frame(60);
  clock.hold();
  clock.frame(140);
  assert.equal(clock.time, 60);
});

test("the clock stops at its end and at its beginning", () => {
  const clock = new Clock(100);
  clock.moveTo(500);
  assert.ok(clock.ended);
  assert.equal(clock.time, 100);
  clock.moveTo(-5);
  assert.equal(clock.time, 0);
});

test("longer legs take longer, by the root of the distance and within bounds", () => {
  assert.equal(travelTime(4900) / travelTime(1225), 2);
  assert.equal(travelTime(0), travelTime(10));
  assert.equal(travelTime(20_000), travelTime(19_000));
});

test("a longer sentence stays longer, within bounds", () => {
  assert.ok(dwellTime("x".repeat(150)) > dwellTime("x".repeat(80)));
  assert.equal(dwellTime(""), 2400);
  assert.equal(dwellTime("x".repeat(5000)), 6000);
});

test("a flight begins and ends slowly", () => {
  assert.deepEqual([0, 0.5, 1].map(eased), [0, 0.5, 1]);
  assert.ok(eased(0.1) < 0.1 && eased(0.9) > 0.9);
});

test("of many stations the one is found that a search from the first would find", () => {
  const steps = Array.from({ length: 500 }, (_, n) => ({ travel: (n * 7) % 5, dwell: (n * 3) % 4 }));
  const table = timetable(steps);
  for (let time = 0; time <= table.duration + 1; time += 0.5) {
    const first = table.stations.findIndex((station) => time < station.end);
    assert.equal(locate(table, time).index, first < 0 ? 499 : first);
  }
});
