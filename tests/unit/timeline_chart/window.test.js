import assert from "node:assert/strict";
import { test } from "node:test";
import { extentOf, fitted, panned, revealing, zoomed } from "../../../viewer/timeline_chart/window.js";

const bar = (start, end, more = {}) => ({ start, end, dated: true, fades: "", ...more });
const days = ({ start, end }) => end - start;
const WHOLE = { start: 100, end: 200 };

test("a stop known only by its year does not stretch the window", () => {
  const vague = bar(0, 365, { fades: "both" });
  assert.deepEqual(extentOf([bar(100, 102), vague, bar(104, 105)]), { start: 100, end: 105 });
  assert.deepEqual(extentOf([vague]), { start: 0, end: 365 });
});

test("stops without a date, which stand beside the others, are in sight", () => {
  const nowhere = bar(50, 51, { dated: false });
  assert.deepEqual(extentOf([nowhere, bar(49, 50)]), { start: 49, end: 51 });
  assert.deepEqual(extentOf([nowhere]), { start: 50, end: 51 });
  assert.ok(days(extentOf([])) > 0);
});

test("the whole extent is in the window, with room for a label at the right", () => {
  const shown = fitted(WHOLE, 1000, 100);
  assert.ok(shown.start < WHOLE.start);
  assert.ok((shown.end - WHOLE.end) / days(shown) >= 0.1);
  assert.ok(days(fitted({ start: 5, end: 6 })) >= 2, "one day is not blown up to fill everything");
});

test("zooming keeps the day under the pointer", () => {
  const shown = { start: 100, end: 200 };
  for (const share of [0, 0.3, 1]) {
    const closer = zoomed(shown, 0.5, share, WHOLE);
    assert.equal(days(closer), 50);
    assert.ok(Math.abs(closer.start + share * 50 - (100 + share * 100)) < 1e-9);
  }
});

test("zooming ends at a day or two and a little beyond the whole", () => {
  let shown = WHOLE;
  for (let i = 0; i < 50; i += 1) shown = zoomed(shown, 0.5, 0.5, WHOLE);
  assert.equal(days(shown), 2);
  for (let i = 0; i < 50; i += 1) shown = zoomed(shown, 2, 0.5, WHOLE);
  assert.equal(days(shown), 150);
});

test("the window never loses sight of the trips", () => {
  let shown = { start: 140, end: 150 };
  for (let i = 0; i < 100; i += 1) shown = panned(shown, 0.5, WHOLE);
  assert.ok(shown.start < WHOLE.end && days(shown) === 10);
  for (let i = 0; i < 100; i += 1) shown = panned(shown, -0.5, WHOLE);
  assert.ok(shown.end > WHOLE.start && days(shown) === 10);
});

test("a bar is brought into the window, and one that is there moves nothing", () => {
  const shown = { start: 100, end: 120 };
  assert.deepEqual(revealing(shown, bar(105, 108), WHOLE), shown);
  const later = revealing(shown, bar(150, 152), WHOLE);
  assert.ok(later.end >= 152 && later.start <= 150 && days(later) === 20);
  const earlier = revealing({ start: 160, end: 180 }, bar(150, 152), WHOLE);
  assert.ok(earlier.start <= 150 && earlier.end >= 152);
  const long = revealing(shown, bar(150, 190), WHOLE);
  assert.ok(long.start <= 150 && long.end > 150, "of one too long the start is shown");
});
