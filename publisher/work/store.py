"""Values kept by a digest of all that they depend on, in a folder outside git.

What is damaged, foreign, half-written or not to be read is as good as not there; a folder that cannot be written to
only means that nothing is kept.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_KEY = re.compile(r"[0-9a-f]{64}")
_MARK = b"kept 1\n"
_HEAD = len(_MARK) + 32
LATELY = 86_400  # seconds; a value that was asked for since is not marked again as asked for


def digest(parts: Iterable[bytes]) -> str:
    """The SHA-256 of a sequence of bytes, in which no two sequences run together."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.hexdigest()


@dataclass(frozen=True)
class Store:
    """A folder of values by key. A value carries its own digest, so that a damaged one is never taken for whole."""

    folder: Path

    def _place(self, key: str) -> str:
        if not _KEY.fullmatch(key):
            raise ValueError(f"not a key: {key[:80]!r}")
        return f"{self.folder}/{key[:2]}/{key[2:]}"

    def get(self, key: str) -> bytes | None:
        """The value of a key, or None. A value that was asked for lately outlives a sweep."""
        place = self._place(key)
        try:
            with open(place, "rb") as file:  # noqa: PTH123 (thousands are read, and a Path costs as much as the file)
                data, asked = file.read(), os.fstat(file.fileno()).st_mtime
        except OSError:
            return None
        if asked < time.time() - LATELY:
            with suppress(OSError):
                os.utime(place)
        known, body = data[len(_MARK) : _HEAD], data[_HEAD:]
        return body if data.startswith(_MARK) and known == _own_digest(key, body) else None

    def has(self, key: str) -> bool:
        """Whether something is kept under a key; only `get` says whether it is whole."""
        return os.path.isfile(self._place(key))  # noqa: PTH113 (as above)

    def put(self, key: str, value: bytes) -> None:
        """Keep a value; another process that keeps the same one at the same time does no harm."""
        place = Path(self._place(key))
        temporary = place.with_name(f".{place.name}.{os.getpid()}")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with temporary.open("wb", buffering=0) as file:
                file.writelines((_MARK, _own_digest(key, value), value))
            temporary.replace(place)
        except OSError:
            with suppress(OSError):
                temporary.unlink()

    def now(self) -> int:
        """The time by the clock of the file system, in ns, from a file made for that; 0 where none can be made."""
        made = self.folder / f".clock.{os.getpid()}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            made.write_bytes(b"")
            now = made.stat().st_mtime_ns
            made.unlink()
        except OSError:
            return 0
        return now

    def sweep(self, most: int) -> None:
        """Remove what was not asked for longest, until at most `most` bytes are left."""
        found = []
        for path in self.folder.glob("??/*"):
            with suppress(OSError):
                state = path.stat()
                found.append((state.st_mtime_ns, path.name, state.st_size, path))
        total = sum(size for _, _, size, _ in found)
        for _, _, size, path in sorted(found):
            if total <= most:
                break
            with suppress(OSError):
                path.unlink()
                total -= size


def _own_digest(key: str, value: bytes) -> bytes:
    own = hashlib.sha256(key.encode())
    own.update(value)
    return own.digest()
