"""Demarche's pipeline: news articles in, a checked timeline of diplomatic travel out."""
