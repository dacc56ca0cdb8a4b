"""Versions: a release is made into a local folder, twice more, and what was published stays byte for byte."""

from __future__ import annotations

import hashlib
import json
import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from publisher.run.verify import verify
from publisher.terms.messages import Message
from publisher.terms.messages import text as said
from tests.conftest import command

pytestmark = pytest.mark.slow

BASE = "https://example.org/x/plans/"


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """A copy of the data, to be changed."""
    shutil.copytree(root / "datapackage", tmp_path / "project/datapackage")
    for name in ("LICENSE-DATA", "CHANGELOG.md"):
        shutil.copy(root / name, tmp_path / "project")
    return tmp_path / "project"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def raise_to(project: Path, old: str, new: str) -> None:
    edit(project / "datapackage/datapackage.yaml", f"version: {old}", f"version: {new}")


def sums(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def release(project: Path, out: Path, *more: str, **environment: str) -> str:
    done = command("release", "--root", str(project), "--out", str(out), *more, **environment)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def refused(project: Path, out: Path, *more: str, **environment: str) -> str:
    done = command("release", "--root", str(project), "--out", str(out), *more, **environment)
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stdout + done.stderr
    return done.stdout + done.stderr


def version_of(project: Path) -> str:
    text = (project / "datapackage/datapackage.yaml").read_text("utf-8")
    return text.split("\nversion: ", 1)[1].split("\n", 1)[0].strip("'\"")


@pytest.mark.sources
def test_two_releases_later_the_first_is_the_same_byte_for_byte(project: Path, sources: Path, tmp_path: Path) -> None:
    out, address, first = tmp_path / "site", ("--site-url", BASE), version_of(project)
    major, minor, patch = (int(part) for part in first.split("."))
    second, third = f"{major}.{minor}.{patch + 1}", f"{major}.{minor + 1}.0"
    release(project, out, *address, "--tag", f"v{first}")
    kept = sums(out / "data/versions" / first)
    assert (
        len(kept) > 100 and kept["targets.csv"] == hashlib.sha256((out / "data/targets.csv").read_bytes()).hexdigest()
    )

    assert first in refused(project, out, *address)  # published already: nothing changes under its number
    edit(project / "datapackage/measures.csv", "machines", "machines (台)")
    assert command("lock", "--root", str(project), "--sources", str(sources)).returncode == 0
    refused(project, out, *address)  # the version has not risen
    raise_to(project, first, second)
    before = sums(out)
    assert second in refused(project, out, *address, "--tag", "v9.9.9")
    assert sums(out) == before  # a refusal leaves everything as it was
    release(project, out, *address)
    assert sums(out / "data/versions" / first) == kept

    changes = json.loads((out / "data/changes.json").read_bytes())["changes"]
    assert [told["version"] for told in changes] == [first, second] and changes[0]["records"] == []
    (change,) = changes[1]["records"]
    assert (change["kind"], change["table"], change["record_id"]) == ("changed", "measures", "tai")
    assert change["fields"] == [{"column": "label_en", "old": "machines", "new": "machines (台)"}]
    feed = ElementTree.fromstring((out / "changes.atom").read_bytes())
    text = "\n".join(feed.itertext())
    assert (
        "tai" in text
        and said(Message("diff.changed"), "zh") in text
        and "changed" in text
        and "machines → machines (台)" in text
    )

    raise_to(project, second, third)
    again = sums(out / "data/versions" / second)
    release(project, out, *address)
    assert sums(out / "data/versions" / first) == kept and sums(out / "data/versions" / second) == again
    listed = json.loads((out / "data/versions.json").read_bytes())
    assert listed["latest"] == third and [v["version"] for v in listed["versions"]] == [first, second, third]
    assert json.loads((out / "data/versions/latest.json").read_bytes()) == listed["versions"][-1]
    for told in listed["versions"]:
        for name, digest in (("package", "package_sha256"), ("sums", "sums_sha256")):
            place = out / told[name].removeprefix(BASE)
            assert hashlib.sha256(place.read_bytes()).hexdigest() == told[digest]
    assert verify(out).whole


def test_without_an_address_no_version_is_made_and_it_says_so(project: Path, tmp_path: Path) -> None:
    for locale, word in (("C.UTF-8", "--site-url"), ("zh_CN.UTF-8", "版本要靠网址引用")):
        assert word in refused(project, tmp_path / "site", LC_ALL=locale, LANG=locale)
    assert not (tmp_path / "site").exists()


def test_a_folder_whose_versions_cannot_be_read_is_left_as_it_is(project: Path, tmp_path: Path) -> None:
    (tmp_path / "site/data").mkdir(parents=True)
    (tmp_path / "site/data/versions.json").write_text("{")
    assert "versions.json" in refused(project, tmp_path / "site", "--site-url", BASE)
    assert [path.name for path in (tmp_path / "site").rglob("*")] == ["data", "versions.json"]
