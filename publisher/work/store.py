"""A store of values in a folder, keyed by a digest of all that they depend on.

A value that is damaged, foreign, half-written or unreadable counts as missing; where the folder cannot be written to,
nothing is kept and no error raised.
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
LATELY = 86_400  # seconds during which a value's time of last use is not updated again


def digest(parts: Iterable[bytes]) -> str:
    """The SHA-256 of a sequence of bytes objects; each is preceded by its length, so that their bounds count."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.hexdigest()


@dataclass(frozen=True)
class Store:
    """A folder of values by key. Each is stored with its SHA-256, so that a damaged one is recognised."""

    folder: Path

    def _place(self, key: str) -> str:
        if not _KEY.fullmatch(key):
            raise ValueError(f"not a key: {key[:80]!r}")
        return f"{self.folder}/{key[:2]}/{key[2:]}"

    def get(self, key: str) -> bytes | None:
        """The value of a key; None where it is missing or damaged. Updates the time of last use, which `sweep` uses."""
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
        """Whether a key has a value, which may be damaged: `get` verifies it."""
        return os.path.isfile(self._place(key))  # noqa: PTH113 (as above)

    def put(self, key: str, value: bytes) -> None:
        """Store a value; safe when another process stores the same one at the same time."""
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
        """The current time in ns by the clock of the file system (mtime of a new file); 0 where none can be created."""
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
        """Remove the least recently used values until at most `most` bytes are left."""
        files = []
        for path in self.folder.glob("??/*"):
            with suppress(OSError):
                state = path.stat()
                files.append((state.st_mtime_ns, path.name, state.st_size, path))
        total = sum(size for _, _, size, _ in files)
        for _, _, size, path in sorted(files):
            if total <= most:
                break
            with suppress(OSError):
                path.unlink()
                total -= size


def _own_digest(key: str, value: bytes) -> bytes:
    own = hashlib.sha256(key.encode())
    own.update(value)
    return own.digest()
