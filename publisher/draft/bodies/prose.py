"""Who is responsible, said in a sentence: a body and its duty, a body that is set up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from publisher.codebook.bodies import is_body, names_of
from publisher.codebook.statements import Body, PrintedStatement, listed, roles_of, said_of_label
from publisher.draft.marks import lines_of
from publisher.draft.outline.clauses import OutlineClause

_EACH = (  # all of a kind: 各区政府, 各有关部门
    r"(?:各(?:地区|部门|单位|高校|地方|级)){2,4}|(?:地方|国务院|中央|[省市区县州]直|[本全我][省市区县州])?各(?:试点)?(?:市级|相关|有关|牵头|责任|成员|级|区[（(]市[)）]县|县[（(]市、区[)）]|县区|区县|区|县|市|镇|街道|地)?"
    r"[\u4e00-\u9fff]{0,8}?(?:部门|单位|政府|党委|管委会|区|县|地|园区|镇|乡|街道|城市|机构)(?:[（(][\u4e00-\u9fff、]{1,8}[)）])?"
)
_CONCERNED = (
    r"(?:[省市区县州旗][级直]?)?(?:相关|有关)(?:市级|重点)?(?:部门|单位|区域|企业)(?:和单位)?|[省市区县]级部门"
    "|[省市区县]属(?:国有)?企业"
)
_ONE = (  # by its name: 市发展改革委
    r"[“”\u4e00-\u9fff]{2,20}?(?:局|委|办公室|办公厅|督[查导]室|领导小组|工作组|工作专班|专班|指挥部|管委会|委员会|人民政府|研究院|中心|公司|集团|办(?![公法理事好学实案证]|会(?!同))"
    r"|(?<![全内外干局本])部(?![门分署])|总署|司(?![法机令])|厅|[支总]队|大队|分局|政府)"
)
_ALL = (
    r"各(?:省|市|州|县|区)(?:、[省市州县区盟旗]|、自治[区州县旗]|、直辖市)+[\u4e00-\u9fff]{2,12}(?:局|厅|委|部门|单位)"
    r"|各(?:区县|[省市州县区])(?:、(?:[省市州县区盟旗]|乡镇))+人民政府"
    r"|各(?:区县|县区|县市区|[市州县区镇乡])党委、(?:人民)?政府"
    r"|各(?:区县|县区|乡镇|镇街|[县区乡镇]|街道)(?:[、和](?:乡镇|[乡镇]|街道|园区|开发区|有关部门|部门|单位))+(?:办事处|管委会)?"
)
# 区政府, 县委; 省级财政部门
_OF_RANK = (
    r"[省市区县州盟旗镇乡](?:委(?![员托派会任])|人民政府|政府)(?:办公室|办公厅)?(?!将|建立|(?!是)[\u4e00-\u9fff]{1,10}?的[\u4e00-\u9fff])"
    r"|(?:[省市区县]级?|地方)[^\W\d_要应须将会各由与和及按在对把的是其有]{2,6}?(?:主管)?部门(?![\u4e00-\u9fff]{1,8}?的[\u4e00-\u9fff])"
)
_OF_PEOPLE = (
    r"[\u4e00-\u9fff]{1,12}?(?:供销社|总工会|工会|妇联|残联|科协|文联|侨联|工商联|红十字会|关工委"
    r"|医院|银行|(?<!方)法院|检察院|气象台|派出所)"
)
_SHORT = r"(?<![\u4e00-\u9fff])(?:办公厅|总局|总署)(?=[\u4e00-\u9fff])"
_COUNTED = r"[两二三四五六七八九十]家[\u4e00-\u9fff]{2,10}(?:企业|公司|银行)"
_GROUP_AT_WORK = r"[“”\u4e00-\u9fff]{2,12}组(?=[，,]主要)"
_AREAS = (
    "各[省市州区县](?:[（(][省市州盟区县地旗、]{1,5}[)）])+县?(?:人民政府|政府)?"
    "|[市州区县](?:[（(][市州盟区县旗、]{1,5}[)）])+县?(?:人民政府|[\u4e00-\u9fff]{2,8}?部门)"
)
_NAME = (
    "(?:"
    + "|".join((_GROUP_AT_WORK, _AREAS, _ALL, _EACH, _CONCERNED, _SHORT, _COUNTED, _OF_RANK, _ONE, _OF_PEOPLE))
    + ")"
)
# 市科委、甲江区牵头: an area beside a body
_AREA = r"(?![各园社城地])[\u4e00-\u9fff]{2,4}(?<![园社城地片验范作居新小景林库])[区县](?=[、和及与牵])"
_BESIDE = rf"(?:{_NAME}|{_AREA}|[\u4e00-\u9fff]{{2,8}}主管部门)"
_VERBS = (
    "加强(?!对)|发挥|承担|负责(?!同志|人)|要(?!求)|应(?!急)当?|须|必须|设[在于]|将|会同|根据|按照?|按领域|积极|依法|是(?=[^，。；]{0,30}(?:责任主体|第一责任人))|主要牵头|主要跟踪|主要负责(?!同志|人)|牵头|(?:配合|协助)(?!单位|部门)|统筹|定期|"
    "优先|(?:累计|统筹|每年)?安排|组织(?:开展|实施)|优化|制定|确定|完成|开展|做好|及时|具体|各自|予以|共同|对(?=[^，。；]{2,20}(?:实施|实行|开展|进行|负责|执行|依法))|建立|切实|推行|每(?:年|半年|季度|半?月|[两半]?周|旬|日)"
)
# 甲市、乙市应…: places, two or more, that are given a duty
_PLACE = r"[\u4e00-\u9fff]{2,4}(?<![园社城地片验范作居新小景林库发业港税各全本我该])"
_PLACES = (
    rf"(?:{_PLACE}(?P<rank>[市区县])[、和及与])(?:{_PLACE}(?P=rank)[、和及与]){{0,20}}{_PLACE}(?P=rank)"
    "(?=要(?!求)|应(?!急)|须|负责(?!人)|分别(?:负责|要|应))"
)
# what only a body does whose name says of which place it is
_OF_RANKED = (
    "(?:编制|报送|出台|(?:落实|筹[集措]|拨付|配备|履行|抓[好紧]|指导|督促|审核|审批|参与|提供|监督|考核|结合|聚焦|研究|推[动进]|强化|细化|压[紧实]|明确|指定"
    "|保障(?!性)|加[快大]|健全|主动|支持|协调)(?![^，。；]{0,12}(?:情况|方案|进[展度]|成效)))(?![^，。；]*的[^，。；的]{1,6}(?:[，。；]|$))"
)
_DUTY = re.compile(
    rf"(?:^|(?<=[。；;，,]))(?!由)(?P<names>{_NAME}(?:[、和及与]{_BESIDE})*|{_PLACES})(?:等(?:相关|有关)?(?:单位|部门))?"
    rf"(?:在(?!此)[^，。；;]{{2,40}}[时中][，,](?=应|要|须|必须))?"
    rf"(?:[，,]|[于在]?(?:\d{{4}}年|年)?\d{{0,2}}月?(?:[底末]|\d{{1,2}}日)前)?(?P<verb>{_VERBS}|(?P<ranked>{_OF_RANKED}))"
)
_SEATED = re.compile(
    rf"(?:^|(?<=[，,。；;]))其?办公室设[在于](?P<names>{_NAME}(?:[、和及与]{_NAME})*)(?=[，,](?:{_VERBS})|[。；;]办公室(?:{_VERBS}))"
)
_SEVERAL = r"[\u4e00-\u9fff]{2,20}?(?:、[\u4e00-\u9fff]{2,20}?){0,40}"
# 成立工作组，成员单位包括甲局、乙局等
_MEMBERS = re.compile(
    rf"成员(?:单位|部门)?(?:主要)?(?:(?:包括|包含|[:：]|为(?!了))(?P<names>{_SEVERAL})(?=等|[，。；;]|$)"
    rf"|由(?P<by>{_SEVERAL})(?:等[^，。；]{{0,12}})?组成)"
)
_OFFICE = re.compile(r"(?<=[，,。；;])下设(?P<names>办公室)[，,][^。；;]{4,60}")
_SET_UP = re.compile(
    r"(?:^|(?<=[。；;，,]))(?:[市省区县镇乡集][\u4e00-\u9fff]{1,6})?(?:成立|组建|建立|设立)(?:由[^。；;]{2,40}?的)?"
    r"(?P<names>[\u4e00-\u9fff]{4,30}?(?:领导小组|工作专班|专班|指挥部|委员会))(?=[（(，,。])"
)
_ASIDE = r"(?:[（(][^）)]+[)）])?"
_BY = re.compile(
    rf"由(?P<names>{_NAME}{_ASIDE}(?:(?:[、和及与]|会同){_NAME}{_ASIDE})*)等?(?:“[^”]+”)?"
    r"(?:共同|具体|统筹|对[^，。；“]{2,24}?(?=进行))?(?P<verb>负责(?!解释|[^。；]{0,4}解释)|牵头|汇总|承担|解决|组织实施|进行|组织(?!部)|督促|统筹|开展)"
)
_TOGETHER = re.compile(rf"(?:要|应当?|须|将|拟)?会同(?P<names>{_BESIDE}(?:[、和及与]{_BESIDE})*)")
_AND_OTHERS = re.compile("等(?:相关|有关)?(?:部门|单位)?")
_SEAT = re.compile(rf"(?<=设[在于]){_NAME}(?:[、和及与]{_NAME})*")
_OPENS_NO_NAME = (
    "按照?|根据|[我本](?![省市区县州]各)|全(?![省市区县州]各|国[\u4e00-\u9fff]{3,16}(?:委员会|协会|学会|联盟)$)|上述|以上|该|"
    "完善|加强|依托|借助|利用|推进|推动|建立|健全|优化|落实|强化|支持|鼓励|加快|加大|深化|统筹|构建|由"
)
_NOT_A_BODY = re.compile(
    rf"^(?:{_OPENS_NO_NAME})|(?<![自缘])由|的|参加|包括|^各?(?:方|地|类|种|项|级|层|环节|领域|行业)$|工作$|工作组?织|设[在于]|^相关$|成立|组建|设立|印发|开展"
)


# A name that says of which place or kind a body is
RANK = re.compile(
    "各?[省市区县州旗镇乡街]|各地[方区]?$|[\u4e00-\u9fff]{2,4}[区县]$|各(?:责任|牵头|配合|成员|有关|相关)?(?:单位|部门)|管委会|党工委|党政办"
)

_OF_A_PLACE = re.compile(f"(?!各(?:级|地方?|地区|部门|单位|责任|牵头|配合|成员|有关|相关))(?:{RANK.pattern})")


def prose(text: str, clause: OutlineClause, known: Callable[[str], bool]) -> Iterator[PrintedStatement]:
    """Sentences of a safeguard or mechanism whose subject is a named body that is given a duty."""
    head = text.find(clause.heading, clause.start) if clause.heading else clause.start
    for line in lines_of(text, max(head, clause.start), clause.end):
        for pattern, why in (
            (_DUTY, "duty"),
            (_SET_UP, "set-up"),
            (_OFFICE, "office"),
            (_SEATED, "office"),
            (_MEMBERS, "members"),
            (_BY, "by-whom"),
        ):
            for match in pattern.finditer(line.text):
                names = [name.text for name in names_of(match["names"] or match["by"])]
                others = _together(line.text, match) if pattern is _DUTY else None
                names += [name.text for name in names_of(others["names"] if others else "") if name.text not in names]
                if not names or any(_NOT_A_BODY.search(name) or not is_body(name) for name in names):
                    continue
                if pattern is _DUTY and match["ranked"] and not all(map(_OF_A_PLACE.match, names)):
                    continue
                if pattern is _DUTY and (seat := _SEAT.match(line.text, match.end())):
                    names += [name.text for name in names_of(seat[0])]
                stop = _sentence_end(line.text, match)
                begin = (
                    match.start("names")
                    if pattern is _DUTY
                    else line.text.rfind("，", 0, match.start()) + 1
                    if pattern is _BY
                    else match.start()
                )
                if pattern is _BY:
                    begin = max(line.text.rfind(mark, 0, match.start()) for mark in "，,。；;") + 1
                sure = all(known(name) for name in names)
                if others:  # it ends with those behind 会同
                    label, stop = "会同", others.end()
                    if open_end := _AND_OTHERS.match(line.text, stop):
                        stop = open_end.end()
                    bodies = roles_of(listed(line.text[begin:stop], label), label, None)
                else:
                    label, bodies = _shared(line.text, match, names)
                yield PrintedStatement(line.start + begin, line.start + stop, label, bodies, why, sure)


def _together(line: str, match: re.Match[str]) -> re.Match[str] | None:
    """Who stands behind 会同 in a duty: 甲局要会同乙局制定; 甲局牵头，会同乙局制定."""
    return _TOGETHER.match(line, match.start("verb")) or _TOGETHER.match(line, match.start("names"))


def _shared(line: str, match: re.Match[str], names: list[str]) -> tuple[str, tuple[Body, ...]]:
    """The verb that says the role of some bodies, "" where none does, and the bodies with it."""
    share = _SHARE.match(line, match.start("verb")) if match.re is _DUTY else match
    said = share is not None and match.re in (_DUTY, _BY)
    role, basis = said_of_label(share["verb"]) if share and said else ("undivided", "not_divided")
    return share["verb"] if share and basis == "label" else "", tuple(Body(name, role, basis) for name in names)


# 甲局牵头做好调度, 乙局予以配合: a duty that says who leads
_SHARE = re.compile(
    "(?:具体|要|应当?|须|必须|负责|做好|予以|积极|主动|切实|共同)*(?P<verb>牵头|配合|协助|(?<!积极)(?<!主动)参[与加](?=[，。；;]|$))(?!单位|部门)"
)


def _sentence_end(line: str, match: re.Match[str]) -> int:
    """Where a duty ends: at its sentence's end, or before the next body that is given one, or a bracket."""
    stop = next((i for i in range(match.end(), len(line)) if line[i] in "。；;"), len(line))
    follower = _DUTY.search(line, match.end())
    if follower and follower.start() < stop:
        stop = follower.start()
    return len(line[:stop].rstrip("，,。；; "))
