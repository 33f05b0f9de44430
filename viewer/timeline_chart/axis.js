// The calendar axis: which days, months or years get a tick, and what it says.

const DAY = 86_400_000;
const ROOM = 8;

const format = (options) => {
  const words = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });
  return (day) => words.format(new Date(day * DAY));
};
const DAY_OF_MONTH = format({ day: "numeric" });
const MONTH = format({ month: "short" });
const YEAR = format({ year: "numeric" });
const MONTH_AND_YEAR = format({ month: "short", year: "numeric" });

// Steps from fine to coarse: the pixels a label takes, and above the ticks what they are part of.
const STEPS = [
  ...[1, 2, 5, 10].map((days) => ({ days, room: 18, label: DAY_OF_MONTH, part: MONTH_AND_YEAR })),
  ...[1, 3, 6].map((months) => ({ months, room: 26, label: MONTH, part: YEAR })),
  ...[12, 24, 60, 120, 240, 600, 1200, 6000].map((months) => ({ months, room: 32, label: YEAR, part: null })),
];

// The ticks of a window drawn `width` pixels wide, {day, label}, as many as have room.
export function ticksOf(shown, width) {
  const step = stepFor(shown, width);
  return daysOf(step, shown).map((day) => ({ day, label: step.label(day) }));
}

// What the ticks are part of, {day, label} where each begins: the months of days, the years of
// months. The first begins at the left edge.
export function partsOf(shown, width) {
  const { part } = stepFor(shown, width);
  if (!part) return [];
  const months = part === YEAR ? 12 : 1;
  const begun = { day: shown.start, label: part(Math.floor(shown.start)) };
  const later = monthStarts(months, shown).map((day) => ({ day, label: part(day) }));
  return [begun, ...later.filter(({ label }) => label !== begun.label)];
}

function stepFor(shown, width) {
  const perDay = width / (shown.end - shown.start);
  const fits = ({ days, months, room }) => (days ?? months * 30.4) * perDay >= room + ROOM;
  return STEPS.find(fits) ?? STEPS.at(-1);
}

function daysOf({ days, months }, shown) {
  return days ? dayStarts(days, shown) : monthStarts(months, shown);
}

// Every day, or the 1st, 3rd, 5th ... of each month, so that no tick moves while the chart does.
function dayStarts(days, { start, end }) {
  const found = [];
  for (let day = Math.ceil(start); day <= end; day += 1) {
    const ofMonth = new Date(day * DAY).getUTCDate() - 1;
    if (ofMonth % days === 0 && (days === 1 || ofMonth + days <= 31)) found.push(day);
  }
  return found;
}

function monthStarts(months, { start, end }) {
  const first = new Date(start * DAY);
  const found = [];
  let at = Math.floor((12 * first.getUTCFullYear() + first.getUTCMonth()) / months) * months;
  for (let day = monthStart(at); day <= end; day = monthStart((at += months)))
    if (day >= start) found.push(day);
  return found;
}

function monthStart(months) {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(months / 12), months % 12, 1);
  return date.getTime() / DAY;
}
