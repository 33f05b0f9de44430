"""Ingest: every kind of input becomes articles, or says on one line why not."""
