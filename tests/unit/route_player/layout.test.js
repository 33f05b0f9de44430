import assert from "node:assert/strict";
import { test } from "node:test";
import { box, calloutPlace, labelSides, spread, withRoom } from "../../../viewer/route_player/layout.js";

const moved = (points, distance) =>
  spread(points, distance).map(([dx, dy], index) => [points[index][0] + dx, points[index][1] + dy]);

const SIZE = { x: 400, y: 300 };
const LABEL = { width: 60, height: 14 };

test("points far apart stay where they are", () => {
  assert.deepEqual(spread([[0, 0], [100, 0]], 24), [[0, 0], [0, 0]]);
});

test("three stops in one town are told apart", () => {
  const points = moved([[50, 50], [50, 50], [50, 50]], 24);
  for (let i = 0; i < 3; i += 1)
    for (let j = i + 1; j < 3; j += 1) {
      const apart = Math.hypot(points[i][0] - points[j][0], points[i][1] - points[j][1]);
      assert.ok(apart > 23, `${i} and ${j} are ${apart} apart`);
    }
});

test("two stops in one town part sideways, in their order", () => {
  assert.deepEqual(moved([[50, 50], [50, 50]], 24), [[38, 50], [62, 50]]);
});

test("twenty stops in one town stand around it, in their order and on the map", () => {
  const size = { x: 400, y: 240 };
  for (const point of [[200, 120], [5, 235], [399, 1]]) {
    const spots = spread(Array(20).fill(point), 24, { size }).map(([x, y]) => [point[0] + x, point[1] + y]);
    const [[x, y]] = spots;
    for (const [at, spot] of spots.entries()) {
      const nearest = Math.min(...spots.filter((_, other) => other !== at).map((other) => Math.hypot(other[0] - spot[0], other[1] - spot[1])));
      assert.ok(nearest >= 23.8);
      assert.ok(spot[0] >= 11.9 && spot[0] <= 388.1 && spot[1] >= 11.9 && spot[1] <= 228.1);
    }
    const away = spots.map((spot) => Math.round(Math.hypot(spot[0] - x, spot[1] - y) / 24));
    assert.deepEqual(away, [0, ...Array(6).fill(1), ...Array(12).fill(2), 3]);
  }
});

test("a label goes to the right where there is room", () => {
  assert.deepEqual(labelSides([{ x: 100, y: 100, radius: 11 }], [LABEL], { size: SIZE }), ["right"]);
});

test("a label keeps within the map", () => {
  assert.deepEqual(labelSides([{ x: 380, y: 100, radius: 11 }], [LABEL], { size: SIZE }), ["left"]);
});

test("a label keeps clear of another marker, of a control and of a line", () => {
  const marker = { x: 100, y: 100, radius: 11 };
  const other = { x: 140, y: 100, radius: 11 };
  assert.deepEqual(labelSides([marker, other], [LABEL, null], { size: SIZE }), ["left", null]);
  const control = { left: 110, right: 150, top: 90, bottom: 110 };
  assert.deepEqual(labelSides([marker], [LABEL], { size: SIZE, taken: [control] }), ["left"]);
  const lines = [{ x: 130, y: 100 }, { x: 70, y: 100 }];
  assert.deepEqual(labelSides([marker], [LABEL], { size: SIZE, lines }), ["above"]);
});

test("where there is no room there is no label", () => {
  const crowd = { left: 0, right: 400, top: 0, bottom: 300 };
  assert.deepEqual(labelSides([{ x: 9, y: 9, radius: 11 }], [LABEL], { size: SIZE, taken: [crowd] }), [null]);
});

const CALLOUT = { width: 90, height: 60 };
const corner = (marker, more) => {
  const { left, top } = calloutPlace(marker, CALLOUT, { size: SIZE, ...more });
  return [left, top];
};

test("a callout stands to the right of its disc where there is room", () => {
  assert.deepEqual(corner({ x: 100, y: 100, radius: 11 }), [123, 70]);
});

test("a callout stays on the map, even in a corner of it", () => {
  assert.deepEqual(corner({ x: 380, y: 100, radius: 11 }), [267, 70]);
  assert.deepEqual(corner({ x: 380, y: 5, radius: 11 }), [267, 5]);
});

test("a callout would rather cover a label than a disc, and a line than a label", () => {
  const marker = { x: 200, y: 150, radius: 11 };
  const at = (left, top) => ({ left, top, right: left + 20, bottom: top + 4 });
  const round = [at(240, 150), at(160, 150), at(240, 130), at(240, 165), at(160, 130), at(160, 165)];
  const above = at(190, 110);
  const below = at(190, 190);
  assert.deepEqual(corner(marker, { discs: [...round, above], labels: [below] }), [155, 173]);
  const lines = [180, 190, 210].map((x) => ({ x, y: 112 }));
  assert.deepEqual(corner(marker, { discs: round, labels: [below], lines }), [200, 67]);
});

test("a callout in a crowd still has a place", () => {
  const discs = [{ left: 0, right: 400, top: 0, bottom: 300 }];
  assert.deepEqual(corner({ x: 100, y: 100, radius: 11 }, { discs }), [123, 70]);
});

test("a box has room if none before it that had room is in its way", () => {
  const boxes = [box(0, 0, 24, 24), box(20, 0, 24, 24), box(40, 0, 24, 24), box(24, 24, 24, 24)];
  assert.deepEqual(withRoom(boxes), [true, false, true, true]);
});

test("boxes of many widths all over the map never overlap where they have room", () => {
  const boxes = Array.from({ length: 400 }, (_, n) => box((n * 97) % 500, (n * 61) % 300, 22 + 7 * (n % 4), 24));
  const kept = boxes.filter((_, index) => withRoom(boxes)[index]);
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  assert.ok(kept.length > 50);
  assert.ok(kept.every((a, at) => kept.every((b, other) => at === other || !meet(a, b))));
  assert.ok(boxes.every((each) => kept.includes(each) || kept.some((other) => meet(each, other))));
});
