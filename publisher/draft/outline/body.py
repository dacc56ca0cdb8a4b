"""Which part of a text is the document's own: what a website printed before and after it is not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from publisher.draft.marks import ANNEX, CHAPTER, DASH, KIND, TRANSLATED, Line, closed_at, lines_of, numbered, ordinal
from publisher.draft.outline.tables import table_rows

_CONTENTS = re.compile(r"目\s*[录次]")
_DOTTED = re.compile(r"[\s.．·…—-]*\d{0,3}$")


def without_contents(lines: list[Line], stop: int = -1) -> list[Line]:
    """Lines without a table of contents: what stands between 目录 and the line that says its first entry again.

    stop: only those that start before it, in code points.
    """
    for index, line in enumerate(lines[:80]):
        if not _CONTENTS.fullmatch(line.text) or index + 1 >= len(lines):
            continue
        first = _DOTTED.sub("", lines[index + 1].text)
        for at in range(index + 2, len(lines)):
            if first and lines[at].text == first:
                lines = [*lines[:index], *lines[at:]]
                break
        break
    return lines if stop < 0 else [line for line in lines if line.start < stop]


TITLE = re.compile(
    rf"[^。；;！？:：]{{4,80}}?(?:{KIND})(?:的通知)?\s*(?:[（(《][^）)》]{{2,20}}[)）》])?(?:[（(](?:试行|草案)[)）])?"
)
PERIOD = re.compile(r"[（(]\s*\d{4}\s*年?\s*[-—–－~至]+\s*\d{4}\s*年?\s*[)）]")
NUMBER = re.compile(r"[\u4e00-\u9fff]{1,14}\s*[〔\[［(（]\s*(?:19|20)\d{2}\s*[〕\]］)）]\s*(?:第\s*)?\d+\s*号")
ADDRESSED = re.compile(r"(?:各|市|区|省|县|国务院|有关)[^。]{2,160}[:：]$")

# Words of a website or of a reporter, never of the document: what stands up to the last of them is not the body.
_BEFORE = re.compile(
    r"(?:信息来源|来\s*源|发布时间|发布日期|发文日期|成文日期|发文字号|索引号|主题分类|所属类目|公开类别|机构名称|公文种类|"
    r"发布机构|发文机关|有效性|字\s*号|浏览次数|浏览量|阅读量|点击量|作\s*者|编\s*辑|体\s*裁|当前位置|首页|视力保护|分享到|打印本页|文号|"
    r"原?标\s*题|责任编辑|记者|检索时间|检索关键词)\s*[:：]|^\S{0,8}[:：]\s*https?://\S+$|以[^。；，]{0,6}(?:链接|网站|网页|原文)[^。；，]{0,6}为准|不适用著作权法|^【?字号|首页\s*[>＞]|_\S*(?:网|政府)|"
    r"(?<!\d)日前|近日|记者|获悉|报道|详情如下|全文如下|值得注意的是|明确提出|下称《|根据《方案》|》提出|全文$|"
    r"^附[:：]《|^[•·]\s*\S|^▷|位于“"
)
_AFTER = re.compile(
    r"特别声明|免责声明|版权(?:归|所有)|本站|来源注明|凡来源|转载|本文来源|责任编辑|^[-·\s]*编辑\s*[:：]|^[-·\s]*标签|相关(?:文章|阅读|链接|新闻)|"
    r"文件预览|附件下载|^附件[（(][^（()）]{0,8}(?:链|下载)[^（()）]{0,4}[)）]$|相关附件"
    r"|扫一扫|微信公众号[:：]|打印本页|关闭窗口|^打印[ 　|/]*关闭"
    r"|上一篇|下一篇|分享到|原文(?:地址|链接)|政策咨询(?!电话|热线)|咨询部门|"
    r"二维码|网站地图|主办单位[:：].*承办|ICP备|公网安备|联系我们$|纠错"
)


def styled_of(headings: Sequence[tuple[str, int]]) -> Mapping[str, int]:
    """The headings that a file marks as such, without the site's words, its title and its number: words → level."""
    headings = [one for one in headings if not NUMBER.fullmatch(one[0]) and not _OF_SITE.fullmatch(one[0])]
    levels = [level for _, level in headings]
    titled = int(bool(headings) and (of_title(headings[0][0]) or levels.count(levels[0]) == 1))
    if (
        headings
        and not titled
        and levels.count(levels[0]) == 2 == 1 + levels.index(levels[0], 1)
        and of_title(headings[1][0])
    ):
        titled = 2  # two of the highest level on end, the second of which is a title
    own = {words for words, _ in headings[:titled]}  # it may be marked again, behind the notice
    return {words: level for words, level in headings[titled:] if len(words) <= LONGEST_HEADING and words not in own}


_OF_SITE = re.compile("(?:政策|文件|公文|通知)?(?:全文|正文|原文)")
LONGEST_HEADING = 64  # characters of a heading
NONE: Mapping[str, int] = {}


def bounds(text: str, styled: Mapping[str, int] = NONE) -> tuple[int, int]:
    """Where the document's own words start and end, in code points; (0, 0) where the text has none."""
    lines = without_contents(lines_of(text, 0, len(text)))
    heads = [index for index, line in enumerate(lines) if numbered(line.text)]
    heads = sorted({*heads, *(index for index, line in enumerate(lines) if line.text in styled)})
    heads = heads or [index for index, line in enumerate(lines) if CHAPTER.fullmatch(line.text)]
    heads = heads or [lines.index(row.line) for row in table_rows(lines)]  # a table of tasks under its title
    if not heads:
        return 0, 0
    first = _first_heading(lines, heads, styled)
    opening = next((index for index in range(first, -1, -1) if index < first and _BEFORE.search(lines[index].text)), -1)
    start = opening + 1
    stop, end = _end(lines, heads[-1])
    return (lines[start].start, end) if start <= stop else (0, 0)


def _first_heading(lines: list[Line], heads: list[int], styled: Mapping[str, int]) -> int:
    """The first numbered line of the document itself: one that is followed by others, not a lone one in a lead."""
    for head in heads:
        if lines[head].text in styled:
            return head
        rank, printed = numbered(lines[head].text) or (0, "")
        if rank <= 2 and len(heads) > 1 and ordinal(printed) == 1:
            return head
    return heads[0]


def _end(lines: list[Line], last: int) -> tuple[int, int]:
    """The last line of the document and where its words end."""
    stop = len(lines) - 1
    for index in range(last, len(lines)):
        match = _AFTER.search(lines[index].text)
        if not match:
            continue
        before = lines[index].text[: match.start()]
        sentence = max(before.rfind("。"), before.rfind("！"))
        if sentence > 0:  # the site's words hang on to the document's last line
            return index, lines[index].start + sentence + 1
        stop = index - 1
        break
    return stop, lines[stop].end


def opening_lines(text: str, start: int, end: int, styled: Mapping[str, int]) -> list[Line]:
    """The lines of the body before its first numbered heading: number, title, addressees, preamble."""
    opening: list[Line] = []
    for line in without_contents(lines_of(text, start, end)):
        if TRANSLATED.fullmatch(line.text):
            continue
        if numbered(line.text) or DASH.match(line.text) or CHAPTER.fullmatch(line.text) or line.text in styled:
            break
        opening.append(line)
    return opening


_TITLES = r"(?:《[^《》\n]{4,80}》[、和及与]{0,2}){2,}"
_TOGETHER = re.compile(
    rf"{_TITLES}(?=已?经[^。，\n]{{2,24}}[，,](?:现|一并|予以){{0,2}}印发)|(?<=将){_TITLES}(?=(?:一并|予以)?印发)"
    rf"|(?<=关于印发){_TITLES}(?=的通知)"
)


def issued_together(opening: str) -> list[str]:
    """The titles of the documents that one notice issues (《甲规定》和《乙规定》…现印发给你们); [] of one alone."""
    several = _TOGETHER.search(opening)
    return re.findall("《([^《》]+)》", several[0]) if several else []


_UNDER_TITLE = re.compile(
    r"[（(](?:征求意见稿|公开征求意见稿|送审稿|讨论稿|草案|试行|修订版|\d{4}年?(?:修订|版)?)[)）]"
)


def of_title(line: str) -> bool:
    """Whether a line is a title, or what stands under one: the period, （征求意见稿）."""
    return is_title(line) or bool(PERIOD.fullmatch(line) or _UNDER_TITLE.fullmatch(line))


def is_title(line: str) -> bool:
    """Whether a line is a title by itself: it ends in the name of a kind of document."""
    return bool(TITLE.fullmatch(line.strip())) and not ANNEX.match(line) and closed_at(line, "，,", 30) < 0
