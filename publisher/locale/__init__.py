"""Every word of the interface, in zh.yml and en.yml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from publisher.schema import load_yaml

LANGUAGES = ("zh", "en")


@cache
def words(language: str) -> dict[str, Any]:
    """The words of a language (zh or en). Raises KeyError for another one."""
    if language not in LANGUAGES:
        raise KeyError(language)
    found = load_yaml((Path(__file__).parent / f"{language}.yml").read_text("utf-8"))
    return dict(found)
