#!/usr/bin/env python3
"""The command line: parses, calls one stage, prints, exits. `python build.py --help` lists the commands.

What a command does and what its options mean is said in both languages in publisher/terms/messages, under `commands`:
there --help has it from, and the page of commands.
"""

from __future__ import annotations

import errno
import io
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

try:
    import click
    import yaml  # noqa: F401
except ImportError:
    sys.exit(
        "The packages of this project are not set up for this Python. "
        "Run `make build` once (or `make test`); after that use .venv/bin/python build.py."
    )

from publisher.render.commands import speak
from publisher.run.plainly import in_a_line

ROOT = Path(__file__).resolve().parent
KEPT = Path(".cache") / "kept"  # below the root of the data
PATIENCE = 2  # seconds after which progress is shown


def language() -> str:
    """zh where the environment's locale is Chinese, else en."""
    value = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if value.lower().startswith("zh") else "en"


def words(name: str) -> dict[str, str]:
    """Some sentences of the command line, in the language of the environment."""
    from publisher.terms.messages import words as all_words

    return all_words(language())[name]  # type: ignore[no-any-return]


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
        if os.environ.get("TRACEBACK") and not isinstance(error, OSError):
            raise
        try:
            print(in_a_line(error, language()), file=sys.stderr)
            sys.stdout.flush()
        except (OSError, ValueError, AttributeError):  # no stream, a closed one, or a full disk under it
            sys.stdout = None
        sys.exit(2)


def sources_folder(given: Path | None) -> Path | None:
    """--sources, else PLAN_SOURCES, else ../shared/sources; None where there is no such folder."""
    folder = given or Path(os.environ.get("PLAN_SOURCES") or ROOT.parent / "shared" / "sources")
    return folder if folder.is_dir() else None


def package(sources: Path | None, root: Path):  # type: ignore[no-untyped-def]
    """Read the package at `root`, with the texts where they are at hand."""
    from publisher.read.package import read_package
    from publisher.terms.schema import load_schemas

    return read_package(root, load_schemas(ROOT / "schemas"), sources=sources_folder(sources))


SOURCES = click.option("--sources", type=click.Path(path_type=Path, file_okay=False))
DATA = click.option(
    "--root", type=click.Path(path_type=Path, file_okay=False, exists=True), default=ROOT, hidden=True,
)  # fmt: skip
FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json", "github", "sarif", "csv"]), default="text", show_default=True
)
STRICT = click.option("--strict", is_flag=True)
CACHE = click.option("--no-cache", is_flag=True)
JOBS = click.option("--jobs", type=click.IntRange(1), metavar="N")
SCHEDULER = click.option("--scheduler", metavar="ADDRESS")


def site_address(_context: click.Context, _option: click.Parameter, value: str | None) -> str:
    """The address of the site with its closing slash, as a wrong usage where it is none; "" where none is given."""
    from publisher.terms.address import site

    try:
        return site(value) if value else ""
    except ValueError as error:
        raise click.BadParameter(words("address")["bad_address"].format(found=error)) from None


def replaceable(_context: click.Context, _option: click.Parameter, value: Path) -> Path:
    """The folder to publish into, as a wrong usage where something else stands there."""
    from publisher.run.folder import NotOurs, refuse_foreign

    try:
        refuse_foreign(value)
    except NotOurs as reason:
        raise click.BadParameter(reason.said(language())) from None
    return value


SITE = click.option("--site-url", metavar="URL", envvar="SITE_URL", callback=site_address)
QUIET = click.option("-q", "--quiet", is_flag=True)
PLANS = click.argument("plans", nargs=-1, metavar="[PLAN]…")


def show_progress(quiet: bool):  # type: ignore[no-untyped-def]
    """What shows on a terminal how far work is that lasts; None where nobody would see it."""
    if quiet or not sys.stderr.isatty():
        return None
    begun, bars = time.monotonic(), {}

    def progress(stage: str, done: int, total: int) -> None:
        if stage not in bars and (time.monotonic() < begun + PATIENCE or done == total):
            return
        if stage not in bars:
            label = words("progress")[stage]
            bars[stage] = click.progressbar(length=total, label=label, show_pos=True, file=sys.stderr)
        bars[stage].update(done - bars[stage].pos)
        if done == total:
            bars.pop(stage).render_finish()

    return progress


@contextmanager
def at_port(port: int) -> Iterator[None]:
    """A port that is taken, as a wrong usage."""
    try:
        yield
    except OSError as error:
        if error.filename or error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise click.BadParameter(words("undone")["port"].format(port=port), param_hint="--port") from None


@contextmanager
def engine(  # type: ignore[no-untyped-def]
    root: Path, *, no_cache: bool = False, jobs: int | None = None, scheduler: str | None = None, quiet: bool = False
):
    """What does the work as it was asked for; a wrong usage where that is not to be had."""
    from publisher.work.executors import Unusable
    from publisher.work.executors import engine as started

    kept = None if no_cache else root / KEPT
    try:
        with started(kept, jobs=jobs, scheduler=scheduler, progress=show_progress(quiet)) as found:
            yield found
    except Unusable as error:
        raise click.BadParameter(str(error), param_hint="--scheduler") from None


def known_plans(data, plans: tuple[str, ...]) -> tuple[str, ...] | None:  # type: ignore[no-untyped-def]
    """The plans named on the command line, or None for all. Raises click.UsageError for one that is not there."""
    for plan in plans:
        if plan in data.drafts:
            raise click.BadParameter(
                f"{plan} is a draft: the rules are asked at the desk, python build.py review {plan} --reader reader-a; "
                "`validate` without a name says how much of it is unchecked"
            )
        if plan not in data.plan_ids:
            raise click.BadParameter(f"there is no plan {plan}; there are {', '.join(data.plan_ids)}")
    return plans or None


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
@click.option("--allow-warnings", is_flag=True)
@CACHE
@JOBS
@SCHEDULER
@QUIET
@SOURCES
@DATA
def build(out: Path, site_url: str, allow_warnings: bool, sources: Path | None, root: Path, **means: Any) -> None:
    from publisher.run.build import build as run

    data = package(sources, root)
    with engine(root, **means) as found:
        outcome = run(
            data, out=out, strict=not allow_warnings, docs=ROOT / "docs", mkdocs=ROOT / "mkdocs.yml", engine=found,
            commands=commands(), site_url=site_url,
        )  # fmt: skip
    show(outcome.report, "text")
    click.echo(outcome.summary)
    if not outcome.failed and not site_url and not data.descriptor.get("homepage"):
        click.echo(words("address")["no_address"])
    sys.exit(1 if outcome.report.fails(strict=not allow_warnings) or outcome.failed else 0)


@main.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, callback=replaceable)
@click.option("--tag", default="")
@SITE
@SOURCES
@DATA
def release(out: Path, tag: str, site_url: str, sources: Path | None, root: Path) -> None:
    from functools import partial

    from publisher.maintain import release as command
    from publisher.run.build import build as run

    data = package(sources, root)
    try:
        own = command.plan(root, out, tag=tag, site_url=site_url or str(data.descriptor.get("homepage") or ""))
    except command.NotReleasable as reason:
        click.echo(reason.said(language()), err=True)
        sys.exit(1)
    with engine(root) as found:
        outcome = run(
            data, out=out, strict=True, docs=ROOT / "docs", mkdocs=ROOT / "mkdocs.yml", engine=found,
            site_url=site_url, finish=partial(command.finish, own),
        )  # fmt: skip
    show(outcome.report, "text")
    click.echo(outcome.summary)
    if outcome.failed or outcome.report.fails(strict=True):
        sys.exit(1)
    click.echo(words("release")["done"].format(version=own.version, out=out))


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
    with engine(root, **means) as found:
        report = check_package(data, names, referee=strict, engine=found)
    show(report, form)
    if form == "text" and report.verified < report.quotes:
        click.echo(
            f"{report.quotes - report.verified} quotes were not verified again: their texts are not at hand; "
            "the lock vouches for what has not changed."
        )
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
    from publisher.check.report import explain as text
    from publisher.check.report import listing
    from publisher.check.rule import catalogue

    rules = catalogue()
    if every or not code:
        click.echo(listing(rules.values(), language()), nl=False)
        return
    if code not in rules:
        from difflib import get_close_matches

        close = get_close_matches(code, rules, n=1)
        raise click.BadParameter(
            f"there is no rule {code}" + (f"; do you mean {close[0]}?" if close else "; see --list")
        )
    click.echo(text(rules[code], language()), nl=False)


@main.command()
@click.option("--check", "only", is_flag=True)
@DATA
def fmt(only: bool, root: Path) -> None:
    from publisher.maintain.fmt import Left, looked_at
    from publisher.work.files import write_atomically

    said, changed, left = words("undone"), 0, 0
    for found in list(looked_at(package(None, root), code=ROOT)):
        file = found.path.relative_to(root if found.path.is_relative_to(root) else ROOT).as_posix()
        if isinstance(found, Left):
            left += 1
            click.echo(said["left"].format(file=file, code=found.code, found=found.found))
            continue
        try:
            if not only:
                write_atomically(found.path, found.text.encode())
        except OSError as error:
            left += 1
            click.echo(said["unwritten"].format(file=file, found=error.strerror))
            continue
        changed += 1
        click.echo(f"{file}: {'; '.join(found.actions)}")
    click.echo(f"{changed} files {'would be changed' if only else 'changed'}{f', {left} left alone' if left else ''}")
    sys.exit(1 if left or (only and changed) else 0)


@main.command()
@SOURCES
@DATA
def lock(sources: Path | None, root: Path) -> None:
    from publisher.check.run import check_package
    from publisher.maintain.lock import in_the_way, locked
    from publisher.work.files import write_atomically

    data = package(sources, root)
    if data.sources is None:
        raise click.UsageError("the source texts are not at hand; name their folder with --sources")
    report = check_package(data)
    if left := in_the_way(report.problems):
        show(replace(report, problems=tuple(left)), "text")
        click.echo("Nothing was locked: these errors come first.")
        sys.exit(1)
    failed = False
    for one in locked(data):
        failed |= bool(one.refused)
        for record, columns in one.changes:
            click.echo(f"{one.owner}: {record}  {', '.join(columns)}")
        try:
            if one.text and one.changes:
                write_atomically(one.path, one.text.encode())
        except OSError as error:
            failed = True
            click.echo(words("undone")["unwritten"].format(file=one.path.relative_to(root), found=error.strerror))
            continue
        said = f"not locked, {one.refused}" if one.refused else f"{one.records} records locked"
        click.echo(f"{one.owner}: {said}{f', {len(one.changes)} of them changed' if one.changes else ''}")
    sys.exit(1 if failed else 0)


@main.command()
@PLANS
@SOURCES
@DATA
@click.option("--all", "every", is_flag=True)
def coverage(plans: tuple[str, ...], sources: Path | None, root: Path, every: bool) -> None:
    from publisher.check.coverage import closing, named
    from publisher.check.coverage import coverage as cover
    from publisher.read.plan import read_plan
    from publisher.terms.messages import words

    data = package(sources, root)
    reasons = words(language())["reader"]
    missing = 0
    for name in known_plans(data, plans) or data.plan_ids:
        plan = read_plan(data, name)
        if plan.text is None:
            raise click.UsageError(f"the text of {name} is not at hand; name its folder with --sources")
        found = (*cover(plan), *named(plan))
        for item in found:
            missing += not item.accounted
            if every or not item.accounted:
                account = ", ".join(item.records) or (reasons[item.aside] if item.aside else "NOT ACCOUNTED FOR")
                click.echo(f"{name}  line {item.line}  {item.printed}  {account}  …{item.context}…")
        click.echo(f"{name}: {closing(found)}")
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
    from publisher.terms.messages import words

    say = words(language())["figures"]
    counted = Period.of(period) if period else NO_PERIOD
    if period and counted == NO_PERIOD:
        raise click.BadParameter(say["period"], param_hint="--period")
    try:
        given = " ".join(text) if text else sys.stdin.buffer.read().decode("utf-8")
        given.encode("utf-8")
    except UnicodeError:
        raise click.UsageError(say["not_text"]) from None
    found = read(given, period=counted, measures=measures_of(package(None, root).registry))
    click.echo(as_json(found) if form == "json" else as_text(found, language()))


@main.command()
@DATA
def agreement(root: Path) -> None:
    from publisher.model.agreement import agreement as compare
    from publisher.model.library import library

    fields, readings = compare(library(package(None, root)).plans())
    click.echo(f"{'field':<16}{'pairs':>7}{'agreed':>8}{'percent':>9}{'kappa':>8}")
    for field in fields:
        value = "–" if field.kappa is None else f"{field.kappa:.3f}"
        click.echo(f"{field.field:<16}{field.pairs:>7}{field.agreed:>8}{field.percent:>9.1f}{value:>8}")
    click.echo(
        f"\n{len(readings.differences)} differences; {readings.first_only} records were entered by the first reader "
        f"only and stand; {readings.added} were added after both readings"
    )
    for item in readings.differences:
        click.echo(
            f"{item.reading_id}  {item.field}: {item.first or '–'} / {item.second or '–'}  "
            f"{item.settled or 'open'}  {item.quote[:40]}"
        )
    sys.exit(1 if any(not item.settled for item in readings.differences) else 0)


@main.command()
@click.argument("dist", type=click.Path(path_type=Path, file_okay=False, exists=True))
def verify(dist: Path) -> None:
    from publisher.run.verify import verify as run

    try:
        verdict = run(dist)
    except (OSError, ValueError) as error:
        raise click.BadParameter(f"{dist} cannot be verified: {error}") from error
    for difference in verdict.differences:
        click.echo(f"{difference.kind:<10}  {difference.path}")
    click.echo(f"{verdict.files:,} files listed, {len(verdict.differences):,} differences")
    sys.exit(0 if verdict.whole else 1)


@main.command()
@click.argument("text", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--id", "document", required=True, metavar="ID")
@click.option("--area", "area_code", default="")
@click.option("--discard", is_flag=True)
@SOURCES
@DATA
def draft(text: Path | None, document: str, area_code: str, discard: bool, sources: Path | None, root: Path) -> None:
    from publisher.draft.draft import Refused
    from publisher.draft.draft import discard as remove
    from publisher.draft.draft import draft as run

    if (text is None) != discard:
        raise click.UsageError("name the file of a text, or --discard")
    data = package(sources, root)
    texts = data.sources or sources or Path(os.environ.get("PLAN_SOURCES") or ROOT.parent / "shared" / "sources")
    try:
        if text is None:
            click.echo(f"{remove(document, data).relative_to(root)} removed; its text in {texts} stays")
            return
        drafted = run(text, document, data, texts=texts, area_code=area_code)
    except Refused as refused:
        problem = refused.problem
        click.echo(f"{problem.severity}[{problem.code}] {problem.rule}\n  {problem.place}")
        for name in ("found", "expected", "fix"):
            if value := getattr(problem, name):
                click.echo(f"  {name:<8} {value}")
        sys.exit(1)
    for note in drafted.reading.notes:
        click.echo(f"  {note.said(language())}")
    for name, count in drafted.counts.items():
        click.echo(f"  {count:>5} {name}")
    click.echo(
        f"{drafted.folder.relative_to(root)}: {sum(drafted.counts.values())} suggestions, "
        f"{drafted.unsure} of them unsure"
    )
    click.echo(
        f"The text is pinned as {drafted.text}. Next: .venv/bin/python build.py review {document} --reader reader-a"
    )


@main.command()
@click.argument("plan")
@click.option("--reader", required=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8321, show_default=True)
@SOURCES
@DATA
def review(plan: str, reader: str, port: int, sources: Path | None, root: Path) -> None:
    from datetime import date

    from publisher.review.server import Desk, NotReviewable
    from publisher.review.server import serve as run

    data = package(sources, root)
    if plan not in (*data.plan_ids, *data.drafts):
        raise click.BadParameter(f"there is no plan {plan}; there are {', '.join((*data.plan_ids, *data.drafts))}")
    try:
        desk = Desk(root, data.registry.schemas, plan, reader, sources=data.sources, today=date.today().isoformat())
        run(desk, port=port, say=click.echo)
    except NotReviewable as reason:
        raise click.UsageError(str(reason)) from None


@main.command()
@click.argument("revision", metavar="REV")
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
@DATA
def diff(revision: str, form: str, root: Path) -> None:
    from publisher.maintain.diff import UnknownRevision, compare, state_at, state_of
    from publisher.maintain.diff_report import FORMATS

    try:
        difference = compare(state_at(root, revision), state_of(root))
    except UnknownRevision as error:
        raise click.BadParameter(str(error)) from None
    click.echo(FORMATS[form](difference, language()), nl=False)
    sys.exit(1 if difference.faults else 0)


@main.command()
@click.option("--sizes", default="5,50,500,5000", show_default=True)
@click.option("--short", is_flag=True)
@click.option("--json", "file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--seconds", default=1800, show_default=True)
@SOURCES
def bench(sizes: str, short: bool, file: Path | None, seconds: int, sources: Path | None) -> None:
    from tempfile import TemporaryDirectory

    from bench import report
    from bench.measure import Limits
    from bench.run import bench as run

    if file and not file.absolute().parent.is_dir():
        raise click.BadParameter(f"there is no folder {file.parent} for the report")
    with TemporaryDirectory(prefix="bench-") as work:
        try:
            numbers = [int(size) for size in sizes.split(",")]
            found = run(
                package(sources, ROOT), project=ROOT, work=Path(work), sizes=numbers, short=short, say=click.echo,
                limits=Limits(seconds=seconds),
            )  # fmt: skip
        except ValueError as error:
            raise click.BadParameter(str(error)) from error
    click.echo("\n" + report.as_text(found), nl=False)
    if file:
        file.write_text(report.as_json(found), "utf-8")


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@SOURCES
@DATA
def serve(port: int, sources: Path | None, root: Path) -> None:
    from publisher.run.serve import serve as run

    with at_port(port):
        run(
            lambda: package(sources, root), root=ROOT, port=port, say=click.echo, cache=root / KEPT, commands=commands()
        )


if __name__ == "__main__":
    with plainly():
        speak(main, language)
        main(prog_name="build.py")
else:
    speak(main, language)
