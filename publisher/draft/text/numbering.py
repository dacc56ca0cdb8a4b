"""The numbers that Word prints by itself: they stand in no paragraph’s text, only in the file’s lists."""

from __future__ import annotations

import re
from typing import Any

_CN = "〇一二三四五六七八九"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CHINESE = ("chineseCounting", "chineseCountingThousand", "taiwaneseCountingThousand", "japaneseCounting")


def chinese(number: int) -> str:
    """1 to 99 as a heading prints it: 三, 十, 二十一."""
    if number < 10:
        return _CN[number]
    tens, ones = divmod(number, 10)
    return (_CN[tens] if tens > 1 else "") + "十" + (_CN[ones] if ones else "")


def _printed(number: int, form: str) -> str:
    if form in _CHINESE and 0 < number < 100:
        return chinese(number)
    if form in ("ideographDigital", "chineseLegalSimplified") and 0 < number < 10:
        return _CN[number]
    if form.endswith("Letter") and 0 < number < 27:
        return chr(ord("A" if form.startswith("upper") else "a") + number - 1)
    if form.endswith("Roman") and 0 < number < 40:
        letters, left = "", number
        for value, sign in _ROMAN:
            letters, left = letters + sign * (left // value), left % value
        return letters.upper() if form.startswith("upper") else letters
    return str(number)


class Numbering:
    """The lists of one Word file. Asked paragraph by paragraph, in their order, it says the number that Word prints."""

    def __init__(self, document: Any) -> None:
        from docx.oxml.ns import qn

        self._qn = qn
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}  # list → level → form, pattern, start
        self._counts: dict[str, dict[int, int]] = {}
        self._shared: dict[str, str] = {}  # list → the abstract list whose count it goes on with
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        abstract = {one.get(qn("w:abstractNumId")): self._read(one) for one in root.findall(qn("w:abstractNum"))}
        for one in root.findall(qn("w:num")):
            name, of = one.get(qn("w:numId")), one.find(qn("w:abstractNumId"))
            base = of.get(qn("w:val")) if of is not None else ""
            self._levels[name] = abstract.get(base, {})
            # A list that overrides where it starts counts for itself; others go on where their like stopped.
            self._shared[name] = f"own {name}" if one.find(qn("w:lvlOverride")) is not None else base

    def _read(self, abstract: Any) -> dict[int, tuple[str, str, int]]:
        qn, levels = self._qn, {}
        for level in abstract.findall(qn("w:lvl")):
            values = {
                name: node.get(qn("w:val"), "")
                for name in ("numFmt", "lvlText", "start")
                if (node := level.find(qn(f"w:{name}"))) is not None
            }
            start = values.get("start", "1")
            levels[int(level.get(qn("w:ilvl")))] = (
                values.get("numFmt", "decimal"),
                values.get("lvlText", ""),
                int(start) if start.isdecimal() else 1,
            )
        return levels

    def number(self, paragraph: Any) -> str:
        """What Word prints before a paragraph: 一、 （二） 3. ; "" before one that is in no list, and for bullets."""
        place = self._place(paragraph)
        if place is None:
            return ""
        name, level = place
        levels = self._levels.get(name, {})
        form, pattern, start = levels.get(level, ("none", "", 1))
        counts = self._counts.setdefault(self._shared.get(name, name), {})
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if form in ("bullet", "none"):
            return ""

        def said(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            own_form, _, own_start = levels.get(at, ("decimal", "", 1))
            return _printed(counts.get(at, own_start), own_form)

        return re.sub(r"%([1-9])", said, pattern)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """The list and level of a paragraph: its own, else its style's."""
        qn = self._qn
        styles: list[Any] = []
        style = paragraph.style
        while style is not None and len(styles) < 9:
            styles.append(style.element)
            style = getattr(style, "base_style", None)
        name, level = "", ""
        for element in (paragraph._p, *styles):
            properties = element.find(qn("w:pPr"))
            given = properties.find(qn("w:numPr")) if properties is not None else None
            if given is None:
                continue
            number, depth = given.find(qn("w:numId")), given.find(qn("w:ilvl"))
            name = name or (number.get(qn("w:val"), "") if number is not None else "")
            level = level or (depth.get(qn("w:val"), "") if depth is not None else "")
            if name:
                break
        return (name, int(level or "0")) if name and name != "0" and (level or "0").isdecimal() else None
