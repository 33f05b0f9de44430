from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.viewer.sample_tables import AMERICAS, PACIFIC, sample_tables
from viewer import links, markup, viewmodel

TABLES = sample_tables()


def card(trip_id: str, index: int) -> viewmodel.Card:
    return viewmodel.cards(TABLES, viewmodel.route(TABLES, trip_id))[index]


def test_a_sentence_from_an_article_is_never_markup() -> None:
    html = markup.card(card(PACIFIC, 1), here=False)
    assert "&lt;img src=x onerror=alert(1)&gt; *peace* costs $5 &amp; :smile:" in html
    assert "<img" not in html


def test_a_title_from_an_article_is_never_markup() -> None:
    (article,) = viewmodel.articles(TABLES, PACIFIC)
    html = markup.article(replace(article, url="https://news.example/'><script>"))
    assert "Kono crosses &lt;b&gt;the&lt;/b&gt; date line" in html
    assert "<script" not in html
    assert "href='https://news.example/&#x27;&gt;&lt;script&gt;'" in html


def test_every_text_of_a_card_is_escaped() -> None:
    shown = card(AMERICAS, 4)
    evil = "<i>&"
    stop = replace(shown.stop, when=evil, snippet=evil, source=evil, note=evil)
    html = markup.card(replace(shown, stop=stop, published=evil), here=True)
    assert "<i>" not in html
    assert html.count("&lt;i&gt;&amp;") == 5


def test_the_card_of_the_current_stop_is_marked() -> None:
    assert "aria-current" in markup.card(card(AMERICAS, 4), here=True)
    assert "aria-current" not in markup.card(card(AMERICAS, 4), here=False)


def test_other_sources_are_counted() -> None:
    assert "1 more article<" in markup.card(card(AMERICAS, 4), here=False)
    assert "more article" not in markup.card(card(AMERICAS, 1), here=False)


def test_places_of_one_status_are_told_of_together() -> None:
    (article,) = viewmodel.articles(TABLES, PACIFIC)
    stops = (("Apia", "Planned"), ("Apia", "Planned"), ("Suva", "Called off"), ("Lae", "Planned"))
    html = markup.article(replace(article, said=(viewmodel.Said("", stops),)))
    assert (
        "<strong>Apia, Lae</strong> <span class='how'>planned</span>; "
        "<strong>Suva</strong> <span class='how'>called off</span>"
    ) in html


def test_markdown_signs_stand_for_themselves() -> None:
    assert markup.label("a*b_[c](d) `e` $f$ :g:") == (r"a\*b\_\[c\]\(d\) \`e\` \$f\$ \:g\:")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://news.example/a", "https://news.example/a"),
        (" http://news.example ", "http://news.example"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//news.example/a", ""),
        ("https:///a", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_become_links(text: str, address: str) -> None:
    assert links.web_address(text) == address
