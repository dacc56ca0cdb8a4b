"""Basis and hedge, read from the words like the comparator.

new: added in the period (新建, 新增, 扩容; 三年内 and a word of building). total: a level at the end (达到, 累计, 保持在) or
what already stands (已建成). rate: a share, speed, concentration or price. change: rise or fall by so much (提高5个百分点).
unclear: 建成, 培育 and the like alone do not tell whether what stands counts. The word nearest to the figure decides; 新增
inside another word or of another thing decides nothing.
"""

# ruff: noqa: E501  (a pattern is read by the line)
from __future__ import annotations

from functools import lru_cache

from publisher.codebook.characters import SIMPLIFIED
from publisher.terms.regex import regex

_NEW = regex(
    "(?<![更革重创最翻刷换焕对为向给])(?:新增(?!速|长|值|加值|益|率|量(?!子))|新(?:(?:[（(]|(?<![高出]新)、)?[改扩迁]、?[改扩迁]?[）)]?)?建(?!设用)|新设(?:置|立)?|新开(?:工|通|业)?|新添|新引进|新培育|新认定|新布设|新布局|新投)|(?<![倍激剧猛陡递])增(?:派(?!力量|人[员手][^，。；、\\d])|发(?!国债)(?=[^，。；、\\d]{0,8}[班线车列航客])|投(?![资入])|配(?!送[中点站服])|[设建购聘种开招置辟])|加建|(?<![增填弥修])补建(?![设议档])|(?<![不得能准许应免禁止绝])再建(?![设议档])|净增|扩[容建]|扩种(?![补奖行技政])|(?<![因酸])扩增|(?<!开)拓建(?![设筑])|"
    "(?<![更革重创最翻刷换焕])新(?!(?:备案|选育|交付|派驻|遴选|审批|孵化|授权)(?:模式|机制|流程|方式|制度))(?:改造|打(?!工|卡[地点])|(?<!高新)[挖凿辟拓]|投[放产]|修(?![改版])|签(?!证)|(?<![穿上高]新)装(?![备修饰置束]|配(?:式|车|线|厂))|植(?![保物被])|栽(?![植培])|(?<!高新)供应(?![链商体])|筹[集建]|(?<!高新)晋(?![商江升])|铺(?![面位子])|种植(?!模式|技术|结构)|造林|招[录收引聘]|备案|启用|纳统|纳规|升规|选育|交付|划定|立项|派驻|遴选|审批|出台|制定|办(?![公法事]|学(?!校))|推出|发现|孵化|落成|授权|上(?!市)(?=[^，。；、\\d]{0,4}项目)|安装|施划|划设|挂牌|吸纳|培养|选聘|配备|配置|铺设|敷设|栽植|创建|组建|部署|入库|购置|认证|注册|落户|推广|发展|成立|形成|评定|获批|落地|建成|完成|增加|(?<![上出迎高]新)(?:购(?!物|车节|[^，。；]{0,6}补)|聘(?!期)|谋划|接入|纳入|上线|登记|购买|采购))"
)
_LEVEL = regex(
    "(?<![直可通抵送发雷])达到?(?:了)?(?![^，。；、\\d]{1,12}(?:标准|要求|水平|条件|[星等]级|级以上)[^，。；、\\d]{0,6}的(?!(?:共|共有|约|有|近)$)[^，。；、\\d])|累计|总(?:数|量|规模|面积|里程|长度|额|产值|容量|装机|产能|投资|值)|保持|控制在|严控在|稳定在|维持在|限制在|压减到|压缩到|超过|不(?:低|少|小)于|不高于|"
    "(?:规模|(?<=[总住籍])人口)(?:为|超|约)|容量|保有量|(?<!盘活)存量|(?<=全[国省市区县州])拥有|数量?(?:为|超|约)"
)
_PAST = regex("突破[了到至约近大每年产]*$")  # 突破5000个; not 突破10项关键技术, 突破核心技术20个
_LEVEL_NEAR = regex(
    "(?:(?:数|规模|总量|总数|面积|里程|容量|产值|产能|保有量)?(?:平均)?(?<![直可通抵送发雷])达到?(?:了)?|[增升涨扩减降压缩](?:加|大)?[至到]|(?:[增减升降]|增加|减少|降低|扩大|缩[小减短]|压[缩减]|调整)为|累计(?:达到?)?(?:(?!计划建|计划新)[^，。；]){0,30}|总(?:数|量|规模|面积|里程|长度|额|产值|容量|装机|产能|投资|值)[^，。；]{0,6}|"
    "(?:保持|控制|[严管]控|稳定|维持|限制|压减|压缩)(?:在|到|至)?|(?:提升|提高|增加|增长|扩大|上升|减少|下降|降低|缩短|缩减|缩小|收窄|拓展|扩展|延长|[从由][^，。；]{1,10}延伸|恢复|加密|壮大|回升|发展)(?:到|至)|(?:规模|容量|保有量|存量|产能|产值|里程|(?<!更新建筑)(?<!改造建筑)(?<!改造)(?<!整治)(?<!修复)面积)(?:为|超过?|约|突破|不(?:低|少|小)于|不超过)?)"
    "(?:\\d{4}年?[底末]?的)?(?:约|超过?|突破|近|至少|不(?:低|少|小)于|不(?:高于|超过|多于))?$"
)
# 完成造林面积5万亩: so much is worked on; 改造后面积, 建成区面积 are levels
_WORKED_ON = regex(
    "(?!.*总)(?:完成[^，。；]{0,8}(?:造|治理|绿化|改|修复|复垦|整治|抚育)|营造|修复|恢复|治理|改造|整治|停建|缓建|关停|退出|淘汰|化解|建成(?!区))(?![^，。；]{0,4}(?<!落)后|[地片]?区)"
)
TO_COME = "(?:力争|争取|力求|确保|计划|预计|拟|将(?=[建达新实完累形培超增]))"
# 截至2024年底: as of when, but in 截至2024年底前 and 截至2024年底，力争…
_AS_OF = f"截[至止](?![^，。；]{{0,14}}(?:前|(?:[，,][^，。；\\d]{{0,6}}?)?{TO_COME}))"
# What is there already; of 推动现有园区改造40个, 依托现有平台，引进5家 it says nothing of the figure
_THERE = "(?<![在对将把由从])(?<!确保)(?<!推[动进])(?<!支持)(?<!引导)(?<!鼓励)(?<!促进)(?<!依托)(?<!利用)(?<!盘活)(?<!整合)(?<!改造)(?<!提升)(?<!加快)现有"
_DONE = regex(
    rf"已(?:经|有|建|达|实现|累计|投|完成|汇集|形成|开通|布局|培育|集聚|拥有|超|接近|突破)?[^，。；]{{0,10}}$|(?:(?<!项)目前|{_AS_OF})[^。；]{{0,40}}$|{_THERE}[^，。；]{{0,40}}$|[现原]有的?约?$|^原有(?![^，。；]{{0,11}}(?:改|更新|续建|清淤|恢复|加装|增设|培训|提升|修|拆|扩建|新))[^，。；]{{0,12}}$|(?:整合|合并|归并)[成为]$|共有[^，。；]{{0,4}}$|建设了$"
)
_CHANGE = regex(
    "(?:节约[^，。；]{0,4}|节[能水地]|减排量|压降|提高|降低|下降|增长|减少|压减|(?<!改造)(?<!整治)(?<!新建)(?<!扩建)(?<!建设)提升|增加|上升|[上下]浮|缩短|压缩|增速|缩减|削减|减排|增幅|降幅|[涨跌]幅|扩大|升高|抬升|攀升|延长|收窄|缩小|增大|加大|回落|下调|上调|(?<!人均)(?<!户均)(?<!亩均)增[收支]|减[收支]|减|(?<![新净])增|降)(?:速|率|幅)?"
    "(?:了|约|仅|超过?|不?(?:[低少小高大]于|超过)|至少|近|幅度|(?:(?<=[增降涨跌]幅)|(?<=[增降升高低少长]幅度))(?:达到?|为|(?:控制|保持|稳定)在)|(?:为|达)(?=\\d+个百分点))*$"
)
# 比上年多50家
_THAN = regex(r"(?<!不)[比较](?:(?:[上去前往]|上一|\d{4})年度?|年初)[底末]?(?:同期|增|减)?[多少][出了约近]*$")
_MONEY = ("元", "美元", "欧元", "港元")
_SPED = regex(
    "(?:提速|增效|[增减][产收支])(?:了|约|超过?|近|至少)?$"
)  # 提速30%; of 宽带提速60万户 that many are served
_SHED = regex("(?<!累计)(?<!已)去产能(?:了|约|超过?|近)?$")
_EARNS = regex("[增减][收支](?:了|约|超过?|近)?$")  # 农民增收2万人: who earns more
_CUT = regex(
    "(?:降低|压减|压缩|缩减|缩短|削减|减少|精简|节约)[^，。；占至到在]{1,8}(?<!(?<![行人作])为)$|压降(?:(?!惠及|企业)[^，。；占至到在]){1,8}(?<!(?<![行人作])为)$|(?:(?<![每新净])增加(?!值)|扩大(?=[^，。；]{0,6}面积))(?!部分)(?:[公民]办|[^，。；占至到在为成达超破率总累奖补给按惠纳完办新引\\d建培打]){1,8}$"
)  # 压减办理环节三分之二, 增加停车位1000个
_CUT_OF = regex(
    "(?:(?<![调季环章情细春佳秋庆宵双两])节|减|降(?!水)|(?<![高低电气增液加])压|(?<![新均])增)[煤油电水气碳粮产排量](?!能|化|配|灌|型|站)[^，。；、占至到在达率能新累总供\\d]{0,8}$"
)  # 减排二氧化碳3万吨
_WEIGHED = ("吨", "斤", "千克", "千瓦时", "度")
_YEARLY = regex(
    "年(?:均|平均)(?:增长|增速|增幅|递增|下降|降低)(?:率)?[^，。；]{0,6}$|(?<!新)增速[^率提升上降下回放加快，。；]{0,6}$|增长率[^，。；]{0,6}$"
)
_RATE = regex(
    "(?:^|[，。；]|实现|确保|全[国省市县区])十?[万千百]人(?:拥有|口?(?!以)(?:[^，。；、]{0,6}床位|[^，。；、]{1,6}(?:有量|率|专利)))|(?:^|[，。；])(?:每?[万千百]人(?!计划)|每[万千百]户|[万千百]户(?=(?:家庭|居民)?[^，。；、民\\d]{0,6}(?:拥有|用户数)))|(?:^|[，。；])[生师床车村班校]均(?![建配设已达完实])|浓度|速率|人均|户均|亩均|每(?:(?:[百千万亿]?元|[平立]方米|公顷|吨|千瓦时|千克|公?斤)(?=\\D*$)|[百千万](?:常住|户籍|老年)?[人名位户张辆个台劳]|[\\d十百千万]+(?:[至到—–~-][\\d十百千万]+)?(?:[人名位户张辆亩]|(?:平方)?公里)|平方公里|万人|千人|百人|百户|户|公里|[人床亩])|强度|密度|(?<![\\d十百千万上近超余多])[万亿]元(?:GDP|地区生产总值|国内生产总值|工业增加值|产值)|百公里[油电能氢]耗|单产(?:水平)?(?:为|约|分别|力争|达到?|超过?|突破|不低于|保持在?|(?:提[高升]|增加|稳定)[到至在])*$|单位(?:GDP|地区生产总值|(?:建筑)?面积|产品|产值|工业增加值)[^，。；、]{0,4}(?:[能电水煤]耗|用水量|排放)|带宽|时延|延时|(?:PUE|容积率)(?![^、]*、)|价格|均价"
)
_SHARE = regex("占比|比例|比重|(?:利用|覆盖|普及|渗透|接入|合格|达标|完成|转化)率")  # of what has no measure of size
_RATED = regex(
    "(?:[\u4e00-\u9fff](?<![功频])(?<![市县区]长)率|占比|比[例重])(?:为|达到?|(?:降低?|升高?|提高|[增压]减?)[至到]|(?:控制|保持|稳定)在|不?[高低]于|不超过)*$"
)  # 死亡率控制在1.2人
_EACH = regex(
    "每一?(?:个(?!月|季度|星期|学期)|[位名人家户生床班校村间座套台辆张件所项条度次份盏头只株床])[^，。；、\\d年月]{0,12}$"
)  # 每间房价300元
PERCENT = "%"  # the measure of a figure that is itself in per cent
_RATE_MEASURE = regex("%|[KMGT]?bps|[GT]|微克/立方米|毫克/立方米|毫秒|ms|.+(?:[/／](?![日天年月])|每).+")
_POINTS = ("个百分点", "百分点", "个多百分点")
NOW = regex(rf"(?<!项)目前|{_AS_OF}|近年来|{_THERE}(?=[^，。；]{{0,40}}?[\d一二两三四五六七八九十百千万])|现已")
BUILD = regex("(?<!在)建|(?<=在)建(?=[设成立])|培育|形成|打造|布设|布局|部署|投放|设立|组建|引进|创建")
WITHIN = regex(r"[一二两三四五六七八九十\d]{1,2}年(?:之)?内")
STRIVE = regex(
    "力争(?!上游(?:[，。；、的”]|意识|精神|$))|(?<!已)(?<!已经)(?<!已积极)(?<!竞)争取|力求|(?<!竞)争创|争当|(?<!年)(?<!年的)(?<!共同)(?<!不懈)(?<![经通]过)(?<!经[各多]方)(?<!过[各多]方)努力(?!下)"
)
_EXPLORE = regex(
    "(?:(?<![深太]空)探索(?!者|号|性|区|工程|计划|中心|馆|课程)|(?<![科学术与和、的])研究(?=设立|制定|出台|推进|布局|继续|开展|探索|谋划|提出|规划|组建|打造|试点|启动|编制|支持|推动|推出|实施|建|新))[^，。；]{0,14}$"
)


_IN_ALL = regex("[^，。；]{0,4}(?:总规模|总量)")
_LEVEL_VERB = regex("[达至到在累总]|保持|控制|稳定|维持")
_OTHER_VERB = regex(
    "(?<=、)(?:竣工|续建|储备|谋划)|(?<=[个座所台套家项]、)(?:投[产用]|交付)(?!后)|建成|达到|累计|培育|打造|完成|(?<=..)(?:开展|培训|发放|给予)"
)


def basis(near: str, behind: str, measure: str, built_within: bool, done: bool) -> str:
    """new, total, rate, change or unclear, from the words of a figure.

    near: the words of its own part of the sentence up to it; behind: what follows it and its measure; measure: the
    word that measures it (PERCENT where it is itself in per cent), "" where there is none; built_within: whether its sentence says 三年内 and a word of
    building before it; done: whether it says 目前 or 截至.
    """
    words = near.rstrip(" ：:“").translate(_ONE_DIGIT) if near else ""
    return _basis(words, "总" in behind and bool(_IN_ALL.match(behind)), measure, built_within, done)


# 举办不少于6场论坛, 培养工匠不少于100名: so many in that time, no level
_ONCE = regex(
    "(?:培养|培训|演练)(?![基中机点学室场平体项])|(?:改造|整治|治理|修复|淘汰|更新(?![周频间时速])|维修|清淤|开展|完成|(?<=[年度月])组织(?=不[少低]于|超过))(?![^，。；、]{0,6}(?:(?<!落)后|[数量额率员]|面积|时[间限长]|周期|设施|基地|中心|网点|企业|机构|单元|河长)|区|船|[投产][资值])|(?:举办|举行|选[派拔聘树]|遴选|招[聘录引]|抽[检查]|制定|制修订|推出|引育|征集|资助)(?!平台|机构|单位|网点|实验室|城市|项目库)"
)
# 平台达到30个、改造厂房6栋, 新建6座、维修8座: what is done beside what is reached or added
_DEED = regex(
    "0[^、，。；新增扩]*[、和及并](?!服务(?:业|型|外包|[点站所室厅区队]|网点|驿站|窗口|中心|机构|平台|基地|大厅)|培训(?:基地|机构|中心)|维修(?:[点站]|网点|车间)|提升泵站|(?:救助|治理)[站点]|修复中心|恢复性)(?=改造|改建|维修|修缮|加固|续建|更新|提升|整治|治理|修复|恢复|完成|培训|举办|开展|组织|发放|选派|遴选|服务|惠及|救助|扶持|淘汰|关停|化解|拆除|腾退|盘活|打通|疏浚(?!船|设备)|清[淤理](?![船车机站泵]|[设装]备)|更换|复[评审核])"
)
_ONE_DIGIT = str.maketrans("123456789", "000000000") | SIMPLIFIED  # which digits stand there decides nothing


@lru_cache(8192)
def _basis(near: str, in_all: bool, measure: str, built_within: bool, done: bool) -> str:
    if _CUT.search(near) or (measure.endswith(_WEIGHED) and _CUT_OF.search(near)):
        return "change"
    if _CHANGE.search(near) and (measure in (*_MONEY, PERCENT) or not _EARNS.search(near)):
        return "rate" if measure == PERCENT and _YEARLY.search(near) else "change"
    if (
        _THAN.search(near)
        or (measure == PERCENT and _SPED.search(near))
        or (measure.endswith("吨") and _SHED.search(near))
    ):
        return "change"
    if measure.replace(" ", "") in _POINTS:
        return "change"
    if (
        _RATE_MEASURE.fullmatch(measure)
        or _RATE.search(near)
        or (measure in ("", "个") and _SHARE.search(near))
        or (measure in ("", "个", "人") and _RATED.search(near))
        or (measure in _MONEY and _EACH.search(near))
    ):
        return "rate"
    deed = _DEED.split(near)[-1]
    near_level, added = _LEVEL_NEAR.search(near), _added(deed)
    if near_level and not _LEVEL_VERB.search(near_level[0]) and (added >= 0 or _WORKED_ON.search(near)):
        near_level = None  # 新增变电容量240万千伏安: so much is added
    level = max((match.start() for match in (near_level, _DONE.search(near)) if match), default=-1)
    if added > level:
        return "new"
    if level >= 0 or in_all:
        return "total"
    past = measure not in ("项", "种") and _PAST.search(near)
    if measure in _MONEY or ((past or _LEVEL.search(deed)) and not (BUILD.search(deed) or _ONCE.search(deed))):
        return "total"
    if done:
        return "total"
    return "new" if built_within else "unclear"


def _added(near: str) -> int:
    """Where the word of adding stands that governs the figure, no other verb between them; -1 where there is none."""
    last = None
    for match in _NEW.finditer(near):
        last = match
    between = "" if last is None else near[last.end() :]
    return -1 if last is None or _OTHER_VERB.search(between) else last.start()


def explores(near: str) -> bool:
    """Whether 探索 or 研究 governs a figure, of whose words `near` are the last before it."""
    return ("探索" in near or "研究" in near) and bool(_EXPLORE.search(near))


_FIRM = regex("(?:确保|必须)(?!.*(?:力争|争取|力求))")


def firmly(near: str) -> bool:
    """Whether 确保 stands nearer to a figure than 力争 (力争新增50个、确保不少于30个)."""
    return ("确保" in near or "必须" in near) and bool(_FIRM.search(near))


def hedge(words: str) -> str:
    """strive, explore or none: how firmly a promise without a figure is made, from its own words."""
    return "strive" if STRIVE.search(words) else "explore" if explores(words) else "none"


def stated_as_done(near: str) -> bool:
    """Whether words say that a level is reached already (已建成15个): an observation and no target."""
    return bool(_DONE.search(near))


def builds(near: str) -> bool:
    """Whether a word of building stands before a figure (建成, 培育), which alone leaves its basis open."""
    return bool(BUILD.search(near))
