"""How good drafting is on texts by people who know neither the rules nor the data model, in their own notation.

Beside a text NAME.txt (.html, .docx …) lies NAME.truth.csv: a line a heading, statement and role, target, project and
piece of metadata, in the order of the text, each with its words as printed. The words are looked for in the text as it
was read, white space aside, so the truth needs no clause and no position.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from bench.drafts.measure import Score, summed
from publisher.draft.analysis import find
from publisher.draft.state import Suggestion
from publisher.draft.suggest.plan import suggestions
from publisher.draft.text.extract import read
from publisher.read.registry import Registry
from publisher.terms.messages import Message, say
from publisher.terms.messages import text as text_of

TRUTH = ".truth.csv"
_NEXT_ROW = 120  # characters in which the next row of a table names its bodies
_CLASS = 20  # characters behind the name of a class in which its first project begins
_LEFT_OUT = ("cell", "box title")  # headings that their author says may be called none
# All other printed charges are undivided here, and so is 统筹 where no word says who leads or supports.
_ROLES = {"lead": "牵头|主办|主责", "support": "配合|协办|协同|协助|参加|参与|支撑"}
_UNSAID = re.compile("统筹|做好")
_TOGETHER = re.compile("会同|(?<!招)商(?![务业])")  # which says who leads
_ROW = text_of(say("why.table-row"), "en")
# A duty alone, and a body that is set up, charge somebody here and nobody for the author.
_DUTIES = {text_of(Message(f"reader.{key}"), "en") for key in ("duty", "set-up", "office")}
_NUMBER = re.compile(r"[0-9.]{2}")
_WORDED = ("stated", "section")  # in its own sentence or row; in the goal, or at the head of the column, that holds it
_KIND_OF = {"targets": "target", "responsibilities": "statement", "projects": "project"}
_ABOUT = {"title": "title", "number": "doc_number", "issuer": "issuer", "date": "dated_on"}


@dataclass(frozen=True, slots=True)
class TruthLine:
    """A line of a truth: what, as printed, its value, further fields, and where it stands in the dense text (-1)."""

    kind: str
    printed: str
    value: str
    extra: Mapping[str, str]
    start: int = -1

    @property
    def end(self) -> int:
        return self.start + len(dense(self.printed))

    @property
    def counted(self) -> bool:
        """Whether it is scored: not what its author calls arguable, nor a project that is named a second time."""
        again = self.kind == "project" and "repeat" in self.extra
        return not again and not any(name.startswith("arguable") for name in self.extra)


def dense(text: str) -> str:
    """A text without white space, of one width."""
    return "".join(_narrow(char) for char in text if not char.isspace())


def _narrow(char: str) -> str:
    one = unicodedata.normalize("NFKC", char)
    return one if len(one) == 1 else char


@dataclass(frozen=True, slots=True)
class Dense:
    """A text without white space, and for each of its characters the place in the text itself."""

    text: str
    places: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str) -> Dense:
        places = tuple(at for at, char in enumerate(text) if not char.isspace())
        return cls("".join(_narrow(text[at]) for at in places), places)

    def cuts(self, start: int, end: int) -> bool:
        """Whether [start, end) is a part of a longer number: a digit stands right beside it, no white space between."""
        return any(
            0 < at < len(self.text)
            and self.places[at] == self.places[at - 1] + 1
            and bool(_NUMBER.fullmatch(self.text[at - 1 : at + 1]))
            for at in (start, end)
        )

    def at(self, place: int) -> int:
        """The place in the dense text of one in the text."""
        return bisect_left(self.places, place)


def truth_of(path: Path, text: Dense) -> list[TruthLine]:
    """The lines of a truth, each at its place. A line whose words are not in the text has none."""
    lines: list[TruthLine] = []
    last = TruthLine("", "", "", {})  # statement
    ends: dict[str, int] = defaultdict(int)  # of each kind, where the last one ended; a heading's end is all others'
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            parts = [part.partition("=") for part in row["extra"].split(";") if part]
            extra = {name: value if sign else "yes" for name, sign, value in parts}
            line = TruthLine(row["kind"], row["printed"], row["value"], extra)
            start = _place(text, line, max(ends["heading"], ends[line.kind]))
            if line.kind == "statement" and last.start < start < last.end and last.printed != line.printed:
                further = _place(text, line, last.end)  # 甲局、乙公司 in a cell, 乙公司 alone in that of the next row
                start = further if 0 <= further - last.end < _NEXT_ROW else start
            if start < 0 and lines and lines[-1].printed == line.printed:  # printed once, said of two years
                start = lines[-1].start
            lines.append(TruthLine(line.kind, line.printed, line.value, extra, start))
            last = lines[-1] if line.kind == "statement" else last
            if start >= 0 and line.kind != "meta":
                ends[line.kind] = lines[-1].end if line.kind == "target" else start
    return lines


def _place(text: Dense, line: TruthLine, start: int) -> int:
    """Where the words of a line stand next: a figure not within a longer one."""
    words = dense(line.printed)
    if line.kind == "meta":
        return text.text.find(words)
    at = text.text.find(words, start)
    while at >= 0 and line.kind == "target" and text.cuts(at, at + len(words)):
        at = text.text.find(words, at + 1)
    return at


def _said_above(text: str, place: int) -> bool:
    """Whether a cell has the same words as the one above it: merged on the page, one charge for the author."""
    start = text.rfind("\n", 0, place) + 1
    above = text[text.rfind("\n", 0, max(0, start - 1)) + 1 : start].rstrip("\n").split("\t")
    column = text.count("\t", start, place)
    return 0 < column < len(above) and text[start:].partition("\n")[0].split("\t")[column] == above[column]


def measure_given(folder: Path, registry: Registry, areas: Mapping[str, str]) -> tuple[Score, ...]:
    """The scores of every text of a folder, then their sums (document "all"). areas: stem of a text → area code."""
    scores: list[Score] = []
    for path in sorted(folder.glob(f"*{TRUTH}")):
        stem = path.name.removesuffix(TRUTH)
        source = next(one for one in sorted(folder.glob(f"{stem}.*")) if one != path)
        scores += Compared.of(source, path, registry, areas.get(stem, "")).scores(source.name)
    return summed(scores)


@dataclass(frozen=True, slots=True)
class Compared:
    """A text's suggestions by table beside its truth by kind; places are those of the dense text."""

    text: Dense
    truth: Mapping[str, list[TruthLine]]
    rows: Mapping[str, list[Suggestion]]
    listed: tuple[TruthLine, ...]  # all projects of the truth, those named a second time among them
    again: frozenset[str]  # charges of a merged cell in the rows below its first: one for the author

    @classmethod
    def of(cls, source: Path, truth: Path, registry: Registry, area: str) -> Compared:
        reading = read(source)
        analysis = find(reading.text, registry, area_code=area, headings=reading.headings)
        rows: dict[str, list[Suggestion]] = defaultdict(list)
        text = Dense.of(reading.text)
        for row in suggestions(analysis, "x", registry, area_code=area) if analysis else ():
            rows[row.table].append(row)
        lines: dict[str, list[TruthLine]] = defaultdict(list)
        for line in truth_of(truth, text):
            lines[line.kind].append(line)
        again = frozenset(row.id for row in rows["responsibilities"] if _said_above(reading.text, row.end))
        doubts = {kind: [line for line in all_of if not line.counted] for kind, all_of in lines.items()}
        counted = {kind: [line for line in all_of if line.counted] for kind, all_of in lines.items()}
        said = defaultdict[str, list[TruthLine]](list, {**counted, "doubt": doubts.get("heading", [])})
        whole = cls(text, said, rows, tuple(lines["project"]), again)
        kept = {table: [row for row in all_of if not whole.doubted(row, doubts)] for table, all_of in rows.items()}
        return replace(whole, rows=defaultdict(list, kept))

    def doubted(self, row: Suggestion, doubts: Mapping[str, list[TruthLine]]) -> bool:
        """Whether a suggestion says what only a line that is not scored says: neither right nor wrong."""
        kind = _KIND_OF.get(row.table, "")
        printed = row.cells.get("figure_printed") if kind == "target" else row.cells.get("name_printed")
        if not printed or kind not in doubts:
            return False

        def of(line: TruthLine) -> bool:
            said = line.value.split("|") if kind == "statement" else [printed if kind == "target" else line.printed]
            near = self._meets(row, line.start, line.end) and line.start >= 0
            return near and (kind == "target" or any(one.strip("“”《》") in printed for one in said))

        return any(of(line) for line in doubts[kind]) and not any(of(line) for line in self.truth.get(kind, ()))

    def scores(self, name: str) -> list[Score]:
        """The scores of the text."""
        return [*self._headings(name), *self._statements(name), *self._targets(name), *self._projects(name),
                self._sure(name), self._about(name)]  # fmt: skip

    def headings(self) -> tuple[list[TruthLine], list[Suggestion], set[int], set[int]]:
        """Headings of the truth and of the draft, and which of each are the same: words and depth.

        What stands under a heading that is not scored (附件2) is as deep as if that were none.
        """
        optional = [one for one in self.truth["heading"] if _optional(one)] + self.truth.get("doubt", [])
        wanted = [one for one in self.truth["heading"] if not _optional(one)]
        mine = [row for row in self.rows["clauses"] if self._judged(row, optional)]
        judged = {id(row) for row in mine}
        above = [row.record for row in self.rows["clauses"] if id(row) not in judged and self._doubtful_heading(row)]
        free = {
            at: (_bare(_heading(row)), row.record.count(".") - sum(row.record.startswith(f"{one}.") for one in above))
            for at, row in enumerate(mine)
        }
        lines, rows = set[int](), set[int]()
        for index, line in enumerate(wanted):
            for at, (words, depth) in free.items():
                if words in (own := _bare(dense(line.printed)), own + _alone(mine[at], own)) and depth == int(
                    line.value
                ):
                    lines.add(index)
                    rows.add(at)
                    del free[at]
                    break
        return wanted, mine, lines, rows

    def _doubtful_heading(self, row: Suggestion) -> bool:
        # its words stand in a list of annexes, too
        same = dense(row.cells["heading_zh"])
        return any(
            self.text.at(row.start) <= one.start < self.text.at(row.end) or dense(one.printed) == same
            for one in self.truth.get("doubt", ())
        )

    def _judged(self, row: Suggestion, optional: list[TruthLine]) -> bool:
        """Whether the author judges a clause: not a goal behind a dash, 一是, a project or a row of a table."""
        if not _heading(row) or row.why_en == _ROW or any(dense(one.printed) == _heading(row) for one in optional):
            return False
        if self._doubtful_heading(row):
            return False
        start, end = self.text.at(row.start), self.text.at(row.end)
        if row.cells["number_printed"].endswith("是") or self.text.text[max(0, start - 2) : start + 1].count("—"):
            return False
        # A class of listed projects (1.码头类：甲、乙) is an item of their list too.
        if row.cells["heading_zh"].endswith("类") and self.text.text[end : end + 1] in ("：", ":"):
            end += _CLASS
        words = {_bare(dense(one.printed)) for one in self.truth["heading"]}  # 7.建设甲平台: a heading that names one
        return _bare(_heading(row)) in words or not any(start <= line.start < end for line in self.listed)

    def _headings(self, name: str) -> Iterator[Score]:
        wanted, mine, lines, _ = self.headings()
        yield Score(name, "headings", len(wanted), len(mine), len(lines))

    def bodies(self) -> list[tuple[TruthLine, dict[str, str], list[Suggestion]]]:
        """Each charge of the truth (one place): its bodies with their roles, and the rows drafted there."""
        groups: list[tuple[TruthLine, dict[str, str]]] = []
        for line in self.truth["statement"]:
            if not groups or (groups[-1][0].printed, groups[-1][0].start) != (line.printed, line.start):
                groups.append((line, {}))
            groups[-1][1].update(_roles(line))
        return [(line, said, self._near(line, said)) for line, said in groups]

    def _near(self, line: TruthLine, said: Mapping[str, str]) -> list[Suggestion]:
        return [
            row
            for row in self.rows["responsibilities"]
            if row.cells["name_printed"] in said and self._meets(row, line.start, line.end)
        ]

    def _meets(self, row: Suggestion, start: int, end: int) -> bool:
        return start >= 0 and self.text.at(row.start) < end and start < self.text.at(row.end)

    def _statements(self, name: str) -> Iterator[Score]:
        all_bodies = self.bodies()
        matched = {row.id for _, _, near in all_bodies for row in near}
        drafted = [row for row in self.rows["responsibilities"]
                   if row.why_en not in _DUTIES and (row.id in matched or row.id not in self.again)]  # fmt: skip
        said = {row.cells["statement"] for row in drafted}
        right = sum(bool(near) for _, _, near in all_bodies)
        extra = said - {row.cells["statement"] for _, _, near in all_bodies for row in near}
        yield Score(name, "statements", len(all_bodies), right + len(extra), right)
        names = {(id(line), body): row for line, _, near in all_bodies for row in near
                 for body in [row.cells["name_printed"]]}  # fmt: skip
        wanted = sum(len(bodies) for _, bodies, _ in all_bodies)
        matched = {row.id for row in names.values()}
        others = sum(row.id not in matched for row in drafted)
        yield Score(name, "bodies", wanted, len(names) + others, len(names))
        roles = [
            (bodies[row.cells["name_printed"]], row.cells["role"]) for line, bodies, near in all_bodies for row in near
        ]
        printed = [pair for pair in roles if set(pair) != {"undivided"}]
        yield Score(name, "roles-printed", len(printed), len(printed), sum(a == b for a, b in printed))

    def targets(self) -> list[tuple[TruthLine, Suggestion | None]]:
        """Each target of the truth with the row drafted at its place."""
        free = [row for row in self.rows["targets"] if row.cells.get("figure_printed")]
        pairs: list[tuple[TruthLine, Suggestion | None]] = []
        for line in self.truth["target"]:
            near = [row for row in free if self._meets(row, line.start, line.end)]
            same = [row for row in near if row.cells.get("deadline") == line.extra.get("deadline")]
            row = next(iter(same or near), None)
            pairs.append((line, row))
            if row:
                free.remove(row)
        return pairs

    def _targets(self, name: str) -> Iterator[Score]:
        pairs = self.targets()
        drafted = [row for row in self.rows["targets"] if row.cells.get("figure_printed")]
        both = [(line, row) for line, row in pairs if row]
        yield Score(name, "targets", len(pairs), len(drafted), len(both))
        valued = [(line, row) for line, row in both if row.cells["kind"] != "milestone"]  # 一半: no number holds it
        yield Score(name, "values", len(valued), len(valued), sum(same_value(line, row) for line, row in valued))
        for what, stated in (("deadlines-printed", True), ("deadlines-not-printed", False)):
            dated = [(line, row) for line, row in both if (line.extra.get("dl") in _WORDED) == stated]
            yield Score(name, what, len(dated), len(dated), sum(same_date(line, row) for line, row in dated))
            if stated:
                worded = sum(_worded(row) and same_date(line, row) for line, row in dated)
                yield Score(name, "deadlines-worded", len(dated), len(dated), worded)

    def _projects(self, name: str) -> Iterator[Score]:
        mine = [(dense(row.cells["name_zh"]).strip("“”《》"), row) for row in self.rows["projects"]]
        hit = [
            line
            for line in self.truth["project"]
            if any(dense(line.printed).strip("“”《》") in own and self._meets(row, line.start, line.end)
                   for own, row in mine)
        ]  # fmt: skip
        yield Score(name, "projects", len(self.truth["project"]), len(mine), len(hit))

    def _sure(self, name: str) -> Score:
        judged = [right for rows in self.rows.values() for row in rows if row.confidence == "high"
                  if (right := self.right(row)) is not None]  # fmt: skip
        return Score(name, "sure", len(judged), len(judged), sum(judged))

    def _about(self, name: str) -> Score:
        cells = self.rows["documents"][0].cells if self.rows["documents"] else {}
        issuer = next(
            (row.cells["name_zh"] for row in self.rows["units"] if row.record == cells.get("issuer_unit_id")), ""
        )
        mine = {**cells, "issuer": issuer}
        said = self.about()
        right = {key for key, value in said.items() if _same(key, value, mine.get(key, ""))}
        return Score(name, "metadata", len(said), sum(key in right or bool(mine.get(key)) for key in said), len(right))

    def right(self, row: Suggestion) -> bool | None:
        """Whether a suggestion is what the author of the truth read; None where the truth does not say."""
        if row.table == "clauses":
            _, mine, _, rows = self.headings()
            return next((at in rows for at, one in enumerate(mine) if one is row), None)
        if row.table == "responsibilities":
            near = [bodies for _, bodies, near in self.bodies() if row in near]
            if row.why_en in _DUTIES or (row.id in self.again and not near):
                return None
            return any(bodies[row.cells["name_printed"]] == row.cells["role"] for bodies in near)
        if row.table == "documents":
            return all(
                _same(key, value, row.cells.get(key, "")) for key, value in self.about().items() if key != "issuer"
            )
        if not row.cells.get("figure_printed"):
            return None
        wanted = [(line, other) for line, other in self.targets() if other is row]
        if row.table == "targets":
            return any(same_value(line, row) and same_date(line, row) for line, row in wanted if row)
        return not any(self._meets(row, line.start, line.end) for line in self.truth["target"])

    def about(self) -> dict[str, str]:
        """What the truth says of the document: the day of its date only where one is printed."""
        said: dict[str, str] = {}
        for name, value in (
            (_ABOUT[key], line.value) for line in self.truth["meta"] for key in line.extra if key in _ABOUT
        ):
            said[name] = "|".join(filter(None, [said.get(name, ""), value]))  # of two that issue it, either
        return {("title_zh" if key == "title" else key): value for key, value in said.items()}


def _same(key: str, said: str, mine: str) -> bool:
    """Whether a cell is what the author read: a month alone is no day here, and a title has its period."""
    if key == "dated_on" and len(said) < 10:
        return not mine
    if key == "title_zh":  # that of the plan, where the author read that of the notice which issues it
        issued = re.search("印发《?(.+?)》?的通知$", said)
        return mine in (said, issued[1] if issued else said) or mine.startswith(said + "（")
    return mine in said.split("|")


def _roles(line: TruthLine) -> dict[str, str]:
    """The bodies of a charge, each with its role as it is coded here; the author gives one for all, or one a body."""
    bodies, roles = line.value.split("|"), line.extra["role"].split("|")
    each = zip(bodies, roles if len(roles) > 1 else roles * len(bodies), strict=True)
    unsaid = _UNSAID.search(line.printed) and not _TOGETHER.search(line.printed)
    said = {role for role, words in _ROLES.items() if re.search(words, line.printed) or not unsaid}
    return {body: role if role in said else "undivided" for body, role in each}


def _optional(line: TruthLine) -> bool:
    said = line.extra.get("note") in _LEFT_OUT or any(one in line.extra for one in _LEFT_OUT)
    return said or line.printed.startswith("专栏")  # the title of a box


def _heading(row: Suggestion) -> str:
    return dense(row.cells.get("number_printed", "") + row.cells.get("heading_zh", ""))


def _alone(row: Suggestion, printed: str) -> str:
    """What a draft takes for the heading of an article that has only its number: the words behind it."""
    return dense(row.cells["heading_zh"]) if printed == dense(row.cells["number_printed"]) else ""


def _bare(heading: str) -> str:
    """A heading without the stop at its end, the bracket of bodies behind it and the word for an annex before it."""
    head = heading.rstrip("。：:").removeprefix("附件").lstrip("0123456789:.")  # an annex
    return (
        head.partition("（")[0] + "）" + head.partition("）")[2] if head.startswith("（") else head.partition("（")[0]
    )


def same_value(line: TruthLine, row: Suggestion) -> bool:
    """Whether a row has the number of a line; a fraction is a percentage here, and so is a multiple of the base."""
    low, _, high = line.value.partition("..")
    high = high or line.extra.get("value_max", "")
    said = [row.cells.get("value", ""), row.cells.get("value_max", "")]
    if re.search(r"\d/\d", line.printed) or "分之" in line.printed or line.printed == "一半":
        low = f"{Decimal(low) * 100:.2f}" if not line.printed.startswith("百分之") else low
    if line.printed.startswith("翻"):  # twice as much is a rise by 100 per cent here
        low = str(100 * (Decimal(low) - 1))
    column = line.extra.get("note") == "unit_column" or line.printed.strip("≤≥＜＞<>").isdigit()
    if column and low != said[0]:  # whether 万个 in a column of units or its head is the measure's, or the number's
        bys = (Decimal(10) ** power for power in (-4, -8, 4, 8))
        low = next((str(Decimal(low) * by) for by in bys if Decimal(low) * by == _number(said[0])), low)
    options = [low] if not line.extra.get("note", "").startswith("factor") else [low, line.extra["note"].split()[1]]
    return any([_number(one), _number(high)] == [_number(cell) for cell in said] for one in options)


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def same_date(line: TruthLine, row: Suggestion) -> bool:
    """Whether a row has the date that the author read in words; where the author read none, whether it claims none.

    A closing rule (未列明时限的，均在年底前完成) and the title's year are the plan's period here, no words of a clause.
    """
    said = line.extra.get("dl") in _WORDED
    return row.cells.get("deadline", "") == line.extra.get("deadline", "") if said else not _worded(row)


def _worded(row: Suggestion) -> bool:
    """Whether a row takes its date from words of its sentence, its goal or its column."""
    return row.cells.get("deadline_basis") in ("stated", "section")
