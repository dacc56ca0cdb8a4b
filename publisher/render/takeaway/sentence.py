"""What a quantity says, as a sentence that can be printed: figure, basis, hedge, deadline, document and number."""

from __future__ import annotations

from typing import Any

from publisher.model.records import Record
from publisher.render.html import Words

STATUS = ("baseline", "structure", "background", "actual")  # kinds that promise nothing


def titled(say: Words, document: Record) -> str:
    """A document's title as a text names it, with its number, or its date where the copy that was read has none."""
    text, title = say.take, str(document.values[f"title_{say.language}"])
    quoted = "titled_within" if "《" in title else "titled"
    number = document.doc_number or say.date(document.dated_on) or text["no_doc_number"]
    return str(text[quoted]).format(title=title, number=number)


def basis(say: Words, values: Any) -> str:
    """What the basis of a quantity means for its kind; "" for a milestone."""
    if not values.get("basis"):
        return ""
    known = say.take["basis"]
    kind = values["kind"]
    if kind in STATUS and values["basis"] in ("total", "unclear"):
        return str(known["status" if values["basis"] == "total" else "status_unclear"])
    return str(known[kind] if kind in known else known[values["basis"]])


def deadline(say: Words, values: Any) -> str:
    """By when, as a phrase, or as of when."""
    text = say.take
    if values["kind"] in STATUS:
        stated = say.date(values.get("as_of"))
        return str(text["as_of"]).format(date=stated) if stated else ""
    stated = say.date(values.get("deadline"), values.get("deadline_precision"))
    return str(text["by"][values["deadline_precision"]]).format(date=stated) if stated else str(text["by_nothing"])


def when_short(say: Words, values: Any) -> str:
    """By when or as of when, where several are named in a row."""
    return deadline(say, values).strip(" ,，（）")


def inferred(say: Words, values: Any) -> str:
    """That a deadline does not stand in the sentence; "" where it does."""
    return str(say.take["inferred"].get(values.get("deadline_basis") or "", ""))


def hedge(say: Words, values: Any) -> str:
    """How far the text commits itself; "" where it does not hedge."""
    code = values.get("hedge") or "none"
    return "" if code == "none" else str(say.take["hedge"]).format(word=say.label("targets", "hedge", code))


def sentence(say: Words, record: Any) -> str:
    """The whole, for a target or another stated quantity.

    record: a Record or an Entry; its values name its document.
    """
    values, text = record.values, say.take
    amount = say.amount(record)
    form = text["states"][values["kind"] if amount or values["kind"] in STATUS else "milestone"]
    first = str(form).format(
        source=titled(say, say.document(str(values["document_id"]))),
        what=values[f"what_{say.language}"],
        amount=amount,
        by=deadline(say, values),
        hedge=hedge(say, values),
    )
    gap = " " if say.language == "en" else ""
    return gap.join(part for part in (first, basis(say, values), inferred(say, values)) if part)
