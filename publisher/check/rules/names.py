"""Rules on the names of things: taken whole, given alike in both columns, of the kind that they tell, at a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from publisher.check.rule import Findings, at, at_rows, by_value, check
from publisher.check.rules.projects import sentence
from publisher.codebook.areas import abolished, apart, codes_of, holds, spoken, standard
from publisher.codebook.name_endings import is_group, kinds_of_body, kinds_of_project
from publisher.read.plan import Plan
from publisher.read.registry import Registry
from publisher.terms.messages import say
from publisher.terms.regex import regex

if TYPE_CHECKING:
    from publisher.read.rows import MentionsRow, PartiesRow, ProjectsRow, UnitsRow

_GOVERNMENT = regex("政府$|办事处$|公署$|[省市区县州盟旗镇乡]$|街道办?$|国务院$|兵团$|行署$")
_LETTER = regex("[\u4e00-\u9fffA-Za-z0-9]")
_WORD = regex("[a-z0-9]+")
_OURS = regex("(?:我|本|全|各|该)[省市区县]$")  # 我市科技条例: whose, not a part of the name
_RANKS = tuple("市省区县国")  # what stands before a name and is of it: 市大数据平台
_CUT = range(1, 5)  # characters by which the name of a body may have been cut
_WHOSE = Counter("本我省市区县")


@check("error", on=("projects", "mentions"), reads=("name_printed", "name_zh", "quote"))
def name_not_whole(row: Any, plan: Plan) -> Findings:
    if type(row).__name__ == "mentions":
        if row.kind == "organisation" and (body := _body_of(row, plan)):
            yield at(row, "name_printed", found=row.name_printed, expected=say("name-not-whole.with", name=body))
        return
    before, _, after = row.quote.partition(row.name_printed)
    head, part, tail = row.name_zh.partition(row.name_printed)
    if not part or not row.name_printed:
        return
    left = before[-1:] if head and before.endswith(head[-1]) and not _OURS.search(before) else ""
    right = after[:1] if tail and after.startswith(tail[0]) else ""
    if left in _RANKS or _LETTER.match(right):
        whole = f"{left}{row.name_printed}{right}"
        yield at(row, "name_printed", found=row.name_printed, expected=say("name-not-whole.with", name=whole))


def _body_of(row: MentionsRow, plan: Plan) -> str:
    """The body of the registry from whose name that of a mention, which is none of its names, is cut; "" of a whole."""
    area, name = plan.document.area_code if plan.document else "", row.name_printed
    before, found, after = row.quote.partition(name or "\n")
    if not name or not found or name in after or plan.registry.resolve(name, area):
        return ""
    longer = [before[-more:] + name for more in _CUT if more <= len(before)]
    longer += [name + after[:more] for more in _CUT if more <= len(after)]
    return next((one for one in longer if plan.registry.resolve(one, area)), "")


@check("error", on="projects", reads=("name_printed", "name_zh"))
def name_differs_from_printed(row: ProjectsRow, _plan: Plan) -> Findings:
    printed, ours = (Counter(_LETTER.findall(name)) for name in (row.name_printed, row.name_zh))
    if lacking := printed - ours - _WHOSE:
        expected = say("name-differs-from-printed.letters", letters="".join(lacking), name=row.name_printed)
        yield at(row, "name_zh", found=row.name_zh, expected=expected)


@check("error", on=("projects", "units", "mentions"), reads=("kind", "name_zh", "name_printed"), declarable=True)
def kind_differs_from_name(row: Any, context: Any) -> Findings:
    if type(row).__name__ == "mentions":
        yield from _mentioned(row, context)
        return
    kinds = (kinds_of_project if type(row).__name__ == "projects" else kinds_of_body)(row.name_zh)
    if row.kind == "government" and not _GOVERNMENT.search(row.name_zh):
        kinds = kinds or frozenset({"department", "public_institution", "zone_committee"})
    if kinds and row.kind not in kinds and row.kind != "group":
        expected = say("kind-differs-from-name.kinds", kinds=tuple(sorted(kinds)), name=row.name_zh)
        yield at(row, "kind", found=row.kind, expected=expected)


def _mentioned(row: MentionsRow, plan: Plan) -> Findings:
    """《…》 is a title, the name of a body no title."""
    area = plan.document.area_code if plan.document else ""
    kind = (
        "title" if "《" in row.name_printed else "organisation" if plan.registry.resolve(row.name_printed, area) else ""
    )
    if kind and {row.kind, kind} == {"title", "organisation"}:
        yield at(row, "kind", found=row.kind, expected=say("as-printed", value=kind, printed=row.name_printed))


@check("error", on="units", reads=("kind", "is_group", "name_zh"))
def group_differs_from_name(row: UnitsRow, _registry: Registry) -> Findings:
    several = is_group(row.name_zh)
    if several is not None and (row.kind == "group") != several and (row.kind == "group") == (row.is_group == "true"):
        expected = "group" if several else say("group-differs-from-name.one", name=row.name_zh)
        yield at(row, "kind", found=row.kind, expected=expected)


@check("error", on="projects", reads=("place_printed", "area_code", "quote", "name_printed"))
def place_not_in_sentence(row: ProjectsRow, plan: Plan) -> Findings:
    if row.area_code and not row.place_printed:
        expected = say("place-not-in-sentence.place", area=row.area_code)
        yield at(row, "place_printed", found="", expected=expected)
    printed, meant = spoken(row.place_printed), spoken(plan.registry.area_names.get(row.area_code, ""))
    codes = _codes(printed, plan)
    if row.area_code and printed and (row.area_code not in (codes or [row.area_code]) or meant not in ("", printed)):
        expected = say("as-printed", value=codes[0] if codes else printed, printed=row.place_printed)
        named = [one for table in ("documents", "units") for one in plan.registry.rows(table)]
        given = [(one, column) for one in named for column in ("area_code", "area_zh")
                 if one.area_code in (row.area_code, *codes) or spoken(one.area_zh) == printed]  # fmt: skip
        cause = f"area {codes[0] if codes else row.area_code}"
        yield at(row, "area_code", found=row.area_code, expected=expected, given=given, cause=cause)
    elif codes and not row.area_code:
        yield at(row, "area_code", expected=say("as-printed", value=codes[0], printed=row.place_printed))
    elif others := _other_codes(row, plan):
        expected = say("as-printed", value=others[0], printed=row.place_printed)
        yield at(
            row,
            "area_code",
            found=row.area_code,
            expected=expected if len(others) == 1 else say("one-of", items=others),
        )
    words = sentence(row, plan)
    if row.place_printed and words and row.place_printed not in words:
        expected = say("name-not-in-statement.of", quote=row.quote)
        yield at(row, "place_printed", found=row.place_printed, expected=expected)
    elif row.place_printed and row.place_printed not in row.name_printed:
        listed = {other.name_printed for other in plan.rows("projects") if other.quote == row.quote}
        if row.place_printed in listed:
            expected = say("place-not-in-sentence.other", name=row.name_printed)
            yield at(row, "place_printed", found=row.place_printed, expected=expected)


def _codes(printed: str, plan: Plan) -> list[str]:
    """The codes of the areas of that name that lie in the plan's own, or hold it; else of all of that name."""
    codes = plan.registry.area_codes.get(printed, [])
    own = plan.document.area_code if plan.document is not None else ""
    return [code for code in codes if own and not apart(code, own)] or codes


def _other_codes(row: ProjectsRow, plan: Plan) -> tuple[str, ...]:
    """The codes of the printed place within the plan's area, where the row's code is that of a place elsewhere."""
    if not row.place_printed or row.area_code not in standard() or plan.document is None:
        return ()
    meant = codes_of(spoken(row.place_printed), plan.document.area_code)
    if any(holds(row.area_code, code) or holds(code, row.area_code) for code in meant):
        return ()
    return tuple(code for code in meant if code not in abolished())  # 南汇 lies in 310115 today


@check("error", on="plan", needs=("unit_names", "units", "parties"))
def party_of_another_unit(plan: Plan) -> Findings:
    area = plan.document.area_code if plan.document else ""
    units = plan.registry.by_key["units"]
    for row in plan.rows("parties"):
        meant = sorted({name.unit_id for name in plan.registry.resolve(row.name_printed, area)})
        if meant and row.unit_id not in meant:
            given = [(row, "name_printed")]
            yield at(row, "unit_id", found=row.unit_id, expected=meant[0], given=given, cause=f"names of {row.unit_id}")
        elif not row.unit_id and (alias := _by_alias(row.name_printed, plan)):
            expected = say("as-printed", value=alias, printed=row.name_printed)
            yield at(row, "unit_id", expected=expected, given=[(row, "name_printed")])
        elif row.unit_id in units and not meant and not _is_form(row, plan):
            expected = say("party-of-another-unit.form", name=row.name_printed)
            yield at(row, "unit_id", found=row.unit_id, expected=expected, cause=f"names of {row.unit_id}")


_BRANCH = regex("分(?:院|局|公司|行|部|中心)$")  # a part of the body whose name stands before it


def _by_alias(name: str, plan: Plan) -> str:
    """The one body of the plan's area, or of one that holds it, of which a printed name is an alias and not only one of
    everyday speech; "" where there is none, or several."""
    units, area = plan.registry.by_key["units"], plan.document.area_code if plan.document else ""
    aliases = (row for row in plan.registry.rows("aliases") if row.kind != "everyday")
    named = {row.record_id for row in aliases if row.alias == name}
    of = [unit for unit in named if unit in units and holds(units[unit].area_code, area)]
    return of[0] if len(of) == 1 else ""


def _is_form(row: PartiesRow, plan: Plan) -> bool:
    """Whether a printed name is a form of the body’s name: an alias of it, or a part of one of its printed names."""
    forms = [form for form in plan.registry.forms.get(row.unit_id, ()) if not _BRANCH.search(form)]
    aliases = (alias.alias for alias in plan.registry.rows("aliases") if alias.record_id == row.unit_id)
    return row.name_printed in aliases or any(row.name_printed in form for form in forms)


@check("error", on="plan", needs=("parties",))
def party_translated_otherwise(plan: Plan) -> Findings:
    for name, rows in by_value(plan.rows("parties"), "name_printed").items():
        forms = Counter(row.name_en for row in rows)
        usual = max(forms, key=lambda form: (forms[form], any(map(plan.ledger.as_locked, _with(rows, form)))))
        for row in rows:
            if row.name_en != usual:
                expected = say("as-printed", value=usual, printed=name)
                yield at(row, "name_en", found=row.name_en, expected=expected, given=[(row, "name_printed")])
        # 中科院 within 中科院成都分院, Chengdu Branch of the Chinese Academy of Sciences; two characters may be a word
        # that means something else there (交通 within 交通银行, Bank of Communications).
        within = [
            unit for unit in plan.registry.rows("units") if unit.name_zh.startswith(name) and unit.name_zh != name
        ]
        if len(name) > 2 and within and not any(usual.casefold() in unit.name_en.casefold() for unit in within):
            expected = say("as-printed", value=within[0].name_en, printed=within[0].name_zh)
            given = [(unit, column) for unit in within for column in ("name_zh", "name_en")]
            yield at_rows(rows, "name_en", found=usual, expected=expected, given=given)
    yield from _of_things_named_after(plan)


def _of_things_named_after(plan: Plan) -> Findings:
    for row in plan.rows("parties"):
        thing = plan.by_key["projects"].get(row.project_id)
        if row.role != "named_after" or thing is None or row.name_printed not in thing.name_printed + thing.name_zh:
            continue
        if not _names(thing.name_en, row.name_en):
            expected = say("as-printed", value=thing.name_en, printed=thing.name_zh)
            yield at(
                row, "name_en", found=row.name_en, expected=expected, given=[(thing, "name_en"), (row, "project_id")]
            )


def _names(thing: str, organisation: str) -> bool:
    """Whether a thing's English name has a word of an organisation's, or its initials: CAS."""
    words = set(_WORD.findall(organisation.casefold())) | {"".join(filter(str.isupper, organisation)).casefold()}
    return not words.isdisjoint(_WORD.findall(thing.casefold()))


def _with(rows: Iterable[PartiesRow], form: str) -> Iterator[PartiesRow]:
    return (row for row in rows if row.name_en == form)


@check("error", on="plan", needs=("parties", "projects", "unit_names"))
def party_not_whole(plan: Plan) -> Findings:
    known = {row.name_printed for row in plan.rows("parties")} | {name for name, _ in plan.registry.names}
    known |= {alias.alias for alias in plan.registry.rows("aliases")}
    for row in plan.rows("parties"):
        project = plan.by_key["projects"].get(row.project_id)
        quote = row.quote or (project.quote if project is not None else "")
        longer = [name for name in known if row.name_printed in name != row.name_printed and name in quote]
        for name in longer:
            quote = quote.replace(name, "")
        if longer and row.name_printed not in quote:
            whole = max(longer, key=len)
            yield at(row, "name_printed", found=row.name_printed, expected=whole, given=[(row, "project_id")])
