"""What a page or a plain text says that was fetched from the web."""

from __future__ import annotations

from dataclasses import replace

from pipeline.articles.answer import PAGE_TYPES, PLAIN_TYPE, Answer
from pipeline.articles.encoding import decode
from pipeline.articles.fields import Fields
from pipeline.articles.html import page_fields
from pipeline.articles.opening import guess_title
from pipeline.articles.plain import split_front_matter
from pipeline.errors import RejectedArticle


def fields_of_page(answer: Answer, url: str) -> Fields:
    """The fields of an answer from `url`, as the article bears it.

    Raises:
        RejectedArticle: the answer is neither a page nor a plain text, or holds no article.
    """
    if answer.media_type in PAGE_TYPES:
        return page_fields(answer.data, url, answer.charset)
    if answer.media_type != PLAIN_TYPE:
        raise RejectedArticle(
            f"not a web page but {answer.media_type}; give the address of an article"
        )
    fields = split_front_matter(decode(answer.data, answer.charset))
    title = fields.title or guess_title(fields.text)
    return replace(fields, title=title, url=fields.url or url)
