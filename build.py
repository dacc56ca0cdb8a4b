#!/usr/bin/env python3
"""The command line: parses, calls one stage, prints, exits. `python build.py --help` lists the commands.

What it says, help and wrong usage included, stands in both languages in publisher/terms/messages/commands.yml.
"""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

try:
    import click
    import yaml  # noqa: F401
except ImportError:  # so that the messages cannot be read either
    own = Path(__file__).resolve().parent / ".venv"
    if own.is_dir() and Path(sys.prefix).resolve() != own.resolve():  # any Python may be named
        os.execv(own / "bin" / "python", [str(own / "bin" / "python"), *sys.argv])
    sys.exit(
        "The packages of this project are not set up for this Python. "
        "Run `make build` once (or `make test`); after that use .venv/bin/python build.py.\n"
        "这个 Python 没有装好本项目的软件包。先运行一次 `make build`（或 `make test`），"
        "之后用 .venv/bin/python build.py。"
    )

from publisher.render.commands import speak
from publisher.run.plainly import in_a_line
from publisher.terms.messages import Message, Refusal, reason, say, text

ROOT = Path(__file__).resolve().parent
KEPT = Path(".cache") / "kept"  # below the root of the data
PATIENCE = 2  # seconds after which progress is shown


def language() -> str:
    """zh where the environment's locale is Chinese, else en."""
    value = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if value.lower().startswith("zh") else "en"


def tell(message: Message) -> None:
    """Print a message in the language of the environment."""
    click.echo(text(message, language()))


def fail(message: Message) -> None:
    """End with a message and exit code 1."""
    click.echo(text(say("usage.error", what=message), language()), err=True)
    sys.exit(1)


def encode_output() -> None:
    """Write UTF-8 to files and pipes, as JSON and CSV are to be; a terminal gets what it can show, and no error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            own = stream.isatty() or bool(os.environ.get("PYTHONIOENCODING"))
            stream.reconfigure(encoding=None if own else "utf-8", errors="backslashreplace")


@contextmanager
def plainly() -> Iterator[None]:
    """End with one line on stderr, and exit code 2, where the work cannot be done. With TRACEBACK=1 in the environment,
    errors of the program itself are shown whole."""
    encode_output()
    try:
        yield
    except Exception as error:
        if os.environ.get("TRACEBACK") and not isinstance(error, OSError | Refusal):
            raise
        try:
            print(in_a_line(error, language()), file=sys.stderr)
            sys.stdout.flush()
        except (OSError, ValueError, AttributeError):  # no stream, a closed one, or a full disk under it
            sys.stdout = None
        sys.exit(2)


def texts_folder(given: Path | None) -> Path:
    """--sources, else PLAN_SOURCES, else ../shared/sources."""
    return given or Path(os.environ.get("PLAN_SOURCES") or ROOT.parent / "shared" / "sources")


def package(sources: Path | None, root: Path):  # type: ignore[no-untyped-def]
    """Read the package at `root`, with the texts where they are at hand: a folder without any is none."""
    from publisher.read.package import read_package
    from publisher.terms.schema import load_schemas

    folder = texts_folder(sources)
    return read_package(root, load_schemas(ROOT / "schemas"), sources=folder if any(folder.glob("*.txt")) else None)


SOURCES = click.option("--sources", type=click.Path(path_type=Path, file_okay=False, exists=True))
TEXTS = click.option("--sources", type=click.Path(path_type=Path, file_okay=False))  # may be made
DATA = click.option("--root", type=click.Path(path_type=Path, file_okay=False, exists=True), default=ROOT)
FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json", "github", "sarif", "csv"]), default="text", show_default=True
)
STRICT = click.option("--strict", is_flag=True)
CACHE = click.option("--no-cache", is_flag=True)
JOBS = click.option("--jobs", type=click.IntRange(1), metavar="N")
SCHEDULER = click.option("--scheduler", metavar="ADDRESS")


def site_address(_context: click.Context, _option: click.Parameter, value: str | None) -> str:
    """The address of the site with its closing slash; "" where none is given. Raises Refusal for what is none."""
    from publisher.terms.address import site

    try:
        return site(value) if value else ""
    except ValueError as error:
        raise Refusal(say("address.bad", found=str(error))) from None


def replaceable(_context: click.Context, _option: click.Parameter, value: Path) -> Path:
    """The folder to publish into. Raises Refusal where something else stands there."""
    from publisher.run.folder import refuse_foreign

    refuse_foreign(value)
    return value


SITE = click.option("--site-url", metavar="URL", envvar="SITE_URL", callback=site_address)
PORT = click.IntRange(0, 65535)
QUIET = click.option("-q", "--quiet", is_flag=True)
PLANS = click.argument("plans", nargs=-1, metavar="[PLAN]…")


def show_progress(quiet: bool):  # type: ignore[no-untyped-def]
    """What shows on a terminal how far work is that lasts; None where nobody would see it."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        return None
    begun, bars = time.monotonic(), {}

    def progress(stage: str, done: int, total: int) -> None:
        if stage not in bars and (time.monotonic() < begun + PATIENCE or done == total):
            return
        if stage not in bars:
            label = text(Message(f"progress.{stage}"), language())
            bars[stage] = click.progressbar(length=total, label=label, show_pos=True, file=sys.stderr)
        bars[stage].update(done - bars[stage].pos)
        if done == total:
            bars.pop(stage).render_finish()

    return progress


def engine(  # type: ignore[no-untyped-def]
    root: Path, *, no_cache: bool = False, jobs: int | None = None, scheduler: str | None = None, quiet: bool = False
):
    """What does the work as it was asked for. Raises Refusal where that is not to be had."""
    from publisher.work.executors import engine as started

    return started(None if no_cache else root / KEPT, jobs=jobs, scheduler=scheduler, progress=show_progress(quiet))


def known_plans(data, plans: tuple[str, ...]) -> tuple[str, ...] | None:  # type: ignore[no-untyped-def]
    """The plans named on the command line, or None for all. Raises Refusal for one that is not there."""
    for plan in plans:
        if plan in data.drafts:
            raise Refusal(say("plan.draft", plan=plan))
        if plan not in data.plan_ids:
            raise Refusal(say("plan.unknown", plan=plan, plans=data.plan_ids))
    return plans or None


def plans_to_read(data, plans: tuple[str, ...]) -> tuple[str, ...]:  # type: ignore[no-untyped-def]
    """The plans named, or all. Raises Refusal where there is none: what saw nothing must not look clean."""
    if names := known_plans(data, plans) or data.plan_ids:
        return tuple(names)
    raise Refusal(say("plan.none", folder=data.root))


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def main(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        context.invoke(build)


@main.command()
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=ROOT / "dist", show_default="dist",
    callback=replaceable,
)  # fmt: skip
@SITE
@click.option("--texts", is_flag=True)
@click.option("--allow-warnings", is_flag=True)
@CACHE
@JOBS
@SCHEDULER
@QUIET
@SOURCES
@DATA
def build(
    out: Path, site_url: str, texts: bool, allow_warnings: bool, sources: Path | None, root: Path, **means: Any
) -> None:
    from publisher.run.build import build as run

    data = package(sources, root)
    with engine(root, **means) as job_engine:
        outcome = run(
            data, out=out, strict=not allow_warnings, docs=ROOT / "docs", mkdocs=ROOT / "mkdocs.yml", engine=job_engine,
            commands=commands(), site_url=site_url, texts=texts,
        )  # fmt: skip
    show(outcome.report, "text")
    for message in (outcome.summary, *outcome.notes):
        tell(message)
    if not outcome.failed and not site_url and not data.descriptor.get("homepage"):
        tell(say("address.none"))
    sys.exit(1 if outcome.report.fails(strict=not allow_warnings) or outcome.failed else 0)


@main.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, callback=replaceable)
@click.option("--tag", default="")
@SITE
@CACHE
@SOURCES
@DATA
def release(out: Path, tag: str, site_url: str, no_cache: bool, sources: Path | None, root: Path) -> None:
    from functools import partial

    from publisher.maintain import release as command
    from publisher.run.build import build as run

    data = package(sources, root)
    try:
        own = command.plan(root, out, tag=tag, site_url=site_url or str(data.descriptor.get("homepage") or ""))
    except Refusal as refusal:
        fail(refusal.message)
    with engine(root, no_cache=no_cache) as job_engine:
        outcome = run(
            data, out=out, strict=True, docs=ROOT / "docs", mkdocs=ROOT / "mkdocs.yml", engine=job_engine,
            site_url=site_url, finish=partial(command.finish, own),
        )  # fmt: skip
    show(outcome.report, "text")
    tell(outcome.summary)
    if outcome.failed or outcome.report.fails(strict=True):
        sys.exit(1)
    tell(say("release.done", version=own.version, out=str(out)))


@main.command()
@PLANS
@FORMAT
@STRICT
@CACHE
@JOBS
@SCHEDULER
@QUIET
@SOURCES
@DATA
def validate(plans: tuple[str, ...], form: str, strict: bool, sources: Path | None, root: Path, **means: Any) -> None:
    from publisher.check.run import check_package

    data = package(sources, root)
    names = known_plans(data, plans)
    with engine(root, **means) as job_engine:
        report = check_package(data, names, referee=strict, engine=job_engine)
    show(report, form)
    if form == "text" and report.verified < report.quotes:
        tell(say("report.unverified", quotes=report.quotes - report.verified))
    sys.exit(1 if report.fails(strict=strict) else 0)


def commands() -> dict[str, str]:
    """What the page of commands shows, by language."""
    from publisher.render.commands import as_markdown
    from publisher.terms.messages import LANGUAGES

    return {language: as_markdown(main, language) for language in LANGUAGES}


def show(report, form: str) -> None:  # type: ignore[no-untyped-def]
    """Print a report in one of the formats."""
    from publisher.check.report import FORMATS

    click.echo(FORMATS[form](report, language()), nl=False)


@main.command()
@click.argument("code", required=False)
@click.option("--list", "every", is_flag=True)
def explain(code: str | None, every: bool) -> None:
    from publisher.check.report import explain as help_of
    from publisher.check.report import rules_as_text
    from publisher.check.rule import catalogue, most_similar

    rules = catalogue()
    if every or not code:
        click.echo(rules_as_text(rules.values(), language()), nl=False)
        return
    if code not in rules:
        near = most_similar(code, rules)
        raise Refusal(say("explain.near", code=code, near=near) if near else say("explain.unknown", code=code))
    click.echo(help_of(rules[code], language()), nl=False)


def written(path: Path, content: str, root: Path) -> bool:
    """Write a file at once or not at all; where it cannot be, say so."""
    from publisher.work.files import write_atomically

    try:
        write_atomically(path, content.encode())
    except OSError as error:
        shown = path.relative_to(root if path.is_relative_to(root) else ROOT).as_posix()
        tell(say("unwritten", path=shown, why=reason(error)))
        return False
    return True


@main.command()
@click.option("--check", "only", is_flag=True)
@DATA
def fmt(only: bool, root: Path) -> None:
    from publisher.maintain.fmt import Left, looked_at

    left, changed = 0, 0
    for checked_file in list(looked_at(package(None, root), code=ROOT)):
        path = checked_file.path.relative_to(root if checked_file.path.is_relative_to(root) else ROOT).as_posix()
        if isinstance(checked_file, Left):
            left += 1
            tell(say("fmt.file", path=path, what=checked_file.why))
        elif only or written(checked_file.path, checked_file.text, root):
            changed += 1
            tell(say("fmt.file", path=path, what=checked_file.actions))
        else:
            left += 1
    tell(say("fmt.would" if only else "fmt.changed", files=changed))
    if left:
        tell(say("fmt.left-alone", files=left))
    sys.exit(1 if left or (only and changed) else 0)


@main.command()
@SOURCES
@DATA
def lock(sources: Path | None, root: Path) -> None:
    from publisher.maintain.lock import in_the_way, locked, refuse_cut

    data = package(sources, root)
    if data.sources is None:
        raise Refusal(say("lock.no-sources"))
    refuse_cut(data)
    with engine(root) as job_engine:
        report = in_the_way(data, job_engine)
    if report.problems:
        show(report, "text")
        tell(say("lock.nothing"))
        sys.exit(1)
    failed = False
    for one in locked(data):
        for record, what in one.changes:
            tell(say("lock.change", owner=one.owner, record=record, what=what))
        if one.text and one.changes and not written(one.path, one.text, root):
            failed = True
        elif one.refused:
            failed = True
            tell(say("lock.refused", owner=one.owner, why=one.refused))
        else:
            tell(say("lock.locked", owner=one.owner, records=one.records, changed=len(one.changes)))
    sys.exit(1 if failed else 0)


@main.command()
@PLANS
@SOURCES
@DATA
@click.option("--all", "every", is_flag=True)
def coverage(plans: tuple[str, ...], sources: Path | None, root: Path, every: bool) -> None:
    from publisher.check.coverage import closing, everything
    from publisher.read.plan import read_plan

    data = package(sources, root)
    missing = 0
    for name in plans_to_read(data, plans):
        plan = read_plan(data, name)
        if plan.text is None:
            raise Refusal(say("coverage.no-text", plan=name))
        covered = everything(plan)
        for item in covered:
            missing += not item.accounted
            if every or not item.accounted:
                line, printed, account = item.line, item.printed, item.account
                tell(say("coverage.item", plan=name, line=line, what=printed, account=account, context=item.context))
        tell(closing(name, covered))
    sys.exit(1 if missing else 0)


@main.command()
@click.argument("text", nargs=-1)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--period", default="", metavar="2020-2022")
@DATA
def figures(text: tuple[str, ...], form: str, period: str, root: Path) -> None:
    from publisher.check.reading import measures_of
    from publisher.codebook.dates import NO_PERIOD, Period
    from publisher.codebook.figures import figures as read
    from publisher.maintain.figures import as_json, as_text

    counted = Period.of(period) if period else NO_PERIOD
    if period and counted == NO_PERIOD:
        raise Refusal(say("figures.period", period=period))
    try:
        if not text and sys.stdin is None:
            raise Refusal(say("figures.no-input"))
        given = " ".join(text) if text else sys.stdin.buffer.read().decode("utf-8")
        given.encode("utf-8")
    except UnicodeError:
        raise Refusal(say("figures.not-text")) from None
    figures_read = read(given, period=counted, measures=measures_of(package(None, root).registry))
    click.echo(as_json(figures_read) if form == "json" else as_text(figures_read, language()))


@main.command()
@DATA
def agreement(root: Path) -> None:
    from publisher.check.rules.readings import as_locked
    from publisher.model.agreement import agreement as compare
    from publisher.model.library import library
    from publisher.read.plan import read_plan

    data = package(None, root)
    plans_to_read(data, ())
    for name in data.plan_ids:
        if not as_locked(read_plan(data, name)):
            raise Refusal(say("agreement.edited", plan=name))
    fields, readings = compare(library(data).plans())
    tell(say("agreement.heading"))
    for field in fields:
        value = "–" if field.kappa is None else f"{field.kappa:.3f}"
        click.echo(f"{field.field:<16}{field.pairs:>7}{field.agreed:>8}{field.percent:>9.1f}{value:>8}")
    click.echo()
    differences, alone = len(readings.differences), readings.first_only
    tell(say("agreement.closing", differences=differences, alone=alone, added=readings.added))
    for item in readings.differences:
        first, second, settled = item.first or "–", item.second or "–", item.settled or say("agreement.open")
        tell(
            say(
                "agreement.difference", reading=item.reading_id, field=item.field, first=first, second=second,
                settled=settled, quote=item.quote[:40],
            )
        )  # fmt: skip
    sys.exit(1 if any(not item.settled for item in readings.differences) else 0)


@main.command()
@click.argument("dist", type=click.Path(path_type=Path, file_okay=False, exists=True))
def verify(dist: Path) -> None:
    from publisher.run.verify import verify as run

    verdict = run(dist)
    for difference in verdict.differences:
        tell(say("verify.difference", kind=Message(f"verify.{difference.kind}"), path=difference.path))
    tell(say("verify.closing", files=verdict.files, differences=len(verdict.differences)))
    sys.exit(0 if verdict.complete else 1)


@main.command()
@click.argument("text", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--id", "document", required=True, metavar="ID")
@click.option("--area", "area_code", default="")
@click.option("--discard", is_flag=True)
@TEXTS
@DATA
def draft(text: Path | None, document: str, area_code: str, discard: bool, sources: Path | None, root: Path) -> None:
    from publisher.check.report import problem_text
    from publisher.draft.draft import discard as remove
    from publisher.draft.draft import draft as run
    from publisher.draft.refused import Refused

    if (text is None) != discard:
        raise Refusal(say("draft.text-or-discard"))
    data, texts = package(sources, root), texts_folder(sources)
    try:
        if text is None:
            folder = str(remove(document, data).relative_to(root))
            tell(say("draft.discarded", folder=folder, text=str(texts / f"{document}.txt")))
            return
        drafted = run(text, document, data, texts=texts, area_code=area_code)
    except Refused as refused:
        click.echo(problem_text(refused.problem, language()))
        sys.exit(1)
    show_draft(drafted, document, root, data.registry.schemas)


def show_draft(drafted, document: str, root: Path, schemas) -> None:  # type: ignore[no-untyped-def]
    """Print what was suggested for a document, and how much is to be decided."""
    from publisher.draft.state import load
    from publisher.review.effort import effort

    for note in drafted.reading.notes:
        click.echo(f"  {note.said(language())}")
    for name, count in drafted.counts.items():
        click.echo(f"  {count:>5} {name}")
    folder, suggestions = str(drafted.folder.relative_to(root)), sum(drafted.counts.values())
    tell(say("draft.drafted", folder=folder, suggestions=suggestions, unsure=drafted.unsure))
    todo = effort(load(root, document), schemas)
    tell(say("draft.effort", decisions=todo.decisions, cells=todo.cells, apart=todo.apart))
    tell(say("draft.next", text=str(drafted.text), plan=document))


@main.command()
@click.argument("plan")
@click.option("--reader", required=True)
@click.option("--port", type=PORT, default=8321, show_default=True, metavar="PORT")
@click.option("--text", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@SOURCES
@DATA
def review(plan: str, reader: str, port: int, text: Path | None, sources: Path | None, root: Path) -> None:
    from datetime import date

    from publisher.review.desk import Desk
    from publisher.review.server import serve as run
    from publisher.review.signing import refuse_undeclared

    data = package(sources, root)
    if plan not in (*data.plan_ids, *data.drafts):
        raise Refusal(say("plan.unknown", plan=plan, plans=(*data.plan_ids, *data.drafts)))
    refuse_undeclared(reader, data)
    today = date.today().isoformat()
    desk = Desk(root, data.registry.schemas, plan, reader, sources=data.sources, today=today, text=text)
    run(desk, port=port, tell=tell)


@main.command()
@click.argument("records", nargs=-1, metavar="[RECORD]…")
@click.option("--reader", required=True)
@SOURCES
@DATA
def sign(records: tuple[str, ...], reader: str, sources: Path | None, root: Path) -> None:
    from datetime import date

    from publisher.maintain.lock import in_the_way
    from publisher.review.saving import sign as run
    from publisher.review.signing import refuse_reader, refuse_undeclared, unsigned

    refuse_reader(reader)
    data = package(sources, root)
    refuse_undeclared(reader, data)
    left = unsigned(data.registry, reader)
    signing = data.registry.signing.values()
    asked = any(table.broken for table in signing) or (records and left.keys() >= set(records))
    if asked and (report := in_the_way(data)).problems:
        show(report, "text")
        tell(say("sign.nothing"))
        sys.exit(1)
    if unknown := next((one for one in records if one not in left), ""):
        raise Refusal(say("sign.unknown", record=unknown, reader=reader))
    if not records:
        show_unsigned(left, reader)
        return
    run(data, records, reader, date.today().isoformat())
    tell(say("sign.signed", records=len(records), reader=reader))


def show_unsigned(left, reader: str) -> None:  # type: ignore[no-untyped-def]
    """Print the records that a reader has not signed, cell by cell."""
    for record, row in left.items():
        tell(say("sign.record", record=record))
        for name, cell in zip(row._fields[:-1], row, strict=False):
            tell(say("sign.cell", name=name, cell=cell))
    tell(say("sign.left", records=len(left), reader=reader) if left else say("sign.none", reader=reader))


@main.command()
@click.argument("revision", metavar="REV")
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
@DATA
def diff(revision: str, form: str, root: Path) -> None:
    from publisher.maintain.diff import compare
    from publisher.maintain.diff_report import FORMATS
    from publisher.maintain.state import state_at, state_of

    difference = compare(state_at(root, revision), state_of(root))
    click.echo(FORMATS[form](difference, language()), nl=False)
    sys.exit(1 if difference.faults else 0)


@main.command()
@click.option("--sizes", default="5,50,500,5000", show_default=True)
@click.option("--short", is_flag=True)
@click.option("--json", "file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--seconds", type=click.IntRange(1), default=1800, show_default=True, metavar="N")
@SOURCES
@DATA
def bench(sizes: str, short: bool, file: Path | None, seconds: int, sources: Path | None, root: Path) -> None:
    from tempfile import TemporaryDirectory

    from bench import report
    from bench.measure import Caps
    from bench.run import bench as run

    if file and not file.absolute().parent.is_dir():
        raise Refusal(say("bench.no-folder", folder=str(file.parent)))
    if not all(size.strip().isdecimal() for size in sizes.split(",")):
        raise Refusal(say("bench.no-sizes", sizes=sizes))
    with TemporaryDirectory(prefix="bench-") as work:
        results = run(
            package(sources, root), project=ROOT, work=Path(work), sizes=[*map(int, sizes.split(","))], short=short,
            tell=tell, limits=Caps(seconds=seconds),
        )  # fmt: skip
    click.echo("\n" + report.as_text(results, language()), nl=False)
    if file:
        file.write_text(report.as_json(results), "utf-8")


@main.command()
@click.option("--port", type=PORT, default=8000, show_default=True, metavar="PORT")
@CACHE
@SOURCES
@DATA
def serve(port: int, no_cache: bool, sources: Path | None, root: Path) -> None:
    from publisher.run.serve import serve as run

    run(
        lambda: package(sources, root), root=ROOT, data=root, port=port, tell=tell,
        cache=None if no_cache else root / KEPT, commands=commands(),
    )  # fmt: skip


speak(main, language)


def run_command_line(arguments: list[str] | None = None) -> None:
    """Run the command that was asked for, and exit; whatever forbids it ends in a message and an exit code.

    arguments: those of the command line, where None.
    """
    from publisher.render.commands import usage
    from publisher.render.usage import wrong

    with plainly():
        try:
            sys.exit(main.main(arguments, prog_name="build.py", standalone_mode=False))
        except click.UsageError as error:
            if error.ctx:
                click.echo(text(say("usage.line", written=usage(error.ctx)), language()), err=True)
            raise Refusal(wrong(error, main)) from None
        except click.Abort:
            fail(say("interrupted"))


if __name__ == "__main__":
    run_command_line()
