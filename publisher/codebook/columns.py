"""Tables as lines of text: what heads the column of a place. Cells stand apart by tabs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

_HAS_NUMBER = re.compile(r"(?<!\d)\d+(?![\d]|年)")
# What heads a column of numbers as such, or says when: it names nothing that is counted.
_NO_NAME = re.compile(
    r"(?:(?:19|20)\d\d|十[一二三四五六]五).*|(?:规划|目标|计划|指标|数|现状|基期|实际|年度|任务|完成|建设|单位|数量|备注|属性|内容|要求|规模|主要|及|和|期末|末|值|量|目)*"
)


def column_head(text: str, position: int) -> str:
    """What heads the column in which a place stands, of a table whose cells stand apart by tabs; "" in none."""
    starts, heads = lines_of_tables(text)
    line = bisect_right(starts, position) - 1
    if heads[line] == line:
        return ""
    column = text.count("\t", starts[line], position)
    first, second = (cells_of_line(text, starts[row]) if column else [] for row in (heads[line], heads[line] + 1))
    # 投资（万元） over 总投资 and 2021年计划: a head that spans several is parted in the row below it
    parted = heads[line] + 1 < line and column < len(second) and second[column].strip() and not second[0].strip()
    if parted and not any(map(_HAS_NUMBER.search, second)):
        return second[column]
    return first[column] if column < len(first) else ""


@lru_cache(2)
def lines_of_tables(text: str) -> tuple[list[int], list[int]]:
    """Where each line begins, and the number of the line that heads the table in which it stands; itself in none."""
    starts, heads = [0], list[int]()
    head, others = 0, 2
    for number, words in enumerate(text.split("\n")):
        starts.append(starts[-1] + len(words) + 1)
        if "\t" not in words:  # one such line is a part's heading in the table; two are its end
            heads.append(number)
            others += 1
            continue
        if others > 1 or (others and not _HAS_NUMBER.search(words)):  # a row without any number heads its own table
            head = number
        heads.append(head)
        others = 0
    return starts, [*heads, len(heads)]


@lru_cache(4)
def cells_of_line(text: str, start: int) -> list[str]:
    """The cells of the line that begins at a place."""
    return text[start : text.find("\n", start) % (len(text) + 1)].split("\t")


_FIGURE = re.compile(r"[\d.,]+[%％]?(?:以[上下]|左右)?|[-—–/]+")
_PRESENT, _AIM = re.compile("现状|基期|基数"), re.compile("目标|规划")


@lru_cache(2)
def fallen_cells(text: str) -> Mapping[int, str]:
    """Where numbers stand of a table that came as a cell a line, below 序号: number of a row, present value, aim."""
    lines = [(match.start(), match[0].strip(" \t　")) for match in re.finditer(r"[^\n]*[^\s][^\n]*", text)]
    found: dict[int, str] = {}
    for at, (_, words) in enumerate(lines):
        if words == "序号":
            found |= _cells_below(lines[at + 1 :])
    return found


def _cells_below(lines: Sequence[tuple[int, str]]) -> dict[int, str]:
    """Those of one such table, which a line of prose ends. A present value stands right before the one aimed at."""
    found: dict[int, str] = {}
    last = next((at for at, (_, words) in enumerate(lines) if len(words) > 40), len(lines))
    heads = [words for _, words in lines[: next((at for at, (_, words) in enumerate(lines[:last]) if words == "1"), 0)]]
    parted = any(_PRESENT.search(one) and _AIM.search(other) for one, other in pairwise(heads))
    row, before = 1, ""
    for (start, words), (_, below) in pairwise(lines[:last]):
        if words == str(row) and not _FIGURE.fullmatch(below):
            found[start] = "number"
            row += 1
        elif parted and _FIGURE.fullmatch(words) and not _FIGURE.fullmatch(before) and _is_aim(below, row):
            found[start] = "present"
        elif parted and _FIGURE.fullmatch(words) and _FIGURE.fullmatch(before):
            found[start] = "aim"
        before = words
    return found if row > 3 else {}


def _is_aim(below: str, row: int) -> bool:
    """Whether the line below a figure holds another, which is no row's number behind an empty cell."""
    return bool(_FIGURE.fullmatch(below)) and not (below.isdecimal() and row <= int(below) < row + 10)


def named_column(text: str, position: int) -> str:
    """The thing that the column of a bare figure names (充电桩, 站点（座）); "" where none does."""
    name = re.sub(r"[（(][^（()）]{1,8}[)）]$", "", re.sub(r"\s", "", column_head(text, position))).strip("*＊ ")
    return "" if len(name) < 2 or len(name) > 20 or _NO_NAME.fullmatch(name) or name.endswith("名称") else name
