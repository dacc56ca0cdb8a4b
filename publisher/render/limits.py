"""How much one page may hold: each rule for large corpora, once, with its reason.

Below these numbers nothing is left out or divided; the real plans stay far below.
"""

from __future__ import annotations

from dataclasses import dataclass

# Documents on one page of a list. A list of more is divided into pages of as many; the table of targets is then read
# in pieces (25 whole plans make 1 MB, 80 kB over the wire), matrices stand on their document's page, the home page
# shows totals, and the full-text search holds documents, not records (Pagefind takes 0.4 GB for the 4,000 pages of 25
# plans).
DOCUMENTS = 25
# Quantities of others that stand beside one on its page: as many as one reads, so that pages do not grow with the
# corpus. The nearest are shown, the page of the indicator has more.
OTHERS = 20
# Quantities on the page of an indicator: about 200 kB.
COMPARED = 200
# Bodies in one list of them: about 100 kB.
BODIES = 1000
# Rows that the page of a finding shows of each group, and cases that it tells; lanes of a chart; bodies on the
# timeline. The files and the calendar have all.
TOLD, CASES, LANES, LEADERS = 100, 5, 12, 10
# Files in one group of the downloads: the manifest lists every file of more.
FILES = 300
# Rows of the table of targets that is read in pieces: shown at once; documents whose rows are searched for words; and
# documents whose records one download of a view gathers. Each document is a file to fetch.
ROWS, LOOKED, GATHERED = 50, 40, 200
# Characters that Pagefind indexes in one run (it holds about thirty bytes for each): larger searches are put together
# from several indexes, in the browser.
SEARCHED = 24_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one site; tests set them low."""

    documents: int = DOCUMENTS
    others: int = OTHERS
    compared: int = COMPARED
    bodies: int = BODIES
    told: int = TOLD
    cases: int = CASES
    lanes: int = LANES
    leaders: int = LEADERS
    files: int = FILES
    rows: int = ROWS
    looked: int = LOOKED
    gathered: int = GATHERED
    searched: int = SEARCHED
