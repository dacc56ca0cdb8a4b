"""Named sites and projects that open a paragraph each, as a list without numbers does: 甲大桥1#光伏项目。位于…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.codebook.name_endings import kinds_of_project
from publisher.codebook.projects import NamedProject
from publisher.draft.outline.clauses import OutlineClause, clause_at

# A name alone in its sentence, at the head of a line that goes on
_LED = re.compile(
    r"^[ 　]*(?P<name>(?!(?:加[快强大]|推[进动]|完成|实施|建[设成]|做好|开展|启动|打造|组织|提[升高]|优化|新建"
    r"|落实|编制|谋划|培育|构建|深化|强化|完善|支持|继续|积极|严格|以|对|按|各|该|本|上述|其他|重[点大]|主要|一批))[^，。；：、“”《》\n\t]{3,28}?"
    r"(?:项目|工程|基地|园区|场址|泵站|枢纽)(?:[（(][^（()）\n]{1,8}[)）])?)[。：:](?=(?P<said>[^\n]{6,}))",
    re.M,
)
_BUILT = re.compile("^[^。；]{0,40}已(?:经)?(?:全面|全部|基本)?(?:建成|投[产用运入]|完[成工]|竣工)")


def sites(text: str, start: int, end: int, clauses: list[OutlineClause]) -> Iterator[NamedProject]:
    """Those of text[start:end], where two or more of one clause are named so; one alone may be anything."""
    led: dict[tuple[int, ...], list[re.Match[str]]] = {}
    for match in _LED.finditer(text, start, end):
        clause = clause_at(clauses, match.start())
        if clause is not None and match.start("name") >= clause.start + len(clause.number) + len(clause.heading):
            led.setdefault(clause.path, []).append(match)
    for several in led.values():
        for match in several if len(several) > 1 else ():
            if not _BUILT.match(match["said"]):
                begin, stop = match.span("name")
                kind = min(kinds_of_project(match["name"]), default="facility")
                yield NamedProject(begin, stop, match["name"], "", begin, stop, kind, True)
