"""The text of a Word file as a reader of the page sees it: every run once, in order, with the numbers that Word prints.

ECMA-376: insertions and moves are read, deletions are not; of alternatives (mc:AlternateContent) the first is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from typing import Any

from publisher.draft.text.merged import with_bodies
from publisher.draft.text.numbering import Numbering
from publisher.draft.text.reading import ExtractedText, compared, tallied

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PICTURES = ("pict", "drawing", "object")
_DELETED = ("del", "moveFrom")
_OFF = ("0", "false", "off", "none")
_SUPER = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_SUB = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ₀₁₂₃₄₅₆₇₈₉", "0123456789+-n0123456789")


def _on(node: Any, name: str) -> bool:
    """Whether a property of a run or paragraph is set: <w:vanish/>, <w:vanish w:val="true"/>."""
    element = node.find(_W + name) if node is not None else None
    return element is not None and element.get(_W + "val", "true") not in _OFF


class _Word:
    """One Word file while it is read."""

    def __init__(self, document: Any) -> None:
        from docx.text.paragraph import Paragraph

        self.document, self.paragraph_of = document, Paragraph
        self.numbering = Numbering(document)
        self.left: Counter[str] = Counter()
        self.examples: dict[str, str] = {}
        self.lines: list[str] = []
        self.boxes: list[str] = []
        self.styles = {
            style.get(_W + "styleId"): style.find(_W + "rPr") for style in document.styles.element.iter(_W + "style")
        }
        self.levels = {
            style.get(_W + "styleId"): level
            for style in document.styles.element.iter(_W + "style")
            if (level := _level(style)) is not None
        }
        self.headings: list[tuple[str, int]] = []
        self.in_field = 0  # how many fields are open whose instruction is being given

    def leave(self, key: str, words: str) -> None:
        if core := "".join(words.split()):
            self.left[key] += len(core)
            self.examples.setdefault(key, core)

    # ---- blocks ----

    def blocks(self, node: Any) -> None:
        """The paragraphs and tables of a body, a cell or a text box, whatever holds them."""
        for child in node:
            tag = child.tag
            if tag == _W + "p":
                self.paragraph(child)
            elif tag == _W + "tbl":
                self.table(child)
            elif _name(child) in _DELETED:
                self.leave("deleted", _all(child))
            elif tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "moveTo", _W + "customXml", _W + "smartTag"):
                self.blocks(child)
            elif tag == _MC + "AlternateContent":
                self.blocks(_choice(child))
            elif tag == _W + "altChunk":
                self.lines += _embedded(self.document.part.related_parts.get(child.get(f"{_R}id")))

    def paragraph(self, node: Any) -> None:
        mark = node.find(_W + "pPr")
        words = "".join(self.inline(node))
        number = ""
        if words.strip() or self.boxes:
            shown = self.paragraph_of(node, self.document)
            number = self.numbering.number(shown) if words.strip() else ""
            number += " " if number and number[-1].isascii() and words[:1].isdecimal() else ""
            style = mark.find(_W + "pStyle") if mark is not None else None
            level = _level(node) or self.levels.get(style.get(_W + "val") if style is not None else "")
            if level:
                self.headings.append((number + words, level))
        boxes, self.boxes = self.boxes, []
        self.lines += (number + words).split("\n") if words.strip() else [""]
        self.lines += boxes
        if mark is not None and _on(mark.find(_W + "rPr"), "vanish") and not words.strip():
            self.lines.pop()

    def table(self, node: Any) -> None:
        rows: list[list[str | None]] = []
        for row in _inside(node, "tr"):
            before = [_whole(cell, "gridBefore") for cell in row.findall(_W + "trPr")]
            cells: list[str | None] = [""] * sum(before)
            for cell in _inside(row, "tc"):
                properties = cell.find(_W + "tcPr")
                merged = properties.find(_W + "vMerge") if properties is not None else None
                wide = _whole(properties, "gridSpan") if properties is not None else 0
                if merged is not None and merged.get(_W + "val", "continue") == "continue":
                    self.leave("merged", _all(cell))
                    cells.append(None)
                else:
                    cells.append(self.cell(cell))
                cells += [""] * (wide - 1)  # the columns that it covers
            rows.append(cells)
        read, again = with_bodies(rows)
        self.leave("merged-bodies", again)
        for line in read:
            if any(line[1:]):
                self.lines.append("\t".join(" ".join(cell.split()) for cell in line).rstrip("\t"))
            elif any(line):  # a row of one cell, which may be the frame of all that stands in it
                self.lines += line[0].split("\n")

    def cell(self, node: Any) -> str:
        before, self.lines = self.lines, []
        self.blocks(node)
        inside, self.lines = [line for line in self.lines if line.strip()], before
        return "\n".join(inside)

    # ---- runs ----

    def inline(self, node: Any) -> Iterator[str]:
        """The words of a paragraph in order."""
        for child in node:
            name = _name(child)
            if name == "r":
                yield from self.run(child)
            elif name in _DELETED:
                self.leave("deleted", _all(child))
            elif child.tag == _MC + "AlternateContent":
                yield from self.inline(_choice(child))
            elif child.tag.startswith(_M) if isinstance(child.tag, str) else False:
                yield "".join(part.text or "" for part in child.iter(_M + "t", _W + "t"))
            elif name not in ("pPr", "rPr", "sdtPr", "sdtEndPr"):
                yield from self.inline(child)

    def run(self, node: Any) -> Iterator[str]:
        properties = node.find(_W + "rPr")
        if self.hidden(properties):
            self.leave("hidden", _all(node))
            return
        if _on(properties, "strike") or _on(properties, "dstrike"):
            self.leave("struck", _all(node))
            return
        place = properties.find(_W + "vertAlign") if properties is not None else None
        raised = place.get(_W + "val", "") if place is not None else ""
        for child in node:
            words = self.part(child)
            table = _SUPER if raised == "superscript" else _SUB if raised == "subscript" else None
            yield words.translate(table) if table and set(words) <= set(map(chr, table)) else words

    def hidden(self, properties: Any) -> bool:
        if properties is None:
            return False
        if properties.find(_W + "vanish") is not None:
            return _on(properties, "vanish")
        style = properties.find(_W + "rStyle")
        return style is not None and _on(self.styles.get(style.get(_W + "val")), "vanish")

    def part(self, node: Any) -> str:
        name = _name(node)
        if name == "fldChar":
            kind = node.get(_W + "fldCharType")
            self.in_field = max(
                0, self.in_field + (kind == "begin") - (kind in ("separate", "end") and self.in_field > 0)
            )
        if name == "t":
            return "" if self.in_field else node.text or ""
        if name in ("tab", "ptab"):
            return " "
        if name in ("br", "cr"):
            return "\n" if node.get(_W + "type", "textWrapping") == "textWrapping" else ""
        if name in ("noBreakHyphen", "softHyphen"):
            return "-" if name == "noBreakHyphen" else ""
        if name == "sym":
            return _symbol(node)
        if name == "ruby":
            self.leave("ruby", "".join(_all(one) for one in node.findall(_W + "rt")))
            return "".join("".join(self.inline(one)) for one in node.findall(_W + "rubyBase"))
        if node.tag == _MC + "AlternateContent":
            return "".join(self.part(child) for child in _choice(node))
        if name in _PICTURES:
            self.picture(node)
        elif name in ("footnoteReference", "endnoteReference"):
            self.left["footnotes"] += 1
        return ""

    def picture(self, node: Any) -> None:
        boxes = [
            box
            for box in node.iter(_W + "txbxContent")
            if not any(_name(up) == "txbxContent" for up in box.iterancestors())
        ]
        for box in boxes:
            lines, outer, self.lines, self.boxes = self.lines, self.boxes, [], []
            self.blocks(box)
            self.boxes = outer + [line for line in self.lines if line.strip()]
            self.lines = lines
        if not boxes:
            self.left["pictures"] += 1


def _embedded(part: Any) -> list[str]:
    """The lines of a page that is put into a Word file as it is (altChunk), also one that is packed as a mail."""
    from publisher.draft.text.page import read_page

    kind = part.content_type if part is not None else ""
    if "rfc822" in kind or "mhtml" in kind:
        pages = [one for one in message_from_bytes(part.blob).walk() if one.get_content_type() == "text/html"]
        whole = b"".join(bytes(one.get_payload(decode=True)) for one in pages)
    else:
        whole = part.blob if "html" in kind else b""
    return read_page(whole.decode("utf-8", "replace")).text.split("\n") if whole else []


def _name(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _level(node: Any) -> int | None:
    """The level of the outline that a paragraph or a style has, from 1; None where it is body text."""
    element = node.find(f"{_W}pPr/{_W}outlineLvl")
    value = element.get(_W + "val", "") if element is not None else ""
    return int(value) + 1 if value.isdecimal() and int(value) < 9 else None


def _whole(node: Any, name: str) -> int:
    element = node.find(_W + name)
    value = element.get(_W + "val", "0") if element is not None else "0"
    return min(int(value), 50) if value.isdecimal() else 0


def _inside(node: Any, name: str) -> Iterator[Any]:
    """The rows of a table or cells of a row, also those that a content control or an insertion holds."""
    for child in node:
        if child.tag == _W + name:
            yield child
        elif _name(child) in ("sdt", "sdtContent", "ins", "moveTo", "customXml"):
            yield from _inside(child, name)


def _choice(node: Any) -> Any:
    """Of the alternatives of one thing the first: what Word shows."""
    return node[0] if len(node) else node


def _all(node: Any) -> str:
    return "".join(part.text or "" for part in node.iter(_W + "t", _W + "delText"))


def _symbol(node: Any) -> str:
    """A symbol by its code; those of symbol fonts lie at F000 and above and have the place of a letter."""
    code = node.get(_W + "char", "")
    if not re.fullmatch("[0-9A-Fa-f]{2,6}", code):
        return ""
    return chr(_SYMBOLS.get(int(code, 16), int(code, 16) if int(code, 16) < 0xE000 else 0x25A1))


# Wingdings and Symbol, as far as plans use them: ticks, boxes, bullets, comparison signs.
_SYMBOLS = {
    0xF0FC: 0x2713, 0xF0FE: 0x2611, 0xF052: 0x2611, 0xF0A8: 0x25A1, 0xF06F: 0x25A1, 0xF0A3: 0x2264, 0xF0B3: 0x2265,
    0xF0B1: 0x00B1, 0xF0B4: 0x00D7, 0xF0D7: 0x00B7, 0xF0B7: 0x2022, 0xF06C: 0x25CF, 0xF06E: 0x25A0, 0xF0D8: 0x27A2,
    0xF06D: 0x03BC, 0xF057: 0x03A9, 0xF0B0: 0x00B0,
}  # fmt: skip


def _seen(body: Any) -> str:
    """Every run of the body that a reader sees, by its element alone: what the lines are compared with."""
    runs = []
    for part in body.iter(_W + "t", _M + "t", _W + "p"):
        if part.tag == _W + "p":
            runs.append("\n")
            continue
        above = list(part.iterancestors())
        names = {_name(node) for node in above}
        if names & {*_DELETED, "rt", "Fallback"} or any(_gone(node) for node in above if _name(node) in ("r", "tc")):
            continue
        runs.append(part.text or "")
    return "".join(runs)


def _gone(node: Any) -> bool:
    properties = node.find(_W + "rPr")
    if _name(node) == "tc":
        merged = node.find(f"{_W}tcPr/{_W}vMerge")
        return merged is not None and merged.get(_W + "val", "continue") == "continue"
    return any(_on(properties, name) for name in ("vanish", "strike", "dstrike"))


def read_word(document: Any) -> ExtractedText:
    """The text of an opened Word file (python-docx), with notes on what was left out or is missing."""
    word = _Word(document)
    body = document.element.body
    word.blocks(body)
    text = "\n".join(word.lines) + "\n"
    if word.left["footnotes"]:
        word.left["footnotes"] = 0
        word.leave("footnotes", "".join(_parts(document, "footnotes", "endnotes")))
    word.leave("page-numbers", "".join(_parts(document, "header", "footer")))
    lost = [note for note in compared(_seen(body), text.translate(_PLAIN)) if note.key == "missing"]
    return ExtractedText(text, tallied(word.left, word.examples) + tuple(lost), tuple(word.headings))


def _parts(document: Any, *names: str) -> Iterator[str]:
    """The words of parts of the file beside its body: notes, heads and feet of pages."""
    from lxml import etree

    for part in document.part.package.iter_parts():
        if re.search(rf"/(?:{'|'.join(names)})\d*\.xml$", str(part.partname)):
            yield _all(etree.fromstring(part.blob))
