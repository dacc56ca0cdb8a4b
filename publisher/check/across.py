"""One pass of the rules over what looks across plans: the descriptor, and small summaries of the plans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from publisher.check.outcome import Outcome
from publisher.check.rule import DESCRIBED, catalogue, rules_on
from publisher.check.scope import Run
from publisher.check.summary import Summaries
from publisher.read.layout import FOLDER
from publisher.read.package import Package
from publisher.terms.problem import Place
from publisher.terms.schema import TABLES
from publisher.work.store import digest

GAPS = frozenset(TABLES) - {"documents"}
DESCRIPTOR = Place(f"{FOLDER}/datapackage.yaml")


@dataclass(frozen=True)
class Described:
    """A package as the rules on its descriptor see it."""

    package: Package

    @property
    def digest(self) -> str:
        """A digest of the descriptor's bytes and all that they are compared with; "" where some of it is not known."""
        said = (self.package.registry.digest, getattr(self.package.descriptor, "sha256", ""))
        return digest(text.encode() for text in (*said, *self.package.plan_ids)) if all(said) else ""


def descriptor_holds(described: Described) -> bool:
    """Whether the descriptor can be read, and no rule that looks at it alone finds anything."""
    package = described.package
    try:
        rules = [rule for rule in rules_on("package") if rule.reads == DESCRIBED]
        return not getattr(package.descriptor, "faults", ()) and not any(
            finding for rule in rules for finding in rule.function(package, Summaries(())) or ()
        )
    except Exception:
        return False  # the pass over the package says what it is


def check_across(package: Package, registry: Outcome, plans: Iterable[Outcome], *, holds: bool = False) -> Outcome:
    """What is wrong with the descriptor, and between the plans.

    holds: that nothing is wrong with the descriptor is known.
    """
    outcomes = tuple(plans)
    unsound = registry.unsound.union(*(outcome.unsound for outcome in outcomes))
    if package.links or package.unfound:  # a plan that is not read leaves gaps everywhere
        unsound = unsound.union(TABLES if package.links else GAPS)
    run = Run(package.registry.tables, package, set(registry.faulty), set(unsound))
    for fault in package.links if holds else package.faults:
        place = Place(str(fault.found)) if fault.code == "folder-outside" else replace(DESCRIPTOR, row=fault.line)
        run.report(catalogue()[fault.code], [place], fault.found, fault.expected)
    summaries = Summaries(tuple(outcome.summary for outcome in outcomes if outcome.summary))
    for rule in rules_on("package"):
        if not (holds and rule.reads == DESCRIBED):
            run.run(rule, package, summaries, where=DESCRIPTOR)
    return run.outcome()
