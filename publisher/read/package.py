"""A folder → Package: its registry and the ids of its plans. No opinions.

What could not be read is kept as a Fault (see publisher.read.table) for the rules.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publisher.read.descriptor import Descriptor
from publisher.read.layout import FOLDER, SUGGESTIONS
from publisher.read.plain import plain_text
from publisher.read.registry import Registry, read_registry
from publisher.read.table import (
    Fault,
)
from publisher.terms.schema import Schemas

if TYPE_CHECKING:
    from publisher.read.rows import DocumentsRow


@dataclass(frozen=True)
class Package:
    """The whole of datapackage/: its descriptor, its registry and the ids of its plans (read one at a time).

    links: plan folders that are links, which are not followed.
    """

    root: Path
    descriptor: Mapping[str, Any]
    links: tuple[Fault, ...]
    registry: Registry
    plan_ids: tuple[str, ...]
    sources: Path | None
    drafts: tuple[str, ...] = ()  # plan folders whose suggestions are not decided yet: no part of the package

    @cached_property
    def unfound(self) -> tuple[DocumentsRow, ...]:
        """The documents that are listed but have no folder, or only that of a draft."""
        folders, listed = frozenset(self.plan_ids), self.registry.tables.get("documents")
        return tuple(row for row in listed.rows if row.document_id not in folders) if listed else ()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the descriptor as a file, and the folders that are links."""
        return (*(self.descriptor.faults if isinstance(self.descriptor, Descriptor) else ()), *self.links)


def addressed(package: Package, url: str) -> Package:
    """The package with the address at which it is published; "" leaves what its descriptor says."""
    return replace(package, descriptor={**package.descriptor, "homepage": url}) if url else package


def read_package(root: Path, schemas: Schemas, *, sources: Path | None = None) -> Package:
    """The package at `root` (the folder that holds datapackage/), without its plans. sources: a folder of texts."""
    plans = root / FOLDER / "plans"
    folders = _folders(plans)
    links = tuple(
        Fault("folder-outside", 0, "", path.relative_to(root).as_posix(), "a plain folder")
        for path in (plans, *(plans / name for name, linked in folders if linked))
        if path.is_symlink()
    )
    ids = () if plans.is_symlink() else tuple(name for name, linked in folders if not linked)
    drafts = tuple(name for name in ids if Path(f"{plans}/{name}/{SUGGESTIONS}").is_file())
    ids = tuple(name for name in ids if name not in drafts)
    return Package(root, Descriptor(root / FOLDER), links, read_registry(root, schemas), ids, sources, drafts)


def _folders(plans: Path) -> list[tuple[str, bool]]:
    """The folders in a folder, in order, and whether each is a link."""
    try:
        with os.scandir(plans) as entries:
            return sorted((entry.name, entry.is_symlink()) for entry in entries if entry.is_dir())
    except OSError:
        return []


def unchecked(root: Path, plan_id: str) -> int:
    """How many suggestions of a draft nobody has decided; 1 where only its last step is left or its file is damaged."""
    text = plain_text(root / FOLDER / "plans" / plan_id / SUGGESTIONS)
    try:
        rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        return max(1, sum(row.get("state") in ("open", "aside") for row in rows))
    except (ValueError, csv.Error):
        return 1
