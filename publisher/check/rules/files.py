"""Rules on files: they can be read at all, as CSV in UTF-8 with the right heading, and the descriptor is true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from publisher.check import descriptor
from publisher.check.rule import DESCRIBED, Finding, at_place, check, declare
from publisher.read.layout import FOLDER
from publisher.read.package import Package
from publisher.read.registry import other_name, plain_name
from publisher.terms.messages import Message, say
from publisher.terms.problem import Place
from publisher.terms.regex import regex
from publisher.terms.schema import PLAN, REGISTRY, SIGNING

DESCRIPTOR = f"{FOLDER}/datapackage.yaml"

# What stops a file from being read is found by the reader, which names the rule.
declare(
    "files", "reader", "file-missing", "file-unreadable", "path-outside", "file-too-large", "file-empty",
    "file-not-text", "file-not-utf8", "file-has-nul", "file-not-comma-separated", "quote-unclosed", "merge-conflict",
    "file-is-pointer", "file-garbled", "heading-not-first", "heading-repeated", "column-missing", "column-unknown",
    "column-twice", "row-ragged", "column-unnamed", "column-empty", "columns-out-of-order", "row-blank",
    "file-has-bom", "line-ends-not-lf", "final-newline-missing", "descriptor-not-yaml", "folder-outside",
)  # fmt: skip


def lines_of(package: Package) -> list[str]:
    return str(getattr(package.descriptor, "text", "")).split("\n")


def line_of(lines: list[str], words: str) -> Place:
    line = next((number for number, text in enumerate(lines, 1) if words in text), 1)
    return Place(DESCRIPTOR, line)


_PLAIN = regex(r"[a-z0-9_-]+(?:/[a-z0-9_-]+)*\.csv")


def _leads_out(path: str) -> Message | None:
    if _PLAIN.fullmatch(path):  # as nearly all are: no need to take it apart
        return None
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path):
        return say("descriptor-path-outside.address")
    if PurePosixPath(path).is_absolute() or PureWindowsPath(path).is_absolute():
        return say("descriptor-path-outside.absolute")
    return say("descriptor-path-outside.out") if ".." in re.split(r"[/\\\\]", path) else None


def _paths(resource: Any) -> Iterator[str]:
    path = resource.get("path") if isinstance(resource, dict) else None
    yield from (str(part) for part in (path if isinstance(path, list) else [path]) if part is not None)


@check("error", on="package", reads=DESCRIBED)
def descriptor_path_outside(package: Package, _summaries: object) -> Iterator[Finding]:
    has = package.descriptor.get("resources")
    for resource in has if isinstance(has, list) else ():
        for path in _paths(resource):
            if reason := _leads_out(path):
                place = line_of(lines_of(package), path)
                cause = f"resource {resource.get('name')}"
                expected = say("descriptor-path-outside.inside", what=reason)
                yield at_place(place, found=path, expected=expected, cause=cause)


@check("error", on="package", reads=DESCRIBED, needs=("documents",))
def descriptor_out_of_date(package: Package, _summaries: object) -> Iterator[Finding]:
    if not package.descriptor or (package.unfound and not package.plan_ids):
        return
    if all_ := list(descriptor.differences(package)):
        lines = lines_of(package)
        first, *rest = [line_of(lines, f"- name: {name}" if name else "$schema") for name, _, _ in all_]
        name, actual, expected = all_[0]
        yield at_place(first, found=actual, expected=expected, more=rest, cause=f"resource {name}")


@check("error", on="package")
def file_unknown(package: Package, _summaries: object) -> Iterator[Finding]:
    there, folder = package.folders, package.root / FOLDER / "plans"
    known = {"datapackage.yaml", "plans", *(f"{name}.csv" for name in (*REGISTRY, *SIGNING))}
    strays = [
        f"{FOLDER}/{name}"
        for name in there.top
        if name not in known
        and not (plain_name(name) in known.difference(there.top) and other_name(folder.parent / plain_name(name)))
    ]
    strays += [f"{FOLDER}/plans/{name}" for name in there.beside_plans]
    parts = {f"{name}.csv" for name in PLAN}
    for plan, files in there.by_plan.items():
        # A table under another name is told where its file is missing.
        gone = parts.difference(files.names)
        strays += [
            f"{FOLDER}/plans/{plan}/{name}"
            for name in files.names
            if name not in parts and not (plain_name(name) in gone and other_name(folder / plan / plain_name(name)))
        ]
    for file in sorted(strays, key=lambda file: file.split("/")):
        name = file.rpartition("/")[2]
        if not name.startswith("."):
            yield at_place(Place(file), found=name, expected=say("file-unknown.none"))
