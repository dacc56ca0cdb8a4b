"""What the name of a thing is like: how it ends, what makes it one thing and no kind of thing, of which place it is."""

# ruff: noqa: E501  (a pattern is read by the line)
from __future__ import annotations

from publisher.terms.regex import regex

# What a name ends in, by kind of thing; the longest ending decides.
_ENDS: dict[str, str] = {
    "platform": "平台|系统|中台|大脑|移动端|客户端|信息库|数据库|总库|资源库|证照库|数据中枢|中枢|小程序|应用|服务号|体系|品牌|市场|云|一码通|一张图|门户",
    "zone": "园区|产业园|加工园|物流园|科技园|科学园|示范园|示范区|试验区|先导区|先行区|核心区|聚集区|集聚区|开发区|新区|科学城|产业城|城镇圈|走廊|小镇|社区|街区|产业带|港区|度假区|牧场|农场|果园|茶园|公园|示范片|灌区|工业园|[智数光硅药]谷|算谷",
    "base": "基地|试验场|训练场|测试场",
    "institution": "服务团|创新中心|研究中心|检测中心|检验中心|研究院|研究所|实验室|学院|大学|[中小]学|学校|幼儿园|医院|卫生院|[敬养]老院|福利院|教育集团|联合体|共同体|联盟|交易所|交易中心|转移中心|技术中心",
    "hub": "枢纽站?|(?:数据|算力|计算)中心集群|算力集群|节点|直联点|交换中心|综合性国家科学中心|机场|物流港|铁路港|航空港|渔港|(?:数据|航运|贸易|信息)港|港口|交换节点|邮轮港|码头|泊位|船闸|换流站|变电站|[加充换]\\w{0,3}站|能源站|服务站|测控站|增强站|地面站|母站|管廊",
    "line": "(?<=[路速铁线道])[\u4e00-\u9fff]{0,4}段|大桥|隧道|铁路|高铁|高速公路|快速路|公路|大道|通道|干线|环线|光缆|管廊|航道|运河|线路|联络线|专用线|示范[路段线]|高速|延段|走廊|连接线|[A-Z]\\d+线|班列|专线|号线(?:[一二三四五]期)?|骨干网络?|绿道",
    "programme": "[\u4e00-\u9fff]{2}基金|补偿(?:资金|基金)|工程|计划|行动|试点|专项|攻坚战",
    "event": "大会|论坛|博览会|展览会|交易会|峰会|艺术节|文化节|冰雪节|电影节|(?![环季细情调章关礼])[\\u4e00-\\u9fff]节|(?<=”)活动|运动会|大赛|挑战赛|世博会|进博会",
    "facility": "装置|生产线|停车场|处理厂|水厂|泵站|设施|中心|专网|网络|物联网|政务外网|工厂|电站|风电场|光伏项目|卫星|核心网|超算|算力网|机房|场馆|博物馆|展览馆|图书馆|综合体|总部|院区|车间|校区|仓|灾备库|芯片|智慧灯杆|集卡|车队|项目|[一二三四五]期(?:扩建|工程)?",
    "works": "(?:改造|扩容|扩建|增容|升级|更新|普查|试验|示范|提升)(?:工程|项目)?",
}  # fmt: skip
_END = regex("|".join(f"(?P<{kind}>(?:{words}))" for kind, words in _ENDS.items()))
_ENDING = {kind: regex(f"(?:{words})(?:[（(][^（()）]{{1,12}}[)）])?$") for kind, words in _ENDS.items()}
_COUNTED = regex(
    r"^(?:不少于|超过|达到|约|至少)?[\d一二两三四五六七八九十百千万数]+(?:余|多)?(?:[个座条家所处台套项期批名万亿艘辆户只根盏块层栋幢]|大(?:[\u4e00-\u9fff]{2})?(?:工程|平台|任务|体系|行动|基地|中心|计划|专项|项目|系统|枢纽|园区)$|公里)"
)
_GENERIC = regex(
    r"^(?:一批|若干|各类|各级|各|相关|有关|重点|重大|全国|全省|标识|规则|标准|制度|新型|大型|公共|基础|市级|区级|县级|省级|国家级|国家|专业|产业|创新|示范|智慧|智能|数字化?|信息化?|技术|服务|应用|管理|企业|行业|项目|工程|平台|"
    r"系统|中心|基地|设施|网络|园区|试点|体系|建设|综合|配套|现代|优质|特色|新|城市|农村|社区|一体化|高端|先进|重要|关键|领军|龙头|本地|全市|全区|全县|我市|我区|海洋|全球|国际|海底|科技|研发|数据|计算|无人|开源|科研|政府投资|社会投资|民间投资|生产|线上|线下|网上|网下|联合|任务型|体系化|专业化|高水平|共享|统一|如下|以下|下列|支撑|支持|扶持|政策|保障)*$"
)
# 乙局负责丙节点, 覆盖11家中心: a sentence and no name
_SAYS = regex(r"负责|覆盖全部|依法|\d+[家个座所处]")
_NO_NAME = regex("[个座条家项为好强等本该此其各]|[县镇乡村]级|乡镇|小区|世界一流|国际一流|有效市场|包括|迈向|形成|在")
# What makes a name one thing: a stage, a number, a name in quotation marks, a letter.
SPECIFIC = regex(
    "[一二三四五]期|“|\\d+(?:号|千伏)|[A-Z]\\d+线|第[一二三四五六]届|第[一二三四五六七八九十]{1,2}(?:人民|中心|实验)?(?:医院|[中小]学|幼儿园|(?:污水处理|热源|热电|水)厂)|[\u4e00-\u9fff]{2,}(?:—|－|–|-)[\u4e00-\u9fff]{2}"
)
_GEOGRAPHIC = regex(
    "(?!城市|海洋|山区|河道|道路|公路|铁路|园区|港口|乡村|农村|城乡|湖泊|云(?:[网端边上计服资]|平台|数据)|街道|城镇|城区|港区|社区|小区|校园|路|全|各|老旧|重点|主要|若干|老|新能源)[\u4e00-\u9fff]{1,4}?(?:高速|大桥|片区|水库|(?<![攻相有海把机通])关|[垭坪岭湖河江山岛湾港溪桥泉沟滩坝箐镇乡村路道街园洲海峰岗屿寺塘塔漠])(?![道路网流海区口域体态上中下])"
)
_PLACES = regex("([\u4e00-\u9fff]{2})(?:省|市|自治州|新区|开发区|县|区)")
_OF_PLACES = regex("(?:试点|示范)$")
_EVERY = regex("^(?:全|各|本|我|该|城|市|省|区|县|示范|高新|经济|国家|地|辖|社|园|和|与|在|是|为)")


def places_of(head: str) -> frozenset[str]:
    """The names of places that a document's head has: 霁州市 gives 霁州."""
    return frozenset(name for name in _PLACES.findall(head) if not _EVERY.match(name))


def known_place(name: str, known: frozenset[str]) -> bool:
    """Whether a name begins with that of a place, one of the document's or one that its ending shows."""
    return any(one in name[:8] for one in known) or bool(_GEOGRAPHIC.match(name))


_OF_AN_AREA = regex(
    "[\u4e00-\u9fff]{0,4}(?:省|市|自治州|新区|开发区|县|(?<![园社小城地校街片山景港灾新])区)(?![级域场民区政])|国家|全国"
)


def is_one_thing(name: str) -> bool:
    """Whether a name says which one is meant, and no kind of things: by a place, a number, a name in quotation marks."""
    return "“" in name or known_place(name, frozenset()) or bool(SPECIFIC.search(name) or _OF_AN_AREA.match(name))


_LEVEL = regex("^(?:国家|全国|[省市区县])(?:级|重点)*(?:以上)?")


def without_level(name: str) -> str:
    """国家级甲湖实验室 as 甲湖实验室."""
    return _LEVEL.sub("", name)


def ends_as(name: str) -> str:
    """The kind that the last word of a name in a list of projects tells; a facility where it tells none."""
    kind = next((kind for kind, words in _ENDING.items() if words.search(name)), "facility")
    return "facility" if kind == "works" else kind


def kind_of_rest(rest: str) -> str:
    """The kind that the words behind a quoted name tell; a programme where they tell none."""
    kind = next((match.lastgroup for match in [_END.search(rest)] if match and match.lastgroup), "programme")
    return "facility" if kind == "works" else kind


def kind_of(part: str, known: frozenset[str] = frozenset()) -> str:
    """The kind of thing that a name ends like; "" where it is counted, too long, or only says a kind of thing.

    known: names of places. What is done with a thing (改造, 扩容) makes a name only with a place or a name in it.
    """
    if (
        not 4 <= len(part) <= 40
        or _COUNTED.match(part)
        or _SAYS.search(part)
        or _NO_NAME.match(part)
        or part.count("“") != part.count("”")
    ):
        return ""
    if part.startswith("“") and part.endswith("”"):
        return kind_of(part[1:-1]) or "programme"
    if _OF_PLACES.search(part) and "“" not in part and not known_place(part, known):
        return ""  # 在重点水域开展船舶电动化试点: of a class of places
    for kind, words in _ENDING.items():
        if ending := words.search(part.removesuffix("”")):
            head = part[: ending.start()]
            own = known_place(part, known) or SPECIFIC.search(part)
            if kind == "works" and not own:
                continue
            if "“" in part or (len(head) > 1 and not _GENERIC.match(head)):
                return "facility" if kind == "works" else kind
    return ""
