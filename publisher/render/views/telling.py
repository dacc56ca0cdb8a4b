"""What a story calls a body."""

from __future__ import annotations

from publisher.render.context import Desk


def body(desk: Desk, unit_id: str) -> str:
    """The name of a body, in Chinese with its area: every city has a 市发改委, and says no more."""
    name, area = desk.say.unit_name(unit_id), desk.say.unit(unit_id).area_zh
    return f"{name}（{area}）" if desk.language == "zh" and area and not name.startswith(area) else name
