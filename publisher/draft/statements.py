"""Who is responsible: every printed form of an attribution, split into bodies with their roles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from publisher.draft.marks import EDGE, Line, lines_of
from publisher.draft.outline import Clause, clause_at

LEAD = "牵头单位|牵头部门|牵头责任单位|主办单位"
SUPPORT = "配合单位|配合部门|协助单位|协办单位|参加单位|参与单位"
OTHER = (
    "主要责任单位|协同单位|推进单位|推进部门|责任单位|责任部门|责任主体|实施单位|实施主体|"
    "负责单位|落实单位|完成单位|承办单位|主管部门"
)
LABEL = re.compile(rf"({LEAD}|{SUPPORT}|{OTHER})\s*[:：为]\s*")
BRACKETS = {"（": "）", "(": ")", "[": "]", "【": "】", "〔": "〕", "［": "］"}
VERB = re.compile(
    r"(?P<verb>牵头负责|按照?职责分工(?:分别)?负责|按职责分别负责|按职能分工负责|分工负责|分别负责|共同负责|具体负责|协同负责|负责|牵头|配合|参与|参加|协助)"
    r"(?:落实|实施|推进)?"
)
LEADING, SUPPORTING = ("牵头负责", "牵头"), ("配合", "参与", "参加", "协助")
REMARK = re.compile(r"[（(\[][^（()）\[\]]*(?:下同|为牵头|另有说明|以下简称)[^（()）\[\]]*[)）\]]")
RULE = re.compile(
    r"[^（(，,。]{0,12}逗号前[^）)。，,]{0,6}为?牵头[^）)。]{0,10}|排(?:在)?(?:第一|首位)[^）)。]{0,4}(?:为|是)牵头[^）)。]{0,8}"
)

_BODY_END = (
    "区域|园区|委员会|办公室|办公厅|人民政府|政府|管委会|执委会|党工委|工委|部门|单位|集团|公司|学院|大学|中心|小组|专班|工作组|法院|检察院|"
    "联合会|联盟|协会|银行|研究院|研究所|科学院|总社|总工会|团委|妇联|残联|工商联|科协|指挥部|委|办|(?<![布格结当大全僵])局|厅|部|室|组|院|社|区|县|市|镇|街道|署|行|分院|总队|支队|分局"
)
_GROUP = "各相关部门|各有关部门|各有关单位|各部门|各单位|各区政府|各区县政府|各县区政府|各区"
_NAME = (
    r"(?:[“”\u4e00-\u9fff]{2,12}组(?=[，,]主要)|各区[（(]市[)）]县|各县[（(]市、?区[)）]|各(?:市级|相关|有关|牵头|责任|成员|级|区[（(]市[)）]县|县[（(]市、区[)）]|县区|区县|区|县|市|镇|街道|地)?[\u4e00-\u9fff]{0,8}?(?:部门|单位|政府|党委|管委会|区|县|地|园区)"
    r"|(?:市级|区级|省级|市|区|省|县)?(?:相关|有关)(?:市级|重点)?(?:部门|单位|区域|企业)(?:和单位)?"
    r"|[“”\u4e00-\u9fff]{2,20}?(?:局|委|办公室|办公厅|督查室|领导小组|工作组|工作专班|专班|指挥部|管委会|委员会|人民政府|(?<![全内外干局本])部(?![门分署])|厅|支队|大队|分局|政府))"
)
_DUTY = re.compile(
    rf"(?:^|(?<=[。；;，,]))(?P<names>{_NAME}(?:[、和及与]{_NAME})*)[，,]?"
    r"(?P<verb>加强(?!对)|发挥|承担|负责|要|应当?|须|必须|设在|将|会同|根据|按照?|按领域|积极|主要牵头|主要跟踪|主要负责|牵头|统筹|定期|及时|具体|各自|建立|切实|每(?:年|半年|季度|月|周))"
)
_OFFICE = re.compile(r"(?<=[，,。；;])下设(?P<names>办公室)[，,][^。；;]{4,60}")
_SET_UP = re.compile(
    r"(?:^|(?<=[。；;，,]))(?:[市省区县][\u4e00-\u9fff]{1,6})?(?:成立|组建|建立|设立)(?:由[^。；;]{2,40}?的)?(?P<names>[\u4e00-\u9fff]{4,30}?(?:领导小组|工作专班|专班|指挥部|委员会))(?=[（(，,])"
)
_BY = re.compile(
    rf"由(?P<names>{_NAME}(?:[（(][^）)]+[)）])?(?:(?:[、和及与]|会同){_NAME}(?:[（(][^）)]+[)）])?)*)等?(?:“[^”]+”)?(?P<verb>负责|牵头|承担|解决|组织实施)"
)
_JOINED = re.compile("(?:和|及|与)(?!单位)")
_SEAT = re.compile(rf"(?<=设在){_NAME}")
_NOT_A_BODY = re.compile(
    r"^(?:我|本|全|上述|以上|该|完善|加强|推进|推动|建立|健全|优化|落实|强化|支持|鼓励|加快|加大|深化|统筹|构建|由)|的|参加|^各?(?:方|地|类|种|项|级|层|环节|领域|行业)$|工作$|工作组?织|^相关$"
)


@dataclass(frozen=True, slots=True)
class Body:
    """A body named in a statement: its name as printed, its role, how the role is known."""

    name: str
    role: str
    basis: str


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution: [start, end) of its quote, its label ("" in prose), its bodies, why it is one, how sure."""

    start: int
    end: int
    label: str
    bodies: tuple[Body, ...]
    why: str
    sure: bool = True


def document_rule(text: str, start: int, end: int) -> str:
    """The words with which a document says how its lists are to be read (逗号前为牵头单位); "" if it does not."""
    match = re.search(r"逗号前[^）)\]。，,]{0,4}牵头(?:单位|部门)?", text[start:end])
    return match[0] if match else ""


def statements(
    text: str, start: int, end: int, clauses: list[Clause], known: Callable[[str], bool] = bool
) -> list[Statement]:
    """Every statement of text[start:end], in order. known: whether a name is in the registry."""
    rule = bool(document_rule(text, start, end))
    found: list[Statement] = []
    for line in lines_of(text, start, end):
        found += _bracketed(line, rule)
        found += _labelled_line(line, rule, found)
    taken = [(item.start, item.end) for item in found]
    for clause in clauses:
        if clause.kind in ("safeguard", "mechanism") and not _has_children(clause, clauses):
            found += [s for s in _prose(text, clause, known) if not any(a < s.end and s.start < b for a, b in taken)]
    for clause in clauses:  # what an annex says after its last part belongs to the annex itself
        if clause.kind == "mechanism" and _has_children(clause, clauses):
            found += [
                s
                for s in _prose(text, clause, known)
                if not any(a < s.end and s.start < b for a, b in taken)
                and not any(f.start <= s.start < f.end for f in found)
            ]
    return sorted({(s.start, s.end): s for s in found}.values(), key=lambda s: s.start)


def _has_children(clause: Clause, clauses: list[Clause]) -> bool:
    return any(
        len(other.path) > len(clause.path) and other.path[: len(clause.path)] == clause.path for other in clauses
    )


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """The outermost brackets of a line: where each opens, and the position behind it."""
    stack: list[tuple[str, int]] = []
    for index, character in enumerate(text):
        if character in BRACKETS:
            stack.append((BRACKETS[character], index))
        elif (
            stack
            and character in ")）]】〕］"
            and (character == stack[-1][0] or {character, stack[-1][0]} <= {")", "）"})
        ):
            _, opened = stack.pop()
            if not stack:
                yield opened, index + 1
    if stack and len(text) - stack[0][1] < 400:  # a bracket that is never closed ends with its line
        yield stack[0][1], len(text)


def _bracketed(line: Line, rule: bool) -> Iterator[Statement]:
    for opened, closed in _pairs(line.text):
        whole = line.text[opened:closed]
        labels = list(LABEL.finditer(whole))
        if labels and not whole[1 : labels[0].start()].strip(EDGE):
            yield from _labelled(line.start + opened, whole, labels, rule)
        elif not labels and len(whole) > 4:
            yield from _by_verb(line.start + opened, whole)


def _labelled(at: int, whole: str, labels: list[re.Match[str]], rule: bool) -> Iterator[Statement]:
    """A bracket with labels: one statement quoted whole, or one a label where it has several."""
    for index, label in enumerate(labels):
        stop = labels[index + 1].start() if index + 1 < len(labels) else len(whole)
        part = whole[label.end() : stop].rstrip(EDGE + "；;，,。")
        names = part[:-1] if index + 1 == len(labels) and part[-1:] in ")）]】〕］" and _unbalanced(part) else part
        bodies = tuple(_roles(names, label[1], rule))
        if not bodies:
            continue
        if len(labels) == 1:
            yield Statement(at, at + len(whole), label[1], bodies, f"a bracket that opens with {label[1]}")
        else:
            yield Statement(
                at + label.start(),
                at + label.end() + len(names),
                label[1],
                bodies,
                f"{label[1]} in a bracket of several",
            )


def _unbalanced(part: str) -> bool:
    return sum(c in BRACKETS for c in part) < sum(c in ")）]】〕］" for c in part)


def _labelled_line(line: Line, rule: bool, found: list[Statement]) -> Iterator[Statement]:
    """A line, or the end of one, that is a label with its bodies, without brackets."""
    labels = [m for m in LABEL.finditer(line.text) if m[0].rstrip(EDGE)[-1] in ":："]
    inside = [s for s in found if line.start <= s.start < line.end]
    labels = [m for m in labels if not any(s.start <= line.start + m.start() < s.end for s in inside)]
    for index, label in enumerate(labels):
        before = line.text[: label.start()]
        if not index and before and before[-1] not in "。；;，,）)、" + EDGE:
            continue
        stop = labels[index + 1].start() if index + 1 < len(labels) else len(line.text)
        sentence = line.text.find("。", label.end(), stop)
        stop = sentence if sentence >= 0 else stop
        names = line.text[label.end() : stop].rstrip(EDGE + "；;，,。")
        if bodies := tuple(_roles(names, label[1], rule)):
            start = line.start + label.start()
            yield Statement(
                start, line.start + label.end() + len(names), label[1], bodies, f"a line that opens with {label[1]}"
            )


def _by_verb(at: int, whole: str) -> Iterator[Statement]:
    """（甲部、乙局负责）, （甲部牵头，乙局、丙局配合）: the verb after the names says the role."""
    inner = whole[1:-1] if whole[-1] in ")）]】〕］" else whole[1:]
    verbs = [m for m in VERB.finditer(inner) if not re.match(r"[\u4e00-\u9fff]", inner[m.end() :])]
    if not verbs or inner[verbs[-1].end() :].strip(EDGE + "。；;，,、等"):
        return
    cut = 0
    parts: list[tuple[int, int, re.Match[str]]] = []
    for verb in verbs:
        parts.append((cut, verb.end(), verb))
        cut = verb.end()
    for begin, end, verb in parts:
        lead = len(inner[begin:end]) - len(inner[begin:end].lstrip(EDGE + "，,；;、。"))
        names = inner[begin + lead : verb.start()].removeprefix("由")
        role = "lead" if verb["verb"] in LEADING else "support" if verb["verb"] in SUPPORTING else "undivided"
        basis = "not_divided" if role == "undivided" else "label"
        bodies = tuple(Body(name, role, basis) for name in split_bodies(names))
        if not bodies or not all(_is_body(body.name) for body in bodies):
            continue
        why = f"a bracket that ends in {verb['verb']}"
        if len(parts) == 1:
            yield Statement(at, at + len(whole), verb["verb"], bodies, why)
        else:
            yield Statement(at + 1 + begin + lead, at + 1 + end, verb["verb"], bodies, why)


def _is_body(name: str) -> bool:
    return bool(re.search(rf"(?:{_BODY_END})(?:[）)])?$", name)) and len(name) <= 30


def _roles(names: str, label: str, rule: bool) -> Iterator[Body]:
    """The bodies of a labelled list. A lead is never read from order alone: only a label or a printed rule says it."""
    if re.fullmatch(LEAD, label) or re.fullmatch(SUPPORT, label):
        role = "lead" if re.fullmatch(LEAD, label) else "support"
        yield from (Body(name, role, "label") for name in split_bodies(names))
        return
    clean = REMARK.sub("", names)
    first, comma, rest = re.sub("，", ",", clean).partition(",")
    if rule and comma and re.fullmatch(OTHER, label):
        yield from (Body(name, "lead", "document_rule") for name in split_bodies(first))
        yield from (Body(name, "support", "document_rule") for name in split_bodies(rest))
        return
    yield from (Body(name, "undivided", "not_divided") for name in split_bodies(names))


def split_bodies(names: str) -> list[str]:
    """A printed list → its names in order. Remarks are left out; bodies in a bracket behind a name follow it."""
    clean = REMARK.sub("", names).strip(EDGE)
    while clean and clean[-1] in ")）]】" and _unbalanced(clean):
        clean = clean[:-1]
    parts, depth, current = [], 0, ""
    for character in clean:
        if character in "（(":
            depth += 1
        elif character in "）)":
            depth -= 1
        if character in "、，,；;" and depth <= 0:
            parts.append(current)
            current = ""
        else:
            current += character
    parts.append(current)
    found: list[str] = []
    for part in parts:
        for name in re.split(r"会同|(?<=[局委办部厅会室府心])(?:及|和|以及|与)(?=各|有关|相关|[市省区县国])", part):
            found += _unfolded(_trimmed(name))
    return list(dict.fromkeys(name for name in found if name))


def _trimmed(name: str) -> str:
    name = re.sub(r"^(?:由|以及|及|和|等)", "", name.strip(EDGE + "。"))
    return re.sub(r"等?(?:共同|分别|按职责分工|按职责)?负责$|等(?:部门|单位)?$", "", name).strip(EDGE)


def _unfolded(name: str) -> list[str]:
    """市政府办公厅(督查室、审改办) is three bodies; 各区(市)县政府 is one, for the bracket is part of its name."""
    match = re.fullmatch(r"(.+?)[（(]([^（()）]+)[)）]", name)
    if not match or not match[1]:
        return [name]
    inner = re.split("[、，,]", match[2])
    if all(re.search(r"(?:办|室|局|委|处|中心|组|部|会)$", part) for part in inner):
        return [match[1], *inner]
    return [name]


def _prose(text: str, clause: Clause, known: Callable[[str], bool]) -> Iterator[Statement]:
    """Sentences of a safeguard or mechanism whose subject is a named body that is given a duty."""
    head = text.find(clause.heading, clause.start) if clause.heading else clause.start
    for line in lines_of(text, max(head, clause.start), clause.end):
        for pattern, why in (
            (_DUTY, "a body and its duty"),
            (_SET_UP, "a body set up"),
            (_OFFICE, "an office set up"),
            (_BY, "由 … 负责"),
        ):
            for match in pattern.finditer(line.text):
                names = list(
                    split_bodies(_JOINED.sub("、", match["names"]) if pattern is not _SET_UP else match["names"])
                )
                if not names or any(_NOT_A_BODY.search(name) or not _is_body(name) for name in names):
                    continue
                if match.re is _DUTY and match["verb"] == "设在" and (seat := _SEAT.match(line.text, match.end())):
                    names.append(seat[0])
                stop = _sentence_end(line.text, match)
                begin = (
                    match.start("names")
                    if pattern is _DUTY
                    else line.text.rfind("，", 0, match.start()) + 1
                    if pattern is _BY
                    else match.start()
                )
                if pattern is _BY:
                    begin = max(line.text.rfind(mark, 0, match.start()) for mark in "，,。；;") + 1
                sure = all(known(name) for name in names)
                bodies = tuple(Body(name, "undivided", "not_divided") for name in names)
                yield Statement(line.start + begin, line.start + stop, "", bodies, why, sure)


def _sentence_end(line: str, match: re.Match[str]) -> int:
    """Where a duty ends: at its sentence's end, or before the next body that is given one, or a bracket."""
    stop = next((i for i in range(match.end(), len(line)) if line[i] in "。；;"), len(line))
    follower = _DUTY.search(line, match.end())
    if follower and follower.start() < stop:
        stop = follower.start()
    return len(line[:stop].rstrip("，,。；; "))


def clause_of_statement(statement: Statement, clauses: list[Clause]) -> Clause | None:
    """The clause to which a statement belongs: the innermost around its first character."""
    return clause_at(clauses, statement.start)
