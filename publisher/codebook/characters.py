"""Chinese characters: which are simplified.

GB 2312 holds 6,763 characters, all of them simplified or never simplified. 通用规范汉字表 (2013) has 8,105; those
beyond GB 2312 that stand in names of Chinese places are named here.
"""

from __future__ import annotations

import re

HAN = "\u3400-\u9fff"
# 鄠邑区, 硚口区, 浉河区, 瀍河区, 埇桥区, 猇亭区; towns, rivers and lakes: 甪直, 神垕, 道滘, 大峃, 浐河 …
_IN_PLACES = frozenset("鄠硚浉瀍埇猇甪垕滘峃浐漷汈鄌郚崀涢洺㵲堽潖垾梽塱墕塆堌溇祊滆")
_HAN = re.compile(f"[{HAN}]")


def is_traditional(character: str) -> bool:
    """Whether a Chinese character is taken for a traditional or rare one."""
    if not _HAN.match(character) or character in _IN_PLACES:
        return False
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False
