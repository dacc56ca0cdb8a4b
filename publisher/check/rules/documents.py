"""Rules on documents and what they say of each other: numbers, dates, titles, relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.check.rule import Findings, at, check
from publisher.codebook.titles import cited, plain, shares, year_of_number
from publisher.read.plan import Plan
from publisher.read.registry import Registry
from publisher.terms.messages import say

if TYPE_CHECKING:
    from publisher.read.rows import DocumentsRow, RelationsRow

QUOTED = ("implements", "based_on", "explains")  # what a document itself says of another one
SHARED = 4  # characters of a title that words must have which do not cite it whole: 国家规划纲要


@check("error", on="documents", reads=("doc_number", "dated_on"))
def document_number_malformed(row: DocumentsRow, _registry: Registry) -> Findings:
    if not row.doc_number:
        return
    year = year_of_number(row.doc_number)
    if year is None:
        yield at(row, "doc_number", found=row.doc_number, expected=say("document-number-malformed.number"))
    elif row.dated_on and year != row.dated_on[:4]:
        expected = say("as-printed", value=f"〔{row.dated_on[:4]}〕", printed=row.dated_on)
        doubtful, cause = [(row, "dated_on")], f"dates {row[0]}"
        yield at(row, "doc_number", found=row.doc_number, expected=expected, doubtful=doubtful, cause=cause)


@check("error", on="relations", reads=("from_document_id", "to_document_id", "relation"))
def relation_to_itself(row: RelationsRow, _plan: Plan) -> Findings:
    if row.to_document_id == row.from_document_id:
        yield at(row, "to_document_id", found=row.to_document_id, expected=say("relation-to-itself.other"))


@check("error", on="relations", reads=("to_document_id", "to_doc_number", "to_title_zh"), needs=("documents",))
def relation_number_differs(row: RelationsRow, plan: Plan) -> Findings:
    document = plan.registry.by_key["documents"].get(row.to_document_id)
    number = row.to_doc_number
    if document is not None and number and document.doc_number and number != document.doc_number:
        expected = say("as-printed", value=document.doc_number, printed=row.to_document_id)
        other, cause = [(document, "doc_number")], f"number {row.to_document_id}"
        yield at(row, "to_doc_number", found=number, expected=expected, given=other, more=other, cause=cause)
    elif number and year_of_number(number) is None:
        yield at(row, "to_doc_number", found=number, expected=say("document-number-malformed.number"))
    elif document is None and not row.to_title_zh and not row.to_document_id:
        yield at(row, "to_title_zh", expected=say("relation-number-differs.title"))


@check(
    "error",
    on="relations",
    reads=("relation", "to_document_id", "to_title_zh", "to_doc_number", "quote"),
    needs=("documents",),
)
def relation_not_in_quote(row: RelationsRow, plan: Plan) -> Findings:
    if row.relation not in QUOTED or not row.quote:
        return
    document = plan.registry.by_key["documents"].get(row.to_document_id)
    title = document.title_zh if document is not None else row.to_title_zh
    if not title:
        return
    column = "to_document_id" if document is not None else "to_title_zh"
    titles = cited(row.quote)
    if plain(title) in map(plain, titles) or (not titles and shares(title, row.quote, SHARED)):
        return
    given = [(document, "title_zh")] if document is not None else []
    expected = say("listed", items=tuple(titles)) if titles else row.quote
    yield at(row, column, found=getattr(row, column), expected=expected, given=given)
