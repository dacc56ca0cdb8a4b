"""Zips made in memory, whose bytes depend on their content alone: fixed times, fixed rights, members as they come.

What many zips share is pressed once: deflate lets pieces that were pressed apart stand one after the other.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from typing import NamedTuple

# How hard the members of a document's package are pressed: zlib's usual level (6) takes nearly twice the time for a
# tenth less bytes. What is pressed once is pressed as hard as can be.
QUICK, HARD = 3, 9
_TINY = 128  # bytes below which pressing costs more than it saves
_STORED, _DEFLATED = 0, 8
_DAY = 0x21  # 1 January 1980, the first day that a zip knows
_VERSION, _UNIX, _RIGHTS = 20, 3, 0o644 << 16
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s2B5H3L5H2L")
_END = struct.Struct("<4s4H2LH")


class Member(NamedTuple):
    """A file as it stands in a zip."""

    method: int
    data: bytes
    crc: int
    size: int


class Piece(NamedTuple):
    """A part of a file: its bytes, and how they stand in a deflate stream."""

    data: bytes
    pressed: bytes


def pressed(data: bytes) -> Member:
    """A file of its own."""
    if len(data) < _TINY:
        return Member(_STORED, data, zlib.crc32(data), len(data))
    stream = zlib.compressobj(QUICK, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Member(_DEFLATED, stream.compress(data) + stream.flush(), zlib.crc32(data), len(data))


def shared(data: bytes, before: bytes) -> Piece:
    """A piece that many files share. before: what stands before it in all of them, with NUL where they differ.

    It is pressed as what follows on that; the data must hold no NUL, so that nothing is ever taken from such a place.
    """
    stream = zlib.compressobj(HARD, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=before[-32768:])
    return Piece(data, stream.compress(data) + stream.flush(zlib.Z_FULL_FLUSH))


def alone(data: bytes) -> Piece:
    """A piece that one file has."""
    stream = zlib.compressobj(QUICK, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Piece(data, stream.compress(data) + stream.flush(zlib.Z_FULL_FLUSH))


def plain(data: bytes) -> Piece:
    """A short piece (below 65,536 bytes) as it is."""
    return Piece(data, b"\0" + struct.pack("<HH", len(data), len(data) ^ 0xFFFF) + data)


def joined(pieces: Iterable[Piece]) -> Member:
    """A file of several pieces."""
    crc = size = 0
    found = []
    for piece in pieces:
        crc, size = zlib.crc32(piece.data, crc), size + len(piece.data)
        found.append(piece.pressed)
    return Member(_DEFLATED, b"".join(found) + b"\x03\0", crc, size)  # an empty last block


def zipped(members: Iterable[tuple[str, Member]]) -> bytes:
    """A zip of named files; names in ASCII."""
    body, central, at, count = [], [], 0, 0
    for path, member in members:
        name = path.encode("ascii")
        sizes = (member.crc, len(member.data), member.size)
        local = _LOCAL.pack(b"PK\3\4", _VERSION, 0, member.method, 0, _DAY, *sizes, len(name), 0)
        body += [local, name, member.data]
        central += [
            _CENTRAL.pack(
                b"PK\1\2", _VERSION, _UNIX, _VERSION, 0, member.method, 0, _DAY, *sizes, len(name), 0, 0, 0, 0,
                _RIGHTS, at,
            ),
            name,
        ]  # fmt: skip
        at += len(local) + len(name) + len(member.data)
        count += 1
    directory = b"".join(central)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), at, 0)
    return b"".join([*body, directory, end])
