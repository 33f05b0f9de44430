"""Inputs that are broken in every way a folder of articles can be, made by code."""

from __future__ import annotations

import gzip
import io
import json
import os
import stat
import struct
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from tests.unit.articles.packing import HTML, crawled, tarred, zipped

MEGABYTE = 1_000_000
TEXT = "German Foreign Minister Annalena Baerbock arrived in Ottawa on Tuesday for talks."
_WORDS = TEXT.encode()
_COLUMNS = ",".join(f"c{number}" for number in range(100_000))


@dataclass(frozen=True)
class Broken:
    """A broken input, as its bytes or made at its path, and what is to become of it.

    `reason` is what its rejection says, `read` how many articles are read of it all the same, and
    `note` what the table says of one of them.
    """

    content: bytes | Callable[[], bytes] = b""
    reason: str = ""
    read: int = 0
    note: str = ""
    make: Callable[[Path], object] | None = None

    def write(self, path: Path) -> None:
        """Make the input at `path`."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.make:
            self.make(path)
        else:
            path.write_bytes(self.content if isinstance(self.content, bytes) else self.content())


def _front(fields: str) -> bytes:
    return f"---\n{fields}\n---\n{TEXT}".encode()


def _line(**fields: object) -> bytes:
    return json.dumps({"text": TEXT, **fields}).encode() + b"\n"


def _page(body: str = f"<p>{TEXT}</p>", head: str = "") -> bytes:
    return f"<html><head><title>T</title>{head}</head><body><article>{body}".encode()


_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
_ALIASES = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)

PLAIN = {
    "empty.txt": Broken(b"", "empty"),
    "blank.txt": Broken(b" \n\t\n", "empty"),
    "mark.txt": Broken(b"\xef\xbb\xbf", "empty"),
    "front.txt": Broken(b"---\ntitle: Talks\n---\n", "empty"),
    "binary.txt": Broken(bytes(range(256)) * 64, "binary"),
    "nul.txt": Broken(_WORDS + b"\0" + _WORDS, "binary"),
    "controls.txt": Broken(b"\x01\x02 a" * 300, "binary"),
    "utf16.txt": Broken(TEXT.encode("utf-16-le"), "binary"),
    "utf16-odd.txt": Broken(b"\xff\xfeT\0e\0x", "utf-16"),
    "utf32.txt": Broken(b"\xff\xfe\0\0\xff\xff\xff\xff", "utf-32"),
    "unknown.txt": Broken(bytes(range(128, 256)) * 30, "encoding"),
    "long.txt": Broken(lambda: _WORDS * 4_000, "too long"),
    "line.txt": Broken(lambda: b"x" * 50 * MEGABYTE, "too long"),
    "picture.txt": Broken(b"\x89PNG\r\n\x1a\n" + bytes(99), "an image"),
    "photo.md": Broken(b"\xff\xd8\xff\xe0" + bytes(99), "an image"),
    "packed.txt": Broken(lambda: gzip.compress(_WORDS), "a gzip file"),
    "packed.csv": Broken(lambda: zipped({"a.txt": _WORDS}), "a ZIP or Office file"),
    "packed.jsonl": Broken(lambda: gzip.compress(_line()), "a gzip file"),
    "report.html": Broken(b"%PDF-1.7\n" + bytes(99), "a PDF"),
    "report.pdf": Broken(b"%PDF-1.7\n", "no reader for .pdf"),
    "letter.txt": Broken(b"\xd0\xcf\x11\xe0" + bytes(99), "an old Office file"),
    "data.txt": Broken(b"SQLite format 3\0" + bytes(99), "a database"),
    "nothing": Broken(_WORDS, "files without a suffix"),
    "sources.toml": Broken(b'[[source]]\npath = "plain"\n', "named as an input"),
    "surrogates.txt": Broken(_WORDS + b"\xed\xa0\x80\xed\xbf\xbf", read=1),
    "direction.txt": Broken(f"{TEXT} \u202e\u2066".encode(), read=1),
    "aliases.txt": Broken(_front(f"{_ALIASES}title: *a11"), read=1),
    "circle.txt": Broken(_front("title: &a [*a]"), read=1),
    "brackets.md": Broken(_front("[" * 15_000), read=1),
    "tag.md": Broken(_front("title: !!python/object/apply:os.system [x]"), read=1),
    "no-day.txt": Broken(_front("date: 0000-00-00"), read=1, note="'0000-00-00' is not one"),
    "april.md": Broken(_front("date: 31 April 2024"), read=1, note="'31 April 2024' is not one"),
    "far.md": Broken(_front("date: 99999-01-01"), read=1, note="'99999-01-01' is not one"),
    "order.md": Broken(_front("date: 03/04/2024"), read=1),
    "bell.md": Broken(_front("title: a\x07b"), read=1),
}

RECORDS = {
    "cut.json": Broken(b'{"title": "Minister in Ottawa", "text": "OTTAWA - Ger', "not valid JSON"),
    "cut.jsonl": Broken(_line() + b'{"text": "cut', "not valid JSON", read=1),
    "deep.json": Broken(lambda: b"[" * 100_000, "too deep"),
    "deep.jsonl": Broken(lambda: b'{"a":' * 100_000 + b"\n" + _line(), "too deep", read=1),
    "nan.json": Broken(b'{"text": NaN}', "no text"),
    "infinite.jsonl": Broken(b'{"text": "He left.", "date": Infinity, "id": NaN}', read=1),
    "exponent.jsonl": Broken(b'{"text": "He left.", "title": 1e999999}', read=1),
    "digits.json": Broken(b'{"text": "x", "n": ' + b"9" * 9_999 + b"}", "too long a number"),
    "large.jsonl": Broken(_line(date=10**400, id=10**400), read=1, note="is not one"),
    "values.json": Broken(lambda: b"[" + b"[]," * 3 * MEGABYTE + b"[]]", "too many values"),
    "word.json": Broken(b'"text"', "not a JSON object"),
    "numbers.json": Broken(b"[1, 2, 3]", "not a JSON object"),
    "none.json": Broken(b"[]", "empty"),
    "keys.json": Broken(b'{"title": "Talks"}', "there are: title"),
    "list.jsonl": Broken(b'{"text": ["a", "b"]}', "no text"),
    "twice.jsonl": Broken(_line(id=1) + _line(id=1) + _line(id=1), read=3),
    "half.jsonl": Broken(b'{"text": "Half \\ud83d of it.", "id": "\\udc00"}', read=1),
    "zero.jsonl": Broken(b'{"text": "a\\u0000b"}', "binary"),
    "line.jsonl": Broken(
        lambda: b'{"text": "' + b"x" * 60 * MEGABYTE + b'"}\n' + _line(), "too long", read=1
    ),
    "utf16.jsonl": Broken(_line().decode().encode("utf-16-be"), "UTF-16 without"),
    "latin.json": Broken('{"text": "He left the café at noon."}'.encode("latin-1"), read=1),
    "id.jsonl": Broken(_line(id="x" * MEGABYTE), read=1),
    "climb.jsonl": Broken(_line(id="../../../etc/passwd"), read=1),
    "lines.jsonl": Broken(_line(id="a\nb\u202ec", title="a\nb\u202ec"), read=1),
    "title.jsonl": Broken(_line(title="x" * 2 * MEGABYTE), read=1, note="cut after 1,000"),
}

TABLES = {
    "header.csv": Broken(b"id,text\n", "no row"),
    "columns.csv": Broken(b"id,title\n1,Talks\n", "no text column among id, title"),
    "commas.csv": Broken(b",,,,,\n,,,,,\n", "no text column"),
    "quote.csv": Broken(b'id,text\n1,Gone.\n2,"Open\n3,Gone.\n', "broken quoting", read=1),
    "quotes.csv": Broken(
        lambda: b'id,text\n1,"Open' + b"\nx" * 5 * MEGABYTE, "given up after 10,000"
    ),
    "ragged.csv": Broken(b"id,text\n1\n2,Gone.\n3,a,b\n", "fields where the header", read=1),
    "wide.csv": Broken(f"text,{_COLUMNS}\nHe left.{',' * 100_000}\n".encode, read=1),
    "wider.csv": Broken(f"{_COLUMNS}\n{',' * 99_999}\n".encode, "no text column"),
    "field.csv": Broken(
        lambda: b"id,text\n1," + b"x" * 60 * MEGABYTE + b"\n2,Gone.\n", "too long", read=1
    ),
    "nul.csv": Broken(b"id,text\n1,a\0b\n2,Gone.\n", "binary", read=1),
    "same.csv": Broken(b"text,text\na,He left.\n", read=1),
    "utf16.csv": Broken("id,text\n1,Gone.\n".encode("utf-16-le"), "UTF-16 without"),
    "marked.csv": Broken("id;text\n1;Gone to Zürich.\n".encode("utf-16"), read=1),
}

PAGES = {
    "menu.html": Broken(b"<html><body><nav><a href='/'>Home</a></nav></body>", "no article"),
    "script.html": Broken(b"<html><script>" + b"var a = 'He left.';" * 99, "no article"),
    "comment.html": Broken(b"<html><body><!--" + _WORDS * 9, "no article"),
    "page.html": Broken(lambda: b"<p>x</p>" * 8 * MEGABYTE, "over 5 MB"),
    "deep.html": Broken(lambda: b"<div>" * 40_000 + _WORDS, "no article"),
    "elements.html": Broken(
        lambda: _page(f"<p>{TEXT}</p>" + "<p>x</p>" * 30_000), "over 50,000 tags"
    ),
    "tags.html": Broken(lambda: _page("<b><i>" * 20_000), "no article"),
    "nul.html": Broken(_page(f"<p>{TEXT}\0</p>"), "binary"),
    "cut.html": Broken(_page()[:-20], "no article"),
    "laughs.html": Broken(
        f"<!DOCTYPE a [{_LAUGHS}]>".encode() + _page(f"<p>&l11; {TEXT}</p>"), "no article"
    ),
    "attributes.html": Broken(
        lambda: _page(f"<p {' '.join(f'a{n}=1' for n in range(50_000))}>{TEXT}</p>"), "no article"
    ),
    "entities.html": Broken(_page(f"<p>&#xD800; &#x110000; &#99999999999; {TEXT}</p>"), read=1),
    "charset.html": Broken(_page(head="<meta charset='utf-16'>"), read=1),
    "date.html": Broken(
        _page(head="<meta name='date' content='2024-02-31'>"), read=1, note="'2024-02-31'"
    ),
}

_MANY = {f"{number:03}.txt": f"{TEXT} {number} {number**9}".encode() for number in range(60)}
_MEMBERS = {"a.jsonl": b" " * 130 * MEGABYTE}


def _before(data: bytes, mark: bytes) -> bytes:
    """The data up to a little after the first mark."""
    return data[: data.index(mark) + 20]


def _damaged(data: bytes, before: bytes) -> bytes:
    """The data with a byte changed within the content that follows the name of a member."""
    at = data.index(before) + len(before) + 8
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def _endless_header() -> bytes:
    entry = tarfile.TarInfo("x")
    entry.type, entry.size = tarfile.XHDTYPE, 30 * MEGABYTE
    return entry.tobuf() + b"9" * 30 * MEGABYTE


def _entries(*kinds: bytes) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for kind in kinds:
            entry = tarfile.TarInfo(f"entry-{kind.decode()}.txt")
            entry.type, entry.linkname = kind, "../../etc/hostname"
            archive.addfile(entry)
    return stream.getvalue()


def _sparse() -> bytes:
    entry = tarfile.TarInfo("sparse.jsonl")
    entry.type = tarfile.GNUTYPE_SPARSE
    block = bytearray(entry.tobuf(tarfile.GNU_FORMAT))
    struct.pack_into("11s", block, 483, b"77777777777")
    block[148:156] = b" " * 8
    block[148:155] = b"%06o\0" % sum(block)
    return bytes(block) + bytes(1024)


def _encrypted() -> bytes:
    data = bytearray(zipped({"secret.txt": _WORDS, "open.txt": _WORDS}))
    data[data.rindex(b"secret.txt") - 38] |= 1
    return bytes(data)


def _links() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/hostname")
        archive.writestr("rare.txt", TEXT, zipfile.ZIP_LZMA)
    return stream.getvalue()


def _crowded() -> bytes:
    """A ZIP whose directory lists one member six hundred thousand times."""
    one = zipped({"a.txt": _WORDS})
    start, end = one.index(b"PK\1\2"), one.index(b"PK\5\6")
    directory = one[start:end] * 600_000
    tail = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFE, 0xFFFE, len(directory), start, 0)
    return one[:start] + directory + tail


ARCHIVES = {
    "cut.zip": Broken(lambda: _before(zipped(_MANY), b"059.txt"), "damaged or cut off", read=59),
    "cut.tar": Broken(lambda: _before(tarred(_MANY, "w"), b"059.txt"), "cut off", read=59),
    "cut.tar.gz": Broken(
        lambda: _before(gzip.compress(tarred(_MANY, "w"), 0), b"059.txt"), "cut off", read=59
    ),
    "cut.txt.gz": Broken(lambda: gzip.compress(_WORDS)[:-9], "damaged or cut off"),
    "cut.jsonl.gz": Broken(
        lambda: _before(gzip.compress(_line(id="a") + _line(id="b"), 0), b'"a"'), "cut off", read=1
    ),
    "bomb.zip": Broken(lambda: zipped(_MEMBERS), "as a zip bomb does"),
    "bomb.tgz": Broken(lambda: tarred(_MEMBERS), "as a zip bomb does"),
    "bomb.jsonl.gz": Broken(lambda: gzip.compress(b" " * 130 * MEGABYTE), "as a zip bomb does"),
    "nested.zip": Broken(
        lambda: zipped({"a.zip": zipped({"b.zip": zipped({})}), "c.jsonl.gz": b""}),
        "an archive inside an archive",
    ),
    "climb.zip": Broken(
        lambda: zipped({"../../up.txt": _WORDS, "a.txt": b"Gone."}), "leads out of", read=1
    ),
    "climb.tar": Broken(lambda: tarred({"a/../../up.txt": _WORDS}, "w"), "leads out of"),
    "root.zip": Broken(lambda: zipped({"/etc/up.txt": _WORDS}), "leads out of"),
    "drive.zip": Broken(lambda: zipped({"C:\\up.txt": _WORDS}), "leads out of"),
    "back.tar": Broken(lambda: tarred({"..\\up.txt": _WORDS}, "w"), "leads out of"),
    "links.zip": Broken(_links, "a link"),
    "links.tar": Broken(lambda: _entries(tarfile.SYMTYPE, tarfile.LNKTYPE), "no file of its own"),
    "devices.tar": Broken(
        lambda: _entries(tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE), "no file of its own"
    ),
    "sparse.tar": Broken(_sparse, "no file of its own"),
    "header.tar": Broken(_endless_header, "a header that does not end"),
    "secret.zip": Broken(_encrypted, "encrypted", read=1),
    "none.zip": Broken(lambda: zipped({}), "empty"),
    "none.tar": Broken(lambda: tarred({}, "w"), "empty"),
    "none.tar.gz": Broken(b"", "not a tar archive"),
    "none.txt.gz": Broken(lambda: gzip.compress(b""), "empty"),
    "pictures.zip": Broken(lambda: zipped({"a.png": b"\x89PNG", "b": b""}), "no reader for .png"),
    "text.zip": Broken(_WORDS, "not a ZIP file"),
    "text.txt.gz": Broken(_WORDS, "Not a gzipped file"),
    "other.zip": Broken(lambda: tarred({"a.txt": _WORDS}), "not a ZIP file"),
    "other.tar.gz": Broken(lambda: zipped({"a.txt": _WORDS}), "not a tar archive"),
    "picture.txt.gz": Broken(lambda: gzip.compress(b"\x89PNG" + bytes(99)), "an image"),
    "byte.zip": Broken(
        lambda: _damaged(zipped({"a.txt": _WORDS, "b.txt": b"Gone on."}), b"a.txt"),
        "damaged",
        read=1,
    ),
    "crowd.zip": Broken(_crowded, "too many members"),
    "name.zip": Broken(lambda: zipped({"a\nb\u202ec.txt": b"Gone away."}), read=1),
    "names.zip": Broken(lambda: zipped({"x" * 3_000 + ".txt": _WORDS}), "its name has 3,004"),
    "cut.warc.gz": Broken(
        lambda: crawled(
            *[
                (f"https://a.example/{n}", _page(f"<p>{n}. {TEXT}</p>"), HTML, "200 OK")
                for n in range(3)
            ]
        )[:-60],
        "damaged or cut off",
        read=2,
    ),
    "noise.warc": Broken(b"hello\n" * 99, "Unknown archive format"),
    "header.warc": Broken(lambda: b"WARC/1.0\r\nX: " + b"x" * 30 * MEGABYTE, "does not end"),
    "none.warc": Broken(b"", "no web page"),
    "bomb.warc": Broken(
        lambda: crawled(
            (
                "https://a.example/",
                gzip.compress(bytes(90 * MEGABYTE)),
                (*HTML, ("Content-Encoding", "gzip")),
                "200 OK",
            )
        ),
        "over 5 MB",
    ),
}


def _table(columns: Mapping[str, Any], **how: object) -> bytes:
    stream = io.BytesIO()
    pa.parquet.write_table(pa.table(columns), stream, **how)
    return stream.getvalue()


PARQUET = {
    "none.parquet": Broken(b"", "not a whole Parquet file"),
    "noise.parquet": Broken(b"PAR1" + bytes(99) + b"PAR1", "not a whole Parquet file"),
    "cut.parquet": Broken(lambda: _table({"text": [TEXT]})[:-9], "not a whole Parquet file"),
    "columns.parquet": Broken(lambda: _table({"a": [1]}), "no text column among a"),
    "nested.parquet": Broken(lambda: _table({"text": [["a"]]}), "column 'text' holds list<"),
    "rows.parquet": Broken(lambda: _table({"text": pa.array([], pa.string())}), "no row"),
    "nulls.parquet": Broken(lambda: _table({"text": [None, "Gone off."]}), "row 1: empty", read=1),
    "date.parquet": Broken(
        lambda: _table({"text": [TEXT], "date": pa.array([2**62], pa.timestamp("us"))}),
        read=1,
        note="'4611686018427387904' is not one",
    ),
    "bomb.parquet": Broken(
        lambda: _table(
            {"text": ["x" * 25 * MEGABYTE] * 5},
            use_dictionary=False,
            write_statistics=False,
            compression="zstd",
        ),
        "as a zip bomb does",
    ),
    "wide.parquet": Broken(
        lambda: _table({**{f"c{n}": [1] for n in range(5_000)}, "body": [TEXT]}), read=1
    ),
}


def _loop(path: Path) -> None:
    path.mkdir()
    (path / "up").symlink_to(path.parent)


def _unreadable(path: Path) -> None:
    """Not even the superuser can read on in a process's memory where nothing is."""
    path.symlink_to("/proc/self/mem")


SPECIAL = {
    "loop": Broken(make=_loop, reason="a link back to a folder"),
    "self.txt": Broken(make=lambda path: path.symlink_to(path), reason="symbolic links"),
    "dangling.txt": Broken(make=lambda path: path.symlink_to("gone.txt"), reason="No such file"),
    "pipe.txt": Broken(make=os.mkfifo, reason="neither file nor folder"),
    "socket.txt": Broken(
        make=lambda path: os.mknod(path, stat.S_IFSOCK | 0o600), reason="neither file nor folder"
    ),
    "zeros.txt": Broken(make=lambda path: path.symlink_to("/dev/zero"), reason="neither file"),
    "memory.txt": Broken(make=_unreadable, reason="cannot be read"),
    "two\nlines.pdf": Broken(b"x", "no reader for .pdf"),
    "\u202etxt.exe": Broken(b"x", "no reader for .exe"),
    os.fsdecode(b"caf\xe9.exe"): Broken(b"x", "no reader for .exe"),
}

BROKEN: dict[str, Broken] = {
    f"{folder}/{name}": broken
    for folder, kind in (
        ("plain", PLAIN),
        ("records", RECORDS),
        ("tables", TABLES),
        ("pages", PAGES),
        ("archives", ARCHIVES),
        ("parquet", PARQUET),
        ("special", SPECIAL),
    )
    for name, broken in kind.items()
}
