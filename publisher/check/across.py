"""Runs the rules that look across plans, on the descriptor and on small summaries of the plans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from publisher.check.result import ScopeResult
from publisher.check.rule import DESCRIBED, catalogue, rules_on
from publisher.check.scope import RulePass
from publisher.check.summary import Summaries
from publisher.read.layout import BESIDE, FOLDER, LOGS, PROGRAM
from publisher.read.package import Package
from publisher.read.plain import text_if_any
from publisher.terms.problem import Place
from publisher.terms.schema import TABLES
from publisher.work.store import digest

GAPS = frozenset(TABLES) - {"documents"}
DESCRIPTOR = Place(f"{FOLDER}/datapackage.yaml")


@dataclass(frozen=True)
class Described:
    """A package as an input of jobs that depend on its descriptor only."""

    package: Package

    @property
    def digest(self) -> str:
        """A digest of the descriptor, what stands beside the data, the registry and the ids of the plans; "" where one
        of them is unknown."""
        digests = (self.package.registry.digest, getattr(self.package.descriptor, "sha256", ""))
        paths = [self.package.root / file for file in (*BESIDE, *LOGS, PROGRAM)]
        beside = (f"{path.exists()} {text_if_any(path)}" for path in paths)
        return digest(text.encode() for text in (*digests, *beside, *self.package.plan_ids)) if all(digests) else ""


def descriptor_holds(described: Described) -> bool:
    """Whether the descriptor can be read and the rules that read nothing else find no problem."""
    package = described.package
    try:
        rules = [rule for rule in rules_on("package") if rule.reads == DESCRIBED]
        return not getattr(package.descriptor, "faults", ()) and not any(
            finding for rule in rules for finding in rule.function(package, Summaries(())) or ()
        )
    except Exception:
        return False  # the pass over the package reports the error


def check_across(
    package: Package, registry: ScopeResult, plans: Iterable[ScopeResult], *, holds: bool = False
) -> ScopeResult:
    """The problems of the descriptor, and those between plans.

    holds: the descriptor is known to have no problem (descriptor_holds).
    """
    outcomes = tuple(plans)
    unsound = registry.unsound.union(*(outcome.unsound for outcome in outcomes))
    if package.links or package.unfound:  # a plan that was not read: references to it cannot be checked
        unsound = unsound.union(TABLES if package.links else GAPS)
    run = RulePass(package.registry.tables, package, set(registry.faulty), set(unsound))
    for fault in package.links if holds else package.faults:
        place = Place(str(fault.found)) if fault in package.links else replace(DESCRIPTOR, row=fault.line)
        run.report(catalogue()[fault.code], [place], fault.found, fault.expected)
    summaries = Summaries(tuple(outcome.summary for outcome in outcomes if outcome.summary))
    for rule in rules_on("package"):
        if not (holds and rule.reads == DESCRIBED):
            run.run(rule, package, summaries, where=DESCRIPTOR)
    return run.result()
