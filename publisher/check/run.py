"""Runs every rule on the registry, on each plan, and across plans; gives a Report.

A plan is checked independently of others, given the result for the registry.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from publisher.check.accident import (
    A_RECORD,
    further,
    of_many_columns,
    of_many_records,
    of_one_accident,
    of_one_change,
    of_schemas,
)
from publisher.check.across import Described, check_across, descriptor_holds
from publisher.check.result import Caused, Report, ScopeResult
from publisher.check.rule import TABLE, Check, catalogue
from publisher.check.scope import check_plan, check_registry
from publisher.check.summary import Summary
from publisher.read.package import Package
from publisher.read.plan import Plan, plan_files
from publisher.read.registry import Registry
from publisher.read.table import Row
from publisher.terms.messages import say
from publisher.terms.problem import Place, Problem, Severity
from publisher.work.engine import Engine
from publisher.work.job import Job, job

SECONDS = 0.02  # estimated time for a plan of 280 rows


def merged(caused: Iterable[Caused], changed: Iterable[tuple[Place, ...]] = ()) -> list[Problem]:
    """Problems with the same cause as one: the first by the order of rules, with the places of the others.

    changed: where each record stands that is not as locked. A problem "changed since lock or sign-off" is dropped
    for a record, or a table, that has another problem.
    """
    rules = catalogue()
    order = {code: position for position, code in enumerate(rules)}
    problems: list[Problem] = []
    places: list[list[Place]] = []
    first: dict[str, list[int]] = {}
    every = tuple(caused)
    wrong = {p.record_id for _, p in every if rules[p.code].reads != A_RECORD and p.severity is not Severity.NOTE} - {
        ""
    }
    reported = {p.place.file for _, p in every if rules[p.code].reads != TABLE and p.severity is not Severity.NOTE}
    plain = [p for _, p in every if rules[p.code].reads not in (A_RECORD, TABLE) and p.severity is not Severity.NOTE]
    spots = {(place.file, place.row) for p in plain for place in (p.place, *p.more)}

    def stands(problem: Problem) -> bool:
        reads = rules[problem.code].reads
        spot = (problem.place.file, problem.place.row)
        return not (reads == A_RECORD and (problem.record_id in wrong or spot in spots)) and not (
            reads == TABLE and problem.place.file in reported
        )

    stand = (item for item in every if stands(item[1]))
    for cause, problem in sorted(stand, key=lambda item: (order[item[1].code], item[1].sort_key())):
        for index in first.get(cause, ()) if cause else ():
            if problems[index].code != problem.code or problems[index].found == problem.found:
                places[index] += [problem.place, *problem.more]
                break
        else:
            first.setdefault(cause, []).append(len(problems))
            problems.append(problem)
            places.append([problem.place, *problem.more])
    told_once = [
        replace(problem, more=tuple(further(problem.place, where)))
        for problem, where in zip(problems, places, strict=True)
    ]
    return of_one_change(of_many_columns(told_once), tuple(changed))


def declared(every: list[Caused], registry: Registry, *, whole: bool) -> list[Caused]:
    """All problems, with those of known_problems.csv: a rule that may not be declared, which is said at the problem
    itself where there is one; if `whole`, a declared problem not found.
    """
    rules, out = catalogue(), list(every)
    found = {(p.code, p.record_id, p.place.field): at for at, (_, p) in enumerate(out)}
    rows: dict[tuple[str, str, str], list[Row]] = {}
    for row in registry.rows("known_problems"):
        rows.setdefault((row.code, row.record_id, row.field), []).append(row)
    for key, same in rows.items():
        barred = key[0] in rules and not rules[key[0]].declarable
        at = found.get(key, -1)
        if not barred and (at >= 0 or not whole):
            continue
        rule = rules["problem-not-declarable" if barred else "known-problem-gone"]
        file = registry.tables["known_problems"].file
        place, *more = (Place(file, row.line, "code") for row in same)
        if at >= 0:
            cause, problem = out[at]
            out[at] = cause, replace(problem, more=(*problem.more, place, *more))
            continue
        actual = say("known-problem-gone.declared", what=tuple(filter(None, key)))
        expected = say("problem-not-declarable.none") if barred else say("known-problem-gone.problem")
        problem = Problem(rule.code, rule.severity, place, actual, expected, more=tuple(more), record_id=same[0][0])
        out.append(("", problem))
    return out


def check_package(
    package: Package,
    plan_ids: Iterable[str] | None = None,
    *,
    referee: bool = False,
    engine: Engine | None = None,
    also: Callable[[str], Job] | None = None,
) -> Report:
    """Run every rule over the registry, the named plans (all by default) and, where all are there, across them.

    Reads one plan at a time; problems are sorted by place. referee: ask stock frictionless too. engine: what does the
    work; the report is the same with any. also: what else is to be done with a plan while it is at hand, by its id.
    """
    names = package.plan_ids if plan_ids is None else tuple(plan_ids)
    whole, engine = set(names) == set(package.plan_ids), engine or Engine()
    if referee:
        from publisher.check.referee import asked, referee_problems  # only where it is asked for

        verdict = asked(package, engine)
    ours = job(registry_outcome, package.bare)
    jobs = [job(plan_outcome, plan_files(package, name), ours) for name in names]
    with _collector_at_rest():
        more = [also(name) for name in names] if also else ()
        plans: list[ScopeResult] = list(engine.each(jobs, seconds=SECONDS, also=more, stage="check"))
    registry: ScopeResult = engine.do(ours)
    outcomes = [registry, *plans]
    if whole:
        holds = engine.do(job(descriptor_holds, Described(package)))
        outcomes.append(check_across(package, registry, plans, holds=holds))
    changed = [places for outcome in outcomes for places in outcome.changed]
    every = [caused for outcome in outcomes for caused in outcome.problems]
    problems = merged(declared(every, package.registry, whole=whole), changed)
    if len(problems) > 1 and len(changed) > 1:
        owners = [name for name, outcome in zip(names, plans, strict=True) if outcome.changed]
        problems = of_one_accident(problems, package, owners)
    problems = of_schemas(of_many_records(problems))
    if referee:
        problems += referee_problems(package, problems, verdict())
    return Report(
        tuple(sorted(problems, key=Problem.sort_key)),
        len(names),
        len(catalogue()),
        sum(outcome.rows for outcome in outcomes),
        sum(outcome.quotes for outcome in outcomes),
        sum(outcome.verified for outcome in outcomes),
    )


def registry_outcome(package: Package) -> ScopeResult:
    """The problems of the registry of a package."""
    return check_registry(package.registry)


def plan_outcome(plan: Plan, registry: ScopeResult) -> ScopeResult:
    """The problems of a plan, without its faulty cells, which no later pass needs."""
    with _collector_at_rest():
        return replace(check_plan(plan, registry), faulty=frozenset())


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Disable the cyclic garbage collector meanwhile: rows are tuples of text, which reference counting frees, and the
    collector would traverse all of them repeatedly.
    """
    at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if at_work:
            gc.enable()


__all__ = ["Check", "Report", "ScopeResult", "Summary", "catalogue", "check_package", "check_plan", "check_registry"]
