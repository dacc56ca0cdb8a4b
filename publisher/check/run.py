"""The runner: every rule over the registry, over each plan, and across them; a Report comes out.

A plan is checked by itself, given the registry, so plans can be checked in other processes, and what was found can be
kept (publisher.check.cache) until one of them changes.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.check.across import check_across, descriptor_holds
from publisher.check.cache import Cache, open_cache
from publisher.check.outcome import Caused, Outcome, Report
from publisher.check.rule import TABLE, Check, catalogue
from publisher.check.scope import check_plan, check_registry
from publisher.check.summary import Summary
from publisher.read.origin import Origin, opened, origin
from publisher.read.package import Package
from publisher.read.plan import read_plan
from publisher.read.registry import Registry
from publisher.terms.problem import Place, Problem, Severity

if TYPE_CHECKING:  # loaded where there is one: it takes longer than the rules on five plans
    from concurrent.futures import Executor

WHOLE = ("*",)  # what a rule reads that judges a record as a whole
POOLED = 200  # plans to be checked from which other processes are worth their start
CHUNK = 25  # plans that are sent to another process at once


def merged(found: Iterable[Caused]) -> list[Problem]:
    """Problems with one cause made one: the first by the order of rules, with the places of the others.

    That a record is another one than was locked or signed is not said of one with a fault of its own, whichever pass
    found that; nor that a table is another one than was locked, of one in which something else is wrong.
    """
    rules = catalogue()
    order = {code: position for position, code in enumerate(rules)}
    problems: list[Problem] = []
    places: list[list[Place]] = []
    first: dict[str, list[int]] = {}
    every = tuple(found)
    wrong = {p.record_id for _, p in every if rules[p.code].reads != WHOLE and p.severity is not Severity.NOTE} - {""}
    told = {p.place.file for _, p in every if rules[p.code].reads != TABLE and p.severity is not Severity.NOTE}

    def stands(problem: Problem) -> bool:
        reads = rules[problem.code].reads
        return not (reads == WHOLE and problem.record_id in wrong) and not (
            reads == TABLE and problem.place.file in told
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
    return [
        replace(problem, more=tuple(_further(problem.place, where)))
        for problem, where in zip(problems, places, strict=True)
    ]


def _further(first: Place, places: Iterable[Place]) -> Iterable[Place]:
    """The places beside the first, each once, but not the whole row in which the first stands."""
    return (place for place in dict.fromkeys(places) if place not in (first, replace(first, field="")))


def misdeclared(problems: Iterable[Problem], registry: Registry, *, whole: bool) -> list[Problem]:
    """What is wrong with declared problems: that one may not be declared or, where all was looked at, is not there."""
    rules, out = catalogue(), []
    lowered = {(p.code, p.record_id, p.place.field) for p in problems if p.severity is Severity.NOTE}
    for row in registry.rows("known_problems"):
        key = (row.code, row.record_id, row.field)
        barred = row.code in rules and not rules[row.code].declarable
        if not barred and (key in lowered or not whole):
            continue
        rule = rules["problem-not-declarable" if barred else "known-problem-gone"]
        place = Place(registry.tables["known_problems"].file, row.line, "code")
        found, expected = " ".join(filter(None, key)), "no row" if barred else "a problem"
        out.append(Problem(rule.code, rule.severity, place, rule.rule, found, expected, rule.fix, (), row[0]))
    return out


def check_package(
    package: Package,
    plan_ids: Iterable[str] | None = None,
    *,
    referee: bool = False,
    cache: Path | None = None,
    executor: Executor | None = None,
) -> Report:
    """Run every rule over the registry, the named plans (all by default) and, where all are there, across them.

    Reads one plan at a time; problems are sorted by place. referee: ask stock frictionless too. cache: a folder in
    which what was found in a plan is kept until something changes that it depends on. executor: where plans are
    checked, if many are. The report is the same with and without them.
    """
    names = package.plan_ids if plan_ids is None else tuple(plan_ids)
    whole = set(names) == set(package.plan_ids)
    kept = open_cache(cache, package) if cache else None
    if referee:
        from publisher.check.referee import asked, referee_problems  # only where it is asked for

        asking = asked(package, kept)
    with _collector_at_rest():
        outcomes = _outcomes(package, names, kept, executor, whole=whole)
    problems = merged(caused for outcome in outcomes for caused in outcome.found)
    problems += misdeclared(problems, package.registry, whole=whole)
    if referee:
        problems += referee_problems(package, problems, asking.said())
    if kept:
        kept.save()
    return Report(
        tuple(sorted(problems, key=Problem.sort_key)),
        len(names),
        len(catalogue()),
        sum(outcome.rows for outcome in outcomes),
        sum(outcome.quotes for outcome in outcomes),
        sum(outcome.verified for outcome in outcomes),
    )


def _outcomes(
    package: Package, names: Sequence[str], kept: Cache | None, executor: Executor | None, *, whole: bool
) -> list[Outcome]:
    """What is wrong with the registry, with each of the named plans, and, where these are all, between them."""
    registry = kept.registry(check_registry) if kept else check_registry(package.registry)
    found = {name: outcome for name in names if kept and (outcome := kept.outcome(name))}
    left = [name for name in names if name not in found]
    for outcome, name in zip(_checked(package, left, registry, executor), left, strict=True):
        found[name] = outcome
        if kept:
            kept.keep(name, outcome)
    outcomes = [registry, *(found[name] for name in names)]
    if whole:
        holds = kept.descriptor_holds(descriptor_holds) if kept else False
        listing = kept.listing if kept else None
        outcomes.append(check_across(package, registry, outcomes[1:], listing=listing, holds=holds))
    return outcomes


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Rows are tuples of text, which go when nothing names them any more: the collector of cycles would only walk over
    all that is there time and again.
    """
    at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if at_work:
            gc.enable()


def _checked(
    package: Package, plan_ids: Sequence[str], registry: Outcome, executor: Executor | None
) -> Iterator[Outcome]:
    """The outcome of each plan, in order; through the executor where there are many."""
    if executor is None or len(plan_ids) <= POOLED:
        for name in plan_ids:
            yield _check_by_id(package, name, registry)
        return
    from publisher.work.order import chunks, in_order

    for outcomes in in_order(executor, partial(check_chunk, origin(package)), chunks(plan_ids, CHUNK)):
        yield from outcomes


def _check_by_id(package: Package, document_id: str, registry: Outcome) -> Outcome:
    """The outcome of one plan, without the cells at fault, of which nothing is asked later."""
    return replace(check_plan(read_plan(package, document_id), registry), faulty=frozenset())


_REGISTRY: dict[str, Outcome] = {}  # the outcome of the registry that this process judged last, by its origin's stamp


def check_chunk(where: Origin, plan_ids: Sequence[str]) -> list[Outcome]:
    """What is wrong with some plans of a package, found by another process."""
    package, registry = opened(where), _REGISTRY.get(where.stamp)
    if registry is None:
        registry = check_registry(package.registry)
        _REGISTRY.clear()
        _REGISTRY[where.stamp] = registry
    with _collector_at_rest():
        return [_check_by_id(package, name, registry) for name in plan_ids]


__all__ = ["Check", "Outcome", "Report", "Summary", "catalogue", "check_package", "check_plan", "check_registry"]
