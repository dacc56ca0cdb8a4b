"""Zips made in memory are zips to a stock reader, pieces pressed apart are whole, and they are small."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.model import Library
from publisher.publish import files, packages, zips
from publisher.publish.wide import wide

CONTENT = st.binary(max_size=400) | st.text(alphabet="ab，基", max_size=400).map(str.encode)
SHARED = st.text(alphabet='{}": abc', min_size=1, max_size=300).map(str.encode)


def read(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}(/[a-z]{1,4})?\.csv", fullmatch=True), CONTENT, max_size=5))
def test_members_come_out_as_they_went_in(held: dict[str, bytes]) -> None:
    found = read(zips.zipped((name, zips.pressed(data)) for name, data in held.items()))
    assert found == held and list(found) == list(held)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(SHARED, st.binary(max_size=40)), max_size=6), CONTENT)
def test_pieces_pressed_apart_are_one_file(held: list[tuple[bytes, bytes]], first: bytes) -> None:
    """Each shared piece is pressed as what follows on the one before, whatever stands between them here."""
    pieces, before = [zips.alone(first)], b"\0"
    for data, own in held:
        pieces += [zips.shared(data, before), zips.plain(own)]
        before = data + b"\0" * len(own)
    whole = first + b"".join(data + own for data, own in held)
    assert read(zips.zipped([("one.json", zips.joined(pieces))])) == {"one.json": whole}


def test_the_descriptor_of_a_document_is_that_of_all_for_its_files(published: Path, held: Library) -> None:
    for plan in held.plans():
        path = published / f"data/packages/{plan.id}.zip"
        found = read(path.read_bytes())
        text = found.pop("datapackage.json")
        rows = {resource["path"]: resource["rows"] for resource in json.loads(text)["resources"]}
        wanted = packages.descriptor(held, rows, {name: packages.weighed(found[name]) for name in rows})
        assert text == files.json_bytes({**packages.head(held, plan.document), "resources": wanted["resources"]})
        assert set(rows) == {f"tables/{schema.name}.csv" for schema in held.schemas} | {
            f"{schema.name}.csv" for schema in wide(held.schemas) if schema.name not in ("units", "indicators")
        }
        with zipfile.ZipFile(path) as archive:
            descriptor = archive.getinfo("datapackage.json")
            assert descriptor.compress_size < descriptor.file_size / 5
            assert {(info.date_time, info.external_attr >> 16) for info in archive.infolist()} == {
                ((1980, 1, 1, 0, 0, 0), 0o644)
            }
