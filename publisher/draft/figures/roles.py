"""What a figure is: promise, present state or background; how it counts; how firmly it is said."""

from __future__ import annotations

import re

from publisher.codebook.scan import Token
from publisher.draft.figures.allocations import areas_of
from publisher.draft.outline.clauses import Clause
from publisher.terms.messages import Message, say

_DONE = re.compile(
    r"已(?:经)?(?:建成|建|有|达|实现|累计|投|完成|汇集|形成|开通|布局|培育|集聚|拥有|超|接近|突破)?|目前|现有|截至|累计已|拥有|截止|上年|去年"
)
_NOW = re.compile(
    r"目前|截至(?!20\d\d年底前)|近年来|(?<!利用)(?<!依托)(?<!盘活)(?<!整合)(?<!改造)(?<!在)(?<!提升)现有|累计已"
)
_FROM = re.compile("(?:由|从)(?:目前的?|原来的?|现有的?|\\d{4}年的?)?$")
_TO = re.compile(
    "[^，。；\\d]{0,6}(?:提[升高]|增[加长]|扩大|压[减缩]|缩短|降低?|下降|减少|上升|拓展)[^，。；\\d]{0,4}(?:到|至)"
)
_PARTS = re.compile(
    r"[大项条个](?:方面|[^，。；、项]{0,6}?(?:行动|工程|任务|措施|举措|领域|体系|方向|计划|原则|专项|板块|问题|抓手|环节))"
)
_BOUND = re.compile(r"控制在|不超过|不高于|限制在|压减到|以内|以下")
_BUILDS = re.compile(
    r"建|新增|培育|达|打造|形成|实现|布局|引进|带动|完成|提升|推动|部署|布设|归集|设立|投|集聚|突破|超过|保持|提高|降|开展|实施|组织|力争|争取|培养|支持|遴选|认定|推广|改造|覆盖"
)


def role_of(
    text: str,
    token: Token,
    clause: Clause,
    sentence: str,
    before: str,
    after: str,
    measure: str,
    comparator: str,
    past: bool,
) -> tuple[str, str, Message, bool]:
    """Table, kind, why, and whether that is sure. past: whether its sentence dates it before the document's year."""
    near = sentence[-40:]
    if (
        past
        or (_FROM.search(before) and _TO.match(after))
        or (clause.kind == "guidance" and re.search("现状|成效|成就|基础|背景|形势|环境", clause.heading))
        or (
            (_DONE.search(before) or _NOW.search(sentence)) and not re.search("到20|力争|年底|将达|新增", near + before)
        )
    ):
        return "observations", "baseline", say("why.reached"), True
    if (
        measure in ("da", "xiang", "tiao", "ge", "")
        and (match := _PARTS.match(after))
        and (
            clause.kind in ("preamble", "guidance", "principle", "chapter", "pillar", "goal", "safeguard")
            or measure == "da"
        )
    ):
        return "observations", "structure", say("why.own-parts", words=token.printed + match[0]), False
    if measure == "cny":
        return "targets", "budget", say("why.money"), True
    if comparator in ("le", "lt") and _BOUND.search(before + after[:8]):
        return "targets", "cap", say("why.upper-bound"), True
    if clause.kind in ("principle", "preamble") or (clause.kind == "guidance" and not _BUILDS.search(before)):
        return "observations", "background", say("why.stands-in", kind=clause.kind), False
    if re.search(r"以$|聚焦$|围绕$|依托$|等$", before) and not _BUILDS.search(before):
        return "observations", "background", say("why.relied-on"), False
    if measure and areas_of(before):
        return "targets", "allocation", say("why.each-its-part"), False
    return "targets", "target", say("why.to-be-reached"), bool(_BUILDS.search(sentence[-40:]))


def what_of(before: str, after: str, form: str) -> str:
    """The thing that is counted, in the words of the text: a suggestion for what_zh."""
    behind = re.sub(r"^(?:以上|以下|以内|左右|上下|多|余|的)+", "", after.lstrip("多余来 ").removeprefix(form).strip())
    if len(behind) >= 2:
        return behind
    front = re.sub(
        r"^(?:到?\d{4}年底?前?|[一二三]年内|力争|争取|实现|确保|全市|全区|全省|建成|新建|建设|新增)+", "", before
    )
    return (
        re.sub(
            r"(?:提升|提高|保持|控制|平均|累计|总数|数量|规模)?(?:达到|达|超过|突破|至|到|在|为|约|不少于|不低于|超)+$",
            "",
            front,
        )
        or before
    )
