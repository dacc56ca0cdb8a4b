"""A later stage is never imported by an earlier one: read → check → model → publish → render."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = {"problem", "schema", "figures", "address", "locale"}
STAGES = ["read", "check", "model", "publish", "render"]
# Modules beside the stages, by the stage whose results they use.
BESIDE = {
    "locate": "read", "descriptor": "check", "checks": "check", "rule": "check", "report": "check", "tidy": "check",
    "lock": "check", "changes": "check", "changes_report": "check", "cache": "check", "coverage": "check",
    "summary": "check", "outcome": "check", "quality": "model", "verify": "publish", "swap": "publish",
    "cells": "check", "judge": "check", "packing": "check", "listing": "read",
    "table": "read", "metadata": "read",
    "store": "read", "work": "read", "origin": "read", "index": "model", "parts": "model", "executors": "read",
    "build": "render", "serve": "render", "draft": "model", "review": "model", "bench": "render",
}  # fmt: skip


def stage_of(module: str) -> str | None:
    name = module.split(".")[1] if module.startswith("publisher.") else ""
    return name if name in STAGES else BESIDE.get(name)


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.startswith("publisher")}


FILES = sorted((ROOT / "publisher").rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_point_to_earlier_stages(path: Path) -> None:
    module = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
    mine = stage_of(module)
    late = {name for name in imports(path) if (s := stage_of(name)) and mine and STAGES.index(s) > STAGES.index(mine)}
    # locate is asked by read for where records stand; it is pure and reads rows only.
    assert not late - {"publisher.locate", "publisher.locate.place_all"}, f"{module} imports a later stage"


def test_every_module_has_its_stage() -> None:
    names = {path.relative_to(ROOT / "publisher").parts[0].removesuffix(".py") for path in FILES} - {"__init__"}
    assert names <= SHARED | set(STAGES) | set(BESIDE), "a module without a stage: say in BESIDE where it belongs"


@pytest.mark.parametrize("path", list(FILES), ids=lambda path: path.name)
def test_only_the_command_line_prints_exits_or_reads_the_environment(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not calls & {"print", "sys.exit", "exit", "os.getenv", "os.environ.get"}, path
