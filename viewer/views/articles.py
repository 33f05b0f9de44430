"""The articles behind the trip: their list, and one of them to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from pipeline.errors import TableError
from viewer import markup, state
from viewer.article_reader import article_reader
from viewer.viewmodel import ArticleView, Reading

FRAGMENT = "articles"
ReadingOf = Callable[[ArticleView], Reading]
_ASKED = "article-asked"  # the stop whose article was asked for last, and how often one was


def show(
    articles: Sequence[ArticleView],
    reading_of: ReadingOf,
    choose: state.Choose,
    quoted: Callable[[str], str] | None = None,
    prefix: str = "",
) -> None:
    """Draw the list and the article picked; `choose` is told of a claim chosen in its text.

    `quoted` gives the article of a stop that was asked for, by their ids; `prefix` is that of the
    keys of the map whose stop is marked.
    """
    if not articles:
        st.info("No article is listed for this trip.")
        return
    with st.container(key=f"{prefix}articles"):
        beside, page = st.columns([2, 5], gap="medium")
    with beside:
        article = _pick(articles, _key(articles, quoted, prefix))
    with page:
        try:
            article_reader(
                reading_of(article), key=f"{prefix}article", on_choose=choose, prefix=prefix
            )
        except TableError as error:
            st.warning(markup.label(f"{error}."))


def ask(stop_id: str) -> None:
    """Open the article that a stop's card quotes when the articles are drawn next."""
    _, turn = st.session_state.get(_ASKED, ("", 0))
    st.session_state[_ASKED] = (stop_id, turn + 1)


def _key(articles: Sequence[ArticleView], quoted: Callable[[str], str] | None, prefix: str) -> str:
    """The key of the list: another one after each article that was asked for.

    The browser sends what the list holds with whatever it sends, which would take that back.
    """
    stop_id, turn = st.session_state.get(_ASKED, ("", 0))
    if not quoted or not turn:
        return f"{prefix}article_id"
    key = f"{prefix}article_id-{turn}"
    if key not in st.session_state:
        article_id = quoted(stop_id)
        if any(article.article_id == article_id for article in articles):
            st.session_state[key] = article_id
    return key


def _pick(articles: Sequence[ArticleView], key: str) -> ArticleView:
    by_id = {article.article_id: article for article in articles}
    captions = [" · ".join(filter(None, (each.source, each.published))) for each in articles]
    article_id = st.radio(
        "Article",
        list(by_id),
        format_func=lambda article_id: markup.label(by_id[article_id].title),
        captions=[markup.label(caption) for caption in captions],
        key=key,
        label_visibility="collapsed",
    )
    return by_id[article_id]
