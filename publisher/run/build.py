"""The whole way: check → model → publish → render → manifest → referee → swap. The old folder stays until the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from publisher.check.outcome import Report
from publisher.check.run import check_package
from publisher.model.library import Library, library
from publisher.publish import hosting, manifest
from publisher.publish.publish import publish
from publisher.read.package import Package, addressed
from publisher.run import swap
from publisher.terms import address
from publisher.work.store import Store, digest

CHECKS, PARTS = "validate", "parts"  # folders of a cache
ACCEPTED = b"right"
MOST_KEPT = 16_000_000_000  # bytes of parts that a cache may hold after a build; what was not asked for longest goes


@dataclass(frozen=True)
class Outcome:
    """What a build came to: the report of the checks, one line for people, and whether nothing was published."""

    report: Report
    summary: str
    failed: bool


def build(
    package: Package,
    *,
    out: Path,
    strict: bool,
    docs: Path,
    mkdocs: Path,
    cache: Path | None = None,
    executor: Executor | None = None,
    commands: Mapping[str, str] | None = None,
    site_url: str = "",
    finish: Callable[[Library, Path], None] | None = None,
) -> Outcome:
    """Build the published folder `out` from a package.

    strict: warnings stop the build too: nothing unsigned or stale is published. docs: the hand-written pages.
    mkdocs: the settings of the site. cache: a folder
    in which what was made is kept until what it depends on changes. executor: where plan-sized work is done.
    commands: language → the commands as Markdown, for their page.
    site_url: the address at which it is published, where the descriptor does not say it.
    finish: what is yet to be done to the new folder, before its files are listed.
    The bytes of `out` are the same with any cache and executor. Whatever goes wrong, `out` is left as it was and the
    outcome says why.
    """
    begun = time.perf_counter()
    report = check_package(package, cache=cache and cache / CHECKS, executor=executor)
    if report.fails(strict=strict):
        return Outcome(report, f"Nothing was built: the problems above come first. {out} is as it was.", True)
    out = out.absolute()
    try:
        with swap.beside(out) as scratch:
            store = Store(cache / PARTS) if cache else None
            held = library(addressed(package, site_url), executor=executor, store=store)
            pages = make(
                held, scratch, docs=docs, mkdocs=mkdocs, report=report, executor=executor, store=store,
                commands=commands,
            )  # fmt: skip
            if finish:
                finish(held, scratch)
            total, count = seal(held, scratch)
            if refused := referee(scratch, store):
                said = "\n".join(refused)
                return Outcome(report, f"Stock frictionless refuses the new package; {out} is as it was.\n{said}", True)
            swap.swap(scratch, out)
            if store:
                store.sweep(MOST_KEPT)
    except swap.Busy:
        return Outcome(report, f"Another build is writing to {out}; it is as it was.", True)
    except RuntimeError as error:
        return Outcome(report, f"Nothing was built: {error}. {out} is as it was.", True)
    except OSError as error:
        why = error.strerror or str(error)
        return Outcome(report, f"Nothing was built: {why} ({error.filename or out}). {out} is as it was.", True)
    seconds = time.perf_counter() - begun
    return Outcome(report, f"{out}: {total:,} files, {count:,} rows, {pages:,} pages in {seconds:.1f} s", False)


def make(
    held: Library,
    scratch: Path,
    *,
    docs: Path,
    mkdocs: Path,
    report: Report,
    reading_view: bool = False,
    executor: Executor | None = None,
    store: Store | None = None,
    commands: Mapping[str, str] | None = None,
) -> int:
    """Publish and render into an empty folder; the number of pages. reading_view: show the texts too (at home)."""
    from publisher.render.site import render

    publish(held, scratch, executor=executor, store=store)
    pages = render(
        held, out=scratch, docs=docs, mkdocs=mkdocs, report=report, reading_view=reading_view, executor=executor,
        store=store, commands=commands,
    )  # fmt: skip
    hosting.write(held, scratch)
    return pages


def seal(held: Library, scratch: Path) -> tuple[int, int]:
    """Write the manifest over all files; how many files there are, and how many rows the normalised tables hold."""
    listed = manifest.write(scratch, version=held.version, created=held.created)
    kept = (entry.rows or 0 for entry in listed if entry.path.startswith(f"{address.DATA}/tables/"))
    return len(listed) + 2, sum(kept)


def referee(scratch: Path, store: Store | None = None) -> list[str]:
    """What stock frictionless, which shares no code with our writers, finds wrong with the published package.

    store: where it is noted that a package of the same bytes was found right.
    """
    from importlib.metadata import version

    data = scratch / address.DATA
    listed = [data / "datapackage.json", *sorted(data.glob("*.csv")), *sorted(data.glob("tables/*.csv"))]
    sums = [f"{path.relative_to(data)} {manifest.digest(path)}".encode() for path in listed]
    key = digest([b"referee", version("frictionless").encode(), *sums])
    if store and store.get(key) == ACCEPTED:
        return []
    from frictionless import Package as Stock

    found = Stock(str(data / "datapackage.json")).validate()
    if store and found.valid:
        store.put(key, ACCEPTED)
    return [f"{place}: {kind}: {text}" for place, kind, text in found.flatten(["name", "type", "message"])]
