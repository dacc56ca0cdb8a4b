"""The bench: makes corpora, runs every command on each, and gathers what it cost."""

from __future__ import annotations

import json
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench import corpus, plain
from bench.browser import chromium
from bench.drafts.measure import Score
from bench.drafts.measure import measure as scores
from bench.drafts.styles import measure_styles
from bench.edit import edited, signed
from bench.measure import Caps, Cost, measure, middle
from bench.results import CUT, WHOLE, Bench, Measured, called
from bench.template import template
from publisher.read.layout import FOLDER
from publisher.read.package import Package
from publisher.terms.messages import Message, Refusal, say
from publisher.terms.schema import load_schemas
from publisher.work.executors import processors

SIZES = (5, 50, 500, 5000)
MOST_ROWS = 375  # of a cut plan; with the shorter ones that makes about 310 on average
REFEREED = 500  # plans up to which the referee is asked beside our own rules
BUILT = 500  # plans up to which the whole build is run as a command, again, and again after an edit
REPEATED = 50  # plans up to which a command is run three times and the middle taken
PLAIN = 3000  # pages up to which MkDocs is given the same pages by itself
CACHE = ".cache"
POOLED = 40  # plans from which other processes are worth their start

Tell = Callable[[Message], object]


@dataclass(frozen=True)
class On:
    """What the measurements of one corpus share."""

    project: Path
    corpus: corpus.Corpus
    kind: str
    short: bool
    limits: Caps

    @property
    def root(self) -> Path:
        return self.corpus.root

    def line(self, what: str, cost: Cost, rows: int = 0, *, ends: int = 0, **more: Any) -> Measured:
        """What a command cost. ends: the exit code that says that it did its work; with another it was not measured."""
        if cost.code not in (ends, -1):
            cost = replace(cost, stopped=say("bench.exit-code", code=str(cost.code)))
        return Measured(what, self.kind, self.corpus.plans, rows, cost, more)

    def python(self, *arguments: str, folder: Path | None = None, cold: bool = False, once: bool = False) -> Cost:
        """The cost of a Python command, three times where that is cheap. cold: without a cache, each time."""
        # A corpus has no texts, so the folder named for them is one that is not there.
        environment = {"PLAN_SOURCES": str(self.root / "no-texts"), "XDG_CACHE_HOME": str(self.root / CACHE)}
        costs: list[Cost] = []
        for _ in range(1 if once or self.short or self.corpus.plans > REPEATED else 3):
            if cold:
                shutil.rmtree(self.root / CACHE, ignore_errors=True)
            command = [sys.executable, *arguments]
            costs.append(measure(command, folder=folder or self.project, limits=self.limits, environment=environment))
            if costs[-1].stopped:
                break
        return middle(costs)


def bench(
    package: Package, *, project: Path, work: Path, sizes: Sequence[int], short: bool, tell: Tell, limits: Caps
) -> Bench:
    """Measure everything on the real plans, and on corpora of `sizes` plans cut to about 300 rows.

    project: the folder of build.py. work: an empty folder for corpora and outputs. short: only the real number of
    plans, cut, and everything once, to show that it works. tell: is called with a message as each measurement ends.
    Raises Refusal for a size that the real number of plans does not divide.
    """
    few = len(package.plan_ids)
    wanted = [(CUT, few)] if short else [(WHOLE, few), *((CUT, plans) for plans in sizes)]
    if odd := [plans for _, plans in wanted if plans < few or plans % few]:
        raise Refusal(say("bench.no-multiple", size=odd[0], plans=few))
    templates = {CUT: template(package, rows=MOST_ROWS), WHOLE: template(package)}
    corpora, lines = [], []
    for kind, plans in wanted:
        root = work / f"{kind}-{plans}"
        root.mkdir(parents=True)
        made = corpus.make(package, templates[kind], root, plans=plans)
        corpora.append((kind, made))
        named = Message(f"bench.kind.{kind}")
        tell(say("bench.corpus", plans=plans, kind=named, rows=made.rows, megabytes=f"{made.bytes / 1e6:,.1f}"))
        for line in _measured(On(project, made, kind, short, limits)):
            lines.append(line)
            cost = line.cost
            mib = cost.together or cost.peak
            tell(say("bench.line", wall=cost.wall, mib=mib, what=called(line.what), stopped=cost.stopped))
        shutil.rmtree(root)
    machine = {"processors": os.cpu_count(), "system": platform.system(), "python": platform.python_version()}
    good = ((), ()) if short else (drafting(package), styles(package, project))
    return Bench(tuple(corpora), tuple(lines), machine, *good)


def _measured(run: On) -> Iterator[Measured]:
    """All measurements of one corpus, one after the other."""
    rows, out = run.corpus.rows, run.root / "dist"
    validate = partial(run.python, "build.py", "validate", "--root", str(run.root))
    yield run.line("validate-cold", validate(cold=True), rows)
    yield run.line("validate-warm", validate(), rows)
    with edited(run.root):
        yield run.line("validate-edited", validate(once=True), rows, ends=1)  # the edit is a problem
    if run.corpus.plans > POOLED:
        yield run.line("validate-cold-one-process", validate("--jobs", "1", cold=True), rows)
    if run.corpus.plans <= REFEREED:
        yield run.line("validate-strict", validate("--strict", cold=True), rows)
    if run.kind == WHOLE or run.short:
        dense = run.python("-m", "bench.dense", once=True)
        slowest = json.loads(dense.said.splitlines()[-1]) if not dense.stopped and not dense.code else {}
        yield run.line(
            "figures-dense", replace(dense, wall=slowest.get("wall", dense.wall), cpu=slowest.get("cpu", 0.0))
        )
        yield _desk(run)
    if run.kind == WHOLE and not run.short and shutil.which("make"):
        yield run.line("make-check", measure(["/usr/bin/env", "make", "check"], folder=run.project, limits=run.limits))
    stock = run.python("-m", "frictionless", "validate", "datapackage.yaml", folder=run.root / FOLDER)
    yield run.line("stock-frictionless", stock, rows)
    if run.corpus.plans <= BUILT:
        yield from _builds(run, out)
    yield from _stages(run, out)
    yield from _readers(run, out)
    pages = len(list(out.glob("[ze][hn]/**/index.html")))
    if 0 < pages <= PLAIN and not run.short:
        count = plain.tree(out, run.root / "plain")
        cost = run.python("-m", "mkdocs", "build", "--quiet", folder=run.root / "plain", once=True)
        yield run.line("bare-mkdocs", cost, pages=count)


def _builds(run: On, out: Path) -> Iterator[Measured]:
    """The whole build as a command: from nothing, again, and after one edited row."""
    build = partial(run.python, "build.py", "build", "--root", str(run.root), "--out", str(out))
    yield run.line("build", build(cold=True))
    yield run.line("build-again", build())
    with signed(run.root, load_schemas(run.project / "schemas")):
        yield run.line("build-edited", build(once=True))
    if run.kind == WHOLE or run.short:
        yield from _seen(run, out)
    shutil.rmtree(out, ignore_errors=True)


SEEN = ("explorer-first-view", "search-first-answer", "serve-edited")


def _seen(run: On, out: Path) -> Iterator[Measured]:
    """What a person waits for in a browser, and what is sent meanwhile, where there is one."""
    lacking = not (chromium() and find_spec("playwright"))
    nothing = Cost(0.0, 0.0, 0.0, 0.0, -1, "", say("bench.no-chromium"))
    module = ("-m", "bench.browser", str(run.project), str(run.root), str(out))
    whole = nothing if lacking else run.python(*module, cold=True, once=True)
    told = {
        one["what"]: one for text in whole.said.splitlines() if text.startswith('{"what"') and (one := json.loads(text))
    }
    for what in SEEN:
        one = told.get(what, {})
        yield run.line(
            what,
            replace(whole, wall=one.get("wall", whole.wall), cpu=0.0),
            **{"sent": one["sent"]} if "sent" in one else {},
        )


def _desk(run: On) -> Measured:
    """What a decision takes at the desk, on a text of a hundred pages."""
    folder = run.root / "desk"
    folder.mkdir()
    cost = run.python("-m", "bench.desk", str(folder), once=True)
    one = json.loads(cost.said.splitlines()[-1]) if not cost.stopped and not cost.code else {}
    shutil.rmtree(folder)
    return run.line("desk-decision", replace(cost, wall=one.get("wall", cost.wall), cpu=one.get("cpu", 0.0)))


def _stages(run: On, out: Path) -> Iterator[Measured]:
    """Every stage, with as many processes as there are processors where there are plans enough."""
    until = "referee" if run.corpus.plans <= REFEREED else "manifest"
    module = ("-m", "bench.stages", str(run.project), str(run.root), str(out), until, str(processors()))
    whole = run.python(*module, cold=True, once=True)
    for text in whole.said.splitlines():
        if text.startswith('{"stage"'):
            found = json.loads(text)
            cost = Cost(found.pop("wall"), found.pop("cpu"), found.pop("peak"), 0.0, 0)
            yield run.line(f"stage-{found.pop('stage')}", cost, found.pop("rows", 0), **found)
    said = whole.said.strip().splitlines()
    if whole.stopped or whole.code:
        why = whole.stopped or (said[-1][:100] if said else say("bench.exit-code", code=str(whole.code)))
        yield run.line("stopped-in-next-stage", Cost(whole.wall, 0.0, whole.peak, whole.together, -1, "", why))
    else:
        yield run.line("all-stages", whole)


READERS = {  # what reads → the package that it needs, the file that it needs, the program
    "pandas-targets": (
        "pandas",
        "data/targets.csv",
        "import pandas as p; p.read_csv('data/targets.csv').groupby('document_id').value.sum()",
    ),
    "duckdb-targets": (
        "duckdb",
        "data/parquet/targets.parquet",
        "import duckdb as d; d.sql('''select document_id, sum(value)"
        " from 'data/parquet/targets.parquet' group by 1''').fetchall()",
    ),
    "duckdb-one-plan": (
        "duckdb",
        "data/parquet/by-document/targets",
        "import duckdb as d; d.sql('''select sum(value)"
        " from 'data/parquet/by-document/targets/document=chengdu-2020-0001/*.parquet' ''').fetchall()",
    ),
    "polars-one-plan": (
        "polars",
        "data/parquet/by-document/targets",
        "import polars as p; p.scan_parquet('data/parquet/by-document/targets/document=chengdu-2020-0001/*.parquet')"
        ".select('value').sum().collect()",
    ),
}


def _readers(run: On, out: Path) -> Iterator[Measured]:
    """Stock tools on what is published, each with its own start; those that are installed."""
    for name, (package, path, program) in READERS.items():
        if find_spec(package) and (out / path).exists():
            yield run.line(name, run.python("-c", program, folder=out))


def drafting(package: Package) -> tuple[Score, ...]:
    """How good drafting is, where the texts are at hand; nothing otherwise."""
    return scores(package) if package.sources else ()


def styles(package: Package, project: Path) -> tuple[Score, ...]:
    """How good drafting is on the invented texts of other styles, where they and what reads pages are at hand."""
    folder = project / "tests" / "data" / "drafts-style"
    return measure_styles(folder, package.registry) if folder.is_dir() and find_spec("lxml") else ()
