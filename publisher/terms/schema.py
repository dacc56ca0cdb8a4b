"""The Table Schemas in schemas/: the one statement of a field's type, constraint, meaning and titles.

Everything that speaks of a column (checks, dictionary, JSON Schema, titles of published files) asks here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from publisher.terms.damaged import KeyTwice, Unfit, in_file

REGISTRY = (
    "documents",
    "units",
    "unit_names",
    "indicators",
    "measures",
    "themes",
    "glossary",
    "aliases",
    "retired",
    "known_problems",
)
PLAN = (
    "copies",
    "relations",
    "clauses",
    "tasks",
    "projects",
    "parties",
    "responsibilities",
    "targets",
    "observations",
    "mentions",
    "notes",
    "readings",
    "checks",
    "evidence",
)
TABLES = REGISTRY + PLAN
SIGNING = ("checks", "evidence")  # sign-offs and lock: the registry has its own, as each plan has


class Category(NamedTuple):
    """A code of an enumeration with its label in Chinese and in English."""

    value: str
    zh: str
    en: str


@dataclass(frozen=True)
class Field:
    """A column, as its Table Schema states it (https://datapackage.org/standard/table-schema/)."""

    name: str
    type: str
    format: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    constraints: Mapping[str, Any]
    categories: tuple[Category, ...]
    verbatim: bool = False  # as printed by the text or the issuer: style is theirs

    @property
    def required(self) -> bool:
        return bool(self.constraints.get("required"))

    def label(self, value: str, language: str) -> str:
        """The label of a code in `language` (zh or en); the code itself where it has none."""
        for category in self.categories:
            if category.value == value:
                return category.zh if language == "zh" else category.en
        return value


@dataclass(frozen=True)
class TableSchema:
    """A table: its fields in order, its key, its references, its combined uniqueness."""

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    fields: tuple[Field, ...]
    foreign_keys: tuple[tuple[str, str, str], ...]  # field, table, field of that table
    unique_keys: tuple[tuple[str, ...], ...]
    descriptor: Mapping[str, Any]

    @property
    def key(self) -> str:
        """The name of the key column, which is always the first."""
        return self.fields[0].name

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        return self.fields[self.names.index(name)]


@dataclass(frozen=True)
class Schemas:
    """The Table Schemas of several tables, by name and in their order."""

    tables: Mapping[str, TableSchema]

    def __getitem__(self, name: str) -> TableSchema:
        return self.tables[name]

    def __iter__(self) -> Iterator[TableSchema]:
        return iter(self.tables.values())


SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where it is there, ten times faster


class _Loader(SafeLoader):  # type: ignore[misc]
    """Refuses a key that stands twice in one mapping: YAML would let the last one win, unseen."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in keys:
                    raise KeyTwice(key.value, key.start_mark)
                keys.add(key.value)
        return super().construct_mapping(node, deep)  # type: ignore[no-any-return]


def load_yaml(text: str) -> Any:
    """YAML as plain Python values. Raises yaml.YAMLError where the text is no YAML, or has a key twice."""
    return yaml.load(text, Loader=_Loader)


def _pair(source: Mapping[str, Any], name: str) -> dict[str, str]:
    return {"zh": source.get(name, ""), "en": source.get(f"{name}_en", "")}


def _field(source: Mapping[str, Any]) -> Field:
    return Field(
        name=source["name"],
        type=source["type"],
        format=source.get("format", "default"),
        title=_pair(source, "title"),
        description=_pair(source, "description"),
        constraints=source.get("constraints", {}),
        categories=tuple(Category(c["value"], c["label"], c["label_en"]) for c in source.get("categories", ())),
        verbatim=bool(source.get("verbatim", False)),
    )


def parse_schema(source: Mapping[str, Any]) -> TableSchema:
    """A TableSchema from its descriptor. Raises KeyError where the descriptor lacks what every table has."""
    return TableSchema(
        name=source["name"],
        title=_pair(source, "title"),
        description=_pair(source, "description"),
        fields=tuple(_field(field) for field in source["fields"]),
        foreign_keys=tuple(
            (key["fields"][0], key["reference"]["resource"] or source["name"], key["reference"]["fields"][0])
            for key in source.get("foreignKeys", ())
        ),
        unique_keys=tuple(tuple(key) for key in source.get("uniqueKeys", ())),
        descriptor=source,
    )


def load_schemas(folder: Path) -> Schemas:
    """Read schemas/<table>.yaml for every table. Raises Damaged where one is missing, unreadable or no Table Schema."""
    return Schemas({name: _schema(folder / f"{name}.yaml", name) for name in TABLES})


_TYPES = {"boolean", "date", "integer", "list", "number", "string"}
_LIMITS: Mapping[str, tuple[type, ...]] = {
    "pattern": (str,), "minLength": (int,), "maxLength": (int,), "minimum": (int, float), "maximum": (int, float),
}  # fmt: skip


def _hold(field: Field) -> None:
    """Raises Unfit, TypeError or re.error where the type or the constraints of a field are none."""
    if field.type not in _TYPES:
        raise Unfit(f"{field.name}.type", field.type)
    for name, kinds in _LIMITS.items():
        if name in field.constraints and not isinstance(field.constraints[name], kinds):
            raise Unfit(f"{field.name}.{name}", field.constraints[name])
    for value in field.constraints.get("enum", ()):
        if not isinstance(value, str):
            raise Unfit(f"{field.name}.enum", value)
    re.compile(field.constraints.get("pattern", ""))


def _schema(path: Path, name: str) -> TableSchema:
    with in_file(f"{path.parent.name}/{path.name}"):
        source = load_yaml(path.read_text("utf-8"))
        schema = parse_schema(source if isinstance(source, dict) else {})  # an empty file lacks every key
        for field in schema.fields:
            _hold(field)
        if schema.name != name:
            raise Unfit("name", schema.name)
    return schema
