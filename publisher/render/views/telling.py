"""What a story calls a body."""

from __future__ import annotations

from publisher.render.context import Renderer


def body(renderer: Renderer, unit_id: str) -> str:
    """The name of a body, in Chinese with its area: every city has a 市发改委, and says no more."""
    name, area = renderer.say.unit_name(unit_id), renderer.say.unit(unit_id).area_zh
    return f"{name}（{area}）" if renderer.language == "zh" and area and not name.startswith(area) else name
