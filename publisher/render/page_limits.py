"""How much one page may hold: each rule for large corpora, once, with its reason.

Below these numbers nothing is left out or divided; the real plans stay far below.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageLimits:
    """The limits of one site; tests set them low."""

    # Documents on one page of a list. A list of more is divided into pages of as many; matrices then stand on their
    # document's page, and the home page shows totals.
    documents: int = 25
    # Quantities of others that stand beside one on its page: as many as one reads, so that pages do not grow with the
    # corpus. The nearest are shown, the page of the indicator has more.
    others: int = 20
    # Quantities on the page of an indicator: about 200 kB.
    compared: int = 200
    # Functions on one page of bodies side by side: some 100 kB in corpora of a few cities.
    functions: int = 100
    # Rows that the page of a finding shows of each group, and cases that it tells; lanes of a chart; bodies on the
    # timeline. The files and the calendar have all.
    told: int = 100
    cases: int = 5
    lanes: int = 12
    leaders: int = 10
    # Files in one group of the downloads: the manifest lists every file of more.
    files: int = 300
    # Rows of the explorer: on one page; on a phone, at first and then; in one file of rows, in one file of their words;
    # rows whose words are looked through at once (about 20 MB); pages of one table that are readable without a script;
    # and documents whose files one download of a view gathers, where a table is divided.
    rows: int = 50
    few: int = 3
    some: int = 20
    filed: int = 100
    texts: int = 1000
    looked: int = 50_000
    sheets: int = 400
    gathered: int = 200
    # Bytes of entries that a first search fetches, about six times what goes over the wire: the documents that a query
    # names first; the others are looked through when asked.
    searched: int = 1_200_000
