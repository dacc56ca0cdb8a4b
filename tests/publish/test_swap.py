"""The old folder stays whole until the new one takes its place in one step, whatever happens in between."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from publisher.run import swap
from publisher.run.verify import verify

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]

MAKER = """
import hashlib, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from publisher.run import swap
{before}
out = Path({out!r})
for number in range(100_000):
    with swap.beside(out) as scratch:
        lines = []
        for name in range(12):
            (scratch / f"{{name}}.txt").write_text(f"{{number}} {{name}}" * 500)
            lines.append(hashlib.sha256((scratch / f"{{name}}.txt").read_bytes()).hexdigest() + f"  {{name}}.txt\\n")
        (scratch / "SHA256SUMS").write_text("".join(lines))
        swap.swap(scratch, out)
    if number == 0:
        print("ready", flush=True)
"""


def maker(out: Path, before: str = "") -> subprocess.Popen[str]:
    """A process that makes the folder again and again; returned when the first one is in place."""
    script = MAKER.format(root=str(ROOT), out=str(out), before=before)
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout and process.stdout.readline() == "ready\n"
    return process


def contents(out: Path) -> set[str]:
    return {path.read_text().split(" ")[0] for path in out.glob("*.txt")}


@pytest.mark.parametrize("delay", [0.0007 * step for step in range(25)])
def test_killed_at_any_moment_the_folder_is_whole(delay: float, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    process = maker(out)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()
    verdict = verify(out)
    assert verdict.complete and verdict.files == 12
    assert len(contents(out)) == 1


def test_what_a_killed_build_left_is_removed_by_the_next(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    left = swap.scratch_of(out)
    (left / "deep").mkdir(parents=True)
    (left / "deep/file").write_text("half")
    (left / "link").symlink_to(ROOT)
    with swap.beside(out) as scratch:
        assert list(scratch.iterdir()) == []
        (scratch / "new").write_text("")
        swap.swap(scratch, out)
    assert [path.name for path in tmp_path.iterdir()] == ["dist"] and (out / "new").exists()
    assert (ROOT / "build.py").exists()


@pytest.mark.parametrize("old_is_there", [True, False])
def test_without_an_exchange_in_one_step_a_cut_between_two_is_healed(old_is_there: bool, tmp_path: Path) -> None:
    """Where the kernel offers no exchange, the old folder is for a moment aside; the next build brings it back."""
    out, aside = tmp_path / "dist", tmp_path / ".dist.old"
    aside.mkdir()
    (aside / "old").write_text("")
    if old_is_there:
        out.mkdir()
        (out / "new").write_text("")
    with swap.beside(out):
        assert [path.name for path in out.iterdir()] == ["new" if old_is_there else "old"]
    assert not aside.exists()


def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    with swap.beside(out), pytest.raises(swap.Busy), swap.beside(out):
        pass


def test_a_failing_build_leaves_the_old_folder_and_no_rubbish(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    out.mkdir()
    (out / "old").write_text("old")
    with pytest.raises(ZeroDivisionError), swap.beside(out) as scratch:
        (scratch / "half").write_text("half")
        _ = 1 / 0
    assert [path.name for path in tmp_path.rglob("*")] == ["dist", "old"]


def build(out: Path, *, before: str = "", root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the real build in a process of its own, after the statements in `before`."""
    script = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom pathlib import Path\n{before}\n"
        "from publisher.run.build import build\nfrom publisher.read.package import read_package\n"
        f"from publisher.terms.schema import load_schemas\nROOT = Path({str(ROOT)!r})\n"
        f"data = read_package(Path({str(root)!r}), load_schemas(ROOT / 'schemas'))\n"
        f"done = build(data, out=Path({str(out)!r}), strict=False, docs=ROOT / 'docs', mkdocs=ROOT / 'mkdocs.yml')\n"
        "from publisher.terms.messages import text\nprint(text(done.summary, 'en'))\nsys.exit(done.failed)\n"
    )
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=300)


def old(tmp_path: Path) -> Path:
    out = tmp_path / "dist"
    out.mkdir()
    (out / "old.txt").write_text("old")
    return out


def untouched(out: Path) -> bool:
    return [path.name for path in out.parent.iterdir()] == [out.name] and (out / "old.txt").read_text() == "old"


FULL = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
"""


@pytest.mark.parametrize("limit", [1_000, 60_000, 250_000, 500_000])
def test_where_the_disk_refuses_more_bytes_the_old_folder_stays(limit: int, tmp_path: Path) -> None:
    """A limit on the size of files makes writes fail in the same way as a full disk, at one writer after another."""
    out = old(tmp_path)
    done = build(out, before=FULL.format(limit=limit))
    assert done.returncode == 1 and "Nothing was built" in done.stdout, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert untouched(out)


def test_an_unwritable_place_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = build(tmp_path / "file" / "dist")
    assert done.returncode == 1 and "Nothing was built" in done.stdout and "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_faulty_data_stop_the_build_before_it_writes(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "datapackage", tmp_path / "data" / "datapackage")
    file = tmp_path / "data/datapackage/plans/baoshan-2020/targets.csv"
    file.write_text(file.read_text("utf-8").replace(",3600,", ",3601,", 1), "utf-8")
    (tmp_path / "place").mkdir()
    out = old(tmp_path / "place")
    done = build(out, root=tmp_path / "data")
    assert done.returncode == 1 and "Nothing was built" in done.stdout
    assert untouched(out)


def test_the_real_build_killed_on_its_way_leaves_the_old_site_whole(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    shutil.copytree(built, out)
    command = [sys.executable, str(ROOT / "build.py"), "build", "--out", str(out)]
    for delay in (0.4, 1.2, 2.2, 4, 7):
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGKILL)  # the group that this test started, MkDocs with it
        process.wait()
        assert verify(out).complete
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and verify(out).complete
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]
