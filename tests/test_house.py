"""The rooms of publisher/, and what is told of them: what .importlinter cannot say."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from build import main

ROOT = Path(__file__).resolve().parents[1]
PUBLISHER = ROOT / "publisher"
FILES = sorted(PUBLISHER.rglob("*.py"))


Trees = dict[Path, ast.Module]


@pytest.fixture(scope="module")
def trees() -> Trees:
    """Every module of publisher/, parsed once for all tests of this file."""
    return {path: ast.parse(path.read_text("utf-8")) for path in FILES}


def rooms() -> set[str]:
    return {path.name for path in PUBLISHER.iterdir() if path.is_dir() and path.name != "__pycache__"}


def test_no_module_lies_outside_a_room() -> None:
    assert [path.name for path in PUBLISHER.glob("*.py")] == ["__init__.py"]


def test_the_map_names_every_room() -> None:
    said = ast.get_docstring(ast.parse((PUBLISHER / "__init__.py").read_text("utf-8"))) or ""
    assert set(re.findall(r"^    ([a-z]+)/", said, re.MULTILINE)) == rooms()


def foreign_private_names(path: Path, tree: ast.Module) -> list[str]:
    room = path.relative_to(PUBLISHER).parts[0]
    return [
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("publisher.")
        for alias in node.names
        if alias.name.startswith("_") and (node.module or "").split(".")[1] != room
    ]


def test_no_room_imports_private_names_of_another(trees: Trees) -> None:
    assert {path: names for path, tree in trees.items() if (names := foreign_private_names(path, tree))} == {}


def test_only_the_command_line_prints_exits_or_reads_the_environment(trees: Trees) -> None:
    for path, tree in trees.items():
        calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
        assert not {*map(ast.unparse, calls)} & {"print", "sys.exit", "exit", "os.getenv", "os.environ.get"}, path


PAGES = [ROOT / "docs" / language / "architecture.md" for language in ("zh", "en")]
PATH = re.compile(r"`((?:[\w.-]+/)*[\w-]+(?:/|\.py|\.yaml|\.csv))`")


def told(page: Path, anchor: str) -> list[list[str]]:
    """The rows of the table in a section of a page: the paths that each names."""
    section = page.read_text("utf-8").split(f"{{#{anchor}}}")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")][2:]
    return [PATH.findall(row) for row in rows]


def is_there(path: str) -> bool:
    """Whether a path of the project, or of publisher/, is a file or, where it ends so, a folder."""
    found = [folder / path for folder in (ROOT, PUBLISHER)]
    return any(place.is_dir() if path.endswith("/") else place.is_file() for place in found)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_the_architecture_page_names_only_what_is_there(page: Path) -> None:
    named = PATH.findall(page.read_text("utf-8"))
    assert len(named) > 40
    assert [path for path in named if not is_there(path)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_the_architecture_page_has_every_room_and_a_door_for_twenty_changes(page: Path) -> None:
    assert {row[0] for row in told(page, "map")} == {f"{room}/" for room in rooms()}
    doors = told(page, "doors")
    assert len(doors) == 20 and all(doors)


def test_both_languages_name_the_same_doors() -> None:
    assert told(PAGES[0], "doors") == told(PAGES[1], "doors")


MARK = re.compile(r"#+ .*(\{#[\w-]+\})|(\||- |\d+\. |```|<!--)")


def shape(page: Path) -> list[str]:
    """The lines of a page: a heading by its anchor, a row of a table by its number of cells, what opens a list."""
    lines = [line for line in page.read_text("utf-8").splitlines() if line.strip()]
    marks = [(MARK.match(line), line.count("|")) for line in lines]
    return [(mark[1] or mark[2] + "|" * cells) if mark else "text" for mark, cells in marks]


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "docs" / "en").glob("*.md")))
def test_a_page_is_built_alike_in_both_languages(name: str) -> None:
    assert shape(ROOT / "docs" / "en" / name) == shape(ROOT / "docs" / "zh" / name)


DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*/*.md"))]


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_pages_tell_to_make_or_to_test_is_there(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    text = page.read_text("utf-8")
    assert set(re.findall(r"(?:^|`|    |&& )make ([a-z]+)", text, re.MULTILINE)) <= targets
    assert [path for path in re.findall(r"pytest (tests/[\w/.]+)", text) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_commands_and_tables_that_pages_name_are_there(page: Path) -> None:
    text = page.read_text("utf-8")
    assert set(re.findall(r"build\.py ([a-z]+)", text)) <= main.commands.keys()
    tables = {path.stem for path in (ROOT / "schemas").glob("*.yaml")}
    assert set(re.findall(r"`([a-z_]+)\.csv`", text)) <= tables | {"suggestions"}  # those of a draft


def test_code_and_data_have_one_version() -> None:
    """What is installed, cited and published is the same edition."""
    code = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert code == yaml.safe_load((ROOT / "datapackage" / "datapackage.yaml").read_text("utf-8"))["version"]


def test_one_name_means_one_class(trees: Trees) -> None:
    classes = [node.name for tree in trees.values() for node in tree.body if isinstance(node, ast.ClassDef)]
    names = [name for name in classes if not name.startswith("_")]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def constants_set_twice(tree: ast.Module) -> list[str]:
    """Names in capitals that a module sets again: what is meant by them depends on the line."""
    held = [
        name.id
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for name in ast.walk(node)
        if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store) and name.id.isupper()
    ]
    return sorted(name for name in set(held) if held.count(name) > 1)


def test_one_name_means_one_constant_of_its_module(trees: Trees) -> None:
    assert {path: names for path, tree in trees.items() if (names := constants_set_twice(tree))} == {}
