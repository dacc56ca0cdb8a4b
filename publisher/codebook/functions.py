"""What a body is for, as its name says: 上海市发展和改革委员会 and 成都市发展和改革委员会 are both for 发展改革."""

from __future__ import annotations

import re

from publisher.codebook import areas
from publisher.terms.regex import regex

_PARTY = regex(r"^(?:中国共产党|中共)")
_RANK = regex(r"^(?:[省市区县州旗]?委|[省市区县州旗])(?=[\u4e00-\u9fff]{2})")
_JOINED = regex("[和与及暨、]")
_KIND = regex(r"(?:委员会|分局|委|局|厅)$")
_OFFICE = regex(r"(?<!政府)办公[厅室]$|(?<=政府办公)[厅室]$")


def function(name: str, area: str) -> str:
    """A body's name without its area, its rank, and what kind of body it is; the longer the name, the surer.

    name: as printed or in full. area: the name of its area, such as 四川省成都市.
    """
    core = _PARTY.sub("", name)
    for part in areas.names_within(area):
        core = re.sub(rf"^{part}(?:特别行政区|自治区|自治州|[省市区县州])?", "", core)
    core = _JOINED.sub("", _RANK.sub("", core)).replace("人民政府", "政府")
    return _KIND.sub("", _OFFICE.sub("", core)) or name


def near(one: str, other: str) -> bool:
    """Whether one function holds the other by its words: 交通 and 交通运输, 文化旅游 and 文化广电旅游."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return len(short) > 1 and short[:2] == long[:2] and all(sign in rest for sign in short)
