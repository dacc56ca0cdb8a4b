"""Outcomes without a figure that can be judged done or not: full coverage, or completed by a date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.codebook.dates import phrases
from publisher.draft.marks import Spans

_COVERED = (  # whole without a figure, with a date or without
    r"(?:全覆盖|全[市区县省域城镇村][^，。；]{0,2}(?:部署|覆盖|感知|贯通|联通|通达|接入)"
    r"|全面(?:支持|完成|建成|实现)|全部(?:完成|建成|接入))"
)
# all that stands beside a date that ends a bracket of bodies, or that is a cell: 2023年前完成
_BARE = re.compile('[“"]?[底末]?前?(?:全部|全面)?(?:完成|落实|建成)?[”"）)]?')
_SENTENCE = re.compile(r"[^。；;\n\t]+")
_PART = re.compile(r"[^，,：:]+")
_DONE = re.compile(
    "建成|实现|完成|形成|建立|建设|开通|启用|投运|投入|覆盖|接入|出台|发布|实施|达到|启动|制定|健全|取消|进入|跻身|居于|位居|成为|走在"
    "|支持|打造|升级|改造|迁移|普及|贯通|联通|互通|淘汰|关停|消除|并入|转为|上线|安装|投产|竣工|完工|通车|收官|通过(?=[^，。；]*(?:验收|评审|认定))|落实到位|(?:上报|报送|提交)(?![的了])|(?<![汇预申填举])报[省市区县镇国财]"
)
# What names a state of affairs and no outcome: nobody can judge it done or not.
_VAGUE = re.compile(
    "(?:水平|能级|台阶|格局|高地|支撑|基础|增长极|雏形|都市|城市|之城|优势|氛围|局面|态势|潜力|活力|发展)(?:基本|率先|全面|初步)?"
    "(?:形成|建立|建成|显现|完善|健全)?$"
    "|(?:体系|体制|机制)(?:基本|率先|全面|初步)*(?:形成|建立|建成|完善|健全)$|规模化应用$|具有[^，]*(?:影响力|竞争力)|^(?:基本|初步)形成"
)
# What opens so is work that goes on, not an outcome.
_GOES_ON = re.compile(
    "(?:积极|持续|不断|逐步|稳步|有序|加快|加大|加强|推进|推动|促进|规划|鼓励|探索|引导|围绕|依托|通过|按照|根据|目前|[急亟]需|在(?:总结|借鉴|巩固|深化|充分)|共同推[进动]|为[^，]*(?:提供|奠定|作出|贡献|满足|适应)(?![^，]*(?:建成|投[用产运入]|覆盖|完成|上线|开通|启用)))"
)
# 离校2年内未就业的, 2018年底前已完成改制的企业: whom; 在贷款等方面给予扶持: how
_WHOM = re.compile(
    "的$|已(?:经)?(?:完成|实现|建成|取得|通过)[^，]*的(?:企业|单位|机构|地区|项目|人员|农户)$|^在[^，]*方面(?:给予[^，]*)?$|^在[^，]*(?:前提下|条件下|过程中)$|^自[^，]*以来$|^(?:落实|满足|符合)[^，]*要求$|^(?:结合|参照|对照)[^，]*(?:情况|实际|需[求要]|模式|做法|经验|要求|标准)$"
)
_TITLE = re.compile(r"《[^》]*》|[（(][^）)]*[）)]")


# 编制2030年达标区域方案: of which year a thing is
_OF_YEAR = re.compile("(?:编制|制定|制订|落实|明确|修订|研究)(?=$)")


def _names_thing(sentence: str, date: re.Match[str]) -> bool:
    """Whether a bare year says of what year a thing is that is drawn up, and not by when."""
    drawn = _OF_YEAR.search(sentence, 0, date.start())
    return bool(
        drawn and re.fullmatch("20\\d\\d年", date[0].strip()) and sentence[date.end() : date.end() + 1] not in "，,"
    )


# below a heading that is a date
_ENDS_WITH = re.compile(
    "(?:全面|基本|如期)?(?:完成|建成|形成(?!常态)|出台|发布|编制(?:完成|发布|印发)|上线|投用|启用|开通)"
)
_NOWHERE = Spans(())


def outcomes(text: str, start: int, end: int, figures: Spans, headed: Spans = _NOWHERE) -> Iterator[tuple[int, int]]:
    """Parts of sentences without a figure that say what is done by a date, or wholly: [start, end) in code points.

    Who reads them decides. figures: where the figures stand that count something. headed: what stands below a date.
    """
    for sentence in _SENTENCE.finditer(text, start, end):
        plain = _TITLE.sub(lambda match: "·" * len(match[0]), sentence[0])
        dated = next((one for one in phrases(plain) if not _names_thing(plain, one)), None)
        for part in _PART.finditer(text, *sentence.span()):
            begin = part.start() + len(part[0]) - len(part[0].lstrip())
            finish = begin + len(part[0].strip())
            due = dated is not None and sentence.start() + dated.start() < finish and _DONE.search(part[0])
            said = part[0].strip()
            due = due or (headed.touch(begin, finish) and _ENDS_WITH.match(said))
            alone = said.endswith(("）", ")")) or part[0] == sentence[0]
            bare = alone and dated is not None and _BARE.fullmatch(said.replace(dated[0].strip(), ""))
            if bare or _VAGUE.search(said) or _GOES_ON.match(said) or _WHOM.search(said):
                continue
            if (due or re.search(_COVERED, part[0])) and 6 <= finish - begin <= 80 and not figures.touch(begin, finish):
                yield begin, finish
