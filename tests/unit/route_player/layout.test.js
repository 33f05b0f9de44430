import assert from "node:assert/strict";
import { test } from "node:test";
import { labelSides, spread } from "../../../viewer/route_player/layout.js";

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
