import assert from "node:assert/strict";
import { test } from "node:test";
import { fitsInside, isCrowded, lanesInSight, packed, spanOf } from "../../../viewer/timeline_chart/rows.js";

const bar = (start, end, more = {}) => ({ start, end, number: "1", fades: "", ...more });
const scale = (more = {}) => ({ perDay: 100, start: 0, measure: () => 60, ...more });

// The pixels that a bar and its label take up, left to right.
const reach = ({ left, width, label }) => [left, left + width + (label === "beside" ? 66 : 0)];

function assertApart(places) {
  for (const a of places)
    for (const b of places)
      if (a !== b && a.row === b.row) {
        const [[a0, a1], [b0, b1]] = [reach(a), reach(b)];
        assert.ok(a1 <= b0 || b1 <= a0, `${a0}-${a1} and ${b0}-${b1} in row ${a.row}`);
      }
}

test("a label goes inside its bar if it fits, else beside it", () => {
  const { places } = packed([bar(0, 2), bar(4, 4.3)], scale());
  assert.deepEqual(places.map((place) => place.label), ["inside", "beside"]);
  assert.deepEqual(places.map((place) => place.row), [0, 0]);
});

test("on the part that fades, in a thin bar and in one struck through no label is put", () => {
  const wide = { width: 100 };
  assert.equal(fitsInside(bar(0, 1), wide, 60), true);
  assert.equal(fitsInside(bar(0, 1, { fades: "end" }), wide, 60), false);
  assert.equal(fitsInside(bar(0, 1, { number: "" }), wide, 60), false);
  assert.equal(fitsInside(bar(0, 1, { status: "cancelled" }), wide, 60), false);
});

test("bars that overlap in time and labels that would be covered go to rows of their own", () => {
  const bars = [bar(0, 2), bar(1, 3), bar(2, 2.1), bar(2.2, 2.3), bar(2.4, 2.5), bar(6, 7)];
  const { places, rows } = packed(bars, scale());
  assertApart(places);
  assert.equal(rows, Math.max(...places.map((place) => place.row)) + 1);
});

test("forty random trips never cover a label", () => {
  let seed = 7;
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  for (let trip = 0; trip < 40; trip += 1) {
    let at = 0;
    const bars = Array.from({ length: 12 }, () => {
      at += random() * 2 - 0.4;
      return bar(at, at + random() * 2);
    });
    assertApart(packed(bars, scale({ most: 99, measure: () => 60 })).places);
  }
});

test("where rows run out the labels are left out, not the bars", () => {
  const bars = Array.from({ length: 30 }, (_, index) => bar(index / 100, index / 100 + 0.01));
  const { places, rows } = packed(bars, scale({ most: 6 }));
  assert.equal(places.length, 30);
  assert.ok(rows <= 6);
  assert.ok(places.every((place) => place.label === "none"));
});

test("moving the window sideways moves no bar to another row", () => {
  const bars = [bar(0, 2), bar(1, 3), bar(2, 2.1), bar(2.2, 2.3)];
  const at = (start) => packed(bars, scale({ start })).places.map((place) => [place.row, place.label]);
  assert.deepEqual(at(0), at(-37.5));
});

test("a bar can always be hit", () => {
  assert.ok(packed([bar(0, 0)], scale({ perDay: 0.01 })).places[0].width >= 10);
});

test("of a thousand lanes only those in sight are drawn", () => {
  const { first, last } = lanesInSight(14_000, 300, 28, 1000);
  assert.ok(first <= 500 && last >= 511);
  assert.ok(last - first < 16);
  assert.deepEqual(lanesInSight(0, 300, 28, 4), { first: 0, last: 4 });
});

test("a trip whose stops cannot be told apart is one bar", () => {
  const bars = [bar(0, 1), bar(1, 2), bar(2, 3)];
  assert.equal(isCrowded(bars, 5), true);
  assert.equal(isCrowded(bars, 20), false);
  assert.deepEqual(spanOf(bars), { start: 0, end: 3 });
});
