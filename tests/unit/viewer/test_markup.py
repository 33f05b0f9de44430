from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.viewer.sample_tables import AMERICAS, PACIFIC, sample_tables
from viewer import links, markup, viewmodel
from viewer.viewmodel.quotes import Piece

TABLES = sample_tables()


def card(trip_id: str, index: int) -> viewmodel.Card:
    return viewmodel.cards(TABLES, viewmodel.route(TABLES, trip_id))[index]


def test_a_sentence_from_an_article_is_never_markup() -> None:
    html = markup.card(card(PACIFIC, 1), here=False)
    assert "&lt;img src=x onerror=alert(1)&gt; *peace* costs $5 &amp; :smile:" in html
    assert "<img" not in html


def test_every_text_of_a_card_is_escaped() -> None:
    shown = card(AMERICAS, 4)
    evil = "<i>&"
    pieces = (Piece(evil), Piece(evil, "place"), Piece(evil, "cue"))
    quote = replace(shown.quotes[0], pieces=pieces, source=evil, published=evil, status_words=evil)
    quote = replace(quote, printed=evil)
    stop = replace(shown.stop, when=evil, note=evil)
    html = markup.card(replace(shown, stop=stop, quotes=(quote, quote)), here=True)
    assert "<i>" not in html
    assert html.count("&lt;i&gt;&amp;") == 15


def test_an_address_cannot_leave_its_attribute() -> None:
    html = markup.link("<b>title", "https://news.example/'><script>")
    assert "href='https://news.example/&#x27;&gt;&lt;script&gt;'" in html
    assert "&lt;b&gt;title" in html


def test_the_card_of_the_current_stop_is_marked() -> None:
    assert "aria-current" in markup.card(card(AMERICAS, 4), here=True)
    assert "aria-current" not in markup.card(card(AMERICAS, 4), here=False)


def test_the_place_and_the_deciding_words_are_marked() -> None:
    shown = card(AMERICAS, 2)
    quote = replace(shown.quotes[0], pieces=(Piece("At "), Piece("Bariloche", "place"), Piece(".")))
    html = markup.card(replace(shown, quotes=(quote,)), here=False)
    assert "<blockquote dir='auto'>At <mark class='place'>Bariloche</mark>.</blockquote>" in html


def test_the_other_sentences_can_be_opened_with_what_each_says() -> None:
    html = markup.card(card(AMERICAS, 4), here=False)
    more = html[html.index("<details") :]
    assert "<summary>1 more article</summary>" in more
    assert "landed in <mark class='place'>Lima</mark> late on Sunday" in more
    assert "<bdi>Sample Post</bdi> · 5 Feb 2018 · there at the time</p>" in more
    assert "<details" not in markup.card(card(AMERICAS, 1), here=False)


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
