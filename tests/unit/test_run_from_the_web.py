"""Runs over a feed, as a person starts them: what is refused, and what the next run makes good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline import timeline
from pipeline.articles import named_paths
from pipeline.cli import app
from tests.unit.articles.serving import Reply, Site, page, serving

STORY = "German Foreign Minister Annalena Baerbock arrived in Ottawa on Tuesday for talks."
FEED = """<rss version="2.0"><channel><title>The Meridian Post</title><item>
<title>Minister in Ottawa</title><link>{address}/ottawa</link>
<pubDate>Tue, 14 May 2024 18:00:00 GMT</pubDate></item></channel></rss>"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(
        "pipeline.articles.fetching.user_page_cache", lambda: tmp_path / "pages.sqlite3"
    )
    with serving() as site:
        site.pages["/ottawa"] = replace(page(STORY), headers={"ETag": "1"})
        site.pages["/feed"] = Reply(FEED.format(address=site.address).encode(), "text/xml")
        yield site


def run(site: Site, folder: Path, *options: str) -> Result:
    given = ["run", f"{site.address}/feed", "--output", str(folder), "--request-interval", "0"]
    return CliRunner().invoke(app, [*given, *options])


def test_this_machine_is_asked_only_if_the_user_says_so(site: Site, tmp_path: Path) -> None:
    refused = run(site, tmp_path / "out")
    assert "not an address of the public web" in refused.stderr
    assert site.asked == []
    read = run(site, tmp_path / "out", "--private-hosts")
    assert read.stdout.startswith("1 article, 1 stop in 1 trip")
    (stop,) = timeline.read(tmp_path / "out").timeline.itertuples()
    assert (stop.place, str(stop.arrival)[:10]) == ("Ottawa", "2024-05-14")


def test_a_feed_cut_in_the_middle_is_made_good_by_the_next_run(site: Site, tmp_path: Path) -> None:
    run(site, tmp_path / "undisturbed", "--private-hosts")
    whole = site.pages["/feed"]
    assert isinstance(whole, Reply)
    site.pages["/feed"] = replace(whole, body=whole.body[:150], cut=len(whole.body) - 150)
    cut = run(site, tmp_path / "out", "--private-hosts")
    assert "the answer was cut off" in cut.stderr
    site.pages["/feed"] = whole
    run(site, tmp_path / "out", "--private-hosts")
    for name in ("timeline.csv", "evidence.csv", "mentions.csv", "articles.csv"):
        made = (tmp_path / "out" / name).read_bytes()
        assert made == (tmp_path / "undisturbed" / name).read_bytes()


def test_a_feed_read_again_and_again_gathers_what_it_showed(site: Site, tmp_path: Path) -> None:
    run(site, tmp_path / "out", "--private-hosts")
    site.pages["/lima"] = page(STORY.replace("Ottawa", "Lima").replace("Tuesday", "Friday"))
    told = FEED.format(address=site.address).replace("/ottawa", "/lima").replace("14", "18")
    site.pages["/feed"] = Reply(told.encode(), "text/xml")
    again = run(site, tmp_path / "out", "--private-hosts")
    assert again.stdout.startswith("2 articles, 2 stops in 1 trip")
    stops = timeline.read(tmp_path / "out").timeline
    assert list(stops["place"]) == ["Ottawa", "Lima"]
    before = (tmp_path / "out" / "timeline.csv").read_bytes()
    run(site, tmp_path / "out", "--private-hosts", "--force")
    assert (tmp_path / "out" / "timeline.csv").read_bytes() == before


def test_an_address_may_be_longer_than_a_path(site: Site, tmp_path: Path) -> None:
    query = "?query=" + "a" * 5_000
    site.pages[f"/feed{query}"] = site.pages["/feed"]
    options = ("--output", str(tmp_path / "out"), "--private-hosts", "--request-interval", "0")
    found = CliRunner().invoke(app, ["run", f"{site.address}/feed{query}", *options])
    assert found.stdout.startswith("1 article, 1 stop in 1 trip")
    assert list(named_paths([f"{site.address}/feed{query}", str(tmp_path), "-", "\0"])) == [
        tmp_path
    ]
