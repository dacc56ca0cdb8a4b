"""The printed lines of a PDF’s pages → paragraphs, a line each."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from publisher.draft.marks import KIND

_PAGE_NUMBER = re.compile(r"[-—–\s·]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*/\s*\d{1,4})?[-—–\s·]*")
# What a browser prints above and below a page: 2024/4/8 09:15 甲市通知, https://www.example.gov.cn/1.html 1/5
_OF_BROWSER = re.compile(
    r"\d{1,4}/\d{1,2}/\d{1,4},? ?(?:[上下]午)?\d{1,2}:\d{2}(?: ?[AP]M)?(?:\s.*)?|(?:https?|file)://\S+\s+\d{1,3}/\d{1,3}"
)
_ENDS = (*"。；：！？;:!?", "。”", "！”", "？”")
# Who is responsible, at the end of a paragraph.
_BRACKET = re.compile(r"[（(\[［【][^）)\]］】]{0,10}(?:单位|部门|负责|牵头)")
_OPENS = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十]+\s*[)）、]|\d+[.．、](?!\d)|[（(]\d+[)）]|——|附件|第\s*[一二三四五六七八九十\d]+\s*[章条部节篇编]|专栏)"
)
_DATED = re.compile(r"[（(][^（()）。]*\d{4}年[^（()）。]*[）)]")  # alone under a title: （2024年6月20日）
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


_CLOSES = re.compile("[^（(]{1,4}[)）]")  # a title over two lines: …（2021—2023|年）


def _without_marks(pages: list[list[str]]) -> list[list[str]]:
    """Pages of lines without the numbers and the running heads at their edges, one of which may stand outside another.

    Of three pages or two a line runs that stands on each and neither ends a sentence or a bracket nor has a number.
    The plan's title can be both: on the first page it stays once.
    """
    pages = [[line for line in page if not _OF_BROWSER.fullmatch(line)] for page in pages]
    pages = [_inner(page, _PAGE_NUMBER.fullmatch) for page in pages]
    edges = Counter(
        line for page in pages for line in {*page[:1], *page[-1:]} if "\t" not in line and not _OPENS.match(line)
    )
    if len(pages) > 3:
        running = {line for line, times in edges.items() if times > len(pages) // 2}
    else:
        running = {line for line, times in edges.items() if times == len(pages) > 1 and not _SAYS.search(line)}
    inner = [_inner(page, running.__contains__) for page in pages]
    titles = (line for line in running if _TITLED.search(line) and line in pages[0] and line not in inner[0])
    return [_inner(page, _PAGE_NUMBER.fullmatch) for page in [[*titles, *inner[0]], *inner[1:]]] if pages else []


_TITLED = re.compile(f"(?:{KIND})$")
_SAYS = re.compile(r"[。；：！？;:!?”)）】]$|[，\t]")


def _inner(page: list[str], marks: Callable[[str], object]) -> list[str]:
    """A page without its first and its last line, where they are marks."""
    begin = int(bool(page) and bool(marks(page[0])))
    end = len(page) - int(len(page) > begin and bool(marks(page[-1])))
    return page[begin:end]


def _heads_once(pages: list[list[str]]) -> Iterator[list[str]]:
    """Pages without the head of a table that goes on from the page before."""
    head = ""
    for page in pages:
        own = page[1:] if head and page[:1] == [head] else page
        yield own
        for above, line in pairwise([head, *own]):
            head = line if "\t" in line and "\t" not in above else head


def reflow(pages: list[str]) -> str:
    """Pages as printed lines → paragraphs, a line each.

    A line that is nearly as long as the longest and does not end a sentence goes on in the next one.
    """
    printed = [
        [unicodedata.normalize("NFC", line.strip(" " if "\t" in line else None)) for line in page.splitlines()]
        for page in pages
    ]
    lines = [line for page in _heads_once(_without_marks([[*filter(None, page)] for page in printed])) for line in page]
    widths = sorted(width(line) for line in lines if "\t" not in line)
    full = widths[int(len(widths) * 0.9)] if widths else 0
    paragraphs: list[str] = []
    open_line = was_full = False
    for line in lines:
        if "\t" in line:  # the row of a table
            paragraphs.append(line)
            open_line = was_full = False
            continue
        closes = bool(paragraphs) and _bracket_open(paragraphs[-1]) and _CLOSES.fullmatch(line)
        dated = _DATED.fullmatch(line)
        if closes or (open_line and not dated and not _OPENS.match(line)) or (was_full and _BRACKET.match(line)):
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
        ends = line.endswith(_ENDS) or dated or _ATTRIBUTED.search(paragraphs[-1])
        amid_number = line[-1].isdigit() and bool(re.search("[，。]", paragraphs[-1]))
        open_line = amid_number or (was_full and (not ends or _bracket_open(paragraphs[-1])))
    return "\n".join(paragraphs) + "\n"
