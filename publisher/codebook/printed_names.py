"""Titles and names of organisations as a text prints them: 《…》, and words that end like 公司, 大学, 医院, 银行.

A word that only says what kind of organisation is meant (龙头企业集团, 同级医院, 商业银行) is no name. Which words
those are cannot be known for all texts: what is found is a project, a party or a body, or set aside with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from publisher.terms.regex import regex


class Printed(NamedTuple):
    """A title or name: [start, end) in code points, and its words."""

    start: int
    end: int
    text: str


_MARK = regex("[《》\n]")


def titles(text: str, start: int = 0, end: int | None = None) -> Iterator[Printed]:
    """Every 《title》 with its marks; of a title within a title, the outer one (上海市贯彻《…纲要》实施方案)."""
    opened = depth = 0
    for match in _MARK.finditer(text, start, len(text) if end is None else end):
        if match[0] == "《":
            opened, depth = (opened, depth + 1) if depth else (match.start(), 1)
        elif match[0] == "\n":
            depth = 0
        elif depth:
            depth -= 1
            if not depth:
                yield Printed(opened, match.end(), text[opened : match.end()])


_ENDS = regex(
    "公司(?!治理|制|债|法|化)|集团(?!化|军)|大学(?![生城路])|学院(?!路)|研究院(?!所)|研究所|科学院|设计院|医院|银行(?![卡业间账])"
    "|协会|学会|商会|联合会|基金会|交易所|出版社|电视台|联盟"
)
_RUN = regex(r"[\u3400-\u9fffA-Za-z0-9·]*\Z")  # not $, which a line end may follow
_BREAKS = regex(  # behind the last of these a name begins
    "支持|推动|推进|鼓励|引导|加快|加大|加强|加入|建设|建立|成立|组建|打造|培育|引进|引入|吸引|集聚|依托|联合(?!会|职业)|会同|围绕|发挥|服务于?|扩大到?"
    "|布局|设立|探索|增加|新增|新设置?|运营|完善|提升|优化|规范|授权|委托|辖内|以上|以下|左右|组织|开展|提供|包括|通过|以及|如|等|在(?!线)|本(?!土|地)|对(?!外)|[的和与及或向由为以从把将被到各该家所]"
)
_KIND_ALONE = regex(
    "(?:有关|相关|重点|骨干|龙头|大型|中小|小微|国有|国家|民营|外资|境外|跨国|本土|本地|对外|现有|优势|优质|知名|国内外?|国际|世界|全国|全球|一流|上市|企业"
    "|商业性?|政策性|开发性|地方|法人|专业性?|综合性?|平台|行业|同级|上级|基层|社区|公立|民办|私立|互联网|在线化?|数字化?|网上|智慧|老年|开放|职业|高等|研究型"
    "|新型|产业|技术|专科|战略|创新|联合|合作|控股|投资|运营|管理|开发|科技|母|子|分|总|供电|电力|燃气|水务|建筑|设计|咨询|检测|物流|旅游|运输|金融|保险|证券"
    "|担保|租赁|信托|创业|高校|三甲|三级|二级|定点|中医|IPO|协会|商会|学会)*"
)


def organisations(text: str, start: int = 0, end: int | None = None) -> Iterator[Printed]:
    """Every name of an organisation that ends like one; names by which a registry knows a body are not looked for."""
    for match in _ENDS.finditer(text, start, len(text) if end is None else end):
        run = _RUN.search(text, max(start, match.start() - 24), match.start())
        head = "" if run is None else run[0]
        head = head[max((broken.end() for broken in _BREAKS.finditer(head)), default=0) :]
        if head and not _KIND_ALONE.fullmatch(head) and not head.endswith(("一流", "知名", "企业")):
            yield Printed(match.start() - len(head), match.end(), head + match[0])
