"""Findings: the rows that each story counts. A story counts rows of published tables by their codes, so that anyone can
reproduce it; `findings_of_plan` and `findings_across` select them, here they are added up.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from publisher.model.index import Entry
from publisher.model.plan import Quantity

STORIES = (
    "inferred-deadlines", "nobody-named", "basis-unclear", "shares", "district-and-city", "two-dates", "sought",
    "without-number", "who-leads", "organisations",
)  # fmt: skip
# Story → the records that there are, counted or not, of those that it counts some of (PlanFindings.of).
OF = {
    "inferred-deadlines": ("targets", "inferred_shares"), "nobody-named": ("targets",), "sought": ("targets", "things"),
    "basis-unclear": ("valued",), "without-number": ("things",), "organisations": ("named_things",),
    "who-leads": ("lead_tasks", "undivided_tasks"),
}  # fmt: skip
KEPT = 500  # most rows of a group, and cases of a story, that are shown; all are counted
AMOUNT = ("figure_printed", "comparator", "value", "value_max", "measure_id")
BRIEF = (*AMOUNT, "deadline", "deadline_precision", "deadline_basis", "deadline_printed", "indicator_id")
Numbers = dict[str, float]


class Counted(NamedTuple):
    """A row that a story counts. group: as what it is counted, a code. entry: the row in brief, with what_zh, what_en
    and the record on whose page it is shown (page: table and id)."""

    story: str
    group: str
    entry: Entry


class Case(NamedTuple):
    """Rows that tell something together, in the order in which it is told. numbers: what is said of them."""

    story: str
    key: str
    entries: tuple[Entry, ...]
    numbers: Numbers


@dataclass
class PlanFindings:
    """The findings in one plan, or across plans (document_id "").

    of: number of all records of a kind, counted or not. leading: body → number of tasks that it leads. names: printed.
    """

    document_id: str = ""
    rows: list[Counted] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    of: Counter[str] = field(default_factory=Counter)
    leading: Counter[str] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)


def brief(item: Quantity) -> Entry:
    """A target or named thing in brief."""
    record, name = item.record, "what" if item.record.table == "targets" else "name"
    values = {column: record.values.get(column) for column in BRIEF}
    values |= {f"what_{language}": record.values[f"{name}_{language}"] for language in ("zh", "en")}
    values["page"] = (record.table, record.id)
    return Entry(record.table, record.id, record.document_id, values)


@dataclass
class Findings:
    """The findings of all plans so far: everything counted, the first rows and cases kept to be shown."""

    count: Counter[tuple[str, str]] = field(default_factory=Counter)  # story, group → rows
    tables: dict[str, Counter[str]] = field(default_factory=dict)  # story → table → rows
    by_document: dict[str, dict[str, Counter[str]]] = field(default_factory=dict)  # story → document → group → rows
    of_document: dict[str, Counter[str]] = field(default_factory=dict)
    rows: dict[tuple[str, str], list[Entry]] = field(default_factory=dict)  # story, group → the first rows
    cases: dict[str, list[Case]] = field(default_factory=dict)  # story → the first cases
    told: Counter[str] = field(default_factory=Counter)  # story → cases
    leading: Counter[str] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)

    def add(self, findings: PlanFindings) -> None:
        """Add what was found in one plan, or across plans."""
        for story, group, entry in findings.rows:
            self.count[story, group] += 1
            self.tables.setdefault(story, Counter())[entry.table] += 1
            self.by_document.setdefault(story, {}).setdefault(entry.document_id, Counter())[group] += 1
            kept = self.rows.setdefault((story, group), [])
            if len(kept) < KEPT:
                kept.append(entry)
        for case in findings.cases:
            self.told[case.story] += 1
            self.cases.setdefault(case.story, []).append(case)
            del self.cases[case.story][KEPT:]
        if findings.document_id:
            self.of_document[findings.document_id] = findings.of
        self.leading.update(findings.leading)
        self.names |= findings.names

    def stories(self) -> tuple[str, ...]:
        """The stories that there is something to tell of."""
        return tuple(story for story in STORIES if self.tables.get(story))

    def groups(self, story: str) -> dict[str, int]:
        """Group → rows, the first found first."""
        return {group: n for (name, group), n in self.count.items() if name == story}

    def leaders(self) -> tuple[list[str], int]:
        """The bodies that lead most tasks, and how many each leads."""
        most = max(self.leading.values(), default=0)
        return sorted(unit for unit, n in self.leading.items() if n == most), most

    def numbers(self, story: str) -> Numbers:
        """Every number that a story says of its rows, by name."""
        of: Counter[str] = sum(self.of_document.values(), Counter())
        groups = self.groups(story)
        numbers: Numbers = {"rows": sum(groups.values()), "documents": len(self.by_document[story]), **groups}
        numbers |= {f"of_{table}": n for table, n in self.tables[story].items()}
        numbers |= {name: of[name] for name in OF.get(story, ())}
        if story == "organisations":
            numbers["names"] = len(self.names)
        if story == "who-leads":
            bodies, most = self.leaders()
            numbers |= {"bodies": len(self.leading), "top_tasks": most, "top_bodies": len(bodies)}
        if self.told[story]:
            numbers["cases"] = self.told[story]
        return numbers
