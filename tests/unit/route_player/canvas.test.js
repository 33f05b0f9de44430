import assert from "node:assert/strict";
import { test } from "node:test";
import { discWidth } from "../../../viewer/route_player/disc_paint.js";
import { distinct, visibleRows } from "../../../viewer/route_player/leg_canvas.js";
import { placesOf } from "../../../viewer/route_player/stop_canvas.js";

const LIMA = [-12, -77];
const OSLO = [60, 10.75];
const CAIRO = [30, 31.25];

const leg = (start, end, goal, status = "made") => ({ start, end, goal, status, paths: [[start, end]] });

test("legs between the same two places are stroked once, there or back, when first flown", () => {
  const strokes = distinct([leg(LIMA, OSLO, 1), leg(OSLO, CAIRO, 2), leg(OSLO, LIMA, 3)]);
  assert.deepEqual(strokes.map(({ goal, end }) => [goal, end]), [[1, OSLO], [2, CAIRO]]);
});

test("a planned leg is another stroke than a made one", () => {
  const strokes = distinct([leg(LIMA, OSLO, 1, "planned"), leg(LIMA, OSLO, 2)]);
  assert.deepEqual(strokes.map(({ status }) => status), ["planned", "made"]);
});

test("a leg seen on both edges of the map has two curves, the box of each around it", () => {
  const there = [[0, 170], [0, 190]];
  const back = [[0, -190], [0, -170]];
  const [{ curves }] = distinct([{ ...leg([0, 170], [0, -170], 1), paths: [there, back] }]);
  assert.deepEqual(curves.map(({ box }) => [box[0], box[2]].map((x) => Math.round((x / 256 - 0.5) * 360))), [
    [170, 190],
    [-190, -170],
  ]);
});

const VIEW = { scale: 2, left: 100, top: 0, width: 100, height: 100 };

test("a line wholly in view is one row, in the canvas's own pixels", () => {
  assert.deepEqual(visibleRows([[50, 10], [60, 20], [70, 20]], VIEW), [[[0, 20], [20, 40], [40, 40]]]);
});

test("what lies beyond the edge is left out, what crosses it is kept", () => {
  const line = [[20, 10], [40, 10], [60, 10], [110, 10], [130, 10], [130, 90]];
  assert.deepEqual(visibleRows(line, VIEW), [[[-20, 20], [20, 20], [120, 20]]]);
});

test("a line that leaves the view and comes back is two rows", () => {
  const line = [[60, 10], [60, 60], [60, 90], [70, 60], [70, 10]];
  assert.equal(visibleRows(line, VIEW).length, 2);
});

const stop = (number, status = "visited") => ({ number, status });

test("stops in one place share a disc, and what is surest stands for them", () => {
  const stops = [stop("", "visited"), stop("1", "planned"), stop("2"), stop("3"), stop("4", "cancelled")];
  const places = placesOf(stops, [LIMA, OSLO, LIMA, [...LIMA], OSLO]);
  assert.deepEqual(places.map(({ stops: all, face }) => [all, face]), [[[0, 2, 3], 2], [[1, 4], 1]]);
});

test("numbered places come before those without a number", () => {
  const places = placesOf([stop(""), stop("1")], [LIMA, OSLO]);
  assert.deepEqual(places.map(({ face }) => face), [1, 0]);
});

test("a disc is round for two figures and wider for more", () => {
  assert.deepEqual(["1", "22", "333", "10000"].map((number) => discWidth({ number })), [22, 22, 28, 42]);
  assert.equal(discWidth({ number: "" }), 11);
});
