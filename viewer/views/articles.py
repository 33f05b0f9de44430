"""The articles behind the trip: their list, and one of them to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from pipeline.errors import TableError
from viewer import markup, state
from viewer.article_reader import article_reader
from viewer.viewmodel import ArticleView, Reading

ReadingOf = Callable[[ArticleView], Reading]


def show(
    articles: Sequence[ArticleView],
    reading_of: ReadingOf,
    choose: state.Choose,
    prefix: str = "",
) -> None:
    """Draw the list and the article picked; `choose` is told of a claim chosen in its text.

    `prefix` is that of the keys of the map whose stop is marked.
    """
    if not articles:
        st.info("No article is listed for this trip.")
        return
    with st.container(key=f"{prefix}articles"):
        beside, page = st.columns([2, 5], gap="medium")
    with beside:
        article = _pick(articles, f"{prefix}article_id")
    with page:
        try:
            article_reader(
                reading_of(article), key=f"{prefix}article", on_choose=choose, prefix=prefix
            )
        except TableError as error:
            st.warning(markup.label(f"{error}."))


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
