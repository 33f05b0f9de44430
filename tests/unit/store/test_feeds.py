"""What feeds gave and give no more: it stays, as it was last read, and is never there twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline import timeline
from pipeline.articles.origin import Origin
from pipeline.errors import WorkerLost
from pipeline.model import Article, Extraction
from pipeline.settings import Settings
from pipeline.store import KnownInputs, Store, extractions
from pipeline.update import Output, Update
from tests.unit.articles.reading import STORY
from tests.unit.articles.serving import OPEN, Reply, Site, page, serving
from tests.unit.store.test_store import Counting, kept

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


def show(site: Site, *names: str, feed: str = "/feed") -> None:
    items = "".join(f"<item><link>{site.address}/{name}</link></item>" for name in names)
    show_items(site, items, feed)


def show_items(site: Site, items: str, feed: str = "/feed") -> None:
    told = f"<rss><channel><title>The Meridian Post</title>{items}</channel></rss>"
    site.pages[feed] = Reply(told.encode(), "application/rss+xml")


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


def reasons(output: Path) -> dict[str, str]:
    """Why each article is there that could not be had again."""
    end = "; kept as it was read"
    told = zip(ids(output), timeline.read(output).articles["reason"], strict=True)
    return {name: reason.removesuffix(end) for name, reason in told if reason.endswith(end)}


def tables(output: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in output.glob("[!.]*") if path.suffix != ".json"}


def test_what_falls_out_of_a_feed_stays_with_its_text(site: Site, tmp_path: Path) -> None:
    update(site, tmp_path)
    show(site, "quito", "oslo")
    assert update(site, tmp_path)[0] == ["oslo."]
    assert ids(tmp_path) == ["lima", "oslo", "quito"]
    text = timeline.read_text(tmp_path, f"{site.name}/lima")
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
    undisturbed = tables(tmp_path / "undisturbed")
    assert {name for name in before if before[name] != undisturbed[name]} == {
        "articles.csv",
        "articles.parquet",
    }
    kept, shown = (timeline.read(tmp_path / name).articles for name in ("out", "undisturbed"))
    assert kept.drop(columns="reason").equals(shown.drop(columns="reason"))
    assert reasons(tmp_path / "out") == {"lima": f"no longer named by {site.address}/feed"}
    assert reasons(tmp_path / "undisturbed") == {}


def test_an_article_of_two_feeds_is_one_and_keeps_its_id(site: Site, tmp_path: Path) -> None:
    other = f"{site.address}/other"
    site.pages["/lima.html"] = page(f"{STORY} Written in lima, for the printer.")

    def found(*names: str) -> list[str]:
        show(site, *names, feed="/other")
        update(site, tmp_path, other)
        return ids(tmp_path)

    assert found("lima", "oslo") == ["lima", "oslo", "quito"]
    show(site, "quito")
    assert found("lima", "oslo") == ["lima", "oslo", "quito"]
    assert reasons(tmp_path) == {}
    assert found("oslo") == ["lima", "oslo", "quito"]
    assert reasons(tmp_path) == {"lima": f"no longer named by {other}"}
    assert found("lima.html") == ["lima", "lima~2", "oslo", "quito"]
    assert found("oslo") == ["lima", "lima~2", "oslo", "quito"]


def test_a_page_that_one_feed_could_not_have_and_another_could_is_an_article(
    site: Site, tmp_path: Path
) -> None:
    answers = iter([Reply(status=404), page(f"{STORY} Written in lima.")])
    site.pages["/lima"] = lambda request: next(answers)
    show(site, "lima", feed="/other")
    update(site, tmp_path, f"{site.address}/other")
    assert ids(tmp_path) == ["lima", "quito"]
    assert list(timeline.read(tmp_path).articles["state"]) == ["ok", "duplicate"]


def test_a_page_that_is_named_twice_is_one(site: Site, tmp_path: Path) -> None:
    """By itself and by a feed, by a feed that is given twice, at two places within it."""
    more = (f"{site.address}/lima", f"{site.address}/quito#top", f"{site.address}/feed")
    update(site, tmp_path, *more)
    assert ids(tmp_path) == ["lima", "quito"]
    show(site, "lima#1", "lima#2", "quito")
    assert update(site, tmp_path)[0] == ["quito."]  # now with the outlet that the feed names
    assert ids(tmp_path) == ["lima", "quito"]


def test_a_page_that_comes_by_https_is_no_other_one() -> None:
    """What was kept of it by http is not there beside it."""
    with closing(Store(OPEN)) as store:
        feed = Origin("a.example/feed", "https://a.example/feed")
        for scheme in ("http", "https"):
            article = Article("a.example/b", STORY, path=f"{scheme}://a.example/b")
            known = KnownInputs(store)
            assert list(known.keep(feed, iter([article]))) == [article]
            assert list(known.rest()) == []
            store.save([(store.key(article), Extraction(article, (), ()))])
        known = KnownInputs(store)
        assert list(known.keep(feed, iter([]))) == []
        assert [found.path for found in known.rest()] == ["https://a.example/b"]


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
    assert str(timeline.read_text(tmp_path, f"{site.name}/lima")).endswith("corrected.")


def test_what_a_feed_gave_goes_with_the_feed_and_comes_with_it(site: Site, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Of a file.")
    update(site, tmp_path / "out", str(tmp_path / "b.txt"))
    show(site, "quito")
    Output(tmp_path / "out").update([str(tmp_path / "b.txt")], Counting(), OPEN)
    assert ids(tmp_path / "out") == ["b"]
    assert update(site, tmp_path / "out")[0] == []
    assert ids(tmp_path / "out") == ["lima", "quito"]


def test_what_a_feed_gave_outlives_a_run_without_it(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the versions that a newer one replaced may go."""
    monkeypatch.setattr(extractions, "_FEW", 0)
    for word in ("first", "second", "third"):
        site.pages["/lima"] = page(f"{STORY} Written in lima, {word}.")
        update(site, tmp_path / "out")
    show(site, "oslo")
    (tmp_path / "b.txt").write_text("Of a file.")
    Output(tmp_path / "out").update([str(tmp_path / "b.txt")], Counting(), OPEN)
    assert kept(tmp_path / "out") == 3
    assert update(site, tmp_path / "out")[0] == ["oslo."]
    assert ids(tmp_path / "out") == ["lima", "oslo", "quito"]
    assert str(timeline.read_text(tmp_path / "out", f"{site.name}/lima")).endswith("third.")


def test_a_page_that_is_gone_takes_no_article_away(site: Site, tmp_path: Path) -> None:
    update(site, tmp_path)
    site.pages["/lima"] = Reply(status=410)
    site.pages["/news"] = Reply(status=410)
    show(site, "lima", "quito", "news")
    done = update(site, tmp_path)[1]
    assert [item.article_id for item in done.rejections] == [f"{site.name}/news"]
    assert ids(tmp_path) == ["lima", "news", "quito"]
    assert reasons(tmp_path) == {"lima": "the server answered 410 Gone; the page is gone"}


@pytest.mark.parametrize("answer", [Reply(status=503), Reply(b"<rss>", "text/xml")])
def test_a_feed_that_is_down_is_reported_and_keeps_what_it_gave(
    site: Site, tmp_path: Path, answer: Reply
) -> None:
    update(site, tmp_path)
    site.pages["/feed"] = answer
    site.pages["/robots.txt"] = Reply(status=500) if answer.status == 503 else Reply(status=404)
    done = update(site, tmp_path)[1]
    assert [item.article_id for item in done.rejections] == [f"{site.name}/feed"]
    assert ids(tmp_path) == ["feed", "lima", "quito"]
    assert reasons(tmp_path) == {}


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
    assert set(timeline.read(tmp_path).evidence["article_id"]) >= {f"{site.name}/lima"}
    assert timeline.read_text(tmp_path, f"{site.name}/lima") is None


def test_a_run_that_is_killed_loses_no_older_version(site: Site, tmp_path: Path) -> None:
    update(site, tmp_path)
    site.pages["/lima"] = page(f"{STORY} Written in lima, corrected.")
    with pytest.raises(WorkerLost):
        Output(tmp_path).update([f"{site.address}/feed"], Lost(), OPEN)
    show(site, "quito")
    assert update(site, tmp_path)[0] == []
    assert ids(tmp_path) == ["lima", "quito"]


def test_a_forced_run_that_is_killed_loses_nothing_a_feed_gave(site: Site, tmp_path: Path) -> None:
    update(site, tmp_path)
    show(site, "quito")
    with pytest.raises(WorkerLost):
        Output(tmp_path).update([f"{site.address}/feed"], Lost(), OPEN, force=True)
    assert update(site, tmp_path)[0] == []
    assert ids(tmp_path) == ["lima", "quito"]


def test_what_a_feed_tells_takes_no_page_away(site: Site, tmp_path: Path) -> None:
    """It stands for a page that was never read, and is told anew then."""

    def text(word: str) -> str:
        own = f"<description>{LONG} Told {word}.</description>"
        show_items(site, f"<item><link>{site.address}/lima</link>{own}</item>")
        update(site, tmp_path)
        assert ids(tmp_path) == ["lima"]
        assert reasons(tmp_path) == {}
        return str(timeline.read_text(tmp_path, f"{site.name}/lima")).split()[-1]

    whole, site.pages["/lima"] = site.pages["/lima"], Reply(status=403)
    assert [text("once"), text("anew")] == ["once.", "anew."]
    site.pages["/lima"] = whole
    assert text("thrice") == "lima."
    site.pages["/lima"] = Reply(status=403)
    assert text("again") == "lima."


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
