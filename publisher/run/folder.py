"""Checks that the output folder holds only files of a build, so that a build deletes nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publisher.run.verify import SUMS, sums
from publisher.terms.messages import Refusal, say

DROPPED = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})  # what file managers leave wherever they look
MOST_NAMES = 3
DESCRIPTOR = "datapackage.yaml"  # what the folder of the hand-kept data holds


def refuse_foreign(out: Path) -> None:
    """Raise Refusal where `out` is there and holds anything that no build made, by its list of sums."""
    if out.is_symlink():
        raise Refusal(say("undone.link", out=str(out)))
    if any((above / DESCRIPTOR).is_file() for above in (out.resolve(), *out.resolve().parents)):
        raise Refusal(say("undone.among-data", out=str(out)))
    if ".git" in out.resolve().parts:
        raise Refusal(say("undone.in-git", out=str(out)))
    if not out.exists():
        return
    try:
        listed = {SUMS, *sums(out)}
    except (OSError, Refusal):
        listed = set()
    if foreign := sorted(_foreign(out, listed)):
        more = len(foreign) - MOST_NAMES
        names = ", ".join(foreign[:MOST_NAMES]) + (f" +{more}" if more > 0 else "")
        raise Refusal(say("undone.foreign", out=str(out), names=names))


def _foreign(out: Path, listed: set[str]) -> Iterator[str]:
    """Everything in a folder that is not listed: files by their paths, folders that hold nothing listed by theirs."""
    folders = {path.rsplit("/", depth)[0] for path in listed for depth in range(1, path.count("/") + 1)}
    left = [out]
    while left:
        for path in left.pop().iterdir():
            name = path.relative_to(out).as_posix()
            if name in folders and path.is_dir() and not path.is_symlink():
                left.append(path)
            elif name not in listed and path.name not in DROPPED:
                yield name
