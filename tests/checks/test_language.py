"""Whatever is shown is said by the catalogue or is a fact: every rule's case, every refusal, every command, its help.

The catalogue of these tests is marked (tests/marked.py), so nothing that the code says by itself can pass as a message;
that both languages say all of it, each in its own words, is tested in test_messages.py. Facts are held to what stands
in the data: in a file, in a schema, on the command line.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import socket
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import lab
import pytest
import yaml

import build
from publisher.check.report import FORMATS
from publisher.check.result import Report
from publisher.check.rule import catalogue
from publisher.check.run import check_package
from publisher.codebook.areas import PROVINCES
from publisher.codebook.readings import FIELDS
from publisher.draft.draft import draft
from publisher.draft.refused import Refused
from publisher.model.agreement import ENTERED
from publisher.read.package import read_package
from publisher.run.plainly import in_a_line
from publisher.terms import messages
from publisher.terms.damaged import Damaged, KeyTwice, Unfit
from publisher.terms.messages import Message, say
from publisher.terms.problem import Place, Problem, Severity
from publisher.terms.schema import load_yaml
from tests.draft.test_draft_files import REFUSED
from tests.marked import facts_of, mark_all, parted

pytestmark = pytest.mark.slow

CODES = sorted(catalogue())
# What is made from data: numbers, days, versions, hashes, code points, the next id that is free.
MADE = re.compile(
    r"[0-9]{4}(?:-[0-9]{2}){2}|[0-9]+(?:[.,][0-9]+){0,2}|[0-9a-f]{12,64}|0x[0-9a-f]{2}|U\+[0-9A-F]{4,6}"
    r"|linhe-2020\.[a-z0-9]+"
)
PARTS = re.compile(r" \+ |, |、|[–…/〔〕]|:(?=\d)")  # of lists, ranges, what is cut short, a path, a place
LAYOUT = re.compile(r"[;'\s\[\](){}`|#*:,、；…→∅⚠–+=\"<>/&-]+")
# What another program says is a fact.
QUOTED = {
    "rule-crashed": say("rule-crashed.error", code="cell-empty", error="ZeroDivisionError", words="division by zero"),
    "referee-disagrees": say("referee-disagrees.complaint", type="type-error", words="of another type"),
}
FOREIGN = " ZeroDivisionError division by zero type-error of another type frictionless "


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lab.clean(tmp_path_factory.mktemp("clean") / "package")


@pytest.fixture
def marks(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    mark_all(monkeypatch)
    return monkeypatch


def names(*folders: Path) -> str:
    """What has a name: files, tables, columns, codes, rules, commands, options."""
    found = ["python", "publisher/read/rows.pyi", *CODES, *(f"build.py {name}" for name in build.main.commands)]
    found += [path.as_posix() for folder in folders for path in folder.rglob("*")]
    for schema in lab.SCHEMAS:
        found += [schema.name, *schema.names, *(f"{schema.name}.{name}" for name in schema.names)]
        found += [str(code) for field in schema.fields for code in field.constraints.get("enum", ())]
    for command in build.main.commands.values():
        for parameter in command.params:
            found += [*parameter.opts, parameter.make_metavar(click.Context(command)), parameter.human_readable_name]
            found += map(str, getattr(parameter.type, "choices", ()))
    return "\n".join(found)


def data(*folders: Path) -> str:
    """What stands in the files of some folders, and what has a name."""
    paths = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    found = [path.read_bytes().decode("utf-8", "replace") for path in paths if path.stat().st_size < 1_000_000]
    found += [unicodedata.name(sign, "") for sign in set("".join(found)) if not sign.isascii()]
    plain = [text.replace("\n", " ") for text in found]
    return "\n".join(
        [*found, *plain, *(re.sub(r"[\W_]+", "", text) for text in found), names(*folders), *PROVINCES.values()]
    )


def strange(facts: Iterable[str], held: str) -> list[str]:
    """The facts, or words, that neither stand in what is held nor are made from it."""
    return [
        fact
        for fact in facts
        if fact not in held
        and any(part not in held and not MADE.fullmatch(part) for part in map(str.strip, PARTS.split(fact)) if part)
    ]  # fmt: skip


def unsaid(shown: str, named: str, held: str) -> list[str]:
    """What is wrong with what is shown: words that no message says and that name nothing, facts that are not held."""
    rest, facts = parted(shown)
    words = set(LAYOUT.split(rest)) - set(LAYOUT.split(named))
    return [*strange(words, ""), *strange(facts, held)]


# ---- every rule's case folder ----


def found_in(code: str, clean: Path, root: Path) -> Report:
    """What is found in the case of a rule; of the two rules that watch other programs, by hand."""
    shutil.copytree(clean, root)
    if code in QUOTED:
        place = Place("datapackage/units.csv", 2, "unit_id")
        return Report((Problem(code, Severity.ERROR, place, QUOTED[code]),), 1, 1, 1, 1, 1)
    case = load_yaml((lab.CASES / code / "expected.yaml").read_text("utf-8"))
    lab.apply(root, case["edit"])
    return check_package(lab.package(root, texts=case.get("texts", True)))


@pytest.mark.parametrize("code", CODES)
def test_a_case_shows_messages_and_data_only(code: str, clean: Path, tmp_path: Path, marks: pytest.MonkeyPatch) -> None:
    report = found_in(code, clean, tmp_path / "package")
    held = data(clean, tmp_path / "package") + (FOREIGN if code in QUOTED else "")
    named = names(clean, tmp_path / "package") + " ".join([*FIXED, *Severity])
    assert report.problems
    for problem in report.problems:
        assert strange([*facts_of(problem.found), *facts_of(problem.expected)], held) == []
        named += "\n".join(cell for cell in ("", problem.found, problem.expected, "") if isinstance(cell, str))
        for place in (problem.place, *problem.more):
            short = f"{place.file.rpartition('/')[2]}:{place.row}"
            named += f"\n{place}\n{short}\n{short} {place.field}\n{problem.record_id}"
    for language in messages.LANGUAGES:
        for form, write in FORMATS.items():
            assert unsaid("\n".join(texts(write(report, language), form)), named, held + named) == [], form


# What the machine formats hold besides.
FIXED = (
    "::error ::warning ::notice file= line= title= %0A %25 2.1.0 https://json.schemastore.org/sarif-2.1.0.json member "
    "new-infrastructure-plans unicodeCodePoints "
    + ",".join(("code", "severity", "file", "row", "field", "rule", "more"))
).split()


def texts(shown: str, form: str) -> list[str]:
    """What is shown in a format, without the marks of the format: its lines, cells or values."""
    if form == "csv":
        return [cell for row in csv.DictReader(io.StringIO(shown)) for cell in row.values()]
    return list(values(json.loads(shown))) if form in ("json", "sarif") else shown.replace("%25", "%").split("\n")


def values(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for below in content.values() if isinstance(content, dict) else content:
            yield from values(below)


@pytest.mark.parametrize("code", CODES)
def test_a_case_is_told_apart_by_language(code: str, clean: Path, tmp_path: Path) -> None:
    for problem in found_in(code, clean, tmp_path / "package").problems:
        told_apart(problem)


def told_apart(problem: Problem) -> None:
    """What the project says of a problem is not the same in both languages."""
    said = {language: problem.said(language) for language in messages.LANGUAGES}
    for name in said["zh"]:
        if isinstance(shown := getattr(problem, name), Message):
            sentence = messages._sentence(shown.key)
            assert said["zh"][name] != said["en"][name] or sentence["zh"] == sentence["en"], shown


# ---- every refusal of draft ----


def refused(case: str, folder: Path) -> Problem:
    """Why a text is refused."""
    name, content = REFUSED[case]
    (folder / "texts").mkdir()
    file = folder / name
    file.write_bytes(content)
    with pytest.raises(Refused) as error:
        draft(file, "xugou-2021", read_package(folder, lab.SCHEMAS), texts=folder / "texts", area_code="999900")
    return error.value.problem


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_is_told_apart_by_language(case: str, tmp_path: Path) -> None:
    told_apart(refused(case, tmp_path))


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_shows_messages_and_data_only(case: str, tmp_path: Path, marks: pytest.MonkeyPatch) -> None:
    problem = refused(case, tmp_path)
    assert problem.code == case.partition(",")[0]
    facts = [*facts_of(problem.found), *facts_of(problem.expected), *facts_of(problem.fix)]
    assert strange(facts, data(tmp_path) + " gb18030 utf-16 utf-8 .txt .md .html .htm .docx .pdf .doc") == []


# ---- the command line ----


ROOTED = ("validate", "lock", "coverage", "review", "draft", "release")  # what is tried on the small package
HAN = re.compile("[\u3400-\u9fff]")
LOCALES = {"zh": "zh_CN.UTF-8", "en": "en_GB.UTF-8"}


def run(patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str, language: str = "zh") -> str:
    """What a command shows, in this process."""
    patch.setenv("LC_ALL", LOCALES[language])
    patch.setattr(sys, "argv", ["build.py", *arguments])
    with pytest.raises(SystemExit):
        build.run_command_line()
    shown = capsys.readouterr()
    return shown.out + shown.err


WRONG = """
nope | validat | --nope | validate nope | validate --frmat x | validate --format x | validate --jobs 0
validate --jobs x | validate --sources | validate --strict=1 | validate --scheduler nope
validate --scheduler tcp://127.0.0.1:1 | build --nope | build --out | explain nope | explain cell-emty | explain a b
fmt x | fmt --root /nope | lock --sources /nope | lock x | coverage nope | coverage --sources /nope | agreement x
verify | verify /nope | verify . | verify . x | draft | draft --id | draft --id x | draft /nope.txt --id x
draft a b --id x | draft --discard --id nope | review | review nope --reader reader-a | review {plan} --reader Bob
review {plan} --reader reader-a --port x | review {plan} --reader reader-a --sources /nope | diff | diff nope | diff -x
diff HEAD --format x | serve --port x | bench --sizes x | bench --sizes 7 | bench --json /nope/file | bench --seconds x
build --site-url nope | release | release --out /nope/x | release --out /nope/x --tag v9 | release --site-url ftp://x
sign --reader reader-z | review {plan} --reader reader-z
figures 一 --period 2020 | figures 一 --period 2022-2020 | build --out {foreign} | build --out {link}
release --out {foreign} | serve --port 99999 | serve --port {port} | review {plan} --reader reader-a --port {port}
"""
TYPED = re.split(r" \| |\n", WRONG.strip())


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """What cannot be used: a folder that holds what no build made, a link to it, a port that is taken."""
    folder = tmp_path_factory.mktemp("places")
    foreign, link = folder / "foreign", folder / "link"
    foreign.mkdir()
    (foreign / "thesis.docx").write_text("mine")
    link.symlink_to(foreign)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        yield {"plan": lab.PLAN, "foreign": str(foreign), "link": str(link), "port": port}


@pytest.mark.parametrize("typed", TYPED)
def test_wrong_usage_is_told_in_the_language_of_the_locale(
    typed: str,
    clean: Path,
    places: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    given = typed.format(**places).split()
    rooted = given[0] in ROOTED
    arguments = [given[0], *(["--root", str(clean)] if rooted else []), *given[1:]]
    shown = {language: run(monkeypatch, capsys, *arguments, language=language) for language in messages.LANGUAGES}
    assert HAN.search(shown["zh"]) and not HAN.search(shown["en"].replace("一", "")), shown


def test_where_nothing_is_left_to_sign_nobody_is_told_to_sign(capsys: pytest.CaptureFixture[str]) -> None:
    build.show_unsigned({}, "reader-a")
    shown = capsys.readouterr().out
    assert "reader-a" in shown and "build.py" not in shown


@pytest.mark.parametrize("typed", TYPED)
def test_wrong_usage_shows_messages_and_what_was_typed(
    typed: str,
    clean: Path,
    places: dict[str, str],
    marks: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    given = typed.format(**places).split()
    rooted = given[0] in ROOTED
    shown = run(marks, capsys, given[0], *(["--root", str(clean)] if rooted else []), *given[1:])
    assert "⟦⟧" in shown
    held = " ".join([typed, *places.values(), "reader-a、reader-b"])
    named = f"{names(clean)} {held} {build.ROOT} /shared/sources draft-file-unreadable draft-not-there thesis.docx "
    assert unsaid(shown, named, named + names(build.ROOT / "datapackage")) == []


@pytest.mark.parametrize("name", ["", *build.main.commands])
def test_help_shows_messages_commands_and_options(
    name: str, marks: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = run(marks, capsys, *([name] if name else []), "--help")
    parameters = (build.main.commands[name] if name else build.main).params
    own = [str(word) for p in parameters for word in (p.metavar, p.default, getattr(p, "show_default", ""))]
    assert shown.count("⟦⟧") > len(parameters)
    named = "\n".join([names(), *own])
    assert unsaid(shown, named, named) == []


# What a contributor's edit can do to the project's own files, and what the reading of it raises.
DAMAGES: dict[str, Exception] = {
    "no-yaml": yaml.YAMLError("no more"),
    "key-twice": KeyTwice("name", yaml.Mark("", 0, 4, 0, "", 0)),
    "key-missing": KeyError("fields"),
    "no-pattern": re.error("nothing to repeat", "*"),
    "unfit": Unfit("name", "unit"),
    "unusable": RecursionError("no more"),
    "gone": FileNotFoundError(2, "No such file or directory"),
    "no-python": SyntaxError("no more", ("rule.py", 7, 1, "", 7, 2)),
}
ERRORS: dict[str, Exception] = {
    **{name: Damaged("schemas/units.yaml", cause) for name, cause in DAMAGES.items()},
    "full": OSError(28, "No space left on device"),
    "refused": PermissionError(13, "Permission denied", "targets.csv"),
    "strange": OSError(95, "Operation not supported", "targets.csv"),
    "of the program": ZeroDivisionError("division by zero"),
}


@pytest.mark.parametrize("name", ERRORS)
def test_what_ends_a_command_shows_messages_and_what_other_programs_say(name: str, marks: pytest.MonkeyPatch) -> None:
    said = " name fields unit * no more nothing to repeat ENOTSUP "
    said += "RecursionError: no more ZeroDivisionError: division by zero"
    for language in messages.LANGUAGES:
        shown = in_a_line(ERRORS[name], language)
        assert "⟦⟧" in shown
        assert unsaid(shown, "", "schemas/units.yaml targets.csv" + said) == []


@pytest.mark.parametrize("name", ERRORS)
def test_what_ends_a_command_is_told_in_either_language(name: str) -> None:
    assert HAN.search(in_a_line(ERRORS[name], "zh")) and not HAN.search(in_a_line(ERRORS[name], "en"))


SPOILED = [
    {"set": ["targets.csv", "linhe-2020.t01", "what_en", "two  spaces "]},
    {"replace": ["documents.csv", "linhe-2020,", "linhe-2020,x,"]},
    {"save": ["notes.csv", "gb18030"]},
    {"set": ["observations.csv", "linhe-2020.o01", "quote", "没有的文字"]},
    {"drop": ["mentions.csv", "linhe-2020.m01"]},
]
RUNS = """
validate | validate linhe-2020 | validate --sources /nope | fmt --check | fmt | lock | coverage | coverage --all
agreement | diff HEAD | diff HEAD --format markdown | figures 到2022年，建成约 6.5万 座基站， 数十 个平台 | figures 无
"""


@pytest.mark.parametrize("spoiled", [False, True], ids=["clean", "spoiled"])
@pytest.mark.parametrize("typed", re.split(r" \| |\n", RUNS.strip()))
def test_commands_show_messages_and_data_only(
    typed: str,
    spoiled: bool,
    clean: Path,
    tmp_path: Path,
    marks: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = tmp_path / "package"
    shutil.copytree(clean, root)
    git = ["git", "-C", str(root), "-c", "user.name=reader-a", "-c", "user.email=reader-a@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"]):
        subprocess.run([*git, *words], check=True, capture_output=True)
    lab.apply(root, SPOILED if spoiled else [])
    sources = ["--sources", str(root / "sources")] if typed.startswith(("validate", "lock", "coverage")) else []
    shown = run(marks, capsys, typed.split()[0], *sources, *typed.split()[1:], "--root", str(root))
    assert "⟦⟧" in shown
    named = f"{names(root, clean)} {SPOILED} {FIELDS} {ENTERED} {typed} 到2022年"  # cells are shown as they are
    held = data(root, clean) + named
    assert unsaid(shown, held if typed.startswith("diff") else named, held) == []
