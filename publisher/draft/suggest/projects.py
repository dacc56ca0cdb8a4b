"""What is suggested for named things: a project with the stage that its printed verb promises, and who takes part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publisher.codebook.bodies import names_of
from publisher.codebook.columns import cells_of_line, column_head
from publisher.codebook.name_endings import kinds_of_project
from publisher.codebook.printed_lists import continues_open
from publisher.codebook.printed_names import Printed
from publisher.codebook.projects import NamedProject
from publisher.codebook.stages import hedges, stages, weaker
from publisher.draft.analysis import Analysis
from publisher.draft.bodies.statements import LEAST_QUOTE
from publisher.draft.figures.deadlines import deadline_of, due_cells
from publisher.draft.figures.likely_theme import likely_theme
from publisher.draft.outline.clauses import OutlineClause
from publisher.draft.rows import above, quoted, row
from publisher.draft.state import Suggestion
from publisher.read.registry import Registry
from publisher.terms.messages import say

_MOST, _FAR = 80, 400  # characters of a quote; how far behind a name it is said who builds the thing
# Of several stages that a verb may mean, the first of these: what it says most plainly.
_PLAINEST = (
    *("study", "seek", "support", "rely_on", "plan", "draw_up", "start", "build", "complete"),
    *("carry_out", "advance", "upgrade", "expand", "attract", "hold", "listed"),
)
_ROLES = (
    ("partner", "(?:与|和|同|联合|携手|会同)$", "(?:等)?(?:共同|合作|联合|共建|协同)"),
    ("operator", "由$", "(?:等)?(?:运营|管理|运行)"),
    (
        "builder",
        "(?:由|支持|鼓励|推动|引导|依托)$",
        "(?:等)?(?:在[^，。；]{1,8})?(?:联合|共同|牵头)*(?:建设|筹建|共建|打造|建立|投资|牵头|搭建|组建|设立|实施|承建|改造|提升|升级|扩建|改建)",
    ),
    ("host", "(?:在|依托)$", ""),
)


def project_row(
    analysis: Analysis, document: str, registry: Registry, thing: NamedProject, clause: OutlineClause
) -> Suggestion:
    """The project that a named thing is; never sure, for nobody can know from words which names matter."""
    text = analysis.text
    period = analysis.period
    by_path = {one.path: one for one in analysis.clauses}
    due, basis = deadline_of(text, (thing.start, thing.end), clause, above(by_path, clause), period)
    start, end = quote_of(thing, text)
    quote, verb = text[start:end], _own_verb(thing.verb)
    cells = {
        "document_id": document,
        "name_printed": thing.name,
        "name_zh": thing.name,
        "kind": _kind(thing),
        "verb_printed": verb,
        "stage": stage_of(verb, quote, thing.kind),
        "hedge": next(iter(sorted(hedges(verb))), "none"),
        **due_cells(due, basis),
        "in_open_list": "true" if continues_open(text[thing.end : thing.list_end + 2], ())[1] else "false",
        "theme_id": likely_theme(quote, registry) or likely_theme(clause.heading, registry),
        "clause_id": clause.id(document),
        **quoted(text, clause, start, end),
    }
    why = say("why.named-thing", verb=verb) if verb else say("why.listed-thing")
    return row("projects", item_of(thing), cells, (thing.start, thing.end), why, sure=False)


def _kind(thing: NamedProject) -> str:
    """Its kind, as the end of its name tells it where that leaves no doubt (甲产业园二期)."""
    kinds = kinds_of_project(thing.name)
    return thing.kind if not kinds or thing.kind in kinds else min(kinds)


def item_of(thing: NamedProject) -> str:
    """What a project and its parties are decided as."""
    return f"project {thing.start}"


def stage_of(verb: str, quote: str, kind: str) -> str:
    """The stage of a printed verb, reduced by 前期 and the like beside the name; "" where no word of it is known."""
    allowed = (weaker(quote) & {"plan", "study"}) or stages(verb)
    allowed = allowed if kind == "instrument" else (allowed - {"draw_up"}) or allowed
    return next((stage for stage in _PLAINEST if stage in allowed), "")


def _own_verb(verb: str) -> str:
    """What is done with a thing: 依托甲院建设乙中心 builds it, and relies on another."""
    own = verb.removeprefix("依托…")
    return own if "build" in stages(own) else verb


def quote_of(thing: NamedProject, text: str) -> tuple[int, int]:
    """The words of a project: its verb to its name, or to the end of its list; the name alone where too long.

    A verb that follows its name (甲园区已经动工) ends them.
    """
    begin = min(thing.start, thing.verb_start)
    if thing.list_end - begin <= _MOST:
        return begin, thing.list_end
    if thing.end - begin <= _MOST:
        return begin, thing.end
    return thing.start, min(thing.end, thing.start + _MOST)


def party_rows(
    analysis: Analysis,
    document: str,
    registry: Registry,
    area_code: str,
    thing: NamedProject,
    clause: OutlineClause,
    names: Sequence[Printed],
) -> Iterator[tuple[Suggestion, str]]:
    """Who the words tie to a project: an organisation in its name, or beside its verb in its sentence."""
    opens = max(clause.start, *(analysis.text.rfind(mark, clause.start, thing.verb_start) + 1 for mark in "，。；：\n"))
    quote = quote_of(thing, analysis.text)
    for party, role, start, end in _builders(analysis, thing, clause.end):
        cells = {"project_id": "@" + item_of(thing), "name_printed": party, "role": role}
        known = registry.resolve(party, area_code) if area_code else ()
        cells |= {"unit_id": str(known[0].unit_id)} if known else {}
        cells |= {"clause_id": clause.id(document), **quoted(analysis.text, clause, start, end)}
        why = say("why.takes-part")
        yield row("parties", item_of(thing), cells, (thing.start, thing.end), why, sure=False), party
    for name in names:
        inside = thing.start <= name.start and name.end <= thing.end and name.text != thing.name
        inside = inside and not _ANY.fullmatch(name.text)
        beside = opens <= name.start and name.end <= thing.start
        if not inside and not beside:
            continue
        role = "named_after" if inside else _role(analysis.text, name)
        known = registry.resolve(name.text, area_code) if area_code else ()
        cells = {"project_id": "@" + item_of(thing), "name_printed": name.text, "role": role}
        if known:
            cells["unit_id"] = str(known[0].unit_id)
        if not (quote[0] <= name.start and name.end <= quote[1]):
            start, end = name.start, max(name.end, min(thing.end, name.start + _MOST))
            cells |= {"clause_id": clause.id(document), **quoted(analysis.text, clause, start, end)}
        yield (
            row("parties", item_of(thing), cells, (thing.start, thing.end), say("why.takes-part"), sure=False),
            name.text,
        )


_ANY = re.compile(
    "(?:工作|推进|协调|专项)*(?:领导小组|工作小组|工作组|专班|指挥部|联席会议|委员会|办公室)"
)  # of whatever it is
_WHO_BUILDS = re.compile(
    r"(?:(?P<label>建设|承建|投资|实施|运营|业主)(?:单位|主体)|项目(?:法人|业主))[:：](?P<names>[^。；;\n\t]{2,60})"
    r"|(?:^|(?<=[，。；（\t]))由(?P<by>[^。；，\n\t]{3,50}?)(?:共同|联合|牵头|负责)?(?P<does>投资|承建|建设|运营|开发|出资)"
    r"|(?:^|(?<=[，。；（\t]))(?P<firm>[^。；，\n\t由]{3,24}(?:公司|集团))(?=承建|投资|负责建设)"
)


def _builders(analysis: Analysis, thing: NamedProject, stop: int) -> Iterator[tuple[str, str, int, int]]:
    """Who builds or runs a thing by words behind it (建设单位：甲公司; ，由甲集团建设): name, role, quote."""
    text = analysis.text
    yield from _in_columns(analysis, thing)
    line = text.find("\n", thing.list_end, stop)
    end = min(thing.list_end + _FAR, line if line >= 0 else stop)
    if not thing.listed and not re.match("[）)]?[，,（(]由", text[thing.list_end : thing.list_end + 3]):
        return
    for match in _WHO_BUILDS.finditer(text, thing.list_end, end):
        label = match["label"] or match["does"] or "承建"
        for name in names_of(match["names"] or match["by"] or match["firm"]):
            last = text.find(name.text, match.start()) + len(name.text)
            last = max(last, match.end() + (2 if match["firm"] else 0)) if not match["names"] else last
            if last - match.start() <= _MOST:
                yield name.text, "operator" if label == "运营" else "builder", match.start(), last
        if not thing.listed:
            return


_BUILDERS = re.compile("(?:项目)?(?:(?:建设|承建|投资|运营|业主)(?:单位|主体)|业主|法人)")
_NOBODY = re.compile("财政(?![局厅部所])|社会(?:资本|资金|投资|力量)|政府投资(?![\u4e00-\u9fff])|自筹|待定|未定")


def _in_columns(analysis: Analysis, thing: NamedProject) -> Iterator[tuple[str, str, int, int]]:
    """Who builds or runs the project of a row, by the head of its column (建设单位): name, role, quote.

    Not who is said to be responsible by the same cell.
    """
    text = analysis.text
    at = text.rfind("\n", 0, thing.start) + 1
    for cell in cells_of_line(text, at):
        end = at + len(cell)
        head = re.sub(r"\s", "", column_head(text, at)) if LEAST_QUOTE <= len(cell) <= _MOST else ""
        if _BUILDERS.fullmatch(head) and not any(at < said.end <= end for said in analysis.statements):
            for name in () if _NOBODY.search(cell) else names_of(cell):
                yield name.text, "operator" if "运营" in head else "builder", at, end
        at = end + 1


_BUILDS = re.compile("(?:负责|牵头|投资|出资)*(?:建设|筹建|承建|打造|搭建|组建|新建|扩建)(?!局|厅|委|集团|银行)")


def _role(text: str, name: Printed) -> str:
    """The role that the words right beside a name give it."""
    before, after = text[max(0, name.start - 40) : name.start], text[name.end : name.end + 40]
    before, after = re.split("[，。；\n]", before)[-1], re.split("[，。；\n]", after)[0]
    if not before.strip() and _BUILDS.match(after):
        return "builder"  # 甲大学建设乙实验室
    for role, opening, closing in _ROLES:
        within = opening.removesuffix("$") + "(?:[^、，。；]{2,20}、)*$"  # one of a list: 支持甲集团、乙院牵头建设
        if re.search(within, before) and re.match(f"(?:、[^、，。；]{{2,16}}?)*{closing}", after):
            return role
    return "partner"
