"""Versions: a release is made into a local folder, twice more, and what was published stays byte for byte."""

from __future__ import annotations

import hashlib
import json
import xml.etree.ElementTree as ElementTree
from functools import partial
from pathlib import Path

import pytest

from publisher.run.verify import verify
from publisher.terms.messages import say, text
from tests.checks import lab
from tests.conftest import command

pytestmark = pytest.mark.slow

BASE = "https://example.org/x/plans/"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The invented package, whole and signed off, to be changed."""
    return lab.clean(tmp_path / "project")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def raise_to(project: Path, old: str, new: str) -> None:
    edit(project / "datapackage/datapackage.yaml", f"version: {old}", f"version: {new}")


def sign_again(project: Path, record: str) -> None:
    """Both readers sign a record of the registry in its new form; the older sign-offs stay."""
    path = project / "datapackage/checks.csv"
    held = lab.rows(path)
    sha256 = lab.package(project).registry.ledger.hashes[record]
    for number, reader in enumerate(("reader-a", "reader-b"), len(held) + 1):
        new = {"check_id": f"registry.k{number:04}", "record_id": record, "record_sha256": sha256, "reader": reader}
        held.append({**dict.fromkeys(held[0], ""), **new, "outcome": "corrected", "checked_on": lab.DAY})
    lab.write_rows(path, held, tuple(held[0]))
    lab.lock(project)


def sums(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def run(project: Path, out: Path, *more: str, ends: int, **environment: str) -> str:
    """What a release of the project into a folder says; ends: its exit code."""
    sources = str(project / "sources")
    done = command("release", "--root", str(project), "--sources", sources, "--out", str(out), *more, **environment)
    assert done.returncode == ends and "Traceback" not in done.stderr, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout + done.stderr


release, refused = partial(run, ends=0), partial(run, ends=1)


def version_of(project: Path) -> str:
    text = (project / "datapackage/datapackage.yaml").read_text("utf-8")
    return text.split("\nversion: ", 1)[1].split("\n", 1)[0].strip("'\"")


@pytest.mark.slow
def test_two_releases_later_the_first_is_the_same_byte_for_byte(project: Path, tmp_path: Path) -> None:
    out, address, first = tmp_path / "site", ("--site-url", BASE), version_of(project)
    major, minor, patch = (int(part) for part in first.split("."))
    second, third = f"{major}.{minor}.{patch + 1}", f"{major}.{minor + 1}.0"
    release(project, out, *address, "--tag", f"v{first}")
    kept = sums(out / "data/versions" / first)
    assert (
        len(kept) > 100 and kept["targets.csv"] == hashlib.sha256((out / "data/targets.csv").read_bytes()).hexdigest()
    )

    assert first in refused(project, out, *address)  # published already: nothing changes under its number
    edit(project / "datapackage/measures.csv", ",items,", ",pieces,")
    sign_again(project, "measures.ge")
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
    assert (change["kind"], change["table"], change["record_id"]) == ("changed", "measures", "ge")
    assert change["fields"] == [{"column": "label_en", "old": "items", "new": "pieces"}]
    feed = ElementTree.fromstring((out / "changes.atom").read_bytes())
    told_in_feed = "\n".join(feed.itertext())
    for wanted in ("ge", text(say("diff.changed"), "zh"), "changed", "items → pieces"):
        assert wanted in told_in_feed

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
    assert verify(out).complete


def test_without_an_address_no_version_is_made_and_it_says_so(project: Path, tmp_path: Path) -> None:
    for locale, word in (("C.UTF-8", "--site-url"), ("zh_CN.UTF-8", "版本要靠网址引用")):
        assert word in refused(project, tmp_path / "site", LC_ALL=locale, LANG=locale)
    assert not (tmp_path / "site").exists()


def test_a_folder_whose_versions_cannot_be_read_is_left_as_it_is(project: Path, tmp_path: Path) -> None:
    out, address = tmp_path / "site", ("--site-url", BASE)
    release(project, out, *address)
    (out / "data/versions.json").write_text("{")
    before = sums(out)
    assert "versions.json" in refused(project, out, *address)
    assert sums(out) == before
