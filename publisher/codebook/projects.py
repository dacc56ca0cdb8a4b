"""Named things that a text promises: quoted names, and what ends like the name of a thing, behind a verb that rules it.

A list shares its verb: 加快建设甲中心、乙基地等项目. What is counted (3个平台) is a figure and no name; what only says a kind
of thing (重大平台, 相关项目) is none either. Which names matter nobody can know from words: each is asked about.
"""

# ruff: noqa: E501  (a pattern is read by the line)
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from publisher.codebook.names import SET_PHRASES
from publisher.codebook.project_names import (
    SPECIFIC,
    ends_as,
    is_one_thing,
    kind_of,
    kind_of_rest,
    known_place,
    places_of,
    without_level,
)
from publisher.codebook.project_places import BECOMES, WHEN, NamePlace, built, listed, quotations, subjects
from publisher.terms.regex import regex

_HURRY = "加快|大力|积极|持续|全力|着力|全面|深入|稳步|逐步|有序|重点|率先|高标准|高质量|高水平|合力|共同|抓紧|扎实|统筹|加大力度|进一步|力争|争取|探索|研究|规划|谋划|联合|推动|推进|支持|鼓励|协同|引导"
_RULES = (
    "建设(?!(?:攻坚|专项|提升)*(?:行动|工程|计划))|建成|打造|搭建|建立|构建|构筑|创建|组建|设立|成立|新建|续建(?!配套)|改建|迁建|共建|筹建|布局|部署|实施|推进|推动|启动|开工|动工|完成|上线(?!下)|推出|开发|发布|举办|办好|承办|组织好|"
    "扩容|扩建|提升|完善|优化|升级|改造|更新|拓宽|打通|贯通|开通|围绕|支撑|配套建设|开展|筹划|谋划|储备|论证|规划研究|深化|引进|引入|培育|支持|争取|申报|申请|探索|加快|加强|(?<!技术)(?<!核心)(?<!联合)攻关|抓好|抓实|依托|推广|做强|组织(?=“)|投用|投运|"
    "用好|建好|签约|开行|落地|招引|争创|(?<![续基土])建(?![设筑议材制])"
)
_VERB = regex(
    rf"(?P<verb>(?:(?:{_HURRY}){{0,3}}(?:{_RULES})(?:(?:和|并|、|与)?(?:{_RULES}|运营|完善)){{0,2}}|编制(?:[和并与]?(?:完善|实施))?|(?<!标准)制定|出台|修编))(?=(?P<list>(?![、）)])(?:[（(][^（()）\n\t]{{0,60}}[)）]|[^，。；;：:！？\n\t,]){{4,140}}))"
)
_LEADS = regex(
    r"^(?:一批|若干|国内首个|全国首个|全省首个|首个|国内|全市|全省|全区|一个|1个|一座|一条|我市|我省|我区|本市|集|亚太一流的|国际一流的|世界一流的|一流的|符合[^的]{2,12}的|[^“”、]{2,12}(?:架构|规模|级别|特色)的)+"
)
_TAIL = regex(
    r"(?:等(?!级|候)[^、]{0,24}?)?(?:规划)?(?:的)?(?:建设(?:完善|运营|工作)?|发展|改造|运行|应用|推广|功能|试点工作|工作|编制|实施|扩容增能|优化提升|落地|投产|投运|上线)?$"
)
_JOIN = regex("、|(?<=[”》])(?=[“《])|以及|和(?!谐|平|美|睦|合)|及(?!时|其)|与(?!会|[\u4e00-\u9fff]{2,10}工程)|暨")
_MAKES = regex("打造|建设|建成|搭建|上线|推出|培育|举办|承办|办好|创建|新建|开通|实施|推进|构建|完善|拓展")
# What is quoted and no name: a set phrase, a state, a number of things.
_SLOGAN = regex(
    f"(?:十[一二三四五六]五|{SET_PHRASES}|(?:化|高质量|一盘棋|隐形冠军|小巨人|专精特新|散乱污|零距离|黑名单|红名单|一张[图网]|[双千万]兆|互联网|第?[一二三四五六七八九十]极|放管服)[+＋]?)|[+＋、，]|小时|[一二三四五六七八九十]个|一网|一件事|[贷券险]”"
)
_REMARKED = regex(r"([^（）]{4,24})[（][^（）]*\d[^（）]*[）]")
_COUNTED = regex("[\u4e00-\u9fff]{0,6}\\d+(?:个|家|座|项)")
_QUOTED = regex("“[^“”]{2,14}”")
# By when, or what becomes of a thing: what stands behind a name and is no part of it.
_LATER = regex(
    f"(?<=[\u4e00-\u9fff”）\\w]{{3}})(?:{WHEN}|(?:(?:{BECOMES})+|列入[^，]*|纳入[^，]*|并报批|落户|前期(?:工作)?|论证|先行|攻关|(?:规划)?研究)(?:投产|使用|论证|研究)?$)"
)
_TOP = 600  # characters in which a document says of which place it is


@dataclass(frozen=True, slots=True, order=True)
class NamedProject:
    """A named thing: [start, end) of its name, the verb that rules it with its place, the end of its list, its kind."""

    start: int
    end: int
    name: str
    verb: str
    verb_start: int
    list_end: int
    kind: str
    listed: bool = False  # a row of a table of projects, or an item of a list of them


def things(text: str, start: int = 0, end: int | None = None) -> Iterator[NamedProject]:
    """Every named thing of text[start:end], in order; of a name that is found behind two verbs, the nearer."""
    stop = len(text) if end is None else end
    ruled = {*_ruled(text, start, stop), *_drawn_up(text, start, stop)}
    # A name that no verb is said of promises nothing, but in a list of projects.
    others = [one for one in _named(text, start, stop, places_of(text[start : start + _TOP])) if one.verb or one.listed]
    kept: list[NamedProject] = []
    for thing in sorted((*ruled, *others), key=lambda one: (one.start, -one.end)):
        if kept and thing.start < kept[-1].end:
            # The same name, read twice: the whole of it, with the verb that rules it.
            if thing.end > kept[-1].end or (thing.end == kept[-1].end and thing in ruled and kept[-1] not in ruled):
                kept[-1] = _whole(text, kept[-1], thing)
            kept[-1] = replace(kept[-1], listed=kept[-1].listed or thing.listed)
            continue
        kept.append(thing)
    yield from kept


# 出台市级停车收费管理办法: an instrument with a subject of its own and no 《》
_DRAW = "编制|制定|制订|起草|出台|印发|修订|修编"
# 甲市数据条例并出台乙办法: a second one behind the first; 数据开放和发布管理办法 is one
_SECOND = rf"(?<=规划|方案|计划|细则|办法|规定|条例|纲要|导则|指南|指引|地图|措施|意见)(?:并(?:{_DRAW}|发布)|[和及与][\u4e00-\u9fff]{{1,3}}[省市区县])"
_INSTRUMENT = (
    rf"(?:新一轮|一批)?(?P<name>(?![和并与及]|相关|配套|具体|有关|各|本|该|其|年度|详细|切实|完善|专项|个性|差异|分类|应急)(?:(?!{_SECOND})[^，。；;：:、《》（）()“”的\n\t]){{4,30}}"
    r"(?:的?(?:若干(?:政策)?(?:措施|意见)|实施意见|指导意见)|(?:行动|实施|工作|建设)方案|(?:行动|三年)计划|实施细则|管理(?:暂行)?(?:办法|规定)|条例|(?:专项|发展|总体|布局)规划|规划纲要|导则|指南|指引|地图))"
)
_DRAWS_UP = regex(
    rf"(?P<verb>(?:研究|抓紧|加快|尽快|适时|组织|完成)?(?:{_DRAW})(?:并?(?:印发|出台|实施|发布)|完成|形成)?)"
    rf"{_INSTRUMENT}(?=[，。；;、\n]|等|[并和及](?:{_DRAW}|发布)|$)"
)
# 完成全市充电设施布局规划编制
_DRAWN_UP = regex(
    rf"(?P<verb>(?:{_HURRY})*(?:完成|开展|启动|推进)){_INSTRUMENT}(?=的?(?:{_DRAW})(?:工作)?(?:[，。；;、\n]|$))"
)


def _drawn_up(text: str, start: int, stop: int) -> Iterator[NamedProject]:
    """The instruments without a title in 《》 that are to be drawn up."""
    for pattern in (_DRAWS_UP, _DRAWN_UP):
        for match in pattern.finditer(text, start, stop):
            begin, end = match.span("name")
            yield NamedProject(begin, end, match["name"], match["verb"], match.start(), end, "instrument")


def _whole(text: str, one: NamedProject, other: NamedProject) -> NamedProject:
    """One name of two that overlap: from the start of the first to the end of the second, with the verb of either."""
    ruled = one if one.verb and one.verb_start <= one.start else other
    end = max(one.end, other.end)
    verb, verb_start = (
        (ruled.verb, ruled.verb_start) if ruled.verb_start <= one.start else (other.verb, other.verb_start)
    )
    return NamedProject(
        one.start, end, text[one.start : end], verb, verb_start, max(one.list_end, other.list_end), other.kind
    )


def _ruled(text: str, start: int, stop: int) -> Iterator[NamedProject]:
    """The names that a verb rules, one or a list of them."""
    projects: list[NamedProject] = []
    for match in _VERB.finditer(text, start, stop):
        for thing in _listed(text, match):
            own = thing
            while projects and (thing.start < projects[-1].end or _acts(projects[-1], own)):
                other = projects.pop()
                if other.verb_start < thing.verb_start:  # 支持甲集团建设乙基地: the first verb rules the second
                    thing = replace(thing, verb=_joined(text, other, thing), verb_start=other.verb_start)
            projects.append(thing)
    yield from (one for one in projects if not _DOES.search(one.name))


_DOES = regex("组建|争创|搭建|打造")  # 支持企业组建创新联合体: what firms do, and no name


def _acts(one: NamedProject, thing: NamedProject) -> bool:
    """支持甲大学、乙集团共建丙平台: whether a name is an organisation that is asked to do what the next verb says, within one list of words."""
    return (
        one.kind == "institution"
        and bool(_ASKS.match(one.verb))
        and one.end < thing.verb_start < one.list_end
        and one.verb_start < thing.verb_start
    )


def _named(text: str, start: int, stop: int, known: frozenset[str]) -> Iterator[NamedProject]:
    """The names that no verb rules from before: of tables and lists, of subjects, and in quotation marks."""
    for place in listed(text, start, stop):
        place = _behind_verb(text, place)
        name = text[place.start : place.end].strip()
        if kind := kind_of(name, known) or ("" if _VERBS.match(name) else ends_as(name)):
            yield replace(_thing(text, _with_verb(text, place), kind), listed=True)
    for place in (*subjects(text, start, stop), *built(text, start, stop)):
        name = text[place.start : place.end]
        if _VERBS.match(name):
            continue
        if (kind := kind_of(name, known)) and (known_place(name, known) or "“" in name or SPECIFIC.search(name)):
            yield _thing(text, place, kind)
    for place in quotations(text, start, stop):
        name = text[place.start : place.end]
        if (kind := kind_of(name)) and not name.endswith("”") and not _SLOGAN.search(name[: name.index("”") + 1]):
            yield _thing(text, place, kind)


# 续建甲水电站: the verb with which an item of a list opens; not 新建农田3.2万亩
_BEGINS = regex(
    r"(?P<verb>(?:[新续改扩迁重筹拟共]|改扩)建|谋划(?:建设|实施)?|(?:加快|推进)?建设|实施)(?!规模|内容|地点|性质|单位|年限|周期|标准|目标|工期|条件|方式|情况|资金|方案|细则|意见|办法|主体|步骤|时间|期限)"
    r"(?!一批|若干|各|全|相关|有关|多|[\d一二两三四五六七八九十]+[个座条项处])(?=[^，。；\n\t]{4})(?![^，。；\n\t]*(?:\d[万亿]?(?:[个座条公平亩处台套]|立方)))"
)


def _behind_verb(text: str, place: NamePlace) -> NamePlace:
    """A place in a list without the verb with which it opens, which is its own."""
    match = _BEGINS.match(text, place.start, place.end)
    return replace(place, start=match.end(), verb=match["verb"], verb_start=match.start()) if match else place


def _thing(text: str, place: NamePlace, kind: str) -> NamedProject:
    """A named thing at a place, with the verb before it in its part of the sentence, else what becomes of it."""
    opens = max(text.rfind(mark, max(0, place.start - _FAR), place.start) + 1 for mark in "，。；：\n\t")
    before = list(_VERBS.finditer(text, opens, place.start))
    verb, at = (before[-1][0], before[-1].start()) if before else (place.verb, place.verb_start)
    return NamedProject(
        place.start,
        place.end,
        text[place.start : place.end].strip(),
        verb,
        at if verb else place.start,
        max(place.end, at + len(verb)),
        kind,
    )


def _with_verb(text: str, place: NamePlace) -> NamePlace:
    """A place in a list with what its line says behind the name: 5月底前建成开通."""
    if place.phase or (place.verb and place.verb_start != place.start):  # a cell of its row
        return place
    line = text.find("\n", place.end) % (len(text) + 1)
    verb = _BECOMES.search(text, place.end, line) or _VERBS.search(text, place.end, min(line, place.end + _FAR))
    return replace(place, verb=verb[0], verb_start=verb.start()) if verb else place


_ASKS = regex("支持|鼓励|引导|推动|推进")
_BECOMES = regex(f"(?:{BECOMES})(?:{BECOMES}|使用)?")
_FAR = 24  # characters before a name in which its verb stands
_VERBS = regex(f"(?:{_HURRY}){{0,2}}(?:{_RULES})")


def _joined(text: str, outer: NamedProject, inner: NamedProject) -> str:
    """Two verbs as printed: next to each other, or with what stands between left out (支持…建设)."""
    behind = outer.verb_start + len(outer.verb)
    return outer.verb + ("" if inner.verb_start == behind else "…") + inner.verb


def _listed(text: str, match: re.Match[str]) -> Iterator[NamedProject]:
    """The names of the list behind one verb; none behind 不再."""
    if _NEVER.search(text, max(0, match.start() - 4), match.start()):
        return
    if text[max(0, match.start() - 1) : match.start()] == "在" and _WHERE.match(text, match.end()):
        return  # 在新建道路、枢纽中同步布设: where it is done
    at, listed = match.start("list"), match["list"]
    core = listed[: len(listed) - len(_tail(listed))]
    begin = 0
    cuts = _cuts(core)
    for cut_start, cut_end in [*((cut.start(), cut.end()) for cut in cuts), (len(core), len(core))]:
        part = core[begin:cut_start]
        offset = at + begin
        begin = cut_end
        skip = _opening(part)
        several = bool(_SEVERAL.search(part, 0, skip))
        part, offset = part[skip:], offset + skip
        if (several or _TENDS.fullmatch(match["verb"])) and not is_one_thing(part):
            continue  # 培育一批农产品品牌, 优化客货邮线路: a class of things
        if (
            "争创" in match["verb"]
            and (held := _STANDING.search(part))
            and (held.start() == 0 or not is_one_thing(without_level(part)))
        ):
            continue  # 争创国家级绿色工厂, 争创一流示范区: a standing
        if cut_end == len(core) and _tail(listed) == "改造" and not kind_of(part) and kind_of(part + "改造"):
            part += "改造"  # 甲片区光纤入户改造: what is done is a part of the name
        part = _LATER.split(part)[0].rstrip("的")
        if not kind_of(part) and (own := _REMARKED.match(part)):  # 甲大道示范走廊（全长18公里）路侧设备部署
            part = own[1] if known_place(own[1], frozenset()) or SPECIFIC.search(own[1]) else part
        if part.startswith("“") and part.endswith("”") and not _names(part, match["verb"]):
            continue
        if (
            (kind := kind_of(part) or _founded(match["verb"], part)) == "institution"
            and _ASKED.match(text, offset + len(part))
            and _ASKS.match(match["verb"])
        ):
            continue  # 支持甲学院等3所高校设置专业: who is asked to do so
        kind = kind or ("facility" if _OF_PROJECTS.match(_tail(listed)) and known_place(part, frozenset()) else "")
        if kind:
            yield NamedProject(
                offset, offset + len(part), part, match["verb"], match.start("verb"), at + len(listed), kind
            )
        elif (
            (quoted := _QUOTED.search(part))
            and not _COUNTED.match(part, quoted.end())
            and not _NOT_MADE.match(part, quoted.start())
            and _names(quoted[0], match["verb"])
        ):
            stop = quoted.end()  # a quoted name alone, with what follows it left out
            yield NamedProject(
                offset + quoted.start(), offset + stop, quoted[0], match["verb"], match.start("verb"), at + len(listed), "programme" if part[stop:] == "" else kind_of_rest(part[stop:])
            )  # fmt: skip


def _cuts(core: str) -> list[re.Match[str]]:
    """What parts the names of a list; 与 does not within one: 智能网联汽车与零部件产业园."""
    cuts = [cut for cut in _JOIN.finditer(core) if _outside(core, cut.start())]
    begins = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts[1:]), len(core)]
    return [
        cut
        for begin, cut, end in zip(begins, cuts, ends, strict=False)
        if cut[0] != "与"
        or begin == cut.start()
        or kind_of(core[begin : cut.start()])
        or is_one_thing(core[cut.end() : end])
    ]


# 北岭风电、西湖驿站等项目建设: of a list that says itself that it names projects
_OF_PROJECTS = regex("等(?:\\d+[个项])?(?:重点|重大|一批)?(?:建设)?(?:项目|工程)")
_FOUNDS = regex("组建|成立|设立")
_FOUNDED = regex("^(?!乡镇|镇街|街镇|[省市区县乡]{2}(?!场|政)|.*[两三]级).*(?:公司|集团|协会|学会|研究会|促进会)$")


def _founded(verb: str, part: str) -> str:
    """组建甲市数据集团: an organisation that is only to be founded is a named thing, if it is one."""
    found = _FOUNDS.search(verb) and _FOUNDED.search(part) and len(part) <= 40 and is_one_thing(part)
    return "institution" if found else ""


_WHERE = regex("[^，。；\n]{2,60}?(?:中|时|上|内)(?=[，,同])")
_ASKED = regex(
    "等[\\d一二三四五六七八九十两]+[所家个]"
    "|(?:[、和及与][^，。；、\n]{2,16}?){0,6}等?(?:率先|积极|主动|共同|联合|牵头)*(?:开展|参与|参加|承担|申报|应用)"
)
_NEVER = regex("(?:不再|不得|不准|严禁|禁止|停止|暂停)$")
_STANDING = regex("^(?:一流|先进)|(?:工厂|车间|园区|社区|小镇|街区)$")  # titles that many hold
_SEVERAL = regex("一批|若干|各类|多个|一系列")
_TENDS = regex(f"(?:{_HURRY})*(?:优化|培育|统筹推进|推广|深化|做强)(?:和|并|、)?(?:优化|培育|提升|完善)?")
# “三同时”执行率, 2个“甲社区”
_NOT_MADE = regex("“[^“”]{1,10}”[^，。、]{0,4}率|(?<=\\d个)“")


def _names(quoted: str, verb: str) -> bool:
    """Whether words in quotation marks are the name of something that is made, and no slogan."""
    return bool(_MAKES.search(verb)) and not _SLOGAN.search(quoted)


def _opening(part: str) -> int:
    """How much of a part leads up to the name: 一批, 国内首个, what describes it with 的."""
    lead = _LEADS.match(part)
    skip = lead.end() if lead else 0
    described = part.rfind("的", skip)
    return described + 1 if described >= 0 and _outside(part, described) and len(part) - described > 3 else skip


def _tail(listed: str) -> str:
    match = _TAIL.search(listed)
    return match[0] if match else ""


def _outside(core: str, at: int) -> bool:
    """Whether a place lies in no quotation and no bracket."""
    return core.count("“", 0, at) == core.count("”", 0, at) and sum(map(core[:at].count, "（(")) == sum(
        map(core[:at].count, "）)")
    )
