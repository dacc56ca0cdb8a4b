"""Corpora of any number of plans, made from the real ones: always the same, and written plan by plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.template import Template, size
from bench.vary import ONE_SO_FAR, SHIFTS, WORDS, Model, Names, numbered, renamed, shifted, wordless
from publisher.check import descriptor
from publisher.check.numbers import OF_DOCUMENT
from publisher.codebook.areas import PROVINCES
from publisher.maintain.lock import registry_lock_text
from publisher.read.canonical import csv_text
from publisher.read.layout import FOLDER
from publisher.read.ledger import Ledger
from publisher.read.package import Package
from publisher.read.registry import Registry, read_registry
from publisher.read.table import Row, Table, natural, parse_table
from publisher.terms.messages import Refusal, say
from publisher.terms.schema import Schemas

# The codes that GB/T 2260 gives no province, in pairs: so many times are the bodies of the real plans' two provinces
# there, each time another body. More plans share them.
FREE = [str(code) for code in range(10, 100) if str(code) not in PROVINCES]
AREAS = len(FREE) // 2
# Put to the English names of bodies, an area's each, so that no two have the same.
TREES = (
    "Alder", "Apple", "Ash", "Aspen", "Beech", "Birch", "Cedar", "Cherry", "Cypress", "Elm", "Fir", "Hazel", "Holly",
    "Juniper", "Larch", "Lime", "Maple", "Oak", "Olive", "Pear", "Pine", "Plum", "Poplar", "Rowan", "Spruce", "Walnut",
    "Willow", "Yew",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Corpus:
    """A package on disk that was made for measuring."""

    root: Path
    plans: int
    rows: int  # of all tables
    bytes: int  # of all tables
    units: int
    rows_a_plan: int


def names_of(template: Template, group: int) -> Names:
    """What the plans of one group are called. Every group is the real set of plans once more."""
    years = SHIFTS[group % len(SHIFTS)]
    documents = {}
    for plan in template.plans:
        stem, dash, year = plan.document_id.partition("-2020")
        documents[plan.document_id] = (
            f"{stem}-{2020 + years}{year}-{group + 1:04}" if dash else f"{stem}-{group + 1:04}"
        )
    area = group % AREAS
    provinces = {"31": FREE[2 * area], "51": FREE[2 * area + 1]}
    return Names(
        documents,
        lambda unit: f"{unit}-{area + 1:02}",
        provinces,
        f"（第{group + 1}组）",
        f"{group + 1:04}",
    )


def _document(row: Row, names: Names, group: int) -> Row:
    titles = {f"{column}_zh": f"{getattr(row, f'{column}_zh')}{names.suffix}" for column in ("title", "short")}
    titles |= {f"{column}_en": f"{getattr(row, f'{column}_en')}, set {group + 1}" for column in ("title", "short")}
    made = wordless(names.area(renamed(row, names)._replace(**titles)), *OF_DOCUMENT)
    return made._replace(
        doc_number=numbered(row.doc_number, names),
        summary_zh=made.short_zh + made.summary_zh,
        summary_en=f"{made.short_en}: {made.summary_en}",
        limitations_zh=made.limitations_zh and WORDS[0],  # a part of a plan has other limits
        limitations_en=made.limitations_en and WORDS[1],
    )


def _indicator(row: Row, *, again: bool) -> Row:
    """An indicator of a corpus; again: further figures of it come of a second group of plans."""
    made = wordless(row, "definition_zh", "comparability_zh")
    if again and ONE_SO_FAR[0] in made.comparability_zh:
        made = made._replace(comparability_zh=WORDS[0], comparability_en=WORDS[1])
    return made


def _bodies(template: Template, groups: int) -> Iterator[tuple[str, list[Row]]]:
    """The bodies and their names, once an area."""
    for table in ("units", "unit_names"):
        rows = []
        for area in range(min(groups, AREAS)):
            names = names_of(template, area)
            for row in template.registry.rows(table):
                more = {"parent_id": names.units(row.parent_id)} if table == "units" and row.parent_id else {}
                if table == "units":
                    more["name_en"] = f"{row.name_en}, {TREES[area]}"
                if table == "unit_names":
                    more["unit_name_id"] = names.units(row.unit_name_id)
                rows.append(names.area(row._replace(unit_id=names.units(row.unit_id), **more)))
        yield table, rows


class _Writer:
    """Writes tables in canonical order and counts what it writes."""

    def __init__(self, folder: Path, schemas: Schemas) -> None:
        self.folder, self.schemas = folder, schemas
        self.rows = self.bytes = 0

    def table(self, path: str, name: str, rows: list[Row]) -> None:
        ordered = rows if name == "clauses" else sorted(rows, key=lambda row: natural(row[0]))
        data = csv_text(self.schemas[name].names, (row[:-1] for row in ordered)).encode()
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        self.rows += len(rows)
        self.bytes += len(data)


def make(package: Package, template: Template, root: Path, *, plans: int) -> Corpus:
    """Write a corpus of `plans` plans (a whole number of times those of the template) below `root`, which is empty.

    Raises Refusal for a number that the template's plans do not divide.
    """
    groups, rest = divmod(plans, len(template.plans))
    if rest or not groups:
        raise Refusal(say("bench.no-multiple", size=plans, plans=len(template.plans)))
    schemas = template.registry.schemas
    out = _Writer(root / FOLDER, schemas)
    by_years = {years: [Model.of(plan, years) for plan in template.plans] for years in SHIFTS[:groups]}
    known = template.registry.by_key["documents"]
    documents: list[Row] = []
    for group in range(groups):
        names, years = names_of(template, group), SHIFTS[group % len(SHIFTS)]
        for model in by_years[years]:
            plan = model.plan.document_id
            for table, rows in model.make(names, group).items():
                out.table(f"plans/{names.documents[plan]}/{table}.csv", table, rows)
            (row,) = shifted([known[plan]], schemas["documents"], years)
            documents.append(_document(row, names, group))
    tables = {**{name: list(table.rows) for name, table in template.registry.tables.items()}, "documents": documents}
    tables.update(_bodies(template, groups), retired=[], aliases=[])
    figures = (row for plan in template.plans for table in ("targets", "observations") for row in plan.rows(table))
    used = {row.indicator_id for row in figures}
    tables["indicators"] = [_indicator(row, again=groups > 1 and row[0] in used) for row in tables["indicators"]]
    for name, rows in tables.items():
        out.table(f"{name}.csv", name, rows)
    _describe(package, root, read_registry(root, schemas))
    out.table("checks.csv", "checks", _signed(template.registry, read_registry(root, schemas).ledger))
    locked = registry_lock_text(read_registry(root, schemas))
    out.table("evidence.csv", "evidence", list(parse_table(locked.encode(), schemas["evidence"], "").rows))
    return Corpus(root, plans, out.rows, out.bytes, len(tables["units"]), template.rows_a_plan)


def _signed(registry: Registry, ledger: Ledger) -> list[Row]:
    """Sign-offs by two readers of what all plans share."""
    some = registry.ledger.checks.rows[0]
    rows = [
        some._replace(record_id=record, record_sha256=ledger.hashes[record], reader=reader, outcome="agreed")
        for record in ledger.records
        for reader in ("reader-a", "reader-b")
    ]
    return [row._replace(check_id=f"registry.k{number:05}") for number, row in enumerate(rows, 1)]


def _describe(package: Package, root: Path, registry: Registry) -> None:
    """The descriptor of the corpus: its documents are its sources, and no others."""
    own = {key: value for key, value in package.descriptor.items() if key != "sources"}
    ids = tuple(sorted(row.document_id for row in registry.rows("documents")))
    text = descriptor.dump(descriptor.expected(Package(root, own, (), registry, ids, None)))
    (root / FOLDER / "datapackage.yaml").write_text(text, "utf-8")


__all__ = ["Corpus", "Table", "make", "names_of", "size"]
