"""What was found in a plan, kept outside git until the plan, the registry, a schema, the text or a rule changes.

A file a plan, with the key of everything that its outcome depends on. A file that is damaged, of another key or not to
be read is as good as none: the plan is then checked again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from glob import escape
from pathlib import Path
from typing import Any

from publisher.outcome import Outcome
from publisher.problem import Place, Problem, Severity
from publisher.read import FOLDER, MAX_FILE, Package
from publisher.schema import PLAN, REGISTRY
from publisher.summary import Count, Reference, Summary

CODE = Path(__file__).parent


def _digest(parts: Iterable[bytes]) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.hexdigest()


@cache
def _code() -> bytes:
    """A digest of the code that decides what is found."""
    files = sorted((*CODE.glob("*.py"), *(CODE / "checks").glob("*.py")))
    return _digest(path.read_bytes() for path in files).encode()


def _content(path: Path) -> bytes | None:
    """The bytes of a plain file of moderate size, b"" where there is none; None where only the reader may judge it."""
    try:
        if path.is_symlink() or (path.exists() and path.stat().st_size > MAX_FILE):
            return None
        return b"+" + path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError:
        return None


@dataclass(frozen=True)
class Cache:
    """Outcomes of one package in a folder."""

    folder: Path
    shared: bytes  # digest of what all plans depend on

    def key(self, package: Package, document_id: str) -> str | None:
        """A digest of all that the outcome of a plan depends on; None where it must not be kept."""
        plan = package.root / FOLDER / "plans" / document_id
        files = [plan / f"{name}.csv" for name in PLAN]
        if package.sources:
            # A further copy's text has the name of its copy, which begins with that of the document.
            files += sorted(package.sources.glob(f"{escape(document_id)}*.txt"))
        contents = [_content(path) for path in files]
        names = "\n".join(path.name for path in files).encode()
        known = [content for content in contents if content is not None]
        return _digest([self.shared, document_id.encode(), names, *known]) if len(known) == len(contents) else None

    def outcome(self, package: Package, document_id: str, find: Callable[[], Outcome]) -> Outcome:
        """The outcome that was kept for a plan as it stands; else that of `find`, which is kept."""
        key = self.key(package, document_id)
        if key is None:
            return find()
        path = self.folder / f"{hashlib.sha256(document_id.encode()).hexdigest()[:20]}.json"
        kept = _load(path, key)
        if kept is None:
            kept = find()
            _store(path, key, kept)
        return kept


def open_cache(folder: Path, package: Package) -> Cache | None:
    """The cache of a package in `folder`; None where its registry is in a state that only the reader may judge."""
    registry = [_content(package.root / FOLDER / f"{name}.csv") for name in REGISTRY]
    schemas = json.dumps([schema.descriptor for schema in package.registry.schemas], default=str).encode()
    known = [content for content in registry if content is not None]
    if len(known) < len(registry):
        return None
    return Cache(folder, _digest([_code(), schemas, *known]).encode())


def _load(path: Path, key: str) -> Outcome | None:
    try:
        found_key, digest, body = path.read_text("utf-8").split("\n", 2)
        if found_key != key or digest != hashlib.sha256(body.encode()).hexdigest():
            return None
        return _decoded(json.loads(body))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _store(path: Path, key: str, outcome: Outcome) -> None:
    """Keep an outcome; a folder that cannot be written to only means that nothing is kept."""
    body = json.dumps(_encoded(outcome), ensure_ascii=False, separators=(",", ":"))
    temporary = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(f"{key}\n{hashlib.sha256(body.encode()).hexdigest()}\n{body}", "utf-8")
        temporary.replace(path)
    except (OSError, UnicodeEncodeError):
        return


def _place(place: Place) -> list[Any]:
    return [place.file, place.row, place.field]


def _encoded(outcome: Outcome) -> dict[str, Any]:
    summary = outcome.summary
    return {
        "found": [
            [cause, p.code, p.severity, _place(p.place), p.rule, p.found, p.expected, p.fix, [*map(_place, p.more)],
             p.record_id]
            for cause, p in outcome.found
        ],
        "unsound": sorted(outcome.unsound),
        "counts": [outcome.rows, outcome.quotes, outcome.verified],
        "summary": summary and [
            summary.document_id,
            summary.ids,
            summary.uses,
            [[_place(r.place), r.record_id, r.value] for r in summary.outside],
            summary.clauses,
            [[_place(c.place), c.record_id, c.document_id, c.indicator_id, c.value] for c in summary.structure],
            summary.broken,
        ],
    }  # fmt: skip


def _problem(values: list[Any]) -> Problem:
    code, severity, place, rule, found, expected, fix, more, record = values
    places = tuple(Place(*other) for other in more)
    return Problem(code, Severity(severity), Place(*place), rule, found, expected, fix, places, record)


def _summary(values: list[Any]) -> Summary:
    document, ids, uses, outside, clauses, structure, broken = values
    references = tuple(Reference(Place(*place), record, value) for place, record, value in outside)
    counts = tuple(Count(Place(*place), *rest) for place, *rest in structure)
    return Summary(document, tuple(ids), uses, references, clauses, counts, broken)


def _decoded(content: dict[str, Any]) -> Outcome:
    found = tuple((cause, _problem(values)) for cause, *values in content["found"])
    summary = _summary(content["summary"]) if content["summary"] else None
    return Outcome(found, frozenset(), frozenset(content["unsound"]), summary, *content["counts"])
