// Playing by time: the place on the clock follows the calendar, long gaps cut short so that none
// stalls the journey. Days are counted from 1970, in parts of a day where need be.

import { firstAbove } from "./clock.js";

const MILLISECONDS = 86_400_000;
// Milliseconds of playback for one day, and for the shortest step there is.
const PACE = 1500;
const SHORTEST = 500;
// Days up to which a gap takes as long as it is, and the days that no gap exceeds.
const TRUE_GAP = 2;
const LONGEST_GAP = 4;
// A flight lands at its day and takes at most this much of the time before.
const FLIGHT = 1;

// The days an ISO date may mean (2018-02 is any of 28), null where it says nothing.
export function daysOf(iso) {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(iso ?? "");
  if (!parts) return null;
  const [year, month, day] = parts.slice(1).map((part) => part && Number(part));
  const at = (...date) => Date.UTC(...date) / MILLISECONDS;
  if (day) return { first: at(year, month - 1, day), count: 1 };
  if (month) return { first: at(year, month - 1), count: at(year, month) - at(year, month - 1) };
  return { first: at(year, 0), count: at(year + 1, 0) - at(year, 0) };
}

// Whether there is a calendar to play by: dates of two stops at least.
export function hasCalendar(stops) {
  return stops.filter(saidOf).length > 1;
}

// A day in words, "about" in front where it only lies between days that are known.
export function dayWords(day, exact) {
  const options = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
  const words = new Date(Math.floor(day) * MILLISECONDS).toLocaleDateString("en-GB", options);
  return exact ? words : `about ${words}`;
}

export function isExact({ arrival, departure }) {
  return daysOf(arrival || departure)?.count === 1;
}

// When each station is left for and reached on the clock, as in `timetable`, and `dayAt`, the day
// at a time. `tracks` are lists of indices of stations, one for each traveller.
export function calendarTable(stations, tracks, { motion = true } = {}) {
  const days = arrivalDays(stations, tracks);
  const leaves = [...days];
  const ends = [];
  tracks.forEach((track) => {
    track.forEach((index, at) => {
      if (!motion || at === 0 || stations[index].leg === null) return;
      leaves[index] = days[index] - Math.min(FLIGHT, (days[index] - days[track[at - 1]]) / 2);
    });
    const last = track[track.length - 1];
    ends.push(Math.max(days[last], daysOf(stations[last].stop.departure)?.first ?? 0) + 1);
  });
  const scale = scaleOf([...days, ...leaves, ...ends]);
  const table = days.map((day, index) => ({
    departure: scale.timeOf(leaves[index]),
    arrival: scale.timeOf(day),
    end: scale.duration,
  }));
  tracks.forEach((track) =>
    track.slice(1).forEach((index, at) => (table[track[at]].end = table[index].departure)),
  );
  return { stations: table, duration: scale.duration, dayAt: scale.dayAt };
}

// The day on which each stop is reached, no two at once: what falls on one day shares it out.
export function arrivalDays(stations, tracks) {
  const days = stations.map(() => 0);
  const rows = tracks.map((track) => daysOfTrack(track.map((index) => stations[index].stop)));
  const known = rows.filter(Boolean).flatMap((row) => [row[0], row[row.length - 1]]);
  const [from, to] = known.length ? [Math.min(...known), Math.max(...known)] : [0, stations.length];
  tracks.forEach((track, which) => {
    const share = (to - from) / track.length;
    track.forEach((index, at) => (days[index] = rows[which]?.[at] ?? from + at * share));
  });
  return apart(days);
}

// The days of one traveller's stops, never backwards: what is not dated to a day keeps within its
// month or year where it can, what is not dated at all is spread between its neighbours.
function daysOfTrack(stops) {
  const days = stops.map(() => null);
  let latest = -Infinity;
  stops.forEach((stop, index) => {
    const said = saidOf(stop);
    if (said?.count !== 1 || stop.status === "cancelled" || said.first < latest) return;
    days[index] = latest = said.first;
  });
  const limits = [...days].reverse();
  limits.forEach((day, at) => (limits[at] = day ?? limits[at - 1] ?? Infinity));
  let low = -Infinity;
  stops.forEach((stop, index) => {
    const said = saidOf(stop);
    const high = limits[stops.length - 1 - index];
    if (days[index] === null && said)
      days[index] = Math.max(low, Math.min(high, said.first + Math.floor(said.count / 2)));
    low = days[index] ?? low;
  });
  return low === -Infinity ? null : spreadOut(days, stops);
}

function spreadOut(days, stops) {
  const known = days.flatMap((day, index) => (day === null ? [] : [index]));
  const [first, last] = [known[0], known[known.length - 1]];
  const filled = days.map((day, index) => day ?? days[first] + index - first);
  const leaving = (index) => Math.max(days[index], daysOf(stops[index].departure)?.first ?? 0);
  known.forEach((index, at) => {
    const next = known[at + 1] ?? days.length;
    const from = index === last ? leaving(index) : Math.min(leaving(index), days[next]);
    const step = index === last ? 1 : (days[next] - from) / (next - index);
    for (let between = index + 1; between < next; between += 1)
      filled[between] = Math.min(days[next] ?? Infinity, from + (between - index) * step);
  });
  return filled;
}

function saidOf({ arrival, departure }) {
  return daysOf(arrival) ?? daysOf(departure);
}

function apart(days) {
  const order = [...days.keys()].sort((a, b) => days[a] - days[b] || a - b);
  const moved = [...days];
  for (let start = 0, end; start < order.length; start = end) {
    const day = days[order[start]];
    for (end = start + 1; end < order.length && days[order[end]] - day < 1e-6; end += 1);
    const room = end < order.length ? Math.min(1, days[order[end]] - day) : 1;
    for (let at = start; at < end; at += 1)
      moved[order[at]] = day + (room * (at - start)) / (end - start);
  }
  return moved;
}

// Days to milliseconds and back, straight between the days given.
function scaleOf(days) {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  const times = [0];
  for (let index = 1; index < sorted.length; index += 1)
    times.push(times[index - 1] + gapTime(sorted[index] - sorted[index - 1]));
  const at = new Map(sorted.map((day, index) => [day, times[index]]));
  return {
    duration: times[times.length - 1],
    timeOf: (day) => at.get(day),
    dayAt(time) {
      const next = Math.min(sorted.length - 1, Math.max(1, firstAbove(times, time)));
      const part = (time - times[next - 1]) / (times[next] - times[next - 1]);
      return sorted[next - 1] + part * (sorted[next] - sorted[next - 1]);
    },
  };
}

function gapTime(gap) {
  const long = Math.min(LONGEST_GAP, TRUE_GAP + Math.log2(gap / TRUE_GAP));
  return Math.max(SHORTEST, PACE * (gap <= TRUE_GAP ? gap : long));
}
