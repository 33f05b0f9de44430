"""The kinds of files that hold articles, or name them, told by their suffixes.

Which reader is for which stands in `readers` and `archives`, whose libraries take their time to
load: who only looks through a folder does without them.
"""

TEXTS = (".txt", ".md")
PAGES = (".html", ".htm")
JSON = (".json",)
JSON_LINES = (".jsonl",)
TABLES = (".csv", ".tsv")
PARQUET = (".parquet",)
FEEDS = (".rss", ".atom", ".rdf", ".xml")
FILES = (*TEXTS, *PAGES, *JSON, *JSON_LINES, *TABLES, *PARQUET, *FEEDS)
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".warc", ".warc.gz", ".gz")
READABLE = (*FILES, *ARCHIVES)
SUFFIXES = ", ".join(READABLE)


def is_readable(name: str) -> bool:
    """Whether there is a reader for files of this name."""
    return name.lower().endswith(READABLE)


def is_list_of_sources(name: str) -> bool:
    """Whether an input is a file that lists others."""
    return name.lower().endswith(".toml")
