"""Whatever goes wrong, a person gets one line that says what, nothing hangs, and nothing is destroyed."""

from __future__ import annotations

import io
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from counted import calls

import build as command_line
from publisher.check import stock
from publisher.check.rule import catalogue
from publisher.maintain.fmt import Left, looked_at, repair
from publisher.read.descriptor import parse_descriptor
from publisher.run.folder import refuse_foreign
from publisher.run.plainly import in_a_line
from publisher.terms.damaged import Damaged
from publisher.terms.messages import Refusal, say
from publisher.terms.schema import load_schemas, load_yaml
from tests.checks import lab
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

CLAIM = "上海市新型基础设施建设行动方案，到二〇二二年底建成第五代移动通信基站三万四千个，形成若干成果。"


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return lab.clean(tmp_path / "package")


class Done(NamedTuple):
    exit_code: int
    output: str


def run(*arguments: str) -> Done:
    """What a command shows, in this process."""
    shown = io.StringIO()
    with redirect_stdout(shown), redirect_stderr(shown), pytest.raises(SystemExit) as ended:
        command_line.run_command_line(list(arguments))
    return Done(int(ended.value.code or 0), shown.getvalue())


# The project's own files.


def cut(text: str) -> str:
    return text[: len(text) // 2] + '\n  - "'


SCHEMA_EDITS: dict[str, tuple[Callable[[str], str], str]] = {
    "broken": (cut, " is no YAML, "),
    "a key twice": (lambda text: text.replace("name: units\n", "name: units\nname: units\n"), "name stands twice"),
    "no pattern": (lambda text: re.sub("pattern: [^,}]*", 'pattern: "["', text, count=1), "no regular expression"),
    "fields gone": (lambda text: text.replace("fields:", "felder:", 1), "the key fields is missing"),
    "another name": (lambda text: text.replace("name: units\n", "name: unit\n", 1), "name cannot be unit"),
    "a type that is none": (lambda text: text.replace("type: string", "type: text", 1), ".type cannot be text"),
    "nested": (lambda _text: "[" * 5000, ""),
    "a list": (lambda _text: "- 1\n", "the key name is missing"),
    "empty": (lambda _text: "", "the key name is missing"),
}


@pytest.mark.parametrize("edit", SCHEMA_EDITS)
def test_a_damaged_schema_is_named(edit: str, tmp_path: Path) -> None:
    folder = shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    change, said = SCHEMA_EDITS[edit]
    path = folder / "units.yaml"
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    with pytest.raises(Damaged, match=r"units\.yaml") as damaged:
        load_schemas(folder)
    assert said in in_a_line(damaged.value, "en")


def test_a_schema_that_is_gone_is_named(tmp_path: Path) -> None:
    folder = shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    (folder / "notes.yaml").unlink()
    with pytest.raises(Damaged, match=r"notes\.yaml"):
        load_schemas(folder)


@pytest.mark.parametrize("error", [SyntaxError("invalid syntax"), ImportError("no such rule"), NameError("chek")])
def test_a_damaged_rule_is_named(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_name: str) -> None:
        raise error

    monkeypatch.setattr("publisher.check.rule.importlib.import_module", refuse)
    with pytest.raises(Damaged, match=r"publisher/check/rules/files\.py"):
        catalogue.__wrapped__()


# What a command says when it cannot go on.


def raising(error: Exception) -> tuple[int, str]:
    script = (
        f"import sys\nsys.path.insert(0, sys.argv[1])\nfrom build import plainly\nwith plainly():\n  raise {error!r}\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(ROOT)], capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device"), "no space left on the disk"),
        (PermissionError(13, "Permission denied", "targets.csv"), "permission denied"),
        (RecursionError("maximum recursion depth exceeded"), "RecursionError"),
        (KeyError("x"), "KeyError"),
    ],
)
def test_an_error_is_one_line(error: Exception, said: str) -> None:
    code, told = raising(error)
    assert code == 2 and said in told and told.count("\n") == 1 and "Traceback" not in told


@pytest.mark.parametrize(("language", "word"), [("zh", "损坏"), ("en", "damaged")])
def test_damage_is_told_in_the_language_of_the_locale(language: str, word: str) -> None:
    told = in_a_line(Damaged("schemas/units.yaml", KeyError("fields")), language)
    assert "schemas/units.yaml" in told and "fields" in told and word in told and "git restore" in told


def test_errors_of_the_program_are_shown_whole_where_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError), command_line.plainly():
        raise ZeroDivisionError


EXPLAIN = [sys.executable, str(ROOT / "build.py"), "explain", "--list"]


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-16", "gbk"])
def test_output_in_any_encoding(encoding: str) -> None:
    environment = {**os.environ, "LC_ALL": "zh_CN.UTF-8", "PYTHONIOENCODING": encoding}
    done = subprocess.run(EXPLAIN, env=environment, capture_output=True, check=False)
    assert done.returncode == 0 and b"Traceback" not in done.stderr
    assert "quote-not-in-source" in done.stdout.decode(encoding.replace("ascii", "utf-8"))


def test_output_to_a_file_is_utf_8_in_any_locale() -> None:
    environment = {**os.environ, "LC_ALL": "C", "LANG": "zh_CN.GB18030", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(EXPLAIN, env=environment, capture_output=True, check=True)
    done.stdout.decode("utf-8")


@pytest.mark.parametrize("to", ["> /dev/full", ">&-", "2>&-", "<&- 2>&-", "| true"])
def test_output_that_goes_nowhere(to: str) -> None:
    line = f"'{sys.executable}' '{ROOT / 'build.py'}' explain --list {to}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr and done.stderr.count("\n") <= 1


# Ports and folders.


@pytest.mark.parametrize("arguments", [["serve"], ["review", "shanghai-2020", "--reader", "reader-a"]])
def test_a_port_that_is_taken(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.run.serve.rebuild", lambda *_, **__: None)
    with socket.create_server(("127.0.0.1", 0)) as server:
        done = run(*arguments, "--port", str(server.getsockname()[1]))
    assert done.exit_code == 2 and "--port" in done.output and done.output.count("\n") < 5


def published(folder: Path) -> Path:
    (folder / "data" / "tables").mkdir(parents=True)
    for name in ("index.html", "data/tables/targets.csv"):
        (folder / name).write_text("x")
    sha256 = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    (folder / "SHA256SUMS").write_text(f"{sha256}  index.html\n{sha256}  data/tables/targets.csv\n")
    return folder


def test_what_a_build_made_is_replaced(tmp_path: Path) -> None:
    refuse_foreign(tmp_path / "none")
    refuse_foreign(tmp_path)
    refuse_foreign(published(tmp_path / "dist"))
    (tmp_path / "dist" / "data" / ".DS_Store").write_text("")
    refuse_foreign(tmp_path / "dist")


@pytest.mark.parametrize("name", [".git/config", "CNAME", "data/notes.md", "data/tables/more/x.csv", ".well-known"])
def test_what_no_build_made_is_not_replaced(name: str, tmp_path: Path) -> None:
    path = published(tmp_path / "dist") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine")
    with pytest.raises(Refusal):
        refuse_foreign(tmp_path / "dist")
    done = run("build", "--out", str(tmp_path / "dist"))
    assert done.exit_code == 2 and name.split("/")[-1 if name.startswith("data/n") else 0] in done.output
    assert path.read_text() == "mine"


@pytest.mark.parametrize("name", ["datapackage", "datapackage/dist", "datapackage/plans/linhe-2020/dist"])
def test_nothing_is_built_among_the_data(name: str, clean: Path) -> None:
    with pytest.raises(Refusal):
        refuse_foreign(clean / name)


def test_a_folder_of_anything_else_or_a_link_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path)
    for folder in (tmp_path, tmp_path / "link"):
        with pytest.raises(Refusal):
            refuse_foreign(folder)


@pytest.mark.parametrize("name", ["who?", "star*", "br[1]", "a?b=[1]*"])
def test_stock_frictionless_reads_a_folder_of_any_name(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "t.csv").write_text("id\n1\n")
    table = {"name": "t", "type": "table", "path": "t.csv", "format": "csv"}
    content = {"name": "p", "resources": [{**table, "schema": {"fields": [{"name": "id", "type": "string"}]}}]}
    assert stock.ask(content, str(folder), ["t"]) == []


# Files that are none, or unreadable.


def left(root: Path) -> dict[str, str]:
    """What fmt leaves alone: file → rule."""
    return {found.path.name: found.code for found in looked_at(lab.package(root)) if isinstance(found, Left)}


@pytest.mark.parametrize("name", ["targets.csv", "units.csv", "evidence.csv", "datapackage.yaml"])
def test_a_pipe_is_never_waited_for(name: str, clean: Path) -> None:
    path = lab.locate(clean, name) if name.endswith("csv") else clean / "datapackage" / name
    path.unlink()
    os.mkfifo(path)
    assert any(problem.place.file.endswith(name) for problem in lab.validate(clean).problems)
    assert left(clean) == {name: "file-unreadable"}
    done = run("lock", "--root", str(clean), "--sources", str(clean / "sources"))
    assert done.exit_code == 1 or (name == "evidence.csv" and path.is_file())


@pytest.mark.parametrize("name", ["targets.csv", "evidence.csv", "datapackage.yaml"])
def test_a_folder_in_place_of_a_file(name: str, clean: Path) -> None:
    path = lab.locate(clean, name) if name.endswith("csv") else clean / "datapackage" / name
    path.unlink()
    path.mkdir()
    assert any(problem.place.file.endswith(name) for problem in lab.validate(clean).problems)
    assert left(clean) == {name: "file-unreadable"}
    done = run("lock", "--root", str(clean), "--sources", str(clean / "sources"))
    assert done.exit_code == 1 and path.is_dir()


@pytest.mark.parametrize("saved", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text])
def test_a_text_that_another_program_saved_is_told_so(saved: Callable[[str], str], clean: Path) -> None:
    path = clean / "sources/linhe-2020.txt"
    path.write_bytes(saved(path.read_bytes().decode()).encode())
    (problem,) = lab.validate(clean).problems
    assert problem.code == "text-not-as-pinned" and "the same words" in str(problem.said("en"))


def test_sign_offs_in_utf_16_are_one_problem(clean: Path) -> None:
    path = lab.locate(clean, "checks.csv")
    path.write_text(path.read_text("utf-8"), "utf-16")
    assert [problem.code for problem in lab.validate(clean).problems] == ["file-not-utf8"]


def test_sign_offs_in_another_order_are_those_that_were_given(clean: Path) -> None:
    path = lab.locate(clean, "checks.csv")
    heading, *rows = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join((heading, *reversed(rows))), "utf-8")
    assert lab.validate(clean).problems == ()
    rows[1] = rows[1].replace("agreed", "corrected")
    path.write_text("".join((heading, *reversed(rows))), "utf-8")
    assert "check-edited" in {problem.code for problem in lab.validate(clean).problems}


def test_a_lock_in_utf_16_is_a_problem_and_written_anew(clean: Path) -> None:
    path = lab.locate(clean, "evidence.csv")
    was = path.read_bytes()
    path.write_bytes(was.decode().encode("utf-16"))
    assert [problem.code for problem in lab.validate(clean).problems] == ["file-not-utf8"]


@contextmanager
def without_rights() -> Iterator[None]:
    """As a user without rights, where root runs the test: root may read everything."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.mark.parametrize("name", ["plans/linhe-2020", "plans", "plans/linhe-2020/targets.csv", "datapackage.yaml"])
def test_what_may_not_be_read_is_a_problem(name: str) -> None:
    folder = Path(tempfile.mkdtemp(prefix="robust-"))
    folder.chmod(0o755)
    root = lab.clean(folder / "package")
    assert lab.validate(root).problems == () and list(looked_at(lab.package(root))) == []
    path = root / "datapackage" / name
    path.chmod(0)
    try:
        with without_rights():
            assert lab.validate(root).problems
            assert list(looked_at(lab.package(root)))
    finally:
        path.chmod(0o755)
        shutil.rmtree(folder)


def test_a_file_that_cannot_be_written_is_said(clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = lab.locate(clean, "targets.csv")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    def refuse(_path: Path, _data: bytes) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("publisher.work.files.write_atomically", refuse)
    done = run("fmt", "--root", str(clean))
    assert done.exit_code == 1 and "targets.csv: not written, permission denied" in done.output
    assert "0 files changed\n1 file left alone" in done.output


@pytest.mark.parametrize("nested", ["[" * 5000, "[" * 800 + "]" * 800, "[" * 60 + "]" * 60], ids=len)
def test_a_descriptor_nested_too_deeply(clean: Path, nested: str) -> None:
    """Also where it can be parsed, but not shown."""
    path = clean / "datapackage" / "datapackage.yaml"
    path.write_text(f"{path.read_text('utf-8')}x: {nested}", "utf-8")
    assert {problem.code for problem in lab.validate(clean).problems} == {"descriptor-not-yaml"}
    assert left(clean) == {"datapackage.yaml": "descriptor-not-yaml"}


def test_a_key_twice_in_the_descriptor_is_named_with_its_line(clean: Path) -> None:
    path = clean / "datapackage" / "datapackage.yaml"
    text = path.read_text("utf-8")
    path.write_text(text + "version: 9.9.9\n", "utf-8")
    (problem,) = lab.validate(clean).problems
    assert problem.code == "descriptor-not-yaml" and problem.found == say("descriptor-not-yaml.twice", name="version")
    assert problem.place.row == text.count("\n") + 1
    assert left(clean) == {"datapackage.yaml": "descriptor-not-yaml"}


def test_keys_twice() -> None:
    with pytest.raises(yaml.YAMLError, match="b"):
        load_yaml("a:\n  - b: 1\n    c: 2\n    b: 3\n")
    assert load_yaml("a: {b: 1}\nc: {b: 2}\n") == {"a": {"b": 1}, "c": {"b": 2}}
    assert parse_descriptor(b"a: 1\na: 2\n")[1][0].line == 2


# fmt guesses nothing.


KNOWN = frozenset(CLAIM)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("big5", "本市推進新型基礎設施建設行動方案，加快建設第五代移動通信基站，形成若干成果。"),
        ("cp949", "상하이시 신형 기반시설 건설 행동방안, 제5세대 이동통신 기지국 건설을 가속화한다."),
        ("euc-jp", "上海市新型インフラ建設行動方案、第五世代移動通信基地局の建設を加速する。"),
    ],
)
def test_another_encoding_is_left_alone(encoding: str, text: str) -> None:
    schema = lab.SCHEMAS["notes"]
    data = (",".join(schema.names) + "\n" + text + "," * (len(schema.names) - 1) + "\n").encode(encoding)
    found = repair(Path("notes.csv"), data, schema, lambda: KNOWN)
    assert isinstance(found, Left) and found.code == "file-not-utf8"


def test_gb18030_is_converted_where_its_characters_are_ours() -> None:
    schema = lab.SCHEMAS["notes"]
    text = ",".join(schema.names) + "\n" + CLAIM + "," * (len(schema.names) - 1) + "\n"
    found = repair(Path("notes.csv"), text.encode("gb18030"), schema, lambda: KNOWN)
    assert found is not None and not isinstance(found, Left) and CLAIM in found.text
    assert isinstance(repair(Path("notes.csv"), text.encode("gb18030"), schema), Left)


def test_swapped_headings_are_left_alone(clean: Path) -> None:
    path = lab.locate(clean, "targets.csv")
    heading, rest = path.read_text("utf-8").split("\n", 1)
    names = heading.split(",")
    i, j = names.index("value"), names.index("what_en")
    names[i], names[j] = names[j], names[i]
    path.write_text(",".join(names) + "\n" + rest, "utf-8")
    assert left(clean) == {"targets.csv": "columns-out-of-order"}


@pytest.mark.parametrize("name", ["targets.csv", "units.csv", "checks.csv", "readings.csv"])
@pytest.mark.parametrize("how", ["emptied", "removed"])
def test_a_file_that_had_rows_is_not_made_an_empty_table(name: str, how: str, clean: Path) -> None:
    path = lab.locate(clean, name)
    assert path.read_text("utf-8").count("\n") > 1
    if how == "emptied":
        path.write_text("")
    else:
        path.unlink()
    assert set(left(clean)) == {name}
    done = run("fmt", "--root", str(clean))
    assert done.exit_code == 1 and f"{name}: left alone, file-" in done.output
    assert not path.exists() or path.read_text("utf-8") == ""


def test_the_line_sep_of_a_spreadsheet_program_is_removed() -> None:
    schema = lab.SCHEMAS["notes"]
    found = repair(Path("notes.csv"), ("sep=;\n" + ";".join(schema.names) + "\n").encode(), schema)
    assert found is not None and not isinstance(found, Left)
    assert found.text == ",".join(schema.names) + "\n" and found.actions[0] == say("fmt.hint", line="sep=;")


# Much of the same.


def test_work_is_linear_in_equal_ids(clean: Path) -> None:
    path = lab.locate(clean, "targets.csv")
    text = path.read_text("utf-8")
    row = text.split("\n")[1] + "\n"

    def cost(copies: int) -> int:
        path.write_text(text + row * copies, "utf-8")
        return calls(lambda: few(lab.validate(clean)))

    def few(outcome: Any) -> None:
        assert len(outcome.problems) < 20

    cost(1)  # what is done once in a process
    assert cost(8_000) < 2.2 * cost(4_000)


USAGES = {
    "figures, closed input": (["figures"], 2, "no input to read"),
    "validate, texts in a folder that is not there": (["validate", "--sources", "/none/here"], 2, "that is there"),
    "review, a text that is not there": (
        ["review", "linhe-2020", "--reader", "reader-a", "--text", "/none/here.txt"], 2, "--text is wrong",
    ),
    "sign, a reader who is not declared": (["sign", "--reader", "reader-z"], 2, "declares no reader-z"),
    "review, a reader who is not declared": (
        ["review", "linhe-2020", "--reader", "reader-z"], 2, "declares no reader-z",
    ),
    "sign, sign-offs that are no file": (["sign", "--reader", "reader-a"], 1, "Nothing was signed"),
}  # fmt: skip


@pytest.mark.parametrize("name", USAGES)
def test_what_cannot_be_done_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = lab.clean(tmp_path / "package")
    (command, *options), code, words = USAGES[name]
    if "no file" in name:
        (root / "datapackage/checks.csv").unlink()
        (root / "datapackage/checks.csv").mkdir()
    monkeypatch.setattr(sys, "stdin", None)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
        command_line.run_command_line([command, "--root", str(root), *options])
    assert ended.value.code == code and words in out.getvalue() + err.getvalue(), out.getvalue() + err.getvalue()
