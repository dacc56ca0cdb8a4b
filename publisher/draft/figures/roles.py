"""What a figure is: promise, present state or background; how it counts; how firmly it is said."""

from __future__ import annotations

import re
from collections.abc import Callable

from publisher.draft.figures.allocations import areas_of
from publisher.draft.figures.aside import (
    in_name,
    known,
    numbered,
    of_class,
    own_part,
    sum_of_parts,
    translated,
    weighed,
)
from publisher.draft.figures.place import BUILDS, CEILING, INDICATORS, FigurePlace, Role, background
from publisher.draft.figures.present import stands
from publisher.terms.messages import say

# 已安排资金3亿元，发放消费券2亿元: that too may be done
_SPENT = re.compile(
    "(?<!对)已(?:经|累计)?(?:安排|下达|拨付|落实|完成)(?![^。；]*(?:预计|计划|力争|争取|将|拟|下一步|再))[^。；]*$"
)
# Money and rates that a rule gives to each who asks: a ceiling, a condition, no promise that somebody would sum up.
_GRANTED = re.compile(
    "补[助贴]|奖[励补]|资助|给予|抵扣|贴息|单[个站家项户]|同一(?:企业|单位|项目|个?人)|每(?:[个家户人项]|平方米|千瓦时|立方米)|限[报额]"
)
_GIVES = re.compile("补[助贴]|奖[励补]|资助|给予|抵扣|贴息|扣[减罚]")
_EACH = re.compile("单[个站家项户]|每(?:[个家户人项]|平方米|千瓦时|立方米)")
_FUNDS_FOR = re.compile(
    "资金[^，。；]{0,4}(?:用于|投入|投向)[^，。；]*(?:比[重例]|占比)"
)  # what share of the funds goes where
_IN_ALL = re.compile("安排|争取|总额|设立|统筹|投资(?!额)|造价|列支|支出")
_LIMITS = re.compile(
    "同一(?:企业|单位|项目|个?人)|(?<!审[批核查])(?<!办[理结事])期限(?:不超过|最长|一般为|为)?$|(?:限报|申报数量|推荐名额)[^，。；]{0,6}$"
)
_SHARE_OF = re.compile("按[^，。；]{2,14}的$")
# 按费用的50%兑付，初创企业可提高至70%
_MAY_RISE = re.compile("可(?:以|适当)?(?:提高|上浮|放宽|延长|增加)[到至]?$")
_ALLOWED = re.compile("兑付|补[助贴]|奖[励补]|资助|给予|额度|贴息|抵扣")
_AT_RATE = re.compile("按[^，。；]{0,6}$")
_ALL_OF = re.compile("[^，。；、]{1,12}全覆盖")
_RULE = re.compile("连续$|[不限]超过$|(?:限报|联系|不得超过)$")
_AIMS = re.compile(
    r"力争|(?:^|[，；])到(?:20\d\d年|“十[四五六]五”)|目标(?:任务)?[是为]?[:：]"
)  # what even a preamble promises
# 占全市5%以上的物种数: the name of an indicator
_SHARE_OF_WHOLE = re.compile("占[^，。；]{1,8}$")
_SHARE_IN_NAME = re.compile("(?:以[上下])?的[^，。；、\\d]{1,10}(?:数量?|率|比例)(?=[，。；、等的和]|$)")
# 加快2个甲试点和4个乙试点建设: work that goes on with those that are known
_GOES_ON_WITH = re.compile("加快[\\d一二两三四五六七八九十][^，。；]{0,60}(?:[和与、]|以?及)$")
# 改造能效不低于10%的老旧厂房: how good each is; 牵头企业股比不高于2/3: who may apply
_OF_EACH = re.compile(
    "[\u4e00-\u9fff](?:率|率?[占股]比|比例|度|量|级|效)(?:[不未]?[低高少大小]于|达到?|超过?)$|股比[^，。；]{0,14}$"
)
# 按每百户不少于20平方米的标准配建: how much each gets
_STANDARD = re.compile("(?:^|[^提])(?:按照?|以)[^，。；]*$"), re.compile("[^，。；、\\d]{0,6}的(?:标准|比例)(?!达|提)")
_THING_OF = re.compile(
    "[^，。；、”\\d的]{0,3}的(?!目标|要求|标准|水平|比例|任务|规模|[增合满覆]|[^，。；、]{0,6}率)[\u4e00-\u9fff]{3}"
)
# what is made, sold or earned: money, and no fund
_EARNED = (
    "(?:(?<!放)消费(?!券)|产值|增加值|生产总值|GDP|营业?收入|营收|收入|销售(?:额|总额)?|交易额|成交额"
    "|零售额|进出口(?:总?额)?|出口总?额|利润(?:总额)?|(?<!减免)税收|(?:产业|经济|市场|集群)(?:总量|总?规模))"
)
_OUTPUT = re.compile(
    f"{_EARNED}(?:总?[额值量])?"
    "(?:[^，。；、]{0,24}?元[^，。；、\\d]{0,3}(?:提高|增加|上升|扩大|增长)[到至]|[^，。；、\\d资金款中退返列提]{0,8})$"
    # 收入年均增长15%，突破80亿元
    f"|{_EARNED}[^，。；、资金款]{{0,16}}[，、](?:力争|争取|预计|并|将)*(?:突破|达到?|超过?|增[至到])$"
)
_PER_HEAD = re.compile("[人生户亩]均[^，。；、\\d金款费]{0,14}$")  # 生均设备值达到1.5万元
_BOUND = re.compile(r"控制在|不超过|不高于|限制在|压减到|以内|以下")
_STOP = re.compile("[，。；]")
_RELIED_ON = re.compile("(?:以|聚焦|围绕|依托|等)$")
# 甲村、乙村等5个村出列: what is to happen to those that are named
_COMES_ABOUT = re.compile(
    "[^，。；、\\d]{1,12}?(?:出列|摘帽|脱贫|达标|开工|竣工|完工|建成|投产|投用|投运|达产|落地|落户|上市|入库|通车|并网|销号|清零)(?=[，。；、]|$)"
)


def role_of(at: FigurePlace) -> Role:
    """Table, kind, why, and whether that is sure: of the first condition that says something of the figure."""
    return next((role for says in _CONDITIONS if (role := says(at)) is not None), None) or _promise(at)


def _granted(at: FigurePlace) -> bool:
    """Whether a figure is what a rule gives to each, a condition or a rate."""
    return bool(
        _GRANTED.search(at.sentence[-30:] + at.after[:8]) or _RULE.search(at.before) or _AT_RATE.search(at.before)
    )


def _of_each(at: FigurePlace) -> bool:
    """Whether a figure says how good each is, or who may apply."""
    standard = _STANDARD[0].search(at.before) and _STANDARD[1].match(at.after)
    return bool(standard or (_OF_EACH.search(at.before) and (_THING_OF.match(at.after) or "股比" in at.before)))


def _money(at: FigurePlace) -> Role | None:
    """What is given or spent, and what is made, sold or earned no more."""
    if _gives(at):
        return background(say("why.granted"))
    granted = _granted(at)
    if at.measure != "cny" or ((_OUTPUT.search(at.sentence[-80:]) or _PER_HEAD.search(at.part)) and not granted):
        return None
    sure = not (granted or _SPENT.search(at.sentence[-40:]))
    return "targets", "budget", say("why.granted" if granted else "why.money"), sure


def _limit(at: FigurePlace) -> Role | None:
    """An upper bound: 控制在500吨以内."""
    if at.comparator not in ("le", "lt") or not _BOUND.search(at.before + at.after[:8]):
        return None
    granted = _granted(at)
    doubtful = granted or _of_each(at) or at.measure in ("ge", "jia", "xiang", "")
    return "targets", "cap", say("why.granted" if granted else "why.upper-bound"), not doubtful


def _said_along(at: FigurePlace) -> Role | None:
    """What a preamble, a principle or a guidance says along the way, or a sentence starts from."""
    kind = at.clause.kind
    if kind in ("principle", "preamble") and _AIMS.search(_led_up_to(at)):
        return "targets", "target", say("why.to-be-reached"), False
    if kind in ("principle", "preamble") or (kind == "guidance" and not BUILDS.search(at.before)):
        return background(say("why.stands-in", kind=kind))
    if _RELIED_ON.search(at.before) and not BUILDS.search(at.part) and not _COMES_ABOUT.match(at.after):
        return background(say("why.relied-on"))
    return None


def _promise(at: FigurePlace) -> Role:
    """What is to be reached, by each area of several or as a whole."""
    if at.measure and areas_of(at.before):
        return "targets", "allocation", say("why.each-its-part"), False
    whole = at.before.endswith("全部") or _ALL_OF.match(at.after)  # 覆盖全部11家: how many there are
    share = _SHARE_OF_WHOLE.search(at.before) and _SHARE_IN_NAME.match(at.after)
    named = share or INDICATORS.match(at.after) or _GOES_ON_WITH.search(at.part)
    doubtful = whole or named or _granted(at) or _of_each(at) or at.token.printed == "一"
    return "targets", "target", say("why.to-be-reached"), bool(BUILDS.search(at.sentence[-40:])) and not doubtful


# In this order: what is said again in another language, what stands already, what is no quantity to be reached, money
# and limits, what is said along the way.
_CONDITIONS: tuple[Callable[[FigurePlace], Role | None], ...] = (
    translated,
    stands,
    own_part,
    weighed,
    known,
    of_class,
    in_name,
    numbered,
    sum_of_parts,
    _money,
    _limit,
    _said_along,
)


def _led_up_to(at: FigurePlace) -> str:
    """A sentence up to its figure, with the one before it where it goes into that one’s parts (其中)."""
    begin = at.token.start - len(at.sentence)
    before = at.text.rfind("。", 0, max(0, begin - 1)) + 1
    return at.text[before:begin] + at.sentence if at.sentence.lstrip().startswith("其中") else at.sentence


def _gives(at: FigurePlace) -> bool:
    """Whether a figure is what a rule gives to each who asks (a sum, a rate, how often), and no promise as a whole."""
    part, behind = at.part, _STOP.split(at.after, maxsplit=1)[0]
    if _LIMITS.search(part) or (_MAY_RISE.search(part) and _ALLOWED.search(at.sentence)):
        return True
    if at.measure != "cny" and (at.token.printed[-1:] not in ("%", "％") or _FUNDS_FOR.search(part)):
        return False
    if _GIVES.search(part + behind[:8]) or part.endswith(("最高", "最高支持")):
        return not (_IN_ALL.search(part) and not _EACH.search(part) and not _SHARE_OF.search(part))
    given = (
        _GIVES.search(at.sentence[-40:]) and (_EACH.search(part) or CEILING.search(part)) and not _IN_ALL.search(part)
    )
    return bool(given or _SHARE_OF.search(part))
