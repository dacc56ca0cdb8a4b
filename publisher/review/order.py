"""The positions of the bodies of a statement."""

from __future__ import annotations

import re

from publisher.read.table import Row
from publisher.review.items import ItemRow


def in_printed_order(rows: list[Row], entries: list[ItemRow]) -> list[Row]:
    """The rows of the statements that were decided numbered as their names are printed, where their positions clash."""
    for statement in {entry.cells["statement"] for entry in entries if entry.table == "responsibilities"}:
        mine = [row for row in rows if row.statement == statement]
        if sorted(row.position for row in mine) == sorted(str(number) for number in range(1, len(mine) + 1)):
            continue
        order = {row[0]: str(place) for place, row in enumerate(sorted(mine, key=_printed_at), 1)}
        rows = [row._replace(position=order[row[0]]) if row[0] in order else row for row in rows]
    return rows


def _printed_at(row: Row) -> tuple[int, int]:
    """Where a name stands in its statement as a whole item, else at all; then by its position."""
    whole = re.search(rf"(?:^|[：:、，,；;（(\[［【\s]){re.escape(row.name_printed)}(?![\u4e00-\u9fff])", row.quote)
    at = whole.end() - len(row.name_printed) if whole else row.quote.find(row.name_printed)
    return at if at >= 0 else len(row.quote), int(row.position) if row.position.isdecimal() else 0
