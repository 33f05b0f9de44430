import assert from "node:assert/strict";
import { test } from "node:test";
import { partsOf, ticksOf } from "../../../viewer/timeline_chart/axis.js";

const day = (iso) => Date.parse(`${iso}T00:00Z`) / 86_400_000;
const shown = (start, end) => ({ start: day(start), end: day(end) });
const labels = (ticks) => ticks.map((tick) => tick.label);

test("a week is told in days, with the month above", () => {
  const week = shown("2018-02-01", "2018-02-08");
  assert.deepEqual(labels(ticksOf(week, 800)), ["1", "2", "3", "4", "5", "6", "7", "8"]);
  assert.deepEqual(labels(partsOf(week, 800)), ["Feb 2018"]);
});

test("a new month begins where it begins, and the first one at the edge", () => {
  const turn = shown("2018-01-30", "2018-02-03");
  const parts = partsOf(turn, 600);
  assert.deepEqual(labels(parts), ["Jan 2018", "Feb 2018"]);
  assert.deepEqual(parts.map((part) => part.day), [day("2018-01-30"), day("2018-02-01")]);
});

test("a year is told in months, decades in years", () => {
  const year = shown("2018-01-01", "2018-12-31");
  assert.deepEqual(labels(ticksOf(year, 800)).slice(0, 3), ["Jan", "Feb", "Mar"]);
  assert.deepEqual(labels(partsOf(year, 800)), ["2018"]);
  const decades = shown("1990-01-01", "2025-01-01");
  assert.deepEqual(labels(ticksOf(decades, 400)).slice(0, 2), ["1990", "1995"]);
  assert.deepEqual(partsOf(decades, 400), []);
});

test("ticks have room for their labels at any zoom and width", () => {
  for (const width of [250, 390, 1200])
    for (const length of [2, 5, 9, 20, 45, 100, 200, 400, 900, 4000, 40_000, 400_000]) {
      const window = { start: day("2017-06-13"), end: day("2017-06-13") + length };
      const ticks = ticksOf(window, width);
      const perDay = width / length;
      ticks.slice(1).forEach((tick, index) => {
        const apart = (tick.day - ticks[index].day) * perDay;
        assert.ok(apart >= 18, `${length} days on ${width}: ${apart} pixels`);
      });
      assert.ok(ticks.length < width / 18 + 1);
    }
});

test("ticks stay at their days while the window moves", () => {
  const first = ticksOf(shown("2018-02-01", "2018-03-20"), 500).map((tick) => tick.day);
  const second = ticksOf(shown("2018-02-04", "2018-03-23"), 500).map((tick) => tick.day);
  const both = second.filter((each) => each <= day("2018-03-20"));
  assert.deepEqual(first.filter((each) => each >= day("2018-02-04")), both);
  assert.ok(both.length > 3);
});

test("days before 1970 and in leap years are days of the calendar", () => {
  assert.deepEqual(labels(ticksOf(shown("1969-12-31", "1970-01-02"), 400)), ["31", "1", "2"]);
  assert.deepEqual(labels(ticksOf(shown("2024-02-28", "2024-03-01"), 400)), ["28", "29", "1"]);
});
