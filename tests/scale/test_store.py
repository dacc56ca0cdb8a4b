"""The store: what is damaged, foreign or half-written is as good as not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publisher.work.store import Store, digest

KEY, OTHER = digest([b"one"]), digest([b"two"])


def place(store: Store, key: str) -> Path:
    (found,) = (path for path in store.folder.rglob("*") if path.is_file() and path.parent.name + path.name == key)
    return found


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    assert store.get(KEY) is None and not store.has(KEY)
    store.put(KEY, b"value")
    assert store.get(KEY) == b"value" and store.has(KEY)
    assert Store(tmp_path / "cache").get(KEY) == b"value"


@pytest.mark.parametrize("damage", [
    lambda data: b"", lambda data: data[:-1], lambda data: data + b"x", lambda data: data[:-1] + b"X",
    lambda data: b"kept 0\n" + data[7:], lambda data: data[:20] + b"\x00" + data[21:],
])  # fmt: skip
def test_what_is_damaged_is_not_there(tmp_path: Path, damage: object) -> None:
    store = Store(tmp_path)
    store.put(KEY, b"value")
    path = place(store, KEY)
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert store.get(KEY) is None
    store.put(KEY, b"value")
    assert store.get(KEY) == b"value"


def test_a_value_under_another_key_is_not_taken(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(KEY, b"value")
    store.put(OTHER, b"other")
    place(store, OTHER).write_bytes(place(store, KEY).read_bytes())
    assert store.get(OTHER) is None


def test_a_folder_in_the_place_of_a_value(tmp_path: Path) -> None:
    (tmp_path / KEY[:2] / KEY[2:]).mkdir(parents=True)
    store = Store(tmp_path)
    store.put(KEY, b"value")
    assert store.get(KEY) is None


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    store = Store(tmp_path / "cache")
    store.put(KEY, b"value")
    assert store.get(KEY) is None


def test_what_was_not_asked_for_longest_goes_first(tmp_path: Path) -> None:
    store = Store(tmp_path)
    keys = [digest([bytes([n])]) for n in range(4)]
    for age, key in enumerate(keys):
        store.put(key, b"x" * 1000)
        os.utime(place(store, key), (1000 + age, 1000 + age))
    assert store.get(keys[0]) is not None  # asked for now
    store.sweep(2500)
    assert [store.get(key) is not None for key in keys] == [True, False, False, True]


def test_only_a_digest_is_a_key(tmp_path: Path) -> None:
    for key in ("../../etc/passwd", "", KEY.upper(), KEY + "0"):
        with pytest.raises(ValueError, match="not a key"):
            Store(tmp_path).get(key)


def test_no_two_sequences_have_one_digest() -> None:
    assert len({digest(parts) for parts in ([b"ab", b"c"], [b"a", b"bc"], [b"abc"], [b"abc", b""])}) == 4
