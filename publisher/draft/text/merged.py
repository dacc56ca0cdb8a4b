"""Cells that are merged over several rows: the bodies in one hold for each of its rows, so each row is given them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publisher.codebook.statements import LEAD, OTHER, SUPPORT

BODIES = re.compile(rf"(?:{LEAD}|{SUPPORT}|{OTHER})")
Row = Sequence[str | None]  # the cells of a row; None for one that is merged with the cell above it


def with_bodies(rows: Sequence[Row]) -> tuple[list[list[str]], str]:
    """The rows with each merged cell empty, or with its words where its column is one of bodies; those words.

    A reader of the page sees the bodies beside every row that their cell spans. Another cell is read once.
    """
    read: list[list[str]] = []
    again: list[str] = []
    of_bodies: set[int] = set()
    for row in rows:
        headed = {at for at, cell in enumerate(row) if cell and BODIES.fullmatch("".join(cell.split()))}
        above = read[-1] if read else []
        cells = [cell or "" for cell in row]
        for at, cell in enumerate(row):
            if cell is None and at in of_bodies and at < len(above) and above[at] and not _heads(above[at]):
                cells[at] = above[at]
                again.append(above[at])
        of_bodies |= headed
        read.append(cells)
    return read, "".join(again)


def _heads(words: str) -> bool:
    return bool(BODIES.fullmatch("".join(words.split())))
