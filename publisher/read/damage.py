"""Damage to a whole file (an unfinished merge, a pointer file, a wrong encoding), found before its content is read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from publisher.terms.regex import regex

# A merge that was not finished (git), and the small files that stand for large ones (Git LFS, git-annex).
_CONFLICT = regex(r"^(?:<{7} .*|\|{7} .*|={7}|>{7} .*)$", re.M)
_CONFLICT_ENDS = regex(r"^(?:<{7}|>{7}) ", re.M)
_POINTER = regex(r"version https://git-lfs\.github\.com/spec/|/?annex/objects/|\.\./\.git/annex/")
# UTF-8 that was read as Latin-1 or Windows-1252: å, ç, é and the like where Chinese characters were.
_LATIN = regex(
    "[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e"
    "\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)  # fmt: skip
_UNREAD = "\ufffd"  # what a program writes for bytes that it cannot read
_LOST = regex(r"\?{2,}")
_HAN = regex("[\u3400-\u9fff]")
SAMPLE = 400  # characters looked at, from the first that is not ASCII: such damage affects all of them
MANY_MARKS = 6  # runs of question marks, or garbled letters, from which a text counts as garbled
NEARLY = 0.2  # largest share of characters that cannot be converted back in a garbled text
FIRST_LINES = 20  # lines in which a misplaced heading is looked for
LIKE = 0.6  # smallest share of the columns that a heading line names


class Accident(NamedTuple):
    """Damage of a file: the code of its rule, the line at which it shows (from 1), the words there."""

    code: str
    line: int
    found: str


def accident(text: str) -> Accident | None:
    """The damage of a text file as a whole; None where there is none."""
    if _CONFLICT_ENDS.search(text) and (match := _CONFLICT.search(text)):
        return Accident("merge-conflict", text.count("\n", 0, match.start()) + 1, match[0][:80])
    if _POINTER.match(text) and len(text) < 1000:
        return Accident("file-is-pointer", 1, text.partition("\n")[0][:80])
    if garbled_at := garbled(text):
        return Accident("file-garbled", *garbled_at)
    return None


def garbled(text: str) -> tuple[int, str] | None:
    """The line and words at which a text shows that it was decoded in a wrong encoding and saved; None elsewhere."""
    start = next((at for at, character in enumerate(text) if not character.isascii()), -1) if not text.isascii() else -1
    if start < 0:
        runs = list(_LOST.finditer(text)) if "??" in text else []
        return _line(text, runs[0].start()) if len(runs) >= MANY_MARKS else None
    sample = text[start : start + SAMPLE]
    if text.count(_UNREAD) >= MANY_MARKS:
        return _line(text, text.index(_UNREAD))
    if _read_back(sample, "gb18030") or _read_back(sample, "latin-1") or _read_back(sample, "cp1252"):
        return _line(text, start)
    if not _HAN.search(text) and len(_LATIN.findall(sample)) >= 3 * MANY_MARKS:
        return _line(text, start)
    return None


def _line(text: str, at: int) -> tuple[int, str]:
    return text.count("\n", 0, at) + 1, text[max(0, at - 10) : at + 30].replace("\n", " ")


def _read_back(sample: str, encoding: str) -> bool:
    """Whether a text encoded in `encoding` is valid UTF-8: it is then UTF-8 that was decoded as that encoding."""
    odd = sum(not character.isascii() for character in sample)
    data = sample.encode(encoding, "ignore").decode("utf-8", "replace")
    read = _HAN.findall(data)
    return odd > MANY_MARKS and len(read) * 2 > MANY_MARKS and data.count("\ufffd") <= NEARLY * len(read)


def heading_line(lines: Iterable[str], names: tuple[str, ...]) -> int:
    """The number of the first line, of the first twenty, that names most of a table's columns; 0 where none does."""
    for number, line in zip(range(1, FIRST_LINES + 1), lines, strict=False):
        cells = {cell.strip(" \ufeff\"'").lower() for cell in re.split("[,;\t|]", line[:20_000])}
        if len(cells.intersection(names)) >= LIKE * len(names):
            return number
    return 0
