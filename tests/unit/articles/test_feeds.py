"""Feeds: each entry's page is read, and what goes wrong with one stops no other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.articles import read_or_recall
from pipeline.articles.address import address_origin
from pipeline.articles.feeds import is_feed, read_feed
from pipeline.articles.links import MAX_LINKS
from pipeline.errors import RejectedArticle
from pipeline.model import Article, KeptArticle, Rejection
from pipeline.store import KnownInputs, Store
from tests.unit.articles.reading import STORY, only_article, only_reason, read, read_bytes, reasons
from tests.unit.articles.serving import OPEN, Reply, Request, Site, page, serving

LONG = " ".join([STORY] * 4)
PUBDATE = "Tue, 06 Feb 2018 22:10:00 -0500"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        site.pages["/lima"] = page(STORY)
        yield site


def item(link: str = "", title: str = "Talks in Lima", more: str = "") -> str:
    return (
        f"<item><title>{title}</title><link>{link}</link><pubDate>{PUBDATE}</pubDate>{more}</item>"
    )


def rss(*items: str, title: str = "The Meridian Post") -> str:
    entries = "\n".join(items)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{title}</title>{entries}</channel></rss>"
    )


def feed(text: str, kind: str = "application/rss+xml; charset=utf-8") -> Reply:
    return Reply(text.encode(), kind)


def test_the_page_of_each_entry_is_read(site: Site) -> None:
    site.pages["/feed"] = feed(rss(item(f"{site.address}/lima")))
    article = only_article(read(f"{site.address}/feed"))
    assert article.article_id == f"{site.name}/lima"
    assert article.path == article.url == f"{site.address}/lima"
    assert (article.title, article.source) == ("Talks in Lima", "The Meridian Post")
    assert str(article.published) == "2018-02-06"
    assert article.text.endswith(STORY)


def test_a_port_is_part_of_the_id_unless_it_is_the_usual_one() -> None:
    addresses = ["http://a.example:80/b", "https://a.example:443/b", "https://a.example/b.html"]
    assert {address_origin(address).article_id for address in addresses} == {"a.example/b"}
    assert address_origin("http://a.example:443/b").article_id == "a.example:443/b"


def test_what_the_page_says_counts_before_the_feed(site: Site) -> None:
    head = "<meta name='date' content='2018-02-05'><meta property='og:site_name' content='Other'>"
    site.pages["/lima"] = page(STORY, "From the page", head)
    site.pages["/feed"] = feed(rss(item(f"{site.address}/lima")))
    article = only_article(read(f"{site.address}/feed"))
    assert (article.title, article.source) == ("From the page", "Other")
    assert str(article.published) == "2018-02-05"


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{address}/">
<title>The Meridian Post</title><entry><title type="html">Talks &amp;amp; &lt;b&gt;tea&lt;/b&gt;
</title><link href="lima"/>{dates}</entry></feed>"""


@pytest.mark.parametrize(
    ("dates", "published"),
    [
        ("<published>2018-02-06T10:00:00Z</published><updated>2018-03-01</updated>", "2018-02-06"),
        ("<updated>2018-03-01T10:00:00Z</updated>", "2018-03-01"),
        ("", "None"),
    ],
)
def test_an_atom_feed_is_read(site: Site, dates: str, published: str) -> None:
    text = ATOM.format(address=site.address, dates=dates)
    site.pages["/feed"] = feed(text, "application/atom+xml")
    article = only_article(read(f"{site.address}/feed"))
    assert article.title == "Talks & tea"
    assert str(article.published) == published


RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Meridian Post</title></channel>
<item><title>Talks</title><link>{address}/lima</link><dc:date>2018-02-06</dc:date></item>
</rdf:RDF>"""


def test_an_rdf_feed_is_read(site: Site) -> None:
    site.pages["/feed"] = feed(RDF.format(address=site.address), "text/xml")
    article = only_article(read(f"{site.address}/feed"))
    assert (article.title, str(article.published)) == ("Talks", "2018-02-06")


@pytest.mark.parametrize("kind", ["text/html", "text/plain", "text/xml", "application/xml", ""])
def test_a_feed_is_known_by_its_content(site: Site, kind: str) -> None:
    site.pages["/feed"] = feed("<!-- <html> -->" + rss(item(f"{site.address}/lima")), kind)
    assert only_article(read(f"{site.address}/feed")).article_id == f"{site.name}/lima"


@pytest.mark.parametrize("name", ["a.xml", "a.rss", "a.atom", "a.RDF"])
def test_a_feed_is_read_from_a_file(site: Site, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(rss(item(f"{site.address}/lima")), encoding="utf-8")
    assert only_article(read(tmp_path)).article_id == f"{site.name}/lima"


def test_a_feed_in_another_encoding_is_read(site: Site, tmp_path: Path) -> None:
    text = rss(item(f"{site.address}/lima", "Él viajó")).replace("utf-8", "windows-1252")
    assert only_article(read_open(tmp_path, text.encode("cp1252"))).title == "Él viajó"


def read_open(folder: Path, data: bytes) -> list[Article | Rejection]:
    (folder / "a.xml").write_bytes(data)
    return read(folder / "a.xml")


@pytest.mark.parametrize("element", ["description", "content:encoded"])
def test_the_entry_stands_for_a_page_that_cannot_be_read(site: Site, element: str) -> None:
    own = f"<{element}><![CDATA[<p>{LONG}</p><script>no()</script><p>End.</p>]]></{element}>"
    site.pages["/feed"] = feed(rss(item(f"{site.address}/gone", more=own)))
    article = only_article(read(f"{site.address}/feed"))
    assert article.text == f"{LONG}\nEnd."
    assert (article.article_id, article.url) == (f"{site.name}/gone", f"{site.address}/gone")
    assert (article.source, str(article.published)) == ("The Meridian Post", "2018-02-06")


def test_a_teaser_does_not_stand_for_a_page(site: Site) -> None:
    teaser = f"<description>{STORY}</description>"
    site.pages["/feed"] = feed(
        rss(item(f"{site.address}/gone", more=teaser), item(f"{site.address}/lima"))
    )
    found = read(f"{site.address}/feed")
    assert [type(each) for each in found] == [Rejection, Article]
    assert reasons(found) == {
        f"{site.name}/gone": "the server answered 404 Not Found; check the address"
    }


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("file:///etc/hostname", "file addresses are not read"),
        ("javascript:alert(1)", "names no page"),
        ("", "names no page"),
        ("ftp://press.example/a", "ftp addresses are not read"),
        ("http://[::1", "names no page"),
    ],
)
def test_an_entry_that_leads_nowhere_is_reported(site: Site, link: str, reason: str) -> None:
    site.pages["/feed"] = feed(rss(item(link), item(f"{site.address}/lima")))
    found = read(f"{site.address}/feed")
    assert [type(each) for each in found] == [Rejection, Article]
    assert reason in next(iter(reasons(found).values()))


def test_an_address_named_twice_is_read_once(site: Site) -> None:
    site.pages["/feed"] = feed(rss(*[item(f"{site.address}/lima")] * 3))
    only_article(read(f"{site.address}/feed"))
    assert site.paths == ["/feed", "/lima"]


def test_no_feed_is_followed_from_a_feed(site: Site) -> None:
    site.pages["/feed"] = feed(rss(item(f"{site.address}/feed")))
    assert "not a web page" in only_reason(read(f"{site.address}/feed"))


def test_the_pages_of_a_feed_in_an_unchanged_file_are_asked_again(
    site: Site, tmp_path: Path
) -> None:
    """A page that could not be had is no property of the file that names it."""
    del site.pages["/lima"]
    (tmp_path / "a.xml").write_text(rss(item(f"{site.address}/lima")), encoding="utf-8")
    with closing(Store(OPEN)) as store:

        def again() -> list[Article | Rejection | KeptArticle]:
            return list(read_or_recall([str(tmp_path)], OPEN, KnownInputs(store)))

        assert [type(found) for found in again()] == [Rejection]
        site.pages["/lima"] = page(STORY)
        assert [type(found) for found in again()] == [Article]


# Broken feeds


def test_of_a_cut_feed_the_whole_entries_are_read(site: Site) -> None:
    text = rss(item(f"{site.address}/lima"), item(f"{site.address}/quito"))
    site.pages["/feed"] = feed(text[: text.index("quito") + 2])
    found = read(f"{site.address}/feed")
    assert [type(each) for each in found] == [Article, Rejection]
    reason = "the feed is cut off after 1 whole entries; fetch it again"
    assert reasons(found) == {f"{site.name}/feed": reason}


@pytest.mark.parametrize("broken", ["a & b", "<b>bold", "&nbsp;", "\x0b"])
def test_an_ill_formed_feed_is_read(site: Site, broken: str) -> None:
    site.pages["/feed"] = feed(rss(item(f"{site.address}/lima", more=f"<category>{broken}")))
    assert only_article(read(f"{site.address}/feed")).article_id == f"{site.name}/lima"


def test_a_feed_server_that_breaks_off_leaves_no_trace(site: Site) -> None:
    """When it works again, the run gives what an undisturbed one gives."""
    whole = feed(rss(item(f"{site.address}/lima")))
    site.pages["/feed"] = replace(whole, headers={"ETag": "1"})
    undisturbed = read(f"{site.address}/feed")
    site.pages["/feed"] = replace(
        whole, body=whole.body[:200], cut=len(whole.body) - 200, headers={"ETag": "1"}
    )
    assert only_reason(read(f"{site.address}/feed")) == "the answer was cut off; try again later"

    def working(request: Request) -> Reply:
        assert "If-None-Match" not in request.headers
        return replace(whole, headers={"ETag": "1"})

    site.pages["/feed"] = working
    assert read(f"{site.address}/feed") == undisturbed


LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY a "ha ha ha"> <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<rss version="2.0"><channel><item><title>&c;</title></item></channel></rss>"""


@pytest.mark.parametrize(
    "bomb",
    [
        LAUGHS,
        LAUGHS.replace("<!DOCTYPE", "<!-- <rss> -->\n<!DOCTYPE"),
        LAUGHS.replace('"&a;&a;', "'&a;&a;").replace('&a;">', "&a;'>"),
        f'<!DOCTYPE rss [<!ENTITY a "{"x" * 5_000}">]><rss><item>{"&a;" * 1000}</item></rss>',
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]><rss><item>&a;</item></rss>',
        '<!DOCTYPE rss [<!ENTITY % a "x">%a;]><rss><item></item></rss>',
    ],
)
def test_a_feed_of_growing_entities_is_refused(site: Site, tmp_path: Path, bomb: str) -> None:
    site.pages["/feed"] = feed(bomb)
    assert "declares entities" in only_reason(read(f"{site.address}/feed"))
    for encoding in ("utf-8", "utf-16"):
        assert "declares entities" in only_reason(
            read_bytes(tmp_path, "a.xml", bomb.encode(encoding))
        )


def test_entities_of_one_character_are_harmless() -> None:
    text = '<!DOCTYPE rss [<!ENTITY nbsp "&#160;"><!ENTITY c "(C)">]>' + rss(
        item("http://a.example")
    )
    assert len(read_feed(text).links) == 1


def test_no_file_or_address_is_opened_that_a_feed_is_taken_for() -> None:
    text = f"<feed><entry><title>{Path(__file__)}</title></entry></feed>"
    assert is_feed(text)
    assert read_feed(text).links[0].said.title == str(Path(__file__))


def test_a_long_feed_is_read_as_far_as_the_limit() -> None:
    found = read_feed(rss(*(item(f"http://a.example/{number}") for number in range(10_000))))
    assert len(found.links) == MAX_LINKS
    assert found.links[-1].said.url == f"http://a.example/{MAX_LINKS - 1}"
    assert found.problem == "10,000 addresses, of which the first 5,000 are read; split it"


def test_html_that_is_never_closed_is_not_deep() -> None:
    broken = "<br><img src='a'>" * 2_000 + f"<description><![CDATA[{'<p>' * 2_000}]]></description>"
    assert len(read_feed(rss(item("http://a.example", more=broken))).links) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (rss(), "a feed without entries"),
        ("<rss>", "cut off after 0 whole entries"),
        ("<feed></feed>", "a feed without entries"),
        ("<rss>" + "<a>" * 100_000 + "</rss>", "nested too deeply"),
        ("<rss>" + "<item" * 100_000 + "</rss>", "nested too deeply"),
    ],
)
def test_a_feed_of_nothing_is_reported(text: str, reason: str) -> None:
    with pytest.raises(RejectedArticle, match=reason):
        read_feed(text)


@pytest.mark.parametrize(
    "text", ["", "rss", "<html><rss></rss></html>", "{}", "plain <rss>", "<!DOCTYPE html><html>"]
)
def test_what_is_no_feed_is_not_taken_for_one(text: str) -> None:
    assert not is_feed(text)


def test_xml_that_is_no_feed_is_reported(tmp_path: Path) -> None:
    assert "XML, but no feed" in only_reason(read_bytes(tmp_path, "a.xml", b"<letter>Hi</letter>"))
