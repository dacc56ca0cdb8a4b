"""What the style sheets of a page hide: rules on display and visibility, by classes, ids and tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_PIECE = re.compile(r"[{}]|[^{}]+")
AWAY = r"(?<![\w-])(?:left|top|text-indent)\s*:\s*-\d{4,}px"  # moved off the page, for readers who hear it
_SHOWS = re.compile(r"(?<![\w-])(?:display\s*:\s*(?P<display>[\w-]+)|visibility\s*:\s*(?P<seen>[\w-]+))", re.I)
_ELEMENT = re.compile(r"(?P<tag>[a-z][\w-]*|\*)?(?P<marks>(?:[.#][\w-]+)*)", re.I)

Element = tuple[str, frozenset[str]]  # a tag, "" for any, with its .classes and #id
Rule = tuple[tuple[int, int, int], int, list[Element], bool]  # its weight and place, of whom, whether it hides


class Styles:
    """Whom style sheets hide. What holds for print alone, and selectors of other forms, say nothing."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self.rules: dict[str, list[Rule]] = {}  # by a mark or the tag of the element of which they are said
        self.known: dict[tuple[Any, str, frozenset[str]], bool] = {}  # of elements that stand in the same one
        for at, (whom, says) in enumerate(_rules(_COMMENT.sub("", "\n".join(sheets)))):
            hides = [said["display"] == "none" or said["seen"] == "hidden" for said in _SHOWS.finditer(says)]
            hides += [True] * bool(re.search(AWAY, says, re.I))
            for selector in whom.split(",") if hides else ():
                if elements := _elements(selector):
                    tag, marks = elements[-1]
                    rule = (_weight(elements), at, elements, any(hides))
                    self.rules.setdefault(min(marks, default=tag), []).append(rule)

    def hides(self, node: Any) -> bool:
        """Whether the rule that says most of an element, of equal ones the last, hides it."""
        marks, tag = _marks(node), node.tag.lower()
        alike = (node.getparent(), tag, marks)
        if alike not in self.known:
            near = (rule for key in {*marks, tag, ""} for rule in self.rules.get(key, ()))
            said = [(weight, at, hidden) for weight, at, whom, hidden in near if _holds(whom, node)]
            self.known[alike] = bool(said) and max(said)[2]
        return self.known[alike]


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The rules of a sheet for the screen: of whom, and what."""
    opened: list[str] = []
    words = ""
    for piece in _PIECE.findall(sheet):
        if piece == "{":
            opened.append(words.rpartition(";")[2].strip())
            words = ""
        elif piece == "}":
            whom = opened.pop() if opened else ""
            within = " ".join(opened)
            if whom and whom[0] != "@" and not re.search(r"print|@(?:[\w-]*keyframes|page)", within):
                yield whom, words
            words = ""
        else:
            words = piece


def _elements(selector: str) -> list[Element]:
    """A selector of tags, classes and ids (.tab .pane, div#box > p) by its elements; [] of any other."""
    found = [_ELEMENT.fullmatch(word) for word in selector.replace(">", " ").split()]
    read = [one for one in found if one]
    return [(_tag(one["tag"]), frozenset(re.findall(r"[.#][\w-]+", one["marks"]))) for one in read] * all(found)


def _tag(printed: str | None) -> str:
    return "" if printed in (None, "*") else str(printed).lower()


def _weight(elements: list[Element]) -> tuple[int, int, int]:
    """How much a selector says: its ids, its classes, its tags."""
    marks = [mark for _, each in elements for mark in each]
    ids = sum(mark[0] == "#" for mark in marks)
    return ids, len(marks) - ids, sum(bool(tag) for tag, _ in elements)


def _marks(node: Any) -> frozenset[str]:
    named = {f".{name}" for name in node.get("class", "").split()}
    return frozenset(named | {f"#{node.get('id')}"} if node.get("id") else named)


def _holds(elements: list[Element], node: Any) -> bool:
    """Whether a selector is said of an element: its last part of that, the others of what holds it, in order."""
    above = node.iterancestors()
    return _is(elements[-1], node) and all(any(_is(part, one) for one in above) for part in reversed(elements[:-1]))


def _is(element: Element, node: Any) -> bool:
    tag, marks = element
    return tag in ("", node.tag.lower()) and marks <= _marks(node)
