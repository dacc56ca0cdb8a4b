"""data/findings.json and data/findings/: the numbers of each story, and the rows that it counts.

A file has the rows of one table: the columns of that table, and before them as what a row is counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from publisher.model.findings import Findings
from publisher.model.findings_across import across
from publisher.model.library import Library
from publisher.publish import files, rows
from publisher.publish.describe import csvw
from publisher.publish.describe.subject import site
from publisher.publish.tables import texts
from publisher.publish.tables.values import Part
from publisher.publish.wide import wide
from publisher.read.canonical import csv_lines
from publisher.terms import address
from publisher.terms.messages import LANGUAGES, words
from publisher.work.grouped import grouped
from publisher.work.output import Growing, Output

FILE = f"{address.DATA}/findings.json"
COUNTED_AS = "counted_as"
KEYS = {"task_units": "responsibility_id"}  # the column that names a row, where that is not the first
Row = Sequence[Any]


class FindingsFiles:
    """Writes the files of the findings plan by plan. Call `finish` last."""

    def __init__(self, out: Output, library: Library) -> None:
        self.out, self.library, self.findings = out, library, Findings()
        self.schemas = wide(library.schemas)
        self.open: dict[str, Growing] = {}
        across_plans = across(library.index, library.registry)
        self.findings.add(across_plans)
        self.across = grouped((row.entry.document_id, row) for row in across_plans.rows)  # by document

    def plan(self, plan_id: str, part: Part) -> None:
        """Write the rows of one plan."""
        self.findings.add(part.findings)
        rows = (*part.findings.rows, *self.across.get(plan_id, ()))
        pieces = grouped(((row.story, row.entry.table), row) for row in rows)
        records = {table: self._by_id(table, part.rows.wide[table]) for table in {table for _, table in pieces}}
        for (story, table), counted in pieces.items():
            lines = [map(files.harmless, (row.group, *records[table][row.entry.id])) for row in counted]
            self._file(story, table).write(csv_lines(lines).encode())

    def _by_id(self, table: str, values: Sequence[Row]) -> dict[str, Row]:
        """The rows of a table by their id, as they stand in a file two folders down."""
        schema = self.schemas[table]
        place = schema.names.index(KEYS[table]) if table in KEYS else 0
        return {row[place]: row for row in rows.placed(schema, values, 2)}

    def _file(self, story: str, table: str) -> Growing:
        place = address.finding(story, table)
        if place not in self.open:
            self.open[place] = self.out.open(place)
            self.open[place].write(f"{COUNTED_AS},{texts.heading(self.schemas[table])}".encode())
            metadata = csvw.of_file(self.library, self.schemas[table], place, before=COUNTED_AS)
            self.out.write(f"{place}{csvw.ENDING}", files.json_bytes(metadata))
        return self.open[place]

    def finish(self) -> None:
        """Complete the files, and say what is in them."""
        for file in self.open.values():
            file.close()
        stories = [_story(self.library, self.findings, story) for story in self.findings.stories()]
        self.out.write(FILE, files.json_bytes({"total": len(stories), "findings": stories}))


def _story(library: Library, findings: Findings, story: str) -> Mapping[str, Any]:
    """A story in numbers: those of all its rows, and of each case that is told by itself."""
    return {
        "finding_id": story,
        **{f"title_{language}": words(language)["findings"]["stories"][story]["title"] for language in LANGUAGES},
        "numbers": {name: _number(n) for name, n in sorted(findings.numbers(story).items())},
        "cases": [
            {"about": case.key, "records": [entry.id for entry in case.entries]}
            | {name: _number(n) for name, n in case.numbers.items()}
            for case in findings.cases.get(story, ())
        ],
        "files": [
            {"url": site(library, address.finding(story, table), FILE), "table": table, "rows": n}
            for table, n in findings.tables[story].items()
        ],
    }


def _number(value: float) -> float:
    return int(value) if value == int(value) else value
