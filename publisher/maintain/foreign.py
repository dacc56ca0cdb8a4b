"""What other programs make of a table, undone where only one thing can be meant: encodings, separators, hints."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Container

from publisher.read.canonical import csv_text
from publisher.read.layout import FOLDER
from publisher.read.package import Package
from publisher.read.plain import plain_text
from publisher.read.table import SEPARATORS, decode
from publisher.terms import messages
from publisher.terms.messages import Message, say
from publisher.terms.schema import PLAN, REGISTRY, TableSchema

Known = Callable[[], Container[str]]

_HINT = re.compile(rb"(?:\xef\xbb\xbf)?(sep=[,;\t|])\r?\n", re.I)

CERTAIN = 0.9  # share of the Chinese characters of a text that must be known from elsewhere
ENOUGH = 20  # Chinese characters from which that can be told
MOST_PLANS = 20  # plans from which characters are known; more would only take longer


def decoded(data: bytes, known: Known) -> tuple[bytes, tuple[Message, ...]]:
    """The bytes as UTF-8 where another encoding is certain, and which one it was.

    known: gives the Chinese characters that stand in the other files. Many bytes that are Big5 or EUC-KR can be read
    as GB18030, and then give other characters; ours are nearly all known from elsewhere.
    """
    _, fault = decode(data)
    if fault is None or not isinstance(fault.found, Message):
        return data, ()
    half = "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"
    encodings = {"gb18030": "gb18030", "utf-16": "utf-16", "utf-16-without-mark": half}
    encoding = encodings.get(fault.found.key.removeprefix("file-not-utf8."), "")
    try:
        text = data.decode(encoding) if encoding else ""
        if not encoding or (encoding == "gb18030" and not _is_ours(text, known())):
            return data, ()
        return text.encode(), (say("fmt.converted", encoding=fault.found),)
    except (UnicodeDecodeError, UnicodeEncodeError):
        return data, ()


def _is_ours(text: str, known: Container[str]) -> bool:
    letters = [letter for letter in text if not letter.isascii() and letter.isalpha()]
    return len(letters) >= ENOUGH and sum(letter in known for letter in letters) >= CERTAIN * len(letters)


def known_characters(package: Package) -> frozenset[str]:
    """The Chinese characters of all tables that can be read, and of the project's own words."""
    root = package.root / FOLDER
    paths = [root / f"{name}.csv" for name in REGISTRY]
    paths += [root / "plans" / plan / f"{name}.csv" for plan in package.plan_ids[:MOST_PLANS] for name in PLAN]
    paths += messages.FOLDER.glob("*.yml")
    return frozenset().union(*(plain_text(path) for path in paths))


def without_hint(data: bytes) -> tuple[bytes, tuple[Message, ...]]:
    """The bytes without the line sep=, that a spreadsheet program asks for, and whether there was one."""
    match = _HINT.match(data)
    return (data[match.end() :], (say("fmt.hint", line=match[1].decode()),)) if match else (data, ())


def separated(data: bytes, schema: TableSchema) -> tuple[bytes, tuple[Message, ...]]:
    """The bytes with commas, where the heading shows that semicolons or tabs stand in their place."""
    heading = data.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", "replace").strip("\r")
    for mark in (";", "\t"):
        if mark in heading and "," not in heading and heading.split(mark)[0].strip('"') in schema.names:
            try:
                text = data.decode("utf-8-sig").replace("\r\n", "\n")
                rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
            except (UnicodeDecodeError, csv.Error):
                return data, ()
            return csv_text(rows[0], rows[1:]).encode(), (say("fmt.separated", marks=SEPARATORS[mark]),)
    return data, ()
