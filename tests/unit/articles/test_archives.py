from __future__ import annotations

import gzip
import io
import json
import tarfile
import tempfile
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.articles import read_articles
from pipeline.model import Article, GivenFile
from pipeline.settings import Settings
from tests.unit.articles.packing import tarred, zipped
from tests.unit.articles.reading import (
    STORY,
    only_article,
    only_reason,
    read,
    read_bytes,
    reasons,
    texts,
)

LINES = "".join(json.dumps({"id": f"n{n}", "text": f"{STORY} {n}"}) + "\n" for n in range(3))
FILES = {
    "week/b.txt": b"---\ntitle: Talks\ndate: 2018-02-06\n---\n" + STORY.encode(),
    "a.jsonl": LINES.encode(),
    "./c.md": STORY.encode(),
    "README.md": b"about",
    "__MACOSX/._b.txt": b"\0\5",
    "table.csv": b"id,text\nx,Gone.\n",
}
IDS = ["week/b", "a/n0", "a/n1", "a/n2", "c", "table/x"]
PACKED = {
    "news.zip": zipped(FILES),
    "news.tar": tarred(FILES, "w"),
    "news.tar.gz": tarred(FILES),
    "news.tgz": tarred(FILES),
}


@pytest.mark.parametrize("name", PACKED)
def test_the_files_of_an_archive_are_read_like_files(tmp_path: Path, name: str) -> None:
    items = read_bytes(tmp_path, name, PACKED[name])
    assert list(texts(items)) == [f"news/{key}" for key in IDS]
    assert [item.path for item in items][:2] == [f"{name}/week/b.txt", f"{name}/a.jsonl"]
    first = only_article(items[:1])
    assert (first.title, str(first.published), first.text) == ("Talks", "2018-02-06", STORY)


def test_an_archive_in_a_folder_is_read_among_its_files(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "news.zip").write_bytes(zipped({"a.txt": STORY.encode()}))
    (tmp_path / "z.txt").write_text(STORY)
    assert list(texts(read(tmp_path))) == ["old/news/a", "z"]


@pytest.mark.parametrize("name", ["news.zip", "news.tar.gz"])
def test_an_archive_in_memory_is_read_too(name: str) -> None:
    items = list(read_articles([GivenFile(name, PACKED[name])], Settings()))
    assert len(texts(items)) == len(IDS)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.jsonl.gz", LINES.encode(), ["a/n0", "a/n1", "a/n2"]),
        ("a.csv.gz", b"id,text\n1,Gone.\n", ["a/1"]),
        ("a.TXT.GZ", STORY.encode("utf-16"), ["a"]),
    ],
)
def test_a_file_packed_with_gzip_is_read_by_the_suffix_below(
    tmp_path: Path, name: str, data: bytes, expected: list[str]
) -> None:
    assert list(texts(read_bytes(tmp_path, name, gzip.compress(data)))) == expected


PACKERS = [(".zip", zipped), (".tar.gz", tarred)]
NAMES = ["../up.txt", "a/../../up.txt", "/etc/up.txt", "C:\\up.txt", "c:up.txt", "..\\up.txt"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("suffix", "make"), PACKERS)
def test_a_name_that_leads_out_is_rejected_and_nothing_is_written(
    tmp_path: Path, suffix: str, make: Callable[[Mapping[str, bytes]], bytes], name: str
) -> None:
    inner = tmp_path / "in"
    inner.mkdir()
    items = read_bytes(inner, f"n{suffix}", make({name: b"x", "good.txt": STORY.encode()}))
    assert list(texts(items)) == ["n/good"]
    (reason,) = reasons(items).values()
    assert "leads out of the archive" in reason
    assert [path.name for path in tmp_path.rglob("*")] == ["in", f"n{suffix}"]


def test_links_and_devices_in_a_tar_are_rejected(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            entry = tarfile.TarInfo(f"{kind.decode()}.txt")
            entry.type, entry.linkname = kind, "/etc/hostname"
            archive.addfile(entry)
        entry = tarfile.TarInfo("folder")
        entry.type = tarfile.DIRTYPE
        archive.addfile(entry)
    items = read_bytes(tmp_path, "n.tar", stream.getvalue())
    assert len(items) == 4
    assert {r.partition(" but")[0] for r in reasons(items).values()} == {"no file of its own"}


def test_links_encrypted_files_and_rare_packing_in_a_zip_are_rejected_alone(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/hostname")
        archive.writestr("rare.txt", STORY, compress_type=zipfile.ZIP_LZMA)
        archive.writestr("secret.txt", STORY)
        archive.writestr("good.txt", STORY)
    data = bytearray(stream.getvalue())
    entry = data.rindex(b"secret.txt") - 46
    data[entry + 8] |= 1
    items = read_bytes(tmp_path, "n.zip", bytes(data))
    assert list(texts(items)) == ["n/good"]
    assert [reason.split(";")[0] for reason in reasons(items).values()] == [
        "a link",
        "packed in a rare way",
        "encrypted",
    ]


@pytest.mark.parametrize(("suffix", "make"), PACKERS)
def test_an_archive_inside_an_archive_is_rejected(
    tmp_path: Path, suffix: str, make: Callable[[Mapping[str, bytes]], bytes]
) -> None:
    inner = {f"in{suffix}": make({"a.txt": b"x"}), "b.jsonl.gz": gzip.compress(b"{}")}
    why = reasons(read_bytes(tmp_path, f"n{suffix}", make(inner)))
    assert list(why) == ["n/in", "n/b"]
    assert set(why.values()) == {"an archive inside an archive; unpack it first"}


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("n.zip", zipped({}), "empty"),
        ("n.tar", tarred({}, "w"), "empty"),
        ("n.zip", zipped({"README.md": b"x"}), "empty"),
        ("n.zip", b"", "not a ZIP file"),
        ("n.zip", tarred({"a.txt": b"x"}), "not a ZIP file"),
        ("n.tar.gz", zipped({"a.txt": b"x"}), "not a tar archive"),
        ("n.tar", b"", "not a tar archive"),
        ("n.txt.gz", b"plain", "damaged or cut off (Not a gzipped file"),
        ("n.txt.gz", b"", "empty"),
        ("n.png.gz", gzip.compress(b"x"), "no reader for .png"),
        ("n.gz", gzip.compress(b"x"), "no reader for files without a suffix"),
    ],
    # The bytes hold the hour, and a test must have one name in every process.
    ids=lambda value: "" if isinstance(value, bytes) else value,
)
def test_an_archive_of_nothing_is_rejected(
    tmp_path: Path, name: str, data: bytes, word: str
) -> None:
    assert word in only_reason(read_bytes(tmp_path, name, data))


CHANCE = Random(5)
MANY = {f"{n:03}.txt": f"{STORY} {CHANCE.random()}".encode() for n in range(200)}


@pytest.mark.parametrize(
    ("name", "data"),
    [("n.zip", zipped(MANY)), ("n.tar", tarred(MANY, "w")), ("n.tar.gz", tarred(MANY))],
)
def test_what_stands_before_a_cut_is_read_and_the_cut_is_named(
    tmp_path: Path, name: str, data: bytes
) -> None:
    items = read_bytes(tmp_path, name, data[: len(data) // 2])
    assert 50 < len(texts(items)) < 150
    assert list(texts(items)) == [f"n/{n:03}" for n in range(len(texts(items)))]
    assert "cut off" in reasons(items)["n"]


def test_the_lines_before_a_cut_are_articles(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": f"{STORY} {CHANCE.random()}"}) + "\n" for _ in range(500))
    packed = gzip.compress(lines.encode())
    items = read_bytes(tmp_path, "a.jsonl.gz", packed[: len(packed) // 2])
    assert 150 < len(texts(items)) < 350
    assert set(reasons(items)) == {"a"}
    assert "cut off" in reasons(items)["a"]


def test_a_text_that_is_cut_off_is_no_article(tmp_path: Path) -> None:
    packed = gzip.compress(STORY.encode())
    assert "cut off" in only_reason(read_bytes(tmp_path, "a.txt.gz", packed[:-9]))


def test_a_damaged_file_in_a_zip_does_not_keep_out_the_next(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": STORY.encode(), "b.txt": b"Back."}))
    data[data.index(b"a.txt") + 12] ^= 0xFF
    items = read_bytes(tmp_path, "n.zip", bytes(data))
    assert texts(items) == {"n/b": "Back."}
    assert "damaged" in reasons(items)["n/a"]


BOMBS: dict[str, Callable[[bytes], bytes]] = {
    "n.jsonl.gz": gzip.compress,
    "n.zip": lambda data: zipped({"a.jsonl": data}),
    "n.tar.gz": lambda data: tarred({"a.jsonl": data}),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_cut_short_in_little_memory(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BOMBS[name](b" " * 150_000_000))
    tracemalloc.start()
    items = read(tmp_path / name)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not texts(items)
    assert any("as a zip bomb does" in reason for reason in reasons(items).values())
    assert peak < 60_000_000


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME])
def test_a_header_of_a_tar_that_does_not_end_is_cut_short(tmp_path: Path, kind: bytes) -> None:
    entry = tarfile.TarInfo("x")
    entry.type, entry.size = kind, 50_000_000
    (tmp_path / "n.tar").write_bytes(entry.tobuf() + b"9" * 50_000_000)
    tracemalloc.start()
    items = read(tmp_path / "n.tar")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "header that does not end" in only_reason(items)
    assert peak < 20_000_000


def test_a_long_archive_takes_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    def peak(number: int) -> int:
        path = tmp_path / f"{number}.tar.gz"
        path.write_bytes(tarred({f"{n}.txt": b"Gone. Back." for n in range(number)}))
        tracemalloc.start()
        count = sum(isinstance(item, Article) for item in read_articles([str(path)], Settings()))
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert count == number
        return top

    peak(10)
    assert peak(3000) < peak(300) + 1_000_000  # the ids that are taken


@pytest.mark.parametrize("suffix", ["zip", "tar", "tar.gz", "txt.gz", "warc", "warc.gz", "parquet"])
@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=200), st.integers(0, 400), st.integers(0, 400))
def test_no_bytes_break_an_archive_or_are_lost(
    suffix: str, noise: bytes, start: int, cut: int
) -> None:
    whole = PACKED.get(f"news.{suffix}", gzip.compress(STORY.encode()))
    data = whole[:start] + noise + whole[start + len(noise) : len(whole) - cut]
    with tempfile.TemporaryDirectory() as folder:
        items = read_bytes(Path(folder), f"a.{suffix}", data)
    ids = [item.article_id for item in items]
    assert ids
    assert len(set(ids)) == len(ids)
