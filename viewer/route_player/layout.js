// Where markers and labels go on the screen so that none hides another; all in pixels.

const SIDES = ["right", "left", "above", "below"];
const GAP = 6;

// Offsets [x, y] that bring points at least `distance` apart: many in one place are set around it in
// rings, and then pairs that are too close are pushed away from each other until none is left. With
// the map's `size` the rings keep within it.
export function spread(points, distance, { rounds = 60, size = null } = {}) {
  const moved = fanned(points, distance, size);
  for (let round = 0; round < rounds && pushApart(moved, distance); round += 1);
  return moved.map(([x, y], index) => [x - points[index][0], y - points[index][1]]);
}

// As few as these stand well in a row.
const IN_A_ROW = 3;

function fanned(points, distance, size) {
  const moved = points.map(([x, y]) => [x, y]);
  for (const place of crowds(points)) {
    const spots = rings(place.length).map(([x, y]) => [x * distance, y * distance]);
    const reach = Math.hypot(...spots[spots.length - 1]) + distance / 2;
    const [x, y] = kept(points[place[0]], reach, size);
    place.forEach((index, at) => (moved[index] = [x + spots[at][0], y + spots[at][1]]));
  }
  return moved;
}

// The indices of the points in each place that has more than go in a row.
export function crowds(points) {
  const places = new Map();
  points.forEach((point, index) => {
    const key = point.map(Math.round).join();
    places.set(key, [...(places.get(key) ?? []), index]);
  });
  return [...places.values()].filter(({ length }) => length > IN_A_ROW);
}

// Spots at least 1 apart: one in the middle, six in the first ring around it, twelve in the next;
// clockwise from the top, evenly also where the last ring is not full.
function rings(count) {
  const spots = [[0, 0]];
  for (let ring = 1; spots.length < count; ring += 1) {
    const inRing = Math.min(6 * ring, count - spots.length);
    for (let at = 0; at < inRing; at += 1) {
      const angle = (2 * Math.PI * at) / inRing - Math.PI / 2;
      spots.push([ring * Math.cos(angle), ring * Math.sin(angle)]);
    }
  }
  return spots;
}

// A centre moved so that a circle around it lies on the map, if the centre itself does.
function kept([x, y], reach, size) {
  if (!size || x < 0 || y < 0 || x > size.x || y > size.y) return [x, y];
  const within = (value, length) => Math.min(Math.max(value, reach), Math.max(length / 2, length - reach));
  return [within(x, size.x), within(y, size.y)];
}

function pushApart(points, distance) {
  let pushed = false;
  for (let i = 0; i < points.length; i += 1)
    for (let j = i + 1; j < points.length; j += 1) {
      const dx = points[j][0] - points[i][0];
      const dy = points[j][1] - points[i][1];
      if (Math.abs(dx) >= distance || Math.abs(dy) >= distance) continue;
      const apart = Math.hypot(dx, dy);
      if (apart >= distance - 0.1) continue;
      // Points in one place part sideways, in their order.
      const [ux, uy] = apart > 0.01 ? [dx / apart, dy / apart] : [1, 0];
      const push = (distance - apart) / 2;
      points[i] = [points[i][0] - ux * push, points[i][1] - uy * push];
      points[j] = [points[j][0] + ux * push, points[j][1] + uy * push];
      pushed = true;
    }
  return pushed;
}

// Which boxes keep clear of all those before them that do so; the time grows with their number alone.
export function withRoom(boxes) {
  const size = Math.max(1, ...boxes.map(({ left, right, top, bottom }) => Math.max(right - left, bottom - top)));
  const cells = new Map();
  return boxes.map((each) => {
    const own = cellsOf(each, size);
    if (own.some((cell) => cells.get(cell)?.some((other) => overlap(each, other)))) return false;
    own.forEach((cell) => cells.set(cell, [...(cells.get(cell) ?? []), each]));
    return true;
  });
}

function cellsOf({ left, right, top, bottom }, size) {
  const [first, last] = [left / size, right / size].map(Math.floor);
  const [upper, lower] = [top / size, bottom / size].map(Math.floor);
  const cells = [];
  for (let x = first; x <= last; x += 1)
    for (let y = upper; y <= lower; y += 1) cells.push(`${x} ${y}`);
  return cells;
}

// For each label the side of its marker ("right", "left", "above", "below") on which it is free
// of other labels, other markers and the edge of the map, with the fewest points of a line under
// it; null where there is no room. `markers` are {x, y, radius}, `labels` {width, height} or null,
// `lines` and `size` {x, y}, `taken` boxes where no label may go; earlier labels go first.
export function labelSides(markers, labels, { lines = [], size, taken = [] }) {
  const discs = markers.map(discBox);
  const placed = [...taken];
  const crossed = counterOf(lines);
  return labels.map((label, index) => {
    if (!label) return null;
    const others = [...placed, ...discs.filter((_, owner) => owner !== index)];
    const free = SIDES.map((side) => ({ side, place: labelBox(markers[index], label, side) }))
      .filter(({ place }) => within(place, size) && !others.some((other) => overlap(place, other)))
      .map((choice) => ({ ...choice, crossed: crossed(choice.place) }))
      .sort((a, b) => a.crossed - b.crossed);
    if (free.length === 0) return null;
    placed.push(free[0].place);
    return free[0].side;
  });
}

const COLUMN = 32;

// A function that counts the points in a box; it looks at those of the columns that the box touches.
function counterOf(points) {
  const columns = new Map();
  for (const point of points) {
    const column = Math.floor(point.x / COLUMN);
    if (columns.has(column)) columns.get(column).push(point);
    else columns.set(column, [point]);
  }
  return (place) => {
    let count = 0;
    for (let column = Math.floor(place.left / COLUMN); column * COLUMN <= place.right; column += 1)
      for (const point of columns.get(column) ?? []) count += Number(inside(point, place));
    return count;
  };
}

// Where a callout stands, as {left, top}: wholly on the map and off other discs and controls if that
// can be, then over as few labels and points of lines as can be. `labels` are boxes.
export function calloutPlace(marker, callout, { discs = [], taken = [], labels = [], lines = [], size }) {
  const cost = (place) =>
    (within(place, size) ? 0 : 1000) +
    100 * [...discs, ...taken].filter((other) => overlap(place, other)).length +
    25 * labels.filter((label) => overlap(place, label)).length +
    lines.filter((point) => inside(point, place)).length;
  const places = besides(marker, callout).map((place) => ({ place, cost: cost(place) }));
  return places.reduce((best, each) => (each.cost < best.cost ? each : best)).place;
}

// Boxes beside a disc, each on a side, centred on it or flush with it.
function besides({ x, y, radius }, { width, height }) {
  const away = radius + 2 * GAP;
  const shares = [0.5, 0, 1];
  return [
    ...shares.map((share) => box(x + away, y - share * height, width, height)),
    ...shares.map((share) => box(x - away - width, y - share * height, width, height)),
    ...shares.map((share) => box(x - share * width, y - away - height, width, height)),
    ...shares.map((share) => box(x - share * width, y + away, width, height)),
  ];
}

export function labelBox({ x, y, radius }, { width, height }, side) {
  if (side === "right") return box(x + radius + GAP, y - height / 2, width, height);
  if (side === "left") return box(x - radius - GAP - width, y - height / 2, width, height);
  const top = side === "above" ? y - radius - GAP - height : y + radius + GAP;
  return box(x - width / 2, top, width, height);
}

export function discBox({ x, y, radius }) {
  return box(x - radius, y - radius, 2 * radius, 2 * radius);
}

export function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

export function box(left, top, width, height) {
  return { left, top, right: left + width, bottom: top + height };
}

function within(a, size) {
  return a.left >= 0 && a.top >= 0 && a.right <= size.x && a.bottom <= size.y;
}

function inside({ x, y }, a) {
  return x >= a.left && x <= a.right && y >= a.top && y <= a.bottom;
}
