"""Statements of responsibility: every label and every bracket of bodies of a text, split into names with their roles.

A role is read from the label (牵头单位, 配合单位) or from the rule that the document itself prints (逗号前为牵头单位;
列第一位者为牵头单位); all else is undivided. A lead is never read from order alone.
"""

# ruff: noqa: E501  (a pattern is read by the line)
from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from publisher.codebook.bodies import (
    BRACKETS,
    CLOSING,
    EDGE,
    NEXT_LABEL,
    NO_NAME_ALONE,
    REMARK,
    WHEN,
    WHEN_APART,
    Name,
    is_body,
    names_of,
    with_others,
    without_when,
)
from publisher.codebook.characters import as_printed, simplified
from publisher.terms.regex import regex

_OF = r"(?:责任)?(?:单位|部门|机关|科室|处室|机构|区县|企业|市级部门|区级部门)"
LEAD = rf"(?:(?:总|共同|联合|第[一二])?牵头|主办|主责|主要牵头|第一责任){_OF}|(?:共同|联合)?牵头|主责|主办"
SUPPORT = rf"(?:配合|协助|协办|参加|参与|会办|会商|支持|支撑|协作|协同){_OF}|成员单位|协办|会办|会商|协作|配合|参加|参与|协助|协同"
OTHER = (
    r"(?:主要)?(?:责任|推进|实施|负责|落实|完成|承办|主管|执行|指导|督办|组织|建设|承担|协调|协同|(?<![\u4e00-\u9fff])监督管理|监督|监管|推动|具体|运营|经办|办理|管护|包[抓联保]|督导|督查|(?:运营)?管理(?=责任|单位|部门|主体))(?:责任)?"
    r"(?:单位|部门|主体|机构|机关|科室|处室|区域|企业|社区|村居|镇街|乡镇)|(?:考核|验收|审核|联合|(?:结对|对口)?帮扶)(?:单位|部门)(?![:：] ?\d)|责任分工|任务分工|(?:主体|监管|属地)责任|(?<![\u4e00-\u9fff])责任(?= ?[:：])|具体负责|按照?职责分工(?:负责|落实)|负责|承办|主管|督办|监督|指导|实施|落实|推进"
)
_SPACED = r"(?:牵[ 　]+头|主[ 　]+办|责[ 　]+任|配[ 　]+合|协[ 　]+办|承[ 　]+办|参[ 　]+与|实[ 　]+施|推[ 　]+进)[ 　]+(?:单[ 　]+位|部[ 　]+门)"
# 责任单位（部门）：, 牵头（责任）单位：
_BRACED = rf"(?:{LEAD}|{SUPPORT}|{OTHER})[（(](?:单位|部门|主体|科室|处室|机构|个人|排名不分先后|[排列位][^（）()\n]{{2,14}}牵头(?:单位|部门))[)）](?=[:：])|(?:牵头|主办|主责|责任|配合|协办)[（(](?:牵头|主办|主责|责任|配合|协办|协助|参与)[)）](?:单位|部门)"
LABEL = regex(
    rf"(?:(?<![\u4e00-\u9fff])[国省市区县乡镇][家级直属]|其[他它余]|需要?|(?<![\u4e00-\u9fff])(?:行业|业务|项目|属地|日常|技术|(?:工作|任务|整改|各行业)(?=[\u4e00-\u9fff]{{2,4}}(?:单位|部门)[:：])))?(?P<label>{_BRACED}|{LEAD}|{SUPPORT}|{OTHER}|{_SPACED})(?:[^\S\n]{{0,2}}[:：]|(?<=[单部主机][位门体构])(?:(?:——|均为)(?=(?:[国省市区县州旗各]|[\u4e00-\u9fff]{{1,3}}[省市区县])[\u4e00-\u9fff]{{1,12}}(?:[局委厅办部]|政府)(?![\u4e00-\u9fff]))|为|是|[^\S\n](?=\S)|(?<![^\n][\u4e00-\u9fff]{{4}})(?=[^\S\n]*\n)))[^\S\n]{{0,4}}"
)
_LEAD, _SUPPORT = regex(LEAD), regex(SUPPORT)
_BARE = regex(
    r"责任|按照?职责分工(?:负责|落实)|主办|承办|协办|会办|会商|协作|主管|督办|监督|负责|指导|实施|落实|推进|配合|(?:共同|联合)?牵头|主责|参加|参与|协助|协同"
)
_OF_BODIES = regex("责任|承办|主管|督办|监督|协作|会办|会商")  # labels of persons, telephones and deeds too
_DEED = regex("^与|[市县区]共建(?!办|委)|共同[建举开]")  # 协作：与甲市共建园区
_BY_DUTY = "(?:按照?|根据|依据|依照?)(?:各自)?的?(?:职责|职能|分工)(?:分工)?"
_WHOSE = "(?:(?<=[局委厅办部府会组道镇区）)])|(?<=专班|集团|各[省市州县乡旗])|(?<=[各关]部门|[各关]单位))"  # 各州负总责, not 省负总责
_SHARED = f"(?:{_BY_DUTY}(?:分别|共同|组织|具体|抓好)?(?:负责|落实|推进|实施|办理)|(?:分工|分别|共同|具体|协同|统筹|组织|分级|分头)(?:负责|落实|实施|办理)|(?:统一|联合)办理|各负其责|各司其职|{_WHOSE}(?:负总责|抓总)|负责(?!牵头|主办|配合|协助|参与|支持))"
_STRENGTH = f"(?:分别|共同|联合|总|具体|主要|负责)(?=牵头|主办|主责)|(?:协同|协作|密切|积极|主动|共同|全力|负责|做好|{_BY_DUTY})(?=配合|参与|参加|协助|协同|协作|支持)|{_BY_DUTY}(?=指导|督导|监督)|(?:各自|主要)(?=负责)|(?:具体|联合)(?=组织实施|推进)|联合(?=实施)|抓好(?=组织实施|实施|落实|推进)|{_WHOSE}抓(?=落实|实施|统筹)|分工(?=协作)"
VERB = regex(
    rf"(?:{_STRENGTH})?(?P<verb>为(?:总?牵头|主办|主责|责任|配合|协办|参与)(?:单位|部门)|(?<=[局委厅办])为主(?![办责管导要])|牵头负责|{_SHARED}|牵头|主办|主责|配合|参与|参加|协助|(?<![部门区会域级市县乡镇村省企校地军])(?:协同|协作)|协办|指导监督|监督指导|指导|督导|监督|(?:提供|做好|给予|予以)[^，。；、]{{0,6}}(?:支撑|支持|保障)|支持|(?<=[局委厅办府部])保障|(?<=[局委厅办])(?:组织|督促|推动)|统筹|承办|组织实施|实施|落实|推进|办理)(?:抓总|抓好落实|组织实施|落实|实施|推进|完成|监管|监督|管理|协调|建设|运营|配合|支持|办理)?"
)
LEADING = ("牵头负责", "牵头", "主办", "主责", "为主")
JOINING = ("会同", "会商", "商")
SUPPORTING = ("配合", "参与", "参加", "协助", "协同", "协作", "协办", "支持")
_NO_LIST = regex(
    r"^(?:不?含|不?包[括含]|(?:依托|覆盖|辐射)(?=[各全国省市区县])(?!.*(?:负责|牵头))|除|[例比]如|如(?=[国省市区县各]|下))|(?:资料|数据|信息)来源|谁|的(?!士)|应(?:当|该|由|按)|将(?=[由按在会])|实行|按照|通过|以下|详见|如(?=[有需果下])|并(?=[由按与])|其中|(?<![等\d])(?!12\d{3}(?!\d))\d{2}|经理|同志|领导$"
)
_OF_THINGS = regex("项目(?!办|中心|组)|资金(?!局|办|中心)|制度|人员")
_HEADING = regex(r"\n[ \t　]*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d{1,2}[.．、](?!\d))")
_REACH = 600  # a bracket of bodies is no longer than this
_FAR = 2 * _REACH  # a line is looked at no farther than this


@dataclass(frozen=True, slots=True)
class Body:
    """A body of a statement: its name as printed, its role, how the role is known; open: 等 follows it."""

    name: str
    role: str
    basis: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class PrintedStatement:
    """An attribution: [start, end) of its quote in code points, its label as printed ("" where it has none), its bodies.

    why: the form that makes it one. sure: whether every name ends like that of a body.
    """

    start: int
    end: int
    label: str
    bodies: tuple[Body, ...]
    why: str
    sure: bool = True

    @property
    def open_list(self) -> bool:
        """Whether the printed list ends with 等, so that nobody takes it for complete."""
        return any(body.open for body in self.bodies)


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule a document prints for its own lists: [start, end), its words, and what leads.

    leads: "first" (the first body), "before" (those before the first of `marks`) or "marked" (those beside `marks`).
    within: the brackets in which its lists stand (【】内排在首位的为牵头单位), a tab for the cells of a column
    (责任单位栏中，列第一位的为牵头单位); "" where it does not say.
    """

    start: int
    end: int
    words: str
    leads: str
    marks: str = ""
    within: str = ""

    def of_list(self, opening: str) -> Rule | None:
        """The rule for a list that opens with this character; None where it is for others."""
        return self if not self.within or (opening and opening in self.within) else None


_LEADING = r"(?:为|是|系|作为)?(?:总?牵头|主办|主责|第一责任|主要责任)(?:责任)?(?:单位|部门|者|机构)?"
_RULES = (
    ("before", rf"(?P<mark>[逗分顿冒句]号)(?:之|以)?前(?:面)?(?:的)?(?:单位|部门)?{_LEADING}"),
    ("before", rf"(?:以)?(?P<mark>[逗分]号)(?:为界|隔开|分隔)[^。；]{{0,10}}前(?:面)?(?:的)?(?:单位|部门)?{_LEADING}"),
    (
        "first",
        rf"(?:排|列|位|居|名列|位列|排名|排列|排序)?(?:在|于|居)?(?:名单|各项|列表)?(?:第一|首|最前)(?:位|个|名|家|列|者)?(?:的|者)?(?:单位|部门|责任单位|责任部门|机构)?(?:的|者)?{_LEADING}",
    ),
    ("first", r"(?:牵头|主办)(?:单位|部门)(?:排|列|居)(?:在|于)?(?:第一|首|最前)(?:位|个)?"),
    (
        "marked",
        rf"(?:标|带|加|注)?(?:有|注)?[“\"]?(?P<mark>[*＊★▲△#●◆])[”\"]?(?:号)?(?:的|者)?(?:单位|部门)?{_LEADING}",
    ),
)
_WITHIN = r"(?:(?P<within>[（(【［\[〔])\s?[）)】］\]〕](?:之?[内中里])的?|(?P<column>栏)(?:之?[内中里])?[，,]?的?)?"
_RULES_RE = tuple((leads, regex(_WITHIN + pattern)) for leads, pattern in _RULES)
MARKS = "*＊★▲△#●◆"  # which a document may set beside the names that lead
_NO_MARKS = str.maketrans("", "", MARKS)
_RULE_HINT = regex(f"[逗分顿頓冒句][号號]|第一|首|最前|[{MARKS}]")  # one is in each of _RULES
_SEPARATORS = {"逗": "，,", "分": "；;", "顿": "、", "冒": "：:", "句": "。"}
_SAME = regex(
    r"(?:[、，,；;]?\s?(?:[逗分顿冒句]号(?:之|以)?后面?的?|后面?的?|其[余他它]的?)(?:单位|部门)?均?(?:为|是|系)?(?:配合|协助|参与|协办|支持|责任)(?:单位|部门)?)?"
    r"(?:[，,；;。、]?\s{0,2}(?:以?下同|以下(?:均)?(?:相)?同|下列同))?"
)


def document_rule(text: str, start: int = 0, end: int | None = None) -> Rule | None:
    """The words with which a document says how its lists are to be read; None where it says nothing."""
    stop = len(text) if end is None else end
    if not _RULE_HINT.search(text, start, stop):
        return None
    rules: list[Rule] = []
    plain = simplified(text)
    for leads, pattern in _RULES_RE:
        if match := pattern.search(plain, start, stop):
            mark = match.groupdict().get("mark") or ""
            marks = _SEPARATORS.get(mark[:1], mark)
            within = "\t" if match["column"] else match["within"] or ""
            within = "（(" if within in ("（", "(") else within
            rules.append(Rule(*match.span(), text[slice(*match.span())], leads, marks, within))
    return min(rules, key=lambda rule: rule.start) if rules else None


def roles_of(listed: str, label: str, rule: Rule | None) -> tuple[Body, ...]:
    """The bodies of a list under a printed label or verb, each with its role and how it is known."""
    if (plain := simplified(listed)) != listed:
        bodies = roles_of(plain, simplified(label), rule)
        return tuple(replace(body, name=as_printed(body.name, plain, listed)) for body in bodies)
    clean = REMARK.sub("", without_rule(listed))
    if rule is None or rule.leads != "marked":
        clean = clean.translate(_NO_MARKS)
    role, basis = said_of_label(label)
    if any(_MARKED_LEAD.search(name.text) for name in names_of(clean)):
        return tuple(_marked(name, role, basis) for name in names_of(clean))
    if role != "support" and (apart := with_others(clean)):
        return _with_others(*apart, role, basis, label)
    if (basis != "label" or _beside_comma(clean)) and (divided := tuple(_divided(clean, role, basis))):
        return divided
    if basis == "label":
        return _all(names_of(clean), role, basis)
    if rule is None:
        return _all(names_of(clean), "undivided", "not_divided")
    if rule.leads == "before":
        first, cut, rest = _cut(clean, rule.marks)
        if not cut:
            return _all(names_of(clean), "undivided", "not_divided")
        leading = names_of(first)
        others = [name for name in names_of(rest) if name.text not in {lead.text for lead in leading}]
        return _all(leading, "lead", "document_rule") + _all(others, "support", "document_rule")
    if rule.leads == "marked":
        marked = [name for name in names_of(clean) if rule.marks in name.text]
        bare = [Name(name.text.strip(rule.marks), name.open) for name in names_of(clean)]
        lead = {name.text.strip(rule.marks) for name in marked}
        return tuple(
            Body(n.text, "lead" if n.text in lead else "support", "document_rule", n.open)
            if lead else Body(n.text, "undivided", "not_divided", n.open)
            for n in bare
        )  # fmt: skip
    names = names_of(clean)
    return _all(names[:1], "lead", "document_rule") + _all(names[1:], "support", "document_rule")


def _with_others(leading: str, joined: str, role: str, basis: str, label: str) -> tuple[Body, ...]:
    """甲局会同乙局; of 甲局会同乙局，各县人民政府负责 what stands behind the comma is no part of it."""
    beside, _, behind = _cut(joined, "，,；;")
    first = _all(names_of(leading), "lead", "label")
    if not behind or (leading and not _BARE.fullmatch(label)):
        return first + _all(names_of(joined), "support", "label")
    return first + _all(names_of(beside), "support", "label") + _all(names_of(behind), role, basis)


_PARTED = regex(rf"(?:{VERB.pattern})(?=[、，,；;。]|$)")


def _divided(listed: str, other: str, basis: str) -> Iterator[Body]:
    """The bodies of 甲局牵头，乙局、丙局配合 behind a label such as 责任单位: each verb says the role of those before it.

    other, basis: the role of those of whom no verb is said, and how it is known.
    """
    verbs = list(_PARTED.finditer(listed))
    rest = listed[verbs[-1].end() :].strip(EDGE + "。；;，,") if verbs else ""
    alone = len(verbs) < 2 and not any(map(_leads, verbs)) and not _beside_comma(listed)
    if alone or (rest and not WHEN.match(rest)):
        return
    start, led = 0, any(map(_leads, verbs))
    for verb in verbs:
        names = names_of(listed[start : verb.start()].strip(EDGE + "、，,；;。"))
        role = said_of_label(verb["verb"])
        if (
            role[0] == "support" and not led
        ):  # 甲局、乙局配合、各区落实: who supports is the last alone, or all behind ，
            first, cut, last = listed[start : verb.start()].rpartition("，")
            own = names_of(last.strip(EDGE)) if cut and names_of(first) else names[-1:]
            yield from _all(names[: len(names) - len(own)], other, basis)
            names = own
        yield from _all(names, *role)
        start = verb.end()


def _beside_comma(listed: str) -> bool:
    """甲局、乙局，丙局配合: whether the one verb, of support, is of those behind the comma alone."""
    verb = next(_PARTED.finditer(listed), None)
    if verb is None or said_of_label(verb["verb"])[0] != "support":
        return False
    first, _, last = listed[: verb.start()].rpartition("，")
    return bool(first and last) and all(is_body(name.text) for name in (*names_of(first), *names_of(last)))


_MARKED_LEAD = regex(r"[（(〔\[【［](?:总?牵头|主办|主责)(?:单位|部门)?[)）〕\]】］]$")
_MARKED = regex(r"[（(〔\[【［](?P<role>总?牵头|主办|主责|配合|协办|参与)(?:单位|部门)?[)）〕\]】］]$")


def _marked(name: Name, role: str, basis: str) -> Body:
    """市金融办（牵头）: a bracket behind a name says its role; it is no part of the name. All others as labelled."""
    mark = _MARKED.search(name.text)
    if mark is None:
        return Body(name.text, role, basis, name.open)
    role = "lead" if _MARKED_LEAD.search(name.text) else "support"
    return Body(name.text[: mark.start()], role, "label", name.open)


def _leads(verb: re.Match[str]) -> bool:
    return said_of_label(verb["verb"])[0] == "lead"


_GAPS, _ALSO = regex(r"\s"), regex(r"[（(][^（()）]*[)）]")


def said_of_label(label: str) -> tuple[str, str]:
    """The role that a printed label or verb gives by itself, and how it is known."""
    said = _GAPS.sub("", _ALSO.sub("", simplified(label)))
    label = said.removeprefix("为")  # 甲局为牵头单位; 牵 头 单 位
    if _LEAD.fullmatch(label) or said in LEADING:
        return "lead", "label"
    if _SUPPORT.fullmatch(label) or label in SUPPORTING or label.startswith("提供") or label.endswith("支持"):
        return "support", "label"
    return "undivided", "not_divided"


_BY = regex("^[^、，,；;。]{0,16}?(?<!自)由")  # 建立由甲委牵头的联席会议制度


_STRENGTHENED = regex(
    f"(?:分别|共同|联合|总|具体|主要|各自|负责|协同|协作|密切|积极|主动|全力|抓好?|做好|分工|{_BY_DUTY})$"
)
_MUST = regex("(?:要|应当?|须|将|拟)(?=会同)")
_IS = regex("^(?:——|均(?=为))")  # 责任单位均为甲局; not 责任单位：均安镇


def listed(quote: str, label: str) -> str:
    """The list of names of a printed statement: what stands behind its label, or before its verb."""
    if (plain := simplified(quote)) != quote:
        return as_printed(listed(plain, simplified(label)), plain, quote)
    quote, label = without_rule(quote), without_rule(label)
    # 由甲局会同乙局: its names stand on both sides
    if label in JOINING and quote.partition(label)[2][:1] not in (":", "："):
        return _MUST.sub("", _BY.sub("", quote)).strip(EDGE)
    at = quote.find(label) if label else -1
    behind = _IS.sub("", quote[at + len(label) :]).lstrip(EDGE + CLOSING + ":：∶为是") if at >= 0 else quote
    verb = behind[:1] in tuple("。；;，,") or len(behind.strip(CLOSING + EDGE + "。；;，,")) < 2
    before = _STRENGTHENED.sub("", _BY.sub("", quote[: max(at, 0)].lstrip(EDGE + "（(")))
    charged = names_of(before) if before else ()
    verb = verb or (bool(charged) and all(is_body(name.text) for name in charged))  # 甲司牵头推进乙平台建设
    names = _own_cell(quote) if at < 0 else before if verb and charged else quote[:at] if verb else behind
    names = names.strip(EDGE + "。；;，,")
    if names[:1] in BRACKETS and (names[-1:] in CLOSING or names.count(names[0]) > names.count(BRACKETS[names[0]])):
        names = names[1:]
    while names and names[-1] in CLOSING and sum(c in CLOSING for c in names) > sum(c in BRACKETS for c in names):
        names = names[:-1]
    return names


def _own_cell(quote: str) -> str:
    """座 港航局: a name of a cell that is too short to quote alone, without the end of the cell before it."""
    before, _, last = quote.rpartition(" ")
    cut = len(before) == 1 or (before and not is_body(before))  # 司 of 甲公司 alone is none
    return last if cut and len(last) < 4 and is_body(last) else quote


def _all(names: Sequence[Name], role: str, basis: str) -> tuple[Body, ...]:
    return tuple(Body(name.text, role, basis, name.open) for name in names)


def _cut(listed: str, marks: str) -> tuple[str, bool, str]:
    """A list at the first of `marks` that stands in no bracket."""
    depth = 0
    for index, sign in enumerate(listed):
        depth += (sign in BRACKETS) - (sign in CLOSING)
        if sign in marks and depth <= 0:
            return listed[:index], True, listed[index + 1 :]
    return listed, False, ""


def without_rule(listed: str) -> str:
    """A list without the document's rule that stands in it: 甲部、乙局负责。列第一位者为牵头单位，下同."""
    rule = document_rule(listed)
    if rule is None:
        return listed
    begin = max(listed.rfind(mark, 0, rule.start) for mark in "。；;，,（([") if rule.start else -1
    end = rule.end
    if same := _SAME.match(listed, end):
        end = same.end()
    bracket = begin >= 0 and listed[begin] in BRACKETS
    if bracket and listed[end : end + 1] and listed[end] in CLOSING:
        end += 1
    return (listed[: max(begin, 0)] + listed[end:]).rstrip("。；;，,")


def statements(text: str, start: int = 0, end: int | None = None) -> list[PrintedStatement]:
    """Every statement of text[start:end] in a bracket or behind a label, in order; the text's own rule is held."""
    if (plain := simplified(text)) != text:
        return [_printed(statement, text, plain) for statement in statements(plain, start, end)]
    stop = len(text) if end is None else end
    boxes = {match.start() + 1 for match in _BOXED.finditer(text, start, stop)}
    text = _BOXED.sub(_unboxed, text.replace("∶", "："))
    rule = document_rule(text, start, stop)
    pairs = list(bracket_pairs(text, start, stop))
    located = [statement for opened, closed in pairs for statement in _bracketed(text, opened, closed, rule)]
    taken = [(statement.start, statement.end) for statement in located]
    located += _labelled_lines(text, start, stop, rule, taken, pairs)
    taken = [*pairs, *((statement.start, statement.end) for statement in located)]
    located += _sentences(text, start, stop, rule, taken)
    located = [replace(item, start=item.start - 1) if item.start in boxes else item for item in located]
    return sorted({(item.start, item.end): item for item in located}.values(), key=lambda item: item.start)


def _printed(statement: PrintedStatement, text: str, plain: str) -> PrintedStatement:
    """A statement that was read in simplified characters, with its label and names as the text prints them."""
    at = slice(statement.start, statement.end)
    names = [as_printed(body.name, plain[at], text[at]) for body in statement.bodies]
    bodies = tuple(replace(body, name=name) for body, name in zip(statement.bodies, names, strict=True))
    return replace(statement, label=as_printed(statement.label, plain[at], text[at]), bodies=bodies)


_BOXED = regex(
    rf"[【［\[〔（(](?P<label>{LEAD}|{SUPPORT}|{OTHER}|{_SPACED}|[\u4e00-\u9fff]{{2,9}}(?=[】］\]〕][:：]))[】］\]〕）)]"
    r"(?:(?P<colon>[:：])|(?<=[位门体构室].)(?=[^\S\n]{0,2}[\u4e00-\u9fff]|\n))"
)


def _unboxed(box: re.Match[str]) -> str:
    """【责任单位】： as  责任单位 ：, as long."""
    return f" {box['label']} ：" if box["colon"] else f" {box['label']}："


# 由甲局负责。 甲局牵头，乙局配合。 分工：…: a sentence that holds nothing but bodies and their verbs.
_SENTENCE = regex(
    r"(?:(?<=[。；;\n\t])|^)[ 　]{0,4}(?:[-—–·•●○◆◇★☆■□▲△►▶➢※＊*]{1,3}[ 　]{0,2})?(?P<opens>(?:(?:此|该|本|这|上述|以上)[项条]?(?:工作|任务|措施|事项|项目)?(?:均|统一)?|[^，,。；;、：:\n\t由]{0,16}(?<!自)(?<![^管治办受处审清监护整]理)|[^，,。；;、：:\n\t]{0,8}自由贸易[^，,。；;、：:\n\t由]{2,12})由|(?:任务|职责|责任|工作)?分工[:：])?(?P<said>[^。；;\n\t]{3,200})(?=[。；;\n\t]|$)"
)
_ENDS_SO = regex(
    r"(?:负责|牵头|配合|参与|参加|协助|协办|落实|支持|指导|组织实施|办理|负总责)(?:落实|实施|推进|组织实施|完成|办理)?$|(?:牵头|负责)[，,、]并?会同[^，,]+$"
)


_CHARGED_BY = regex(
    r"[^\n\t]*[^\n\t自](?<![^管治办受处审清监护整]理)由"
)  # 办公室设在甲局，日常工作由乙局负责; not 自由贸易试验区管委会负责
_EXHORTS = regex("抓好|抓落实|各司其职|各负其责")
_BY_WHEN = regex(rf"[，,](?:{WHEN.pattern})[^，,]{{0,12}}$")  # 由甲局负责，于2022年6月底前完成


def _sentences(
    text: str, start: int, stop: int, rule: Rule | None, taken: list[tuple[int, int]]
) -> Iterator[PrintedStatement]:
    """Sentences outside brackets and labels that only say who is responsible; every name ends like that of a body."""
    spans = iter(sorted(taken))
    span = next(spans, None)
    for match in _SENTENCE.finditer(text, start, stop):
        sentence, at = match["said"], match.start("said")
        while span and span[1] <= match.start():
            span = next(spans, None)
        if (span and span[0] < match.end()) or not _ENDS_SO.search(_BY_WHEN.sub("", sentence)):
            continue
        located = list(_by_verb(at - 1, " " + sentence, rule))
        if len(located) < 2 and _EXHORTS.search(sentence):  # 各部门抓好落实。
            continue
        if not located or not all(is_body(body.name) for statement in located for body in statement.bodies):
            continue
        lengths = {len(body.name) for statement in located for body in statement.bodies}
        if 1 in lengths and len(lengths) > 1:  # 资金由市、县财政部门负责
            continue
        if not match["opens"] and not all(len(body.name) > 2 for statement in located for body in statement.bodies):
            continue
        for statement in located:
            begin = max(statement.start, at)
            yield replace(statement, start=begin, label=statement.label, why="sentence-of-bodies", sure=True)


def bracket_pairs(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The outermost brackets: where each opens, and the position behind it. A line end inside is no end of one."""
    stack: list[tuple[str, int]] = []
    for match in re.compile(r"[（()）\[\]【】〔〕［］]").finditer(text, start, stop):
        sign, at = match[0], match.start()
        if stack and at - stack[0][1] > _REACH:
            yield from _unclosed(text, stack[0][1], stop)
            stack = []
        if sign in BRACKETS:
            stack.append((BRACKETS[sign], at))
        elif stack and (sign == stack[-1][0] or {sign, stack[-1][0]} <= {")", "）"}):
            _, opened = stack.pop()
            if not stack and _HEADING.search(text, opened, at):
                yield from _unclosed(text, opened, stop)
            elif not stack:
                yield opened, at + 1
    if stack:
        yield from _unclosed(text, stack[0][1], stop)


def _unclosed(text: str, opened: int, stop: int) -> Iterator[tuple[int, int]]:
    """A bracket that is never closed ends with its line."""
    line = text.find("\n", opened, stop)
    closed = line if line >= 0 else stop
    if closed - opened < 400:
        yield opened, closed


def _bracketed(text: str, opened: int, closed: int, rule: Rule | None) -> Iterator[PrintedStatement]:
    whole = text[opened:closed]
    if len(whole) < 4:
        return
    if whole[1] in BRACKETS and whole[-2] == BRACKETS[whole[1]]:  # 【（市科委负责）】
        yield from _bracketed(text, opened + 1, closed - 1, rule)
        return
    labels = list(LABEL.finditer(whole))
    if labels and _OTHER_LABELS.fullmatch(without_when(whole[1:]), 0, labels[0].start() - 1):
        own = rule and rule.of_list(whole[0])
        yield from _labelled(opened, whole, labels, own)
        return
    if not labels:
        located = list(_with_duties(opened, whole)) or list(_by_verb(opened, whole, rule))
        yield from located or _names_alone(text, opened, closed, rule)


# 责任领导：…；完成时限：…；责任单位：…: what stands before a label of bodies in its bracket
_OTHER_LABELS = regex(r"\s*(?:[\u4e00-\u9fff]{2,8}[:：][^:：；;]{1,40}[；;，,。\s]\s*)*")


def _inner(whole: str) -> str:
    """What a bracket holds, up to another label in it (…负责；完成时限：2023年底), or to a date (乙局；12月底前完成)."""
    inner = NEXT_LABEL.split(whole[1:-1] if whole[-1] in CLOSING else whole[1:], maxsplit=1)[0]
    return without_when(WHEN_APART.sub("", _DATED.sub("", inner)))


_DATED = regex(rf"[；;，,。]\s*(?:{WHEN.pattern})[^；;，,、]*$")


def _labelled(at: int, whole: str, labels: list[re.Match[str]], rule: Rule | None) -> Iterator[PrintedStatement]:
    """A bracket with labels: one statement quoted whole, or one a label where it has several."""
    inner_end = len(whole) - 1 if whole[-1] in CLOSING else len(whole)
    for index, label in enumerate(labels):
        stop = labels[index + 1].start() if index + 1 < len(labels) else inner_end
        names = whole[label.end() : stop].rstrip(EDGE + "；;，,。、")
        bodies = roles_of(names, label["label"], rule)
        if not bodies or (
            _OF_BODIES.fullmatch(label["label"])
            and (_DEED.search(names) or not any(is_body(body.name) for body in bodies))
        ):
            continue
        sure = all(is_body(body.name) for body in bodies)
        if len(labels) == 1:
            yield PrintedStatement(at, at + len(whole), label["label"], bodies, "bracket-with-label", sure)
        else:
            end = at + label.end() + len(names)
            yield PrintedStatement(at + label.start(), end, label["label"], bodies, "bracket-with-labels", sure)


def _no_list(words: str) -> bool:
    """Whether words are no list of bodies; a thing may stand in the name of one with its rank (市重点项目推进中心)."""
    if _OF_THINGS.search(words):
        for name in names_of(words):
            named = name.text[0] in "国省市区县州旗" and "由" not in name.text and is_body(name.text)
            words = words.replace(name.text, "") if named and not _NO_LIST.search(name.text) else words
    return bool(_NO_LIST.search(words) or _OF_THINGS.search(words))


# 甲局会同乙局制定: two that make something together; 甲局制定 tells whose a document is
_WITH_ANOTHER = regex("[局委厅办部府]会?[同商](?=[国省市区县州旗各有相][^，。；]{2,}|[^，。；、]{2,14}[局委厅办部])")
_MADE = regex(
    "(?<=[局委厅办部府])(?:共同|联合)?(?P<verb>(?:研究)?(?:制定|制订|编制|起草|修订|出台|提出|建立))(?:印发|实施|并组织实施)?$"
)


def _verbs_of(core: str) -> list[re.Match[str]]:
    """The verbs behind the names of a bracket, of which nothing but a date follows the last; none where more does."""
    verbs = [verb for verb in VERB.finditer(core) if not re.match(r"[\u4e00-\u9fff]", core[verb.end() :])]
    if not verbs and _WITH_ANOTHER.search(core) and (made := _MADE.search(core)):
        return [made]
    rest = core[verbs[-1].end() :].strip(EDGE + "。；;，,、等") if verbs else ""
    return [] if rest and not WHEN.match(rest) else verbs


# 中央统筹、省负总责、市县抓落实; 政府负总责、部门抓落实: levels, no bodies
_LEVELS = regex(
    "领导负总责|(?<![\u4e00-\u9fff）)])(?:(?:(?:地方|党委[、和]?)?政府|部门|街道|社区|[省市区县州镇乡村]{1,3})(?:负总责|抓(?:总|落实))|(?:中央|街道|[省市区县州镇乡村]{1,3})统筹(?=[^。]*(?:负总责|抓落实)))"
)
_HANDLER = regex(
    "[国省市区县州旗镇乡各][\u4e00-\u9fff]{0,12}(?:[局委厅办部署府]|残联|妇联|工会|中心)$|[\u4e00-\u9fff]{2,3}[省市县区州旗][\u4e00-\u9fff]{1,12}[局委厅办部署府]$"
)
_OF_RANK = regex("(?!各|有关|相关)[\u4e00-\u9fff]{2,8}[局委厅部]$")
_GOES = regex("[到至去往转持]|在(?!线)|交(?!通|易|警|运)|报(?!社)|委托|本人|申请|[通网代]办")  # 到甲局办理


def _handles(core: str, cut: int, verb: re.Match[str]) -> bool:
    """Whether bodies handle it (县民政局办理): no place where one goes, nobody who asks, nothing handed on."""
    if not verb[0].endswith("办理") or "负责" in verb[0]:
        return True
    begin, _ = _named_from(core, cut, verb.start())
    words = core[begin : verb.start()].removeprefix("由")
    names = [name.text for name in names_of(words)]
    centre = any(name.endswith("中心") for name in names) and "由" not in core  # 县政务中心办理 says where
    ranked = bool(names) and bool(_HANDLER.match(names[0]))  # 自治区能源局、财政厅
    handlers = all(_HANDLER.match(name) or _OF_RANK.match(name) for name in names)
    return ranked and handlers and not centre and not _GOES.search(words)


# 公安、消防等部门负责
_SORT = regex(
    f"由?(?![如例经不非涉])(?:[\u4e00-\u9fff]{{2,6}}、)+[\u4e00-\u9fff]{{2,6}}等(?:相关)?部门(?:{_BY_DUTY})?负责"
)
_Charge = tuple[int, re.Match[str], tuple[Body, ...]]


def _charged(core: str, verbs: list[re.Match[str]], rule: Rule | None, bracket: bool) -> tuple[list[_Charge], bool]:
    """Each verb with where its names begin and its bodies; and whether somebody is named there who is not read."""
    cut, matches, left = 0, [], False
    levels = [level.span() for level in _LEVELS.finditer(core)]
    for verb in verbs:
        if not _handles(core, cut, verb):
            return [], False
        begin, said = _named_from(core, cut, verb.start())
        names = core[begin : verb.start()]
        cut = verb.end()
        if any(first <= verb.start() < last for first, last in levels):
            continue
        bodies = roles_of(names.removeprefix("由"), verb["verb"], rule)
        if bodies and not _no_list(said if bracket else names):
            matches.append((begin, verb, bodies))
        else:
            left = left or bool(bodies)
    return matches, left


def _by_verb(at: int, whole: str, rule: Rule | None) -> Iterator[PrintedStatement]:
    """（甲部、乙局负责）, （甲部牵头，乙局、丙局配合）, （甲部、乙局指导）: the verb after the names says the role.

    Behind its parts a sentence of another kind may stand (以下均需各县政府落实，不再列出).
    """
    core, joined = _with_joined(without_rule(_inner(whole)))
    verbs = _verbs_of(core) or _verbs_of(core.partition("。")[0])
    own = rule if rule and not any(map(_leads, verbs)) else None  # its own words may say who leads
    matches, left = _charged(core, verbs, own and own.of_list(whole[0]), whole[0] in BRACKETS)
    if not _SORT.fullmatch(core) and not any(is_body(body.name) for _, _, bodies in matches for body in bodies):
        return
    for begin, verb, bodies in matches:
        sure = not left and all(is_body(body.name) for body in bodies)
        alone = len(verbs) == 1 and not joined and (whole[0] in BRACKETS or not begin)
        span = (at, at + len(whole)) if alone else (at + 1 + begin, at + 1 + verb.end())
        yield PrintedStatement(*span, verb["verb"], bodies, "bracket-with-verb", sure)
    if joined:
        label = joined["join"] or ""
        role = ("support", "label") if label else ("undivided", "not_divided")
        span = (at + 1 + joined.start("names") - len(label), at + 1 + joined.end())
        yield PrintedStatement(*span, label, _all(names_of(joined["names"]), *role), "bracket-with-verb", True)


_JOINED = regex(
    r"(?<=牵头|负责)[，,、；;](?:并?(?P<join>会同|会商|商(?=[国省市区县有相])))?(?P<names>(?:(?!组成|成立|组建|设立|会同|会商)[^；;。]){2,200})$"
)

_BESIDE = regex(
    f"(?!.*(?:全[部局]|资金|经费|任务|信息|由|包括|涉及)|[^国省市区县州]{{0,3}}[接报送交对迁建布督审察谈责并含除造](?!通|设|计[署厅局]|外|[厅局委部]))(?:{_OF_RANK.pattern}|{_HANDLER.pattern}|各(?!自)|有关|相关)"
)


def _joins(joined: re.Match[str]) -> bool:
    """Whether nothing but bodies stands behind who leads; without 会同 between them, each is an office or each of many."""
    names = [name.text for name in names_of(joined["names"])]
    if joined["join"]:
        return not set("，,") & set(joined["names"]) and all(map(is_body, names))
    return all(_EACH_AREA.fullmatch(one) or (is_body(one) and _BESIDE.match(one)) for one in names)


def _with_joined(core: str) -> tuple[str, re.Match[str] | None]:
    """甲局牵头，会同乙局、丙局 or 甲局牵头，乙局、丙局: what leads, and the bodies behind it, which no verb follows."""
    joined = None if _verbs_of(core) else _JOINED.search(core)
    return (core[: joined.start()], joined) if joined and _joins(joined) else (core, None)


def _named_from(core: str, cut: int, end: int) -> tuple[int, str]:
    """Where the names before a verb at `end` begin, past a date and 由; and all that is said there."""
    part = without_when(core[cut:end].lstrip(EDGE + "，,；;、。+＋/／")).lstrip()
    begin = end - len(part)
    if others := _CHARGED_BY.match(core, begin, end):
        begin = end - len(without_when(core[others.end() : end]).lstrip())
    return begin, part


_DUTY = regex(
    rf"(?:^|(?<=[，,；;]))(?:(?:以上|上述|[此该本])[^，,；;由]{{0,8}}(?=由))?由?(?P<names>(?!在[^，,；;]{{2,60}}下(?:[，,；;]|$))[^，,；;]{{2,60}}?)(?:{_STRENGTH})?(?P<verb>牵头|{_SHARED}|配合|协助|参与|支持|承担|指导|(?<=[局委厅办府部])(?:提供[^，,；;。、]{{0,6}}(?:支撑|支持|保障)(?=[，,；;]|$)|保障|统筹(?!负责)|落实|提供))(?!人|制度|同志|的)(?P<duty>(?:[\u4e00-\u9fff《“\d][^，,；;。]{{0,29}})?)(?=[，,；;]|$)"
)
_JOINS = regex("并?(?:会同|会商|联合|商(?=[国省市区县州]))")
_PARTS = regex("[，,；;]")


def _apart(inner: str) -> str:
    """甲局牵头、乙局配合做好保障: with a comma, as long, before bodies that a verb of their own follows."""
    start = 0
    for mark in re.finditer("[，,；;、 　+＋/／]", inner):
        at = mark.end()
        follows = mark[0] not in "，,；;" and _DUTY.match(f"，{inner[at:]}", 1)
        if (
            follows
            and _DUTY.match(inner[: at - 1], start)
            and all(is_body(one.text) for one in names_of(follows["names"]))
        ):
            inner = f"{inner[: at - 1]}，{inner[at:]}"
        start = at if inner[at - 1] in "，,；;" else start
    return inner


def _with_duties(at: int, whole: str) -> Iterator[PrintedStatement]:
    """（甲局负责资金保障，乙局牵头组织验收）: nothing but bodies, with a duty behind the verb of one of them at least."""
    inner = _apart(_inner(whole).rstrip(EDGE + "。；;"))
    parts = list(_DUTY.finditer(inner))
    names = [name.text for part in parts for name in names_of(part["names"])]
    groups = [name for name in names if NO_NAME_ALONE.match(name)]
    if len(_PARTS.split(inner)) > len(parts) or not any(part["duty"] for part in parts):
        return
    # 甲局牵头会同乙局负责; 到甲局统一办理低保
    if any(_JOINS.match(part["duty"]) or part["verb"].endswith("办理") for part in parts):
        return
    if len(names) > len(groups) and all(name in groups or is_body(name) for name in names):
        for part in parts:
            bodies = roles_of(part["names"], part["verb"], None)
            span = (at + 1 + part.start("names"), at + 1 + part.end()) if len(parts) > 1 else (at, at + len(whole))
            yield PrintedStatement(*span, part["verb"], bodies, "bracket-with-verb", not groups)


_SOURCE = regex(
    r".\s?(?:19|20)\d\d ?(?:年? ?[-—–~至到]{1,2} ?(?:19|20)\d\d ?(?=[^（）()]*(?:统计|年鉴|公报|普查)))?(?:年度?)?(?: ?\d{1,2} ?月(?: ?\d{1,2} ?日)?)?[，,；;]"
)  # （2021年，国家统计局）: a source
# （2026年底前，组建市数据集团）: what is done by then
_DONE_TO = regex("组建|建成|搬迁|新建(?!区)|新[增设]|成立|设立|引进|打造|培育|[扩改迁]建|创建(?!办)|选举|撤销|合并")
_SHORT = ("海关", "税务", "妇联", "残联", "工会", "科协", "侨联", "文联")
# 可在任一窗口办理（市民中心、海关）: where, if no office stands there
_WHERE = regex("(?:可[在到]|就近|窗口|大厅|网点|现场)[^，。；]*(?:办理|领取|申[领请报]|咨询|缴[纳费]|查询)$")
_OFFICE = regex("[局委厅办部署府司]$|(?:残联|妇联|工会|科协|侨联|文联)$|^各")
# 三大中心（商务中心、会展中心、物流中心）: which ones
_SO_MANY = regex("[两二三四五六七八九十\\d](?:大|[个级类处所家座])[\u4e00-\u9fff]{2,8}$")
_IN_CHARGE = regex(f"{_OFFICE.pattern}|(?:会|公司|集团|[支大]队|管理处)$|^[省市区县州旗][^院馆]*(?:中心|站|区)$")
_OF_AREA = regex("[县州会门]$|中心$|(?<!园)区$")
_SCHOOL = regex("(?!各).*学校$").match  # 新建4所（城南学校、城北学校）: which ones
# 支持企业（龙头企业、链主企业）, 养老机构（敬老院、福利院）: which kinds of firms or places
_KIND_OF_THING = regex(
    "(?:行业|产业链)?(?:龙头|链主|骨干|重点|规上|规模以上|大型|中小|小微|中小微|民营|外资|外贸|领军|领航|头部|独角兽|瞪羚|单项冠军|“?小巨人”?|专精特新|高新技术|科技型?|上市|示范|试点|初创|成长型|创新型)+企业|(?:重点|排污|用[能水电]|会员)+单位|"
    "如?(?:日间|公[立办共]|民[营办]|乡镇|农村|村|社区|城市|基层|综合|专科|中医|普通|[一二三县市]级)*(?:[养敬]老院|(?:福利|幸福|医|卫生)院|卫生室|诊所|幼儿园|(?:图书|博物|文化|美术|体育)馆|(?:照料|养老服务|卫生服务)中心)"
).fullmatch
_EACH_AREA, _PLACE = regex("各[市区县镇乡街州村]{1,3}"), regex("(?:[市区县镇乡]|市中心)$")


def _names_alone(text: str, opened: int, closed: int, rule: Rule | None) -> Iterator[PrintedStatement]:
    """（市科委、市教委） at the end of a task: a bracket that holds nothing but names of bodies."""
    behind = text[closed : closed + 2]
    if behind[:1] not in ("", "\n", "。", "；", ";", "（", "("):
        return
    inner = without_rule(_inner(text[opened:closed])).strip(EDGE + "。；;")
    names = names_of(inner)
    if _SOURCE.match(text, opened) or any(_DONE_TO.match(name.text) for name in names):
        return
    if (
        not names
        or _no_list(inner)
        or "：" in inner
        or ":" in inner
        or any(map(_SCHOOL, (name.text for name in names)))
        or all(map(_KIND_OF_THING, (name.text for name in names)))
        or all(re.match("原(?!.?[州平阳][区市县])", name.text) for name in names)
    ):
        return
    known = [name for name in names if len(name.text) >= 3 and is_body(_MARKED.sub("", name.text).strip(MARKS))]
    if any(name.text[0] in "国省市州区县旗" for name in known):
        known = [name for name in names if name in known or name.text in _SHORT]  # 市商务局、海关
    sole = not any(name.text[0] != "各" for name in known) and text[opened - 1] not in "。；;！"
    single = [name for name in known if name.text[0] != "各"]
    places = bool(single) and all(_PLACE.search(name.text) for name in single)  # （北京市、各区） is where
    proper = known if sole or places else [name for name in names if name in known or _EACH_AREA.fullmatch(name.text)]
    before = re.split("[\\n。；;，,]", text[max(0, opened - 30) : opened])[-1]
    alias = len(names) == 1 and (
        is_body(before) or not re.search("委|局|厅|部$|办|院|政府|署|会|公司|集团|部门|单位", names[0].text)
    )
    if _WHERE.search(before) and not any(_OFFICE.search(name.text) for name in names):
        return
    if _SO_MANY.search(before) and not any(_IN_CHARGE.search(name.text) for name in names):
        return
    if len(proper) == len(names) and not alias:
        alone = len(names) == 1 and bool(before) and text[opened - 1] not in "。；;！"
        if alone and not re.search(r"[年月日内前底]|\d", before):
            return
        own = rule and rule.of_list(text[opened])
        yield PrintedStatement(opened, closed, "", roles_of(inner, "", own), "bracket-of-names", not alone)


_NUMBER = r"(?:[一二三四五六七八九十\d]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳])"
_DOT = "[-—–·•●○◆◇★☆■□▲△►▶➢※＊*]"
_NUMBERED = regex(rf"{_DOT}{{0,3}}[ \t　]{{0,2}}{_NUMBER}?")
_ANGLES = {"<": ">", "＜": "＞", "〈": "〉"}
_NEXT_NUMBER = regex(rf"(?:(?:^|[；;，,。、\s]+){_NUMBER}|[①-⑳])\s*$")  # 1.牵头单位：…；2.配合单位：…


def _is_office(name: str) -> bool:
    """Whether a name is a body that no kind of place is: 市商务局 and 各区, not 示范园区 and 中心城区学校."""
    return is_body(name) and not set("：:") & set(name) and bool(_OFFICE.search(name) or _OF_AREA.search(name))


def _end_of_names(text: str, start: int, stop: int, ours: Callable[[str], object]) -> int:
    """Where the lines from `start` end that hold nothing but names that are `ours`; `start` where the first is none."""
    end, at = start, start
    for line in text[start : min(stop, start + _REACH)].split("\n"):
        names = names_of(line.rstrip(EDGE + "；;，,。、"))
        if not names or not all(ours(name.text) for name in names):
            break
        end, at = at + len(line.rstrip(EDGE + "；;，,。、")), at + len(line) + 1
        if line.rstrip(EDGE)[-1:] == "。":
            break
    return end


_TRANSLATED = regex(r"\s*[/／|｜]\s*[A-Za-z]{3,}[^\u4e00-\u9fff]*$")  # 责任单位：甲局 / Responsible: Bureau A


def _labelled_lines(
    text: str, start: int, stop: int, rule: Rule | None, taken: list[tuple[int, int]], pairs: list[tuple[int, int]]
) -> Iterator[PrintedStatement]:
    """A line, or the end of one, that is a label with its bodies, without brackets."""
    rule = rule and rule.of_list("")
    labels = LABEL.finditer(text, start, stop)
    spans = iter(sorted({*taken, *pairs}))
    span = next(spans, None)
    free = []
    for label in labels:
        while span and span[1] <= label.start():
            span = next(spans, None)
        if not (span and span[0] <= label.start()):
            free.append(label)
    shut = ""
    for index, label in enumerate(free):
        floor = max(start, label.start() - _FAR)
        line = max(floor, text.rfind("\n", floor, label.start()) + 1)
        follows = index > 0 and free[index - 1].start() >= line and text[label.start() - 1] in EDGE + "，,；;"
        before = "" if follows else text[line : label.start()].strip(EDGE)
        before = _NEXT_NUMBER.sub("；", before)
        if _NUMBERED.fullmatch(before) or (text[label.start() - 1] in EDGE and _OTHER_LABELS.fullmatch(before + "；")):
            before = ""
        bare = bool(_BARE.fullmatch(label["label"])) or label[0].rstrip(EDGE)[-1] not in ":："
        shut = shut if follows else _ANGLES.get(before[-1:], "")
        if before and not shut and before[-1] not in ("。；;" if bare else "。；;，,）)】]、"):
            continue
        ends = [
            at for mark in f"\n。{shut}" if (at := text.find(mark, label.end(), min(stop, label.end() + _FAR))) >= 0
        ]
        following = [free[index + 1].start()] if index + 1 < len(free) else []
        end = min([*ends, *following, stop])
        names = _NEXT_NUMBER.sub("", _TRANSLATED.sub("", text[label.end() : end])).rstrip(EDGE + "；;，,。、")
        if (not names or text[end - 1] == "、") and text.startswith("\n", end):  # its names go on in the next line
            ours = _is_office if names else is_body
            names = text[label.end() : max(end, _end_of_names(text, end + 1, min([*following, stop]), ours))]
            names = names.rstrip(EDGE + "、")
        if len(names) > _REACH or (bare and (_no_list(names) or _DEED.search(names))):
            continue
        if bodies := roles_of(names, label["label"], rule):
            sure = all(is_body(body.name) for body in bodies)
            if bare and not sure:
                continue
            yield PrintedStatement(
                label.start(), label.end() + len(names), label["label"], bodies, "line-with-label", sure
            )
