"""The thing that is counted, in the words of the text: a suggestion for what_zh."""

from __future__ import annotations

import re

from publisher.draft.figures.forms import HOW

# 容量将由目前的1.9千伏安提高到2.4千伏安: what it is, without where it comes from
_FROM_NOW = re.compile("(?:将|要)?(?:由|从)(?:[目当]前的?|现[在有]的?|原[来有]的?|\\d{4}年底?的?)?(?=\\d|$)")
_CHANGE = re.compile(
    "(?:再|逐步)?(?:增|减|提[高升]|降|缩|压|扩|上升|下降|整合|合并|归并|精简)[^，。；]{0,4}(?:到|至|为)"
)
_HAN = re.compile("[\u4e00-\u9fffA-Za-z]")
_WORD = re.compile("[\u4e00-\u9fffA-Za-z]{2}")
_OPENING = re.compile(
    r"^(?:到?\d{4}年(?:\d{1,2}月)?(?:[底末初]?前(?![海沿期端])|[底末初]|内(?!蒙)|起(?!步))?[、和及]?|分别|[一二两三四五六七八九十\d]{1,2}年内|力争|争取|实现|确保|其中|全市|全区|全省|建成|新建|建设|新增)+"
)
_LEVEL = re.compile(
    "(?:提升|提高|保持|控制|累计|总数|数量|规模)?(?:高?达到?|超过|突破|至|到|在|为|约|不少于|不低于|超|占|(?<!提)高|分别)+$"
)
_BOUND_BEHIND = re.compile("^(?:以上|以下|以内|左右|上下|多|余|的)+")
# 2个展厅和6个展台: what the next number counts
_AND_OTHERS = re.compile(
    "(?<=[\u4e00-\u9fff”])(?:以及|[和及与])(?=\\d[\\d.]*[万亿]?[个名家座套项场条台户所处人亩吨辆件只支])"
)
# 甲率、乙率分别不低于90%和60%: what is said of both, without the numbers before
_EACH_OF = re.compile(
    "(?<=分别)(?:达到?|超过?|不[少低高]于|控制在|提高到|降到)[^，。；]*$|(?<=分别[下上增提减][降升长高少])\\d[^，。；]*$"
)
# 2022年、2023年分别建站300个、450个: the share right before
_SHARE_BEFORE = re.compile("(?<=[^\\d、])(?:\\d[\\d.]*[万亿]?[一-鿿]{1,2}[、和及])+$")
_UNCLOSED = re.compile("[（(][^（(）)]*$")  # 3个乡镇（原甲乡、…
_BESIDE = re.compile(
    r"\d[\d.]*[万亿]?(?:[户人套个名家座亩间栋条处台项所吨]|公里|[万亿]元)$"
)  # 迁居120户400人: the figure right before
_PART, _FIRST_OF_LIST = re.compile("[，,、（(]"), re.compile("[\\d、]")
_VERB = re.compile("(?:依次|分别)?(?:为|是|达到?)?$")
_LABELLED = re.compile("([\u4e00-\u9fff]{2,12})[：:]$")  # 投资规模：1.6亿元
# searched up to an opening bracket (endpos), at which $ matches
_NAMED = re.compile("([^，,。；;：:、\\s（）()“”《》]{2,40})[）)”》]?$")
_BRACKET = re.compile(r"[（）()“”《》\[\]【】]")


def what_of(before: str, after: str, form: str, line: str) -> str:
    """The thing that is counted, in the words of the text, its brackets paired: a suggestion for what_zh.

    before, after: what its quote has beside the figure; form: its measure as printed; line: its line up to the figure.
    """
    if "\t" in before:  # a cell of a table: the row's name says what is counted
        return _paired(re.split(r"\t| {2}| (?=\d)", before.strip())[0].strip())
    before = _EACH_OF.sub("", before.rstrip(" "))
    before = _SHARE_BEFORE.sub("", before) if "分别" in before else before
    front = _LEVEL.sub("", _OPENING.sub("", _BESIDE.sub("", before) or before).lstrip("、"))
    from_now = _FROM_NOW.split(front, maxsplit=1)[0]
    front = from_now if len(from_now) > 1 else front
    behind = _BOUND_BEHIND.sub("", after.lstrip("多余来 ").removeprefix(form).strip())
    behind = _AND_OTHERS.split(behind, maxsplit=1)[0]
    behind = (
        "" if behind[:1] in ("（", "(") else _UNCLOSED.sub("", behind)
    )  # a remark is not what is counted, nor are other figures
    other = behind.lstrip("、和及与")[:1].isdecimal() or _CHANGE.match(behind) or not _HAN.search(behind)
    behind = "" if other else _paired(behind)
    if len(behind) >= 2:
        return behind
    bare = not _WORD.search(HOW.sub("", _PART.split(before)[-1]))
    further = _further(line)
    return (further if bare else "") or _paired(front) or further or _paired(before)


def _further(line: str) -> str:
    """What is counted where a quote is the figure alone: what stands before its bracket, or at the head of its list."""
    opened = max(line.rfind(mark) for mark in "（(")
    if opened > max(line.rfind(mark) for mark in "）)") and (named := _NAMED.search(line, max(0, opened - 41), opened)):
        return named[1]
    part = line[max(line.rfind(mark) for mark in "，,。；;：:\t") + 1 :]
    first = _OPENING.sub("", _VERB.sub("", _FIRST_OF_LIST.split(part, maxsplit=1)[0]).strip())
    return first if first or not (label := _LABELLED.search(line)) else label[1]


def _paired(words: str) -> str:
    """Words without what stands beyond a bracket or quotation mark that opens or closes alone."""
    for opening, closing in ("（）", "()", "“”", "《》", "[]", "【】") if _BRACKET.search(words) else ():
        if words.count(closing) > words.count(opening):
            words = words[: words.index(closing)] if opening not in words else words.rpartition(closing)[0]
        if words.count(opening) > words.count(closing):
            words = words.rpartition(opening)[2].removeprefix("其中")
    return words.strip()
