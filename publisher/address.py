"""Every address of the site, the downloads and the API, in one place: relative to the published folder, and permanent.

A record's page is <language>/<collection>/<id>/, its JSON api/v1/<collection>/<id>.json.
"""

from __future__ import annotations

API = "api/v1"
DATA = "data"
NAME = "new-infrastructure-plans"

# table → collection, where a record of the table has a page and a file of its own
COLLECTIONS = {
    "documents": "documents",
    "targets": "targets",
    "observations": "observations",
    "tasks": "tasks",
    "units": "units",
    "indicators": "indicators",
}


def page(table: str, record_id: str, language: str) -> str:
    """The address of a record's page in a language. Raises KeyError for a table whose records have none."""
    return f"{language}/{COLLECTIONS[table]}/{record_id}/"


def collection(table: str, language: str) -> str:
    """The address of the page that lists a table's records."""
    return f"{language}/{COLLECTIONS[table]}/"


def clause(clause_id: str, language: str) -> str:
    """The address of a clause: its place on the page of its document."""
    document = clause_id.split(".", 1)[0]
    return page("documents", document, language) + "#" + anchor(clause_id)


def anchor(record_id: str) -> str:
    """A record's ASCII anchor within a page."""
    return record_id.replace(".", "-")


def json(table: str, record_id: str) -> str:
    """The address of a record's file in the API."""
    return f"{API}/{COLLECTIONS[table]}/{record_id}.json"


def absolute(base: str, path: str) -> str:
    """A path under the site's base address; the path itself where no base is configured."""
    return f"{base.rstrip('/')}/{path}" if base else path
