"""How the data are cited, in the forms that programs read: CFF, Zenodo, BibTeX, RIS. All from the descriptor.

The DOI is the descriptor's `id` (10.…), once there is one; each form has a place for it. The documents of governments
stand in them as references of their own: issuer, title, number, date.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from publisher.model.deadlines import issued
from publisher.model.library import Library
from publisher.model.records import Record
from publisher.publish import files, rows, words
from publisher.publish.describe.subject import cited
from publisher.terms import address

BIB, RIS = f"{address.DATA}/citation.bib", f"{address.DATA}/citation.ris"
CFF, ZENODO = f"{address.DATA}/CITATION.cff", f"{address.DATA}/zenodo.json"
LANGUAGE = "zho"  # ISO 639-2 of what is quoted


def publishers(library: Library) -> list[str]:
    """Who publishes, as the descriptor names them."""
    contributors = library.package.descriptor.get("contributors", ())
    return [str(one["title"]) for one in contributors if "publisher" in one.get("roles", ())]


def _issuer(library: Library, record: Record) -> str:
    return str(library.registry["units"][record.issuer_unit_id].name_zh)


def cff(library: Library) -> dict[str, Any]:
    """CITATION.cff (https://citation-file-format.github.io, 1.2.0) as a mapping."""
    base = rows.homepage(library)
    return {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them with their version.",
        "type": "dataset",
        "title": words.own(library, "title", "en"),
        "abstract": words.own(library, "description", "en"),
        "version": library.version,
        "date-released": library.created[:10],
        "license": words.licence(library)["name"],
        "authors": [{"name": name} for name in publishers(library)],
        "keywords": words.keywords(library),
        **({"url": base} if base else {}),
        **({"doi": words.doi(library)} if words.doi(library) else {}),
        "references": [_reference(library, record) for record in library.registry["documents"].values()],
    }


def _reference(library: Library, record: Record) -> dict[str, Any]:
    known = {"number": record.doc_number, "date-published": issued(record), "url": record.official_url}
    return {
        "type": "government-document",
        "title": str(record.title_zh),
        "authors": [{"name": _issuer(library, record)}],
        **{name: str(value) for name, value in known.items() if value},
    }


def zenodo(library: Library) -> dict[str, Any]:
    """.zenodo.json: what Zenodo takes of a release."""
    title, base = words.own(library, "title", "en"), rows.homepage(library)
    same = [{"identifier": base, "relation": "isIdenticalTo", "resource_type": "dataset"}] if base else []
    return {
        "title": f"{title} ({words.own(library, 'title', 'zh')})",
        "description": words.own(library, "description", "en"),
        "upload_type": "dataset",
        "access_right": "open",
        "license": words.licence(library)["name"].lower(),
        "version": library.version,
        "publication_date": library.created[:10],
        "language": LANGUAGE,
        "creators": [{"name": name} for name in publishers(library)],
        "keywords": words.keywords(library),
        "references": [cited(library, record, "zh") for record in library.registry["documents"].values()],
        **({"related_identifiers": same} if same else {}),
    }


def tex(text: str) -> str:
    """A text as TeX prints it, without what groups."""
    kept = "".join(mark for mark in text if mark not in "\\{}")
    return "".join(f"\\{mark}" if mark in "&%$#_" else mark for mark in kept)


def bibtex(library: Library) -> str:
    """BibTeX: the data, then each document."""
    base = rows.homepage(library)
    fields = {
        "title": words.own(library, "title", "en"),
        "author": "{" + " and ".join(publishers(library)) + "}",
        "year": library.created[:4],
        "version": library.version,
        "url": base,
        "doi": words.doi(library),
        "note": words.licence(library)["title"],
    }
    entries = [_entry("misc", f"{address.NAME}-{library.version}", fields)]
    for record in library.registry["documents"].values():
        entries.append(_entry("techreport", record.id, {
            "title": str(record.title_zh), "institution": _issuer(library, record),
            "number": str(record.doc_number or ""),
            "year": issued(record)[:4], "url": str(record.official_url or ""),
        }))  # fmt: skip
    return "\n".join(entries)


def _entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    plain = ("url", "doi")
    lines = [f"  {k} = {{{v if k in plain else _braced(v)}}}," for k, v in fields.items() if v]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def _braced(value: str) -> str:
    inner = value.startswith("{") and value.endswith("}")
    return "{" + tex(value) + "}" if inner else tex(value)


def ris(library: Library) -> str:
    """RIS: the data, then each document."""
    entries = [
        [
            ("TY", "DATA"), ("TI", words.own(library, "title", "en")), ("TT", words.own(library, "title", "zh")),
            *(("AU", name) for name in publishers(library)), ("PY", library.created[:4]),
            ("DA", library.created[:10].replace("-", "/")), ("ET", library.version), ("UR", rows.homepage(library)),
            ("DO", words.doi(library)), *(("KW", word) for word in words.keywords(library)),
        ]
    ]  # fmt: skip
    for record in library.registry["documents"].values():
        entries.append([
            ("TY", "GOVDOC"), ("TI", str(record.title_zh)),
            ("TT", str(record.title_en)),
            ("AU", _issuer(library, record)),
            ("M1", str(record.doc_number or "")), ("DA", issued(record).replace("-", "/")), ("PY", issued(record)[:4]),
            ("UR", str(record.official_url or "")),
        ])  # fmt: skip
    lines = ["".join(f"{tag}  - {text}\r\n" for tag, text in entry if text) + "ER  - \r\n" for entry in entries]
    return "\r\n".join(lines)


def described(library: Library) -> dict[str, bytes]:
    """Address and content of every form."""
    text = yaml.safe_dump(cff(library), allow_unicode=True, sort_keys=False, width=120)
    return {BIB: bibtex(library).encode(), RIS: ris(library).encode(), CFF: text.encode(),
            ZENODO: files.json_bytes(zenodo(library))}  # fmt: skip
