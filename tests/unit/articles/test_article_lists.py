"""GDELT's lists of articles: each article's page is read, the list says when it was seen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.articles.article_lists import is_article_list, read_article_list
from pipeline.errors import RejectedArticle
from pipeline.model import Article, GivenFile, Rejection
from tests.unit.articles.reading import STORY, only_article, only_reason, read, read_bytes, reasons
from tests.unit.articles.serving import OPEN, Reply, Site, page, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        site.pages["/lima"] = page(STORY)
        site.pages["/2018/02/05/quito"] = page(STORY)
        yield site


def record(url: str, **more: object) -> dict[str, object]:
    return {
        "url": url,
        "url_mobile": "",
        "title": "Talks in Lima",
        "seendate": "20180206T121500Z",
        "socialimage": "",
        "domain": "meridian.example",
        "language": "English",
        "sourcecountry": "Peru",
        **more,
    }


def listed(*records: object) -> str:
    return json.dumps({"articles": records})


def table(columns: int, cells: dict[int, str]) -> str:
    return "\t".join(cells.get(number, "") for number in range(columns))


def check(article: Article, site: Site, title: str = "Talks in Lima") -> None:
    assert article.article_id == f"{site.name}/lima"
    assert article.url == article.path == f"{site.address}/lima"
    assert article.title == title
    assert str(article.published) == "2018-02-06"
    assert article.text.endswith(STORY)


@pytest.mark.parametrize("kind", ["application/json", "text/json", "text/plain", "text/html"])
def test_a_list_at_an_address_is_read(site: Site, kind: str) -> None:
    site.pages["/list"] = Reply(listed(record(f"{site.address}/lima")).encode(), kind)
    article = only_article(read(f"{site.address}/list"))
    check(article, site)
    assert (article.source, article.language) == ("meridian.example", "en")


def test_a_list_in_a_file_is_read(site: Site, tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(
        "\ufeff" + listed(record(f"{site.address}/lima")), encoding="utf-8"
    )
    check(only_article(read(tmp_path)), site)


CSV = 'URL,MobileURL,Date,Title\n{address}/lima,,2018-02-06 12:15:00,"Talks, in Lima"\n'


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_the_csv_form_is_read(site: Site, tmp_path: Path, start: str) -> None:
    text = start + CSV.format(address=site.address)
    found = read_bytes_open(tmp_path, "list.csv", text)
    check(only_article(found), site, "Talks, in Lima")
    site.pages["/list"] = Reply(text.encode(), "text/csv")
    check(only_article(read(f"{site.address}/list")), site, "Talks, in Lima")


def read_bytes_open(folder: Path, name: str, text: str) -> list[Article | Rejection]:
    (folder / name).write_text(text, encoding="utf-8")
    return read(folder / name)


@pytest.mark.parametrize(
    ("columns", "date", "address"), [(27, 1, 4), (16, 2, 5), (61, 59, 60)], ids=str
)
def test_a_table_of_graph_mentions_or_events_is_read(
    site: Site, tmp_path: Path, columns: int, date: int, address: int
) -> None:
    line = table(columns, {date: "20180206121500", address: f"{site.address}/lima"})
    found = read_bytes_open(tmp_path, "20180206121500.gkg.csv", f"{line}\n{line}\n")
    assert str(only_article(found).published) == "2018-02-06"
    assert site.paths == ["/lima"]


def test_when_it_was_seen_is_the_last_resort(site: Site, tmp_path: Path) -> None:
    text = listed(record(f"{site.address}/2018/02/05/quito"))
    assert str(only_article(read_bytes_open(tmp_path, "a.json", text)).published) == "2018-02-05"


def test_a_dead_link_is_a_line_and_the_rest_is_read(site: Site, tmp_path: Path) -> None:
    site.pages["/gone"] = Reply(status=410)
    site.pages["/shut"] = Reply(status=403)
    paths = ("/gone", "/nowhere", "/shut", "/lima")
    text = listed(*(record(f"{site.address}{path}") for path in paths))
    found = read_bytes_open(tmp_path, "a.json", text)
    assert reasons(found) == {
        f"{site.name}/gone": "the server answered 410 Gone; the page is gone",
        f"{site.name}/nowhere": "the server answered 404 Not Found; check the address",
        f"{site.name}/shut": "the server answered 403 Forbidden; save the page as .html",
    }
    assert isinstance(found[-1], Article)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (listed(), "a list without articles"),
        (listed({"a": 1}), r"no url and seendate .* write articles of your own as"),
        (listed("text"), r"no url and seendate .* write articles of your own as"),
        (listed(record("http://a.example"))[:-20], "not valid JSON"),
        ('{"articles": [' + "[" * 100_000, "JSON too deep"),
        (CSV.format(address="http://a.example") + '"open', "broken quoting"),
        ("URL,MobileURL,Date,Title\n", "a list without articles"),
    ],
)
def test_a_broken_list_is_reported(text: str, reason: str) -> None:
    assert is_article_list(text)
    with pytest.raises(RejectedArticle, match=reason):
        read_article_list(text)


def test_a_short_row_and_odd_values_stop_nothing() -> None:
    text = listed(record("http://a.example", seendate=None, title=5, domain=["x"]))
    assert read_article_list(text).links[0].said.url == "http://a.example"
    assert len(read_article_list("URL,MobileURL,Date,Title\nhttp://a.example\n").links) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        '{"title": "a", "text": "b"}',
        '[{"url": "http://a.example"}]',
        "url,title\nhttp://a.example,a\n",
        table(27, {4: "no address"}),
    ],
)
def test_what_is_no_list_is_not_taken_for_one(text: str) -> None:
    assert not is_article_list(text)


def test_a_visitors_file_leads_nowhere(site: Site) -> None:
    """Whoever may give a file, but no address, must not give one in a file."""
    from pipeline.articles import read_articles

    for name, text in {
        "a.json": listed(record(f"{site.address}/lima")),
        "a.csv": CSV.format(address=site.address),
        "a.xml": f"<rss><item><link>{site.address}/lima</link></item></rss>",
    }.items():
        only_reason(list(read_articles([GivenFile(name, text.encode())], OPEN)))
    assert site.asked == []


def test_json_articles_at_an_address_are_read(site: Site) -> None:
    site.pages["/a"] = Reply(json.dumps({"title": "Talks", "text": STORY}).encode(), "text/json")
    assert only_article(read(f"{site.address}/a")).text == STORY


def test_a_table_of_articles_at_an_address_is_read(site: Site) -> None:
    site.pages["/a"] = Reply(f"title,text\nTalks,{STORY}\n".encode(), "text/csv")
    assert only_article(read(f"{site.address}/a")).text == STORY


def test_an_ordinary_table_in_a_file_is_read_as_before(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, "a.csv", f"title,text\nTalks,{STORY}\n".encode())
    assert only_article(found).text == STORY
