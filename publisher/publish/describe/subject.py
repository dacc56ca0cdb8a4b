"""What is described to catalogues: the whole, a document, an indicator. Every standard says the same of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from publisher.model.library import Library
from publisher.model.records import Record
from publisher.publish import rows, words
from publisher.terms import address
from publisher.terms.messages import LANGUAGES
from publisher.terms.schema import PLAN

LANGUAGE = {"zh": "zh-CN", "en": "en"}  # BCP 47
DATA_PAGE = "data/"  # the page that describes all of the data
MOST_CHARACTERS = 5_000  # characters that search engines of data sets take; fewer than 50 they refuse

Both = Mapping[str, str]  # a text by language


@dataclass(frozen=True, slots=True)
class Subject:
    """What is described. page: its place below a language's folder. first, last: ISO days of what it covers, or "".

    places: the areas that it speaks of. documents: whose words it holds. names: other names it goes by.
    """

    page: str
    title: Both
    names: Both
    description: Both
    first: str
    last: str
    places: tuple[Both, ...]
    documents: tuple[Record, ...]


def tagged(text: Both) -> list[dict[str, str]]:
    """A text as JSON-LD has it: in each language in which there is one."""
    return [{"@value": text[language], "@language": LANGUAGE[language]} for language in LANGUAGES if text[language]]


def _both(record: Record, name: str) -> dict[str, str]:
    return {language: str(record.values.get(f"{name}_{language}") or "") for language in LANGUAGES}


def _period(documents: Sequence[Record]) -> tuple[str, str]:
    """First and last day of the periods of documents."""
    days = [d for r in documents for d in (r.horizon_start, r.dated_on, r.horizon_end) if d]
    return (min(days), max(days)) if days else ("", "")


def _places(documents: Sequence[Record]) -> tuple[Both, ...]:
    areas = {str(record.area_code): _both(record, "area") for record in documents}
    return tuple(areas.values())


def _joined(language: str, *texts: str) -> str:
    """Sentences one after the other, each ended, cut to what is taken."""
    stop, space = ("。", "") if language == "zh" else (".", " ")
    ended = (text if text.endswith(("。", ".", "！", "？", "!", "?")) else text + stop for text in texts if text)
    return space.join(ended)[:MOST_CHARACTERS]


def all_data(library: Library, *, counted: bool = True) -> Subject:
    """All of the data. counted: say how many records there are, which a library of one plan does not know."""
    documents = tuple(library.registry["documents"].values())
    counts = {table: library.index.rows.get(table, 0) for table in PLAN}
    description = {}
    for language in LANGUAGES:
        text = words.in_language(language)["catalogue"]
        numbers = {**counts, "documents": len(documents), "units": len(library.registry["units"])}
        holds = [text["holds"].format(**numbers)] if counted else []
        parts = (words.own(library, "description", language), *holds, text["technique"])
        description[language] = _joined(language, *parts, *words.in_language(language)["limits"])
    title = {language: words.own(library, "title", language) for language in LANGUAGES}
    names = {"zh": title["en"], "en": title["zh"]}
    return Subject(DATA_PAGE, title, names, description, *_period(documents), _places(documents), documents)


def _told(record: Record, kind: str, name: str, columns: Iterable[str]) -> tuple[Both, Both]:
    """Title and description of a record. kind: document or indicator. name, columns: what both are made of."""
    title, description = {}, {}
    for language in LANGUAGES:
        text = words.in_language(language)["catalogue"]
        called = str(record.values[f"{name}_{language}"])
        title[language] = text[kind].format(**{name: called})
        own = [str(record.values[f"{column}_{language}"] or "") for column in columns]
        about = text[f"about_{kind}"].format(**{name: called})
        description[language] = _joined(language, about, *own, text["technique"])
    return title, description


def of_document(record: Record) -> Subject:
    """What is held of one document."""
    title, description = _told(record, "document", "title", ("summary", "limitations"))
    page = f"documents/{record.id}/"
    return Subject(page, title, _both(record, "short"), description, *_period([record]), _places([record]), (record,))


def of_indicator(library: Library, record: Record) -> Subject:
    """All that the documents say of one indicator."""
    entries = library.index.by_indicator.get(record.id, ())
    document_ids = dict.fromkeys(entry.document_id for entry in entries)
    documents = tuple(library.registry["documents"][document_id] for document_id in document_ids)
    title, description = _told(record, "indicator", "name", ("definition", "comparability"))
    page, names = f"indicators/{record.id}/", _both(record, "name")
    return Subject(page, title, names, description, *_period(documents), _places(documents), documents)


def cited(library: Library, record: Record, language: str) -> str:
    """A government's document as it is cited: issuer, title, number, date; that it has none, where none is known."""
    issuer = library.registry["units"][record.issuer_unit_id].values[f"name_{language}"]
    text = words.in_language(language)
    published = text["published"].format(date=record.published_on) if record.published_on else text["undated"]
    known = (record.values[f"title_{language}"], record.doc_number, record.dated_on or published)
    stop, comma = ("：", "，") if language == "zh" else (": ", ", ")
    return f"{issuer}{stop}{comma.join(str(part) for part in known if part)}"


def identifier(library: Library) -> str:
    """The DOI of the data as an address, where the descriptor has one (its `id`); else empty."""
    own = words.doi(library)
    return f"https://doi.org/{own}" if own else str(library.package.descriptor.get("id") or "")


def site(library: Library, path: str, start: str) -> str:
    """An address as the reader of the file at `start` resolves it: absolute where the site's is known."""
    base = rows.homepage(library)
    return address.absolute(base, path) if base else address.relative(path, start) or "./"
