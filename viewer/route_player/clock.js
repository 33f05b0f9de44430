// The time of the playback: milliseconds from its start, never the wall clock, so that years
// between two stops do not stall it.

// How long a leg is flown; the root keeps short hops visible and long hauls bearable.
export function travelTime(km) {
  return Math.min(3600, Math.max(600, 34 * Math.sqrt(km)));
}

// How long the card of a stop stays open: time to read it, within bounds.
export function dwellTime(text) {
  return Math.min(6000, Math.max(2400, 1400 + 24 * text.length));
}

// When each station is left for, reached and done; `steps` are {travel, dwell} in milliseconds.
export function timetable(steps) {
  let time = 0;
  const stations = steps.map(({ travel, dwell }) => {
    const [departure, arrival] = [time, time + travel];
    time = arrival + dwell;
    return { departure, arrival, end: time };
  });
  return { stations, duration: time };
}

// Which station the time belongs to and how much of the way there is done (1 once arrived).
export function locate({ stations }, time) {
  const index = Math.max(0, firstAbove(stations, time, ({ departure }) => departure) - 1);
  const { departure, arrival } = stations[index];
  const arrived = time >= arrival;
  return { index, arrived, fraction: arrived ? 1 : (time - departure) / (arrival - departure) };
}

// The place of the first item, sorted by a value, whose value is above the limit; their count if
// none is.
export function firstAbove(sorted, limit, valueOf = (item) => item) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (valueOf(sorted[middle]) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

// A slow start and a slow landing: the smoothstep polynomial 3t^2 - 2t^3.
export function eased(fraction) {
  return fraction * fraction * (3 - 2 * fraction);
}

// A clock that is told of every frame. A frame may be older than the one before (its time is that
// of the frame, not of the call), and a hidden tab gives one huge step; both count as little.
export class Clock {
  #last = null;

  constructor(duration = 0) {
    this.duration = duration;
    this.time = 0;
    this.speed = 1;
  }

  get ended() {
    return this.time >= this.duration;
  }

  // Forget the last frame: the next one begins a new stretch of time.
  hold() {
    this.#last = null;
  }

  frame(now) {
    const step = this.#last === null ? 0 : Math.min(100, Math.max(0, now - this.#last));
    this.#last = now;
    this.moveTo(this.time + step * this.speed);
  }

  moveTo(time) {
    this.time = Math.min(this.duration, Math.max(0, time));
  }
}
