"""What feeds gave and give no more: it stays, as it was last read, and is never there twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from pipeline import timeline
from pipeline.errors import WorkerLost
from pipeline.model import Article, Extraction
from pipeline.settings import Settings
from pipeline.update import Output, Update
from tests.unit.articles.reading import STORY
from tests.unit.articles.serving import OPEN, Reply, Site, page, serving
from tests.unit.store.test_store import Counting

LONG = " ".join([STORY] * 4)


class Lost:
    """Reads nothing, as if its process had been killed."""

    def extract(self, articles: Iterable[Article], /) -> Iterator[Extraction]:
        list(articles)
        raise WorkerLost("killed")
        yield


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        for name in ("lima", "quito", "oslo"):
            site.pages[f"/{name}"] = page(f"{STORY} Written in {name}.")
        show(site, "lima", "quito")
        yield site


def show(site: Site, *names: str) -> None:
    items = "".join(f"<item><link>{site.address}/{name}</link></item>" for name in names)
    show_items(site, items)


def show_items(site: Site, items: str) -> None:
    feed = f"<rss><channel><title>The Meridian Post</title>{items}</channel></rss>"
    site.pages["/feed"] = Reply(feed.encode(), "application/rss+xml")


def update(
    site: Site, output: Path, *more: str, settings: Settings = OPEN, force: bool = False
) -> tuple[list[str], Update]:
    """The last words of what a run had to read, and what it gave."""
    reader = Counting()
    inputs = [f"{site.address}/feed", *more]
    done = Output(output).update(inputs, reader, settings, force=force)
    return sorted(text.split()[-1] for text in reader.asked), done


def ids(output: Path) -> list[str]:
    return [name.rpartition("/")[2] for name in timeline.read(output).articles["article_id"]]


def tables(output: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in output.glob("[!.]*") if path.suffix != ".json"}


def test_what_falls_out_of_a_feed_stays_with_its_text(site: Site, tmp_path: Path) -> None:
    update(site, tmp_path)
    show(site, "quito", "oslo")
    assert update(site, tmp_path)[0] == ["oslo."]
    assert ids(tmp_path) == ["lima", "oslo", "quito"]
    text = timeline.read_text(tmp_path, "127.0.0.1/lima")
    assert text is not None
    assert text.endswith("Written in lima.")


def test_the_tables_are_those_of_a_feed_that_shows_all_of_it(site: Site, tmp_path: Path) -> None:
    update(site, tmp_path / "out")
    show(site, "quito", "oslo")
    update(site, tmp_path / "out")
    before = tables(tmp_path / "out")
    assert not update(site, tmp_path / "out")[1].changed
    update(site, tmp_path / "out", force=True)
    assert tables(tmp_path / "out") == before
    show(site, "oslo", "lima", "quito")
    update(site, tmp_path / "undisturbed")
    assert tables(tmp_path / "undisturbed") == before


def test_a_changed_page_replaces_the_old_one_also_once_it_has_fallen_out(
    site: Site, tmp_path: Path
) -> None:
    update(site, tmp_path)
    site.pages["/lima"] = page(f"{STORY} Written in lima, corrected.")
    assert update(site, tmp_path)[0] == ["corrected."]
    assert ids(tmp_path) == ["lima", "quito"]
    show(site, "quito")
    assert update(site, tmp_path)[0] == []
    assert ids(tmp_path) == ["lima", "quito"]
    assert str(timeline.read_text(tmp_path, "127.0.0.1/lima")).endswith("corrected.")


def test_what_a_feed_gave_goes_with_the_feed_and_comes_with_it(site: Site, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Of a file.")
    update(site, tmp_path / "out", str(tmp_path / "b.txt"))
    show(site, "quito")
    Output(tmp_path / "out").update([str(tmp_path / "b.txt")], Counting(), OPEN)
    assert ids(tmp_path / "out") == ["b"]
    assert update(site, tmp_path / "out")[0] == []
    assert ids(tmp_path / "out") == ["lima", "quito"]


def test_a_page_that_is_gone_takes_no_article_away(site: Site, tmp_path: Path) -> None:
    update(site, tmp_path)
    site.pages["/lima"] = Reply(status=410)
    site.pages["/news"] = Reply(status=410)
    show(site, "lima", "quito", "news")
    done = update(site, tmp_path)[1]
    assert [item.article_id for item in done.rejections] == ["127.0.0.1/news"]
    assert ids(tmp_path) == ["lima", "news", "quito"]


@pytest.mark.parametrize("answer", [Reply(status=503), Reply(b"<rss>", "text/xml")])
def test_a_feed_that_is_down_is_reported_and_keeps_what_it_gave(
    site: Site, tmp_path: Path, answer: Reply
) -> None:
    update(site, tmp_path)
    site.pages["/feed"] = answer
    site.pages["/robots.txt"] = Reply(status=500) if answer.status == 503 else Reply(status=404)
    done = update(site, tmp_path)[1]
    assert [item.article_id for item in done.rejections] == ["127.0.0.1/feed"]
    assert ids(tmp_path) == ["feed", "lima", "quito"]


def test_force_reads_what_is_gone_anew_from_its_text(site: Site, tmp_path: Path) -> None:
    update(site, tmp_path)
    show(site, "quito")
    assert update(site, tmp_path, force=True)[0] == ["lima.", "quito."]
    assert ids(tmp_path) == ["lima", "quito"]


def test_other_settings_read_what_is_gone_anew_once(site: Site, tmp_path: Path) -> None:
    update(site, tmp_path)
    show(site, "quito")
    other = Settings(private_hosts=True, request_interval=0, keep_pages=False, geocoder="photon")
    assert update(site, tmp_path, settings=other)[0] == ["lima.", "quito."]
    assert update(site, tmp_path, settings=other)[0] == []
    assert ids(tmp_path) == ["lima", "quito"]


def test_without_its_text_an_article_that_is_gone_stays_as_it_was_read(
    site: Site, tmp_path: Path
) -> None:
    feed = [f"{site.address}/feed"]
    Output(tmp_path, texts=False).update(feed, Counting(), OPEN)
    show(site, "quito")
    assert update(site, tmp_path, force=True)[0] == ["quito."]
    assert ids(tmp_path) == ["lima", "quito"]
    assert set(timeline.read(tmp_path).evidence["article_id"]) >= {"127.0.0.1/lima"}
    assert timeline.read_text(tmp_path, "127.0.0.1/lima") is None


def test_a_run_that_is_killed_loses_no_older_version(site: Site, tmp_path: Path) -> None:
    update(site, tmp_path)
    site.pages["/lima"] = page(f"{STORY} Written in lima, corrected.")
    with pytest.raises(WorkerLost):
        Output(tmp_path).update([f"{site.address}/feed"], Lost(), OPEN)
    show(site, "quito")
    assert update(site, tmp_path)[0] == []
    assert ids(tmp_path) == ["lima", "quito"]


def test_entries_without_a_page_are_told_apart_by_their_own_ids(site: Site, tmp_path: Path) -> None:
    def entry(number: int) -> str:
        told = f"<description>{LONG} It was number {number}.</description>"
        return f'<item><guid isPermaLink="false">n{number}</guid>{told}</item>'

    show_items(site, entry(2) + entry(1))
    update(site, tmp_path)
    show_items(site, entry(3) + entry(2))
    assert update(site, tmp_path)[0] == ["3."]
    assert ids(tmp_path) == ["n1", "n2", "n3"]


def test_a_list_in_a_file_is_what_it_says_now(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    for names in (("lima", "quito"), ("quito",)):
        links = "".join(f"<item><link>{site.address}/{name}</link></item>" for name in names)
        path.write_text(f"<rss><channel>{links}</channel></rss>")
        Output(tmp_path / "out").update([str(path)], Counting(), OPEN)
    assert ids(tmp_path / "out") == ["quito"]
