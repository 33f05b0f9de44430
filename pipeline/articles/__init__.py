"""Ingest: files, folders, addresses and standard input become articles, or say why not."""

from pipeline.articles.ingest import Input, named_paths, read_articles, read_or_recall
from pipeline.articles.walk import count_files

__all__ = ["Input", "count_files", "named_paths", "read_articles", "read_or_recall"]
