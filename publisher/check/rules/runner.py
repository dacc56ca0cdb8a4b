"""Rules that the runner itself reports: it calls none of them."""

from __future__ import annotations

from publisher.check.rule import check


@check("error", on="runner")
def rule_crashed() -> None:
    """Every rule runs to its end; one that fails on some input has not checked it.

    Fix: report it with the place named here; all other rules have run.
    """


@check("error", on="runner")
def row_out_of_place() -> None:
    """Every row is a record, and its cells stand under their own headings: no totals, no titles, no cell moved aside.

    Fix: remove the row, or move its cells back; restore the file from git where many rows are so.
    """


@check("error", on="runner")
def referee_disagrees() -> None:
    """What stock frictionless finds in the package, our own rules find too.

    It is asked as an independent referee under --strict; a fault that only it finds is a gap in our rules.

    Fix: correct the data as it says, and report the gap, so that a rule is added.
    """


@check("error", on="runner")
def problem_not_declarable() -> None:
    """Only what people may judge otherwise is declared as known: style, language, use; no evidence, figure or id.

    python build.py explain CODE says whether a rule's problems may be declared.

    Fix: correct the data, and remove the row from known_problems.csv.
    """


@check("error", on="runner")
def known_problem_gone() -> None:
    """A problem that is declared as known is still there.

    Fix: remove its row from known_problems.csv; if only the record's id or the rule's code is misspelled, correct it.
    """
