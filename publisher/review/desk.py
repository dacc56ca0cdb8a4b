"""The desk without its web server: what it shows, and what each request changes in the files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from publisher.check import descriptor
from publisher.check.run import check_package
from publisher.draft.state import OPEN, Suggestion, path_of
from publisher.maintain.lock import in_the_way, lock_text
from publisher.read.descriptor import DESCRIBED
from publisher.read.layout import FOLDER
from publisher.read.package import read_package
from publisher.read.plan import Source
from publisher.review import add, blind, bodies, entering, helps, settling, takeback
from publisher.review import decide as decisions
from publisher.review.alike import Carry, carry, like
from publisher.review.given import pinned_text
from publisher.review.items import Item, ItemRow, items, unaccounted
from publisher.review.outline import NoRoom
from publisher.review.page import SentPage
from publisher.review.rules import AFTER, leads
from publisher.review.saving import SavedStep, Writes, dated, gone_on, put, take_back
from publisher.review.show import options, shown, standing
from publisher.review.signing import OF_NO_PLAN, entered_by, lacking, refuse_reader
from publisher.review.store import Snapshot, is_row, pinned, take
from publisher.review.together import all_of, all_put_off, set_aside
from publisher.terms.messages import Refusal, say
from publisher.terms.problem import Problem, Severity
from publisher.terms.schema import REGISTRY, Schemas

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
        refuse_reader(reader)
        self.extra: tuple[Suggestion, ...] = ()  # proposals for a plan that is no draft: they live as long as the desk
        self.own: set[str] = set()  # what of the registry was to be signed here
        self.steps: list[Done] = []
        self.like: tuple[Carry, ...] = ()  # what the last decision corrected that others have alike
        self.given: Source | None = None
        self.page = SentPage()
        self.later = 0
        self.last: tuple[Snapshot, tuple[Item, ...]] | None = None  # the items of a snapshot
        self.snapshot = self.reload()
        if text is not None:
            self.given = pinned_text(text, pinned(self.snapshot.plan, self.snapshot.suggestions))
            self.snapshot = self.reload()
        if self.snapshot.plan.text is None:
            copy = {"sha256": "?", "chars": "?", **pinned(self.snapshot.plan, self.snapshot.suggestions)}
            raise Refusal(say("review.no-text", plan=plan_id, sha256=copy["sha256"], chars=copy["chars"]))
        first = blind.first_reader(self.snapshot.plan)
        self.blind = bool(first) and first != reader
        if self.blind and self.snapshot.draft:
            raise Refusal(say("review.still-draft", plan=plan_id, reader=first))

    def reload(self) -> Snapshot:
        """Read the files again, as they are now. Raises Refusal where the suggestions are damaged."""
        self.snapshot = take(self.root, self.schemas, self.plan_id, self.sources, self.given)
        self.extra = tuple(s for s in self.extra if not is_row(self.snapshot.plan, s))
        self.snapshot = replace(self.snapshot, suggestions=(*self.snapshot.suggestions, *self.extra))
        return self.snapshot

    def state(self, language: str) -> Answer:
        """All data of the page, in a language."""
        all_items = self.items()
        answer = shown(self.snapshot, all_items, language, reader=self.reader, blind=self.blind, later=self.later)
        return answer | {"version": self.page.sent_whole(all_items, answer["options"]), "undo": bool(self.steps)}

    def changes(self, version: object) -> Answer:
        """What changed since a version of the page; {"anew": True} where it must load everything again."""
        all_items = self.items()
        answer = self.page.changes(version, all_items, options(self.snapshot.plan))
        now = standing(self.snapshot, all_items, blind=self.blind, later=self.later)
        return answer if "anew" in answer else answer | now | {"undo": bool(self.steps)}

    def items(self) -> tuple[Item, ...]:
        """The items to decide for this reader: those read blind first, the rest when these are done."""
        if self.last is not None and self.last[0] is self.snapshot:
            return self.last[1]
        all_items = self._items()
        self.last = (self.snapshot, all_items)
        return all_items

    def _items(self) -> tuple[Item, ...]:
        self.own |= {
            self.snapshot.plan.registry.ledger.id_of(row) for _, row in lacking(self.snapshot.plan, self.reader)
        }
        self.later = 0
        if not self.blind:
            return items(self.snapshot, self.reader, self.own)
        places = blind.blind_items(self.snapshot, self.reader)
        rest = blind.open_items(self.snapshot, self.reader, self.own)
        if any(item.state in ("blind", "differs") for item in places):
            self.later = len(rest)
            return places
        return (*places, *rest)

    # ---- what is asked ----

    def item(self, item_id: str) -> Item:
        """The item of this id. Raises KeyError where there is none any more."""
        return {item.id: item for item in self.items()}[item_id]

    def entries(self, item: Item, rows: Iterable[Mapping[str, Any]]) -> list[ItemRow]:
        """An item's rows with the cells that the page sent; only known columns count, and edges are trimmed."""
        sent = list(rows)
        made = []
        for index, before in enumerate(item.rows):
            cells = sent[index]["cells"] if index < len(sent) else before.cells
            schema = self.snapshot.schemas[before.table]
            new = {name: _text(cells.get(name, before.cells.get(name, "")), name) for name in schema.names}
            made.append(ItemRow(before.table, new[schema.key], new))
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
            if answer := self._of_no_plan([item], entries):
                return answer
            carries = like(self.snapshot, item, entries) if self.snapshot.draft else ()
            answer = self._save(decisions.accept(self.snapshot, item, entries, self.reader, self.today), item.id)
            self.like = carries if answer["ok"] else ()
            answer |= self._helps(entries, answer)
            return answer | ({"like": [_carry(one) for one in self.like]} if self.like else {})
        if self.blind:
            return {"ok": False, "message": "action"}
        if action == "known" and any(row.table == "units" for row in item.rows):
            outcome = decisions.as_known_unit(self.snapshot, item, str(request["unit"]))
        elif action == "mention" and item.rows[0].table in ("targets", "observations"):
            outcome = takeback.as_mention(
                self.snapshot, item, str(request.get("kind", "name")), reason, reason_en, self.reader, self.today
            )
        elif action in ("reject", "aside", "drop") and not reason:
            return {"ok": False, "message": "reason"}
        elif action == "drop" and item.state in ("record", "signed"):
            reasons = (reason, reason_en or reason)
            outcome = takeback.drop_body(self.snapshot, item, str(request["record"]), reasons, self.today)
        elif action == "reject" and item.state in ("record", "signed"):
            outcome = takeback.withdraw(self.snapshot, item, reason, reason_en or reason, self.today)
        elif (action == "reject" and item.state == "agreed") or (action in ("reject", "aside") and item.state in OPEN):
            self.extra = tuple(s for s in self.extra if s.item != item.id)
            outcome = decisions.put_off(self.snapshot, item, "rejected" if action == "reject" else "aside", reason)
        else:
            return {"ok": False, "message": "action"}
        return self._save(outcome, item.id)

    def _of_no_plan(self, chosen: Iterable[Item], entries: Iterable[ItemRow] = ()) -> Answer:
        """What forbids to sign items that no plan names, as it forbids `sign`; {} where nothing does."""
        before = [row for item in chosen for row in item.rows]
        if any(row.table == DESCRIBED and row not in before for row in entries):
            return {"ok": False, "message": "action"}  # the descriptor is written by hand, and only signed here
        if all(row.table not in OF_NO_PLAN for row in before):
            return {}
        wrong = in_the_way(read_package(self.root, self.schemas, sources=self.sources)).problems
        return {"ok": False, "problems": wrong, "whole": True} if wrong else {}

    def _decide_blind(self, item: Item, action: str, request: Mapping[str, Any], reason: tuple[str, str]) -> Answer:
        if action in ("read", "nothing") and item.state == "blind":
            entries = self.entries(item, request.get("rows", ()))
            cells = {**entries[0].cells, **(entering.NOTHING if action == "nothing" else {})}
            if not cells["record_kind"]:
                return {"ok": False, "message": "kind"}
            read = entering.enter(self.snapshot, item, cells, self.reader, self.today, nothing=action == "nothing")
            answer = self._save(decisions.Decision(read.plan, self.snapshot.suggestions, read.problems), item.id)
            return {**answer, "differs": {record: list(fields) for record, fields in read.differs.items()}}
        if action in settling.HOW and item.state == "differs":
            entries = self.entries(item, request.get("rows", ()))
            outcome = settling.settle(self.snapshot, item, action, entries, reason, self.reader, self.today)
            return self._save(outcome, item.id)
        return {"ok": False, "message": "action"}

    def all(self, request: Mapping[str, Any]) -> Answer:
        """Decide many items in one step: agree with each as it stands, or put them off with one reason."""
        wanted, action = set(request["items"]), str(request["action"])
        reason = str(request.get("reason", "")).strip()
        chosen = [item for item in self.items() if item.id in wanted]
        if action == "accept":
            chosen = [item for item in chosen if item.undecided]
            if answer := self._of_no_plan(chosen):
                return answer
            outcome, refused = all_of(self.snapshot, chosen, self.reader, self.today)
            return self._save(outcome, "") | {"done": len(chosen) - len(refused), "refused": refused}
        if action not in ("reject", "aside") or self.blind:
            return {"ok": False, "message": "action"}
        if not reason:
            return {"ok": False, "message": "reason"}
        chosen = [item for item in chosen if item.state in OPEN]
        outcome = all_put_off(self.snapshot, chosen, "rejected" if action == "reject" else "aside", reason)
        return self._save(outcome, "") | {"done": len(chosen), "refused": []}

    def aside(self, request: Mapping[str, Any]) -> Answer:
        """Set places without an account aside in one step, with a reason in both languages."""
        reason, reason_en = (str(request.get(name, "")).strip() for name in ("reason", "reason_en"))
        if self.blind:
            return {"ok": False, "message": "action"}
        if not reason or not reason_en:
            return {"ok": False, "message": "reason"}
        wanted = {(int(start), int(end)) for start, end, *_ in request["places"]}
        snapshot, made = self.snapshot, set[str]()
        for place in unaccounted(self.snapshot, self.items()):
            if place[:2] in wanted:
                snapshot, item = set_aside(snapshot, place, (reason, reason_en))
                made.add(item)
        chosen = [item for item in items(snapshot, self.reader, self.own) if item.id in made]
        outcome, refused = all_of(snapshot, chosen, self.reader, self.today)
        return self._save(outcome, "") | {"done": len(chosen) - len(refused), "refused": refused}

    def carry(self, column: str = "") -> Answer:
        """Carry the last correction, or that of one column, over to the suggestions that have the same to correct."""
        taken = [one for one in self.like if column in ("", one.column)]
        left = tuple(one for one in self.like if one not in taken)
        if not taken:
            return {"ok": False, "message": "nothing_alike"}
        suggestions = carry(self.snapshot.suggestions, taken)
        answer = self._save(decisions.Decision(self.snapshot.plan, suggestions), "")
        self.like = left
        count = len({record for one in taken for record in one.records})
        return answer | {"done": count, "like": [_carry(one) for one in left]}

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

    def _save(self, outcome: decisions.Decision, item: str) -> Answer:
        if outcome.problems:
            return {"ok": False, "problems": outcome.problems}
        snapshot, registry = self.snapshot, outcome.registry
        if registry is not None:
            registry = entered_by(registry, snapshot.registry, self.reader, self.today)
        step = put(snapshot, outcome.plan, outcome.suggestions, registry=registry, today=self.today)
        self._done(step, item)
        self.extra = () if snapshot.draft else outcome.suggestions
        if snapshot.draft:
            self.snapshot = gone_on(snapshot, outcome.plan, outcome.suggestions, step)
        else:
            self.reload()
        return {"ok": True}

    def _done(self, step: SavedStep, item: str) -> None:
        self.like = ()
        if step.before:
            self.steps.append(Done(step, item, self.extra))

    def check(self, request: Mapping[str, Any]) -> Answer:
        """What `validate` would say of an item's rows as they stand in the form; nothing is saved."""
        item = self.item(str(request["item"]))
        entries = self.entries(item, request.get("rows", ()))
        outcome = decisions.accept(self.snapshot, item, entries, self.reader, self.today)
        answer: Answer = {"ok": not outcome.problems, "problems": outcome.problems}
        return answer | self._helps(entries, answer)

    def _helps(self, entries: Iterable[ItemRow], answer: Answer) -> Answer:
        """What can be added so that the problems of an answer are settled."""
        offered = helps.helps(self.snapshot, entries, answer.get("problems", ()))
        return {"helps": offered} if offered else {}

    def propose(self, request: Mapping[str, Any]) -> Answer:
        """Add a suggestion: for the words [start, end) of the text, a body to a statement, an indicator to a figure."""
        table, plan = str(request["table"]), self.snapshot.plan
        if self.blind:
            return {"ok": False, "message": "action"}
        try:
            if table == "bodies" and (name := str(request["name"]).strip()):
                added = bodies.body(self.snapshot, self.item(str(request["item"])), name)
            elif table == "units" and (name := str(request["name"]).strip()):
                added = bodies.entered(self.snapshot, self.item(str(request["item"])), name, str(request["record"]))
            elif table == "indicators" and re.fullmatch(r"[a-z][a-z0-9-]*", str(request["id"])):
                added = add.indicator(self.snapshot, self.item(str(request["item"])), str(request["id"]))
            elif table == "measures" and re.fullmatch(r"[a-z][a-z0-9-]*", str(request["id"])):
                added = helps.measure(self.snapshot, self.item(str(request["item"])), str(request["id"]))
            elif table == "notes" and "item" in request:
                added = helps.note(self.snapshot, self.item(str(request["item"])))
            elif table == "tasks" and "id" in request:
                added = helps.task(self.snapshot, str(request["id"]))
            elif table in add.FROM_WORDS:
                start, end = int(request["start"]), int(request["end"])
                if not 0 <= start < end <= len(plan.text or ""):
                    return {"ok": False, "message": "mark_first"}
                added = add.from_words(self.snapshot, table, start, end)
            else:
                return {"ok": False, "message": "action"}
        except NoRoom as room:
            return {"ok": False, "message": "no_room", "found": str(room)}
        answer = {"ok": True, "item": added.item, "moved": dict(added.moved)}
        if self.snapshot.draft:
            return self._save(decisions.Decision(added.plan, added.suggestions), "") | answer
        # A plan that is no draft keeps no suggestions: the new record is a form of the page until it is accepted.
        self.extra = added.suggestions
        self.reload()
        return answer

    def _errors(self) -> list[Problem]:
        """What `validate` says of the plan as it is saved now, rules across plans and of the registry among it."""
        report = check_package(read_package(self.root, self.schemas, sources=self.sources))
        own = (f"{FOLDER}/plans/{self.plan_id}/", *(f"{FOLDER}/{name}.csv" for name in REGISTRY))
        return [p for p in report.problems if p.severity is Severity.ERROR and p.code not in AFTER
                and p.place.file.startswith(own)]  # fmt: skip

    def finish(self) -> Answer:
        """The last step of a draft, saved only where the plan is whole by every rule."""
        if not self.snapshot.draft or any(s.state in OPEN for s in self.snapshot.suggestions):
            return {"ok": False, "message": "open"}
        outcome = decisions.finish(self.snapshot)
        if outcome.problems or outcome.registry is None:
            return self._unfinished(outcome.problems)
        registry = entered_by(outcome.registry, self.snapshot.registry, self.reader, self.today)
        folder = self.root / FOLDER
        also: Writes = {
            # raises nothing: every record was placed by the rules above
            folder / "plans" / self.plan_id / "evidence.csv": lock_text(outcome.plan).encode(),
            path_of(self.root, self.plan_id): None,
        }
        package = read_package(self.root, self.schemas)
        if not package.faults:
            ids = tuple(sorted({*package.plan_ids, self.plan_id}))
            whole = replace(package, plan_ids=ids, registry=registry)
            also |= dated(self.root, self.today, descriptor.dump(descriptor.expected(whole)))
        step = put(self.snapshot, outcome.plan, self.snapshot.suggestions, registry=registry, also=also)
        if errors := self._errors():
            take_back(step)
            return self._unfinished(errors)
        self._done(step, "")
        self.reload()
        return {"ok": True, "finished": True}

    def _unfinished(self, errors: Sequence[Problem]) -> Answer:
        """Why a draft is no plan yet, and the items to which that leads ("" for none)."""
        return {"ok": False, "problems": errors, "items": leads(errors, self.snapshot.plan, self.items())}


@dataclass(frozen=True, slots=True)
class Done:
    """A step that can be taken back: what it wrote, the item that it decided, the proposals that there were before."""

    step: SavedStep
    item: str
    extra: tuple[Suggestion, ...]


def _carry(one: Carry) -> Answer:
    return {"table": one.table, "column": one.column, "old": one.old, "new": one.new, "records": list(one.records)}


def _text(value: object, name: str) -> str:
    text = str(value).replace("\r\n", "\n")
    return text if name in ("quote", "quote_prefix", "quote_suffix") else text.strip()
