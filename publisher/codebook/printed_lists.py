"""Lists as they are printed: whether 等 leaves one open.

等 with a number of members behind it (等三个城镇圈) closes a list; 等级, 同等, 等待 and the like are other words.
"""

from __future__ import annotations

from collections.abc import Iterable

from publisher.terms.regex import regex

_AND_OTHERS = r"等(?![级候于同额待距位高])"
_CLOSED = r"(?![一二三四五六七八九十两]+[个大项条家座])"
_AHEAD = regex(rf"(?:[^，,。；;]*?、)*[^，,。；;、]*?{_AND_OTHERS}{_CLOSED}")
_AT_ONCE = regex(_AND_OTHERS + _CLOSED)
_BEHIND = regex("[)）]?" + _AND_OTHERS)


def continues_open(behind: str, names: Iterable[str]) -> tuple[bool, bool]:
    """Whether the list in which a name stands certainly ends with 等, and whether it may.

    behind: what follows the name. names: the other names of its list, which may stand between it and 等.
    """
    known = sorted(filter(None, names), key=len, reverse=True)
    while behind[:1] and behind[0] in "、和及与" and (next_ := next((n for n in known if behind.startswith(n, 1)), "")):
        behind = behind[1 + len(next_) :]
    return bool(_AT_ONCE.match(behind)), bool(_AHEAD.match(behind))


def ends_open(listed: str, names: Iterable[str]) -> bool:
    """Whether 等 follows the last of the names that a printed list holds."""
    last = max((listed.rfind(name) + len(name) for name in names if name in listed), default=0)
    return bool(_BEHIND.match(listed, last))
