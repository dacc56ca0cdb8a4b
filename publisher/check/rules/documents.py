"""Rules on documents and what they say of each other: numbers, dates, titles, relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.check.rule import Findings, at, check
from publisher.codebook.areas import PROVINCES, holds, names_within, spoken, spoken_in_english
from publisher.codebook.days import day
from publisher.codebook.titles import (
    cited,
    kind_of_title,
    municipality_of_number,
    plain,
    shares,
    year_of_number,
    years_of_title,
)
from publisher.read.package import Package
from publisher.read.plan import Plan
from publisher.read.registry import Registry
from publisher.terms.messages import say
from publisher.terms.regex import regex

if TYPE_CHECKING:
    from publisher.read.rows import AliasesRow, CopiesRow, DocumentsRow, RelationsRow, UnitsRow

QUOTED = ("implements", "based_on", "explains")  # what a document itself says of another one
_DIGITS = regex("[0-9]+")
_OF_GOVERNMENT = regex(
    "[\u4e00-\u9fff]{1,4}府(?:发|函|规|字|规发|规字)?〔"
)  # 宝府〔2020〕94号; 宝府办 is of its office
_DOMAIN = regex(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
SHARED = 4  # characters of a title that words must have which do not cite it whole: 国家规划纲要


@check("error", on="documents", reads=("doc_number", "dated_on", "issuer_unit_id"))
def document_number_malformed(row: DocumentsRow, registry: Registry) -> Findings:
    if not row.doc_number:
        return
    year = year_of_number(row.doc_number)
    if year is None:
        yield at(row, "doc_number", found=row.doc_number, expected=say("document-number-malformed.number"))
    elif row.dated_on and year != row.dated_on[:4]:
        expected = say("as-printed", value=f"〔{row.dated_on[:4]}〕", printed=row.dated_on)
        doubtful, cause = [(row, "dated_on")], f"dates {row[0]}"
        yield at(row, "doc_number", found=row.doc_number, expected=expected, doubtful=doubtful, cause=cause)
    issuer, municipality = registry.by_key["units"].get(row.issuer_unit_id), municipality_of_number(row.doc_number)
    real = issuer is not None and issuer.area_code[:2] in PROVINCES  # places that are made up may have any number
    if issuer is not None and real and municipality and issuer.area_code != municipality:
        expected = say("document-number-malformed.issuer", name=issuer.name_zh)
        given = [(row, "issuer_unit_id"), (issuer, "area_code")]
        yield at(row, "doc_number", found=row.doc_number, expected=expected, given=given)
    elif issuer is not None and issuer.kind != "government" and _OF_GOVERNMENT.match(row.doc_number):
        expected, given = say("as-printed", value="government", printed=row.doc_number), [(issuer, "kind")]
        yield at(row, "issuer_unit_id", found=row.issuer_unit_id, expected=expected, given=given)


@check("error", on="documents", reads=("kind", "title_zh"), declarable=True)
def kind_differs_from_title(row: DocumentsRow, _registry: Registry) -> Findings:
    kind = kind_of_title(row.title_zh)
    if kind and row.kind != kind:
        yield at(row, "kind", found=row.kind, expected=say("as-printed", value=kind, printed=row.title_zh))


@check("error", on="copies", reads=("rights", "publisher", "publisher_kind", "url"), needs=("documents", "units"))
def copy_not_of_issuer(row: CopiesRow, plan: Plan) -> Findings:
    document = plan.document
    if document is None:
        return
    if row.rights == "official_text" and document.kind == "press_conference":
        expected = say("as-printed", value="unknown", printed=document.kind)
        yield at(row, "rights", found=row.rights, expected=expected, given=[(document, "kind")])
    cause, more = f"address {document[0]}", [(document, "official_url")]
    if row.publisher_kind == "issuer" and row.url and row.url != document.official_url:
        address = document.official_url or say("copy-not-of-issuer.address")
        yield at(row, "url", found=row.url, expected=address, more=more, given=more, cause=cause)
    issuer = plan.registry.by_key["units"].get(document.issuer_unit_id)
    if issuer is not None and row.publisher == issuer.name_zh and row.publisher_kind != "issuer":
        expected = say("as-printed", value="issuer", printed=row.publisher)
        yield at(row, "publisher_kind", found=row.publisher_kind, expected=expected, given=[(row, "publisher")])
    if issuer is not None and row.publisher_kind == "issuer" and not _is_issuers(row.publisher, issuer, plan):
        expected = say("as-printed", value=issuer.name_zh, printed="issuer")
        yield at(row, "publisher_kind", found=row.publisher, expected=expected, given=[(row, "publisher")])
    if row.url and _DOMAIN.fullmatch(row.publisher) and row.publisher not in row.url.split("/")[2:3][0]:
        expected = say("as-printed", value=row.publisher, printed="publisher")
        yield at(row, "url", found=row.url, expected=expected, given=[(row, "publisher")])


_REPOSTED = regex("(?<!不得)(?<!禁止)转载(?![须请时应需])")  # not 转载请注明来源


def _is_issuers(publisher: str, issuer: UnitsRow, plan: Plan) -> bool:
    """Whether a publisher may be the issuer itself: it names the issuer or its area, and reposts nothing."""
    forms = plan.registry.forms.get(issuer.unit_id, ())
    names = (issuer.name_zh, spoken(issuer.area_zh), *forms)
    return not _REPOSTED.search(publisher) and any(name and name in publisher for name in names)


_SIGNED = regex(r"(?m)^[^\S\n]*((?:19|20)[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日[^\S\n]*$")
_NUMBERED = regex(r"(?:发文字号|文号|字号)[:： ]*([\u3400-\u9fff]{2,20}〔(?:19|20)[0-9]{2}〕[1-9][0-9]*号)")
_POSTED = regex(r"(?:发布|公布)(?:日期|时间)[:： ]*((?:19|20)[0-9]{2})[-/年.]([0-9]{1,2})[-/月.]([0-9]{1,2})")


@check("error", on="plan", needs=("documents", "copies"))
def date_not_as_printed(plan: Plan) -> Findings:
    document = plan.document
    if document is None or plan.text is None:
        return
    for column, printed in (("dated_on", _SIGNED), ("published_on", _POSTED)):
        days = sorted({f"{year}-{month:0>2}-{date:0>2}" for year, month, date in printed.findall(plan.text)})
        if days and getattr(document, column) not in days:
            expected = days[0] if len(days) == 1 else say("one-of", items=tuple(days))
            cause = f"{column} {document[0]}"
            yield at(document, column, found=getattr(document, column), expected=expected, cause=cause)
    numbers, year = sorted({*_NUMBERED.findall(plan.text)}), year_of_number(document.doc_number)
    malformed = document.doc_number and (year is None or year != document.dated_on[:4] != "")
    if numbers and not malformed and document.doc_number not in numbers:
        expected, cause = numbers[0], f"number {document[0]}"
        yield at(document, "doc_number", found=document.doc_number, expected=expected, cause=cause)


@check("error", on="package", reads=("created",))
def document_later_than_data(package: Package, _summaries: object) -> Findings:
    last = day(package.descriptor.get("created"))
    days = [(row, column) for row in package.registry.rows("documents") for column in ("dated_on", "published_on")]
    late = [(row, column) for row, column in days if last and day(getattr(row, column)) > last]
    for row, column in late[:1]:
        expected = say("document-dates-out-of-order.latest", date=last)
        cause = f"created {last}"
        yield at(row, column, found=getattr(row, column), expected=expected, more=late[1:], cause=cause)


@check("error", on="relations", reads=("relation", "to_title_zh", "to_doc_number", "to_document_id"),
       needs=("documents",))  # fmt: skip
def relation_out_of_time(row: RelationsRow, plan: Plan) -> Findings:
    document, other = plan.document, plan.registry.by_key["documents"].get(row.to_document_id)
    if document is None:
        return
    own, numbered = document.dated_on, (year_of_number(row.to_doc_number) or "")
    its = other.dated_on if other is not None else numbered
    own, its = (date[: min(len(own), len(its))] for date in (own, its))  # as far as both are known
    years = years_of_title(row.to_title_zh)
    column = "to_document_id" if other is not None else "to_doc_number"
    if years and years[0] > years[-1]:
        expected = say("relation-out-of-time.years")
        yield at(row, "to_title_zh", found=row.to_title_zh, expected=expected)
    elif years and numbered and not int(years[0]) - 1 <= int(numbered) <= int(years[-1]):
        expected = say("deadline-outside-period.period", start=str(int(years[0]) - 1), end=years[-1])
        yield at(row, "to_doc_number", found=row.to_doc_number, expected=expected, given=[(row, "to_title_zh")])
    elif own and its and (its < own if row.relation == "followed_by" else its > own):
        later = row.relation == "followed_by"
        expected = say("relation-out-of-time.later" if later else "relation-out-of-time.earlier", year=own)
        yield at(row, column, found=getattr(row, column), expected=expected, given=[(document, "dated_on")])
    elif (row.relation == "explains") != (document.kind == "press_conference") and other is not None:
        expected = say("relation-out-of-time.kind", kind=document.kind)
        yield at(row, "relation", found=row.relation, expected=expected, given=[(document, "kind")])


@check("error", on="relations", reads=("from_document_id", "to_document_id", "relation"))
def relation_to_itself(row: RelationsRow, _plan: Plan) -> Findings:
    if row.to_document_id == row.from_document_id:
        yield at(row, "to_document_id", found=row.to_document_id, expected=say("relation-to-itself.other"))


@check("error", on="relations", reads=("to_document_id", "to_doc_number", "to_title_zh"), needs=("documents",))
def relation_number_differs(row: RelationsRow, plan: Plan) -> Findings:
    document = plan.registry.by_key["documents"].get(row.to_document_id)
    number, title = row.to_doc_number, plain(row.to_title_zh)
    ours, its = plan.registry.titled.get(title, ""), plain(document.title_zh) if document is not None else ""
    if ours and not row.to_document_id:
        yield at(row, "to_document_id", expected=ours, given=[(row, "to_title_zh")])
    elif document is not None and title not in its and its not in title:
        expected = say("as-printed", value=document.title_zh, printed=row.to_document_id)
        given = [(row, "to_document_id"), (document, "title_zh")]
        yield at(row, "to_title_zh", found=row.to_title_zh, expected=expected, given=given)
    elif document is not None and number and document.doc_number and number != document.doc_number:
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
    document = plan.registry.by_key["documents"].get(row.to_document_id)
    if row.relation not in QUOTED or not row.quote:
        if row.relation in QUOTED and document is not None:  # of a document that others read here, too
            yield at(row, "quote", expected=document.title_zh, given=[(row, "relation"), (document, "title_zh")])
        return
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


def _is_form_of(alias: str, number: str) -> bool:
    """Whether an alias gives the year, where it gives one, and the last number of a document's number."""
    *years, last = _DIGITS.findall(alias) or [""]
    whole = _DIGITS.findall(number)
    return whole[-1:] == [last] and all(year in whole[:-1] for year in years)


@check("error", on="aliases", reads=("alias", "record_id", "kind"), needs=("documents", "units"))
def alias_differs_from_record(row: AliasesRow, registry: Registry) -> Findings:
    document = registry.by_key["documents"].get(row.record_id)
    if row.kind == "number" and document is not None:
        others = [alias for alias in registry.rows("aliases") if (alias.record_id, alias.kind) == (row[2], "number")]
        differs = not _is_form_of(row.alias, document.doc_number)
        # Where all forms differ from the number, it is the number that was changed, and other rules hold that.
        if differs and (len(others) == 1 or any(_is_form_of(one.alias, document.doc_number) for one in others)):
            expected = say("as-printed", value=document.doc_number or say("nothing"), printed=row.record_id)
            yield at(row, "alias", found=row.alias, expected=expected, given=[(document, "doc_number")])
        return
    body = document if document is not None else registry.by_key["units"].get(row.record_id)
    if body is None:
        return
    for other in registry.rows("documents"):
        name, national = other.area_zh, body.area_code[:2] == "00"
        apart = not holds(other.area_code, body.area_code) and not national
        begins = row.alias.startswith((spoken(name), name, f"{spoken_in_english(other.area_en)} "))
        if apart and names_within(name) and begins:
            actual = say("as-printed", value=row.record_id, printed=body.area_zh)
            expected = say("alias-differs-from-record.area", area=name)
            yield at(
                row,
                "record_id",
                found=actual,
                expected=expected,
                given=[(body, "area_code"), (other, "area_code"), (other, "area_zh")],
            )
            return
