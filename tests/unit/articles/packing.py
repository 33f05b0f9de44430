"""Archives for one test, made in memory."""

from __future__ import annotations

import gzip
import io
import tarfile
from collections.abc import Mapping, Sequence
from zipfile import ZIP_DEFLATED, ZipFile

HTML = (("Content-Type", "text/html; charset=utf-8"),)
Answer = tuple[str, bytes, Sequence[tuple[str, str]], str]


def zipped(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(files: Mapping[str, bytes], mode: str = "w:gz") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return stream.getvalue()


def crawled(*answers: Answer, packed: bool = True, day: str = "2018-02-07") -> bytes:
    """A WARC file of what servers answered: address, body, headers, status."""
    records = [_record({"WARC-Type": "warcinfo", "WARC-Record-ID": "<urn:uuid:0>"}, b"a: b\r\n")]
    for address, body, headers, status in answers:
        lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers), "", ""]
        about = {
            "WARC-Type": "response",
            "WARC-Target-URI": address,
            "WARC-Date": f"{day}T08:00:00Z",
        }
        records.append(_record(about, "\r\n".join(lines).encode() + body))
    return b"".join(map(gzip.compress, records) if packed else records)


def _record(about: Mapping[str, str], content: bytes) -> bytes:
    headers = {**about, "Content-Length": str(len(content))}
    lines = ["WARC/1.0", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode() + content + b"\r\n\r\n"
