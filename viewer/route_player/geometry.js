// Great circles and longitudes. Points are [latitude, longitude] in degrees; a longitude may pass
// 180 so that neighbouring points of a path are neighbours on the map as well.

const RADIANS = Math.PI / 180;
// The latitude at which the square map ends.
const MERCATOR_END = 85.0511287798;

// The great circle from start to end in steps of about a degree, equally spaced; the first
// longitude is that of start as given, the others follow without a jump.
// Source: E. Williams, Aviation Formulary, "Intermediate points on a great circle".
export function greatCircle(start, end, step = 1) {
  const angle = angleBetween(start, end);
  if (angle < 1e-9) return [start, [end[0], nearestTurn(end[1], start[1])]];
  // Opposite points have no single great circle; the smallest nudge picks one.
  if (Math.PI - angle < 1e-6) return greatCircle(start, [end[0], end[1] + 0.001], step);
  const count = Math.max(2, Math.ceil(angle / RADIANS / step));
  const [from, to] = [onSphere(start), onSphere(end)];
  const path = [start];
  for (let index = 1; index <= count; index += 1) {
    const [latitude, longitude] = between(from, to, angle, index / count);
    path.push([latitude, nearestTurn(longitude, path[index - 1][1])]);
  }
  return path;
}

// A leg's way from start to end, and where it passes the edge of the map, the same seen from the end.
export function pathsOf(start, end, step = 1) {
  const path = greatCircle(start, end, step);
  const shift = end[1] - path[path.length - 1][1];
  if (Math.abs(shift) <= 180) return [path];
  return [path, path.map(([latitude, longitude]) => [latitude, longitude + shift])];
}

// The point at a fraction (0 to 1) of a path with equally spaced points.
export function pointAt(path, fraction) {
  const position = Math.min(1, Math.max(0, fraction)) * (path.length - 1);
  const index = Math.min(path.length - 2, Math.floor(position));
  const [from, to, part] = [path[index], path[index + 1], position - index];
  return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
}

// The path up to a fraction of it, ending in the point there.
export function pathUntil(path, fraction) {
  const last = Math.floor(Math.min(1, Math.max(0, fraction)) * (path.length - 1));
  return [...path.slice(0, last + 1), pointAt(path, fraction)];
}

// Where a point is on the map at zoom 0, in pixels from the upper left; twice that at zoom 1, and on.
// Source: spherical Mercator, EPSG:3857, on Leaflet's world of 256 pixels.
export function worldPoint([latitude, longitude]) {
  const sine = Math.sin(Math.min(MERCATOR_END, Math.max(-MERCATOR_END, latitude)) * RADIANS);
  const y = Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return [256 * (longitude / 360 + 0.5), 256 * (0.5 - y)];
}

// The smallest box [left, top, right, bottom] around points [x, y].
export function boxAround(points) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    if (x < box[0]) box[0] = x;
    if (y < box[1]) box[1] = y;
    if (x > box[2]) box[2] = x;
    if (y > box[3]) box[3] = y;
  }
  return box;
}

// The longitude plus as many whole turns as bring it nearest to the reference.
export function nearestTurn(longitude, reference) {
  return longitude + 360 * Math.round((reference - longitude) / 360);
}

// How many of the widest gaps are tried for the edge of the map.
const CANDIDATES = 12;

// The westernmost longitude of the window of 360 degrees in which a route is best drawn: the cut
// lies in the gap that the fewest legs cross, the widest of those. `legs` are pairs of indices.
export function westEdge(longitudes, legs = []) {
  if (longitudes.length === 0) return -180;
  const sorted = [...new Set(longitudes.map((longitude) => turnBelow(longitude, 180)))];
  sorted.sort((a, b) => a - b);
  const gaps = sorted.map((east, index) => {
    const west = index ? sorted[index - 1] : sorted[sorted.length - 1] - 360;
    return { cut: (west + east) / 2, width: east - west };
  });
  gaps.sort((a, b) => b.width - a.width);
  const [first, ...others] = gaps
    .slice(0, CANDIDATES)
    .map(({ cut }) => ({ cut, crossed: crossings(longitudes, legs, cut) }));
  const best = others.reduce((a, b) => (b.crossed < a.crossed ? b : a), first);
  return turnBelow(best.cut, 0);
}

// The longitude moved by whole turns into the window that begins at `west`.
export function intoWindow(longitude, west) {
  return west + turnBelow(longitude - west, 360);
}

function crossings(longitudes, legs, cut) {
  return legs.filter(([start, end]) => {
    const from = intoWindow(longitudes[start], cut);
    return Math.abs(nearestTurn(longitudes[end], from) - intoWindow(longitudes[end], cut)) > 1;
  }).length;
}

// The longitude moved by whole turns into the 360 degrees below `limit`.
function turnBelow(longitude, limit) {
  const rest = (((longitude - limit) % 360) + 360) % 360;
  return limit - 360 + rest;
}

function angleBetween([latitude1, longitude1], [latitude2, longitude2]) {
  const half = (a, b) => Math.sin(((b - a) * RADIANS) / 2) ** 2;
  const haversine =
    half(latitude1, latitude2) +
    Math.cos(latitude1 * RADIANS) * Math.cos(latitude2 * RADIANS) * half(longitude1, longitude2);
  return 2 * Math.asin(Math.min(1, Math.sqrt(haversine)));
}

function between([x1, y1, z1], [x2, y2, z2], angle, fraction) {
  const [a, b] = [Math.sin((1 - fraction) * angle), Math.sin(fraction * angle)];
  const [x, y, z] = [a * x1 + b * x2, a * y1 + b * y2, a * z1 + b * z2];
  return [Math.atan2(z, Math.hypot(x, y)) / RADIANS, Math.atan2(y, x) / RADIANS];
}

function onSphere([latitude, longitude]) {
  const [phi, lambda] = [latitude * RADIANS, longitude * RADIANS];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}
