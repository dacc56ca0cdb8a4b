"""A copy is proven whole, or what differs is named; and two builds of the same data are the same bytes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from publisher.publish import manifest
from publisher.run.verify import verify
from publisher.work.output import Output
from tests.conftest import command

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]


def small(published: Path, tmp_path: Path) -> Path:
    """A copy of the published folder."""
    return Path(shutil.copytree(published, tmp_path / "copy"))


def test_a_whole_copy_is_whole(published: Path) -> None:
    done = command("verify", str(published))
    assert done.returncode == 0 and done.stdout.endswith(" files listed, 0 differences\n")


def test_sha256sum_agrees(published: Path) -> None:
    done = subprocess.run(
        ["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=published, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("kind", ["changed", "missing", "added"])
def test_what_differs_is_named(kind: str, published: Path, tmp_path: Path) -> None:
    copy = small(published, tmp_path)
    file = copy / "data/targets.csv"
    if kind == "changed":
        data = bytearray(file.read_bytes())
        data[-2] ^= 1
        file.write_bytes(bytes(data))
    elif kind == "missing":
        file.unlink()
    else:
        file = copy / "data/more.csv"
        file.write_text("")
    done = command("verify", str(copy))
    assert done.returncode == 1
    assert done.stdout.splitlines()[0].split() == [kind, file.relative_to(copy).as_posix()]
    assert done.stdout.splitlines()[1].endswith(" files listed, 1 difference")


@pytest.mark.parametrize("line", ["", "nonsense\n", f"{'0' * 64}  ../x\n", f"{'0' * 64}  /etc/passwd\n"])
def test_a_damaged_list_is_no_proof(line: str, tmp_path: Path) -> None:
    (tmp_path / "SHA256SUMS").write_text(line)
    done = command("verify", str(tmp_path))
    assert done.returncode != 0 and "Traceback" not in done.stderr


def test_without_a_list_it_says_so(tmp_path: Path) -> None:
    done = command("verify", str(tmp_path))
    assert done.returncode == 2 and "SHA256SUMS" in done.stderr and "Traceback" not in done.stderr


def test_the_manifest_names_every_file_with_its_rows(published: Path) -> None:
    listed = json.loads((published / "data/manifest.json").read_bytes())
    found = {path.relative_to(published).as_posix() for path in published.rglob("*") if path.is_file()}
    entries = {entry["path"]: entry for entry in listed["files"]}
    assert set(entries) == found - {"data/manifest.json", "SHA256SUMS"} and listed["total"] == len(entries)
    assert set(listed["files"][0]) >= {"path", "rows", "bytes", "sha256", "media_type"}
    for path, entry in entries.items():
        assert entry["bytes"] == (published / path).stat().st_size
        assert entry["media_type"] != "application/octet-stream", path
        part = re.match(r"api/v1/(?:units/|\w+/by-)", path)  # what one body or area has: its JSON says how many
        if path.endswith((".csv", ".parquet")) and not part:
            assert entry["rows"] is not None and entry["title_zh"] and entry["description_en"], path
    rows = (published / "data/targets.csv").read_text("utf-8").count("\n") - 1
    for path in (
        "data/targets.csv",
        "data/excel/targets.csv",
        "data/parquet/targets.parquet",
        "data/tables/targets_base.csv",
        "api/v1/targets.json",
    ):
        assert entries[path]["rows"] == rows


def test_downloads_have_titles_in_both_languages(published: Path) -> None:
    entries = manifest.entries(Output(published))
    assert all(e.title_zh and e.title_en and e.description_zh and e.description_en for e in entries)
    paths = {entry.path for entry in entries}
    assert {
        path.relative_to(published).as_posix() for path in (published / "data").rglob("*") if path.is_file()
    } - paths == {"data/manifest.json", "data/downloads.json", "data/SHA256SUMS"}


def test_one_downloaded_file_can_be_checked_alone(published: Path, tmp_path: Path) -> None:
    for name in ("SHA256SUMS", "targets.csv"):
        shutil.copy(published / "data" / name, tmp_path)
    check = ["sha256sum", "--check", "--ignore-missing", "SHA256SUMS"]
    done = subprocess.run(check, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "targets.csv: OK\n"), done.stderr
    (tmp_path / "targets.csv").write_text("spoiled")
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, check=False).returncode != 0


def test_the_list_of_downloads_is_small_and_whole(published: Path) -> None:
    listed = json.loads((published / "data/downloads.json").read_bytes())
    assert [entry["path"] for entry in listed["files"]] == [entry.path for entry in manifest.entries(Output(published))]
    assert listed["total"] == len(listed["files"]) and (published / "data/downloads.json").stat().st_size < 150_000


PUBLISH = """
import sys
sys.path.insert(0, {root!r})
from pathlib import Path
from publisher.model.library import library
from publisher.publish import manifest
from publisher.publish.publish import publish
from publisher.read.package import read_package
from publisher.terms.schema import load_schemas
from publisher.work.output import Output
held = library(read_package(Path({data!r}), load_schemas(Path({root!r}) / "schemas")))
out = Output(Path({out!r}))
publish(held, out)
manifest.write(out, version=held.version, created=held.created)
"""


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "4242", "PYTHONUTF8": "0"},
    ],
)
def test_a_rebuild_elsewhere_is_the_same_bytes(environment: dict[str, str], published: Path, tmp_path: Path) -> None:
    """Another folder of data and of output, another time zone, locale and hash seed, another moment."""
    shutil.copytree(ROOT / "datapackage", tmp_path / "a b/datapackage", copy_function=shutil.copy)
    for name in ("LICENSE-DATA", "CHANGELOG.md", "CHANGELOG.zh.md"):
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, tmp_path / "a b")
    out = tmp_path / "deep/er/out"
    script = PUBLISH.format(root=str(ROOT), data=str(tmp_path / "a b"), out=str(out))
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env={**os.environ, **environment}, check=True)
    assert (out / "SHA256SUMS").read_text() == (published / "SHA256SUMS").read_text()
    assert verify(out).complete


def test_the_whole_site_is_the_same_bytes(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "other" / "dist"
    done = command("build", "--out", str(out), TZ="Pacific/Auckland", PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stdout[-2000:]
    assert (out / "SHA256SUMS").read_text() == (built / "SHA256SUMS").read_text()
