"""Rules on words: one English for each term, titles alike in case, and the other forms that people type."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from publisher.check.reading import firms_of
from publisher.check.rule import Findings, at, at_rows, by_value, check, like
from publisher.check.summary import Summaries
from publisher.codebook.areas import apart, cities
from publisher.codebook.translation import begins_capital, begins_lower, has_form, lower_words, terms_in
from publisher.read.package import Package
from publisher.read.plan import Plan
from publisher.read.registry import ABBREVIATION, Registry
from publisher.read.table import Row
from publisher.terms.messages import say
from publisher.terms.regex import regex

if TYPE_CHECKING:
    from publisher.read.rows import AliasesRow, GlossaryRow

# Where a term has its one English: table → the name of the pair of columns. (Chinese names and headings are as printed,
# what and summaries are ours; either way the English is ours.)
LIKE_TERMS = {
    "clauses": "heading",
    "tasks": "summary",
    "projects": "name",
    "responsibilities": "scope",
    "targets": "what",
    "observations": "what",
    "units": "name",
    "indicators": "name",
    "themes": "name",
}
TITLES = ("projects", "targets", "observations")


@check("error", on="glossary", reads=("official_en", "attested_at"))
def official_form_without_place(row: GlossaryRow, _registry: Registry) -> Findings:
    if bool(row.official_en) != bool(row.attested_at):
        column = "attested_at" if row.official_en else "official_en"
        yield at(row, column, expected=say("as-of-incomplete.both"))


@check("error", on=("plan", "registry"), needs=("glossary",))
def term_translated_otherwise(context: Plan | Registry) -> Findings:
    registry = context.registry if isinstance(context, Plan) else context
    firms, elsewhere = firms_of(registry), dict[str, set[str]]()
    own = context.document.area_code if isinstance(context, Plan) and context.document else ""
    for table, name in LIKE_TERMS.items():
        if table in context.tables:
            for row in context.tables[table].rows:
                area = row.area_code if table == "units" else own
                if area not in elsewhere:
                    elsewhere[area] = {term for term, code in firms.items() if code and area and apart(code, area)}
                yield from _otherwise(row, name, registry, elsewhere[area])


def _otherwise(row: Row, name: str, registry: Registry, others: Collection[str]) -> Findings:
    """others: terms that are the names of firms elsewhere, as 机场集团 is of another city's."""
    chinese, english = getattr(row, f"{name}_zh"), getattr(row, f"{name}_en")
    if not chinese or not english:
        return
    for abbreviation in ABBREVIATION.findall(english):
        terms = registry.abbreviations.get(abbreviation, frozenset())
        if terms and name != "summary" and not any(term in chinese for term in terms):
            expected = say("as-printed", value=min(terms), printed=abbreviation)
            yield at(row, f"{name}_en", found=english, expected=expected, given=[(row, f"{name}_zh")])
            return
    for term in terms_in(chinese, registry.terms):
        if term in others:
            continue
        entry = registry.by_key["glossary"][term]
        others = [entry.official_en, *entry.variants.split("|")] if chinese != term else []
        forms = [entry.term_en, *others]  # a name that is the term itself is put as the term is
        if not has_form(english, filter(None, forms)):
            given = [(row, f"{name}_zh"), (entry, "term_en"), (entry, "variants"), (entry, "term_zh")]
            expected = say("as-printed", value=entry.term_en, printed=term)
            yield at(row, f"{name}_en", found=english, expected=expected, given=given)
            return


@check("error", on="plan")
def title_case_differs(plan: Plan) -> Findings:
    common = frozenset().union(*map(lower_words, _titles(plan)))
    for row in plan.rows("clauses"):
        if not begins_capital(row.heading_en):
            yield at(row, "heading_en", found=row.heading_en, expected=say("title-case-differs.capital"))
    for table in TITLES:
        column = f"{LIKE_TERMS[table]}_en"
        for row in plan.rows(table):
            title = getattr(row, column)
            if not begins_lower(title, common):
                yield at(row, column, found=title, expected=title[:1].lower() + title[1:])


def _titles(plan: Plan) -> Iterator[str]:
    """All English titles of a plan, without the first word of a heading, which is capital whatever it is."""
    for table in TITLES:
        yield from plan.tables[table].cells(f"{LIKE_TERMS[table]}_en")
    yield from (heading.partition(" ")[2] for heading in plan.tables["clauses"].cells("heading_en"))


_HAN = regex("[\u3400-\u9fff]")


@check("error", on="aliases", reads=("alias", "language", "kind"))
def alias_language_differs(row: AliasesRow, _registry: Registry) -> Findings:
    language = "zh" if _HAN.search(row.alias) else "en"
    if row.language != language and not (row.language == "zh" and row.alias.isascii() and row.kind == "number"):
        yield at(row, "language", found=row.language, expected=language)
    elif row.kind == "traditional" and _simplified(row.alias):
        yield at(row, "kind", found=row.kind, expected=say("alias-language-differs.other"))
    elif row.kind != "traditional" and not _simplified(row.alias):
        yield at(row, "kind", found=row.kind, expected="traditional")


@check("error", on="registry", needs=("aliases", "units", "unit_names", "indicators", "themes"))
def traditional_of_another(registry: Registry) -> Findings:
    rows = [row for row in registry.rows("aliases") if row.language == "zh"]
    known = [(row.alias, row.record_id) for row in rows if row.kind != "traditional"]
    known += [(row.name_zh.removesuffix("数"), row[0]) for table in _SPELT for row in registry.rows(table)]
    known += [(row.name, row.unit_id) for row in registry.rows("unit_names")]
    for row in (row for row in rows if row.kind == "traditional"):
        same = [(name, record) for name, record in known if _may_be(row.alias, name)]
        if same and row.record_id not in {record for _, record in same}:
            name, record = same[0]
            expected = say("as-printed", value=record, printed=name)
            yield at(row, "record_id", found=row.record_id, expected=expected)


_SPELT = ("units", "indicators", "themes")


def _may_be(traditional: str, simplified: str) -> bool:
    """Whether two words of one length differ in traditional characters only, and not in most of them."""
    if len(traditional) != len(simplified):
        return False
    pairs = list(zip(traditional, simplified, strict=True))
    alike = sum(one == other for one, other in pairs)
    return 2 * alike >= len(pairs) and all(one == other or not _simplified(one) for one, other in pairs)


def _simplified(text: str) -> bool:
    try:
        "".join(_HAN.findall(text)).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


NAMED_TABLES = {"units": ("name_zh", "name_en"), "indicators": ("name_zh", "name_en"), "themes": ("name_zh", "name_en"),
         "documents": ("title_zh", "title_en", "short_zh", "short_en")}  # fmt: skip


_OF_MANY = frozenset("上海成都市区省县人民政府委员会局办公室部厅院中心的平台公司集团有限")  # tell no body from another


def _elsewhere(alias: str, area: str) -> bool:
    """Whether a name begins with a province or city that is not of its body's area: 重庆市…局."""
    place = next((alias[:size] for size in (3, 2) if alias[:size] in cities()), "")
    return bool(place and area) and alias[len(place) :].startswith(("市", "省")) and place not in area


@check("error", on="registry", needs=("aliases", "units", "unit_names", "indicators", "themes", "documents"))
def alias_of_another(registry: Registry) -> Findings:
    names: dict[tuple[str, str], set[str]] = {}
    for table, columns in NAMED_TABLES.items():
        for row in registry.rows(table):
            for name in (row[0], *(getattr(row, column) for column in columns)):
                names.setdefault((table, name), set()).add(row[0])
    for row in registry.rows("unit_names"):
        names.setdefault(("units", row.name), set()).add(row.unit_id)
    entered = {(row.alias, row.record_id) for row in registry.rows("aliases")}
    forms = by_value(registry.rows("unit_names"), "unit_id")
    for row in registry.rows("aliases"):
        table = next((table for table in NAMED_TABLES if row.record_id in registry.by_key[table]), "")
        as_id = row.alias.casefold().replace(" ", "-")  # hydrogen stations are hydrogen-stations
        others = (names.get((table, row.alias), set()) | names.get((table, as_id), set())) - {row.record_id}
        for other in sorted(other for other in others if (row.alias, other) not in entered):
            yield at(row, "alias", found=row.alias, expected=say("alias-of-another.other", record=other))
        unit = registry.by_key["units"].get(row.record_id) if row.language == "zh" and not others else None
        if unit is not None and (telling := set(row.alias) - _OF_MANY):
            printed = {unit.name_zh, *(form.name for form in forms.get(unit[0], ()))}
            if telling.isdisjoint("".join(printed)) or _elsewhere(row.alias, unit.area_zh):
                expected = say("alias-of-another.letter", name=unit.name_zh)
                yield at(row, "record_id", found=row.record_id, expected=expected, given=[(unit, "name_zh")])


@check("error", on="package", needs=("aliases", *NAMED_TABLES))
def alias_without_record(package: Package, summaries: Summaries) -> Findings:
    registry = package.registry
    known = frozenset().union(*(registry.by_key[table] for table in NAMED_TABLES))
    for value, rows in by_value(registry.rows("aliases"), "record_id").items():
        if value not in known and not summaries.may_have(value):
            expected = like(value, known | summaries.near(value), say("alias-without-record.record"))
            yield at_rows(rows, "record_id", found=value, expected=expected, cause=f"id {value}")
