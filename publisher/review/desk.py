"""The desk without its web: what it shows, and what each request does to the files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from publisher.check import descriptor
from publisher.draft.state import OPEN, Suggestion, path_of
from publisher.maintain.lock import lock_text
from publisher.read.layout import FOLDER
from publisher.read.package import read_package
from publisher.read.plan import Plan
from publisher.review import add, blind, entering, settling, takeback
from publisher.review import decide as decisions
from publisher.review.items import Entry, Item, items
from publisher.review.outline import NoRoom
from publisher.review.show import shown
from publisher.review.store import Shelf, put, take
from publisher.terms.messages import Refusal, say
from publisher.terms.schema import Schemas
from publisher.work.files import write_atomically

Answer = dict[str, Any]


class Desk:
    """One plan, open for one reader. Every request reads what the one before it wrote; every decision is saved.

    Raises Refusal for a plan that cannot be opened. An answer has problems as data, and messages by their key among the
    words of the desk.
    """

    def __init__(
        self, root: Path, schemas: Schemas, plan_id: str, reader: str, *, sources: Path | None, today: str
    ) -> None:
        self.root, self.schemas, self.plan_id = root, schemas, plan_id
        self.reader, self.sources, self.today = reader, sources, today
        if not re.fullmatch(r"reader-[a-z]", reader):
            raise Refusal(say("review.reader", reader=reader))
        self.extra: tuple[Suggestion, ...] = ()  # proposals for a plan that is no draft: they live as long as the desk
        self.shelf = self.reload()
        if self.shelf.plan.text is None:
            raise Refusal(say("review.no-text", plan=plan_id))
        first = blind.first_reader(self.shelf.plan)
        self.blind = bool(first) and first != reader
        if self.blind and self.shelf.draft:
            raise Refusal(say("review.still-draft", plan=plan_id, reader=first))

    def reload(self) -> Shelf:
        """Read the files again, as they are now. Raises Refusal where the suggestions are damaged."""
        self.shelf = take(self.root, self.schemas, self.plan_id, self.sources)
        self.extra = tuple(s for s in self.extra if not _there(self.shelf.plan, s))
        self.shelf = replace(self.shelf, suggestions=(*self.shelf.suggestions, *self.extra))
        return self.shelf

    def state(self, language: str) -> Answer:
        """Everything that the page shows, in a language."""
        return shown(self.shelf, self.found(), language, reader=self.reader, blind=self.blind)

    def found(self) -> tuple[Item, ...]:
        """What there is to decide for this reader."""
        if self.blind:
            return blind.blind_items(self.shelf, self.reader)
        return items(self.shelf, self.reader)

    # ---- what is asked ----

    def item(self, item_id: str) -> Item:
        """The item of this id. Raises KeyError where there is none any more."""
        return {item.id: item for item in self.found()}[item_id]

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
            outcome = takeback.as_mention(
                self.shelf, item, str(request.get("kind", "name")), reason, reason_en, self.reader, self.today
            )
        elif action in ("reject", "aside", "drop") and not reason:
            return {"ok": False, "message": "reason"}
        elif action == "drop" and item.state in ("record", "signed"):
            said = (reason, reason_en or reason)
            outcome = takeback.drop_body(self.shelf, item, str(request["record"]), said, self.today)
        elif action == "reject" and item.state in ("record", "signed"):
            outcome = takeback.withdraw(self.shelf, item, reason, reason_en or reason, self.today)
        elif (action == "reject" and item.state == "agreed") or (action in ("reject", "aside") and item.state in OPEN):
            self.extra = tuple(s for s in self.extra if s.item != item.id)
            outcome = decisions.put_off(self.shelf, item, "rejected" if action == "reject" else "aside", reason)
        else:
            return {"ok": False, "message": "action"}
        return self._save(outcome)

    def _decide_blind(self, item: Item, action: str, request: Mapping[str, Any], reason: tuple[str, str]) -> Answer:
        if action in ("read", "nothing") and item.state == "blind":
            entries = self.entries(item, request.get("rows", ()))
            cells = {**entries[0].cells, **(entering.NOTHING if action == "nothing" else {})}
            if not cells["record_kind"]:
                return {"ok": False, "message": "kind"}
            read = entering.enter(self.shelf, item, cells, self.reader, self.today, nothing=action == "nothing")
            answer = self._save(decisions.Outcome(read.plan, self.shelf.suggestions, read.problems))
            return {**answer, "differs": {record: list(fields) for record, fields in read.differs.items()}}
        if action in settling.HOW and item.state == "differs":
            entries = self.entries(item, request.get("rows", ()))
            return self._save(settling.settle(self.shelf, item, action, entries, reason, self.reader, self.today))
        return {"ok": False, "message": "action"}

    def _save(self, outcome: decisions.Outcome) -> Answer:
        if outcome.problems:
            return {"ok": False, "problems": outcome.problems}
        put(self.shelf, outcome.plan, outcome.suggestions, registry=outcome.registry)
        self.extra = () if self.shelf.draft else outcome.suggestions
        self.reload()
        return {"ok": True}

    def check(self, request: Mapping[str, Any]) -> Answer:
        """What `validate` would say of an item's rows as they stand in the form; nothing is saved."""
        item = self.item(str(request["item"]))
        outcome = decisions.accept(
            self.shelf, item, self.entries(item, request.get("rows", ())), self.reader, self.today
        )
        return {"ok": not outcome.problems, "problems": outcome.problems}

    def propose(self, request: Mapping[str, Any]) -> Answer:
        """Add a suggestion: for the words [start, end) of the text, a body to a statement, an indicator to a figure."""
        table, plan = str(request["table"]), self.shelf.plan
        if self.blind:
            return {"ok": False, "message": "action"}
        try:
            if table == "bodies" and (name := str(request["name"]).strip()):
                added = add.body(self.shelf, self.item(str(request["item"])), name)
            elif table == "indicators" and re.fullmatch(r"[a-z][a-z0-9-]*", str(request["id"])):
                added = add.indicator(self.shelf, self.item(str(request["item"])), str(request["id"]))
            elif table in add.FROM_WORDS:
                start, end = int(request["start"]), int(request["end"])
                if not 0 <= start < end <= len(plan.text or ""):
                    return {"ok": False, "message": "mark_first"}
                added = add.from_words(self.shelf, table, start, end)
            else:
                return {"ok": False, "message": "action"}
        except NoRoom as room:
            return {"ok": False, "message": "no_room", "found": str(room)}
        answer = {"ok": True, "item": added.item, "moved": dict(added.moved)}
        if self.shelf.draft:
            return self._save(decisions.Outcome(added.plan, added.suggestions)) | answer
        # A plan that is no draft keeps no suggestions: the new record is a form of the page until it is accepted.
        self.extra = added.suggestions
        self.reload()
        return answer

    def finish(self) -> Answer:
        """The last step of a draft, saved only where the plan is whole by every rule."""
        if not self.shelf.draft or any(s.state in OPEN for s in self.shelf.suggestions):
            return {"ok": False, "message": "open"}
        outcome = decisions.finish(self.shelf)
        if outcome.problems:
            return {"ok": False, "problems": outcome.problems}
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


def _there(plan: Plan, suggestion: Suggestion) -> bool:
    """Whether a suggestion is a row by now."""
    held = plan.by_key if suggestion.table in plan.tables else plan.registry.by_key
    return suggestion.record in held[suggestion.table]


def _text(value: object, name: str) -> str:
    text = str(value).replace("\r\n", "\n")
    return text if name in ("quote", "quote_prefix", "quote_suffix") else text.strip()
