"""What the end of a printed name tells of its bearer: 铁路 is a line, 条例 an instrument, 公司 an enterprise.

Only ends that leave no doubt: 中心 may be an institution, a platform, a facility or a hub, and says nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping

from publisher.terms.regex import regex

_PROJECTS = {
    "铁路|高铁|城际|高速|高速公路|公路|管道|管线|光缆|航道": "line",
    "规划|方案|条例|办法|意见|细则|导则|规定|规则|目录|清单|标准|制度|政策": "instrument",
    "计划|行动": "programme instrument",
    "平台|中台": "platform",
    "示范区|试验区|先行区|保护区|园区|产业园|科技园": "zone",
    "基地": "base zone",
    "机场|枢纽|枢纽站": "hub",
    "论坛|大会|博览会|交易会|大赛|挑战赛": "event",
    "联盟|研究院|研究所|领导小组|工作组|工作专班": "institution",
    "实验室": "institution facility",
    "装置": "facility",
}
_BODIES = {
    "集团|公司": "enterprise",
    "大学|学院": "research public_institution",
    "领导小组|工作组|专班": "working_group",
    "局|厅|经委|经信委|科委|教委|商务委|交通委|国资委": "department",
    "管委会": "zone_committee",
    "宣传部|组织部|统战部|政法委|纪委|社治委|网信办": "party_organ",
}
_PARTY = regex("^(?:中共)?(?:[\u4e00-\u9fff]{0,6}[省市区县州])?委(?!员)|党委")  # 区委保密机要局
_COLLECTIVE = regex("^(?:各|有关|相关|全[省市区县]各)")
_SEVERAL = regex("各|有关|相关|所有|[、和及等]")
_QUOTED = regex("[“”《》()（）]")
_STAGE = regex("[一二三四五]期(?:工程|项目)?$")  # 沪通铁路二期 is a line like 沪通铁路


def _ends(kinds: Mapping[str, str]) -> tuple[tuple[str, frozenset[str]], ...]:
    pairs = [(end, frozenset(levels.split())) for ends, levels in kinds.items() for end in ends.split("|")]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


_OF_PROJECTS, _OF_BODIES = _ends(_PROJECTS), _ends(_BODIES)


def kinds_of_project(name: str) -> frozenset[str]:
    """The kinds that a thing of this name can have; empty where the name does not tell."""
    plain = _STAGE.sub("", _QUOTED.sub("", name))
    return next((kinds for end, kinds in _OF_PROJECTS if plain.endswith(end)), frozenset())


def kinds_of_body(name: str) -> frozenset[str]:
    """The kinds that a body of this name can have, a group apart; empty where the name does not tell."""
    kinds = next((kinds for end, kinds in _OF_BODIES if name.endswith(end)), frozenset[str]())
    return kinds | {"party_organ"} if "department" in kinds and _PARTY.match(name) else kinds


def is_group(name: str) -> bool | None:
    """Whether a name is that of a group of bodies: 各区政府 is, 市财政局 is not; None where the name does not tell."""
    if _COLLECTIVE.search(name):
        return True
    return False if kinds_of_body(name) and not _SEVERAL.search(name) else None
