"""The desk killed in the middle of a save: each file is the old one or the new one, and the work goes on."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from publisher.check.run import check_package
from publisher.read.package import read_package
from publisher.terms.problem import Severity
from tests.review.lab import PLAN, ROOT, SCHEMAS, agree_all, desk_at, rows

pytestmark = pytest.mark.slow

# One decision, in a process that is killed by the system: when a file grows past `size` bytes, in the middle of its
# write, or when a file is about to take its place for the `rename`-th time.
DECIDE = """
import os, resource, signal, sys
from pathlib import Path
from tests.review.lab import agree, desk_at, first_open

place, size, rename = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
desk = desk_at(place)
item = first_open(desk)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
seen = 0

def hook(event, arguments):
    global seen
    if event == "os.rename":
        seen += 1
        if seen == rename:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(hook)
sys.exit(0 if agree(desk, item["id"])["ok"] else 3)
"""
NEVER = 10**9


def decide(place: Path, *, size: int = NEVER, rename: int = NEVER) -> int:
    command = [sys.executable, "-c", DECIDE, str(place), str(size), str(rename)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode


def files(place: Path) -> dict[str, bytes]:
    """Every file of the data, without what a killed process leaves beside them."""
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in sorted((place / "datapackage").rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.fixture(scope="module")
def after(outlined: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    place = tmp_path_factory.mktemp("after") / "place"
    shutil.copytree(outlined, place)
    assert decide(place) == 0
    return files(place)


KILLED = [("size", size) for size in (100, 2_000)] + [("rename", number) for number in (1, 2, 3)]


@pytest.mark.parametrize(("how", "at"), KILLED)
def test_a_killed_desk_leaves_whole_files_and_no_signature_without_its_record(
    how: str, at: int, outlined: Path, after: dict[str, bytes], tmp_path: Path
) -> None:
    place = tmp_path / "place"
    shutil.copytree(outlined, place)
    before = files(place)
    killed = decide(place, **{how: at})
    assert killed in (-signal.SIGXFSZ, -signal.SIGKILL)
    left = files(place)
    assert left.keys() == before.keys()
    for name, content in left.items():
        assert content in (before[name], after[name]), name
    records = {row["target_id"] for row in rows(place, "targets")}
    assert {row["record_id"] for row in rows(place, "checks") if ".t" in row["record_id"]} <= records


def test_the_work_of_a_killed_desk_goes_on(outlined: Path, tmp_path: Path) -> None:
    place = tmp_path / "place"
    shutil.copytree(outlined, place)
    assert decide(place, rename=2) == -signal.SIGKILL
    desk = desk_at(place)
    agree_all(desk)
    assert desk.finish()["ok"]
    report = check_package(read_package(place, SCHEMAS, sources=place / "texts"), [PLAN])
    assert [p for p in report.problems if p.severity is Severity.ERROR] == []
    assert not [path.name for path in place.rglob(".*.new")]
