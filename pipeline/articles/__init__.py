"""Ingest: files, folders, addresses and standard input become articles, or say why not."""

from pipeline.articles.ingest import Input, read_articles

__all__ = ["Input", "read_articles"]
