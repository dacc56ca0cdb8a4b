"""Values kept by a digest of all that they depend on, in a folder outside git.

What is damaged, foreign, half-written or not to be read is as good as not there; a folder that cannot be written to
only means that nothing is kept.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CODE = Path(__file__).parents[1]
_KEY = re.compile(r"[0-9a-f]{64}")
_MARK = b"plan-part 1\n"


def digest(parts: Iterable[bytes]) -> str:
    """The SHA-256 of a sequence of bytes, in which no two sequences run together."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.hexdigest()


@cache
def code() -> str:
    """A digest of all of the project's own code and templates: every file below publisher/."""
    kept = [path for path in sorted(CODE.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]
    return digest(part for path in kept for part in (str(path.relative_to(CODE)).encode(), path.read_bytes()))


def packed(files: Mapping[str, bytes]) -> bytes:
    """Named bytes as one value, in the order given."""
    heads = b"".join(b"%d %s\n" % (len(data), name.encode()) for name, data in files.items())
    return b"%d\n%s%s" % (len(files), heads, b"".join(files.values()))


def unpacked(value: bytes) -> dict[str, bytes]:
    """The named bytes of a value that `packed` made. Raises ValueError where it is none."""
    at = value.index(b"\n") + 1
    sizes = []
    for _ in range(int(value[: at - 1])):
        end = value.index(b"\n", at)
        size, _, name = value[at:end].partition(b" ")
        sizes.append((name.decode(), int(size)))
        at = end + 1
    found = {}
    for path, length in sizes:
        found[path] = value[at : at + length]
        at += length
    if at != len(value):
        raise ValueError("another length than the list of names says")
    return found


@dataclass(frozen=True)
class Store:
    """A folder of values by key. A value carries its own digest, so that a damaged one is never taken for whole."""

    folder: Path

    def _place(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError(f"not a key: {key[:80]!r}")
        return self.folder / key[:2] / key[2:]

    def get(self, key: str) -> bytes | None:
        """The value of a key, or None. A value that was asked for lately outlives a sweep."""
        place = self._place(key)
        try:
            data = place.read_bytes()
        except OSError:
            return None
        with suppress(OSError):
            os.utime(place)
        mark, known, body = data[: len(_MARK)], data[len(_MARK) : len(_MARK) + 32], data[len(_MARK) + 32 :]
        whole = mark == _MARK and known == hashlib.sha256(key.encode() + body).digest()
        return body if whole else None

    def has(self, key: str) -> bool:
        """Whether something is kept under a key; only `get` says whether it is whole."""
        return self._place(key).is_file()

    def put(self, key: str, value: bytes) -> None:
        """Keep a value; another process that keeps the same one at the same time does no harm."""
        place = self._place(key)
        temporary = place.with_name(f".{place.name}.{os.getpid()}")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(_MARK + hashlib.sha256(key.encode() + value).digest() + value)
            temporary.replace(place)
        except OSError:
            return

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
