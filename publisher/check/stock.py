"""Validates tables with stock frictionless, which shares no code with our rules and writers. Imports none of ours."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from subprocess import PIPE, Popen
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
    """What stock frictionless says of some tables of the package that `content` describes, in `folder`.

    The metadata are checked as they are, the tables without what is copied with each of them and not checked.
    """
    from frictionless import FrictionlessException, Package  # importing takes 0.25 s

    try:
        for part in [content] if content == (bare := lean(content)) else [content, bare]:
            stock = Package.from_descriptor(dict(part), basepath=folder)
    except FrictionlessException as error:
        return [_complaint("", reason) for reason in (error.reasons or [error.error])]
    complaints = []
    for table in tables:
        report = stock.get_resource(table).validate()
        complaints += [
            _complaint(table, error) for error in (*report.errors, *(e for t in report.tasks for e in t.errors))
        ]
    return complaints


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


def ask_beside(content: Mapping[str, Any], folder: str, tables: Sequence[str]) -> Callable[[], list[Complaint]]:
    """As `ask`, in a process; a function that waits for the answer, and raises RuntimeError where there is none."""
    asked = Popen([sys.executable, "-P", __file__], stdin=PIPE, stdout=PIPE, stderr=PIPE)

    def answer() -> list[Complaint]:
        answered, why = asked.communicate()
        if asked.returncode < 0:  # killed, perhaps for lack of memory: validate in this process
            return ask(content, folder, tables)
        if asked.returncode:
            raise RuntimeError(why.decode("utf-8", "replace")[-500:])
        return [Complaint(*one) for one in json.loads(answered)]

    assert asked.stdin
    with suppress(BrokenPipeError), asked.stdin as question:  # `answer` says why it ended
        question.write(json.dumps([content, folder, tables], default=str).encode())
    asked.stdin = None
    return answer


def _answer() -> None:
    """Read a question from stdin and print the answer."""
    content, folder, tables = json.load(sys.stdin)
    sys.stdout.write(json.dumps(ask(content, folder, tables)))


if __name__ == "__main__":
    _answer()
