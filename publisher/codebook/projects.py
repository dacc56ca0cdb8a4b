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
from publisher.codebook.project_places import BECOMES, WHEN, Place, listed, quotations, subjects

# What a name ends in, by kind of thing; the longest ending decides.
_ENDS: dict[str, str] = {
    "platform": "平台|系统|中台|大脑|信息库|数据库|总库|资源库|证照库|数据中枢|中枢|小程序|应用|服务号|体系|品牌|市场|云|一码通|一张图|门户",
    "zone": "园区|产业园|科技园|科学园|示范区|试验区|先导区|先行区|核心区|聚集区|集聚区|开发区|新区|科学城|产业城|城镇圈|走廊|小镇|社区|街区|产业带|港区|度假区|牧场|农场|公园|示范片|灌区|集聚区|产业园|工业园",
    "base": "基地|试验场|训练场|测试场",
    "institution": "创新中心|研究中心|检测中心|检验中心|研究院|研究所|实验室|学院|大学|医院|联盟|交易所|交易中心|转移中心|技术中心",
    "hub": "枢纽站?|节点|直联点|交换中心|综合性国家科学中心|机场|物流港|铁路港|航空港|渔港|港口|交换节点|邮轮港|码头|泊位|船闸|换流站|变电站|[加充换]\\w{0,3}站|能源站|测控站|增强站|地面站|母站|管廊",
    "line": "铁路|高铁|高速公路|快速路|公路|大道|通道|干线|环线|光缆|管廊|航道|运河|线路|联络线|专用线|示范[路段线]|高速|延段|走廊|[A-Z]\\d+线|班列|专线|号线(?:[一二三四五]期)?|骨干网络?|绿道",
    "programme": "工程|计划|行动|试点|专项|攻坚战",
    "event": "大会|论坛|博览会|展览会|交易会|峰会|艺术节|文化节|冰雪节|电影节|[\\u4e00-\\u9fff]节|运动会|大赛|挑战赛|世博会|进博会",
    "facility": "装置|设施|中心|专网|网络|物联网|政务外网|工厂|电站|风电场|光伏项目|卫星|核心网|超算|算力网|机房|场馆|博物馆|展览馆|图书馆|综合体|总部|院区|车间|仓|灾备库|芯片|智慧灯杆|集卡|车队|项目|[一二三四五]期(?:扩建|工程)?",
    "works": "(?:改造|扩容|扩建|增容|升级|更新|普查|试验|示范|提升)(?:工程|项目)?",
}  # fmt: skip
_END = re.compile("|".join(f"(?P<{kind}>(?:{words}))" for kind, words in _ENDS.items()))
_ENDING = {kind: re.compile(f"(?:{words})(?:[（(][^（()）]{{1,12}}[)）])?$") for kind, words in _ENDS.items()}
_HURRY = "加快|大力|积极|持续|全力|着力|全面|深入|稳步|逐步|有序|重点|率先|高标准|高质量|高水平|合力|共同|抓紧|扎实|统筹|加大力度|进一步|力争|争取|探索|研究|规划|谋划|联合|推动|推进|支持|鼓励|协同|引导"
_RULES = (
    "建设|建成|打造|搭建|建立|构建|构筑|创建|组建|设立|成立|新建|续建|改建|迁建|共建|筹建|布局|部署|实施|推进|推动|启动|开工|动工|完成|上线|推出|开发|发布|举办|办好|承办|组织好|"
    "扩容|扩建|提升|完善|优化|升级|改造|更新|拓宽|打通|贯通|开通|围绕|支撑|配套建设|开展|筹划|谋划|储备|论证|规划研究|深化|引进|引入|培育|支持|争取|申报|申请|探索|加快|加强|攻关|抓好|抓实|依托|推广|做强|投用|投运|"
    "用好|建好|签约|落地|招引|建"
)
_VERB = re.compile(
    rf"(?P<verb>(?:(?:{_HURRY}){{0,3}}(?:{_RULES})(?:(?:和|并|、|与)?(?:{_RULES}|运营|完善)){{0,2}}|编制(?:完善|实施)?|制定|出台|修编))(?=(?P<list>[^，。；;：:！？\n\t,]{{4,140}}))"
)
_OPENS = "(?<![\\u4e00-\\u9fff”》])"
_COUNTED = re.compile(
    r"^(?:不少于|超过|达到|约|至少)?[\d一二两三四五六七八九十百千万数]+(?:余|多)?(?:[个座条家所处台套项期批名万亿]|公里)"
)
_GENERIC = re.compile(
    r"^(?:一批|若干|各类|各级|各|相关|有关|重点|重大|新型|大型|公共|基础|市级|区级|县级|省级|国家级|国家|专业|产业|创新|示范|智慧|智能|数字化?|信息化?|技术|服务|应用|管理|企业|行业|项目|工程|平台|"
    r"系统|中心|基地|设施|网络|园区|试点|体系|建设|综合|配套|现代|优质|特色|新|城市|农村|社区|一体化|高端|先进|重要|关键|领军|龙头|本地|全市|全区|全省|全县|我市|我区|海洋|全球|国际|海底|科技|研发|数据|计算|算力|标准|协同|生产|线上|线下|共享|统一)*$"
)
_LEADS = re.compile(
    r"^(?:一批|若干|国内首个|全国首个|全省首个|首个|国内|全市|全省|全区|一个|1个|一座|一条|我市|我省|我区|本市|集|亚太一流的|国际一流的|世界一流的|一流的|符合[^的]{2,12}的|[^“”、]{2,12}(?:架构|规模|级别|特色)的)+"
)
_TAIL = re.compile(
    r"(?:等(?!级|候)[^、]{0,24}?)?(?:规划)?(?:的)?(?:建设(?:完善|运营|工作)?|发展|改造|运行|应用|推广|功能|试点工作|工作|编制|实施|扩容增能|优化提升|落地|投产|投运|上线)?$"
)
_JOIN = re.compile("、|以及|和(?!谐|平|美|睦|合)|及(?!时|其)|与(?!会)|暨")
_NO_NAME = re.compile("[个座条家项为好强等本该此其各]|世界一流|国际一流|包括|迈向|形成|在建|在")
_MAKES = re.compile("打造|建设|建成|搭建|上线|推出|培育|举办|承办|办好|创建|新建|开通|实施|推进|构建|完善|拓展")
# What is quoted and no name: a set phrase, a state, a number of things.
_SLOGAN = re.compile(
    f"(?:十[一二三四五六]五|{SET_PHRASES}|(?:化|高质量|一盘棋|隐形冠军|小巨人|专精特新|散乱污|零距离|黑名单|红名单|一张[图网]|[双千万]兆|互联网)[+＋]?)|[+＋、，]|小时|[一二三四五六七八九十]个|一网|一件事"
)
_QUOTED = re.compile("“[^“”]{2,14}”")
_LATER = re.compile(
    f"(?<=[\u4e00-\u9fff”）\\w]{{3}})(?:{WHEN}|{BECOMES}|列入|纳入|并报批|落户|前期(?:工作)?$|论证|研究|攻关)"
)
# What makes a name one thing: a stage, a number, a name in quotation marks, a letter.
_SPECIFIC = re.compile("[一二三四五]期|“|\\d+(?:号|千伏)|[A-Z]\\d+线|第[一二三四五六]届")
_GEOGRAPHIC = re.compile(
    "(?!城市|海洋|山区|河道|道路|公路|铁路|园区|港口|乡村|农村|城乡|湖泊|云|街道|城镇|城区|港区|社区|小区|校园|路|全|各|老旧|重点|主要|若干|老|新能源)[\u4e00-\u9fff]{1,4}?(?:高速|大桥|片区|[垭坪岭湖河江山岛湾港溪桥泉沟滩坝箐镇乡村路道街园洲海峰岗屿关寺塘塔])(?![道路网流海区口域体态上中下])"
)


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
    ruled = [*_ruled(text, start, stop)]
    others = [*_named(text, start, stop, _places_of(text[start : start + _TOP]))]
    kept: list[NamedProject] = []
    for thing in sorted((*ruled, *others), key=lambda one: (one.start, -one.end)):
        if kept and thing.start < kept[-1].end:
            # The same name, read twice: the whole of it, with the verb that rules it.
            if thing.end > kept[-1].end or (thing.end == kept[-1].end and thing in ruled and kept[-1] not in ruled):
                kept[-1] = _whole(text, kept[-1], thing)
            continue
        kept.append(thing)
    yield from kept


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
            while projects and thing.start < projects[-1].end:
                other = projects.pop()
                if other.verb_start < thing.verb_start:  # 支持甲集团建设乙基地: the first verb rules the second
                    thing = replace(thing, verb=_joined(text, other, thing), verb_start=other.verb_start)
            projects.append(thing)
    yield from projects


_TOP = 600  # characters in which a document says of which place it is
_PLACES = re.compile("([\u4e00-\u9fff]{2})(?:省|市|自治州|新区|开发区|县|区)")
_EVERY = re.compile("^(?:全|各|本|我|该|城|市|省|区|县|示范|高新|经济|国家|地|辖|社|园|和|与|在|是|为)")


def _places_of(head: str) -> frozenset[str]:
    """The names of places that a document's head has: 霁州市 gives 霁州."""
    return frozenset(name for name in _PLACES.findall(head) if not _EVERY.match(name))


def _named(text: str, start: int, stop: int, known: frozenset[str]) -> Iterator[NamedProject]:
    """The names that no verb rules from before: of tables and lists, of subjects, and in quotation marks."""
    for place in listed(text, start, stop):
        name = text[place.start : place.end].strip()
        if kind := _kind(name, known) or ("" if _VERBS.match(name) else _ends_as(name)):
            yield replace(_thing(text, place, kind), listed=True)
    for place in subjects(text, start, stop):
        name = text[place.start : place.end]
        if _VERBS.match(name):
            continue
        if (kind := _kind(name, known)) and (known_place(name, known) or "“" in name or _SPECIFIC.search(name)):
            yield _thing(text, place, kind)
    for place in quotations(text, start, stop):
        name = text[place.start : place.end]
        if (kind := _kind(name)) and not name.endswith("”") and not _SLOGAN.search(name[: name.index("”") + 1]):
            yield _thing(text, place, kind)


def _thing(text: str, place: Place, kind: str) -> NamedProject:
    """A named thing at a place, with the verb before it in its part of the sentence, else what becomes of it."""
    opens = max(text.rfind(mark, max(0, place.start - _FAR), place.start) + 1 for mark in "，。；：\n\t")
    before = [match for match in _VERBS.finditer(text, opens, place.start)]
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


def _ends_as(name: str) -> str:
    """The kind that the last word of a name in a list of projects tells; a facility where it tells none."""
    kind = next((kind for kind, words in _ENDING.items() if words.search(name)), "facility")
    return "facility" if kind == "works" else kind


_FAR = 24  # characters before a name in which its verb stands
_VERBS = re.compile(f"(?:{_HURRY}){{0,2}}(?:{_RULES})")


def known_place(name: str, known: frozenset[str]) -> bool:
    """Whether a name begins with that of a place, one of the document's or one that its ending shows."""
    return any(one in name[:8] for one in known) or bool(_GEOGRAPHIC.match(name))


def _joined(text: str, outer: NamedProject, inner: NamedProject) -> str:
    """Two verbs as printed: next to each other, or with what stands between left out (支持…建设)."""
    behind = outer.verb_start + len(outer.verb)
    return outer.verb + ("" if inner.verb_start == behind else "…") + inner.verb


def _listed(text: str, match: re.Match[str]) -> Iterator[NamedProject]:
    """The names of the list behind one verb."""
    at, listed = match.start("list"), match["list"]
    core = listed[: len(listed) - len(_tail(listed))]
    begin = 0
    cuts = [cut for cut in _JOIN.finditer(core) if _outside(core, cut.start())]
    for cut_start, cut_end in [*((cut.start(), cut.end()) for cut in cuts), (len(core), len(core))]:
        part = core[begin:cut_start]
        offset = at + begin
        begin = cut_end
        skip = _opening(part)
        part, offset = part[skip:], offset + skip
        part = _LATER.split(part)[0].rstrip("的")
        if kind := _kind(part):
            yield NamedProject(
                offset, offset + len(part), part, match["verb"], match.start("verb"), at + len(listed), kind
            )
        elif (quoted := _QUOTED.search(part)) and _MAKES.search(match["verb"]) and not _SLOGAN.search(quoted[0]):
            stop = quoted.end()  # a quoted name alone, with what follows it left out
            yield NamedProject(
                offset + quoted.start(), offset + stop, quoted[0], match["verb"], match.start("verb"), at + len(listed), "programme" if part[stop:] == "" else _kind_of_rest(part[stop:])
            )  # fmt: skip


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


def _kind_of_rest(rest: str) -> str:
    return next((match.lastgroup for match in [_END.search(rest)] if match and match.lastgroup), "programme")


def _kind(part: str, known: frozenset[str] = frozenset()) -> str:
    """The kind of thing that a name ends like; "" where it is counted, too long, or only says a kind of thing.

    known: names of places. What is done with a thing (改造, 扩容) makes a name only with a place or a name in it.
    """
    if not 4 <= len(part) <= 40 or _COUNTED.match(part) or _NO_NAME.match(part) or part.count("“") != part.count("”"):
        return ""
    if part.startswith("“") and part.endswith("”"):
        return _kind(part[1:-1]) or "programme"
    for kind, words in _ENDING.items():
        if ending := words.search(part):
            head = part[: ending.start()]
            own = known_place(part, known) or _SPECIFIC.search(part)
            if kind == "works" and not own:
                continue
            if "“" in part or (len(head) > 1 and not _GENERIC.match(head)):
                return "facility" if kind == "works" else kind
    return ""
