"""A record as Markdown, beside its page, with its words, basis and limits, so that copies of it carry these along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from publisher.model.library import Library
from publisher.model.records import Record
from publisher.publish import files, rows, words
from publisher.publish.describe.subject import cited, site
from publisher.publish.wide import wide
from publisher.terms import address
from publisher.terms.messages import LANGUAGES
from publisher.terms.schema import Field

FILE = "index.md"
TITLES = ("what", "task", "name", "title", "number_printed")  # the column that names a record; the first that it has
APART = ("quote", "caveat", "comparability", "limitations")  # shown before all others
Row = Mapping[str, Any]


def twins(library: Library, table: str, row: Row, document: Record | None) -> Iterator[tuple[str, bytes]]:
    """Address and content of the twin of a record in each language. document: whose words it holds, where one's."""
    key = str(row[wide(library.schemas)[table].key])
    for language in LANGUAGES:
        path = f"{address.page(table, key, language)}{FILE}"
        yield path, _twin(library, table, row, language, document, path).encode()


def _twin(library: Library, table: str, row: Row, language: str, document: Record | None, path: str) -> str:
    """A record in a language: its words, its limits, every column that says something, how to cite it, where it is."""
    schema, text = wide(library.schemas)[table], words.in_language(language)["twin"]
    key = str(row[schema.key])
    lines = [f"# {_title(row, language) or key}", ""]
    if row.get("quote"):
        lines += [f"> {row['quote']}", ""]
    for name in APART[1:]:
        if value := row.get(f"{name}_{language}"):
            lines += [f"**{text['limits']}** {value}", ""]
    for field in schema.fields:
        if _shown(field, schema.names, language) and (value := _value(field, row[field.name], language)):
            lines.append(f"- {field.title[language]}: {value}")
    lines += ["", f"## {words.in_language(language)['cite_title']}", ""]
    if document:
        lines.append(f"- {text['document']}: {cited(library, document, language)}")
    page, file = path.removesuffix(FILE), address.file(table, key, compact=library.compact)
    lines += [
        f"- {text['data']}: {words.cite(library, language)} {key}",
        f"- {text['page']}: {site(library, page, path)}",
        f"- JSON: {site(library, file, path)}",
        "",
    ]
    return "\n".join(lines)


def _title(row: Row, language: str) -> str:
    titles = (row.get(name) or row.get(f"{name}_{language}") or row.get(f"{name}_zh") for name in TITLES)
    return str(next(filter(None, titles), ""))


def _shown(field: Field, names: tuple[str, ...], language: str) -> bool:
    """Whether a column is said in a language: not what stands apart, nor what only the other language reads."""
    stem, _, ending = field.name.rpartition("_")
    if field.name in rows.PAGES or field.name in APART or stem in APART:
        return False
    return ending not in LANGUAGES or ending == language or f"{stem}_{language}" not in names


def _value(field: Field, value: Any, language: str) -> str:
    if value is None or value == "" or value in ((), []):
        return ""
    if field.categories:
        label = field.label(str(value), language)
        return label if label == value else f"{label} ({value})"
    return files.cell(value).replace("\n", " ")
