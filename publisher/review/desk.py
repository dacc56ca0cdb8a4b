"""The desk without its web: what it shows, and what each request does to the files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from publisher import descriptor
from publisher.draft.forms import Forms
from publisher.draft.numbers import candidates
from publisher.draft.outline import Clause
from publisher.draft.state import OPEN, Suggestion, path_of
from publisher.locale import words
from publisher.locate import Span
from publisher.lock import lock_text
from publisher.problem import Problem
from publisher.read import FOLDER, read_package
from publisher.review import blind
from publisher.review import decide as decisions
from publisher.review.items import Entry, Item, items, unaccounted
from publisher.review.store import Shelf, put, take
from publisher.schema import Schemas
from publisher.tidy import write_atomically

Answer = dict[str, Any]
STEMS = {
    "targets": ("t", 2),
    "observations": ("o", 2),
    "mentions": ("m", 2),
    "responsibilities": ("r", 3),
    "notes": ("n", 2),
    "relations": ("l", 2),
}


class NotReviewable(Exception):
    """A plan that cannot be opened at the desk, with the reason as its message."""


class Desk:
    """One plan, open for one reader. Every request reads what the one before it wrote; every decision is saved."""

    def __init__(
        self, root: Path, schemas: Schemas, plan_id: str, reader: str, *, sources: Path | None, today: str
    ) -> None:
        self.root, self.schemas, self.plan_id = root, schemas, plan_id
        self.reader, self.sources, self.today = reader, sources, today
        if not re.fullmatch(r"reader-[a-z]", reader):
            raise NotReviewable(f"a reader is reader-a, reader-b and so on, not {reader}")
        self.extra: tuple[Suggestion, ...] = ()  # proposals for a plan that is no draft: they live as long as the desk
        self.shelf = self.reload()
        if self.shelf.plan.text is None:
            raise NotReviewable(
                f"the text of {plan_id} is not at hand, or not the one that was pinned; name its folder with --sources"
            )
        first = blind.first_reader(self.shelf.plan)
        self.blind = bool(first) and first != reader
        if self.blind and self.shelf.draft:
            raise NotReviewable(f"{plan_id} is still a draft of {first}; the second reading begins when it is finished")

    def reload(self) -> Shelf:
        """Read the files again, as they are now. Raises NotReviewable where the suggestions are damaged."""
        try:
            self.shelf = take(self.root, self.schemas, self.plan_id, self.sources)
        except ValueError as error:
            raise NotReviewable(str(error)) from None
        known = {entry for name in STEMS for entry in self.shelf.plan.by_key[name]}
        self.extra = tuple(s for s in self.extra if s.record not in known)
        self.shelf = replace(self.shelf, suggestions=(*self.shelf.suggestions, *self.extra))
        return self.shelf

    # ---- what is shown ----

    def state(self, language: str) -> Answer:
        """Everything that the page shows, in a language."""
        shelf, plan = self.shelf, self.shelf.plan
        copy = plan.copy
        start, end = (int(copy.body_start), int(copy.body_end)) if copy else (0, 0)
        found = blind.blind_items(shelf, self.reader) if self.blind else items(shelf, self.reader)
        left = sum(item.state in (*OPEN, "record", "blind", "differs") for item in found)
        return {
            "plan": self.plan_id,
            "reader": self.reader,
            "blind": self.blind,
            "draft": shelf.draft,
            "start": start,
            "text": (plan.text or "")[start:end],
            "items": [_shown(item) for item in found if item.state != "rejected"],
            "unaccounted": [] if self.blind else unaccounted(shelf, found),
            "left": left,
            "total": len(found),
            "tables": {name: self._table(name, language) for name in (*shelf.schemas.tables,)},
            "options": self._options(),
            "words": words(language)["desk"],
            "language": language,
        }

    def _table(self, name: str, language: str) -> Answer:
        schema = self.schemas[name]
        keys = {field: table for field, table, _ in schema.foreign_keys}
        return {
            "title": schema.title[language],
            "key": schema.key,
            "fields": [
                {
                    "name": f.name,
                    "title": f.title[language],
                    "help": f.description[language],
                    "required": f.required,
                    "long": f.name.startswith(
                        ("quote", "summary", "caveat", "comparability", "definition", "limitations", "text", "reason")
                    ),
                    "codes": [[c.value, c.zh if language == "zh" else c.en] for c in f.categories],
                    "list": keys.get(f.name, ""),
                }
                for f in schema.fields
            ],
        }

    def _options(self) -> dict[str, list[list[str]]]:
        """What references may name: id and a word for it."""
        registry, plan = self.shelf.plan.registry, self.shelf.plan
        return {
            "units": [[row.unit_id, row.name_zh] for row in registry.rows("units")],
            "measures": [[row.measure_id, row.label_zh] for row in registry.rows("measures")],
            "indicators": [[row.indicator_id, row.name_zh] for row in registry.rows("indicators")],
            "clauses": [[row.clause_id, row.number_printed + row.heading_zh] for row in plan.rows("clauses")],
            "tasks": [[row.task_id, row.summary_zh[:20]] for row in plan.rows("tasks")],
        }

    # ---- what is asked ----

    def item(self, item_id: str) -> Item:
        """The item of this id. Raises KeyError where there is none any more."""
        found = blind.blind_items(self.shelf, self.reader) if self.blind else items(self.shelf, self.reader)
        return (
            next(item for item in found if item.id == item_id)
            if any(i.id == item_id for i in found)
            else self._gone(item_id)
        )

    def _gone(self, item_id: str) -> Item:
        raise KeyError(item_id)

    def entries(self, item: Item, rows: Iterable[Mapping[str, Any]]) -> list[Entry]:
        """An item's rows with the cells that the page sent; only known columns count, and edges are trimmed."""
        sent = list(rows)
        made = []
        for index, before in enumerate(item.rows):
            cells = sent[index]["cells"] if index < len(sent) else before.cells
            schema = self.schemas[before.table]
            new = {name: _text(cells.get(name, before.cells.get(name, "")), name) for name in schema.names}
            made.append(Entry(before.table, new[schema.key], new))
        return made

    def decide(self, request: Mapping[str, Any]) -> Answer:
        """Carry out a decision and save it, or say what forbids it."""
        item, action = self.item(str(request["item"])), str(request["action"])
        reason = str(request.get("reason", "")).strip()
        reason_en = str(request.get("reason_en", "")).strip()
        if self.blind:
            return self._decide_blind(item, action, request, (reason, reason_en))
        if action == "accept":
            outcome = decisions.accept(
                self.shelf, item, self.entries(item, request.get("rows", ())), self.reader, self.today
            )
        elif action == "known" and any(row.table == "units" for row in item.rows):
            outcome = decisions.as_known_unit(self.shelf, item, str(request["unit"]))
        elif action == "mention" and item.rows[0].table in ("targets", "observations"):
            outcome = decisions.as_mention(
                self.shelf, item, str(request.get("kind", "name")), reason, reason_en, self.reader, self.today
            )
        elif action in ("reject", "aside") and not reason:
            return {"ok": False, "message": "reason"}
        elif action == "reject" and item.state not in OPEN:
            outcome = decisions.withdraw(self.shelf, item, reason, reason_en or reason, self.today)
        elif action in ("reject", "aside") and item.state in OPEN:
            self.extra = tuple(s for s in self.extra if s.item != item.id)
            outcome = decisions.put_off(self.shelf, item, "rejected" if action == "reject" else "aside", reason)
        else:
            return {"ok": False, "message": "action"}
        return self._save(outcome)

    def _decide_blind(self, item: Item, action: str, request: Mapping[str, Any], reason: tuple[str, str]) -> Answer:
        if action == "read":
            cells = self.entries(item, request.get("rows", ()))[0].cells
            if not cells["record_kind"]:
                return {"ok": False, "message": "kind"}
            read = blind.enter(self.shelf, item, cells, self.reader, self.today)
            answer = self._save(decisions.Outcome(read.plan, self.shelf.suggestions))
            return {**answer, "differs": {record: list(fields) for record, fields in read.differs.items()}}
        if action in ("first", "second", "unclear") and item.state == "differs":
            plan = blind.settle(self.shelf, item, action, reason, self.reader, self.today)
            return self._save(decisions.Outcome(plan, self.shelf.suggestions))
        return {"ok": False, "message": "action"}

    def _save(self, outcome: decisions.Outcome) -> Answer:
        if outcome.problems:
            return {"ok": False, "problems": [_said(p) for p in outcome.problems]}
        put(self.shelf, outcome.plan, outcome.suggestions, registry=outcome.registry)
        self.reload()
        return {"ok": True}

    def check(self, request: Mapping[str, Any]) -> Answer:
        """What `validate` would say of an item's rows as they stand in the form; nothing is saved."""
        item = self.item(str(request["item"]))
        outcome = decisions.accept(
            self.shelf, item, self.entries(item, request.get("rows", ())), self.reader, self.today
        )
        return {"ok": not outcome.problems, "problems": [_said(p) for p in outcome.problems]}

    def propose(self, request: Mapping[str, Any]) -> Answer:
        """Add a suggestion for the words [start, end) of the text, which a person marked."""
        table, start, end = str(request["table"]), int(request["start"]), int(request["end"])
        plan, text = self.shelf.plan, self.shelf.plan.text or ""
        if table not in STEMS or not 0 <= start < end <= len(text) or self.blind:
            return {"ok": False, "message": "action"}
        cells = self._prefilled(table, start, end, text)
        new = Suggestion(
            f"x{start}-{end}",
            f"hand {table} {start}-{end}",
            table,
            cells[self.schemas[table].key],
            cells,
            start,
            end,
            "人工添加",
            "added by hand",
        )
        if self.shelf.draft:
            return self._save(decisions.Outcome(plan, (*self.shelf.suggestions, new))) | {"item": new.item}
        # A plan that is no draft keeps no suggestions: the new record is a form of the page until it is accepted.
        self.extra = (*self.extra, new)
        self.reload()
        return {"ok": True, "item": new.item}

    def _prefilled(self, table: str, start: int, end: int, text: str) -> dict[str, str]:
        plan = self.shelf.plan
        letter, width = STEMS[table]
        taken = [row[0] for row in plan.rows(table)] + [s.record for s in self.shelf.suggestions]
        taken += [row.record_id for row in plan.registry.rows("retired")]
        clause = self._clause_at(start)
        names = self.schemas[table].names
        cells = dict.fromkeys(names, "") | {
            self.schemas[table].key: decisions.next_id(taken, f"{plan.document_id}.{letter}", width)
        }
        known = {
            "document_id": plan.document_id,
            "clause_id": clause,
            "task_id": clause,
            "quote": text[start:end],
            "hedge": "none",
        }
        cells |= {name: value for name, value in known.items() if name in names}
        if table == "responsibilities":
            taken_statements = [row.statement for row in plan.rows(table)] + [
                s.cells.get("statement", "") for s in self.shelf.suggestions
            ]
            cells |= {
                "statement": decisions.next_id(taken_statements, "s", 2),
                "position": "1",
                "role": "undivided",
                "role_basis": "not_divided",
            }
        elif "figure_printed" in names:
            spanned = [Clause((1,), start, end, "", "", "task", "")]
            figures = candidates(text, start, end, spanned, Forms.of(plan.registry.rows("measures")))
            if figures:
                f = figures[0]
                read = {
                    "figure_printed": f.printed,
                    "value": f.value,
                    "value_max": f.value_max,
                    "comparator": f.comparator,
                    "measure_id": f.measure,
                    "basis": f.basis,
                    "kind": f.kind if f.table == table else "",
                }
                cells |= {name: value for name, value in read.items() if name in names}
        return cells

    def _clause_at(self, position: int) -> str:
        inside = [
            (place.start, len(row.clause_id), row.clause_id)
            for row in self.shelf.plan.rows("clauses")
            if isinstance(place := self.shelf.plan.places.get(row.clause_id), Span)
            and place.start <= position < place.end
        ]
        return max(inside)[2] if inside else ""

    def finish(self) -> Answer:
        """The last step of a draft, saved only where the plan is whole by every rule."""
        if not self.shelf.draft or any(s.state in OPEN for s in self.shelf.suggestions):
            return {"ok": False, "message": "open"}
        outcome = decisions.finish(self.shelf)
        if outcome.problems:
            return {"ok": False, "problems": [_said(p) for p in outcome.problems]}
        lock = lock_text(outcome.plan)  # raises nothing: every record was placed by the rules above
        put(self.shelf, outcome.plan, self.shelf.suggestions, registry=outcome.registry)
        write_atomically(self.root / FOLDER / "plans" / self.plan_id / "evidence.csv", lock.encode())
        path_of(self.root, self.plan_id).unlink()
        package = read_package(self.root, self.schemas)
        if not package.faults:
            write_atomically(
                self.root / FOLDER / "datapackage.yaml", descriptor.dump(descriptor.expected(package)).encode()
            )
        self.reload()
        return {"ok": True, "finished": True}


def _text(value: object, name: str) -> str:
    text = str(value).replace("\r\n", "\n")
    return text if name in ("quote", "quote_prefix", "quote_suffix") else text.strip()


def _shown(item: Item) -> Answer:
    return asdict(item)


def _said(problem: Problem) -> Answer:
    return {
        "code": problem.code,
        "field": problem.place.field,
        "rule": problem.rule,
        "found": problem.found,
        "expected": problem.expected,
        "fix": problem.fix,
        "place": str(problem.place),
    }
