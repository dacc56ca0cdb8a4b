"""The desk without its web: what it shows, and what each request does to the files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from publisher.check import descriptor
from publisher.draft.state import OPEN, Suggestion, path_of
from publisher.maintain.lock import lock_text
from publisher.read.layout import FOLDER
from publisher.read.package import read_package
from publisher.read.plan import Plan, Source
from publisher.review import add, blind, entering, settling, takeback
from publisher.review import decide as decisions
from publisher.review.alike import Carry, carry, like
from publisher.review.given import pinned_text
from publisher.review.items import Entry, Item, items
from publisher.review.outline import NoRoom
from publisher.review.saving import Step, Writes, dated, gone_on, put, take_back
from publisher.review.show import changes, options, shown, standing
from publisher.review.signing import entered_by, lacking
from publisher.review.store import Shelf, pinned, take
from publisher.review.together import all_of
from publisher.terms.messages import Refusal, say
from publisher.terms.schema import Schemas

Answer = dict[str, Any]


class Desk:
    """One plan, open for one reader. Every request reads what the one before it wrote; every decision is saved.

    Raises Refusal for a plan that cannot be opened. An answer has problems as data, and messages by their key among the
    words of the desk.
    """

    def __init__(
        self,
        root: Path,
        schemas: Schemas,
        plan_id: str,
        reader: str,
        *,
        sources: Path | None,
        today: str,
        text: Path | None = None,
    ) -> None:
        """text: the file of the plan's text, where it does not lie in the folder `sources`. Raises Refusal."""
        self.root, self.schemas, self.plan_id = root, schemas, plan_id
        self.reader, self.sources, self.today = reader, sources, today
        if not re.fullmatch(r"reader-[a-z]", reader):
            raise Refusal(say("review.reader", reader=reader))
        self.extra: tuple[Suggestion, ...] = ()  # proposals for a plan that is no draft: they live as long as the desk
        self.own: set[str] = set()  # what of the registry was to be signed here
        self.steps: list[Done] = []
        self.like: tuple[Carry, ...] = ()  # what the last decision corrected that others have alike
        self.given: Source | None = None
        self.version = 0  # of what the page shows
        self.seen: dict[str, Item] = {}
        self.lists: dict[str, list[list[str]]] = {}
        self.later = 0
        self.last: tuple[Shelf, tuple[Item, ...]] | None = None  # what was found on a shelf
        self.shelf = self.reload()
        if text is not None:
            self.given = pinned_text(text, pinned(self.shelf.plan, self.shelf.suggestions))
            self.shelf = self.reload()
        if self.shelf.plan.text is None:
            copy = {"sha256": "?", "chars": "?", **pinned(self.shelf.plan, self.shelf.suggestions)}
            raise Refusal(say("review.no-text", plan=plan_id, sha256=copy["sha256"], chars=copy["chars"]))
        first = blind.first_reader(self.shelf.plan)
        self.blind = bool(first) and first != reader
        if self.blind and self.shelf.draft:
            raise Refusal(say("review.still-draft", plan=plan_id, reader=first))

    def reload(self) -> Shelf:
        """Read the files again, as they are now. Raises Refusal where the suggestions are damaged."""
        self.shelf = take(self.root, self.schemas, self.plan_id, self.sources, self.given)
        self.extra = tuple(s for s in self.extra if not _there(self.shelf.plan, s))
        self.shelf = replace(self.shelf, suggestions=(*self.shelf.suggestions, *self.extra))
        return self.shelf

    def state(self, language: str) -> Answer:
        """Everything that the page shows, in a language."""
        found = self.found()
        self._sent(found)
        self.lists = options(self.shelf.plan)
        said = shown(self.shelf, found, language, reader=self.reader, blind=self.blind, later=self.later)
        return said | {"version": self.version, "undo": bool(self.steps)}

    def changes(self, version: object) -> Answer:
        """What the page that has this version has to change; only that everything is to be read anew, if it must be."""
        if version != self.version:
            return {"anew": True}
        found, before = self.found(), self.seen
        self._sent(found)
        lists = options(self.shelf.plan)
        other = {name: rows for name, rows in lists.items() if self.lists.get(name) != rows}
        self.lists = lists
        said = standing(self.shelf, found, blind=self.blind, later=self.later)
        return changes(before, found) | said | {"options": other, "version": self.version, "undo": bool(self.steps)}

    def _sent(self, found: tuple[Item, ...]) -> None:
        self.seen = {item.id: item for item in found}
        self.version += 1

    def found(self) -> tuple[Item, ...]:
        """What there is to decide for this reader; what is read blind comes first, and the rest when it is done."""
        if self.last is not None and self.last[0] is self.shelf:
            return self.last[1]
        found = self._found()
        self.last = (self.shelf, found)
        return found

    def _found(self) -> tuple[Item, ...]:
        self.own |= {self.shelf.plan.registry.ledger.id_of(row) for _, row in lacking(self.shelf.plan, self.reader)}
        self.later = 0
        if not self.blind:
            return items(self.shelf, self.reader, self.own)
        places = blind.blind_items(self.shelf, self.reader)
        rest = blind.open_items(self.shelf, self.reader, self.own)
        if any(item.state in ("blind", "differs") for item in places):
            self.later = len(rest)
            return places
        return (*places, *rest)

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
        if self.blind and item.state in ("blind", "differs"):
            return self._decide_blind(item, action, request, (reason, reason_en))
        if action == "accept" and not blind.is_place(item):
            entries = self.entries(item, request.get("rows", ()))
            carries = like(self.shelf, item, entries) if self.shelf.draft else ()
            answer = self._save(decisions.accept(self.shelf, item, entries, self.reader, self.today), item.id)
            self.like = carries if answer["ok"] else ()
            return answer | ({"like": [_carry(one) for one in self.like]} if self.like else {})
        if self.blind:
            return {"ok": False, "message": "action"}
        if action == "known" and any(row.table == "units" for row in item.rows):
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
        return self._save(outcome, item.id)

    def _decide_blind(self, item: Item, action: str, request: Mapping[str, Any], reason: tuple[str, str]) -> Answer:
        if action in ("read", "nothing") and item.state == "blind":
            entries = self.entries(item, request.get("rows", ()))
            cells = {**entries[0].cells, **(entering.NOTHING if action == "nothing" else {})}
            if not cells["record_kind"]:
                return {"ok": False, "message": "kind"}
            read = entering.enter(self.shelf, item, cells, self.reader, self.today, nothing=action == "nothing")
            answer = self._save(decisions.Outcome(read.plan, self.shelf.suggestions, read.problems), item.id)
            return {**answer, "differs": {record: list(fields) for record, fields in read.differs.items()}}
        if action in settling.HOW and item.state == "differs":
            entries = self.entries(item, request.get("rows", ()))
            outcome = settling.settle(self.shelf, item, action, entries, reason, self.reader, self.today)
            return self._save(outcome, item.id)
        return {"ok": False, "message": "action"}

    def all(self, request: Mapping[str, Any]) -> Answer:
        """Decide many items in one step: agree with each as it stands, or put them off with one reason."""
        wanted, action = set(request["items"]), str(request["action"])
        reason = str(request.get("reason", "")).strip()
        chosen = [item for item in self.found() if item.id in wanted]
        if action == "accept":
            chosen = [item for item in chosen if item.undecided]
            outcome, refused = all_of(self.shelf, chosen, self._agree)
            return self._save(outcome, "") | {"done": len(chosen) - len(refused), "refused": refused}
        if action not in ("reject", "aside") or self.blind:
            return {"ok": False, "message": "action"}
        if not reason:
            return {"ok": False, "message": "reason"}
        chosen = [item for item in chosen if item.state in OPEN]
        suggestions = self.shelf.suggestions
        for item in chosen:
            at = replace(self.shelf, suggestions=suggestions)
            suggestions = decisions.put_off(at, item, "rejected" if action == "reject" else "aside", reason).suggestions
        return self._save(decisions.Outcome(self.shelf.plan, suggestions), "") | {"done": len(chosen), "refused": []}

    def _agree(self, shelf: Shelf, item: Item, entries: list[Entry]) -> decisions.Outcome:
        return decisions.accept(shelf, item, entries, self.reader, self.today, ask=False)

    def carry(self) -> Answer:
        """Carry the last correction over to the suggestions that have the same to correct."""
        if not self.like:
            return {"ok": False, "message": "nothing_alike"}
        suggestions = carry(self.shelf.suggestions, self.like)
        count = len({record for one in self.like for record in one.records})
        self.like = ()
        return self._save(decisions.Outcome(self.shelf.plan, suggestions), "") | {"done": count}

    def undo(self) -> Answer:
        """Take the last step back: its files are as they were before it. Raises ChangedMeanwhile."""
        if not self.steps:
            return {"ok": False, "message": "nothing_to_undo"}
        done = self.steps[-1]
        take_back(done.step)
        self.steps.pop()
        self.extra, self.like = done.extra, ()
        self.reload()
        return {"ok": True, "item": done.item}

    def _save(self, outcome: decisions.Outcome, item: str) -> Answer:
        if outcome.problems:
            return {"ok": False, "problems": outcome.problems}
        shelf, registry = self.shelf, outcome.registry
        if registry is not None:
            registry = entered_by(registry, shelf.registry, self.reader, self.today)
        step = put(shelf, outcome.plan, outcome.suggestions, registry=registry, today=self.today)
        self._done(step, item)
        self.extra = () if shelf.draft else outcome.suggestions
        if shelf.draft:
            self.shelf = gone_on(shelf, outcome.plan, outcome.suggestions, step)
        else:
            self.reload()
        return {"ok": True}

    def _done(self, step: Step, item: str) -> None:
        self.like = ()
        if step.before:
            self.steps.append(Done(step, item, self.extra))

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
            return self._save(decisions.Outcome(added.plan, added.suggestions), "") | answer
        # A plan that is no draft keeps no suggestions: the new record is a form of the page until it is accepted.
        self.extra = added.suggestions
        self.reload()
        return answer

    def finish(self) -> Answer:
        """The last step of a draft, saved only where the plan is whole by every rule."""
        if not self.shelf.draft or any(s.state in OPEN for s in self.shelf.suggestions):
            return {"ok": False, "message": "open"}
        outcome = decisions.finish(self.shelf)
        if outcome.problems or outcome.registry is None:
            return {"ok": False, "problems": outcome.problems}
        registry = entered_by(outcome.registry, self.shelf.registry, self.reader, self.today)
        folder = self.root / FOLDER
        also: Writes = {
            # raises nothing: every record was placed by the rules above
            folder / "plans" / self.plan_id / "evidence.csv": lock_text(outcome.plan).encode(),
            path_of(self.root, self.plan_id): None,
        }
        package = read_package(self.root, self.schemas)
        if not package.faults:
            whole = replace(package, plan_ids=tuple(sorted({*package.plan_ids, self.plan_id})))
            also[folder / "datapackage.yaml"] = dated(descriptor.dump(descriptor.expected(whole)), self.today).encode()
        step = put(self.shelf, outcome.plan, self.shelf.suggestions, registry=registry, also=also)
        self._done(step, "")
        self.reload()
        return {"ok": True, "finished": True}


@dataclass(frozen=True, slots=True)
class Done:
    """A step that can be taken back: what it wrote, the item that it decided, the proposals that there were before."""

    step: Step
    item: str
    extra: tuple[Suggestion, ...]


def _carry(one: Carry) -> Answer:
    return {"table": one.table, "column": one.column, "old": one.old, "new": one.new, "records": list(one.records)}


def _there(plan: Plan, suggestion: Suggestion) -> bool:
    """Whether a suggestion is a row by now."""
    held = plan.by_key if suggestion.table in plan.tables else plan.registry.by_key
    return suggestion.record in held[suggestion.table]


def _text(value: object, name: str) -> str:
    text = str(value).replace("\r\n", "\n")
    return text if name in ("quote", "quote_prefix", "quote_suffix") else text.strip()
