"""Numerals that count nothing: names, specifications, classes, idioms."""

from __future__ import annotations

import re

from publisher.codebook.figures import NUMERALS, Token
from publisher.draft.marks import Spans
from publisher.draft.outline.body import is_title

# Numerals that scan passes over because they count nothing: the codebook lists them as names and idioms all the same.
_PASSED_OVER = {
    "an ordinal": r"第[二三四五六七八九十]+(?!方)(?=[\u4e00-\u9fff])(?!季度|部分|章|条|节|产业|一|步)",
    "a set phrase": r"三位一体|[二三四五六]合一|三省一市|一河(?:[（(]湖[)）])?一策|一网双平面",
    "a specification": r"(?<!双)[千万]兆",
    "a generation, a phase, a version": (
        r"[零两二三四五六七八九半](?=期(?!间|限|末)|[年]行动|年攻坚|年计划|号(?!文|召)|版(?!本|块|权|图)|代(?!表|理|替|际)"
        r"|网融|级架构|距离|排放|延时|等待|接触|跑腿|碳|场|好农|新(?!增|建|材|能|型|兴|的)|化(?!工|学|解)|生融|次元|小时"
        r"|手(?!续|段|交易|房|车)|维码|方平台|流(?:企业|高校))"
    ),
    "an emission standard": r"(?<=国)[一二三四五六](?=排放|标准|及|[ABab]|[，。、])",
    "one for all": (
        r"一(?=屏|期(?!间)|地(?!区|方|位|点|带)|程|盘棋|证通|张(?:网|图|蓝图|清单|表)|件事|窗|站式(?!公)|码|键|网管)"
    ),
    "opens a quoted name": (
        r"(?<=“)[一二三四五六七八九十](?=[\u4e00-\u9fff]{1,8}[”、])(?!体化|带一路|网通办|网统管|流)"
    ),
}
PASSED_OVER = re.compile("|".join(_PASSED_OVER.values()))


def in_names(text: str, start: int, end: int, tokens: list[Token]) -> list[Token]:
    """Numerals inside names and set phrases that `scan` does not report, where nothing reported stands already."""
    taken = Spans.of((token.start, token.end) for token in tokens)
    found = []
    for match in PASSED_OVER.finditer(text, start, end):
        line = text[text.rfind("\n", 0, match.start()) + 1 : text.find("\n", match.end()) % (len(text) + 1)]
        if not is_title(line) and not taken.touch(*match.span()):
            found.append(Token(match.start(), match.end(), match[0]))
    return found


REACHES = re.compile(r"[到达于在为约过至低高少以近降升]$")
_NAME_AFTER = {
    "a phase, a tier, a line": (
        r"期(?!限|间|内|末)|级(?!联)(?:架构|政府|节点|巡视|医院|以上)?|号线?|[年个]?(?:行动计划|行动|攻坚)|年(?:行动|攻坚)"
        r"|代(?!表)|版|届|中全会|时代|周年|五规划"
    ),
    "a specification": r"千伏|伏|英寸|T磁共振|[nμ]m|纳米|米PET|\.\d|[兆]|电子伏|千瓦级|次元|维|位数",
    "a reach in time": r"小时(?:过境|通勤|生活|经济|交通)",
}
NAME_AFTER = re.compile("|".join(_NAME_AFTER.values()))
_IDIOM_AFTER = {
    "joined": r"位一体|合一|体化|体|代码|码|证|卡|端|云|网|屏|链|键|生融合",
    "one for all": r"张网|张图|张蓝图|盘棋|站式|窗|件事|门|事|地|揽子|把手|条龙|条心|刀切|带一路|老一小",
    "at once": r"次办|次性|跑|步|手|旦|直|轮|如既往",
    "a third": r"方(?:评估|机构|检测|服务|支付|物流)?$|方",
    "some, a kind": r"定|些|批|流|般|样|张|点|线",
}
IDIOM_AFTER = re.compile("|".join(_IDIOM_AFTER.values()))
_CLASS = re.compile(r"[ⅠⅡⅢⅣⅤⅥ]")


def mention_of(text: str, token: Token, finish: int, before: str, after: str, measured: bool) -> tuple[str, str] | None:
    """What a figure is where it counts nothing: a name or an idiom, and why; None where it counts."""
    printed = token.printed
    neighbours = text[max(0, token.start - 1) : token.start] + text[finish : finish + 1]
    if "+" in neighbours or "＋" in neighbours:
        return "name", "digits joined by + are a label"
    if before.endswith("第"):
        return "name", "an ordinal"
    if _CLASS.fullmatch(printed):
        return "name", "a class of quality"
    opened = max(before.rfind("《"), before.rfind("〈"))
    if opened >= 0 and "》" not in before[opened:] and "》" in after:
        return "name", "stands in the title of another document"
    if re.match(r"省一市|大(?:以来|精神|报告)", after):
        return "name", "a set name"
    if (
        (printed.endswith("级") or printed in ("万亿", "千亿", "百亿", "十亿", "亿"))
        and re.match(r"[^，。]{0,6}?(?:产业|集群|企业|园区|市场)", after)
        and "亿" in printed
    ):
        return "name", "a class of size"
    if (before.endswith("连续") and printed in ("两", "三")) or (
        re.search(r"(?:超过?|满|不足|达到?|近)$", before) and re.match(r"年(?:以上)?的", after)
    ):
        return "idiom", "a condition, not a promise"
    if (
        re.fullmatch(r"\d\.\d", printed)
        and not measured
        and not after.startswith(("倍", "个", "万", "亿"))
        and not REACHES.search(before)
    ):
        return "name", "a version"
    if NAME_AFTER.match(after) and not REACHES.search(before) and not (measured and after.startswith("级")):
        return "name", f"part of a name: {printed}{after[:3]}"
    if printed.endswith("级") and (
        re.fullmatch("[一二三四五六]级", printed) or re.match(r"架构|巡视员|节点|政府|联动|医院|电子", after)
    ):
        return "name", f"a tier: {printed}"
    if printed in ("千", "百", "万") and re.match(r"[兆家户灯联年]", after) and not measured:
        return "name", "a specification"
    quoted = before.rfind("“") > before.rfind("”")
    if (
        before.endswith("“")
        and printed in ("十", "百")
        and re.match(r"[大佳强](?!行动|工程|任务)[^”，。]{1,8}”", after)
    ):
        return "name", "a numeral in a quoted slogan or name"
    if (
        quoted
        and not measured
        and "”" in after
        and len(printed) <= 2
        and printed[0] in NUMERALS
        and not re.match(r"[大条项](?!”)[^”]{0,6}(?:行动|工程|任务)", after)
    ):
        return "idiom", "a numeral in a quoted slogan or name"
    if printed in ("一", "零", "两", "三", "二", "四", "半") and not measured and IDIOM_AFTER.match(after):
        return "idiom", f"a set phrase: {printed}{after[:2]}"
    return None
