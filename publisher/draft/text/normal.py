"""A text as it is pinned: ordinary spaces and characters in place of look-alikes, damage mended where it can be.

Each change is noted; what is doubtful and cannot be mended is noted too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from publisher.codebook.characters import as_typed
from publisher.draft.marks import CHAPTER, KIND, footnotes, ordinal
from publisher.draft.text.blanks import barred, drawn, stacked, tabbed
from publisher.draft.text.reading import ExtractedText, Note
from publisher.draft.text.reflow import goes_on, reflow, width

_ZERO_WIDTH = re.compile("[\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\ufeff\u00ad\ufffc]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff]")
_WIDE = str.maketrans(
    {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05)}
)
_HAN = "\u3400-\u9fff"
_PRINTED = f"{_HAN}〇○0-9A-Za-z，。、；：！？“”‘’（）《》〈〉【】〔〕［］—…·%.,:;()%"
_SPACED = re.compile(rf"[{_PRINTED}](?: [{_PRINTED}])+")
# in a text that is set so, 2 0 2 0 年 3 月 1 6 日 and （ 2 0 2 0 — 2 0 2 2 年 ） too, but not 年 3 0 0 5 0 0
_ONLY_DATED = re.compile(rf"(?=.*年)(?!.*[年月] \d(?! (?:\d )?[月日])){_SPACED.pattern}")
_SPACED_ORDER = re.compile("第 [^ ]{1,3} [章编篇节条] +[^ ]+")  # 第 一 章 总则: its words are not set apart
_ONE = re.compile(r"(^[ \t]*|[ 。；])[—–−-]{1,2}(?=[、．][^\s—])", re.M)
_BRACKETED_ONE = re.compile(r"((?:^[ \t]*|[ 。；])[（(])[—–−-]{1,2}(?=[)）][^\s—])", re.M)
# No number is longer than this: a line of nothing but digits is then read in time that grows with its length alone.
_LETTERS = re.compile(
    r"(?<![A-Za-z])(?:\d[\d,.]{0,24}[OolI|](?=[\d个座家项万亿年月日%]|公里)[\dOolI|]*|[OolI|]\d[\d.]{0,23}(?=[个座家项万亿年月日%]))(?![A-Za-z])"
)
_UNREAD = re.compile("[\ufffd□]+")


def normal(reading: ExtractedText) -> ExtractedText:
    """A reading with its text normalised, and a note of every kind of change."""
    text, notes = reading.text.replace("\r\n", "\n").replace("\r", "\n"), list(reading.notes)
    for key, change in _CHANGES:
        before = text
        text, count, example = change(before)
        if count:
            notes.append(Note(key, count, example))
    notes += [
        Note(key, len(matches), matches[0])
        for key, pattern in (("letters-in-numbers", _LETTERS), ("unread", _UNREAD))
        if (matches := pattern.findall(text))
    ]
    return ExtractedText(
        text, tuple(notes), tuple((as_typed(words).strip(), level) for words, level in reading.headings)
    )


Change = Callable[[str], tuple[str, int, str]]


def _removed(pattern: re.Pattern[str]) -> Change:
    def change(text: str) -> tuple[str, int, str]:
        text, count = pattern.subn("", text)
        return text, count, ""

    return change


def _alike(text: str) -> tuple[str, int, str]:
    """Kangxi radicals and compatibility ideographs as the ordinary characters that they look like."""
    typed = as_typed(text)
    changed = [old for old, new in zip(text, typed, strict=True) if old != new and not old.isspace()]
    return (
        "".join(n if not o.isspace() else o for o, n in zip(text, typed, strict=True)),
        len(changed),
        "".join(changed[:8]),
    )


def _spaces(text: str) -> tuple[str, int, str]:
    """No-break, ideographic, em and en spaces as ordinary ones; tabs stay, they part the cells of a table."""
    plain = "".join(c if c == "\t" else n for c, n in zip(text, as_typed(text), strict=True))
    return plain, sum(a != b for a, b in zip(text, plain, strict=True)), ""


def _narrow(text: str) -> tuple[str, int, str]:
    plain = text.translate(_WIDE)
    changed = [old for old, new in zip(text, plain, strict=True) if old != new]
    return plain, len(changed), "".join(changed[:8])


def _set_letter_by_letter(line: str) -> bool:
    core = line.strip(" ")
    han = re.findall(rf"[{_HAN}](?= )", core)
    if _SPACED_ORDER.fullmatch(core):
        return False
    return len(core) > 6 and len(han) > 2 and len(han) >= 0.7 * len(re.findall(f"[{_HAN}](?!$)", core))


def _close(text: str) -> tuple[str, int, str]:
    """Lines whose every letter is set apart by a space, set close again; spaces of two and more stay as one."""
    lines, count, example = text.split("\n"), 0, ""
    throughout = sum(map(_set_letter_by_letter, lines)) > 2
    for index, line in enumerate(lines):
        core = line.strip(" ")
        if not _set_letter_by_letter(line) and not (throughout and _ONLY_DATED.fullmatch(core)):
            continue
        close = re.sub(" {2,}", "\0", core)
        close = _SPACED.sub(lambda match: match[0].replace(" ", ""), close).replace("\0", " ")
        count, example = count + len(core) - len(close), example or core
        lines[index] = close
    return "\n".join(lines), count, example


def _ones(text: str) -> tuple[str, int, str]:
    """—、 and （—） where a heading may begin: 一 as a program for character recognition reads it."""
    example = _ONE.search(text) or _BRACKETED_ONE.search(text)
    text, first = _ONE.subn(r"\1一", text)
    text, second = _BRACKETED_ONE.subn(r"\1一", text)
    return text, first + second, example[0] if example else ""


_HEADS = re.compile(
    r"(?:(?<=[ 。；;：:”）)])|^)(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])"
    rf"|(?:(?<=[。）)])(?<![（(][一二三四五六七八九十][)）])|(?<=[。）)] ))\d{{1,2}}[.．](?=[{_HAN}“])"
)
_LONG = 400  # characters; a line that holds several headings and is longer was once several lines


def _broken(text: str) -> tuple[str, int, str]:
    """A text that lies in one line, or nearly, with line ends before its numbered headings and where spaces part it."""
    lines, count, example = [], 0, ""
    for line in text.split("\n"):
        heads = list(_HEADS.finditer(line)) if len(line) > _LONG else []
        several = len(heads) > 3 and len({head[0] for head in heads if not head[0][0].isdecimal()}) > 2
        if not several and not (len(heads) > 2 and _count_on([head[0] for head in heads])):
            lines.append(line)
            continue
        parts = re.split(rf" +(?=[{_HAN}（(《“\d①-⑳—])", line)
        if len(parts) < len(heads):
            cuts = sorted({*(head.start() for head in heads if head.start()), *_other_cuts(line)})
            parts = [line[start:end] for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True)]
        count, example = count + len(parts) - 1, example or line
        lines += [part.strip(" ") for part in parts]
    return "\n".join(lines), count, example


# 三、主要任务（一）…; 一、指导思想以…; …方案（2020—2022年）为…; …。甲镇人民政府2020年3月16日
_TOP = re.compile(
    rf"(?:^|(?<=[。）)]))[一二三四五六七八九十]{{1,3}}、(?:[{_HAN}“”]{{2,14}}(?=[（(]一[)）])|(?:{CHAPTER.pattern}|指导思想|基本原则)(?=[{_HAN}][^（(，。]{{4,}}))"
)
_TITLE = re.compile(rf"[{_HAN}“”]{{4,40}}(?:{KIND})(?:[（(][^）)]{{2,20}}[)）])?(?=为|根据|按照|近年来)")
_SIGNED = re.compile(
    rf"(?<=。)([{_HAN}]{{4,30}}(?:政府|委员会|办公室|管委会|局|厅|委))((?:19|20)\d\d年\d{{1,2}}月\d{{1,2}}日)$"
)


def _other_cuts(line: str) -> Iterator[int]:
    """Where else a line is cut that was several: behind a chapter's heading and the title, around who signs."""
    yield from (match.end() for match in _TOP.finditer(line))
    if title := _TITLE.match(line):
        yield title.end()
    if signed := _SIGNED.search(line):
        yield from (signed.start(1), signed.start(2))


def _count_on(numbers: list[str]) -> bool:
    """Whether headings in one line begin with a high one and each counts on from its like: （一） 1. 2. （二）."""
    last = {"、": 0, ".": 0, "）": 0}
    for printed in numbers:
        form, number = printed[-1].translate(_FORMS), ordinal(printed) or 0
        if number != last[form] + 1 and not (form == "." and number == 1):
            return False
        last[form] = number
    return not numbers[0][0].isdecimal()


_FORMS = str.maketrans(")．", "）.")
_PAGE = re.compile(r"[ \t\f]*(?:[-—–―·~]+ *\d{1,4} *[-—–―·~]+|第 *\d{1,4} *页(?: *[,，/]? *共 *\d{1,4} *页)?)[ \t]*")


def _footnotes(text: str) -> tuple[str, int, str]:
    """A text whose footnotes at the foot of a page stand behind the paragraph that runs over the page's end."""
    lines = text.split("\n")
    notes = footnotes(lines)
    moved: list[str] = []
    for index in range(len(lines) - 1, 0, -1):
        if not _PAGE.fullmatch(lines[index]):
            continue
        first = index
        while first and (first - 1 in notes or not lines[first - 1].strip()):
            first -= 1
        feet = [line for line in lines[first:index] if line.strip()]
        after = next((at for at in range(index + 1, len(lines)) if lines[at].strip()), 0)
        if feet and first and after and goes_on(lines[first - 1], lines[after]):
            moved = feet + moved
            lines[first : after + 1] = [lines[index], lines[first - 1].rstrip() + lines[after].lstrip(), *feet]
            del lines[first - 1]
    return "\n".join(lines), sum(len("".join(line.split())) for line in moved), moved[0].strip() if moved else ""


def _pages(text: str) -> tuple[str, int, str]:
    """A text without its page numbers (— 3 —, 第3页), two or more that count on, and the running heads below them."""
    lines = text.split("\n")
    at = [index for index, line in enumerate(lines) if _PAGE.fullmatch(line)]
    numbers = [int(re.findall(r"\d+", lines[index])[0]) for index in at]
    if len(at) < 2 or any(after != before + 1 for before, after in pairwise(numbers)):
        return text, 0, ""
    below = [next((i for i in range(index + 1, len(lines)) if lines[i].strip()), -1) for index in at]
    heads = Counter(lines[index].strip() for index in below if index >= 0)
    gone = {*at, *(index for index in below if index >= 0 and heads[lines[index].strip()] > 1)}
    left: list[str] = []
    over = False  # whether a page ended between the line before and this one
    for index, line in enumerate(lines):
        if index in gone or (over and not line.strip()):
            over = True
        elif over and left and goes_on(left[-1], line):
            left[-1] += line.lstrip()
            over = False
        else:
            left.append(line)
            over = False
    return "\n".join(left), sum(len("".join(lines[index].split())) for index in gone), lines[at[0]].strip()


def _joined(text: str) -> tuple[str, int, str]:
    """A text whose lines are as wide as a page, with the lines of a paragraph joined."""
    lines = [line.strip(" ") for line in text.split("\n") if line.strip(" ")]
    widths = sorted(map(width, lines))
    full = widths[int(len(widths) * 0.9)] if len(widths) > 19 else 0
    wide = [line for line in lines if width(line) >= full - 3]
    if not 16 <= full <= 60 or widths[-1] > full + 6 or "\t" in text or len(wide) < 0.3 * len(lines):
        return text, 0, ""
    if sum(line[-1] not in "。；：！？;:" for line in wide) < 0.6 * len(wide):
        return text, 0, ""
    joined = reflow(["\n".join(lines)])
    return joined, len(lines) - joined.count("\n"), next(line for line in wide if line[-1] not in "。；：")


# （牵头部|门：市甲局）; names on lines of their own are read as they stand
_BROKEN = re.compile(
    r"([（(](?:牵头?|责任?|配合?|主办?|协办?|承办?)[部单]?)[ \t]*\n\s*(?=[头任合办]?(?:部门|单位|[门位])[:：][^\n]*)"
)


def _brackets(text: str) -> tuple[str, int, str]:
    """A text whose labels of who is responsible are whole where a line's end broke them."""
    first = _BROKEN.search(text)
    joined, count = _BROKEN.subn(r"\1", text)
    return joined, count, first[1] + text[first.end() :].split("\n", 1)[0] if first else ""


_APART = re.compile(
    rf"(?<=[{_HAN}，。；：、（）《》“”—≥≤]) (?=[0-9A-Za-z])"
    rf"|(?<=[0-9A-Za-z%])(?<!^[0-9])(?<!^[0-9][0-9]) (?=[{_HAN}，。；：、（）《》“”—])"
    rf"|(?<=[{_HAN}）》”]) (?=[，。；：、）》”])|(?<=[，；：、（《“]) (?=[{_HAN}（《“])",
    re.M,
)
_BESIDE = re.compile(rf"[{_HAN}](?=[0-9])|[0-9](?=[{_HAN}])")


def _long_set_apart(text: str) -> tuple[str, int, str]:
    """A text whose numbers and marks are set apart in a line that holds all of it, where blanks part headings too."""
    return _set_apart(text) if max(map(len, text.split("\n"))) > _LONG and "\t" not in text else (text, 0, "")


def _set_apart(text: str) -> tuple[str, int, str]:
    """A text that sets numbers and Latin words apart by a space (到 2025 年), most of them, without these spaces."""
    closed, count = _APART.subn("", text)
    if count < 20 or count < len(_BESIDE.findall(text)):
        return text, 0, ""
    at = next(index for index, (a, b) in enumerate(zip(text, closed, strict=False)) if a != b)
    begin = max(text.rfind("\n", 0, at) + 1, at - 12)
    while begin < at and text[begin - 1 : begin].isalnum() and text[begin].isascii():
        begin += 1  # no example begins within a number
    return closed, count, text[begin : at + 5]


_CHANGES: tuple[tuple[str, Change], ...] = (
    ("zero-width", _removed(_ZERO_WIDTH)),
    ("control", _removed(_CONTROL)),
    ("look-alike", _alike),
    ("spaces", _spaces),
    ("wide", _narrow),
    ("letter-spaced", _close),
    ("dash-for-one", _ones),
    ("set-apart", _long_set_apart),
    ("one-line", _broken),
    ("moved-footnotes", _footnotes),
    ("page-numbers", _pages),
    ("drawn", drawn),
    ("barred", barred),
    ("stacked", stacked),
    ("blanks", tabbed),
    ("wrapped", _joined),
    ("broken-bracket", _brackets),
    ("set-apart", _set_apart),
)
