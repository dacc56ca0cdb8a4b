"""The present state: which figures are there already, by their words or by where they stand."""

from __future__ import annotations

import re

from publisher.draft.figures.place import CEILING, FigurePlace, Role
from publisher.terms.messages import say

_DONE = re.compile(
    r"(?<!对)已(?:经)?(?:建成|建|有|达|实现|累计|投|完成|汇集|形成|开通|布局|培育|集聚|拥有|超|接近|突破)?|(?<![由从项])目前|截至|累计已|截止"
    r"|(?<![比较对将把])(?:上年|去年)|缺口(?:约?[达为]|仍?有)约?$"
    # 依托现有12个站点，在现有5家的基础上: so many are there; 依托现有平台引进5家 is to come
    r"|(?:在|依托|利用|借助|立足|围绕|结合|发挥|统筹|运用|对接)[^，。；\d]{0,8}现有"
    r"(?![^，。；]{0,10}(?:引进|新[建增]|建[设成]|培育|打造|带动))[^，。；\d]{0,10}$"
)
# 甲区、乙区共计25公顷已完成评估: done, whatever is said before it; not 改造40个已建成的小区
_DONE_BEHIND = re.compile(
    "[^，。；、\\d的]{0,8}已(?:经)?(?:全部|全面|基本|累计)?(?:完成|建成|开工|通过|实现|投[用产运入]|达标|销号)(?![^，。；]*的[\u4e00-\u9fff])"
)
_DOES = re.compile(
    "对|将|把|推[动进广]|支持|确保|开展|加[快强]|组织|实施|完成|改造|更新|整[治合]|治理|盘活|利用|提升|接入|管[护理]|维护|优化"
)
# 支持现有10家企业，力争达到20家; 将现有20个整合为5个: from how many
_GROWS = re.compile(
    r"[^，。；\d]{0,14}(?:扩大|整合|合并|增加|压减|精简)[到至为成](?=[\d一二两三四五六七八九十百千])"
    r"|[^，。；\d]{0,14}，(?:力争|争取|确保|逐步)*(?:达到?|增[至到加]|扩[大展]|发展到|翻)[^，。；\d]{0,6}[\d一二两三四五六七八九十百千]"
)
# 拥有5家 says what is there, unless a goal or a year to come says it, or each of many has so many
_OWNS = re.compile("(?<![人户里均家])拥有(?!.{0,30}(?:达到|[由从].{1,12}[到至为]))")
_EACH_OF = re.compile("每(?!年)|各(?![类级种项])|到20")
_NOW = re.compile(
    r"(?<![由从项])目前|(?<![由从])现在(?!起|开始)|截至(?!20\d\d年底前)|近年来|(?<![在对将把由从])现有|累计已"
    r"|(?<![比较对将把])(?:上年|去年)|[尚仍]有|据[^，。；]{0,6}统计|摸底"
)
_NOW_SIGNS = re.compile("[目现截近累上去尚仍据摸]")  # one is in each of them
# A part that looks back: 2022年工作回顾
_REVIEW = re.compile("(?:工作|建设|情况)?回顾$|工作总结$|完成情况$|取得的?(?:成绩|成效)$")
# 完成情况：安置点7个; 完成了入住120户: what has been done
_REPORTS = re.compile("(?:完成|进展|落实)情况[:：]|(?:完成|建成|实现|新增|投入|引进|培育|搬迁)了")
# 充分发挥现有模型的作用，引进2家; 确保现有设备完好率达到95%: what is there already serves what is to come
_SERVES = re.compile(
    "(?:发挥|用[好足]|运用|借助|围绕|立足|结合|统筹|优化|完善|挖掘|对[接照]|整合|盘活|巩固|依托|利用|改造|提升|扩大"
    "|保持|完成|清理|梳理|培育|确保|推[动进]|支持|实现|引导|鼓励|促进|加快|保障)[^，。；]{0,8}$"
)
# 现有企业上云率达到80%, 现有园区改造40个: reached, or to be reached
_ACTS_ON = re.compile(
    "(?<!已)(?:达到?|实现|完成|改造|建[成设]|培育|打造|[招吸]引|引进|推广|提[升高][至到]?)[^，。；、\\d]{0,4}$"
)
# What is to come: behind it nothing is said of the present any more.
_TURN = r"今后|未来(?=[一二两三四五六七八九十几\d，])|力争|明年|后年|将达|下一步"
_TO_COME = re.compile(
    rf"{_TURN}|到20|争取|年底(?!，)|(?<!已)(?<!已经)(?<!已累计)新增|达产|投产后|计划|目标|要提高|提[高升]到"
)
# In a part that looks back 新增 and 提高到 say what was done; 需 and 将 do not.
_AHEAD = (
    rf"{_TURN}|(?<![加升高长降少])到20|争取|预计|需(?!到)|将|计划(?=[新改扩再投在到于引]|20\d\d年)|(?<![模虚比])拟(?=[新建改扩引投在于])"
    "|确保(?!了)|目标[是为]|必须|年?底前|(?<![需主重])要(?=[新建提达])"
)
_FORESEES = re.compile(_AHEAD)
# 三年内新增300个, 按上级要求新增: done or to be done
_MAY_FORESEE = re.compile(rf"{_AHEAD}|计划(?![完，、。；）”》])|要求|[一二两三四五\d]年内")
_MAY_COME = re.compile("[^。；]*?(?:预计|力争|计划(?=[新改扩再投在到于引]|20\\d\\d年)|拟[于在]|将|底前)")
_LAST_YEAR = re.compile(
    r"[ \u3000]*(?:过去的?[一二两三四五几]年|[上去]年)(?:来|以来)?[，,]"
    rf"(?!.*(?:{_TURN}|(?:到|争取|计划)20\d\d年))"  # 过去五年建成2万个，今后三年再建3万个
)
_FROM = re.compile(
    "(?:由|从)(?:[目当]前的?|现[在有]的?|原[来有]的?|\\d{4}年(?:底)?的?|每[^，。；\\d]{1,6})?(?:约|近|不[足到])?$"
)
_FROM_OF = re.compile("(?<![自理缘])(?:由|从)[^，。；、\\d由从]{2,16}$")  # 由人均面积10平方米提高到15平方米
_TO = re.compile(
    "[^，。；\\d]{0,6}(?:提[升高]?|增[加长]?|扩[大容]?|压[减缩]?|缩[短小减]?|降低?|下降|减[少至]?|上升|升|拓展|整合|合并|归并|精简)[^，。；\\d]{0,4}(?:到|至|为)"
    "|[^，。；\\d]{0,3}(?:增加|减少|下降|提高|增长)(?=[\\d一二两三四五六七八九十百])"
)
_TO_AT_ONCE = re.compile(
    "(?:以[上下内]|左右)?(?:提[升高]|增[加长]|扩大|缩[短小减]|压[减缩]|降低|下降|减少|上升)(?:到|至|为)(?=[^，。；、\\d]{0,12}\\d)"
)
_STATE = re.compile("现状|成效|成就|基础|基本情况|背景|形势|环境")


def stands(at: FigurePlace) -> Role | None:
    """The present state: that a figure is there already, or was reached; None where it is to come."""
    if _owned(at) or _from_where(at):
        return "observations", "baseline", say("why.reached"), True
    now = _last_now(at.sentence) if _NOW_SIGNS.search(at.sentence) else -1
    still = now >= 0 and not _TO_COME.search(at.sentence, now)
    reached = _reached(at, still=still)
    if not reached and not _described(at):
        return None
    doubtful = _doubtful(at) or (still and at.sentence.endswith("现有", 0, now) and _ACTS_ON.search(at.sentence, now))
    return "observations", "baseline", say("why.reached" if reached else "why.described"), not doubtful


def _owned(at: FigurePlace) -> bool:
    """Whether what is there is said to be owned (拥有5家), and nothing is said to come."""
    owns = at.clause.kind != "goal" and _OWNS.search(at.before) and not _EACH_OF.search(at.sentence)
    return bool(owns and not _TO_COME.search(at.before))


def _from_where(at: FigurePlace) -> bool:
    """Whether a level is the one that something comes from, said with what it is of (由人均面积10平方米提高到…)."""
    return bool(_FROM_OF.search(at.before) and _TO_AT_ONCE.match(at.after.removeprefix(at.token.measure.printed)))


def _rises(at: FigurePlace) -> bool:
    return bool(_FROM.search(at.before) and _TO.match(at.after))


def _reached(at: FigurePlace, *, still: bool) -> bool:
    """Whether words say that a figure was reached. still: whether 目前 and the like stand before it, and no turn."""
    sentence, before = at.sentence, at.before
    done = _DONE_BEHIND.match(at.after) and not (_DOES.search(at.part) or _FORESEES.search(sentence))
    if at.past or done or _LAST_YEAR.match(sentence):
        return True
    if (report := _REPORTS.search(sentence)) and not _TO_COME.search(sentence, report.end()):
        return True
    if _rises(at) or (before.endswith(("现有", "现有的")) and _GROWS.match(at.text, at.token.end)):
        return True
    return bool((still or _DONE.search(before)) and not _TO_COME.search(sentence[-40:] if still else before))


def _described(at: FigurePlace) -> bool:
    """Whether a figure stands where the present state is described."""
    heading = at.clause.heading
    return bool(
        (at.clause.looks_back and not _FORESEES.search(at.sentence))
        or _REVIEW.search(heading)
        or (at.clause.kind == "guidance" and _STATE.search(heading))
    )


def _doubtful(at: FigurePlace) -> bool:
    """Whether the present state may be no more than planned, or a limit: 规模上限20万千瓦."""
    if not at.clause.looks_back:
        return False
    planned = not (at.past or _rises(at)) and (_MAY_FORESEE.search(at.sentence) or _MAY_COME.match(at.after))
    limited = at.comparator in ("le", "lt") and CEILING.search(at.part)
    return bool(at.token.printed == "一" or planned or limited)


def _last_now(sentence: str) -> int:
    """Where the last word of the present state (目前, 现有) ends that says what is there; -1 where none does."""
    said = (m for m in _NOW.finditer(sentence) if m[0] != "现有" or not _SERVES.search(sentence, 0, m.start()))
    return max((match.end() for match in said), default=-1)
