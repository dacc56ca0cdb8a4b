"""What is made of one plan by itself: named bytes, made in any process, kept until what they depend on changes.

The worker's library knows its plan, the registry, and a slice of the index: nothing else can get into a part, so the
key under which it is kept (code, registry, schemas, metadata, plan, slice, arguments) is whole by construction.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publisher.model.index import decoded, encoded
from publisher.model.library import FEW, Library, library_of, plan_digest
from publisher.read.origin import Origin
from publisher.work.order import chunks, in_order
from publisher.work.store import Store, code, digest, packed, unpacked

SIZE = 8  # plans in a piece of work

Files = dict[str, bytes]
Make = Callable[..., Files]  # (library, plan, *arguments) → named bytes; at the top of a module


@dataclass(frozen=True)
class Piece:
    """One plan of the work: its slice of the index, encoded, its own arguments, and its key ("" to keep nothing)."""

    plan_id: str
    slice: bytes
    own: tuple[Any, ...]
    key: str


@dataclass(frozen=True)
class Job:
    """What another process needs to make the parts of some plans."""

    where: Origin
    compact: bool
    make: Make
    arguments: tuple[Any, ...]
    pieces: tuple[Piece, ...]
    folder: Path | None


def parts(
    library: Library,
    make: Make,
    *arguments: Any,
    own: Mapping[str, tuple[Any, ...]] | None = None,
    version: Sequence[str] = (),
    executor: Executor | None = None,
    store: Store | None = None,
    size: int = SIZE,
) -> Iterator[tuple[str, Files]]:
    """For each plan, in order of ids: what `make(library, plan, *arguments, *own[plan])` makes of it.

    arguments: the same for all plans; own: more, by plan id. Both small, best as text or bytes, so that equal ones
    pickle alike. version: what else the bytes depend on, such as the version of a package that writes them. executor:
    where the missing parts are made; in line where they are few. store: where parts are kept.
    """
    pieces = list(_pieces(library, make, arguments, own or {}, version, store))
    missing = [piece for piece in pieces if store is None or not store.has(piece.key)]
    folder = store.folder if store else None

    def job(some: Sequence[Piece]) -> Job:
        return Job(library.origin, library.compact, make, arguments, tuple(some), folder)

    def here(piece: Piece) -> Files:
        return _made(library.alone(piece.plan_id, library.index.slice(piece.plan_id)), job([piece]), piece)

    if executor is None or len(missing) <= FEW:
        fresh: Iterator[Files] = map(here, missing)
    else:
        fresh = (files for made in in_order(executor, run, map(job, chunks(missing, size))) for files in made)
    left = {piece.plan_id for piece in missing}
    for piece in pieces:
        kept = _kept(store, piece.key) if store and piece.plan_id not in left else None
        yield piece.plan_id, next(fresh) if piece.plan_id in left else here(piece) if kept is None else kept


def _pieces(
    library: Library,
    make: Make,
    arguments: tuple[Any, ...],
    own: Mapping[str, tuple[Any, ...]],
    version: Sequence[str],
    store: Store | None,
) -> Iterator[Piece]:
    shared: list[bytes] = []
    if store:
        said = [make.__module__, make.__qualname__, *version, code(), library.origin.stamp, str(library.compact)]
        shared = [*(text.encode() for text in said), pickle.dumps(arguments, 4)]
    for plan_id in library.plan_ids:
        mine, index, key = own.get(plan_id, ()), encoded(library.index.slice(plan_id)), ""
        if store:
            tables = plan_digest(library.package, plan_id).encode()
            key = digest([*shared, plan_id.encode(), tables, index, pickle.dumps(mine, 4)])
        yield Piece(plan_id, index, mine, key)


def _kept(store: Store, key: str) -> Files | None:
    value = store.get(key)
    try:
        return unpacked(value) if value is not None else None
    except ValueError:
        return None


def run(job: Job) -> list[Files]:
    """Make the parts of a job, in its order, and keep them where it says."""
    return [
        _made(library_of(job.where, piece.plan_id, decoded(piece.slice), job.compact), job, piece)
        for piece in job.pieces
    ]


def _made(library: Library, job: Job, piece: Piece) -> Files:
    files = job.make(library, library.load(piece.plan_id), *job.arguments, *piece.own)
    if job.folder and piece.key:
        Store(job.folder).put(piece.key, packed(files))
    return files
