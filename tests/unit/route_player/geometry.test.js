import assert from "node:assert/strict";
import { test } from "node:test";
import {
  boxAround,
  greatCircle,
  intoWindow,
  nearestTurn,
  pathUntil,
  pointAt,
  westEdge,
  worldPoint,
} from "../../../viewer/route_player/geometry.js";

const LONDON = [51.5, -0.12];
const TOKYO = [35.7, 139.7];
const HONOLULU = [21.3, -157.85];
const WASHINGTON = [38.9, -77.04];

const near = (actual, expected, tolerance = 1e-6) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not near ${expected}`);

const steps = (path) => path.slice(1).map(([, longitude], i) => Math.abs(longitude - path[i][1]));

test("a great circle begins and ends in its places", () => {
  const path = greatCircle(LONDON, TOKYO);
  assert.deepEqual(path[0], LONDON);
  near(path.at(-1)[0], TOKYO[0]);
  near(path.at(-1)[1], TOKYO[1]);
});

test("between two places of one latitude it runs nearer to the pole", () => {
  const middle = pointAt(greatCircle([50, -60], [50, 60]), 0.5);
  // tan(latitude) = tan(50) / cos(60), by symmetry.
  near(middle[0], (Math.atan(Math.tan((50 * Math.PI) / 180) / 0.5) * 180) / Math.PI, 0.02);
  near(middle[1], 0, 1e-6);
});

test("along the equator it keeps to it, in even steps", () => {
  const path = greatCircle([0, 0], [0, 90]);
  path.forEach(([latitude]) => near(latitude, 0));
  steps(path).forEach((step) => near(step, 1, 1e-6));
});

test("eastwards over the date line longitudes go on past 180", () => {
  const path = greatCircle(TOKYO, HONOLULU);
  near(path.at(-1)[1], HONOLULU[1] + 360);
  assert.ok(Math.max(...steps(path)) < 5);
});

test("westwards over the date line longitudes go on below -180", () => {
  const path = greatCircle(HONOLULU, TOKYO);
  near(path.at(-1)[1], TOKYO[1] - 360);
  assert.ok(Math.max(...steps(path)) < 5);
});

test("a leg from a place to itself is a path of two equal points", () => {
  assert.deepEqual(greatCircle(LONDON, LONDON), [LONDON, LONDON]);
});

test("the same place a turn further is still the same place", () => {
  assert.deepEqual(greatCircle([10, 190], [10, -170]), [
    [10, 190],
    [10, 190],
  ]);
});

test("opposite places are joined by finite numbers", () => {
  const path = greatCircle([40, 20], [-40, -160]);
  assert.ok(path.length > 100);
  assert.ok(path.flat().every(Number.isFinite));
});

test("a point at a fraction lies between its neighbours, and fractions are bounded", () => {
  const path = [[0, 0], [10, 20], [20, 40]];
  assert.deepEqual(pointAt(path, 0.25), [5, 10]);
  assert.deepEqual(pointAt(path, -1), [0, 0]);
  assert.deepEqual(pointAt(path, 2), [20, 40]);
});

test("the path until a fraction ends there", () => {
  const path = [[0, 0], [10, 20], [20, 40]];
  assert.deepEqual(pathUntil(path, 0.75), [[0, 0], [10, 20], [15, 30]]);
});

test("the nearest turn is at most half a turn away", () => {
  assert.equal(nearestTurn(-170, 175), 190);
  assert.equal(nearestTurn(175, -170), -185);
  assert.equal(nearestTurn(10, 20), 10);
});

test("a window over the Pacific keeps its two shores together", () => {
  const longitudes = [149.1, 178.4, -171.8, -149.6];
  const west = westEdge(longitudes, [[0, 1], [1, 2], [2, 3]]);
  const placed = longitudes.map((longitude) => intoWindow(longitude, west));
  assert.deepEqual([...placed].sort((a, b) => a - b), placed);
  near(placed.at(-1) - placed[0], 61.3, 1e-9);
});

test("the cut avoids the legs even where the widest gap is", () => {
  // The widest gap (Lisbon to Tokyo) is flown over, the next (Tokyo to Mexico City) is not.
  const longitudes = [139.7, -9.1, -99.1];
  const west = westEdge(longitudes, [[0, 1], [1, 2]]);
  const [tokyo, lisbon, mexico] = longitudes.map((longitude) => intoWindow(longitude, west));
  assert.ok(mexico < lisbon && lisbon < tokyo);
});

test("a journey round the world has exactly one leg over the edge", () => {
  const places = [WASHINGTON, LONDON, TOKYO, HONOLULU];
  const legs = [[0, 1], [1, 2], [2, 3], [3, 0]];
  const west = westEdge(places.map(([, longitude]) => longitude), legs);
  const placed = places.map(([latitude, longitude]) => [latitude, intoWindow(longitude, west)]);
  const over = legs.filter(([start, end]) => {
    const path = greatCircle(placed[start], placed[end]);
    return Math.abs(path.at(-1)[1] - placed[end][1]) > 180;
  });
  assert.equal(over.length, 1);
});

test("the middle of the window is an ordinary longitude", () => {
  for (const longitudes of [[], [0], [180], [-180, 180], [170, -170], [-77, 0, 140]]) {
    const middle = westEdge(longitudes) + 180;
    assert.ok(middle >= -180 && middle <= 180, `${longitudes}: ${middle}`);
  }
});

test("on the map at zoom 0 the world is 256 pixels each way", () => {
  assert.deepEqual(worldPoint([0, 0]), [128, 128]);
  const [left, top] = worldPoint([85.0511287798, -180]);
  near(left, 0);
  near(top, 0);
  // Latitude 45: y = 256 * (1/2 - ln(1 + sqrt 2) / 2 pi).
  near(worldPoint([45, 180])[1], 256 * (0.5 - Math.log(1 + Math.SQRT2) / (2 * Math.PI)));
  near(worldPoint([45, 180])[0], 256);
});

test("the poles lie on the edge of the map", () => {
  near(worldPoint([90, 0])[1], 0);
  near(worldPoint([-90, 0])[1], 256);
});

test("a box is around its points, and around none it is empty", () => {
  assert.deepEqual(boxAround([[1, 5], [-2, 7], [0, 6]]), [-2, 5, 1, 7]);
  const [left, , right] = boxAround([]);
  assert.ok(left > right);
});
