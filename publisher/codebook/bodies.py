"""Lists of bodies as printed → their names: every name is kept, known or not; a group is one name; 等 leaves a list open."""

# ruff: noqa: E501  (a pattern is read by the line)
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from publisher.codebook.characters import as_printed, simplified
from publisher.terms.regex import regex

EDGE = " \t　\xa0\u200b\ufeff\n"
BRACKETS = {"（": "）", "(": ")", "[": "]", "【": "】", "〔": "〕", "［": "］"}
CLOSING = ")）]】〕］"
_BODY_ENDS = {  # the shortest of those that end alike: 人民政府 ends in 政府
    "offices": r"委员会|委|办|(?<![布格结当大全僵])局|厅|部|司|(?<![\d一二三四五六七八九十百千万余])处|室|组|院|社|署|海关|(?:边检|边防检查|卫生监督|推广|水文|气象|监测|农技|种子|兽医|防疫|中心血)站|气象台|电视台|广播电台|派出所|税务",
    "governments": r"政府|区域|区|县|市|镇|乡|州|盟|旗|街道|管委会|执委会|中央",
    "bodies at work": r"部门|单位|专班|总队|支队|大队|中队|调查队",
    "firms and research": r"集团|公司|[国央民]企|行|大学|(?:党|学)校|中心|研究所|电网|电信|移动|联通|铁塔|铁路|邮政|石油|石化|机构|企业|高校|院校|(?:档案|图书|文化|博物|科技)馆",
    "associations": r"联合会|联盟|协会|学会|商会|监会|总会|工会|妇联|残联|工商联|科协|侨联|文联|贸促会|基金会|理事会|红十字会|(?:[村居]|[）)])委会",
}
_BODY = regex(rf"(?:{'|'.join(_BODY_ENDS.values())})[）)〕\]】]?$")
REMARK = regex(
    r"[（(\[〔][^（()）\[\]〔〕]{0,80}(?:下同|不分先后|另有说明|以下简称|下称|设在|设于|挂靠|按照?(?:各自)?职责)[^（()）\[\]〔〕]{0,40}[)）\]〕]|[（(](?:19|20)\d\d年[^（()）]{0,14}[)）]"
)
_AREA = r"(?:地级(?:以上|及以上)?|设区的|县级(?:以上)?)?(?:[市州县区镇乡盟旗]|地市|地区|区县|县区|县市|市县|市州|街道|街镇|乡镇|镇街|省|自治区|直辖市|自治州|自治县|新区|园区|开发区|功能区|片区)(?:[（(][^（）()]{1,8}[）)])?"
_ZONE = "(?:新区|园区|开发区|功能区|片区)(?:管委会|管理委员会)"  # 各县区、开发区管委会 is two
_SUFFIX = r"(?:人民政府|政府|党委|党工委|管委会|管理委员会|人民法院)"
NEXT_LABEL = regex(r"[；;，,。\s]+[\u4e00-\u9fff]{2,8} ?[:：]")  # 甲局；完成时限：2023年底: another label ends a list
# 各市、州、县人民政府: one group as printed, whatever stands between its separators.
_GROUP = regex(
    rf"(?:(?:中央|国家|[省市区县乡镇村])[、和及与]){{1,3}}[省市区县乡镇村](?:[两三四]级|[级直属驻])[\u4e00-\u9fff]{{0,10}}(?![\u4e00-\u9fff])|"
    rf"(?:[省市区县镇乡][级直]|各级?)(?:各|有关|相关)*(?:部门|单位)(?:、(?:部门|单位|机构)|[和及与](?:各|有关|相关)*(?:部门|单位|机构))+(?![\u4e00-\u9fff])|"
    rf"(?:地方)?各级(?:地方)?党委(?:[、和及与](?:人民)?政府)(?![\u4e00-\u9fff])|"
    rf"[省市州县区](?:[、和及与](?:[省市州县区乡镇]|区县|县区|乡镇)(?:[（(][^（）()]{{1,8}}[)）])?)+(?:人民政府|政府)(?![\u4e00-\u9fff])|"
    rf"各(?:省|市|州|县|区)(?:[、和及与]{_AREA})+[\u4e00-\u9fff]{{2,12}}(?:局|厅|委|部门|单位)(?![\u4e00-\u9fff])|"
    rf"各(?:有关|相关|级)?{_AREA}(?:[、和及与](?!{_ZONE}){_AREA}(?=[、和及与，,；;]|{_SUFFIX}|$))*(?:{_SUFFIX}(?:[、和及与](?:有关|相关)?(?:{_SUFFIX}|部门|单位)(?![\u4e00-\u9fff]))*)?(?![\u4e00-\u9fff])"
)
_OPEN = regex(
    r"(?<![高初中优特](?=等[教职专学院服]))等(?!级|保[测护])(?:(?:市|省|区|县|国家|中央)(?:级|直)?)?(?:各)?(?:相关|有关|责任|主管)?(?:[两三四五六七八九十\d]{1,3}[个家]?(?=部门|单位|企业))?(?:(?:[\u4e00-\u9fff]{2,4})?(?:部门|单位|机构|企业)|高校|院所|委办局|部委|方面)?(?:[和及与、]?(?:有关|相关)?(?:单位|部门|机构))?(?:[（(]单位[)）])?$"
)
_OTHERS = regex("单位|部门|机构")
_LEADS_IN = regex(r"^(?:由|以及|以(?=[国省市区县州旗])|会同|联合|及|和|与(?!会))")
_DUTY = regex(
    r"(?:(?:按照?|根据|依据|依照?)(?:各自)?的?(?:职责|职能|分工)(?:分工)?|抓好|分别|共同|具体|分工|协同|牵头|联合)*(?:负责|落实|推进|实施)$"
)
_AS_FITS = regex(
    r"(?<=[\u4e00-\u9fff]{3})(?:结合|根据|按照?)(?:各自|自身|本地|当地|本地区|地方)?(?:工作)?实际$"
)  # 各市人民政府结合实际落实
_ORDINAL = regex(r"^(?:\d{1,2}[.．、](?!\d)|[一二三四五六七八九]是|[①-⑳]|[-—–•·●◆]{1,3})\s*")  # 1.甲局⏎2.乙局
_ASKING = "商(?![务业会场投贸事标协丘]|洛(?!阳)|[河南都水城]县|州区)"  # 甲局商乙局; not 商洛市, 商河县
_JOINT = regex(rf"会同|{_ASKING}|联合(?![国会])|以及|[和及与](?![平谐解睦田])")
# 2023年底前完成, 长期坚持: by when, behind a list of bodies
WHEN = regex(
    r"(?:于|在|到|至|力争|确保|每年)?(?:(?:19|20)\d\d[年.\-/—]|\d{1,2}月|年[底内末]|[一二三四]季度|[上下]半年|按(?:时间|序时)?(?:节点|进度)|“?十[三四五六]五)|(?:长期|持续|常年|立行立改|立即|每年|全年)(?:坚持|推进|实施|整改|开展|落实|任务|工作)?$"
    r"|(?:以|均)?下(?:均|相)?同$"
)
# 2026年底前，甲局牵头; 2026年底前甲局牵头; （长期任务，甲局负责）: by when, before a list of bodies
_WHEN_FIRST = regex(
    r"\s*(?:力争|确保|计划|原则上)?[于在到]?(?:(?:(?:19|20)\d\d ?(?:年? ?(?:[-—–~至到]|——) ?(?:19|20)\d\d ?)?年(?:度(?!假))?(?:年?[底末]|内(?!蒙古|[江黄丘乡]))?|(?:19|20)\d\d ?[-—–~至到]{1,2} ?(?:19|20)\d\d(?=[，,])|\d{1,2} ?月(?:[底末]|[上中下]旬)?|\d{1,2} ?日|[一二三四五六七八九十]{1,2}月(?:[底末]|(?=前|以前))|年[底末]|年内(?!蒙古|[江黄丘乡])|第?[一二三四]季度|[上下]半年|每年)+(?:之?前(?![海进锋郭])|以前|起(?!草))?(?:全部|全面|基本|起草)?(?:完成|建成|启动|出台|到位|(?:推开|实施|施行|执行|推进|落实|见效)(?=[，,；;]))?[，,；; ]?"
    r"|(?:长期|持续|常年|每年|近期|中期|远期)(?:坚持|推进|实施|开展|任务|工作)?[，,；;])\s*(?=[\u4e00-\u9fff]{3})"
)

# 甲局 2026年底前: by when, behind a space; a bare year is a source or an act (国家统计局 2025年)
WHEN_APART = regex(
    r"(?<=\S)\s+(?:(?:力争|确保|[于在到])?(?:(?:19|20)\d\d年|\d{1,2}月|年)(?:\d{1,2}月|\d{1,2}日|年)*(?:[底末内]|之?前|以前|止)*(?:(?<=[底末内前止])|(?=完成))(?:完成)?|(?:长期|持续|常年)(?:坚持|推进|实施|落实)?)$"
)


def without_when(listed: str) -> str:
    """A list of bodies without the date that opens it, as long."""
    return _WHEN_FIRST.sub(lambda match: " " * len(match[0]), listed, count=1) if _WHEN_FIRST.match(listed) else listed


# 应急、城管、水务三个部门: how many were named, behind the last of them
_COUNTED = regex(
    r"(?<=[\u4e00-\u9fff]{2})(?:[两二三四五六七八九十]|\d{1,2})[个家](?:市?级?部门|单位|企业|公司|机构|街道|乡镇|区县)$"
)
_PROPER = regex("(?!各|有关|相关|所有|全)[\u4e00-\u9fff]{3}")  # 县发改委及相关部门 is two, 有关部门及相关单位 one
NO_NAME_ALONE = regex(r"^(?:有关|相关)?(?:政府|部门|单位|机构|人民政府|企业)$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a list as printed. open: 等 follows it, so that the list does not say all."""

    text: str
    open: bool = False


# 推动各部门, 督促各单位: what is done with bodies, no body
_TOLD = regex("(?:推动|督促|敦促|要求|引导|鼓励|指导|组织|协调|加强对?)(?:各|有关|相关)").match


def is_body(name: str) -> bool:
    """Whether a name ends like that of a body; one that does not may be one all the same (it is asked about)."""
    return len(name) <= 30 and not _TOLD(name) and bool(_BODY.search(simplified(name)))


_NOBODY = ("无", "暂无", "待定", "/", "／", "牵头单位", "牵头部门")  # 配合单位：无; 第一责任单位为牵头单位


@lru_cache(4096)
def names_of(listed: str) -> tuple[Name, ...]:
    """A printed list → its names in order, each once; bodies in a bracket behind a name follow it.

    商务部等和各有关省级人民政府 is two names, the first one open; 各市、州、县人民政府 is one.
    """
    if (plain := simplified(listed)) != listed:
        return tuple(Name(as_printed(name.text, plain, listed), name.open) for name in names_of(plain))
    open_by_name: dict[str, bool] = {}
    listed = NEXT_LABEL.split(listed, maxsplit=1)[0]
    parts = (
        spaced
        for part in _parts(without_when(REMARK.sub("", listed)).strip(EDGE))
        for spaced in _spaced(WHEN_APART.sub("", part))
        if not WHEN.match(part.strip(EDGE))
    )
    for piece in (piece for part in parts for piece in _joint(part)):
        name, is_open = _trimmed(piece)
        if _OTHERS.fullmatch(name) and any(open_by_name.values()):  # 甲局等部门、单位
            continue
        for single in _unfolded(name):
            if single and single not in _NOBODY:
                open_by_name[single] = open_by_name.get(single, False) or is_open
        if not name and is_open and open_by_name:
            open_by_name[next(reversed(open_by_name))] = True
    return tuple(Name(name, is_open) for name, is_open in open_by_name.items())


def _parts(listed: str) -> Iterator[str]:
    """What stands between the separators of a list, groups and brackets left whole."""
    at = begin = depth = 0
    while at < len(listed):
        sign = listed[at]
        if at == begin and (group := _GROUP.match(listed, at)):
            at = group.end()
            continue
        if sign in BRACKETS:
            depth += 1
        elif sign in CLOSING:
            depth -= 1
        elif (sign in "、，,；;" or (sign in "/／" and is_body(listed[begin:at]))) and depth <= 0:
            yield listed[begin:at]
            begin = at + 1
            while begin < len(listed) and listed[begin] in EDGE:
                begin += 1
            at = begin
            continue
        at += 1
    yield listed[begin:]


_MARK = regex("[-—–·•●◆]{1,3}")  # ⏎• 甲局⏎• 乙局


def _spaced(part: str) -> list[str]:
    """市城管局 市住建局 is two, one a line too: a space or line end parts names where each side is that of a body, or
    one is and all begin with its rank (区教育局 区少年宫).
    """
    pieces = [piece for piece in part.split() if not _MARK.fullmatch(piece)]
    ranked = {piece[0] for piece in pieces} in [{rank} for rank in "国省市州区县旗"] and any(map(is_body, pieces))
    apart = len(pieces) > 1 and all(
        (len(piece) > 2 or piece[0] == "各") and (ranked or is_body(piece)) for piece in pieces
    )
    return pieces if apart else [part]


def _joint(part: str) -> Iterator[str]:
    """甲部和乙局 is two; 人力资源和社会保障局, 党委和政府, 有关部门和单位 are one."""
    part = part.strip(EDGE)
    if _GROUP.fullmatch(part):
        yield part
        return
    for match in _JOINT.finditer(part):
        left, right = part[: match.start()], part[match.end() :]
        whole = _trimmed(left)[0]
        joined = match[0] in ("会同", "联合") and bool(left and right)
        both = is_body(whole) and (is_body(_trimmed(right)[0]) or bool(_OPEN.search(right)))
        group = NO_NAME_ALONE.match(right) and not (right[:2] in ("有关", "相关") and _PROPER.match(whole))
        if (joined or (both and not group)) and len(whole) > 1 and _even(left):
            yield left
            yield from _joint(right)
            return
    yield part


_WITH = regex(f"会同|会商|{_ASKING}")


_LED = regex("(?<=.)(?:牵头|负责)?并?$")  # 甲局牵头会同乙局落实


def with_others(listed: str) -> tuple[str, str] | None:
    """The names before and behind the first 会同 or 商 that joins bodies: those before it lead, the others support.

    So the drafting rules for legislation use both words (立法技术规范: 会同、商).
    """
    for match in _WITH.finditer(listed):
        left, right = _LED.sub("", listed[: match.start()]), listed[match.end() :]
        if match[0] == "会商" and not is_body(left) and is_body(f"{left}会"):  # 市贸促会商市商务局
            left += "会"
        if _even(left) and (not left or is_body(_trimmed(left)[0][-30:])) and len(right.strip(EDGE)) > 1:
            return left, right
    return None


def _even(part: str) -> bool:
    """Whether every bracket of a part is closed in it."""
    return part.count("（") == part.count("）") and part.count("(") == part.count(")")


def _trimmed(name: str) -> tuple[str, bool]:
    """A name without what leads in (由, 会同) and out (等单位, 按职责分工负责), and whether its list is open."""
    core = re.sub(r"\s*\n\s*", "", name).strip(EDGE + "。：:")
    core = _AS_FITS.sub("", _DUTY.sub("", _ORDINAL.sub("", core))).strip(EDGE)
    core = _COUNTED.sub("", core)
    short = _OPEN.sub("", core)
    is_open = short != core and not core.endswith(("同等", "高等", "平等"))
    return (_LEADS_IN.sub("", short if is_open else core).strip(EDGE), is_open)


OTHER_NAME = regex(
    "([国省市州区县旗])[^（(]+(?<!推进)[局委厅部][（(]\\1[^、，,）)]+[局委厅][）)]"
)  # an office (市口岸办) is one by itself


def _unfolded(name: str) -> list[str]:
    """市政府办公厅(督查室、审改办) is three bodies; 各区(市)县政府 is one, for the bracket is part of its name, and so is
    市市场监管局（市知识产权局）, whose bracket says the other name of the same rank.
    """
    match = re.fullmatch(r"(.+?)[（(]([^（()）]+)[)）]", name)
    if (
        not match or name.startswith("各") or match[2][0] == "原" or OTHER_NAME.fullmatch(name)
    ):  # 各镇人民政府（街道办事处）: one of each kind; 市能源局（原市煤炭局）
        return [name]
    inner = re.split("[、，,]", match[2])
    if all(re.search(r"(?:办|室|局|委|处|中心|组|部|会)$", part) for part in inner):
        return [match[1], *inner]
    return [name]
