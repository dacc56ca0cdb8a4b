"""Nothing that is at fault was ever locked, so that whatever is wrong comes of what changed since: where that is one
change, or one accident that befell many cells alike, it is one problem.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product, takewhile

from publisher.check.across import DESCRIPTOR
from publisher.check.rule import AREAS, BULK, DESCRIBED, TABLE, catalogue
from publisher.read.ledger import Ledger
from publisher.read.package import Package
from publisher.read.plan import read_plan
from publisher.read.table import Row, changed_cells
from publisher.terms.messages import Shown, say
from publisher.terms.problem import Place, Problem, Severity
from publisher.terms.regex import regex
from publisher.terms.schema import Schemas
from publisher.work.grouped import grouped

A_RECORD = ("*",)  # what a rule reads that judges a record as a whole
# Rules that judge what records say, each by itself or beside others; the others judge files and cells.
OF_RECORDS = frozenset(AREAS) - {"files", "shape", "text", "language", "metadata", "runner"}
GONE = "ledger-without-record"
SCHEMA_CHANGED = "table-changed-since-lock"
# What the descriptor has of the documents.
OF_DOCUMENTS = ("descriptor-out-of-date", "descriptor-source-differs", "source-not-of-copy")
MANY_FILES = 3  # with the same fault of whole rows, or of the file, from which it is one accident
MECHANICAL = (
    "files",
    "shape",
    "text",
    "language",
)  # areas whose faults a program makes in many columns or files at once
# Rules that say of a record only that it is not as it was, and from how many of them they say it once.
ONCE = {"record-changed-since-lock": BULK, GONE: MANY_FILES}


def of_many_columns(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, where one fault of cells or files shows in many columns or files, or in the same rows of several
    columns: as one accident."""
    rules, made = catalogue(), list[Problem]()
    for (code, _), same in grouped(((p.code, p.severity), p) for p in problems).items():
        columns = {(problem.place.file, problem.place.field) for problem in same}
        whole = {problem.place.file for problem in same if not problem.place.field or len(problem.more) + 1 >= BULK}
        if rules[code].area not in MECHANICAL:
            made += same
        elif len(columns) >= BULK or len(whole) >= MANY_FILES:
            made += _as_one(same)
        else:
            for alike in grouped((_rows(problem), problem) for problem in same).values():
                made += _as_one(alike) if len(_rows(alike[0])) >= BULK else alike
    return made


def of_schemas(problems: list[Problem]) -> list[Problem]:
    """The problems, where a schema is not as it was locked: that the descriptor still has the old one is no other."""
    host = next((p for p in problems if p.code == SCHEMA_CHANGED and p.place.file.startswith("schemas/")), None)
    names = {place.file[8:-5] for place in (host.place, *host.more)} if host else ()
    old = [say("descriptor-out-of-date.schema", name=name) for name in names]
    same = [p for p in problems if p.expected in old]
    return [replace(p, more=(*p.more, *(one.place for one in same))) if p is host else p
            for p in problems if p not in same]  # fmt: skip


def of_many_records(problems: list[Problem]) -> list[Problem]:
    """The problems, where many records are only not as they were: as one."""
    made = list[Problem]()
    for code, same in grouped((p.code, p) for p in problems).items():
        made += _as_one(same) if len(same) >= ONCE.get(code, len(same) + 1) else same
    return made


def _rows(problem: Problem) -> frozenset[tuple[str, int]]:
    return frozenset((place.file, place.row) for place in (problem.place, *problem.more))


def _as_one(same: list[Problem]) -> list[Problem]:
    places = [place for problem in same for place in (problem.place, *problem.more)]
    return [replace(same[0], more=tuple(further(same[0].place, places)))]


def of_one_change(problems: list[Problem], changed: tuple[tuple[Place, ...], ...]) -> list[Problem]:
    """The problems, where only one record is not as it was locked: what other records have of it is not told apart,
    nor what comes of one cell of it; the cells that changed are among the places.

    Nothing that is at fault was ever locked, so that whatever is wrong elsewhere comes of this one change.
    """
    if not any(changed):
        return _of_what_is_gone(problems)
    if len(changed) != 1:
        return problems
    rules, spots = catalogue(), {(place.file, place.row) for place in changed[0]}
    cells = [place for place in changed[0] if place.field]

    def here(problem: Problem) -> bool:
        return any((place.file, place.row) in spots for place in (problem.place, *problem.more))

    described = any(file == DESCRIPTOR.file for file, _ in spots)

    def counts(problem: Problem) -> bool:
        rule = rules[problem.code]
        if len(cells) == 1 and here(problem) and rule.area != "files":
            return True
        return rule.area in OF_RECORDS or (rule.area == "metadata" and (described or rule.reads != DESCRIBED))

    errors = [p for p in problems if p.severity is Severity.ERROR and counts(p)]
    elsewhere = [p for p in errors if not here(p)]
    if not errors:
        return problems
    wrong = [p for p in errors if here(p) and rules[p.code].reads != A_RECORD]
    host = (wrong or elsewhere or errors)[0]
    gone = [p for p in errors if p is not host and (len(cells) == 1 or p in elsewhere or p not in wrong)]
    changed_first = cells if host in elsewhere else []  # where to look first
    places = [*changed_first, *host.more, *(place for p in gone for place in (p.place, *p.more)), *cells]
    return [replace(p, more=tuple(further(p.place, places))) if p is host else p for p in problems if p not in gone]


def _of_what_is_gone(problems: list[Problem]) -> list[Problem]:
    """The problems, where nothing changed but a record is gone: what others lack of it is not told apart."""
    rules = catalogue()
    host = next((p for p in problems if p.code == GONE), None)
    documents = any("documents." in str(p.found) for p in problems if p.code == GONE)

    def comes(problem: Problem) -> bool:
        of_others = OF_RECORDS - {"ledger", "signers", "readings"}
        return (documents and problem.code in OF_DOCUMENTS) or (
            problem.code != GONE and rules[problem.code].area in of_others
        )

    if host is None or not (rest := [p for p in problems if comes(p)]):
        return problems
    places = [*host.more, *(place for p in rest for place in (p.place, *p.more))]
    one = replace(host, more=tuple(further(host.place, places)))
    return [one if p is host else p for p in problems if p not in rest]


def further(first: Place, places: Iterable[Place]) -> Iterable[Place]:
    """The places other than the first, without duplicates and without the row of the first."""
    return (place for place in dict.fromkeys(places) if place not in (first, replace(first, field="")))


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """A cell that is not as it was locked; of a record that the lock does not know, or of which only the id changed,
    its id. key: that id. filled: how many cells of its column are not empty. row, sums: its row, and the short sums
    of the cells of its record when that was locked."""

    place: Place
    value: str
    key: str
    filled: int
    row: Row
    sums: str

    def was(self, value: str) -> bool:
        """Whether this was the cell's value when it was locked."""
        before = self.row._replace(**{self.place.field: value})
        return all(column != self.place.field for _, column in changed_cells([before], self.sums))


Alike = Callable[[ChangedCell], bool]
MOST_CHANGED = 0.9  # of the changed cells: what an accident leaves of the lock and the sign-offs may be damaged, too
SEEDS = 3  # changed cells, the shortest, in which the words are looked for that all of them hold
FEW = 6  # places of the new words in one cell, or cells of a column, of which any may have been theirs before
SAMPLE = 200  # changed cells of which this is asked
LONGEST_CELL = 60  # characters of such a cell


def of_one_accident(problems: list[Problem], package: Package, plans: Iterable[str]) -> list[Problem]:
    """The problems, where nearly all cells that changed since the lock did so alike: as one, with the places of all.

    What is at fault in a cell that changed otherwise stays apart. plans: the ids of those in which anything changed.
    """
    ledgers = [package.registry.ledger, *(read_plan(package, name).ledger for name in plans)]
    cells = [cell for ledger in ledgers for cell in _changed(ledger)]
    rules = catalogue()
    plain = (p for p in problems if p.severity is Severity.ERROR and rules[p.code].reads not in (A_RECORD, TABLE))
    wrong = {(place.file, place.row) for p in plain for place in (p.place, *p.more)}
    schemas = package.registry.schemas
    exchanged = _exchanged(cells, schemas)
    alike = exchanged or _alike(cells, ledgers, wrong) or _replaced(cells, problems, schemas)
    if alike is None:
        return problems
    spots = {(cell.place.file, cell.place.row): alike(cell) for cell in cells}
    for cell in cells:
        spots[cell.place.file, cell.place.row] |= alike(cell)

    def apart(problem: Problem) -> bool:
        here = [spots[spot] for place in (problem.place, *problem.more) if (spot := (place.file, place.row)) in spots]
        whole = rules[problem.code].reads in (A_RECORD, TABLE)
        if problem.code == GONE and exchanged:
            return True
        return problem.severity is Severity.NOTE or not (whole or not here or any(here))

    same = [problem for problem in problems if not apart(problem)]
    if not same:
        return problems
    host = min(same, key=lambda p: (p.severity is not Severity.ERROR, rules[p.code].reads in (A_RECORD, TABLE),
                                    (p.place.file, p.place.row) not in spots))  # fmt: skip
    places, theirs = [cell.place for cell in cells if alike(cell)], [one for p in same for one in (p.place, *p.more)]
    elsewhere = (host.place.file, host.place.row) not in spots  # where to look first
    one = replace(host, more=tuple(further(host.place, places + theirs if elsewhere else theirs + places)))
    return [one, *(problem for problem in problems if apart(problem))]


def _changed(ledger: Ledger) -> Iterator[ChangedCell]:
    """The cells of a ledger's records that are not as they were locked."""
    files = {name: (table.file, Counter(c for row in table.rows for c, v in zip(row._fields, row, strict=True) if v))
             for name, table in ledger.tables.items()}  # fmt: skip
    for record, rows in ledger.records.items():
        locked = ledger.locked.get(record)
        if locked is not None and locked.record_sha256 == ledger.contents[record]:
            continue
        own: list[tuple[Row, str]] = changed_cells(rows, locked.cell_sums) if locked else []
        for row, column in own or [(rows[0], rows[0]._fields[0])]:
            file, filled = files[type(row).__name__]
            yield ChangedCell(
                Place(file, row.line, column),
                getattr(row, column),
                row[0],
                filled[column],
                row,
                locked.cell_sums if locked else "",
            )


def _alike(cells: list[ChangedCell], ledgers: Iterable[Ledger], wrong: Container[tuple[str, int]]) -> Alike | None:
    """What nearly all changed cells have in common: their column, most of which changed or most of whose changed rows
    are `wrong`; the value that a column now has; or words that hardly stand elsewhere. None where they have nothing.
    """
    if len({(cell.place.file, cell.place.row) for cell in cells}) < 2:
        return None
    columns = Counter((cell.place.file, cell.place.field, cell.filled) for cell in cells)
    ((file, field, filled), affected), *_ = columns.most_common(1)
    at_fault = sum((cell.place.file, cell.place.row) in wrong for cell in cells if cell.place.field == field)
    bulk = max(BULK, MOST_CHANGED * len(cells))
    if affected >= bulk and (2 * affected > filled or 2 * at_fault > affected):
        return lambda cell: (cell.place.file, cell.place.field) == (file, field)
    ((named, value), affected), *_ = Counter((cell.place.field, cell.value) for cell in cells).most_common(1)
    if affected >= bulk:
        return lambda cell: (cell.place.field, cell.value) == (named, value)
    changed = {cell.place for cell in cells}
    keys = {cell.key for cell in cells}
    rest = "".join(
        f"\n{value}\n"
        for ledger in ledgers
        for table in ledger.tables.values()
        for row in table.rows
        for column, value in zip(row._fields[:-1], row, strict=False)
        if value and value not in keys and Place(table.file, row.line, column) not in changed
    )
    for words in _shared([cell.value for cell in cells]):
        whole = all(cell.value == words for cell in cells)
        if 10 * rest.count(f"\n{words}\n" if whole else words) <= len(cells):
            return lambda cell: words in cell.value
    return None


def _exchanged(cells: list[ChangedCell], schemas: Schemas) -> Alike | None:
    """That each changed cell was what another of its column is now; None where one was not, or where they are many or
    of several tables, or codes of one column, of which any two edits may be each other's opposite."""
    columns = grouped(((cell.place.file, cell.place.field), cell) for cell in cells).values()
    if len({cell.place.file for cell in cells}) != 1 or any(len(same) > FEW for same in columns):
        return None
    if len(columns) == 1 and _options(cells[0], schemas):
        return None
    pairs = ((cell, same) for same in columns for cell in same)
    taken = all(any(one.value != cell.value and cell.was(one.value) for one in same) for cell, same in pairs)
    return (lambda cell: True) if taken else None


def _replaced(cells: list[ChangedCell], problems: Iterable[Problem], schemas: Schemas) -> Alike | None:
    """The words that, put back for those in their place, make nearly all changed cells what they were; None where
    nothing tells which.
    """
    told = Counter(filter(None, (_differ(found, expected) for p in problems
                                  for found in _texts(p.found) for expected in _texts(p.expected))))  # fmt: skip
    codes = Counter((cell.value, option) for cell in cells for option in _options(cell, schemas) if cell.was(option))
    cased = ((words, one) for words in _shared([cell.value for cell in cells])
             for one in (words.capitalize(), words.upper(), words.lower()) if one != words)  # fmt: skip
    for new, old in (*(pair for pair, _ in (codes + told).most_common(SEEDS)), *cased):
        places = {cell.place for cell in cells if any(map(cell.was, _put_back(cell.value, new, old)))}
        if len(places) >= MOST_CHANGED * len(cells):
            return lambda cell: cell.place in places
    return None


def _options(cell: ChangedCell, schemas: Schemas) -> list[str]:
    """The codes that a changed cell may have held."""
    schema = schemas.tables.get(type(cell.row).__name__)  # what the descriptor says has none
    return list(schema.field(cell.place.field).constraints.get("enum", ())) if schema is not None else []


def _put_back(value: str, new: str, old: str) -> Iterator[str]:
    """A text with old words for new ones: everywhere, then in some of their places, where they are few. What was
    emptied is as a whole what it was."""
    if not new:
        yield from () if value else (old,)
        return
    first, *rest = value.split(new)
    for kept in product((False, True), repeat=len(rest)) if 0 < len(rest) <= FEW else [(False,) * len(rest)]:
        if not all(kept):
            yield first + "".join((new if same else old) + part for same, part in zip(kept, rest, strict=True))


def _texts(value: Shown) -> Iterator[str]:
    """The texts that a problem says it found, or expects."""
    facts = [value] if isinstance(value, str) else [fact for _, fact in value.facts]
    for fact in facts:
        yield from (
            (fact,)
            if isinstance(fact, str)
            else (one for one in fact if isinstance(one, str))
            if isinstance(fact, tuple)
            else ()
        )


def _alike_so_far(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


_WORD = regex("[0-9A-Za-z]")


def _differ(found: str, expected: str) -> tuple[str, str] | None:
    """The part in which two texts differ, whole words; None where that is much, or nothing."""
    start = _alike_so_far(found, expected)
    end = _alike_so_far(found[start:][::-1], expected[start:][::-1])
    while start and _WORD.fullmatch(found[start - 1]) and _WORD.search(found[start:][:1] + expected[start:][:1]):
        start -= 1
    while end and _WORD.fullmatch(found[-end]) and _WORD.search(found[:-end][-1:] + expected[:-end][-1:]):
        end -= 1
    new, old = found[start : len(found) - end], expected[start : len(expected) - end]
    return (new, old) if new and old and max(len(new), len(old)) <= LONGEST_CELL else None


def _shared(values: list[str]) -> Iterator[str]:
    """The words that nearly all of some values hold, the longest first, without those within others."""
    seeds = sorted({value for value in values if value}, key=len)[:SEEDS]
    pieces = {seed[a:b] for seed in seeds if len(seed) <= LONGEST_CELL
              for a in range(len(seed)) for b in range(a + 1, len(seed) + 1)}  # fmt: skip
    sample, found = values[:: len(values) // SAMPLE + 1], list[str]()
    for words in sorted(pieces, key=lambda piece: (-len(piece), piece)):
        if any(words in longer for longer in found):
            continue  # where the longer ones stand elsewhere, too, so does what they hold
        if sum(words in value for value in sample) >= MOST_CHANGED * len(sample):
            found.append(words)
            yield words
