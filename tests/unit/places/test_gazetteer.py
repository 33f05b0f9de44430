from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.model import Place, PlaceKind
from pipeline.places.build.compile import write_index
from pipeline.places.build.entry import Entry, is_abbreviation
from pipeline.places.build.handkept import read_handkept
from pipeline.places.candidate import Candidate, Level, Match, PlaceSource
from pipeline.places.gazetteer import Gazetteer, put_in_place

ROOT = Path(__file__).parents[3]


def country_codes(source: PlaceSource, name: str) -> set[str]:
    return {c.place.country_code for c in source.candidates(name) if c.level is Level.COUNTRY}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("U.S.", "US"),
        ("US", "US"),
        ("America", "US"),
        ("UK", "GB"),
        ("Britain", "GB"),
        ("UAE", "AE"),
        ("DRC", "CD"),
        ("Congo-Kinshasa", "CD"),
        ("Republic of the Congo", "CG"),
        ("South Korea", "KR"),
        ("DPRK", "KP"),
        ("Burma", "MM"),
        ("Swaziland", "SZ"),
        ("Macedonia", "MK"),
        ("Côte d’Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("Holy See", "VA"),
        ("the Vatican", "VA"),
        ("Namibia", "NA"),
        ("Türkiye", "TR"),
        ("Czechia", "CZ"),
        ("Holland", "NL"),
        ("Timor-Leste", "TL"),
        ("Cabo Verde", "CV"),
        ("Palestine", "PS"),
        ("Kosovo", "XK"),
        ("Allemagne", "DE"),
        ("Perú", "PE"),
    ],
)
def test_countries_answer_to_the_names_news_uses(
    gazetteer: Gazetteer, name: str, code: str
) -> None:
    assert country_codes(gazetteer, name) == {code}


def test_congo_alone_may_be_either(gazetteer: Gazetteer) -> None:
    assert country_codes(gazetteer, "Congo") == {"CD", "CG"}


@pytest.mark.parametrize(
    ("name", "shown", "capital"),
    [
        ("Peru", "Peru", "Lima"),
        ("DRC", "Democratic Republic of the Congo", "Kinshasa"),
        ("Turkey", "Turkey", "Ankara"),
        ("Myanmar", "Myanmar", "Naypyidaw"),
        ("Kazakhstan", "Kazakhstan", "Astana"),
        ("Equatorial Guinea", "Equatorial Guinea", "Malabo"),
        ("Ivory Coast", "Ivory Coast", "Yamoussoukro"),
        ("United States", "United States", "Washington"),
    ],
)
def test_a_country_sits_on_its_capital(
    gazetteer: Gazetteer, name: str, shown: str, capital: str
) -> None:
    country = next(c for c in gazetteer.candidates(name) if c.level is Level.COUNTRY)
    town = next(c for c in gazetteer.candidates(capital) if c.capital)
    assert country.place.name == country.place.country == shown
    assert (country.place.latitude, country.place.longitude) == (
        town.place.latitude,
        town.place.longitude,
    )
    assert town.place.country == shown


def test_abbreviations_are_known_in_capitals_only(gazetteer: Gazetteer) -> None:
    assert country_codes(gazetteer, "us") == set()
    assert country_codes(gazetteer, "Us") == set()
    assert country_codes(gazetteer, "PERU") == {"PE"}


@pytest.mark.parametrize(
    ("name", "shown", "country"),
    [
        ("Kiev", "Kyiv", "Ukraine"),
        ("Rangoon", "Yangon", "Myanmar"),
        ("Nur-Sultan", "Astana", "Kazakhstan"),
        ("Bombay", "Mumbai", "India"),
        ("Peking", "Beijing", "China"),
        ("Saigon", "Ho Chi Minh City", "Vietnam"),
        ("Leningrad", "St. Petersburg", "Russia"),
        ("Mexico City", "Mexico City", "Mexico"),
        ("New York", "New York", "United States"),
        ("Cologne", "Cologne", "Germany"),
    ],
)
def test_former_and_foreign_names_lead_to_the_city(
    gazetteer: Gazetteer, name: str, shown: str, country: str
) -> None:
    cities = [c.place for c in gazetteer.candidates(name) if c.level is Level.CITY]
    largest = max(cities, key=lambda place: place.population)
    assert (largest.name, largest.country) == (shown, country)


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("West Bank", PlaceKind.REGION, "PS"),
        ("Crimea", PlaceKind.REGION, "UA"),
        ("Darfur", PlaceKind.REGION, "SD"),
        ("Middle East", PlaceKind.REGION, ""),
        ("Sahel", PlaceKind.REGION, ""),
        ("Camp David", PlaceKind.VENUE, "US"),
        ("Kremlin", PlaceKind.VENUE, "RU"),
        ("Elysee", PlaceKind.VENUE, "FR"),
        ("Schloss Elmau", PlaceKind.VENUE, "DE"),
    ],
)
def test_regions_and_venues_are_known(
    gazetteer: Gazetteer, name: str, kind: PlaceKind, code: str
) -> None:
    assert (kind, code) in {
        (c.place.kind, c.place.country_code) for c in gazetteer.candidates(name)
    }


def test_every_demonym_leads_to_its_country(gazetteer: Gazetteer) -> None:
    lost = [
        (code, word)
        for code, note in read_handkept().countries.items()
        for word in note.demonyms
        if code not in {c.place.country_code for c in demonyms(gazetteer, word)}
    ]
    assert lost == []


def test_nearly_every_country_has_a_demonym() -> None:
    without = {code for code, note in read_handkept().countries.items() if not note.demonyms}
    assert without.isdisjoint({"US", "GB", "PE", "KP", "CD", "CG", "NA", "XK", "PS", "TW"})
    assert len(without) < 40


def test_every_hand_kept_name_of_a_city_or_division_has_found_its_place(
    gazetteer: Gazetteer,
) -> None:
    kept = read_handkept()
    notes = [(key[-2:], note) for key, note in kept.cities.items()]
    notes += [(key[:2], note) for key, note in kept.divisions.items()]
    lost = [
        (code, name)
        for code, note in notes
        for name in (*note.aliases, *note.codes, *note.demonyms, note.name)
        if name and code not in {c.place.country_code for c in gazetteer.candidates(name)}
    ]
    assert lost == []


def test_hand_kept_sites_lie_on_earth_in_known_countries() -> None:
    kept = read_handkept()
    for site in (*kept.regions, *kept.venues):
        assert -90 <= site.latitude <= 90, site.name
        assert -180 <= site.longitude <= 180, site.name
        assert site.country == "" or site.country in kept.countries, site.name


def test_venues_stand_near_their_city(gazetteer: Gazetteer) -> None:
    for venue in read_handkept().venues:
        towns = [
            c.place
            for c in gazetteer.candidates(venue.city)
            if c.level in (Level.CITY, Level.COUNTRY) and c.place.country_code == venue.country
        ]
        off = [
            max(abs(t.latitude - venue.latitude), abs(t.longitude - venue.longitude)) for t in towns
        ]
        assert min(off, default=0.0) < 0.6, venue.name


def test_unknown_names_and_other_scripts_have_no_candidates(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Qwxyzton") == ()
    assert gazetteer.candidates("Лима") == ()
    assert gazetteer.candidates("") == ()


def test_a_gazetteer_travels_to_another_process(gazetteer: Gazetteer) -> None:
    copy = pickle.loads(pickle.dumps(gazetteer))
    assert copy.candidates("Lima") == gazetteer.candidates("Lima")
    copy.close()


@pytest.mark.parametrize(
    ("name", "abbreviation"),
    [("U.S.", True), ("NSW", True), ("DR Congo", False), ("Lima", False), ("BRASILIA", False)],
)
def test_capitals_alone_make_an_abbreviation(name: str, abbreviation: bool) -> None:
    assert is_abbreviation(name) is abbreviation


def tiny(path: Path) -> None:
    entry = Entry(
        Place("Xanadu", PlaceKind.CITY, "CN", "China", 42.36, 116.18), Level.CITY, "CN.20"
    )
    entry.add(["Xanadu", "Shangdu"], Match.MAIN)
    write_index(path, [entry], 1)


def build(index: Path) -> None:
    put_in_place(index, tiny)


def test_processes_that_build_at_once_leave_one_good_index(tmp_path: Path) -> None:
    index = tmp_path / "index.sqlite"
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(build, [index] * 6))
    assert list(tmp_path.iterdir()) == [index]
    opened = Gazetteer(index)
    assert [c.place.name for c in opened.candidates("shangdu")] == ["Xanadu"]
    opened.close()


def test_a_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail(part: Path) -> None:
        tiny(part.with_name("other"))
        part.with_name("other").unlink()
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        put_in_place(tmp_path / "index.sqlite", fail)
    assert list(tmp_path.iterdir()) == []


def test_progress_ends_at_the_total(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    entries = [Entry(Place(f"N{n}", PlaceKind.CITY, "", "", 0, 0), Level.CITY) for n in range(3)]
    write_index(tmp_path / "index", entries, 3, lambda done, total: heard.append((done, total)))
    assert heard[-1] == (3, 3)


def test_a_missing_folder_of_hand_kept_files_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"countries\.toml is missing"):
        read_handkept(tmp_path)


def test_a_broken_hand_kept_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "countries.toml").write_text('PE = { name = "Peru"', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"countries\.toml is not valid TOML"):
        read_handkept(tmp_path)


def test_nothing_is_written_at_import(tmp_path: Path) -> None:
    code = "import pipeline.places.gazetteer, pipeline.places.recognise, pipeline.places.resolve"
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=ROOT, env={**os.environ, **home}, timeout=120
    )
    assert list(tmp_path.iterdir()) == []


def demonyms(source: PlaceSource, word: str) -> Sequence[Candidate]:
    return [c for c in source.candidates(word) if c.match is Match.DEMONYM]
