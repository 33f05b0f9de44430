"""Where the numbers and names of a still map stand, so that none covers another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import cos, hypot, sin

Point = tuple[float, float]
_Box = tuple[float, float, float, float]

RADIUS = 9.0
_DOT = 4.0  # radius of a point without a number
_APART = 1.0  # between two discs
_ROUNDS = 200
_LETTER, _LINE = 5.9, 12.0  # size of a name's letters, on the large side
_LONGEST = 26  # letters of a name


@dataclass(frozen=True, slots=True)
class Disc:
    """One stop: `point` is where it lies, `at` where its disc stands, `label` its name if shown.

    `label_at` is the start of the name's baseline; a stop without a number is a small ring.
    """

    point: Point
    at: Point
    number: str
    status: str
    vague: bool
    track: int
    name: str
    label: str = ""
    label_at: Point = (0.0, 0.0)

    @property
    def radius(self) -> float:
        """Of the disc, in units of the map."""
        return RADIUS if self.number else _DOT

    @property
    def moved(self) -> bool:
        """Whether the disc stands so far from its place that a line must lead there."""
        return hypot(self.at[0] - self.point[0], self.at[1] - self.point[1]) > self.radius


def spread(discs: Sequence[Disc]) -> list[Disc]:
    """The discs pushed apart until none covers another."""
    at = [disc.at for disc in discs]
    for _ in range(_ROUNDS):
        before = list(at)
        for one, other in combinations(range(len(at)), 2):
            room = discs[one].radius + discs[other].radius + _APART
            # Discs at one point part in a direction of their own.
            at[one], at[other] = _parted(at[one], at[other], room, angle=2.4 * other)
        if at == before:
            break
    return [
        replace(disc, at=(round(x, 1), round(y, 1))) for disc, (x, y) in zip(discs, at, strict=True)
    ]


def _parted(one: Point, other: Point, room: float, angle: float) -> tuple[Point, Point]:
    x, y = other[0] - one[0], other[1] - one[1]
    distance = hypot(x, y)
    if distance > room - 0.05:
        return one, other
    x, y = (x / distance, y / distance) if distance > 0.01 else (cos(angle), sin(angle))
    half = (room - distance) / 2
    return (one[0] - x * half, one[1] - y * half), (other[0] + x * half, other[1] + y * half)


def labelled(
    discs: Sequence[Disc], lines: Sequence[Point], width: float, height: float
) -> tuple[Disc, ...]:
    """The discs with their names, each place named once, where there is room for the name.

    Of the rooms at a disc the name takes the one with the fewest points of the lines.
    """
    taken = [_around(disc) for disc in discs]
    named: set[str] = set()
    found = []
    for disc in discs:
        label = disc.name if len(disc.name) <= _LONGEST else disc.name[: _LONGEST - 1] + "…"
        rooms = _free(disc, label, taken, (0.0, 0.0, width, height))
        place = min(rooms, key=lambda room: sum(_holds(room, p) for p in lines), default=None)
        if label and place and disc.name not in named:
            named.add(disc.name)
            taken.append(place)
            baseline = (round(place[0], 1), round(place[3] - 3, 1))
            found.append(replace(disc, label=label, label_at=baseline))
        else:
            found.append(disc)
    return tuple(found)


def _free(disc: Disc, label: str, taken: Sequence[_Box], frame: _Box) -> Iterator[_Box]:
    (x, y), gap = disc.at, disc.radius + 3
    long = _LETTER * len(label)
    corners = (
        (x + gap, y - _LINE / 2),
        (x - gap - long, y - _LINE / 2),
        (x - long / 2, y - gap - _LINE),
        (x - long / 2, y + gap),
    )
    for left, top in corners:
        box = (left, top, left + long, top + _LINE)
        if _within(box, frame) and not any(_overlap(box, other) for other in taken):
            yield box


def _around(disc: Disc) -> _Box:
    (x, y), r = disc.at, disc.radius
    return x - r, y - r, x + r, y + r


def _within(box: _Box, frame: _Box) -> bool:
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]


def _holds(box: _Box, point: Point) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
