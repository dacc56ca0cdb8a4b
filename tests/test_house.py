"""The rooms of publisher/: what .importlinter cannot say of them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PUBLISHER = ROOT / "publisher"
FILES = sorted(PUBLISHER.rglob("*.py"))


def rooms() -> set[str]:
    return {path.name for path in PUBLISHER.iterdir() if path.is_dir() and path.name != "__pycache__"}


def test_no_module_lies_outside_a_room() -> None:
    assert [path.name for path in PUBLISHER.glob("*.py")] == ["__init__.py"]


def test_the_map_names_every_room() -> None:
    said = ast.get_docstring(ast.parse((PUBLISHER / "__init__.py").read_text("utf-8"))) or ""
    assert set(re.findall(r"^    ([a-z]+)/", said, re.MULTILINE)) == rooms()


def foreign_private_names(path: Path) -> list[str]:
    room = path.relative_to(PUBLISHER).parts[0]
    return [
        f"{node.module}.{alias.name}"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("publisher.")
        for alias in node.names
        if alias.name.startswith("_") and (node.module or "").split(".")[1] != room
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PUBLISHER).as_posix())
def test_no_room_imports_private_names_of_another(path: Path) -> None:
    assert not foreign_private_names(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PUBLISHER).as_posix())
def test_only_the_command_line_prints_exits_or_reads_the_environment(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not calls & {"print", "sys.exit", "exit", "os.getenv", "os.environ.get"}
