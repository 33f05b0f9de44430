"""Ingest: files, folders, addresses and standard input become articles, or say why not."""

from pipeline.articles.ingest import read_articles

__all__ = ["read_articles"]
