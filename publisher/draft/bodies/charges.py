"""Who is charged within a sentence of a task: 台账由甲局负责，乙局配合; 甲局会同乙局提出; 甲局、乙局各司其职.

A sentence is read part by part (，). It opens with a part that says 由, or whose verb ends it; what follows may name
further bodies. A duty alone (各乡镇要逐户核对) is none. Nothing read here is sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.codebook.bodies import EDGE, Name, is_body, names_of
from publisher.codebook.statements import JOINING, Body, PrintedStatement, roles_of, said_of_label
from publisher.codebook.statements import listed as list_in
from publisher.draft.marks import lines_of

_VERB = re.compile(
    r"(?:共同|一起|分头|分别|具体|属地|统一|主要)*(?P<verb>牵头|主办|负责(?!同志|人|任)|承担|统筹|组织实施|实施|监督|配合|协助|参加|参与|支持|落实|推进|自行|各司其职"
    r"|按照?(?:各自)?(?:职责|职能)|做好|会同|商(?=[^务业会场])|提供|要主动|组织(?!部))"
)
_WILL = re.compile("(?:要|应当?|须|将|拟)$")  # 甲局要会同乙局
_CLOSES = ("牵头", "主办", "负责", "承担", "统筹", "监督", "配合", "协助", "参加", "参与", "落实", "各司其职")
_AND_OTHERS = re.compile("等(?:相关|有关)?(?:部门|单位)?")
_MOST, _MOST_LONG = 36, 200  # characters of a list of bodies, of one behind 由 or of whole names
_BY = re.compile("(?:分别|统一|主要|[，,]|^|[^理自缘经])由(?!于|此)")
_EACH_BY = re.compile("、?第[^由、，]{1,4}由|、?[^、，由]{1,12}由")
_OF_BODIES = re.compile("(?:[两二三四五六七八九十]个|等(?:相关|有关)?)(?:部门|单位)$")
_BODY_THEN = re.compile(
    "组(?!织部)|(?<!组)织(?!部)|建(?![局委筑]|设[局厅委])|举(?=[办行])|约(?=谈)|督(?=办|导)|加(?=[强快大])|[按定每开制于在提确落负解编拟做研推完实共联划出印修予整摸清盘抓认核对]"
)
_NOT_NAMED = re.compile(
    r"[的\d了是]|数[十百千万]|^(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、)?(?:吸引|带动|引导|支持|鼓励|推动|遴选|培育|依托|加强|强化|完善|健全|优化|明确|推进|建立|提升|规范|深化|发挥)|情况|委托|工作$|问题|同志|[我本该此]|其(?!他)|“[^”]*$"
)
_MATTERS = re.compile("^(?:[^、]{0,8}(?:事项|事宜|方面)|以下[^、，]{0,6}[均都][需须由])(?=.)")
_FIRM = re.compile("[^市县区省乡镇州、][^、]*(?:集团|有限公司|股份|科技)")  # who builds is a party, no body
_ANY = re.compile("(?:牵头|配合|责任|成员|主管|协办)(?:单位|部门)|企业")
# What stands between commas; 甲局牵头、乙局配合 is two as well.
_PART = re.compile("(?:[^，,、]|、(?<!牵头、)(?<!配合、)(?<!负责、)(?<!协助、))+")
_SENTENCE = re.compile("[^。；;！？\\n\\t]{4,300}")


# 一、园区管委会牵头工作（8项）: a heading under which a body's tasks stand
_HEADED = re.compile(
    r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d{1,2}[.．、])?(?P<names>[^，。；：:]{2,36}?)(?P<verb>牵头|主办|负责|承担)"
    r"(?:落实|推进|完成|办理)?的?(?:重点|主要)?(?:工作|任务|事项|项目)(?:[（(]共?\d{1,3}[项个件条][)）])?"
)


def charges(text: str, start: int, end: int) -> Iterator[PrintedStatement]:
    """The charges of text[start:end], a statement a part, in order."""
    for line in lines_of(text, start, end):
        headed = _HEADED.fullmatch(line.text)
        if headed and (names := _bodies(headed["names"])):
            role, basis = said_of_label(headed["verb"])
            bodies = tuple(Body(name.text, role, basis, name.open) for name in names)
            begin, stop = line.start + headed.start("names"), line.start + headed.end("verb")
            label = headed["verb"] if basis == "label" else ""
            yield PrintedStatement(begin, stop, label, bodies, "by-whom", False)
            continue
        for sentence in _SENTENCE.finditer(line.text):
            yield from _charges_of(line.start + sentence.start(), sentence[0])


def _charges_of(at: int, sentence: str) -> Iterator[PrintedStatement]:
    begun = False
    for part in _PART.finditer(sentence):
        charge = _by(part[0]) or _who(part[0], followed=begun or _is_followed(sentence, part.end()))
        if charge is None:
            continue
        begin, names, verb = charge
        role, basis = said_of_label(verb)
        bodies = tuple(Body(name.text, role, basis, name.open) for name in names)
        stop = len(part[0].rstrip(EDGE))
        if verb in JOINING:  # who leads stands before it, and it ends with those behind it
            stop = part[0].find(names[-1].text, part[0].find(verb)) + len(names[-1].text)
            stop += len(match[0]) if (match := _AND_OTHERS.match(part[0], stop)) else 0
            bodies = roles_of(list_in(part[0][begin:stop], verb), verb, None)
        label = "" if {body.basis for body in bodies} == {"not_divided"} else verb
        start = at + part.start()
        yield PrintedStatement(start + begin, start + stop, label, bodies, "by-whom", False)
        begun = True


def _is_followed(sentence: str, end: int) -> bool:
    """Whether the next part names bodies that support: 甲局要主动上门，乙局配合."""
    behind = re.match("[，,]([^，,]+)", sentence[end:])
    charged = _who(behind[1], followed=False) if behind else None
    return charged is not None and said_of_label(charged[2])[0] == "support"


def _by(part: str) -> tuple[int, tuple[Name, ...], str] | None:
    """台账由甲局负责: where 由 stands, who is named behind it, the verb."""
    for match in _BY.finditer(part):
        begin = match.end() - 1
        charged = _named(part[match.end() :].removeprefix("所涉及的"), _MOST_LONG)
        if charged:
            return begin, *charged
        pieces = _EACH_BY.split(part)
        if len(pieces) > 2 and (charged := _named("、".join(piece for piece in pieces if piece))):
            first = _EACH_BY.search(part)
            return first.start() if first else begin, *charged
    return None


def _who(part: str, *, followed: bool) -> tuple[int, tuple[Name, ...], str] | None:
    """甲局、乙局配合: bodies, then their verb, which ends the part unless other bodies are charged before or behind."""
    lead = len(part) - len(part.lstrip(EDGE))
    charged = _named(part[lead:])
    if charged is None:
        return None
    names, verb = charged
    rest = part[part.find(verb, lead) + len(verb) :].strip(EDGE)
    closes = verb in _CLOSES and (len(rest) < 3 or rest.startswith(("解释", "监督", "落实", "实施")))
    if (
        closes
        or verb in JOINING
        or verb == "各司其职"
        or (verb.startswith("按") and re.search("负责|落实|加强|做好", rest))
    ):
        return lead, names, verb
    return (lead, names, verb) if followed else None


def _named(words: str, most: int = _MOST) -> tuple[tuple[Name, ...], str] | None:
    """The bodies that open some words, up to their first verb, and that verb; of 会同 and 商 those behind it too."""
    for verb in _VERB.finditer(words[: _MOST_LONG + 10]):
        listed = words[: verb.start()].strip(EDGE)
        listed = _WILL.sub("", listed) if verb["verb"] in JOINING else listed
        names = _bodies(listed, most)
        if names is None:
            continue
        if verb["verb"] not in JOINING:
            return names, verb["verb"]
        behind = words[verb.end() :]
        for stop in [*(match.start() for match in _BODY_THEN.finditer(behind)), len(behind)]:
            if others := _bodies(behind[:stop]):
                return (*names, *others), verb["verb"]
    return None


def _bodies(listed: str, most: int = _MOST) -> tuple[Name, ...] | None:
    """The names of a list of bodies; None where it is none. One short name may stand beside whole ones (县移动)."""
    listed = _MATTERS.sub("", listed)
    if (
        not 1 < len(listed) <= _MOST_LONG
        or _FIRM.fullmatch(listed)
        or _ANY.fullmatch(listed)
        or _NOT_NAMED.search(listed)
    ):
        return None
    names = names_of(_OF_BODIES.sub("", listed))
    counted = bool(_OF_BODIES.search(listed))
    bodies = [name for name in names if is_body(name.text)]
    if len(listed) > most and (len(names) < 3 or len(bodies) < len(names)):
        return None
    short = all(len(name.text) <= 4 for name in names if name not in bodies)
    return names if names and short and (counted or (bodies and (len(names) > 1 or len(listed) > 1))) else None
