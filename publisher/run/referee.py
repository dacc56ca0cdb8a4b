"""Validates the published package with stock frictionless: the tables that changed since the last valid answer."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from publisher.check.stock import ask, ask_beside, lean
from publisher.publish.packages import DESCRIPTOR
from publisher.terms import address
from publisher.work.engine import Engine
from publisher.work.job import Job, job
from publisher.work.output import Output

SIZES = ("bytes", "hash", "rows")  # of a resource: what changes with its rows


def begun(out: Output, engine: Engine) -> Callable[[], list[str]]:
    """Start the validation in another process; a function that waits for it and returns the errors, one line each."""
    folder = out.folder / address.DATA
    content = orjson.loads((out.folder / DESCRIPTOR).read_bytes())
    jobs = dict(_jobs(content, folder))
    left = [name for name, one in jobs.items() if not engine.known(one)]
    # Metadata are checked as the package is loaded, so the whole descriptor is loaded only where they changed.
    if not left:
        return list
    answer = ask_beside(content if "" in left else lean(content), str(folder), [name for name in left if name])

    def finished() -> list[str]:
        complaints = answer()
        for name in left if not complaints else ():
            engine.keep(jobs[name], True)
        return [f"{one.table}:{one.row}: {one.field}: {one.said}" for one in complaints]

    return finished


def _jobs(content: Mapping[str, Any], folder: Path) -> Iterator[tuple[str, Job]]:
    """Table → the job that validates it, with all that its result depends on as inputs; "" → that for the metadata."""
    bare = [{key: value for key, value in one.items() if key not in SIZES} for one in content["resources"]]
    yield "", job(ask, {**content, "resources": bare})
    paths = {one["name"]: one["path"] for one in content["resources"]}
    keys: dict[tuple[str, str], list[str]] = {}
    for resource in lean(content)["resources"]:
        referred = []
        for key in resource["schema"].get("foreignKeys", ()):
            place = (key["reference"]["resource"] or resource["name"], key["reference"]["fields"][0])
            if place not in keys:
                keys[place] = _column(folder / paths[place[0]], place[1])
            referred.append(keys[place])
        yield resource["name"], job(ask, resource, referred)


def _column(path: Path, name: str) -> list[str]:
    """The values of a column, each once."""
    with path.open(encoding="utf-8", newline="") as file:
        heading, *rows = csv.reader(file)
    at = heading.index(name)
    return sorted({row[at] for row in rows})
