"""The pages of what all plans share: bodies and indicators, each made from its own entries of the index alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace

from publisher.model.index import Index, decoded, encoded
from publisher.model.library import Library, library_of
from publisher.model.records import Record
from publisher.read.origin import Origin
from publisher.render.context import Rules, desk
from publisher.render.page import Page
from publisher.render.plan_pages import SEARCH
from publisher.render.search import apart
from publisher.render.views import indicators, units
from publisher.terms.messages import LANGUAGES
from publisher.work.order import chunks, in_order
from publisher.work.store import Store, code, digest, packed, unpacked

SIZE = 50  # pages of a piece of work, in each language
FEW = 400  # for fewer, sending the work costs more than it saves
Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Item:
    """A body or an indicator: its table and id, what the index knows of it, and the key of its pages ("": not kept)."""

    table: str
    id: str
    known: bytes
    key: str


Job = tuple[Origin, bool, Rules, tuple[Item, ...]]


def item_pages(
    library: Library, rules: Rules, *, executor: Executor | None, store: Store | None, few: int = FEW
) -> Iterator[Files]:
    """The pages of each body and indicator, as parts have them; anew only where something changed.

    few: missing items below which they are made in line.
    """
    items = list(_items(library, rules, store))
    missing = [item for item in items if store is None or not store.has(item.key)]
    jobs = ((library.origin, library.compact, rules, some) for some in chunks(missing, SIZE))
    if executor is None or len(missing) < few:
        fresh = iter(_made(library, rules, missing))
    else:
        fresh = (files for found in in_order(executor, run, jobs) for files in found)
    left = {item.key or item.id for item in missing}
    for item in items:
        kept = store.get(item.key) if store and item.key not in left else None
        if kept is not None:
            yield unpacked(kept)
            continue
        files = next(fresh) if (item.key or item.id) in left else next(_made(library, rules, [item]))
        if store:
            store.put(item.key, packed(files))
        yield files


def _items(library: Library, rules: Rules, store: Store | None) -> Iterator[Item]:
    said = ("pages", code(), library.origin.stamp, str(library.compact), repr(rules))
    shared = [text.encode() for text in said]
    for table in ("units", "indicators"):
        for record_id in library.registry[table]:
            known = encoded(_known(library.index, table, record_id))
            key = digest([*shared, table.encode(), record_id.encode(), known]) if store else ""
            yield Item(table, record_id, known, key)


def _known(index: Index, table: str, record_id: str) -> Index:
    if table == "units":
        return Index(by_unit={record_id: found} if (found := index.by_unit.get(record_id)) else {})
    return Index(by_indicator={record_id: rows} if (rows := index.by_indicator.get(record_id)) else {})


def run(job: Job) -> list[Files]:
    """The pages of some items, in another process."""
    where, compact, rules, items = job
    return list(_made(library_of(where, "", Index(), compact), rules, items))


def _made(library: Library, rules: Rules, items: Iterable[Item]) -> Iterator[Files]:
    below = units.members(library)
    for item in items:
        alone = replace(library, index=decoded(item.known))
        record = library.registry[item.table][item.id]
        yield _files(alone, rules, item.table, record, below.get(item.id, ()))


def _files(library: Library, rules: Rules, table: str, record: Record, below: Sequence[Record]) -> Files:
    found: Files = {}
    for language in LANGUAGES:
        one = desk(library, language, rules)
        page: Page = units.page(one, record, below) if table == "units" else indicators.page(one, record)
        found[f"{language}/{page.path}"] = page.packed()
        found[f"{SEARCH}/{language}/{page.path}"] = apart(page.html, language).encode()
    return found
