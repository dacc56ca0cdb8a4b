"""Reads a folder as a Package: registry, ids of the plans, names of the files. Judges nothing.

What cannot be read becomes a Fault (see publisher.read.table), which a rule reports.
"""

from __future__ import annotations

import csv
import io
import os
import pickle
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from publisher.read.descriptor import Descriptor
from publisher.read.layout import FOLDER, SUGGESTIONS
from publisher.read.plain import plain_text
from publisher.read.registry import Registry, read_registry
from publisher.read.table import Fault
from publisher.terms.messages import Refusal, say
from publisher.terms.schema import Schemas
from publisher.work.job import Files
from publisher.work.look import Look, look
from publisher.work.store import digest


@dataclass(frozen=True)
class Folders:
    """The files in the folders of a package, each listed once: the names in datapackage/, those in plans/, and in each
    plan's folder. texts: the names in the folder `sources`, sorted."""

    top: tuple[str, ...]
    beside_plans: tuple[str, ...]
    by_plan: Mapping[str, Look]
    texts: tuple[str, ...] = ()

    def texts_of(self, document_id: str) -> list[str]:
        """The names of the texts that may be those of a document: <document-id>….txt."""
        first = last = bisect_left(self.texts, document_id)
        while last < len(self.texts) and self.texts[last].startswith(document_id):
            last += 1
        return [name for name in self.texts[first:last] if name.endswith(".txt")]


if TYPE_CHECKING:
    from publisher.read.rows import DocumentsRow


@dataclass(frozen=True)
class Package:
    """The whole of datapackage/: its descriptor, its registry and the ids of its plans (read one at a time).

    links: faults of plan folders that are symbolic links, which are not followed. Pickled without what was cached.
    """

    root: Path
    descriptor: Mapping[str, Any]
    links: tuple[Fault, ...]
    registry: Registry
    plan_ids: tuple[str, ...]
    sources: Path | None
    drafts: tuple[str, ...] = ()  # ids of plan folders that are drafts, so not part of the package

    @cached_property
    def unfound(self) -> tuple[DocumentsRow, ...]:
        """The rows of `documents` that have no plan folder, or only that of a draft."""
        folders, listed = frozenset(self.plan_ids), self.registry.tables.get("documents")
        return tuple(row for row in listed.rows if row.document_id not in folders) if listed else ()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults of the descriptor as a file, and of folders that are links."""
        return (*(self.descriptor.faults if isinstance(self.descriptor, Descriptor) else ()), *self.links)

    @cached_property
    def folders(self) -> Folders:
        """The files in its folders, listed on first use."""
        return folders(self)

    @cached_property
    def files(self) -> dict[str, Files]:
        """The files of the plans that were asked for, by document id (publisher.read.plan.plan_files)."""
        return {}

    @cached_property
    def metadata(self) -> dict[str, Any]:
        """The descriptor without the resources."""
        return {name: value for name, value in self.descriptor.items() if name not in ("$schema", "resources")}

    @cached_property
    def bare(self) -> Package:
        """The package without descriptor and plans: what reading a plan needs."""
        return Package(self.root, {}, (), self.registry, (), self.sources)

    @cached_property
    def digest(self) -> str:
        """A digest of registry, schemas and metadata, without the plans; "" where some of it could not be read."""
        shared = orjson.dumps([self.metadata, self.sources is not None], default=str)
        return digest([self.registry.digest.encode(), shared]) if self.registry.digest else ""

    @cached_property
    def _pickled(self) -> bytes:
        return pickle.dumps((self.root, self.registry.schemas, self.sources, self.metadata, self.digest), 5)

    def __reduce__(self) -> tuple[Callable[[bytes], Package], tuple[bytes]]:
        return _opened, (self._pickled,)


@lru_cache(maxsize=2)
def _opened(data: bytes) -> Package:
    """Unpickle a package: its registry is read again, once per process. Raises Refusal where its files changed."""
    root, schemas, sources, metadata, known = pickle.loads(data)
    package = Package(root, metadata, (), read_registry(root, schemas), (), sources)
    if package.digest != known:
        raise Refusal(say("data-changed", folder=str(root / FOLDER)))
    return package


def addressed(package: Package, url: str) -> Package:
    """The package with the address at which it is published; "" leaves what its descriptor says."""
    return replace(package, descriptor={**package.descriptor, "homepage": url}) if url else package


def read_package(root: Path, schemas: Schemas, *, sources: Path | None = None) -> Package:
    """The package at `root` (the folder that holds datapackage/), without its plans. sources: a folder of texts."""
    plans = root / FOLDER / "plans"
    subfolders, unread = _subfolders(plans)
    links = unread + tuple(
        Fault("folder-outside", 0, "", path.relative_to(root).as_posix(), say("folder-outside.plain-folder"))
        for path in (plans, *(plans / name for name, linked in subfolders if linked))
        if path.is_symlink()
    )
    ids = () if plans.is_symlink() else tuple(name for name, linked in subfolders if not linked)
    drafts = tuple(name for name in ids if os.path.isfile(f"{plans}/{name}/{SUGGESTIONS}"))  # noqa: PTH113 (never raises)
    ids = tuple(name for name in ids if name not in drafts)
    return Package(root, Descriptor(root / FOLDER), links, read_registry(root, schemas), ids, sources, drafts)


def _subfolders(plans: Path) -> tuple[list[tuple[str, bool]], tuple[Fault, ...]]:
    """The folders in datapackage/plans but hidden ones, in order, and whether each is a link; the fault of one that
    may not be read.
    """
    try:
        with os.scandir(plans) as entries:
            folders = (entry for entry in entries if entry.is_dir() and not entry.name.startswith("."))
            return sorted((entry.name, entry.is_symlink()) for entry in folders), ()
    except PermissionError:
        return [], (Fault("file-unreadable", 0, "", f"{FOLDER}/{plans.name}", say("file-unreadable.allowed")),)
    except OSError:
        return [], ()


def _names(folder: Path, *, files_only: bool = False) -> tuple[str, ...]:
    try:
        with os.scandir(folder) as entries:
            return tuple(sorted(one.name for one in entries if not (files_only and one.is_dir())))
    except OSError:
        return ()


def folders(package: Package) -> Folders:
    """The files in the folders of a package, listed now."""
    top = package.root / FOLDER
    plans = top / "plans"
    by_plan = {plan: look(f"{plans}/{plan}") for plan in package.plan_ids}
    texts = _names(package.sources) if package.sources else ()
    return Folders(_names(top), _names(plans, files_only=True), by_plan, texts)


def unchecked(root: Path, plan_id: str) -> int:
    """How many suggestions of a draft nobody has decided; 1 where only its last step is left or its file is damaged."""
    text = plain_text(root / FOLDER / "plans" / plan_id / SUGGESTIONS)
    try:
        rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        return max(1, sum(row.get("state") in ("open", "aside") for row in rows))
    except (ValueError, csv.Error):
        return 1
