"""A folder that is written: what did not change is linked, never written in place, and what it holds is looked at."""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from publisher.work.engine import Engine
from publisher.work.job import job
from publisher.work.output import FileSum, Output, known
from publisher.work.store import Store

CALLS: list[str] = []


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """An old folder with a few files, and an empty one."""
    old, new = tmp_path / "old", tmp_path / "new"
    first = Output(old)
    for path in ("a.txt", "b/c.txt", "b/d.txt"):
        first.write(path, path.encode())
    new.mkdir()
    return old, new


def test_what_did_not_change_is_linked_and_the_old_folder_stays_as_it_is(folders: tuple[Path, Path]) -> None:
    old, new = folders
    out = Output(new, old)
    for path, data in (("a.txt", b"a.txt"), ("b/c.txt", b"other"), ("b/e.txt", b"b/e.txt")):
        out.write(path, data)
    assert (new / "a.txt").samefile(old / "a.txt")
    assert not (new / "b/c.txt").samefile(old / "b/c.txt")
    out.write("a.txt", b"now another")
    assert all((old / path).read_text("utf-8") == path for path in ("a.txt", "b/c.txt", "b/d.txt"))
    assert {path: (new / path).read_bytes() for path in out.paths()} == {
        "a.txt": b"now another", "b/c.txt": b"other", "b/e.txt": b"b/e.txt",
    }  # fmt: skip
    assert out.known == {path: known(str(new / path)) for path in out.paths()}


def test_a_file_that_is_written_in_its_own_folder_is_a_new_file(folders: tuple[Path, Path], tmp_path: Path) -> None:
    old, _ = folders
    os.link(old / "a.txt", tmp_path / "elsewhere")
    out = Output(old, old)
    out.write("a.txt", b"new")
    with closing(out.open("b/c.txt")) as grown:
        grown.write(b"new")
    assert (tmp_path / "elsewhere").read_bytes() == b"a.txt"
    assert [(old / path).read_bytes() for path in ("a.txt", "b/c.txt")] == [b"new", b"new"]


@pytest.mark.parametrize("damage", [
    lambda path: path.write_bytes(b"a.txT"),
    lambda path: path.write_bytes(b""),
    lambda path: path.unlink(),
    lambda path: (path.unlink(), path.mkdir()),
    lambda path: (path.unlink(), os.mkfifo(path)),
    lambda path: (path.rename(path.with_name("moved")), path.symlink_to("moved")),
])  # fmt: skip
def test_nothing_damaged_or_foreign_is_linked(folders: tuple[Path, Path], damage: Callable[[Path], object]) -> None:
    old, new = folders
    damage(old / "a.txt")
    out = Output(new, old)
    out.write("a.txt", b"a.txt")
    with closing(Output(new / "grown", old).open("a.txt")) as grown:
        grown.write(b"a.txt")
    for path in (new / "a.txt", new / "grown/a.txt"):
        assert path.read_bytes() == b"a.txt" and not path.is_symlink()


def test_a_growing_file_is_what_was_written_wherever_it_differs(tmp_path: Path) -> None:
    chance = random.Random(1)
    for number in range(200):
        old, new = tmp_path / f"old{number}", tmp_path / f"new{number}"
        was = chance.randbytes(chance.randrange(40))
        Output(old).write("f", was)
        data = was if chance.random() < 0.3 else was[: chance.randrange(41)] + chance.randbytes(chance.randrange(3))
        out = Output(new, old)
        with closing(out.open("f")) as grown:
            at = 0
            while at < len(data):
                step = chance.randrange(1, 9)
                grown.write(data[at : at + step])
                at += step
        assert (new / "f").read_bytes() == data
        assert (new / "f").samefile(old / "f") == (data == was)
        assert (old / "f").read_bytes() == was
        assert out.known["f"] == FileSum(len(data), hashlib.sha256(data).hexdigest())


def test_a_folder_holds_its_files_and_no_other(folders: tuple[Path, Path]) -> None:
    old, _ = folders
    out = Output(old)
    files = {path: out.of(path) for path in out.paths()}
    assert Output(old).holds(files)
    (old / "b/more").touch()
    assert not Output(old).holds(files)
    (old / "b/more").unlink()
    (old / "b/c.txt").write_bytes(b"b/C.txt")
    assert not Output(old).holds(files)
    (old / "b/c.txt").unlink()
    assert not Output(old).holds(files) and not Output(old / "nowhere").holds(files)


def two_files(folder: Path, word: str) -> list[str]:
    CALLS.append(word)
    (folder / "one").write_text(word, "utf-8")
    (folder / "two").write_text(word * 2, "utf-8")
    return ["one", "two"]


def test_files_of_a_job_are_made_again_only_where_they_are_not_there_whole(tmp_path: Path) -> None:
    engine = Engine(Store(tmp_path / "kept"))
    CALLS.clear()
    folders = [tmp_path / str(number) for number in range(5)]
    for folder in folders:
        folder.mkdir()

    def made(number: int, word: str = "a") -> bytes:
        out = Output(folders[number], folders[number - 1] if number else None)
        out.files(engine, job(two_files, word))
        assert out.known == {path: known(str(folders[number] / path)) for path in out.paths()}
        return (folders[number] / "two").read_bytes()

    assert made(0) == made(1) == b"aa" and CALLS == ["a"]
    (folders[1] / "two").unlink()
    (folders[1] / "two").write_bytes(b"aA")
    assert made(2) == b"aa" and CALLS == ["a", "a"]
    assert made(3, "b") == b"bb" and made(4, "b") == b"bb" and CALLS == ["a", "a", "b"]
    assert (folders[0] / "two").read_bytes() == b"aa"
