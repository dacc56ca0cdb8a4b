"""The sounds of characters, by pypinyin's table; the browser fetches them once a query in Latin letters needs them."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from importlib.util import find_spec
from pathlib import Path

import orjson


def sounds(signs: Collection[str]) -> dict[str, str]:
    """Syllable without its tone, as one types it (zhong, lv) → those of the characters that are read so."""
    spec = find_spec("pypinyin")
    if spec is None or spec.origin is None:  # the package itself takes a second to load, its table none
        raise ModuleNotFoundError("pypinyin")
    table: dict[str, str] = orjson.loads(Path(spec.origin).with_name("pinyin_dict.json").read_bytes())
    by_sound: dict[str, str] = {}
    for code, readings in table.items():
        sign = chr(int(code))
        for sound in dict.fromkeys(map(plain, readings.split(","))) if sign in signs else ():
            by_sound[sound] = by_sound.get(sound, "") + sign
    return by_sound


def plain(syllable: str) -> str:
    """A syllable without its tone: zhòng → zhong, lǜ → lv."""
    apart = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(letter for letter in apart if letter.isascii())
