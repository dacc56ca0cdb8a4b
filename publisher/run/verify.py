"""Verifies a copy of the published folder: compares every file with SHA256SUMS; needs nothing but the copy."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publisher.terms.messages import Refusal, reason, say

SUMS = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64})  ([^\x00-\x1f\\]+)")


@dataclass(frozen=True, slots=True)
class FileDifference:
    """A file that is not as SHA256SUMS says. kind: changed, missing, added or unreadable."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was compared, and what differs."""

    files: int
    differences: tuple[FileDifference, ...]

    @property
    def complete(self) -> bool:
        return self.files > 0 and not self.differences


def sums(folder: Path) -> dict[str, str]:
    """Path → SHA-256, as SHA256SUMS lists them.

    Raises Refusal where there is none, and where a line is none of it or leads out of the folder.
    """
    by_path = {}
    try:
        lines = (folder / SUMS).read_text("utf-8", errors="replace").splitlines()
    except OSError as error:
        raise Refusal(say("verify.no-sums", folder=str(folder), why=reason(error))) from None
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        if not match or match[2].startswith("/") or ".." in match[2].split("/"):
            raise Refusal(say("verify.no-sum", folder=str(folder), line=number))
        by_path[match[2]] = match[1]
    return by_path


def _differences(folder: Path, listed: dict[str, str]) -> Iterator[FileDifference]:
    present = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() or p.is_symlink()} - {SUMS}
    for path in sorted(listed.keys() | present):
        if path not in listed:
            yield FileDifference(path, "added")
        elif path not in present:
            yield FileDifference(path, "missing")
        else:
            try:
                with (folder / path).open("rb") as file:
                    if hashlib.file_digest(file, "sha256").hexdigest() != listed[path]:
                        yield FileDifference(path, "changed")
            except OSError:
                yield FileDifference(path, "unreadable")


def verify(folder: Path) -> Verdict:
    """Compare every file of `folder` with its SHA256SUMS; raises as `sums` does."""
    listed = sums(folder)
    return Verdict(len(listed), tuple(_differences(folder, listed)))
