"""Lists of bodies as printed: split into names, each with its role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.draft.marks import EDGE

LEAD = "牵头单位|牵头部门|牵头责任单位|主办单位"
SUPPORT = "配合单位|配合部门|协助单位|协办单位|参加单位|参与单位"
OTHER = (
    "主要责任单位|协同单位|推进单位|推进部门|责任单位|责任部门|责任主体|实施单位|实施主体|"
    "负责单位|落实单位|完成单位|承办单位|主管部门"
)
REMARK = re.compile(r"[（(\[][^（()）\[\]]*(?:下同|为牵头|另有说明|以下简称)[^（()）\[\]]*[)）\]]")
BRACKETS = {"（": "）", "(": ")", "[": "]", "【": "】", "〔": "〕", "［": "］"}
_BODY_ENDS = {
    "offices": r"委员会|办公室|办公厅|委|办|(?<![布格结当大全僵])局|厅|部|室|组|院|社|署|分局",
    "governments": r"人民政府|政府|区域|园区|区|县|市|镇|街道|管委会|执委会|党工委|工委",
    "bodies at work": r"部门|单位|小组|专班|工作组|指挥部|总队|支队",
    "firms and research": r"集团|公司|银行|行|学院|大学|中心|研究院|研究所|科学院|分院|总社",
    "courts and associations": r"法院|检察院|联合会|联盟|协会|总工会|团委|妇联|残联|工商联|科协",
}
_BODY_END = "|".join(_BODY_ENDS.values())


@dataclass(frozen=True, slots=True)
class Body:
    """A body named in a statement: its name as printed, its role, how the role is known."""

    name: str
    role: str
    basis: str


def is_body(name: str) -> bool:
    return bool(re.search(rf"(?:{_BODY_END})(?:[）)])?$", name)) and len(name) <= 30


def roles_of(names: str, label: str, rule: bool) -> Iterator[Body]:
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
    while clean and clean[-1] in ")）]】" and unbalanced(clean):
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


def unbalanced(part: str) -> bool:
    return sum(c in BRACKETS for c in part) < sum(c in ")）]】〕］" for c in part)
