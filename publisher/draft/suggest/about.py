"""What is suggested of the document itself: its row, its copy, the bodies that it names, its own rule for lists."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator

from publisher.codebook.areas import COUNTRY, level
from publisher.codebook.bodies import OTHER_NAME
from publisher.draft.analysis import Analysis
from publisher.draft.bodies.units import new_unit
from publisher.draft.metadata import level_of
from publisher.draft.rows import both, row
from publisher.draft.state import Suggestion
from publisher.draft.text.reading import ExtractedText
from publisher.read.registry import Registry
from publisher.terms.messages import Message, say

_RANKS = "省市区县州"


class Bodies:
    """The bodies named so far: known ones by the registry, new ones suggested once, at their first place.

    printed: every name that the document's lists print. One that leaves out its rank (省科技厅、财政厅) is another name
    of the only body of a rank that is printed so in full (省财政厅).
    """

    def __init__(self, document: str, registry: Registry, area_code: str, printed: Collection[str] = ()) -> None:
        self.document, self.registry, self.area, self.printed = document, registry, area_code, frozenset(printed)
        self.new: dict[str, str] = {}
        self.rows: list[Suggestion] = []

    def unit(self, name: str, span: tuple[int, int]) -> str:
        known = self.registry.resolve(name, self.area) if self.area else ()
        if known:
            return str(known[0].unit_id)
        full = [rank + name for rank in _RANKS if rank + name in self.printed]
        full = [re.split("[（(]", name)[0]] if OTHER_NAME.fullmatch(name) else full  # 市甲局（市乙局） is 市甲局
        if name not in self.new and len(full) == 1:
            self.new[name] = unit_id = self.unit(full[0], span)
            known_names = sum(other.unit_id == unit_id for other in self.registry.rows("unit_names"))
            also = {
                "unit_name_id": f"{unit_id}-{max(known_names, 1) + 1}",
                "unit_id": unit_id,
                "name": name,
                "area_code": self.area,
            }
            why, record = say("why.name-without-rank", full=full[0]), also["unit_name_id"]
            self.rows.append(row("unit_names", f"name {unit_id}", also, span, why, sure=False, record=record))
        if name not in self.new:
            unit_id = f"{self.document}-u{len(set(self.new.values())) + 1:02}"
            self.new[name] = unit_id
            unit, printed, close = new_unit(name, unit_id, self.area, self.registry)
            why = say("why.name-unlisted-near", close=close) if close else say("why.name-unlisted")
            why = why if name else say("why.issuer-not-printed")
            self.rows += [
                row("units", f"unit {unit_id}", unit, span, why, sure=False, record=unit_id),
                row("unit_names", f"unit {unit_id}", printed, span, why, sure=False, record=printed["unit_name_id"]),
            ]
        return self.new[name]


def document_rows(
    analysis: Analysis, document: str, area_code: str, bodies: Bodies, reading: ExtractedText | None
) -> list[Suggestion]:
    """The document, its copy and its issuer; the notes of the reading are the known defects of the copy."""
    about, at = analysis.about, (analysis.start, analysis.start)
    before = len(bodies.rows)
    issuer = bodies.unit(about.issuer, at)  # where the text prints none, a person names it
    units = bodies.rows[before:]
    printed_level = level_of(about.issuer, about.title)
    rank = level(area_code) if area_code else printed_level
    # A county's plan under a city's code is looked at, and one that others issue too: the table names one.
    sure = about.sure and not about.others and (not printed_level or printed_level == rank)
    cells = {
        "document_id": document,
        "title_zh": about.title,
        "kind": about.kind,
        "doc_number": about.doc_number,
        "issuer_unit_id": issuer,
        "dated_on": about.dated_on,
        "published_on": about.published_on,
        "horizon_start": about.horizon_start,
        "horizon_end": about.horizon_end,
        "area_code": area_code or (COUNTRY if printed_level == "national" else ""),
        "area_level": rank,
        "status": "unknown",
    }
    why = say("why.prints-of-others", others=about.others) if about.others else say("why.prints-of-itself")
    return [
        *units,
        row("documents", "document", cells, at, why, sure=sure, record=document),
        _copy_row(analysis, document, reading),
    ]


def _copy_row(analysis: Analysis, document: str, reading: ExtractedText | None) -> Suggestion:
    """The copy of the text, with what was done to it on the way in as its known defects."""
    copy = {
        "copy_id": f"{document}.copy1",
        "document_id": document,
        "rights": "unknown",  # whether it is an official document a person says
        "sha256": hashlib.sha256(analysis.text.encode()).hexdigest(),
        "chars": str(len(analysis.text)),
        "body_start": str(analysis.start),
        "body_end": str(analysis.end),
        "defects_zh": reading.said("zh") if reading else "",
        "defects_en": reading.said("en") if reading else "",
    }
    at = (analysis.start, analysis.start)
    return row("copies", "document", copy, at, say("why.text-as-read"), record=copy["copy_id"])


def rule_row(analysis: Analysis, document: str) -> Iterator[Suggestion]:
    """The rule that a document prints for its own lists, as a note: roles rest on it."""
    rule = analysis.rule
    if rule is not None:
        text_zh, text_en = both(Message(f"note.{rule.leads}"))
        cells = {
            "document_id": document,
            "kind": "document_rule",
            "quote": rule.words,
            "text_zh": text_zh,
            "text_en": text_en,
        }
        yield row("notes", "rule", cells, (rule.start, rule.end), say("why.own-rule"))
