"""The API's lists cut by one thing: every record is in every slice to which its row belongs, and in no other."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from publisher.model.library import Library
from publisher.publish.publish import publish
from publisher.publish.scale import CUTS, SizeLimits, scale
from publisher.work.output import Output

pytestmark = pytest.mark.slow


def body(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path.read_bytes())
    return read


def belongs(record: dict[str, Any], cut: str, columns: tuple[str, ...], key: str) -> bool:
    """Whether a record of the list has the key in a column that says the cut."""
    held = [record[column] for column in columns]
    if cut == "deadline":
        return any(value is not None and value.startswith(f"{key}-") for value in held)
    return any(key == value or (isinstance(value, list) and key in value) for value in held)


@pytest.mark.parametrize("table", CUTS)
def test_a_slice_holds_the_records_of_its_key(published: Path, table: str) -> None:
    api = published / "api/v1"
    records = body(api / f"{table}.json")["data"]
    (resource,) = [one for one in body(api / "index.json")["data"] if one["name"] == table]
    assert [one["by"] for one in resource["slices"]] == list(CUTS[table])
    for one in resource["slices"]:
        columns = CUTS[table][one["by"]]
        assert one["keys"], one
        covered: set[str] = set()
        for key in one["keys"]:
            path = api / one["href"].format(key=key)
            slice_ = body(path)
            ids = [next(iter(record.values())) for record in slice_["data"]]
            assert ids == [next(iter(r.values())) for r in records if belongs(r, one["by"], columns, key)], path
            assert slice_["total"] == len(ids) > 0
            with (path.parent / slice_["links"]["csv"]).open(encoding="utf-8-sig", newline="") as file:
                rows = list(csv.DictReader(file))
            assert [next(iter(row.values())) for row in rows] == ids
            assert all((path.parent / record["links"]["self"]).is_file() for record in slice_["data"]), path
            covered.update(ids)
        said = [any(record[column] for column in columns) for record in records]
        assert len(covered) == sum(said), one["by"]
    names = {path.name for path in (api / table).glob("by-*")}
    assert names == {f"by-{cut}" for cut in CUTS[table]}


def test_a_long_list_is_not_cut(held: Library, tmp_path: Path) -> None:
    few = SizeLimits(sliced=100)
    assert scale(held, few).sliced == ("targets", "observations")
    publish(held, Output(tmp_path), limits=few)
    index = {one["name"]: one["slices"] for one in body(tmp_path / "api/v1/index.json")["data"]}
    assert index["targets"] and not index["projects"] and not list((tmp_path / "api/v1/projects").glob("by-*"))
    divided = replace(few, listed=50)
    assert "targets" not in scale(held, divided).sliced  # its parts stand at the same addresses
