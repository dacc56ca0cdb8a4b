"""The types of rows, one NamedTuple a table, as a stub for the type checker: a misspelled column is an error of mypy.

Written from schemas/ by `fmt`, which keeps the checked-in file true. At run time rows are named tuples made from the
schemas that were read (publisher.read.table.row_class), so nothing imports this but under TYPE_CHECKING.
"""

from __future__ import annotations

from collections.abc import Iterable

from publisher.terms.schema import PLAN, REGISTRY, Schemas, TableSchema

FILE = "publisher/read/rows.pyi"
WIDTH = 120  # characters of a line, as ruff formats
_HEAD = '''"""The rows of each table, from schemas/. Written by `python build.py fmt`; do not edit."""

from typing import Any, Literal, NamedTuple, Protocol, overload
'''


def class_name(table: str) -> str:
    """The name of the type of a table's rows: unit_names → UnitNamesRow."""
    return "".join(part.capitalize() for part in table.split("_")) + "Row"


def _row(schema: TableSchema) -> str:
    fields = "".join(f"    {name}: str\n" for name in schema.names)
    return f"class {class_name(schema.name)}(NamedTuple):\n{fields}    line: int\n"


def _union(name: str, tables: Iterable[str]) -> str:
    members = [class_name(table) for table in tables]
    line = f"{name} = {' | '.join(members)}\n"
    below = "\n    | ".join(members)
    return line if len(line) <= WIDTH else f"{name} = (\n    {below}\n)\n"


def _lookup(name: str, tables: Iterable[str]) -> str:
    """A function from a table's name to its rows; rows of a table whose name is computed have any column."""
    lines = [f"class {name}(Protocol):"]
    for key, row in [*((f'Literal["{table}"]', class_name(table)) for table in tables), ("str", "Any")]:
        lines += ["    @overload", f"    def __call__(self, name: {key}, /) -> tuple[{row}, ...]: ..."]
    return "\n".join([*lines, ""])


def stub(schemas: Schemas) -> str:
    """The text of FILE: a type a table, the unions of those with a quote and with a value, and look-up by name."""
    unions = [
        _union(name, [schema.name for schema in schemas if column in schema.names])
        for name, column in (("QuotedRow", "quote"), ("NumberedRow", "value"))
    ]
    look_ups = (_lookup("PlanRows", PLAN), _lookup("RegistryRows", REGISTRY))
    return "\n".join([_HEAD, *(_row(schema) for schema in schemas), *unions, *look_ups])
