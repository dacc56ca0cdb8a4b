"""All plans: the registry, an index of what looks across plans, and the plans one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import cached_property

from publisher.model.index import Index, decoded, encoded, index_of
from publisher.model.plan import PlanModel, model_plan
from publisher.model.records import Record, registry_records
from publisher.read.layout import FOLDER
from publisher.read.origin import Origin, opened, origin
from publisher.read.package import Package
from publisher.read.plan import read_plan
from publisher.terms.schema import PLAN, Schemas
from publisher.work.order import chunks, in_order
from publisher.work.store import Store, code, digest

MOST_PAGED = 1000  # plans; in a larger corpus only documents, bodies and indicators have a page and a file of their own


KEPT = 64  # plans that are kept after loading; larger corpora are read again


CHUNK = 25  # plans whose indexes are made in one piece of work


FEW = 40  # plans for which starting processes costs more than it saves


@dataclass
class Library:
    """The published whole: registry, index, and the plans one at a time.

    compact: whether there are so many plans that records have no page of their own but a place on their document's.
    """

    package: Package
    plan_ids: tuple[str, ...]
    registry: Mapping[str, Mapping[str, Record]]  # table → id → record
    index: Index
    load: Callable[[str], PlanModel]
    compact: bool = False

    @property
    def schemas(self) -> Schemas:
        return self.package.registry.schemas

    @cached_property
    def origin(self) -> Origin:
        """What another process needs to read the package again."""
        return origin(self.package)

    def alone(self, plan_id: str, index: Index) -> Library:
        """The library of one plan: the registry, the plan, and a slice of the index."""
        return replace(self, plan_ids=(plan_id,), index=index)

    def plans(self) -> Iterator[PlanModel]:
        """Each plan, in the order of ids; only one needs to be held."""
        for plan_id in self.plan_ids:
            yield self.load(plan_id)

    @cached_property
    def names(self) -> Mapping[str, tuple[Record, ...]]:
        """Unit id → the printed forms of its name."""
        found: dict[str, tuple[Record, ...]] = {}
        for record in self.registry["unit_names"].values():
            found[record.unit_id] = (*found.get(record.unit_id, ()), record)
        return found

    def label(self, table: str, column: str, code: str | None, language: str) -> str:
        """The label of a code in a language; empty for None."""
        return self.schemas[table].field(column).label(code, language) if code is not None else ""

    @property
    def version(self) -> str:
        return str(self.package.descriptor.get("version", ""))

    @property
    def created(self) -> str:
        """The date of the data, from the descriptor: never the clock's."""
        return str(self.package.descriptor.get("created", ""))


def library(
    package: Package, *, executor: Executor | None = None, store: Store | None = None, most_paged: int = MOST_PAGED
) -> Library:
    """Model the whole package, in one pass over its plans.

    executor: for the plans whose index is not in `store`. most_paged: plans above which the library is compact.
    """
    registry = registry_records(package.registry)
    load = _loader(package)
    plan_ids = tuple(i for i in package.plan_ids if i in registry["documents"])
    index = Index()
    if executor is None and store is None:
        for plan_id in plan_ids:
            index.join(index_of(load(plan_id)))
    else:
        keys, kept = _kept(package, plan_ids, store)
        missing = [plan_id for plan_id in plan_ids if plan_id not in kept]
        where = origin(package)
        jobs = ((where, run) for run in chunks(missing, CHUNK))
        made = in_order(executor if len(missing) > FEW else None, _indexes, jobs)
        fresh = (found for chunk in made for found in chunk)
        for plan_id in plan_ids:
            data = kept.pop(plan_id, None)
            if data is None:
                data = next(fresh)
                if store:
                    store.put(keys[plan_id], data)
            index.join(decoded(data))
    return Library(package, plan_ids, registry, index, load, len(plan_ids) > most_paged)


_HELD: dict[str, tuple[Package, Mapping[str, Mapping[str, Record]], Callable[[str], PlanModel]]] = {}


def library_of(where: Origin, plan_id: str, index: Index, compact: bool) -> Library:
    """The library of one plan in another process; what all plans share is read once."""
    if where.stamp not in _HELD:
        package = opened(where)
        _HELD.clear()
        _HELD[where.stamp] = (package, registry_records(package.registry), _loader(package))
    package, registry, load = _HELD[where.stamp]
    return Library(package, (plan_id,), registry, index, load, compact)


def _kept(package: Package, plan_ids: Iterable[str], store: Store | None) -> tuple[dict[str, str], dict[str, bytes]]:
    """The key of every plan's index, and those indexes that are in the store."""
    if store is None:
        return {}, {}
    own = code()
    shared = digest([own.encode(), origin(package).stamp.encode()]).encode()
    keys = {i: digest([b"index", shared, i.encode(), plan_digest(package, i).encode()]) for i in plan_ids}
    return keys, {i: data for i, key in keys.items() if (data := store.get(key)) is not None}


def _indexes(job: tuple[Origin, tuple[str, ...]]) -> list[bytes]:
    """The indexes of some plans, encoded: a piece of work for another process."""
    where, plan_ids = job
    load = _loader(opened(where))
    return [encoded(index_of(load(plan_id))) for plan_id in plan_ids]


def plan_digest(package: Package, document_id: str) -> str:
    """A digest of a plan's tables."""
    folder = package.root / FOLDER / "plans" / document_id
    return digest(part for name in PLAN for part in (name.encode(), (folder / f"{name}.csv").read_bytes()))


def _loader(package: Package) -> Callable[[str], PlanModel]:
    from functools import lru_cache

    @lru_cache(maxsize=KEPT)
    def load(plan_id: str) -> PlanModel:
        return model_plan(read_plan(package, plan_id))

    return load
