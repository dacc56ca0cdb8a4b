"""The commands: each is told in full, in both languages, by --help and on its page, and none that is not there."""

from __future__ import annotations

import ast
import inspect
import re
from html import unescape
from pathlib import Path
from typing import Any

import click
import pytest

import build as command_line
from publisher.render.commands import as_markdown, described, shown
from publisher.terms.messages import LANGUAGES, words
from tests.conftest import command

COMMANDS = command_line.main.commands
HAN = re.compile("[\u4e00-\u9fff]")
EACH = pytest.mark.parametrize("language", LANGUAGES)


def said(language: str) -> dict[str, Any]:
    found: dict[str, Any] = words(language)["commands"]
    return found


def sentences(language: str) -> list[str]:
    """Every sentence on commands."""
    everything = said(language)
    own = [everything[name] for name in COMMANDS]
    return [
        everything["all"],
        *everything["page"].values(),
        *everything["shared"].values(),
        *(entry[key] for entry in own for key in ("does", "fails") if key in entry),
        *(sentence for entry in own for sentence in entry.get("options", {}).values()),
    ]


@EACH
def test_what_is_told_is_what_is_there(language: str) -> None:
    """Every command, argument and option has its sentence, and no sentence is left of one that went."""
    everything = said(language)
    assert set(everything) == {"all", "page", "shared", *COMMANDS}
    used = set()
    for name, entry in COMMANDS.items():
        names = {str(parameter.name) for parameter in shown(entry)}
        own = set(everything[name].get("options", {}))
        assert own <= names, name
        assert names - own <= set(everything["shared"]), name
        used |= names - own
    assert used == set(everything["shared"])


@EACH
def test_sentences_are_in_their_language(language: str) -> None:
    for sentence in sentences(language):
        assert bool(HAN.search(sentence)) == (language == "zh"), sentence
        assert sentence.strip().endswith((".", "。", "{what}")), sentence


@EACH
@pytest.mark.parametrize("name", COMMANDS)
def test_exit_code_1_is_told_where_it_occurs(name: str, language: str) -> None:
    function = COMMANDS[name].callback
    assert function is not None
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(function))) if isinstance(node, ast.Call)]
    assert any(ast.unparse(call.func) == "sys.exit" for call in calls) == ("fails" in said(language)[name])


def typed(name: str) -> list[str]:
    """How a command's options are typed, and its arguments and choices."""
    context = click.Context(COMMANDS[name])
    found = []
    for parameter in shown(COMMANDS[name]):
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
    told = described(name, COMMANDS[name], language)
    assert all(part in text for part in (told.does, told.fails, *(p.meaning for p in told.parameters), *typed(name)))


def test_help_lists_all_commands() -> None:
    done = command("--help", LC_ALL="zh_CN.UTF-8")
    assert done.returncode == 0
    assert all(re.search(rf"^  {name} +{re.escape(said('zh')[name]['does'])}$", done.stdout, re.M) for name in COMMANDS)


def test_wrong_usage_is_exit_code_2() -> None:
    done = command("fmt", "--nope")
    assert done.returncode == 2 and "--nope" in done.stderr and "Traceback" not in done.stderr


@EACH
def test_the_page_has_a_section_a_command(language: str) -> None:
    text = as_markdown(command_line.main, language)
    sections = dict(re.findall(r"^## (\w+) \{#\w+\}\n(.*?)(?=^## |\Z)", text, re.M | re.S))
    assert list(sections) == list(COMMANDS)
    for name, section in sections.items():
        missing = [part for part in typed(name) if part not in section]
        assert not missing, (name, missing)


@pytest.mark.slow
@EACH
def test_every_command_and_option_stands_on_the_built_page(language: str, built: Path) -> None:
    page = (built / language / "commands" / "index.html").read_text("utf-8")
    text = unescape(re.sub(r"<[^>]+>", "", page))
    for name in COMMANDS:
        assert f'id="{name}"' in page, name
        assert all(part in text for part in (said(language)[name]["does"], *typed(name))), name


def test_the_readme_names_every_command(root: Path) -> None:
    listed = (root / "README.md").read_text("utf-8").split("The commands (")[1].split(".\n")[0].split(" The source")[0]
    assert set(re.findall(r"`(\w+)`", listed)) == set(COMMANDS)
