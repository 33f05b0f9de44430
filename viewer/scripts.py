"""Scripts of the page, ES modules that editors and node's test runner can read each by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path


def joined(modules: Iterable[Path]) -> str:
    """The modules one after another, sharing one scope: an `export default` is all that is left."""
    return "\n".join(without_modules(path.read_text("utf-8")) for path in modules)


def in_ascii(script: str) -> str:
    """A script whose other characters, all within its texts, are escaped.

    A browser reads ASCII in a third of the time and keeps it in half the memory.
    """
    return "".join(sign if sign.isascii() else f"\\u{ord(sign):04x}" for sign in script)


def without_modules(script: str) -> str:
    """A module without its imports and without the word `export` before its names."""
    without_imports = re.sub(r"^import [^;]*;\n", "", script, flags=re.MULTILINE)
    return re.sub(r"^export (?=function|class|const)", "", without_imports, flags=re.MULTILINE)
