"""Builds the published folder: check → model → render and publish → manifest → referee → swap with the old folder."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from publisher.check.result import Report
from publisher.check.run import check_package
from publisher.model.library import Library, index_job, library
from publisher.publish import changelog, hosting, manifest
from publisher.publish.publish import publish
from publisher.read.package import Package, addressed
from publisher.read.plan import plan_files
from publisher.render.pictures.png import lacking
from publisher.run import referee, swap
from publisher.run.plainly import fault
from publisher.terms import address
from publisher.terms.messages import Message, Refusal, say
from publisher.work.engine import Engine
from publisher.work.job import Job, job
from publisher.work.output import FileSum, Output

Finish = Callable[[Library, Output, Path], None]
MOST_KEPT = 16_000_000_000  # bytes that a store may hold after a build; what was not asked for longest goes


@dataclass(frozen=True)
class BuildResult:
    """The result of a build: the report of the checks, a closing message, and whether nothing was published.

    notes: messages on what is not in the folder, and why.
    """

    report: Report
    summary: Message
    failed: bool
    notes: tuple[Message, ...] = ()


class Given(NamedTuple):
    """What a build is made of beside the data: the report of the checks, the hand-written pages, the settings of the
    site, the commands by language; texts: with the documents' own words, where they may be published."""

    report: Report
    docs: Path
    mkdocs: Path
    commands: Mapping[str, str] | None = None
    texts: bool = False


@dataclass(frozen=True)
class Built:
    """A published folder: its files, how many rows the normalised tables hold, how many pages there are."""

    files: Mapping[str, FileSum]
    rows: int
    pages: int


def build(
    package: Package,
    *,
    out: Path,
    strict: bool,
    docs: Path,
    mkdocs: Path,
    engine: Engine | None = None,
    commands: Mapping[str, str] | None = None,
    site_url: str = "",
    texts: bool = False,
    finish: Finish | None = None,
) -> BuildResult:
    """Build the published folder `out` from a package.

    strict: warnings stop the build too: nothing unsigned or stale is published. docs: the hand-written pages.
    mkdocs: the settings of the site. engine: runs the jobs; the bytes of `out` do not depend on it.
    commands: language → the commands as Markdown, for their page.
    site_url: the address at which it is published, where the descriptor does not say it.
    texts: publish the documents' own words, too, of copies whose rights allow it.
    finish: what is yet to be done to the new folder, before its files are listed.
    Whatever goes wrong, `out` is left as it was and the outcome says why; it is left, too, where it holds what would
    be built.
    """
    begun, engine = time.perf_counter(), engine or Engine()
    report = check_package(package, engine=engine, also=lambda plan: index_job(package, plan))
    if report.fails(strict=strict):
        return BuildResult(report, say("build.problems", out=str(out)), True)
    out, package = out.absolute(), addressed(package, site_url)
    try:
        built = _swapped_in(package, engine, out, finish, Given(report, docs, mkdocs, commands, texts))
    except swap.Busy:
        return BuildResult(report, say("build.busy", out=str(out)), True)
    except Disputed as error:
        return BuildResult(report, say("build.referee", out=str(out), words=str(error)), True)
    except (Refusal, OSError) as error:
        return BuildResult(report, say("build.failed", why=fault(error, out), out=str(out)), True)
    seconds = time.perf_counter() - begun
    done = say("build.done", out=str(out), files=len(built.files), rows=built.rows, pages=built.pages, seconds=seconds)
    return BuildResult(report, done, False, _notes(package, built, texts=texts))


class Disputed(Exception):
    """The referee found errors in what would have been published; its words."""


def _swapped_in(package: Package, engine: Engine, out: Path, finish: Finish | None, given: Given) -> Built:
    """What stands in `out` now: as it was where it holds what would be built, else made anew and swapped in.

    Raises Disputed, swap.Busy, Refusal, OSError; `out` is then as it was.
    """
    whole = _whole(package, engine, given) if finish is None else None
    built: Built | None = engine.known(whole) if whole else None
    if built is not None and Output(out).holds(built.files):
        return built
    with swap.beside(out) as scratch:
        records, made = library(package, engine), Output(scratch, out if out.is_dir() else None)
        pages, verdict = make(records, made, given)
        if finish:
            finish(records, made, out)
        built = Built(made.known, seal(records, made), pages)
        if refused := verdict():
            raise Disputed("\n".join(refused))
        swap.swap(scratch, out)
    if whole and engine.key(whole) == engine.key(_whole(package, engine, given)):
        engine.keep(whole, built)
    if engine.store:
        engine.store.sweep(MOST_KEPT)
    return built


def _notes(package: Package, built: Built, *, texts: bool) -> tuple[Message, ...]:
    """What is not published: pictures where a package is lacking, texts that were asked for and may not be."""
    notes = [say("build.no-pictures", package=name)] if (name := lacking()) else []
    if texts:
        shown = [plan for plan in package.plan_ids if address.text(plan, "zh") + "index.html" in built.files]
        kept_back = tuple(plan for plan in package.plan_ids if plan not in shown)
        notes += [say("build.texts", texts=len(shown))]
        notes += [say("build.no-texts", plans=kept_back)] if kept_back else []
    return tuple(notes)


def _whole(package: Package, engine: Engine, given: Given) -> Job:
    """The whole build as a job whose inputs are all that it reads."""
    docs = given.docs
    plans = engine.key(job(library, package, *(plan_files(package, plan) for plan in package.plan_ids)))
    logs = (root / name for root in (package.root, docs.parent) for name in changelog.CHANGELOGS.values())
    places = (given.mkdocs, package.root / "LICENSE-DATA", *logs)
    files = [path.read_bytes() if path.is_file() else b"" for path in places]
    pages = {path.relative_to(docs).as_posix(): path.read_bytes() for path in sorted(docs.rglob("*.md"))}
    return job(make, plans, given.report, files, pages, given.commands, given.texts, kept=bool(plans))


def make(library: Library, out: Output, given: Given) -> tuple[int, Callable[[], list[str]]]:
    """Render and publish; the number of pages, and a function that waits for the referee's errors."""
    from publisher.render.context import PUBLISHED
    from publisher.render.site import begin_frames, render

    report, docs, mkdocs, commands, texts = given
    begun = begin_frames(library, docs=docs, mkdocs=mkdocs, commands=commands)
    publish(library, out)
    verdict = referee.begun(out, library.engine)
    shown = PUBLISHED if texts else ""
    site = render(library, out=out, docs=docs, mkdocs=mkdocs, report=report, texts=shown, frames_begun=begun)
    pages = site.finish(manifest.entries(out))
    hosting.write(library, out)
    return pages, verdict


def seal(library: Library, out: Output) -> int:
    """Write the manifest of all files; the number of rows in the normalised tables."""
    listed = manifest.write(out, version=library.version, created=library.created)
    return sum(entry.rows or 0 for entry in listed if entry.path.startswith(f"{address.DATA}/tables/"))
