"""Makes a release: earlier versions stay at their addresses, and the changes since the last one are listed.

In the published folder, data/versions/<version>/ holds every file of data/ as it was; its bytes never change.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publisher.maintain.diff import KINDS_OF_CHANGE, Change, VersionDifference, compare
from publisher.maintain.state import EMPTY, State, state_from, state_of
from publisher.model.library import Library
from publisher.publish import feed, files, rows
from publisher.publish.wide import BASE
from publisher.terms import address
from publisher.terms.messages import LANGUAGES, Message, Refusal, say, text
from publisher.work.output import Output

VERSIONS = f"{address.DATA}/versions"
VERSION_LIST, CHANGES, NOTES = (f"{address.DATA}/{name}" for name in ("versions.json", "changes.json", "notes.md"))
LATEST = f"{VERSIONS}/latest.json"
KEPT_OUT = frozenset({VERSION_LIST, CHANGES, NOTES})

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class NextRelease:
    """A release to be made: the changes since the last one, and the lists of earlier releases."""

    version: str
    difference: VersionDifference
    versions: tuple[Json, ...]
    changes: tuple[Json, ...]


def plan(root: Path, out: Path, *, tag: str = "", site_url: str) -> NextRelease:
    """What a release of the data at `root` into the published folder `out` would be.

    tag: of the version control, such as v0.2.0. Raises Refusal.
    """
    new = state_of(root)
    if tag and tag.removeprefix("v") != new.version:
        raise Refusal(say("release.tag", tag=tag, version=new.version))
    if not site_url:
        raise Refusal(say("release.address"))
    versions, changes = _told(out / VERSION_LIST, "versions"), _told(out / CHANGES, "changes")
    if any(version["version"] == new.version for version in versions):
        raise Refusal(say("release.published", version=new.version))
    difference = compare(_last(out, versions), new)
    if difference.faults:
        raise Refusal(say("release.faults", faults=difference.faults))
    if versions and _numbers(new.version) <= _numbers(versions[-1]["version"]):
        raise Refusal(say("release.lower", version=new.version, last=versions[-1]["version"]))
    return NextRelease(new.version, difference, tuple(versions), tuple(changes))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _told(path: Path, name: str) -> list[Json]:
    """The JSON file of an earlier release. Raises Refusal where it cannot be read."""
    try:
        return list(json.loads(path.read_bytes())[name]) if path.exists() else []
    except (OSError, ValueError, KeyError, TypeError):
        raise Refusal(say("release.unreadable", path=path.as_posix())) from None


def _last(out: Path, versions: list[Json]) -> State:
    """The data of the last release, from its own package."""
    if not versions:
        return EMPTY
    place = out / VERSIONS / versions[-1]["version"] / "packages/all.zip"
    try:
        with zipfile.ZipFile(place) as archive:
            tables = {
                f"{Path(name).stem.removesuffix(BASE)}.csv": archive.read(name)
                for name in archive.namelist()
                if name.startswith("tables/")
            }
    except (OSError, zipfile.BadZipFile):
        raise Refusal(say("release.unreadable", path=place.as_posix())) from None
    return state_from(tables, versions[-1]["version"])


def record(change: Change) -> Json:
    """A change as changes.json tells it."""
    return {
        "kind": change.kind,
        "table": change.table,
        "record_id": change.record_id,
        "fields": [{"column": name, "old": old or None, "new": new or None} for name, old, new in change.fields],
        "reason_zh": change.reason_zh or None,
        "reason_en": change.reason_en or None,
        "successor_id": change.successor_id or None,
    }


def finish(own: NextRelease, library: Library, made: Output, out: Path) -> None:
    """Add to the new folder what makes it a release: earlier versions, its own, and what changed.

    made: the folder as built. out: the published folder that it will replace.
    """
    for earlier in own.versions:
        version = earlier["version"]
        shutil.copytree(out / VERSIONS / version, made.folder / VERSIONS / version)
    changes = [*own.changes, _changes(own, library)]
    made.write(CHANGES, files.json_bytes({"changes": changes}))
    made.write(NOTES, _notes(own).encode())
    made.write(feed.FILE, feed.atom(library, tuple(feed.of_versions(changes))).encode())
    _keep(made, own.version)
    versions = [*own.versions, _version(library, made, own.version)]
    made.write(VERSION_LIST, files.json_bytes({"latest": own.version, "versions": versions}))
    made.write(LATEST, files.json_bytes(versions[-1]))


def _changes(own: NextRelease, library: Library) -> Json:
    columns = [{"kind": kind, "table": table, "column": name} for kind, table, name in own.difference.columns]
    records = [record(change) for change in _told_of(own)]
    return {"version": own.version, "date": library.created[:10], "columns": columns, "records": records}


def _told_of(own: NextRelease) -> list[Change]:
    """The changed records that a release tells of: not sign-offs; none of the first, whose data are the list."""
    return [change for change in own.difference.changes if own.versions and change.table != "checks"]


def _keep(made: Output, version: str) -> None:
    """The data of this version at the address that is its own for good."""
    data, kept, sums = f"{address.DATA}/", f"{VERSIONS}/{version}", []
    for path in made.paths():
        if path.startswith(data) and not path.startswith(f"{VERSIONS}/") and path not in KEPT_OUT:
            own = path.removeprefix(data)
            made.write(f"{kept}/{own}", (made.folder / path).read_bytes())
            sums.append(f"{made.of(path).sha256}  {own}\n")
    made.write(f"{kept}/SHA256SUMS", "".join(sums).encode())


def _version(library: Library, made: Output, version: str) -> Json:
    base = rows.homepage(library)
    own = f"{VERSIONS}/{version}"
    return {
        "version": version,
        "date": library.created[:10],
        "href": address.absolute(base, f"{own}/datapackage.json"),
        "package": address.absolute(base, f"{own}/packages/all.zip"),
        "package_sha256": made.of(f"{own}/packages/all.zip").sha256,
        "sums": address.absolute(base, f"{own}/SHA256SUMS"),
        "sums_sha256": made.of(f"{own}/SHA256SUMS").sha256,
    }


def _notes(own: NextRelease) -> str:
    """What the release says of itself, in both languages."""
    lines = []
    for language in LANGUAGES:
        title = text(say("release.title", version=own.version), language)
        lines += [f"## {title}", "", *(text(line, language) for line in _lines(own)), ""]
    return "\n".join([*lines, ""])


def _lines(own: NextRelease) -> Iterator[Message]:
    if not own.versions:
        yield say("release.first")
    counts = Counter(change.kind for change in _told_of(own))
    for kind in KINDS_OF_CHANGE:
        if kind in counts:
            yield Message(f"release.{kind}", (("n", counts[kind]),))
