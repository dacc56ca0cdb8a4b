"""Boxes (专栏): each a clause under the one that it stands in, with the items that it numbers for itself."""

from __future__ import annotations

import re
from dataclasses import replace

from publisher.draft.marks import BOX_RANK, lines_of, ordinal
from publisher.draft.outline.head import Head

_BELOW, _WITHIN = 0.05, 1000  # how far below the heading before it a box lies, and its items below the box


def boxed(text: str, headings: list[Head]) -> list[Head]:
    """Headings in order, each box just below the last numbered one before it, and its items below the box.

    Items begin with 1 right behind the title of the box; a number that goes on from those before the box ends it.
    """
    placed: list[Head] = []
    outer: dict[float, int | None] = {}  # rank → the last number, of the headings in which a box would stand
    box: Head | None = None
    inner: dict[float, int | None] = {}
    for head in headings:
        number = ordinal(head.number)
        if head.rank == BOX_RANK:
            box, inner = replace(head, rank=max(outer, default=head.rank) + _BELOW), {}
            placed.append(box)
        elif head.rank > BOX_RANK:
            placed.append(head)
        elif box and number is not None and _inside(text, box, head, number, outer, inner):
            inner = {rank: last for rank, last in inner.items() if rank < head.rank} | {head.rank: number}
            placed.append(replace(head, rank=box.rank + head.rank / _WITHIN))
        else:
            if box and inner and head.rank > box.rank:  # what stands beside the box begins behind it
                at, deeper = placed.index(box), head.rank - box.rank
                placed[at:] = [replace(one, rank=one.rank + deeper * (one.rank < BOX_RANK)) for one in placed[at:]]
            outer = {rank: last for rank, last in outer.items() if rank < head.rank} | {head.rank: number}
            box = None
            placed.append(head)
    return placed


_NOTE = re.compile(r"[（(]?(?:注|备注|说明|资料来源|数据来源|单位)[:：]|\d[.．](?!\d)")


def table_end(text: str, start: int, stop: int) -> int:
    """Where the table ends with which a box begins, its notes included; the end of the box where it has none."""
    lines = lines_of(text, start, stop)
    last = max((at for at, line in enumerate(lines) if "\t" in line.text), default=-1)
    if last < 0 or not ("\t" in lines[0].text or _NOTE.match(lines[0].text)):
        return stop
    return next((line.start for line in lines[last + 1 :] if not _NOTE.match(line.text)), stop)


def _inside(
    text: str,
    box: Head,
    head: Head,
    number: int,
    outer: dict[float, int | None],
    inner: dict[float, int | None],
) -> bool:
    """Whether a numbered heading behind a box is an item of it."""
    if not inner:
        return number == 1 and not text[box.end : head.start].strip()
    goes_on = inner.get(head.rank) == number - 1 and outer.get(head.rank) != number - 1
    return goes_on or (number == 1 and head.rank > min(inner))
