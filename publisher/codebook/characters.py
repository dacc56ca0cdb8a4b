"""Characters: which Chinese ones are simplified, and how what a text prints is typed.

GB 2312 holds 6,763 characters, all of them simplified or never simplified. 通用规范汉字表 (2013) has 8,105; those
beyond GB 2312 that stand in names of Chinese places are named here.
"""

from __future__ import annotations

import re
import unicodedata

from publisher.terms.regex import regex

HAN = "\u3400-\u9fff"
# 鄠邑区, 硚口区, 浉河区, 瀍河区, 埇桥区, 猇亭区; towns, rivers and lakes: 甪直, 神垕, 道滘, 大峃, 浐河 …
_IN_PLACES = frozenset("鄠硚浉瀍埇猇甪垕滘峃浐漷汈鄌郚崀涢洺㵲堽潖垾梽塱墕塆堌溇祊滆")
_HAN = regex(f"[{HAN}]")


# Spaces that cannot be told from an ordinary one, and characters that only look like the ordinary one (Kangxi
# radicals, compatibility ideographs): a text may print them, but no one types them. One for one, so places stay.
_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
# The traditional forms of the characters of the words by which a number is bounded and measured, and of those that
# make another word of them (節約, 省級以上, 以下簡稱); one for one, so places stay.
_TRADITIONAL = (
    "於過約個內達餘項點噸畝頃間僅將條臺輛張層萬億節簽預簡違毀續儉鄰臨親趕級職稱規縣區學歷階處國標統幾務問題見陸環貿澇"
    "側腦遊聯貫協結銜車總數減產長縮壓擴價寬滿"
)
_SIMPLIFIED = (
    "于过约个内达余项点吨亩顷间仅将条台辆张层万亿节签预简违毁续俭邻临亲赶级职称规县区学历阶处国标统几务问题见陆环贸涝"
    "侧脑游联贯协结衔车总数减产长缩压扩价宽满"
)
SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
# Besides, those of the words by which duties are given and by which names of bodies end
_OF_DUTIES = SIMPLIFIED | str.maketrans(
    "責單門牽頭辦協參與會負實進導監組織執調動運營護鎮鄉機構廳隊專團氣電鐵郵業學關稅衛廣視僑婦殘農圖書館檔紅檢設長時誰應當將為並詳經領資員號頓後標屬無黨銀審體",
    "责单门牵头办协参与会负实进导监组织执调动运营护镇乡机构厅队专团气电铁邮业学关税卫广视侨妇残农图书馆档红检设长时谁应当将为并详经领资员号顿后标属无党银审体",
)
_IN_DUTIES = regex(f"[{''.join(map(chr, _OF_DUTIES))}]")
_ALIKE = regex("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_TO_SPACE = str.maketrans(dict.fromkeys(_SPACES, " "))


def simplified(text: str) -> str:
    """A text with the words by which duties are given in simplified characters, as long."""
    return text.translate(_OF_DUTIES) if _IN_DUTIES.search(text) else text


def as_printed(part: str, plain: str, printed: str) -> str:
    """A part of simplified words as it stands in those that were printed."""
    at = plain.find(part)
    return part if at < 0 else printed[at : at + len(part)]


def as_typed(text: str) -> str:
    """A text as it is typed into a quote: as long, with ordinary spaces, and ordinary characters for look-alikes."""
    if text.isascii() and "\t" not in text:
        return text
    return _ALIKE.sub(_ordinary, text.translate(_TO_SPACE))


def _ordinary(match: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFKC", match[0])
    return plain if len(plain) == 1 else match[0]


def is_traditional(character: str) -> bool:
    """Whether a Chinese character is taken for a traditional or rare one."""
    if not _HAN.match(character) or character in _IN_PLACES:
        return False
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False
