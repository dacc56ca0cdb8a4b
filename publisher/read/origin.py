"""What another process needs to read a package again: small, so that it can be sent with every piece of work."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from publisher.read.layout import FOLDER
from publisher.read.package import Package
from publisher.read.plain import plain_bytes
from publisher.read.registry import read_registry
from publisher.read.table import Fault
from publisher.terms.schema import REGISTRY, SIGNING, Schemas
from publisher.work.store import digest


@dataclass(frozen=True)
class Origin:
    """Where a package stands and what its registry was. metadata: its descriptor without the resources."""

    root: Path
    schemas: Schemas
    sources: Path | None
    metadata: Mapping[str, Any]
    stamp: str  # of registry, schemas and metadata: another stamp is another package

    @cached_property
    def _packed(self) -> bytes:
        return pickle.dumps((self.root, self.schemas, self.sources, self.metadata, self.stamp), 4)

    def __reduce__(self) -> tuple[Callable[[bytes], Origin], tuple[bytes]]:
        """What is sent with every piece of work is taken apart once a process, not once a piece."""
        return _unpacked, (self._packed,)


@lru_cache(maxsize=1)
def _unpacked(data: bytes) -> Origin:
    return Origin(*pickle.loads(data))


_OPEN: dict[tuple[Path, Path | None, str], Package] = {}  # the last one of this process


def origin(package: Package) -> Origin:
    """The origin of a package that was read here; a process forked from this one finds it open."""
    metadata = {name: value for name, value in package.descriptor.items() if name not in ("$schema", "resources")}
    schemas = package.registry.schemas
    files = [package.root / FOLDER / f"{name}.csv" for name in (*REGISTRY, *SIGNING)]
    held = [b"" if isinstance(data := plain_bytes(path), Fault) else data for path in files]
    said = [repr(metadata), *(repr(schema.descriptor) for schema in schemas)]
    found = Origin(package.root, schemas, package.sources, metadata, digest([*held, *(text.encode() for text in said)]))
    _keep(found, package)
    return found


def opened(where: Origin) -> Package:
    """The package of an origin: its registry and metadata, without the list of its plans. Read once a process."""
    key = (where.root, where.sources, where.stamp)
    if key not in _OPEN:
        registry = read_registry(where.root, where.schemas)
        _keep(where, Package(where.root, where.metadata, (), registry, (), where.sources))
    return _OPEN[key]


def _keep(where: Origin, package: Package) -> None:
    _OPEN.clear()
    _OPEN[where.root, where.sources, where.stamp] = package
