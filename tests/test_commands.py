"""The commands: each is told in full, in both languages, by --help and on its page, and none that is not there."""

from __future__ import annotations

import ast
import inspect
import io
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import click
import pytest

import build as command_line
from publisher.render.commands import as_markdown, command_help, key_of
from publisher.terms import messages
from publisher.terms.messages import LANGUAGES, Message, text
from tests.conftest import command

COMMANDS = command_line.main.commands
HAN = re.compile("[\u4e00-\u9fff]")
EACH = pytest.mark.parametrize("language", LANGUAGES)


def sentences(language: str) -> dict[str, str]:
    """Every sentence on commands, by its key."""
    parts = ("help", "option", "argument", "exit")
    found = messages.sentences().items()
    return {key: both[language] for key, both in found if key.partition(".")[0] in parts}


@EACH
def test_what_is_told_is_what_is_there(language: str) -> None:
    """Every command, argument and option has its sentence, and no sentence is left of one that went."""
    wanted = {"help.main"}
    for name, entry in COMMANDS.items():
        wanted |= {f"help.{name}", *(key_of(parameter, name) for parameter in entry.params)}
        wanted |= {f"exit.{name}"} if ends_with_1(name) else set()
    assert wanted == set(sentences(language))


@EACH
def test_sentences_are_in_their_language(language: str) -> None:
    for key, sentence in sentences(language).items():
        assert bool(HAN.search(sentence)) == (language == "zh"), key
        assert sentence.endswith("。" if language == "zh" else "."), key


def ends_with_1(name: str) -> bool:
    """Whether a command says by its exit code what it found."""
    function = COMMANDS[name].callback
    assert function is not None
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(function))) if isinstance(node, ast.Call)]
    return any(ast.unparse(call.func) == "sys.exit" for call in calls)


def names(name: str) -> list[str]:
    """What is typed after a command: its options, its arguments, and the words to choose from."""
    context = click.Context(COMMANDS[name])
    found = []
    for parameter in COMMANDS[name].params:
        found += parameter.opts if isinstance(parameter, click.Option) else [parameter.make_metavar(context)]
        found += parameter.type.choices if isinstance(parameter.type, click.Choice) else []
    return found


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("locale", ["zh_CN.UTF-8", "C.UTF-8"])
def test_help_tells_all_in_the_language_of_the_locale(name: str, locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    context = click.Context(COMMANDS[name], info_name=name)
    language = "zh" if locale.startswith("zh") else "en"
    text = COMMANDS[name].get_help(context)
    said = command_help(name, COMMANDS[name], language)
    assert all(part in text for part in (said.does, said.fails, *(what for _, what in said.parameters), *names(name)))


@click.command()
@click.argument("plans", nargs=-1, metavar="[PLAN]…")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--reader", required=True, metavar="NAME")
@click.option("-s", "--strict", is_flag=True)
def example() -> None:
    """What every kind of parameter looks like."""


def test_parameters_are_written_as_they_are_typed() -> None:
    assert command_help("validate", example, "en").usage == "build.py validate [OPTIONS] [PLAN]…"
    written = [
        (typed, meaning.rsplit(".", 2)[-2].strip())
        for typed, meaning in command_help("validate", example, "en").parameters
    ]
    assert written == [
        ("[PLAN]…", "The ids of plans; without one, all plans"),
        ("--format [text|json]", "Default: text"),
        ("--reader NAME", "Required"),
        ("-s, --strict", "Warnings fail too, and the frictionless library checks the tables once more, independently"),
    ]


def test_what_reads_the_data_takes_their_folder_and_what_keeps_anything_can_do_without() -> None:
    taken = {name: {opt for one in entry.params for opt in one.opts} for name, entry in COMMANDS.items()}
    assert {name for name, options in taken.items() if "--root" not in options} == {"explain", "verify"}
    assert {name for name, options in taken.items() if "--no-cache" in options} == {
        "build",
        "release",
        "validate",
        "serve",
    }


def test_help_lists_all_commands() -> None:
    done = command("--help", LC_ALL="zh_CN.UTF-8")
    assert done.returncode == 0
    assert all(
        re.search(rf"^  {name} +{re.escape(sentences('zh')[f'help.{name}'])}$", done.stdout, re.M) for name in COMMANDS
    )


def test_wrong_usage_is_exit_code_2() -> None:
    done = command("fmt", "--nope")
    assert done.returncode == 2 and "--nope" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["coverage", "agreement"])
def test_what_saw_nothing_does_not_look_clean(name: str, tmp_path: Path) -> None:
    done = command(name, "--root", str(tmp_path))
    assert done.returncode == 2 and not done.stdout and "Traceback" not in done.stderr and str(tmp_path) in done.stderr


@EACH
def test_the_page_has_a_section_a_command(language: str) -> None:
    text = as_markdown(command_line.main, language)
    sections = dict(re.findall(r"^## (\w+) \{#\w+\}\n(.*?)(?=^## |\Z)", text, re.M | re.S))
    assert list(sections) == list(COMMANDS)
    for name, section in sections.items():
        missing = [part for part in names(name) if part not in section]
        assert not missing, (name, missing)


@pytest.mark.slow
@EACH
def test_every_command_and_option_stands_on_the_built_page(language: str, built: Path) -> None:
    page = (built / language / "commands" / "index.html").read_text("utf-8")
    text = unescape(re.sub(r"<[^>]+>", "", page))
    for name in COMMANDS:
        assert f'id="{name}"' in page, name
        assert all(part in text for part in (sentences(language)[f"help.{name}"], *names(name))), name


TOLD = ["README.md", "CONTRIBUTING.md", "Makefile", ".ci/*", ".github/workflows/*.yml", "docs/*/*.md"]
TOLD += ["publisher/terms/messages/*.yml"]
TYPED = re.compile(r"build\.py ([a-z]+)((?: +(?:--?[a-z][a-z-]*|[^\s`&|;,#（，；。]+))*)")


def test_what_is_told_to_be_typed_is_a_command_with_its_options(root: Path) -> None:
    texts = {path: path.read_text("utf-8") for pattern in TOLD for path in sorted(root.glob(pattern))}
    seen = [(path.name, *found) for path, text in texts.items() for found in TYPED.findall(text)]
    assert len(seen) > 100
    wrong = []
    for name, given, rest in seen:
        known = {opt for parameter in COMMANDS[given].params for opt in parameter.opts} if given in COMMANDS else set()
        asked = set(re.findall(r"(?<= )--?[a-z][a-z-]*", rest)) - {"--help"}
        wrong += [(name, given, rest)] if given not in COMMANDS or asked - known else []
    assert not wrong


def test_any_python_hands_over_to_that_of_the_project(root: Path) -> None:
    if not (root / ".venv").is_dir():
        pytest.skip("the project is not set up in .venv")
    bare = [sys.executable, "-S"]  # without any package
    typed = [*bare, root / "build.py", "explain", "cell-empty"]
    done = subprocess.run(typed, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and done.stdout.startswith("cell-empty"), done.stderr


def test_the_readme_names_every_command(root: Path) -> None:
    listed = (root / "README.md").read_text("utf-8").split("The commands (")[1].split(".\n")[0].split(" The source")[0]
    assert set(re.findall(r"`(\w+)`", listed)) == set(COMMANDS)


class Terminal(io.StringIO):
    """What a terminal was sent."""

    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_once_work_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    assert command_line.show_progress(quiet=True) is None
    progress = command_line.show_progress(quiet=False)
    progress("check", 1, 3)
    assert terminal.getvalue() == "", "it has only begun"
    monkeypatch.setattr(command_line, "PATIENCE", -1)
    for done in (2, 3):
        progress("check", done, 3)
    seen = terminal.getvalue()
    assert text(Message("progress.check"), command_line.language()) in seen and "2/3" in seen and "3/3" in seen
    monkeypatch.setattr("sys.stderr", io.StringIO())
    assert command_line.show_progress(quiet=False) is None, "no terminal, no progress: none of it in logs"


def test_every_stage_that_shows_its_progress_has_a_name(root: Path) -> None:
    code = "".join(path.read_text("utf-8") for path in (root / "publisher").rglob("*.py"))
    stages = set(re.findall(r'stage="(\w+)"', code))
    assert {key.removeprefix("progress.") for key in messages.sentences() if key.startswith("progress.")} == stages


def test_a_folder_without_texts_is_none(root: Path, tmp_path: Path) -> None:
    """The page on quality has no column of texts where the folder is there and empty."""
    assert command_line.package(tmp_path, root).sources is None
    (tmp_path / "虚构.txt").write_text("一、目标\n", "utf-8")
    assert command_line.package(tmp_path, root).sources == tmp_path
