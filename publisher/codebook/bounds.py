"""Comparators: 不低于, 以上, 超过, 左右 and the signs, before and behind a figure → ge, gt, le, lt, approx, range, eq.

以上 and 以内 include the number, as 本法所称以上 in legislation does (Civil Code, article 1259). A word counts only as a
word of the number: not as part of another word (节约, 附近, 赶超), of a rank (省级以上, 规模以上) or of 左右岸, 上下游,
以下简称. A negated word is the other side, the number included: 不低于 and 不得少于 are ge. One bound behind 分别 holds for
every figure of its list (分别不低于10000元、5000元).
"""

# ruff: noqa: E501  (a pattern is read by the line)
from __future__ import annotations

import re
from functools import lru_cache

from publisher.codebook.characters import SIMPLIFIED
from publisher.codebook.measures import BRACKET
from publisher.terms.regex import regex

_NOT = r"(?:不|未|没有|并非|非|无|勿|莫)(?:得|能|应|可|再|会|宜|许|准|要|该|允许|应当|应该|可以|得以|必)?"
_LESS = "低于|少于|小于|短于|低过|少过|劣于|弱于|慢于"
_MORE = "高于|超过|多于|大于|超出|突破|长于|逾|超|高过|大过"
_NEVER = r"(?:不得|不能|不应|不可|不准|不许|严禁|禁止|避免|防止)[^，。；、\d]{0,12}"  # 不得新增用地超过50亩
_DOING = r"(?:(?![的低高少多大小超不])[\u4e00-\u9fff]){1,6}"  # 最多申领2张, 至少配备1名: a word between
# Longest first: what negates stands before the word that it negates. Each ends right before the figure.
_BEFORE = (
    ("ge", rf"{_NEVER}(?:{_LESS})|{_NOT}(?:{_LESS})(?:或等于)?|(?:至少|最少|起码){_DOING}|(?:达到|等于)(?:或者?|及)(?:超过|大于|高于|优于)|不下于?|不亚于|至少(?:有|要|为|达到|达|是)?|最少(?:有|为)?|(?:最低|(?<!低于)(?<!高于)(?<!不到)(?<!达到)(?<!按)(?<!按照)最低(?:补助|补贴|奖补|奖励|资助|救助)(?:标准|金额|额度|单价)?)(?:为|达到|达)?|起码|(?:下限|保底)(?:为|是)?|(?<!不)[大高]于(?:或者?|且)?等于|不小于|[≥⩾≧≮]|[>＞][=＝]"),
    ("le", rf"{_NEVER}(?:{_MORE})|{_NOT}(?:{_MORE})(?:或等于)?|(?:至多|最多){_DOING}|(?:达到|等于)(?:或者?|及)(?:小于|低于)|至多|最多(?:有|为|不超过)?|最高(?:可以?(?![用靠再信见])|能够?(?![耗效级见源量力]))(?:{_DOING})?|(?<![史年划期国省市比])最高(?:上浮|下浮|上调|下调|提高|增加|降低|减免)|最高(?:补助|补贴|奖励|资助|支持|给予|奖补|贴息|额度|限额|金额)?(?:可?达到?|可?至|为|按照?|不超过)?|(?:上限|封顶[线值]|(?<!不)限额)(?:为|是|设为|定为)?|(?<![同一二三四五六七八九十前后首末\d])(?:期限?|年限|时限)最长(?:可?[为达至]|可延长?[至到])?|(?<!不)[小低]于(?:或者?|且)?等于|[≤⩽≦≯]|[<＜][=＝]"),
    ("lt", rf"{_LESS}|(?<!补)不足|不到|不及|未到|未满|不满|不达|未达到?|[<＜]"),
    ("gt", r"不[止只]|超过|超出|突破|高于|多于|大于|长于|(?<![赶反高英])(?<!(?<!其)中)超|逾|[>＞]"),
    ("approx", rf"(?<![节集公契合签制预条简违履失毁续俭婉邀民特誓租婚解隐网爽相])约(?:占(?:[^，。；、\d]{{1,8}}的)?|[计莫]|(?:需|有|可|共|新[增建设]|建[成设]?|增[加长]|减少|设立|改造|覆盖|涉及|投放|完成|投[资入])(?:{_DOING})?)|大约|约合(?:人民币)?|约为?|(?<![附邻临靠就最相亲毗])近|接近|将近|大[概致]|估计|≈|~|左近"),
)  # fmt: skip
_HINT = regex(
    "[止只低少小短劣弱慢高多大长超突逾亚下起限封保最至满到及足达近约概估≈~<>＜＞≥⩾≧≮≤⩽≦≯]"
)  # one is in each of _BEFORE
AMONG_FIRST = regex(
    "(?:跻身|稳居|保持(?:在)?|全国|全省|全市|全区|全县|世界|全球|同类|进入|位居|位列|排名|居|列|百强[县市区镇]?|行列)前$"
)
_SO_MANY = "[一二两三四五六七八九十百千几]+[个条家支座处场名所项]"  # 不少于三家总投资60亿元的企业
_SHARE_OF = regex(
    rf"(?:{_NOT}(?:{_LESS}|{_MORE})|最高可?按照?)(?:(?!{_SO_MANY})[\u4e00-\u9fff]){{0,10}}?(?:总(?:停?车位|[泊床学]位|户数|人口|课时|岗位)|总?额|总?数|总?量|总价|[价费]格?|收入|产值|经费|投入|支出|工资|上一?年度?|去年|预算|概算|限额|存量|基数|投资|面积|成本|费用)的?$"
)
_YUE = regex("(?:(?<!折)合|[节集公条契签预制简违履失毁续俭婉邀])约$")
# What may stand between a bound and its figure: 不低于每月800元, 不能超过上年水平的95%, 不低于50MW/100MWh.
_OF_EACH = r"每(?:[年月日周天人户亩次吨辆生床村校班名头]|个月|(?:平方|立方)?(?:公里|米))"
_OF_LEVEL = r"[^，。；、\d]{0,6}(?:上年|去年|同期|水平|平均)[^，。；、\d]{0,6}的"
_WITH = r"[\d.]+ ?[万亿]?(?:[kMG]W|[千兆吉]瓦)/"
_BEFORE_RE = tuple(
    (
        code,
        regex(
            rf"(?:{words})(?:(?:{_OF_EACH}){{1,2}}|{'(?!)' if code == 'approx' else _OF_LEVEL}|{_WITH}|了|达到|达|至|到|为|：|:)?[ \u00a0]?$"
        ),
    )
    for code, words in _BEFORE
)
# 不得高于同地段租金的九成, 不低于总车位的1/5: what a share is of stands between it and its bound, which is one by itself
_OF_WHAT = "(?:(?![由占承达])[\u4e00-\u9fff]){1,20}的$"
_SHARE_RE = (
    ("ge", regex(rf"(?:{_NEVER}(?:{_LESS})|{_NOT}(?:{_LESS})){_OF_WHAT}")),
    ("le", regex(rf"(?:{_NEVER}(?:{_MORE})|{_NOT}(?:{_MORE})){_OF_WHAT}")),
    ("lt", regex(rf"(?:低于|少于|小于){_OF_WHAT}")),
    ("gt", regex(rf"(?:高于|多于|大于|超过){_OF_WHAT}")),
)
_SHARE = regex("[%‰‱成/]|分之")
_BEHIND = (
    ("ge", r"(?:[（(][^（）()]{1,16}[）)])?(?:及|或|和|与)?以上|[（(][及或]以上[）)]|(?:及|或)更[多高大]|起步(?!期|区|阶段)|(?<=[元角分折])起(?=[，。；、,;）)\n]|$)|打底|保底"),
    ("le", r"(?:[（(]含[^（）()]{0,15}[）)])?(?:及|或)?以内|之内|[（(][及或]以下[）)]|(?:[（(][^（）()]{1,16}[）)])?(?:及|或|和|与)?以下(?!简称|统称|几|方面|内容|措施|任务|重点|问题|原则|规定|条件|意见|工作|各|称|要求)|(?:^|(?<![平立]方米)(?<=[米元吨度℃])|(?<!平方公里)(?<=公里))范围[之以]?内|为限|封顶|(?:及|或)更[少低小]"),
    ("lt", r"[还都也](?:不到|不足|未到)(?=[，。；、,;）)\n]|$)"),
    ("gt", "以外|开外|之上|有余|挂零|个多(?=月|小时|星期|学期|百分点)|多(?=[，。；、,;）)\n]|$)"),
    ("approx", r"(?<=[A-Za-z元])级(?!别|联)|左右(?![岸两侧手翼脑])|上下(?![游联贯行级班协同结互衔层车一])|上下游?(?=浮动)|许(?=[，。；、,;）)\n]|$)"),
)  # fmt: skip
_BEHIND_RE = regex("|".join(f"(?P<{code}>{words})" for code, words in _BEHIND))
_HINT_BEHIND = regex("[还都也级以之内更起打保为封开有挂左上多许]")  # one is in each of them
_INSIDE = regex(
    r"(?:平方公里|公里|千米|平方米|米|分钟|小时|毫秒|秒|天|日|周|个月|月|个工作日|工作日|年)内(?![河陆部容需外生网地涵贸环海置涝蒙])"
)
_INNER = regex("内(?![河陆部容需外生网地涵贸环海置涝蒙])")
_NOUN = regex(r"[\u4e00-\u9fffA-Za-z]{1,6}?(?P<word>以上|以下|以内|之内|左右)(?=[，。；、,;.）)的]|$)")
_DIGIT = regex(r"\d")
_RANK = regex("级|职称|规模|县城|城区|学历|阶段|层次|大专|处|科|国标|水平")
_NO_MEASURE = ("", "级", "，", "。", "；", "、", ",", ";", "\n", "\t", "（", "(", "）", ")")
_STOPS = ("、", "，", "。", "；")  # behind or before one, no word is a bound of the figure
_PAST = regex("(?<![通经难渡跨错])[过破]$")  # 过万家, 破百
_CAPPED = regex(
    "(?<!历史)(?<!历年)(?<!单[日月])(?<!创)最高(?!人民|检|法院)(?:(?!的|[易售交业]额(?!度)|(?:产值|收入|薪|工资|融资|(?<!限)(?<![助贴补励]单)价)(?![差格]?[补奖担贷支租]))[\u4e00-\u9fff]){1,12}$|(?<!不)封顶$"
)  # 最高给予一次性补助50万元; no record, no price
# 次 or what is weighed stands behind a measure: 1万场次以上, 500吨标准煤以上
_KIND = regex("次|标准?[煤油]|(?:二氧化碳|[碳煤油])?当量|二氧化碳")
_SKIP = regex("[多余来几]?[ \u00a0]?")
# 突破20项关键技术: what is broken through, no number that is passed
_BROKEN = regex(
    r"(?:大|大?[项个种类批道条])[^，。；、\d]{0,12}?(?:技术(?=[，。；、,;）)”和及与\n]|$|攻关|路线)|工艺|难[题关点]|瓶颈|卡脖子|短板)"
)


def comparator(text: str, start: int, end: int, says: str, measure: str) -> str:
    """The comparator of the figure at [start, end). says: what its own form gives (see forms.Form), which goes first.

    measure: the printed measure behind it. An explicit word outdoes 级 (千万级以上: ge); a range stays a range.
    """
    if says == "range":
        return "range"
    if text[end + len(measure) : end + len(measure) + 1] not in _STOPS and (
        behind := _behind(text[end : end + 24], measure)
    ):
        return _without(behind, text[start:end], text[end : end + 40])
    before = "" if text[start - 1 : start] in _STOPS else _before(text[max(0, start - 18) : start])
    if not before and text[start - 1 : start] == "的" and _SHARE.search(text, start, end):
        before = _before(text[max(0, start - 30) : start], of=True)
    if (
        not before
        and text[end : end + 1] in "名位强列，。；、）"
        and AMONG_FIRST.search(text, max(0, start - 8), start)
    ):
        return "le"  # 进入全省前3名: the third place or a better one
    if text[max(0, start - 3) : start].removesuffix("了").endswith("突破") and _BROKEN.match(text, end, end + 24):
        before = ""
    elif not before and measure == "元" and _CAPPED.search(text, max(0, start - 18), start):
        before = "le"
    elif not before and text[start] in "百千万亿" and _PAST.search(text, max(0, start - 2), start):
        before = "gt"
    if says:
        return says if before in ("", "approx") else before
    return _without(before, text[start:end], text[end : end + 40]) or "eq"


_EXCLUDED = regex(r"[^，。；、\d（(]{0,12}[（(]不(?:包?含|包括)(?:本数|(?<=级（不含)本级)?([^（）()]*)[）)]")


def _without(bound: str, printed: str, after: str) -> str:
    """A bound behind a figure that a bracket leaves out of it: 50人（不含）以下, 100人以上（不含100人）; not （不含20个备选）."""
    out = _EXCLUDED.match(after) if "不" in after else None
    measure = out and re.fullmatch(rf"{re.escape(printed)}(?![\d.])([^以]{{0,3}}?)(?:整|的|本数)?", out[1])
    same = measure and (len(measure[1]) < 3 or after[:1] != measure[1][0] or after.startswith(measure[1]))
    itself = out and (not out[1] or same)
    return {"ge": "gt", "le": "lt"}.get(bound, bound) if itself else bound


def _behind(after: str, measure: str) -> str:
    """The bound behind a figure and its measure; a thing may stand between where the sentence ends with the bound."""
    after, measure = after.translate(SIMPLIFIED), measure.translate(SIMPLIFIED)
    return _read_behind(after, measure) if _HINT_BEHIND.search(after) else ""


@lru_cache(8192)
def _read_behind(after: str, measure: str) -> str:
    if measure and (bracket := BRACKET.match(after)):  # 500（含）元以上
        after = after[bracket.end() :]
    skip = _SKIP.match(after)
    at = skip.end() if skip else 0
    # A measure that nobody listed is one sign long, or 次 follows it: 10场以上, 1万场次以上.
    unlisted = at + 1 if not measure and after[at : at + 1] not in _NO_MEASURE else at
    unlisted += 1 if unlisted > at and after[unlisted : unlisted + 1] == "次" else 0
    kind = _KIND.match(after, at + len(measure)) if measure else None
    listed = kind.end() if kind else at + len(measure)
    for place in dict.fromkeys((at, at + len(measure), listed, unlisted)):
        while after[place : place + 1] in (" ", "\u00a0"):
            place += 1
        if match := _BEHIND_RE.match(after, place):
            return match.lastgroup or ""
        if place > at and _INNER.match(after, place) and _INSIDE.match(after, at):
            return "le"
    noun = _NOUN.match(after, at, at + 12)
    if noun and not _RANK.search(noun[0]) and not _DIGIT.search(noun[0]):
        return {"以上": "ge", "以下": "le", "以内": "le", "之内": "le", "左右": "approx"}[noun["word"]]
    return ""


def _before(before: str, *, of: bool = False) -> str:
    """The bound before a figure; of: before that of which the figure is a share."""
    before = before.translate(SIMPLIFIED)
    return _read_before(before, of) if _HINT.search(before) else ""


@lru_cache(8192)
def _read_before(before: str, of: bool) -> str:
    included = _INCLUDED.search(before)  # 不少于（含）3000个, 超过（含）50人
    before = before[: included.start()] if included else before
    if share := _SHARE_OF.search(before):  # 不超过投资额15%, 不低于总数的30%
        return "le" if re.search(f"最高|{_MORE}", share[0]) else "ge"
    for code, words in _SHARE_RE if of else _BEFORE_RE:
        if (match := words.search(before)) and not (code == "approx" and _YUE.search(before[: match.end()])):
            return _IN_OR_OUT[included[0][1]].get(code, code) if included else code
    return ""


_INCLUDED = regex("[（(]不?含[)）]$")
_IN_OR_OUT = {"含": {"gt": "ge", "lt": "le"}, "不": {"ge": "gt", "le": "lt"}}
_LIST = regex(r"分别(?P<words>[^，。；,;、\d]{0,12})$")
_SEPARATED = regex(r"[^，。；;！？\d\n\t]{0,10}?[、和及与](?:[不大小高低多少超]{1,3}[于过]|约|近|至少|最多|最高)?")


def joined(text: str, end: int, start: int) -> bool:
    """Whether a figure that ends at `end` and one that begins at `start` stand in one list: 、 or 和 between them, and
    a measure.
    """  # fmt: skip
    return 0 < start - end < 12 and _separates(text[end:start])


@lru_cache(2048)
def _separates(between: str) -> bool:
    return bool(_SEPARATED.fullmatch(between))


def bound_behind(text: str, end: int, measure: str) -> str:
    """The bound that stands behind a figure and its measure; "" where there is none."""
    return _behind(text[end : end + 24], measure)


def bound_before(text: str, start: int) -> str:
    """The bound that stands before a figure; "" where there is none."""
    return _before(text[max(0, start - 18) : start])


def opens(text: str, start: int) -> bool:
    """Whether 分别 opens a list whose first figure begins at `start`."""
    near = text[max(0, start - 16) : start]
    return "分别" in near and bool(_LIST.search(near))
