"""Every address of the site, the downloads and the API, in one place: relative to the published folder, and permanent.

A record's page is <language>/<table>/<id>/, its JSON api/v1/<table>/<id>.json.
"""

from __future__ import annotations

import re

API = "api/v1"
DATA = "data"
NAME = "new-infrastructure-plans"

# The tables whose records have a page and a file of their own: their names are those of the collections.
COLLECTIONS = ("documents", "targets", "observations", "tasks", "projects", "units", "indicators")
# In a compact library (more plans than records could have pages) these stand on the page and in the file of their plan.
WITHIN = frozenset({"targets", "observations", "tasks", "projects"})


_ID = re.compile(r"[a-z][a-z0-9-]*(\.[a-z0-9]+)*")


def segment(record_id: str) -> str:
    """A record's id as one segment of a path. Raises ValueError for what is no id, so that none can become a path."""
    if not _ID.fullmatch(record_id):
        raise ValueError(f"not an id: {record_id[:80]!r}")
    return record_id


def page(table: str, record_id: str, language: str) -> str:
    """The address of a record's page in a language."""
    return f"{language}/{table}/{segment(record_id)}/"


def text(document_id: str, language: str) -> str:
    """The address of the page that shows a document's own words, where they are shown."""
    return f"{language}/texts/{segment(document_id)}/"


def clause(clause_id: str, language: str) -> str:
    """The address of a clause: its place on the page of its document."""
    document = clause_id.split(".", 1)[0]
    return page("documents", document, language) + "#" + anchor(clause_id)


def anchor(record_id: str) -> str:
    """A record's ASCII anchor within a page."""
    return record_id.replace(".", "-")


def json(table: str, record_id: str) -> str:
    """The address of a record's file in the API."""
    return f"{API}/{table}/{segment(record_id)}.json"


def csv(table: str, record_id: str) -> str:
    """The address of the file of what belongs to a record, as CSV, beside its file in the API."""
    return f"{API}/{table}/{segment(record_id)}.csv"


def place(table: str, record_id: str, language: str, *, compact: bool) -> str:
    """Where a record is shown: on its page, or in a compact library at its place on the page of its document."""
    if not (compact and table in WITHIN):
        return page(table, record_id, language)
    return page("documents", segment(record_id).split(".", 1)[0], language) + "#" + anchor(record_id)


def file(table: str, record_id: str, *, compact: bool) -> str:
    """The file of the API that holds a record: its own, or in a compact library that of its document."""
    if not (compact and table in WITHIN):
        return json(table, record_id)
    return json("documents", segment(record_id).split(".", 1)[0])


def list_json(table: str) -> str:
    """The address of a table's file in the API: all its records."""
    return f"{API}/{table}.json"


def list_part_json(table: str, document_id: str) -> str:
    """The address of the part of a divided listing that holds the records of one document."""
    return f"{API}/{table}/by-document/{segment(document_id)}.json"


def cut(table: str, by: str, key: str) -> str:
    """The address of the records of a table that share one thing: a document, area, unit, indicator, or deadline's year
    (`by` is that word, `key` an id or the year)."""
    return f"{API}/{table}/by-{by}/{key if key.isdecimal() else segment(key)}.json"


def download(table: str, form: str, document_id: str = "") -> str:
    """The address of a table for people as csv or ndjson; of a divided one, of the rows of one document ({id}: any)."""
    if document_id:
        return (
            f"{DATA}/{form}/by-document/{table}/{document_id if document_id == '{id}' else segment(document_id)}.{form}"
        )
    return f"{DATA}/{table}.csv" if form == "csv" else f"{DATA}/{form}/{table}.{form}"


def explorer(kind: str, language: str, name: str) -> str:
    """The address of a file that the explorer of a kind reads."""
    return f"assets/explorer/{language}/{kind}/{name}.json"


def partition(table: str, document_id: str) -> str:
    """The address of the Parquet file that holds the rows of one document, in directories as Hive names them."""
    return f"{DATA}/parquet/by-document/{table}/document={segment(document_id)}/part.parquet"


def api_schema(name: str) -> str:
    """The address of a JSON Schema of the API."""
    return f"{API}/schema/{name}.json"


def finding(story: str, table: str) -> str:
    """The address of the rows of a table that a finding counts."""
    return f"{DATA}/findings/{segment(story)}-{table}.csv"


def package(document_id: str) -> str:
    """The address of a document's self-contained package."""
    return f"{DATA}/packages/{segment(document_id)}.zip"


def relative(target: str, start: str) -> str:
    """The address `target` as a reference from the file at `start`; both are relative to the published folder."""
    here, there = start.split("/")[:-1], target.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:])


_SITE = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~%+-]+)*/?")


def site(url: str) -> str:
    """The address of a site as all others are built on it: with a slash at its end.

    Raises ValueError for what is no address of a folder on the web (https://…/, no query, no fragment, nobody's name).
    """
    if not _SITE.fullmatch(url) or any(part in (".", "..") for part in url.split("/")):
        raise ValueError(url[:200])
    return url.rstrip("/") + "/"


def absolute(base: str, path: str) -> str:
    """A path under the site's base address; the path itself where no base is configured."""
    return f"{base.rstrip('/')}/{path}" if base else path
