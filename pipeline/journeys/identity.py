"""One traveller across articles, however each of them writes the name."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable

from pipeline.journeys import lexicon
from pipeline.model import Place, RoleClass, Traveller


def unify(travellers: Iterable[Traveller]) -> dict[Traveller, Traveller]:
    """For each traveller as written the one person meant, under the fullest name and office.

    Names agree when the last words do and the first words do not contradict each other; two
    people of one surname and different homes stay apart.
    """
    counts = Counter(travellers)
    people: list[list[Traveller]] = []
    bearing: defaultdict[str, list[int]] = defaultdict(list)  # people by first and by last word
    for traveller in sorted(counts, key=_fullest_first):
        words = _words(traveller.name)
        alike = (people[n] for n in bearing[words[-1]])
        group = next((g for g in alike if _same(traveller, g[0])), None)
        if group is None:
            for word in {words[0], words[-1]}:
                bearing[word].append(len(people))
            people.append([traveller])
        else:
            group.append(traveller)
    return {t: _best(group, counts) for group in people for t in group}


def is_home(place: Place, traveller: Traveller) -> bool:
    """Whether a place lies in the traveller's home country, or is where the office has its seat."""
    home = traveller.home_country_code
    if not home:
        return False
    return place.country_code == home or place.name in lexicon.roles().seats.get(home, ())


def name_key(name: str) -> str:
    """A name in lower case with hyphens, in ASCII letters where it has any, fit for an id."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    return "-".join(words) or "-".join(name.lower().split())


def _fullest_first(traveller: Traveller) -> tuple[int, bool, bool, str, str]:
    return (
        -len(_words(traveller.name)),
        not traveller.role,
        not traveller.home_country_code,
        traveller.name,
        traveller.role,
    )


def _words(name: str) -> list[str]:
    """The words of a name without middle initials."""
    words = name_key(name).split("-")
    return [word for i, word in enumerate(words) if len(word) > 1 or i in (0, len(words) - 1)]


def _same(short: Traveller, full: Traveller) -> bool:
    homes = {short.home_country_code, full.home_country_code} - {""}
    if len(homes) > 1:
        return False
    a, b = _words(short.name), _words(full.name)
    if len(a) == 1:
        return a[0] in (b[0], b[-1])
    if a[-1] != b[-1]:
        return False
    return a[0] == b[0] or b[-len(a) :] == a or (a[0][0] == b[0][0] and 1 in (len(a[0]), len(b[0])))


def _best(group: list[Traveller], counts: Counter[Traveller]) -> Traveller:
    """The name most often written in full, and the office and home most often told."""
    names: Counter[str] = Counter()
    offices: Counter[tuple[str, RoleClass]] = Counter()
    homes: Counter[str] = Counter()
    for traveller in group:
        names[traveller.name] += counts[traveller]
        if traveller.role:
            offices[traveller.role, traveller.role_class] += counts[traveller]
        if traveller.home_country_code:
            homes[traveller.home_country_code] += counts[traveller]
    full = max(names, key=lambda n: (min(len(_words(n)), 2), names[n], n))
    role, role_class = max(
        offices,
        key=lambda o: (o[1] is not RoleClass.OTHER, offices[o], o),
        default=("", RoleClass.OTHER),
    )
    return Traveller(full, role, role_class, max(homes, key=lambda h: (homes[h], h), default=""))
