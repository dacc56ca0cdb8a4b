"""What was read from a file: its text, and what a reader of the page would miss, or see otherwise, in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from publisher.terms.messages import Message, text

_FULL = str.maketrans("(),:;!?", "（），：；！？")
_INNER = str.maketrans("“”", "‘’")
_SHOWN = 24  # characters of an example


@dataclass(frozen=True, slots=True)
class Note:
    """What was left out, hidden, changed or is doubtful: a key of the messages, how many characters, an example."""

    key: str
    count: int
    example: str = ""

    def said(self, language: str) -> str:
        """The note as a sentence, in Chinese (zh) or English (en)."""
        example = " ".join(self.example.split()).translate(_INNER)  # it stands in quotation marks itself
        example = example.translate(_FULL) if language == "zh" else example
        short = without_lone(example if len(example) <= _SHOWN else example[:_SHOWN] + "…")
        return text(Message(f"came-in.{self.key}", (("count", self.count), ("example", short))), language)


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """The text of a file, and the notes on what was done to it on the way in.

    headings: the lines that the file itself marks as headings (a style, h2, ##), each with its level, 1 the highest.
    """

    text: str
    notes: tuple[Note, ...] = ()
    headings: tuple[tuple[str, int], ...] = ()

    def said(self, language: str) -> str:
        """All notes, as the cell on defects of a copy holds them; "" where there is none."""
        return ("" if language == "zh" else " ").join(note.said(language) for note in self.notes)


_FELLOWS = dict(zip("（([【〔［《“‘", "）)]】〕］》”’", strict=True))


def without_lone(words: str) -> str:
    """Words without the brackets and quotation marks that open or close alone."""
    opened: list[int] = []
    lone: set[int] = set()
    for at, sign in enumerate(words):
        if sign in _FELLOWS:
            opened.append(at)
        elif sign in _FELLOWS.values():
            if opened and _FELLOWS[words[opened[-1]]] == sign:
                opened.pop()
            else:
                lone.add(at)
    return "".join(sign for at, sign in enumerate(words) if at not in lone.union(opened))


def signs(words_: str) -> Counter[str]:
    """How often each character occurs that is no space."""
    return Counter("".join(words_.split()))


def compared(seen: str, read: str) -> tuple[Note, ...]:
    """What a reader of the page sees (`seen`) beside what was read: characters that are missing or were repeated.

    Spaces are not compared. The example is the first line of which a part is missing, or that came more than once.
    """
    theirs, mine = signs(seen), signs(read)
    notes = []
    if missing := theirs - mine:
        notes.append(Note("missing", missing.total(), _first(seen.split("\n"), missing, read)))
    if repeated := mine - theirs:
        notes.append(Note("repeated", repeated.total(), _first(read.split("\n"), repeated, seen)))
    return tuple(notes)


def _first(lines: Iterable[str], among: Counter[str], other: str) -> str:
    """The first line with one of some characters that the other text does not hold; else those characters."""
    plain = "".join(other.split())
    for line in lines:
        if (core := "".join(line.split())) and core not in plain and signs(core) & among:
            return core
    return "".join(among)


def tallied(counts: Counter[str], examples: dict[str, str]) -> tuple[Note, ...]:
    """Notes on what was left out of each kind, in the order of their keys; nobody can prove a number in an example."""
    shown = {key: re.sub(r"\d[\d.,]*", "…", example) for key, example in examples.items()}
    return tuple(Note(key, counts[key], shown.get(key, "")) for key in sorted(counts) if counts[key])
