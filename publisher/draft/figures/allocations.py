"""甲区、乙区分别建设N个: the areas among which a quantity is divided, and the target of which they are parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publisher.draft.figures.candidate import Candidate

_AREA = r"[\u4e00-\u9fff]{1,12}?(?:新区|开发区|园区|区|县|市|州|盟|旗|镇|乡|街道)"
_LIST = re.compile(rf"(?P<areas>{_AREA}(?:(?:、|和|及|与|以及){_AREA})+)(?:要|应|将)?分别")
_OPENS = re.compile(r"^(?:其中|由|在|支持|推动|推进|引导|指导|鼓励|到?\d{4}年底?前?)+")
_ALONE = re.compile(rf"(?P<area>{_AREA})(?=布局|建设|新建|建成|新增|打造|完成|培育|引进|规划)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?[万亿]?[%％]?")


def areas_of(before: str) -> tuple[str, ...]:
    """The areas that stand before 分别 in the words before a figure; () where they are no list of areas."""
    match = _LIST.search(_OPENS.sub("", before))
    names = re.split("、|以及|和|及|与", match["areas"]) if match else []
    return () if any(name.startswith(("各", "该", "全")) for name in names) else tuple(names)


def areas_of_figure(text: str, figure: Candidate) -> tuple[str, ...]:
    """The areas to which one figure is allotted: each of them, or its own where the list has a number for each."""
    words = text[figure.quote[0] : figure.token.start]
    areas = areas_of(words)
    if not areas:
        return ()
    behind = re.split("[，,。；;\n]", text[figure.quote[0] + words.index("分别") : figure.token.end + 80])[0]
    if len(_NUMBER.findall(behind)) == len(areas):
        mine = len(_NUMBER.findall(words[words.index("分别") :]))
        return areas[mine : mine + 1]
    return areas


def area_alone(text: str, figure: Candidate) -> str:
    """The area with which the words of a figure open (丁区布局20万平方米); "" where they open with none."""
    match = _ALONE.match(text, figure.quote[0], figure.token.start)
    return match["area"] if match else ""


def parent_of(figures: Sequence[Candidate], index: int) -> int:
    """The target of which an allocation is a part: the nearest larger one of its clause and measure; -1 if none."""
    figure = figures[index]
    for before in range(index - 1, -1, -1):
        other = figures[before]
        if other.clause.start != figure.clause.start:
            break
        larger = other.value and float(other.value) > float(figure.value)
        if other.table == "targets" and other.kind != "allocation" and other.measure == figure.measure and larger:
            return before
    return -1
