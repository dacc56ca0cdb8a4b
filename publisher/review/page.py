"""What the page has been given, so that only what a step changes has to be sent: a long plan has thousands of items."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from publisher.review.items import Item
from publisher.review.show import one

Lists = dict[str, list[list[str]]]  # what references may name, by table


@dataclass
class Page:
    """What was sent last: its version, its items by their ids, its lists."""

    version: int = 0
    seen: dict[str, Item] = field(default_factory=dict)
    lists: Lists = field(default_factory=dict)

    def whole(self, found: tuple[Item, ...], lists: Lists) -> int:
        """The version of what is sent as a whole."""
        self.seen, self.lists = {item.id: item for item in found}, lists
        self.version += 1
        return self.version

    def changes(self, version: object, found: tuple[Item, ...], lists: Lists) -> dict[str, Any]:
        """The items that are new or other, their order where it is another, and the lists that are other, for the page
        that has this version; only that all is to be read anew ({"anew": True}) for one that has another.
        """
        if version != self.version:
            return {"anew": True}
        before, had = self.seen, self.lists
        items = [item for item in found if item.state != "rejected"]
        order = [item.id for item in items]
        same = order == [item.id for item in before.values() if item.state != "rejected"]
        return {
            "items": [one(item) for item in items if before.get(item.id) != item],
            "order": None if same else order,
            "options": {name: rows for name, rows in lists.items() if had.get(name) != rows},
            "version": self.whole(found, lists),
        }
