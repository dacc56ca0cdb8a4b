"""All plans: the registry, the index across plans, and the plans, loaded one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from publisher.model.brief import in_brief
from publisher.model.checked import in_registry
from publisher.model.index import Index, index_of
from publisher.model.plan import PlanModel, model_plan
from publisher.model.records import Record, names_by_unit, registry_records, registry_sign_offs
from publisher.read.package import Package
from publisher.read.plan import plan_files
from publisher.terms.schema import Schemas
from publisher.work.engine import Engine
from publisher.work.job import Job, job, mark
from publisher.work.store import digest

MOST_PAGED = 1000  # plans; in a larger corpus only documents, bodies and indicators have a page and a file of their own
SECONDS = 0.004  # estimated time for a plan of 280 rows


@dataclass(frozen=True)
class Library:
    """The registry, the index and the plans, loaded one at a time; or the part of them that one plan's files need.

    compact: whether there are so many plans that records have no page of their own but a place on their document's.
    digest: of its content, "" where unknown.
    """

    package: Package
    plan_ids: tuple[str, ...]
    index: Index
    compact: bool
    digest: str
    engine: Engine = field(default_factory=Engine, compare=False)

    @property
    def schemas(self) -> Schemas:
        return self.package.registry.schemas

    @property
    def registry(self) -> Mapping[str, Mapping[str, Record]]:
        """The registry as typed records: table → id → record."""
        return registry_records(self.package.registry)

    @property
    def names(self) -> Mapping[str, tuple[Record, ...]]:
        """Unit id → the printed forms of its name."""
        return names_by_unit(self.package.registry)

    @property
    def checked(self) -> Mapping[str, str]:
        """Each body and indicator, with the name of its table before its id → double, single, stale or none."""
        return in_registry(self.package.registry)

    @property
    def sign_offs(self) -> Mapping[str, list[Record]]:
        """Each record of the registry, with the name of its table before its id → its sign-offs."""
        return registry_sign_offs(self.package.registry)

    def __reduce__(self) -> tuple[Callable[..., Library], tuple[object, ...]]:
        return Library, (self.package, self.plan_ids, self.index, self.compact, self.digest)

    def knowing(self, index: Index, *plan_ids: str) -> Library:
        """The library with only the given index and plans: an input of jobs on those plans."""
        known = digest(text.encode() for text in (self.package.digest, *plan_ids, str(mark(index)), str(self.compact)))
        return replace(self, plan_ids=plan_ids, index=index, digest=known if self.package.digest else "")

    def alone(self, plan_id: str) -> Library:
        """The library of one plan: the registry, the plan, and a slice of the index."""
        return self.knowing(self.index.slice(plan_id), plan_id)

    def job(self, plan_id: str) -> Job:
        """The job that models a plan, as an input of other jobs."""
        return model_job(self.package, plan_id)

    def brief(self, plan_id: str) -> tuple[Library, Job]:
        """What the pages of a plan's tasks and named things are made of: a library for them, and the plan in brief."""
        return self.knowing(self.index.in_brief(plan_id), plan_id), job(in_brief, self.job(plan_id), narrow=True)

    def load(self, plan_id: str) -> PlanModel:
        """The model of a plan. Raises what model_plan raises."""
        plan: PlanModel = self.engine.do(self.job(plan_id))
        return plan

    def plans(self) -> Iterator[PlanModel]:
        """Each plan, in the order of ids, loaded one at a time."""
        return map(self.load, self.plan_ids)

    def label(self, table: str, column: str, code: str | None, language: str) -> str:
        """The label of a code in a language; empty for None."""
        return self.schemas[table].field(column).label(code, language) if code is not None else ""

    @property
    def version(self) -> str:
        return str(self.package.metadata.get("version", ""))

    @property
    def created(self) -> str:
        """The date of the data (ISO), from the descriptor: never the current date."""
        return str(self.package.metadata.get("created", ""))


def model_job(package: Package, plan_id: str) -> Job:
    """The job that models a plan."""
    return job(model_plan, plan_files(package, plan_id))


def index_job(package: Package, plan_id: str) -> Job:
    """The job that makes the index of one plan."""
    return job(index_of, model_job(package, plan_id))


def library(package: Package, engine: Engine | None = None, *, most_paged: int = MOST_PAGED) -> Library:
    """Model the whole package, in one pass over its plans. most_paged: plans above which the library is compact."""
    engine = engine or Engine()
    plan_ids = tuple(i for i in package.plan_ids if i in registry_records(package.registry)["documents"])
    jobs = [index_job(package, plan_id) for plan_id in plan_ids]
    index = Index()
    for own in engine.each(jobs, seconds=SECONDS, stage="model"):
        index.join(own)
    keys = [engine.key(one) for one in jobs] if engine.store else [""]
    compact = len(plan_ids) > most_paged
    known = digest(text.encode() for text in (package.digest, *keys, str(compact)))
    return Library(package, plan_ids, index, compact, known if package.digest and all(keys) else "", engine)
