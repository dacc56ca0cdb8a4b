"""The printed lines of a PDF’s pages → paragraphs, a line each."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_PAGE_NUMBER = re.compile(r"[-—–\s·]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*/\s*\d{1,4})?[-—–\s·]*")
_ENDS = (*"。；：！？;:!?", "。”", "！”", "？”")
# Who is responsible, at the end of a paragraph.
_BRACKET = re.compile(r"[（(\[［【][^）)\]］】]{0,10}(?:单位|部门|负责|牵头)")
_OPENS = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十]+\s*[)）、]|\d+[.．、](?!\d)|[（(]\d+[)）]|——|附件|第\s*[一二三四五六七八九十\d]+\s*[章条部节]|专栏)"
)
_ATTRIBUTED = re.compile(r"[。；][（(\[［【][^（）()。]*(?:单位|部门|负责|牵头|配合|落实)[^（）()。]*[)）\]］】]$")


def goes_on(line: str, following: str) -> bool:
    """Whether a paragraph that a page's end interrupts goes on: no sentence ends there, and nothing new opens."""
    whole = line.rstrip().endswith(_ENDS) or _ATTRIBUTED.search(line.rstrip())
    runs = len(line.strip()) >= 12 and bool(re.search("[，。；：]", line)) and not whole  # a heading holds no comma
    return runs and "\t" not in line + following and not _OPENS.match(following)


def _bracket_open(paragraph: str) -> bool:
    """Whether the last bracket of a paragraph is not closed, so that the next line goes on in it."""
    return max(map(paragraph.rfind, "（([［")) > max(map(paragraph.rfind, "）)]］")) >= -1


def width(line: str) -> float:
    """How wide a line is printed, in Chinese characters: a digit, a Latin letter and a blank take half of one."""
    return sum(0.5 if sign < "\u0300" else 1 for sign in line)


def reflow(pages: list[str]) -> str:
    """Pages as printed lines → paragraphs, a line each.

    A line that is nearly as long as the longest and does not end a sentence goes on in the next one.
    """
    printed = [[unicodedata.normalize("NFC", line.strip()) for line in page.splitlines()] for page in pages]
    edges = Counter(line for page in printed for line in {*page[:1], *page[-1:]} if line)
    running = {line for line, times in edges.items() if len(pages) > 3 and times > len(pages) // 2}
    lines = [
        line
        for page in printed
        for index, line in enumerate(page)
        if line and line not in running and not (index in (0, len(page) - 1) and _PAGE_NUMBER.fullmatch(line))
    ]
    widths = sorted(map(width, lines))
    full = widths[int(len(widths) * 0.9)] if widths else 0
    paragraphs: list[str] = []
    open_line = was_full = False
    for line in lines:
        if (open_line and not _OPENS.match(line)) or (was_full and _BRACKET.match(line)):
            glue = (
                " "
                if paragraphs[-1][-1:].isascii()
                and paragraphs[-1][-1:].isalpha()
                and line[:1].isalpha()
                and line[:1].isascii()
                else ""
            )
            paragraphs[-1] += glue + line
        else:
            paragraphs.append(line)
        # A sentence's end in the last column may still be mid-paragraph, but joining there would swallow headings.
        was_full = width(line) >= full * 0.8
        ends = line.endswith(_ENDS) or _ATTRIBUTED.search(paragraphs[-1])
        amid_number = line[-1].isdigit() and bool(re.search("[，。]", paragraphs[-1]))
        open_line = amid_number or (was_full and (not ends or _bracket_open(paragraphs[-1])))
    return "\n".join(paragraphs) + "\n"
