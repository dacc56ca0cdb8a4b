"""The text of a web page as a reader sees it: lines as they are set, without what the site says of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from publisher.draft.marks import numbered
from publisher.draft.text.merged import with_bodies
from publisher.draft.text.reading import ExtractedText, compared, tallied
from publisher.draft.text.styles import AWAY, Styles

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What no reader sees, whatever the style says (HTML Standard, 15.3.1), and controls, which are no text.
_UNSEEN = frozenset(
    ("head", "script", "style", "template", "noscript", "iframe", "object", "svg", "math-annotation", "title", "meta",
     "link", "select", "textarea", "button", "input", "rt", "rp", "audio", "video", "canvas")
)  # fmt: skip
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "ins", "kbd", "label",
     "mark", "q", "rb", "ruby", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img",
     "s", "strike", "del", "nobr", "o:p", "st1:chsdate", "st1:personname")
)  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BOLD = ("b", "strong")
_RUNS_ON = re.compile(
    "\\s+[\u4e00-\u9fff“][^。；]*[，。；]"
)  # a sentence, and not the rest of a title that is bold in part: 2.甲平台|建设，…
_STRUCK = ("del", "s", "strike")
_NO_STYLE = re.compile(
    rf"display\s*:\s*none|visibility\s*:\s*hidden|{AWAY}|font-size\s*:\s*0(?:p[xt])?\s*(?:;|$)", re.I
)
_SHOWN = re.compile(r"display\s*:\s*(?!none)[a-z]", re.I)
_AS_WRITTEN = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)
_SITE_TAGS = ("nav", "header", "footer", "aside", "form")
_SITE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|bread\w*|crumb\w*|location|position|foot(?!note)\w*|share\w*|related\w*|side\w*|toolbar|copyright"
    r"|recommend\w*|banner|topbar|search\w*|qrcode|ewm|pager|links?)(?:$|[\s_-])",
    re.I,
)
_LINKS, _MOSTLY = 3, 0.6
_SUPER = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_SUB = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_HAN = "\u2e80-\u9fff\uf900-\ufaff，。、；：！？“”（）《》【】〔〕［］—…"
_WRAPPED = re.compile(rf"(?<=[{_HAN}])[ \t\f\r]*\n\s*(?=[{_HAN}])")
_SPACES = re.compile(r"[ \t\n\r\f]+")


class _Page:
    """One page while it is read: what is hidden in it, what is left out of it."""

    def __init__(self, root: HtmlElement) -> None:
        self.styles = Styles(style.text or "" for style in root.iter("style"))
        self.left: Counter[str] = Counter()
        self.examples: dict[str, str] = {}
        self.site: list[str] = []
        self.repeated: list[str] = []
        self.numbers: list[str] = []  # of lists, which the browser prints
        self.lines: list[str] = []
        self.open: list[str] = []
        self.cells = 0  # how many cells of a table of data are open

    # ---- what is seen ----

    def unseen(self, node: Any) -> str:
        """Why an element is not read: a key of the notes; "" where it is."""
        if not isinstance(node.tag, str):
            return "comment"
        tag = node.tag.lower()
        if tag in ("rt", "rp"):
            return "ruby"
        if tag in _UNSEEN:
            return "control"
        if tag in _STRUCK or "line-through" in node.get("style", ""):
            return "struck"
        if node.get("hidden") is not None or _NO_STYLE.search(node.get("style", "")):
            return "hidden"
        if self.styles.hides(node) and not _SHOWN.search(node.get("style", "")):
            return "hidden"
        return ""

    def leave(self, key: str, node: Any) -> None:
        if key in ("comment", "control"):
            return
        words = "".join("".join(node.itertext()).split())
        if words:
            self.left[key] += len(words)
            self.examples.setdefault(key, words)

    # ---- lines ----

    def close(self) -> None:
        """End the line that is open."""
        words = "".join(self.open)
        self.open = []
        words = _SPACES.sub(" ", _WRAPPED.sub("", words)).strip()
        if words.strip("\u3000\u2002\u2003\xa0\u200b "):
            self.lines.append(words)

    def walk(self, node: Any) -> None:
        if key := self.unseen(node):
            self.leave(key, node)
            return
        tag = node.tag.lower()
        if tag == "img":
            self.left["pictures"] += 1
        elif tag == "br":
            self.open.append(" ") if self.cells else self.close()
        elif tag == "table" and _holds_data(node):
            self.close()
            self.table(node)
        elif self.of_the_site(node, tag):
            words = "".join("".join(node.itertext()).split())
            self.site.append("".join(_visible(self, node)))
            self.left["site"] += len(words)
            self.examples.setdefault("site", words)
        elif tag in ("sup", "sub"):
            self.raised(node, tag)
        elif tag in _BOLD and not self.cells and _heads(node) and _stops("".join(self.open)):
            self.close()
            self.inside(node)
            if not _stops(node.text_content()) and _RUNS_ON.match(node.tail or ""):
                self.close()
        else:
            self.block(node, tag)

    def block(self, node: Any, tag: str) -> None:
        apart = tag not in _INLINE
        if apart and not self.cells:
            self.close()
        elif apart and self.open and self.open[-1][-1:] not in ("", " "):
            self.open.append(" ")
        if tag == "li" and (number := _number_of(node)):
            self.open.append(number)
            self.numbers.append(number)
        self.inside(node)
        if apart and not self.cells:
            self.close()

    def inside(self, node: Any) -> None:
        as_written = not self.cells and (node.tag == "pre" or _AS_WRITTEN.search(node.get("style", "")))
        self.words(node.text or "", as_written)
        for child in node:
            self.walk(child)
            self.words(child.tail or "", as_written)

    def words(self, words: str, as_written: object) -> None:
        """Words of the page; as_written: their line ends are those that a reader sees (pre)."""
        first, *others = words.split("\n") if as_written else [words]
        self.open.append(first)
        for line in others:
            self.close()
            self.open.append(line)

    def raised(self, node: Any, tag: str) -> None:
        """10<sup>4</sup> is 10⁴, never 104."""
        before, self.open = self.open, []
        self.inside(node)
        words, self.open = "".join(self.open), before
        table = _SUPER if tag == "sup" else _SUB
        self.open.append(
            words.translate(table) if words.strip() and set(words.strip()) <= set(map(chr, table)) else words
        )

    def table(self, node: Any) -> None:
        """A table of data: a row a line, its cells apart by tabs, each cell once but for bodies over several rows."""
        for caption in node.iterchildren("caption"):
            if said := self.cell(caption):
                self.lines.append(said)
        spans: dict[int, int] = {}
        rows: list[list[str | None]] = []
        for row in node.iter("tr"):
            cells: list[str | None] = []
            given = [cell for cell in row if isinstance(cell.tag, str) and cell.tag.lower() in ("td", "th")]
            for cell in (*given, None):
                while spans.get(len(cells), 0):
                    spans[len(cells)] -= 1
                    cells.append(None)
                if cell is None:
                    break
                deep = _whole(cell.get("rowspan")) - 1
                wide = _whole(cell.get("colspan"))  # the cells that it covers stay empty, so columns stay columns
                spans |= dict.fromkeys(range(len(cells), len(cells) + wide), deep)
                cells += [self.cell(cell)] + [""] * (wide - 1)
            spans = {at: deep - (at >= len(cells)) for at, deep in spans.items() if deep}  # those behind the last cell
            rows.append(cells)
        read, again = with_bodies(rows)
        self.again(again)
        for words in read:
            line = "\t".join(words).rstrip("\t")
            if line.strip():
                self.lines.append(line.strip() if len(words) == 1 else line)

    def again(self, words: str) -> None:
        """Words that are given to more rows than the one in which they stand."""
        if words:
            self.repeated.append(words)
            self.left["merged-bodies"] += len("".join(words.split()))
            self.examples.setdefault("merged-bodies", words)

    def cell(self, node: Any) -> str:
        before, self.open = self.open, []
        self.cells += 1
        if key := self.unseen(node):
            self.leave(key, node)
        else:
            self.inside(node)
        self.cells -= 1
        words, self.open = "".join(self.open), before
        return _SPACES.sub(" ", _WRAPPED.sub("", words)).strip()

    def of_the_site(self, node: Any, tag: str) -> bool:
        """Whether an element is the site's own: navigation, links, a footer. Never what holds headings."""
        if tag in _INLINE or tag in ("body", "html"):
            return False
        own = tag in ("header", "aside") and next(node.iterancestors("article", "main"), None) is not None
        named = (tag in _SITE_TAGS and not own) or _SITE_NAMES.search(f"{node.get('class', '')} {node.get('id', '')}")
        if not named and node.get("role") not in ("navigation", "banner", "contentinfo", "search", "complementary"):
            links = [link for link in node.iter("a") if link.text_content().strip()]
            if len(links) < _LINKS:
                return False
            linked = sum(len("".join(link.text_content().split())) for link in links)
            if linked < _MOSTLY * len("".join(node.text_content().split())):
                return False
        words = [line.strip() for line in "\n".join(node.itertext()).split("\n")]
        return sum((numbered(line) or (9, ""))[0] <= 2 for line in words) < 2 and sum(map(len, words)) < 3000


def _heads(node: Any) -> bool:
    """Whether what stands in bold is a short numbered title: 一、甲事."""
    words = " ".join(node.text_content().split())
    rank, printed = numbered(words) or (9, "")
    return rank <= 3 and 2 <= len(words) - len(printed) <= 40 and not re.search("[。；，,](?!$)", words)


def _stops(words: str) -> bool:
    """Whether a sentence is at its end behind some words, or none has begun."""
    return words.rstrip()[-1:] in ("", *"。；：:！？）)”")


def _whole(printed: str | None) -> int:
    return min(int(printed), 200) if printed and printed.isdecimal() and int(printed) else 1


def _number_of(node: Any) -> str:
    """The number that a browser prints before an item of a numbered list; "" where it prints none."""
    parent = node.getparent()
    words = node.text_content().strip()
    if parent is None or parent.tag != "ol" or "list-style" in parent.get("style", "") or numbered(words):
        return ""
    number = _whole(parent.get("start"))
    for item in parent.iterchildren("li"):
        given = item.get("value", "")
        number = int(given) if given.isdecimal() else number
        if item is node:
            break
        number += 1
    return f"{number}. "


def _holds_data(table: Any) -> bool:
    """Whether a table is one of data, and not a frame in which a page is set: then its cells are read as lines."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    if max((len(row) for row in rows), default=0) < 2:
        return False
    for cell in (cell for row in rows for cell in row):
        blocks = sum(child.tag in ("p", "div", "br", "h1", "h2", "h3", "h4") for child in cell.iter())
        if blocks > 5 and len(cell.text_content()) > 400:
            return False
    return True


def _visible(page: _Page, node: Any) -> Iterator[str]:
    """Every word of an element that a reader sees, by itself: what the lines are compared with."""
    if page.unseen(node):
        return
    yield node.text or ""
    for child in node:
        yield from _visible(page, child)
        yield child.tail or ""


def read_page(page: str) -> ExtractedText:
    """The text of a page, a paragraph or a row of a table a line; with notes on what was left out or is missing."""
    from lxml import html

    root = html.document_fromstring(page.encode() or b"<p>", parser=html.HTMLParser(encoding="utf-8", huge_tree=False))
    seen = _Page(root)
    seen.walk(root)
    seen.close()
    text = "\n".join(seen.lines) + "\n"
    plain = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ₀₁₂₃₄₅₆₇₈₉", "0123456789+-n0123456789")
    every = "".join([*_visible(_Page(root), root), *seen.numbers, *seen.repeated]).translate(plain)
    lost = compared(every, text.translate(plain) + "".join(seen.site).translate(plain))
    marked = ((" ".join(node.text_content().split()), int(node.tag[1])) for node in root.iter(*_HEADINGS))
    return ExtractedText(text, tallied(seen.left, seen.examples) + lost, tuple(marked))
