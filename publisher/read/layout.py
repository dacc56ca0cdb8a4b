"""Where things lie in datapackage/."""

from __future__ import annotations

from publisher.terms.schema import PLAN, SIGNING

FOLDER = "datapackage"
SUGGESTIONS = "suggestions.csv"  # in a plan's folder while it is a draft (see publisher.draft.state)
# The tables of a plan whose rows are records: all but the sign-offs and the lock.
RECORDS = tuple(name for name in PLAN if name not in SIGNING)
# Beside the data: licence, citation and deposit, and the licence of the program, where that stands there, too.
BESIDE = ("LICENSE-DATA", "CITATION.cff", ".zenodo.json", "LICENSE")
LOGS = ("CHANGELOG.md", "CHANGELOG.zh.md")
PROGRAM = "build.py"
