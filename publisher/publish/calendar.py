"""data/deadlines.ics: every deadline as an event of a whole day (RFC 5545), in both languages, for any calendar.

Lines end in CR LF and are folded at 75 bytes; the date stamp is the data's, and an event keeps its UID for good.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from functools import partial

from publisher.model.deadlines import DueRecord, due_in, how_known
from publisher.model.library import Library
from publisher.model.numbers import amount_en, amount_zh, long_number
from publisher.model.plan import PlanModel
from publisher.publish import rows, words
from publisher.terms import address
from publisher.terms.messages import LANGUAGES
from publisher.terms.messages import words as all_words
from publisher.work.output import Growing, Output

FILE = f"{address.DATA}/deadlines.ics"
FOLD = 75  # bytes of a line, without its end


def escaped(text: str) -> str:
    """A text as a value (RFC 5545, 3.3.11)."""
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\r", "").replace("\n", "\\n")


def folded(line: str) -> str:
    """A line and its end, folded between characters, none of which is cut."""
    lines, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > FOLD:
            lines.append(" ")
            size = 1
        lines[-1] += character
        size += width
    return "\r\n".join([*lines, ""])


class Calendar:
    """The file, as plans come; without an event there is none (RFC 5545 wants one). Call `finish` last."""

    def __init__(self, out: Output, library: Library) -> None:
        self.out, self.library = out, library
        self.open: Growing | None = None

    def add(self, events: bytes) -> None:
        """Append the events of one plan."""
        if events and self.open is None:
            self.open = self.out.open(FILE)
            self.open.write(_beginning(self.library).encode())
        if self.open:
            self.open.write(events)

    def finish(self) -> None:
        """Complete the file."""
        if self.open:
            self.open.write(b"END:VCALENDAR\r\n")
            self.open.close()


def _beginning(library: Library) -> str:
    """What stands before the events."""
    name = " · ".join(str(all_words(language)["findings"]["calendar"]["name"]) for language in LANGUAGES)
    about = [str(all_words(language)["findings"]["calendar"]["about"]) for language in LANGUAGES]
    description = escaped("\n".join([*about, *(words.cite(library, language) for language in LANGUAGES)]))
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{address.NAME}//{escaped(library.version)}//ZH", "METHOD:PUBLISH",
        f"NAME:{escaped(name)}", f"X-WR-CALNAME:{escaped(name)}",
        f"DESCRIPTION:{description}", f"X-WR-CALDESC:{description}",
    )  # fmt: skip
    return "".join(map(folded, lines))


def events(library: Library, plan: PlanModel) -> str:
    """The events of one plan."""
    return "".join(folded(line) for due in due_in(plan) for line in _event(library, plan, due))


def _event(library: Library, plan: PlanModel, due: DueRecord) -> Iterator[str]:
    summary = " · ".join(_summary(library, plan, due, language) for language in LANGUAGES)
    description = "\n\n".join("\n".join(_description(library, plan, due, language)) for language in LANGUAGES)
    known = [str(all_words(language)["findings"]["calendar"][due.kind]) for language in LANGUAGES]
    documents = [str(plan.document.values[f"short_{language}"]) for language in LANGUAGES]
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid.uuid5(uuid.NAMESPACE_OID, f'{address.NAME} deadline {due.entry.id}')}"
    yield f"DTSTAMP:{re.sub(r'[-:]', '', library.created)}"
    yield f"DTSTART;VALUE=DATE:{due.day.replace('-', '')}"
    yield f"SUMMARY:{escaped(summary)}"
    yield f"DESCRIPTION:{escaped(description)}"
    yield f"CATEGORIES:{','.join(map(escaped, (*documents, *known)))}"
    if base := rows.homepage(library):
        yield f"URL:{address.absolute(base, _page(library, due, 'zh'))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _page(library: Library, due: DueRecord, language: str) -> str:
    table, key = due.entry.values["page"]
    return address.place(table, key, language, compact=library.compact)


def _summary(library: Library, plan: PlanModel, due: DueRecord, language: str) -> str:
    """Document, thing, amount; and that the day is counted or inferred, where it is."""
    text = all_words(language)
    colon, values = text["site"]["colon"], due.entry.values
    parts = [str(plan.document.values[f"short_{language}"]), str(values[f"what_{language}"] or values["what_zh"])]
    if values["value"] is not None:
        measure = library.registry["measures"].get(values["measure_id"] or "")
        number = partial(long_number, language="en")
        parts.append(amount_zh(values, measure) if language == "zh" else amount_en(values, measure, number))
    summary = colon.join(parts)
    known = text["findings"]["calendar"][due.kind]
    return summary if due.kind == "printed" else f"{summary}（{known}）" if language == "zh" else f"{summary} ({known})"


def _description(library: Library, plan: PlanModel, due: DueRecord, language: str) -> Iterator[str]:
    """How the day is known, the words, who answers, the document, the page."""
    text, values = all_words(language), due.entry.values
    colon, fields = text["site"]["colon"], library.schemas["targets"].field
    known = text["site"]["deadline_basis"][how_known(values)]
    printed = f"{colon}“{values['deadline_printed']}”" if values["deadline_printed"] else ""
    yield f"{fields('deadline_basis').title[language]}{colon}{known}{printed}"
    if due.past:
        yield str(text["findings"]["calendar"]["past"])
    if due.entry.id in plan.evidence:
        yield f"{fields('quote').title[language]}{colon}“{plan.evidence[due.entry.id].quote}”"
    units = [str(library.registry["units"][unit].values[f"name_{language}"]) for unit in due.units]
    yield f"{text['site']['columns']['who']}{colon}{text['site']['comma'].join(units) or text['site']['nobody']}"
    document = plan.document.values
    number = f" {document['doc_number']}" if document["doc_number"] else ""
    yield f"{text['site']['columns']['document']}{colon}{document[f'title_{language}']}{number}"
    base = rows.homepage(library)
    yield f"{due.entry.id} {address.absolute(base, _page(library, due, language)) if base else ''}".strip()
