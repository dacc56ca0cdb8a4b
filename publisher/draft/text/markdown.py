"""Markdown as its reader sees it: headings, lists, emphasis, quotes, tables without their signs (CommonMark, GFM)."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+", re.M)
_RULE = re.compile(r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})$", re.M)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~).*$", re.M)
_QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?)+", re.M)
_BULLET = re.compile(r"^[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?", re.M)  # with its box: - [x] done
_INDENT = re.compile(r"^[ \t]+(?=\S)", re.M)
_STRONG = re.compile(r"(\*\*\*|\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![*A-Za-z0-9_])(\*)(?=[^\s*])([^*\n]+?)(?<=[^\s*])\1(?!\*)")
_STRUCK = re.compile(r"~~(?=\S)(.+?)(?<=\S)~~")
_PICTURE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)")
_CODE = re.compile(r"`([^`\n]+)`")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK = re.compile(r"<br\b[^>\n]*>", re.I)
_TAG = re.compile(
    r"</?(?:b|i|u|p|div|span|sup|sub|center|font|strong|em|a|s|mark|small|big|h[1-6]|ul|ol|li|details|summary|section"
    r"|figure|img|hr)\b[^>\n]*>",
    re.I,
)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_TABLE = re.compile(r"<table\b.*?</table\s*>", re.I | re.S)
_DEFINED = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*<?(?:https?:|mailto:|[./#]).*\n?", re.M)
_NOTE = re.compile(r"\[\^(\w{1,12})\]:?")  # of a footnote, and before its text
_REFERS = re.compile(r"\[([^\]\n]+)\]\[[^\]\n]*\]")
_READ = "\x1e"  # opens a line that is read already
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d?);", re.I)
_HARD = re.compile(r"(?: {2,}|\\)$", re.M)
_ROW = re.compile(r"^ {0,3}\|?(.*?\|.*?)\|?[ \t]*$")
_PARTING = re.compile(r"^ {0,3}\|?[ \t]*:?-{1,}:?[ \t]*(?:\|[ \t]*:?-{1,}:?[ \t]*)*\|?[ \t]*$")


def is_markdown(text: str) -> bool:
    """Whether a text file is one in Markdown: more than one heading by #."""
    return len(_HEADING.findall(text)) > 1


def headings(text: str) -> tuple[tuple[str, int], ...]:
    """The headings by # with their levels."""
    matches = (re.match(r" {0,3}(#{1,6})[ \t]+\S", line) for line in text.split("\n"))
    return tuple((_plain(match.string), len(match[1])) for match in matches if match)


def read_markdown(text: str) -> str:
    """The words of a Markdown text, a block a line as before, its tables with tabs between their cells."""
    text = _DEFINED.sub("", _closed(_TABLE, "</table", _table, _closed(_COMMENT, "--", lambda _: "", text)))
    lines = text.split("\n")
    tabled = {
        index
        for at, line in enumerate(lines)
        if _PARTING.match(line) and "|" in line and at and _ROW.match(lines[at - 1])
        for index in _rows(lines, at)
    }
    done = []
    for index, line in enumerate(lines):
        if index in tabled:
            if not _PARTING.match(line):
                cells = re.split(r"(?<!\\)\|", re.sub(r"^\||\|$", "", line.strip()))
                done.append("\t".join(_plain(_BREAK.sub(" ", cell.strip())) for cell in cells))
            continue
        done.append(line[1:] if line[:1] == _READ else "\n".join(map(_plain, _BREAK.split(line))))
    return "\n".join(done)


def struck(text: str) -> str:
    """What is struck out, which no reader takes for the text."""
    return "".join(_STRUCK.findall(text))


def _closed(pattern: re.Pattern[str], close: str, put: Callable[[re.Match[str]], str], text: str) -> str:
    """A text with what a pattern matches put otherwise; looked for only up to the last sign that closes one."""
    stop = text.find(">", max(0, text.lower().rfind(close))) + 1
    return pattern.sub(put, text[:stop]) + text[stop:]


def _table(written: re.Match[str]) -> str:
    """A table that is written as one of a page (<table>), as that is read."""
    from publisher.draft.text.page import read_page

    return "\n".join(_READ + line for line in read_page(written[0]).text.rstrip("\n").split("\n"))


def _rows(lines: list[str], parting: int) -> range:
    """The lines of the table whose header ends at `parting`."""
    stop = parting + 1
    while stop < len(lines) and "|" in lines[stop]:
        stop += 1
    return range(parting - 1, stop)


def _plain(line: str) -> str:
    """A line without the signs of its block and of the emphasis in it."""
    if _RULE.match(line) or _FENCE.match(line):
        return ""
    line = _HEADING.sub("", _QUOTE.sub("", line))
    line = _NOTE.sub(r"[\1]", _INDENT.sub("", _BULLET.sub("", line)))
    line = _HARD.sub("", re.sub(r"[ \t]+#+[ \t]*$", "", line) if line.endswith("#") else line)
    line = _TAG.sub("", _REFERS.sub(r"\1", _LINK.sub(r"\1", _PICTURE.sub(r"\1", line))))
    for _ in range(2):
        line = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", line))
    line = _ENTITY.sub(lambda entity: unescape(entity[0]), _CODE.sub(r"\1", _STRUCK.sub("", line)))
    return re.sub(r"^(\d{1,3}[.)])[ \t]+", r"\1 ", _ESCAPED.sub(r"\1", line))
