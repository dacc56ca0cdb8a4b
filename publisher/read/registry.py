"""Reads the registry tables: documents, bodies and their names, indicators, measures, themes, terms… Judges nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

import orjson

from publisher.codebook.areas import above, spoken
from publisher.codebook.titles import plain
from publisher.codebook.translation import pattern
from publisher.read.descriptor import DESCRIBED, described
from publisher.read.layout import FOLDER
from publisher.read.ledger import REGISTRY as REGISTRY_LEDGER
from publisher.read.ledger import Ledger
from publisher.read.plain import plain_bytes
from publisher.read.table import MISSING, Fault, Row, Table, linked, parse_table
from publisher.terms.messages import say
from publisher.terms.regex import regex
from publisher.terms.schema import REGISTRY, SIGNING, Schemas, TableSchema
from publisher.work.grouped import Key, Value, grouped
from publisher.work.store import digest

if TYPE_CHECKING:
    from publisher.read.rows import RegistryRows


ABBREVIATION = regex("[A-Z]{3,}")
_OF_DISTRICT = regex("([A-Z][a-z’]+) District People’s Government")
_APART = re.compile("[、，。；和与及以的]|包括")


@dataclass(frozen=True)
class Registry:
    """The tables that all plans share: documents, bodies and their names, indicators, measures, retired ids."""

    tables: Mapping[str, Table]
    schemas: Schemas
    signing: Mapping[str, Table]  # its own sign-offs and lock: `checks` and `evidence`
    described: Table  # what the descriptor says of the data

    @cached_property
    def theme_words(self) -> Mapping[str, frozenset[str]]:
        """Theme → the Chinese words that speak of it: its name, its definition, and what people type for it."""
        words = {
            row.theme_id: {word for text in (row.name_zh, row.definition_zh) for word in _APART.split(text)}
            for row in self.rows("themes")
        }
        for row in self.rows("aliases"):
            if row.record_id in words and row.language == "zh" and row.kind != "traditional":
                words[row.record_id].add(row.alias)
        return {theme: frozenset(word for word in own if len(word) > 1) for theme, own in words.items()}

    @cached_property
    def ledger(self) -> Ledger:
        """The registry's lock and sign-offs."""
        tables = {**self.tables, DESCRIBED: self.described}
        signing = (self.signing["checks"], self.signing["evidence"])
        return Ledger(REGISTRY_LEDGER, tables, *signing, "", "schemas", self.schema_texts)

    def schema_texts(self) -> dict[str, str]:
        """The files of schemas/, each with all that it says in one form."""
        options = orjson.OPT_SORT_KEYS
        return {one.name: orjson.dumps(one.descriptor, default=str, option=options).decode() for one in self.schemas}

    @cached_property
    def vanished(self) -> frozenset[str]:
        """Ids in the lock or the sign-offs that no table has and `retired` does not list."""
        return self.ledger.vanished(self.by_key["retired"])

    @property
    def rows(self) -> RegistryRows:
        """rows(name): the rows of one of the registry's tables; the type checker knows them by the table's name."""
        return cast("RegistryRows", lambda name: self.tables[name].rows)

    @cached_property
    def digest(self) -> str:
        """A digest of the tables and of the schemas; "" where a file could not be read."""
        tables = {**self.tables, **self.signing, DESCRIBED: self.described}
        if not all(table.sha256 for table in tables.values()):
            return ""
        schemas = orjson.dumps([schema.descriptor for schema in self.schemas], default=str)
        return digest([schemas, *(f"{name} {table.sha256}".encode() for name, table in tables.items())])

    @cached_property
    def by_key(self) -> Mapping[str, Mapping[str, Row]]:
        return {name: {row[0]: row for row in table.rows if row[0]} for name, table in self.tables.items()}

    @cached_property
    def names(self) -> Mapping[tuple[str, str], tuple[Row, ...]]:
        """Printed name and area code → the unit_names rows that give it."""
        return _tuples(((row.name, row.area_code), row) for row in self.rows("unit_names"))

    @cached_property
    def names_by_area(self) -> Mapping[str, tuple[str, ...]]:
        """Area code → the printed forms that name a body there."""
        return _tuples((area, name) for name, area in self.names)

    @cached_property
    def terms(self) -> re.Pattern[str]:
        """A pattern that finds the terms of the glossary in Chinese words."""
        return pattern(filter(None, self.by_key["glossary"]))

    @cached_property
    def abbreviations(self) -> Mapping[str, frozenset[str]]:
        """Abbreviation of an official English name → the terms of the glossary that bear it."""
        glossary = self.rows("glossary")
        terms = grouped((found, row.term_zh) for row in glossary for found in ABBREVIATION.findall(row.official_en))
        return {abbreviation: frozenset(own) for abbreviation, own in terms.items()}

    @cached_property
    def forms(self) -> Mapping[str, tuple[str, ...]]:
        """Unit id → the printed forms of its name."""
        return _tuples((row.unit_id, row.name) for row in self.rows("unit_names"))

    @cached_property
    def area_names(self) -> Mapping[str, str]:
        """Area code → its Chinese name, from the first row that has it."""
        names: dict[str, str] = {}
        for name in ("documents", "units"):
            for row in self.tables[name].rows:
                names.setdefault(row.area_code, row.area_zh)
        return names

    @cached_property
    def area_codes(self) -> Mapping[str, list[str]]:
        """How an area is spoken of → the codes of the areas of that name: there are several 鼓楼."""
        return grouped((spoken(name), code) for code, name in self.area_names.items() if code)

    @cached_property
    def districts(self) -> Mapping[str, Mapping[str, str]]:
        """Province, by the first digits of its code → its districts that have a government here: 宝山 → Baoshan."""
        districts: dict[str, dict[str, str]] = {}
        for row in self.rows("units"):
            if (match := _OF_DISTRICT.fullmatch(row.name_en)) and len(name := spoken(row.area_zh)) > 1:
                districts.setdefault(row.area_code[:2], {})[name] = match[1]
        return districts

    @cached_property
    def documents_by_area(self) -> Mapping[str, tuple[str, ...]]:
        """Short name of an area (上海, 宝山; Shanghai, Baoshan) → the documents of that area."""
        return _tuples(
            (name, row.document_id)
            for row in self.rows("documents")
            for name in (spoken(row.area_zh), row.area_en.partition(" ")[0].rstrip(","))
        )

    @cached_property
    def titled(self) -> Mapping[str, str]:
        """Title of a document, as all copies print it → its id."""
        return {plain(row.title_zh): row.document_id for row in self.rows("documents")}

    def resolve(self, name: str, area_code: str) -> tuple[Row, ...]:
        """The unit_names rows for a printed name in an area, else in the areas above it (GB/T 2260 prefixes)."""
        for code in areas_of(area_code):
            if rows := self.names.get((name, code)):
                return rows
        return ()


def _tuples(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, tuple[Value, ...]]:
    return {key: tuple(values) for key, values in grouped(pairs).items()}


def areas_of(area_code: str) -> tuple[str, ...]:
    """An area and those above it, by the prefixes of GB/T 2260."""
    return (area_code, *above(area_code))


def read_tables(root: Path, folder: Path, names: Iterable[str], schemas: Schemas) -> dict[str, Table]:
    """The tables of one folder. Whether it lies inside the package is checked once, not for each file."""
    way = folder.relative_to(root)
    inside = not any(_linked(root / part) for part in (way, *way.parents[:-1])) or _within(folder, root)
    where = way.as_posix()
    return {name: _table(folder / f"{name}.csv", f"{where}/{name}.csv", schemas[name], inside=inside) for name in names}


def _linked(path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError:
        return False


def _within(folder: Path, root: Path) -> bool:
    try:
        return folder.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # RuntimeError: links in a circle
        return False


def _table(path: Path, file: str, schema: TableSchema, *, inside: bool) -> Table:
    data = plain_bytes(path) if inside else linked()
    if not isinstance(data, Fault):
        return parse_table(data, schema, file)
    if data.code != "file-missing":
        return Table(schema.name, file, (), (data,), sha256="")
    if other := other_name(path):
        data = data._replace(found=say("file-missing.renamed", file=other))
    return Table(schema.name, file, (), (data,), sha256=MISSING)


def other_name(path: Path) -> str:
    """The name of a file beside one that is not there, whose name differs from it only by case, blanks or an ending;
    "" where there is none, or several."""
    try:
        names = [one.name for one in path.parent.iterdir() if plain_name(one.name) == path.name and one != path]
    except OSError:
        return ""
    return names[0] if len(names) == 1 else ""


def plain_name(name: str) -> str:
    """The name of a file as a table would have it: Targets.csv, targets.CSV.txt and “targets .csv” are alike."""
    return re.sub(r"\s|(?<=\.csv)\.(?:txt|bak|csv)$", "", name.casefold())


def read_registry(root: Path, schemas: Schemas) -> Registry:
    """The registry tables of datapackage/."""
    folder = root / FOLDER
    signing = read_tables(root, folder, SIGNING, schemas)
    return Registry(read_tables(root, folder, REGISTRY, schemas), schemas, signing, described(folder))
