"""Traditional characters and Taiwan's words, by OpenCC's tables; the browser fetches them once a query needs them."""

from __future__ import annotations

from collections.abc import Set
from functools import cache
from itertools import pairwise
from pathlib import Path

import opencc

_TABLES = Path(opencc.__file__).parent / "dictionary"


def tables(signs: Set[str], pairs: Set[tuple[str, str]]) -> dict[str, dict[str, str]]:
    """What a query in traditional characters is read by besides the other words.

    signs: those that can be found. pairs: two of them that stand side by side; a word that has others is in no text.
    """
    used = {one: to for one, to in wordings().items() if set(to) <= signs and pairs >= set(pairwise(to))}
    typed = set(signs).union(*used)
    return {"simplified": {one: to for one, to in simplified().items() if to in typed}, "wordings": used}


def simple(text: str) -> str:
    """The text in simplified characters."""
    return text.translate(_signs())


@cache
def simplified() -> dict[str, str]:
    """Traditional character → simplified, where the simplified one is in GB 2312, as those of our texts are."""
    characters = {}
    for one, to in _table("TSCharacters"):
        if len(one) == len(to) == 1 and one != to and _common(to):
            characters[one] = to
    return characters


@cache
def wordings() -> dict[str, str]:
    """What Taiwan says → what the mainland says, both in simplified characters (资讯 → 信息)."""
    phrases = {simple(one): simple(to) for one, to in _table("TWPhrasesRev")}
    return {one: to for one, to in phrases.items() if one != to and len(one) > 1 and _common(one + to)}


@cache
def _signs() -> dict[int, str]:
    return str.maketrans(simplified())


def _table(name: str) -> list[tuple[str, str]]:
    lines = (_TABLES / f"{name}.txt").read_text("utf-8").splitlines()
    return [(one, to.split(" ")[0]) for one, _, to in (line.partition("\t") for line in lines) if to]


def _common(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
