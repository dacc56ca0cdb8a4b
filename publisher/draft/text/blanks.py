"""Tables whose cells blanks or drawn lines part, as a PDF or plain text has them: their cells are parted by tabs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

_BLANK = re.compile(r"[ \t　]+")
_WIDE = re.compile(r"(?:[ \t]{2,}|　+)[ \t　]*")  # what parts cells that may hold a blank or be one sign long
_SPREAD = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ 　]+([\u4e00-\u9fff])(?![\u4e00-\u9fff])")  # 合　计
_SENTENCE = re.compile("[。；，：:？！]")
_HEAD = re.compile(
    r"(?P<before>[^（(\d]{0,24}[（(])?(?P<cells>[^（()）]+(?:[（(][^（()）]{1,8}[)）][^（()）]*)*)[)）]?"
)
_LEAST = 3  # cells of a row
_DRAWN = re.compile(r"[ \t]*(?:[\u2500-\u257f][\u2500-\u257f \t]*|\+(?:[-=]+\+)+)[ \t]*")  # a line between rows
_CELLS = re.compile(r"[ \t]*[│┃║|](?P<cells>.*)[│┃║|][ \t]*")
_EDGES = re.compile("^[│|]|[│|]$")  # one at each end: an empty cell stands between two
_NUMBER = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d年?(?!\d)")
_HAN = re.compile("[\u4e00-\u9fff]")


def tabbed(text: str) -> tuple[str, int, str]:
    """The text with tabs in these tables, how many lines were changed, and the first of their rows.

    A table is a head without sentences and numbers but years, alone or in the bracket behind a name, and below it two
    rows or more of as many cells, one of them with a number.
    """
    lines = text.split("\n")
    at, count, example = 0, 0, ""
    while at < len(lines):
        head = _head(lines[at])
        wide = [] if len(head) >= _LEAST else _wide_head(lines[at])
        head = head or wide
        rows = _rows(lines, at + 1, head, _WIDE.split if wide else _cells) if head else []
        if len(rows) < 2 or not any(_NUMBER.search(lines[row]) for row in rows):
            at += 1
            continue
        before = lines[at][: lines[at].index(head[0])]
        before = before if before.strip() else ""
        closing = lines[at].rstrip()[-1] if before.strip() else ""
        lines[at] = before + "\t".join(head) + closing
        for row in rows:
            lines[row] = "\t".join(_WIDE.split(lines[row].strip()) if wide else _cells(lines[row]))
        count, example, at = count + len(rows) + 1, example or lines[rows[0]], rows[-1] + 1
    return "\n".join(lines), count, example


def drawn(text: str) -> tuple[str, int, str]:
    """The text with tabs in tables whose lines are drawn with characters, how many rows, and the first of them.

    The drawn lines go. A row that goes on in the next line, its first cell empty there, is one row where no line is
    drawn between them.
    """
    lines, rows, ruled, parted = list[str](), list[int](), False, False
    for line in text.split("\n"):
        inside = _CELLS.fullmatch(line) if ruled else None
        if _DRAWN.fullmatch(line) and not _CELLS.fullmatch(line):
            ruled = parted = True
        elif inside is None:
            ruled = ruled and not line.strip()
            lines.append(line)
        else:
            cells = [cell.strip() for cell in re.split("[│┃║|]", inside["cells"])]
            goes_on = rows and rows[-1] == len(lines) - 1 and not cells[0] and not parted
            parted = False
            if goes_on and lines[-1].count("\t") == len(cells) - 1:
                lines[-1] = "\t".join(map("".join, zip(lines[-1].split("\t"), cells, strict=True)))
                continue
            rows.append(len(lines))
            lines.append("\t".join(cells))
    return ("\n".join(lines), len(rows), lines[rows[0]]) if rows else (text, 0, "")


def barred(text: str) -> tuple[str, int, str]:
    """The text with tabs where bars alone part cells (甲 | 乙 | 丙), in three lines or more of as many cells."""
    lines = text.split("\n")
    parted = [[cell.strip() for cell in re.split("[│|]", _EDGES.sub("", line.strip()))] for line in lines]
    often = Counter(map(len, parted))
    rows = [at for at, cells in enumerate(parted) if len(cells) >= _LEAST <= often[len(cells)]]
    for row in rows:
        lines[row] = "\t".join(parted[row])
    return "\n".join(lines), len(rows), lines[rows[0]] if rows else ""


_NUMBERS = re.compile("序 *号|编号")


def stacked(text: str) -> tuple[str, int, str]:
    """The text with rows where a table came as a cell a line: 序号 and its other heads, then 1 with as many cells."""
    lines = text.split("\n")
    held = [at for at, line in enumerate(lines) if line.strip()]
    count, example = 0, ""
    for first, at in enumerate(held):
        if not _NUMBERS.fullmatch(lines[at].strip()):
            continue
        words = [lines[one].strip() for one in held[first:]]
        size = next((index for index, word in enumerate(words) if word == "1"), 0)
        rows = _whole_rows(words, size) if _LEAST <= size <= _MOST and all(map(_is_head, words[:size])) else 0
        if rows < 3:
            continue
        for row in range(rows):
            begin = first + row * size
            lines[held[begin]] = "\t".join(words[row * size : (row + 1) * size])
            for one in range(held[begin] + 1, held[begin + size - 1] + 1):
                lines[one] = "\0"
        count, example = count + rows, example or lines[held[first + size]]
    return "\n".join(line for line in lines if line != "\0"), count, example


_MOST = 10  # cells of such a row


def _is_head(words: str) -> bool:
    return len(words) <= 12 and not _SENTENCE.search(words) and not _NUMBER.search(words)


def _whole_rows(words: list[str], size: int) -> int:
    """How many rows stand whole, the head among them: each opens with its number, and none holds that of the next."""
    rows = 1
    while words[rows * size : rows * size + 1] == [str(rows)] and len(words) >= (rows + 1) * size:
        rows += 1
    cells = [words[row * size + 1 : (row + 1) * size] for row in range(1, rows + 1)]
    return 0 if any(str(row) in own for row, own in enumerate(cells, 2)) else rows


def _head(line: str) -> list[str]:
    """The cells of a line that may head a table; none where it is not one."""
    match = _HEAD.fullmatch(line.strip())
    plain = line if _WIDE.search(line.strip()) else _YEAR.sub("", line)
    if match is None or "\t" in line or _NUMBER.search(plain) or _SENTENCE.search(match["cells"]):
        return []
    cells = _cells(match["cells"])
    return cells if len(cells) >= _LEAST and all(1 < len(cell) <= 12 for cell in cells) else []


_YEARED = re.compile("(?:19|20)\\d\\d年.{0,4}|[^\\d]{2,14}")


def _wide_head(line: str) -> list[str]:
    """The cells of a line that heads a table whose cells stand far apart: years may be among them."""
    cells = _WIDE.split(line.strip())
    return cells if len(cells) >= _LEAST and all(map(_YEARED.fullmatch, cells)) and not _SENTENCE.search(line) else []


def _rows(lines: list[str], start: int, head: list[str], split: Callable[[str], list[str]]) -> list[int]:
    """The indexes of the lines from `start` on that have as many cells as the head; blank lines may stand between."""
    rows = []
    for at in range(start, len(lines)):
        if not lines[at].strip():
            continue
        cells = split(lines[at].strip())
        words = (cell for cell, above in zip(cells, head, strict=False) if not above.endswith("单位"))  # 个, 座
        word = split is _cells and any(map(_HAN.fullmatch, words))
        if len(cells) != len(head) or "\t" in lines[at] or "。" in lines[at] or word:
            break  # a cell is a word or a number: 各有 3 个 is no row
        rows.append(at)
    return rows


def _cells(line: str) -> list[str]:
    return _BLANK.split(_SPREAD.sub(r"\1\2", line).strip())
