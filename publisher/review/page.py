"""Tracks what the page was sent, so that only changes are sent afterwards: a long plan has thousands of items."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from publisher.review.items import Item
from publisher.review.show import one

Lists = dict[str, list[list[str]]]  # what references may name, by table


@dataclass
class SentPage:
    """What was sent last: its version, its items by their ids, its lists."""

    version: int = 0
    seen: dict[str, Item] = field(default_factory=dict)
    lists: Lists = field(default_factory=dict)

    def sent_whole(self, all_items: tuple[Item, ...], lists: Lists) -> int:
        """Record that everything is sent; the new version."""
        self.seen, self.lists = {item.id: item for item in all_items}, lists
        self.version += 1
        return self.version

    def changes(self, version: object, all_items: tuple[Item, ...], lists: Lists) -> dict[str, Any]:
        """The changed items, their order and the lists where these changed, for a page that has the given version;
        {"anew": True} for a page with another version, which must load everything.
        """
        if version != self.version:
            return {"anew": True}
        before, had = self.seen, self.lists
        items = [item for item in all_items if item.state != "rejected"]
        order = [item.id for item in items]
        same = order == [item.id for item in before.values() if item.state != "rejected"]
        return {
            "items": [one(item) for item in items if before.get(item.id) != item],
            "order": None if same else order,
            "options": {name: rows for name, rows in lists.items() if had.get(name) != rows},
            "version": self.sent_whole(all_items, lists),
        }
