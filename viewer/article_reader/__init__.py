"""An article in full, its places and claims marked where they stand."""

from viewer.article_reader.component import article_reader

__all__ = ["article_reader"]
