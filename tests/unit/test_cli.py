from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from pipeline import timeline
from pipeline.cli import app
from tests.command_line import demarche
from tests.unit.articles.serving import page, serving

STORY = """---
title: Minister in Ottawa
date: 2024-05-14
---
OTTAWA - German Foreign Minister Annalena Baerbock arrived in Ottawa on Tuesday for talks.
"""
GOLD: dict[str, Any] = {
    "id": "ottawa",
    "n": 1,
    "traveller": "Annalena Baerbock",
    "stops": [{"place": "Ottawa", "country_iso2": "CA", "status": "visited", "arrive": None}],
    "mentioned_only": [],
}
FLIGHT = "She flew from Ottawa to Nairobi."
OTTAWA = {"start": 14, "end": 20, "name": "Ottawa", "lat": 45.41, "lon": -75.70}
NAIROBI = {"start": 24, "end": 31, "name": "Nairobi", "lat": -1.28, "lon": 36.82}


@pytest.fixture
def story(tmp_path: Path) -> Path:
    return write(tmp_path / "ottawa.txt", STORY)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def ask(*arguments: str | Path) -> Result:
    """How the command line answers, asked within this process: the model is loaded only once."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def assert_refused(result: Result, *named: object) -> None:
    """It ended with 2 and one line that names what is wrong and what to do."""
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")
    assert result.stderr.count("\n") == 1
    for word in named:
        assert str(word) in result.stderr


def test_a_run_writes_every_table_and_says_so_in_one_line(story: Path, tmp_path: Path) -> None:
    process = demarche("run", story, "--output", tmp_path / "out")
    assert (process.returncode, process.stderr) == (0, "")
    assert process.stdout == f"1 article, 1 stop in 1 trip -> {tmp_path / 'out'}\n"
    expected = {f"{name}.{kind}" for name in timeline.SCHEMAS for kind in ("csv", "parquet")}
    expected |= {timeline.TEXTS_FILE, "run.json"}
    assert {path.name for path in (tmp_path / "out").glob("[!.]*")} == expected
    assert json.loads((tmp_path / "out" / "run.json").read_text())["counts"]["articles"] == 1


def test_the_texts_are_kept_beside_the_tables_unless_told_otherwise(
    story: Path, tmp_path: Path
) -> None:
    ask("run", story, "--output", tmp_path)
    tables, text = timeline.read(tmp_path), timeline.read_text(tmp_path, "ottawa")
    assert text is not None
    (claim,) = tables.evidence.to_dict("records")
    assert text[claim["start"] : claim["end"]] == claim["snippet"]
    ask("run", story, "--output", tmp_path, "--no-texts")
    assert timeline.read_text(tmp_path, "ottawa") is None


def test_text_piped_in_is_an_article(tmp_path: Path) -> None:
    process = demarche("run", "-", "--output", tmp_path / "out", piped=STORY)
    assert process.returncode == 0
    tables = timeline.read(tmp_path / "out")
    assert list(tables.articles["article_id"]) == ["stdin"]
    assert list(tables.timeline["place"]) == ["Ottawa"]


def test_an_output_that_cannot_be_a_folder_is_refused(story: Path) -> None:
    assert_refused(ask("run", story, "--output", story), story, "choose another --output")


def test_an_output_that_is_the_input_is_refused_and_left_as_it_is(story: Path) -> None:
    folder = story.parent
    assert_refused(ask("run", folder, "--output", folder), folder, "choose another --output")
    listed = write(folder / "sources.toml", '[[source]]\npath = "."\n')
    assert_refused(ask("run", listed, "--output", folder), folder, "choose another --output")
    assert set(folder.iterdir()) == {story, listed}


def test_an_output_inside_the_input_is_left_out_and_that_is_said(
    story: Path, tmp_path: Path
) -> None:
    output = tmp_path / "made" / "out"
    for _ in range(2):
        result = ask("run", tmp_path, "--output", output, "--force")
        assert result.stdout.startswith("1 article, 1 stop in 1 trip")
        (line,) = result.stderr.splitlines()
        assert line == f"warning: {output} is the output of a run; nothing in it is read"
    assert list(timeline.read(output).articles["article_id"]) == ["ottawa"]


@pytest.mark.parametrize("known_by", [".store.sqlite", "run.json"])
def test_the_output_of_another_run_is_no_input(story: Path, tmp_path: Path, known_by: str) -> None:
    first, second = tmp_path / "in" / "first", tmp_path / "in" / "second"
    ask("run", story, "--output", first)
    write(tmp_path / "in" / "run.json", json.dumps({"settings": "of somebody", "text": "One."}))
    for name in {".store.sqlite", "run.json"} - {known_by}:
        (first / name).unlink()
    result = ask("run", tmp_path / "in", "--output", second)
    assert {line for line in result.stderr.splitlines() if line.startswith("warning")} == {
        f"warning: {folder} is the output of a run; nothing in it is read"
        for folder in (first, second)
    }
    assert list(timeline.read(second).articles["article_id"]) == ["run"]
    assert_refused(ask("run", first, "--output", tmp_path / "third"), first, "name the files in it")


@pytest.mark.parametrize("name", [".store.sqlite", "renamed.sqlite"])
def test_the_store_of_an_output_takes_no_tables(story: Path, tmp_path: Path, name: str) -> None:
    ask("run", story, "--output", tmp_path)
    (tmp_path / ".store.sqlite").rename(tmp_path / name)
    before = (tmp_path / name).read_bytes()
    result = ask("run", story, "--output", tmp_path / "out", "--database", tmp_path / name)
    assert_refused(result, tmp_path / name, "name another file")
    assert (tmp_path / name).read_bytes() == before


def test_a_file_beside_the_tables_is_read(story: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert ask("run", story, "--output", tmp_path, "--force").stderr == ""


def options_of(command: str) -> set[str]:
    found = typer.main.get_group(app).commands[command].params
    return {parameter.name for parameter in found if parameter.name}


def test_watch_takes_the_options_of_run_and_whatever_fetches_takes_those_of_fetching() -> None:
    assert options_of("run") ^ options_of("watch") == {"strict", "force", "every"}
    fetching = {"user_agent", "private_hosts", "request_interval"}
    for command in ("run", "watch", "evaluate", "explain"):
        assert fetching < options_of(command)


@pytest.mark.parametrize("command", ["evaluate", "explain"])
def test_articles_of_this_machine_are_measured_if_the_user_says_so(command: str) -> None:
    with serving() as site:
        site.pages["/ottawa.html"] = page(STORY.rpartition("---")[2])
        refused = ask(command, f"{site.address}/ottawa.html")
        assert "not an address of the public web" in refused.stderr
        assert site.asked == []
        options = ("--private-hosts", "--request-interval", "0", "--user-agent", "a desk")
        found = ask(command, f"{site.address}/ottawa.html", *options)
        assert (found.exit_code, found.stderr) == (0, "")
        assert all("a desk" in request.headers["User-Agent"] for request in site.asked)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("run", "story.txt"), "--output"),
        (("run", "--output", "out"), "inputs"),
        (("fly",), "fly"),
        (("run", "story.txt", "--output", "out", "--trip-gap-days", "soon"), "--trip-gap-days"),
    ],
)
def test_a_wrong_command_line_names_the_wrong_word(arguments: tuple[str, ...], named: str) -> None:
    result = ask(*arguments)
    assert result.exit_code == 2
    assert named in result.stderr


def test_a_gap_of_less_than_no_day_is_refused(story: Path, tmp_path: Path) -> None:
    result = ask("run", story, "--output", tmp_path / "out", "--trip-gap-days", "-1")
    assert result.exit_code == 2
    assert "gap" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_cache_folder_that_cannot_be_made_is_refused(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(story / "cache"))
    assert_refused(ask("run", story, "--output", tmp_path / "out"), story / "cache")


def test_evaluate_says_what_it_could_not_read(story: Path, tmp_path: Path) -> None:
    empty = write(tmp_path / "empty.txt", "")
    result = ask("evaluate", story, empty)
    assert result.exit_code == 0
    assert result.stderr.startswith("rejected empty.txt: ")


def test_evaluate_prints_figures_and_writes_predictions(story: Path, tmp_path: Path) -> None:
    gold, predictions = write(tmp_path / "gold.jsonl", json.dumps(GOLD)), tmp_path / "found.jsonl"
    result = ask("evaluate", story, "--gold", gold, "--predictions", predictions)
    assert result.exit_code == 0
    assert "stop_f1=1.000" in result.stdout
    assert "never=0" in result.stdout
    (line,) = map(json.loads, predictions.read_text(encoding="utf-8").splitlines())
    assert (line["id"], line["traveller"]) == ("ottawa", "Annalena Baerbock")
    (stop,) = line["stops"]
    assert stop["country_iso2"] == "CA"
    assert 0.5 < stop["confidence"] < 1


def test_evaluate_says_how_much_of_the_gold_was_not_given(story: Path, tmp_path: Path) -> None:
    empty = write(tmp_path / "empty.txt", "")
    lines = [GOLD | {"id": name} for name in ("ottawa", "empty", "lima", "oslo")]
    gold = write(tmp_path / "gold.jsonl", "\n".join(map(json.dumps, lines)))
    result = ask("evaluate", story, empty, "--gold", gold)
    missing, rejected = result.stderr.splitlines()
    assert missing == (
        "warning: 2 of 4 gold articles are not among the inputs, such as 'lima';"
        " their stops count as missed"
    )
    assert rejected.startswith("rejected empty.txt: ")
    whole = write(tmp_path / "whole.jsonl", json.dumps(GOLD))
    assert ask("evaluate", story, "--gold", whole).stderr == ""


def test_evaluate_prints_a_line_a_baseline(story: Path, tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.jsonl", json.dumps(GOLD))
    result = ask("evaluate", story, "--gold", gold, "--baselines")
    assert result.exit_code == 0
    ours, *baselines = result.stdout.splitlines()[1:]
    assert [line.partition(": ")[0] for line in baselines] == [
        "baseline every mention",
        "baseline motion sentences",
    ]
    names = [cell.partition("=")[0] for cell in ours.split()]
    for line in baselines:
        assert [cell.partition("=")[0] for cell in line.partition(": ")[2].split()] == names


def test_evaluate_takes_places_and_dates_from_the_gold(story: Path, tmp_path: Path) -> None:
    """The gold moves Ottawa to Kansas and its day to May: each is right only where given."""
    (told,) = GOLD["stops"]
    moved = GOLD | {"stops": [told | {"country_iso2": "US", "arrive": "2024-05-02"}]}
    gold = write(tmp_path / "gold.jsonl", json.dumps(moved))

    def shares(*given: str) -> tuple[bool, bool]:
        result = ask("evaluate", story, "--gold", gold, *given)
        assert result.exit_code == 0
        return "stop_f1=1.000" in result.stdout, "dates=1.000" in result.stdout

    assert shares() == (False, False)
    assert shares("--given", "places") == (True, False)
    assert shares("--given", "places", "--given", "dates") == (True, True)


def test_evaluate_prints_how_often_sure_stops_are_right(story: Path, tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.jsonl", json.dumps(GOLD))
    result = ask("evaluate", story, "--gold", gold, "--reliability")
    assert result.exit_code == 0
    rows = [line.split() for line in result.stdout.splitlines()[2:]]
    assert rows[0] == ["confidence", "stops", "mean", "right"]
    assert sum(int(row[3]) for row in rows[1:]) == 1


@pytest.mark.parametrize("option", [("--given", "dates"), ("--baselines",), ("--reliability",)])
def test_what_compares_needs_a_gold_file(story: Path, option: tuple[str, ...]) -> None:
    assert_refused(ask("evaluate", story, *option), option[0], "--gold")


@pytest.mark.parametrize("content", ["", json.dumps(GOLD | {"id": "elsewhere/ottawa"})])
def test_a_gold_file_of_other_articles_is_refused(
    story: Path, tmp_path: Path, content: str
) -> None:
    gold = write(tmp_path / "gold.jsonl", content)
    assert_refused(ask("evaluate", story, "--gold", gold), "'ottawa'", "other articles", "--gold")


@pytest.mark.parametrize(
    "stops",
    [
        [{"place": "Ottawa", "status": "visited"}],
        [{"place": "Ottawa", "country_iso2": "CA", "status": "visited", "arrive": "on Tuesday"}],
        [{"place": "Ottawa", "country_iso2": "CA", "status": "visited", "month": 5}],
        ["Ottawa"],
        None,
    ],
)
def test_a_gold_file_with_a_broken_stop_is_refused(
    story: Path, tmp_path: Path, stops: object
) -> None:
    gold = write(tmp_path / "gold.jsonl", json.dumps(GOLD | {"stops": stops}))
    assert_refused(ask("evaluate", story, "--gold", gold), gold, "line 1", "stop")


@pytest.mark.parametrize("content", ["no json\n", "[]\n", "{}\n"])
def test_a_gold_file_that_holds_no_gold_is_refused(
    story: Path, tmp_path: Path, content: str
) -> None:
    gold = write(tmp_path / "gold.jsonl", content)
    assert_refused(ask("evaluate", story, "--gold", gold), gold, "line 1")


def test_a_gold_file_that_is_missing_or_not_text_is_refused(story: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    assert_refused(ask("evaluate", story, "--gold", gold), gold, "--gold")
    gold.write_bytes(b"\xff\xfe\x00")
    assert_refused(ask("evaluate", story, "--gold", gold), gold)


def test_predictions_that_cannot_be_written_are_refused(story: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "missing" / "found.jsonl"
    assert_refused(ask("evaluate", story, "--predictions", nowhere), nowhere, "--predictions")


def test_evaluate_places_measures_recognition_and_resolution(tmp_path: Path) -> None:
    line = {"doc_id": "1", "text": FLIGHT, "toponyms": [OTTAWA, NAIROBI]}
    result = ask("evaluate-places", write(tmp_path / "corpus.jsonl", json.dumps(line)))
    assert result.exit_code == 0
    assert "recognition" in result.stdout
    assert "resolution" in result.stdout


def test_a_packed_corpus_is_measured(tmp_path: Path) -> None:
    line = {"doc_id": "1", "text": FLIGHT + "\u2028", "toponyms": [OTTAWA, NAIROBI]}
    packed = tmp_path / "corpus.jsonl.gz"
    packed.write_bytes(gzip.compress(json.dumps(line, ensure_ascii=False).encode()))
    result = ask("evaluate-places", packed)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("1 texts, 2 place names\n")


@pytest.mark.parametrize(
    ("data", "named"),
    [(b"\x1f\x8b\x08cut", "damaged or cut off"), (b"PAR1", "a Parquet file"), (b"\0", "binary")],
)
def test_a_corpus_that_is_no_text_is_refused(tmp_path: Path, data: bytes, named: str) -> None:
    (tmp_path / "corpus.jsonl").write_bytes(data)
    result = ask("evaluate-places", tmp_path / "corpus.jsonl")
    assert_refused(result, tmp_path / "corpus.jsonl", named, "give a file of JSON lines")


@pytest.mark.parametrize("content", ["", "no json\n", '{"text": 1}\n'])
def test_a_corpus_that_holds_no_annotated_text_is_refused(tmp_path: Path, content: str) -> None:
    corpus = write(tmp_path / "corpus.jsonl", content)
    assert_refused(ask("evaluate-places", corpus), corpus)


def test_a_corpus_that_is_missing_is_refused(tmp_path: Path) -> None:
    result = ask("evaluate-places", tmp_path / "missing.jsonl")
    assert_refused(result, tmp_path / "missing.jsonl", "No such file", "give a file")
    assert "Errno" not in result.stderr
