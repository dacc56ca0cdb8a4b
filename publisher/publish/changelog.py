"""The changes of each version, as CHANGELOG.md tells them in English and CHANGELOG.zh.md in Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from publisher.read.layout import LOGS

CHANGELOGS = dict(zip(("zh", "en"), reversed(LOGS), strict=True))
# An entry: its version and date, and below it, until the next one, its text.
_RELEASE = re.compile(r"^## \[?v?(\d+\.\d+\.\d+)\]?.*?(\d{4}-\d{2}-\d{2})[^\n]*\n(.*?)(?=^## |\Z)", re.M | re.S)
# A line that goes on in the next one: that is no blank line, list, heading, quote or table.
_WRAPPED = re.compile(r"(?<=\S)\n(?!\s|[-*#>|]|\d+\. )")


class Release(NamedTuple):
    """A version, its day (ISO date), and language → what it changed, as Markdown; at least one language."""

    version: str
    day: str
    notes: Mapping[str, str]

    def told(self, language: str) -> tuple[str, str]:
        """The text, and its language: another one where it does not stand in this."""
        own = language if language in self.notes else next(iter(self.notes))
        return self.notes[own], own


def releases(root: Path) -> list[Release]:
    """The versions that either file names, in the order of the files. root: the project's folder."""
    notes_by_version: dict[tuple[str, str], dict[str, str]] = {}
    for language, name in CHANGELOGS.items():
        path = root / name
        for version, day, text in _RELEASE.findall(path.read_text("utf-8")) if path.is_file() else ():
            notes_by_version.setdefault((version, day), {})[language] = _unwrapped(text.strip())
    return [Release(version, day, notes) for (version, day), notes in notes_by_version.items()]


def _unwrapped(text: str) -> str:
    """Each paragraph as one line; Chinese is joined without a space."""
    return _WRAPPED.sub(lambda end: " " if text[end.start() - 1].isascii() else "", text)
