"""Stock frictionless, which shares no code with our rules and writers, asked about tables. It loads nothing of ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from typing import Any, NamedTuple


class Complaint(NamedTuple):
    """An error of frictionless: table, row as it counts rows (0 for the whole), column, and what it says."""

    table: str
    row: int
    field: str
    said: str


def _complaint(table: str, error: Any) -> Complaint:
    field = getattr(error, "field_name", "") or ",".join(getattr(error, "field_names", []))
    return Complaint(table, getattr(error, "row_number", 0) or 0, field, f"{error.type}: {error.note or error.message}")


def ask(content: Mapping[str, Any], folder: str, tables: Sequence[str]) -> list[Complaint]:
    """What stock frictionless says of some tables of the package that `content` describes, in `folder`."""
    from frictionless import FrictionlessException, Package  # a quarter of a second to load, so only where it is asked

    try:
        stock = Package.from_descriptor(dict(content), basepath=folder)
    except FrictionlessException as error:
        return [_complaint("", reason) for reason in (error.reasons or [error.error])]
    found = []
    for table in tables:
        report = stock.get_resource(table).validate()
        found += [_complaint(table, error) for error in (*report.errors, *(e for t in report.tasks for e in t.errors))]
    return found


def lean(content: Mapping[str, Any]) -> dict[str, Any]:
    """A descriptor without its titles, descriptions and labels, which frictionless copies but does not check."""
    resources = []
    for resource in content["resources"]:
        schema = resource["schema"]
        fields = [{key: field[key] for key in ("name", "type", "format", "constraints") if key in field}
                  for field in schema["fields"]]  # fmt: skip
        keys = {key: schema[key] for key in ("primaryKey", "foreignKeys") if key in schema}
        checked = ("name", "type", "path", "format", "encoding", "dialect", "bytes", "hash", "rows")
        resources.append({**{k: resource[k] for k in checked if k in resource}, "schema": {"fields": fields, **keys}})
    own = {key: value for key, value in content.items() if key in ("$schema", "name", "version", "created", "licenses")}
    return {**own, "resources": resources}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked in a process of its own, and how it is asked here."""

    pool: ProcessPoolExecutor
    answer: Future[list[Complaint]]
    here: Callable[[], list[Complaint]]

    def result(self) -> list[Complaint]:
        """What it says; asked here where its process was ended. None of its processes is left: one that is left open
        until the interpreter ends can fail there."""
        try:
            return self.answer.result()
        except BrokenExecutor:
            return self.here()
        finally:
            self.pool.shutdown(wait=True)


def ask_beside(content: Mapping[str, Any], folder: str, tables: Sequence[str]) -> Asked:
    """The same, from a process of its own."""
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    return Asked(pool, pool.submit(ask, content, folder, tables), partial(ask, content, folder, tables))


def ask_halves(content: Mapping[str, Any], folder: str, tables: Sequence[str]) -> Asked:
    """The same, from two processes that share loading it."""
    pool = ProcessPoolExecutor(1)
    answer = pool.submit(_both, content, folder, tables[0::2], tables[1::2])
    return Asked(pool, answer, partial(ask, content, folder, tables))


def _both(content: Mapping[str, Any], folder: str, first: Sequence[str], second: Sequence[str]) -> list[Complaint]:
    import frictionless  # noqa: F401  (before the process is divided: it takes as long as the rest)

    if "fork" not in get_all_start_methods():
        return ask(content, folder, [*first, *second])
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as other:
        asked = other.submit(ask, content, folder, second)
        return [*ask(content, folder, first), *asked.result()]
