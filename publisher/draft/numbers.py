"""Every figure of a text as a candidate: target, other quantity or mention, with value, comparator, basis, measure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from publisher.draft.body import is_title
from publisher.draft.outline import Clause, clause_at
from publisher.figures import NUMERALS, Token, comparator_of, parse, scan
from publisher.read import Row

BREAKS = "，,。；;：:、！？\n"
SPLITS = "，,。；;：:！？\n"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure of the text, read: where it stands, what it is taken for, its number and its quote."""

    token: Token
    clause: Clause
    table: str  # targets, observations or mentions
    kind: str
    printed: str
    value: str
    value_max: str
    comparator: str
    measure: str
    basis: str
    hedge: str
    what: str
    quote: tuple[int, int]
    why: str
    repeats: int = -1  # the index of the candidate that it repeats
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Forms:
    """The printed forms of measures, longest first, with their ids."""

    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Forms:
        pairs = [(form, row.measure_id) for row in rows for form in row.printed.split("|") if form not in ("", "∅")]
        return cls(tuple(sorted(pairs, key=lambda pair: -len(pair[0]))))

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(form for form, _ in self.pairs)

    def after(self, text: str) -> tuple[str, str]:
        """The measure that text opens with: its id and its printed form; ("", "") where it opens with none known."""
        core = text.lstrip("多余来 ")
        return next(((measure, form) for form, measure in self.pairs if core.startswith(form)), ("", ""))


def plain(value: Decimal | None) -> str:
    """A value as the tables write it."""
    return "" if value is None else format(value.normalize(), "f")


def candidates(text: str, start: int, end: int, clauses: list[Clause], forms: Forms) -> list[Candidate]:
    """Every figure of text[start:end] that needs an account, in order, repeats tied to their record."""
    found: list[Candidate] = []
    tokens = list(_joined(text, scan(text, measures=forms.words, start=start, end=end)))
    for token in sorted([*tokens, *_in_names(text, start, end, tokens)], key=lambda token: token.start):
        clause = clause_at(clauses, token.start)
        in_number = clause is not None and token.start < clause.start + len(clause.number)
        if not token.structural and clause is not None and not in_number:
            found.append(_candidate(text, token, clause, forms))
    return _with_repeats(text, found)


def _joined(text: str, tokens: Iterable[Token]) -> Iterator[Token]:
    """Tokens, with the two ends of a range that is printed with 至 (1至2) made one."""
    last: Token | None = None
    for token in tokens:
        if (
            last
            and not last.structural
            and not token.structural
            and text[last.end : token.start] == "至"
            and last.printed[-1].isdecimal()
        ):
            last = Token(last.start, token.end, text[last.start : token.end])
            continue
        if last:
            yield last
        last = token
    if last:
        yield last


# Numerals that scan passes over because they count nothing: the codebook lists them as names and idioms all the same.
_NAMED = re.compile(
    r"第[二三四五六七八九十]+(?!方)(?=[\u4e00-\u9fff])(?!季度|部分|章|条|节|产业|一|步)"
    r"|三位一体|[二三四五六]合一|(?<!双)[千万]兆|一河(?:[（(]湖[)）])?一策|一网双平面|三省一市"
    r"|[零两二三四五六七八九半](?=期(?!间|限|末)|[年]行动|年攻坚|年计划|号(?!文|召)|版(?!本|块|权|图)|代(?!表|理|替|际)|网融|级架构|距离|排放|延时|等待|接触|跑腿|碳|场|好农|新(?!增|建|材|能|型|兴|的)|化(?!工|学|解)|生融|次元|小时|手(?!续|段|交易|房|车)|维码|方平台|流(?:企业|高校))"
    r"|(?<=国)[一二三四五六](?=排放|标准|及|[ABab]|[，。、])"
    r"|一(?=屏|期(?!间)|地(?!区|方|位|点|带)|程|盘棋|证通|张(?:网|图|蓝图|清单|表)|件事|窗|站式(?!公)|码|键)"
    r"|(?<=“)[一二三四五六七八九十](?=[\u4e00-\u9fff]{1,8}[”、])(?!体化|带一路|网通办|网统管|流)"
    r"|[一](?=网管)"
)


def _in_names(text: str, start: int, end: int, tokens: list[Token]) -> list[Token]:
    """Numerals inside names and set phrases that `scan` does not report, where nothing reported stands already."""
    taken = [(token.start, token.end) for token in tokens]
    found = []
    for match in _NAMED.finditer(text, start, end):
        line = text[text.rfind("\n", 0, match.start()) + 1 : text.find("\n", match.end()) % (len(text) + 1)]
        if not is_title(line) and not any(a < match.end() and match.start() < b for a, b in taken):
            found.append(Token(match.start(), match.end(), match[0]))
    return found


def _candidate(text: str, token: Token, clause: Clause, forms: Forms) -> Candidate:
    printed = token.printed.rstrip("多余") if token.printed[-1] in "多余" and len(token.printed) > 1 else token.printed
    finish = token.start + len(printed)
    after, before = (
        text[finish : finish + 24].split("\n")[0],
        text[max(clause.start, token.start - 24) : token.start].split("\n")[-1],
    )
    figure = parse(printed)
    measure, form = ("percent", "") if figure and figure.percent else forms.after(after)
    quote = _quote(text, token.start, finish + len(form), clause)
    words_before, words_after = text[quote[0] : token.start], text[finish : quote[1]]
    comparator = comparator_of(words_before, printed, words_after)
    blank = Candidate(token, clause, "mentions", "name", printed, "", "", "", "", "", "none", "", quote, "")
    if figure is None or (_NAMED.match(text, token.start) and not form):
        return replace(
            blank,
            kind="idiom" if re.match("[一三二四]?[合位]|零|半", printed + after) else "name",
            why="a numeral in a name or a set phrase",
        )
    if mention := _mention(text, token, finish, before, after, bool(form)):
        return replace(blank, kind=mention[0], why=mention[1])
    sentence = text[
        max(clause.start, *(text.rfind(mark, clause.start, token.start) + 1 for mark in "。\n")) : token.start
    ]
    table, kind, why, sure = _role(text, token, clause, sentence, words_before, after, measure, comparator)
    return replace(
        blank,
        table=table,
        kind=kind,
        why=why,
        sure=sure and bool(measure),
        value=plain(figure.value if figure else None),
        value_max=plain(figure.value_max if figure else None),
        comparator=comparator,
        measure=measure or "count",
        basis=_basis(words_before, sentence, after, measure, table, kind),
        hedge=_hedge(sentence),
        what=_what(words_before, words_after, form),
    )


def _quote(text: str, start: int, finish: int, clause: Clause) -> tuple[int, int]:
    """The shortest span that shows the fact: the part of the sentence around a figure, between its stops."""
    floor, ceiling = clause.start, clause.end
    begin = max([floor, *(text.rfind(mark, floor, start) + 1 for mark in SPLITS)])
    listed = text.rfind("、", begin, start)
    if listed >= 0 and re.search(r"[\d一二三四五六七八九十百千万]", text[begin:listed]):
        begin = listed + 1  # a list of quantities: each item is its own
    stop = min([at for mark in SPLITS if (at := text.find(mark, finish)) >= 0] + [ceiling])
    listed = text.find("、", finish, stop)
    if listed >= 0 and re.search(r"[\d一二三四五六七八九十百千万]", text[listed:stop]):
        stop = listed
    while begin < start and text[begin] in " 　\t":
        begin += 1
    while stop - begin > 80 and stop > finish:
        cut = max(text.rfind("、", finish, stop), text.rfind("的", finish, stop))
        stop = cut if cut > finish else max(finish, begin + 80)
    begin = max(begin, stop - 80)
    while stop - begin < 4 and begin > floor and text[begin - 1] != "\n":
        begin -= 1
    return begin, stop


_REACHES = re.compile(r"[到达于在为约过至低高少以近降升]$")
_NAME_AFTER = re.compile(
    r"期(?!限|间|内|末)|级(?!联)(?:架构|政府|节点|巡视|医院|以上)?|号线?|千伏|伏|英寸|[年个]?(?:行动计划|行动|攻坚)|年(?:行动|攻坚)|代(?!表)|版|小时(?:过境|通勤|生活|经济|交通)|"
    r"T磁共振|[nμ]m|纳米|米PET|\.\d|届|中全会|[兆]|电子伏|千瓦级|次元|维|位数|时代|周年|五规划"
)
_IDIOM_AFTER = re.compile(
    r"位一体|合一|屏|网|码|张网|张图|张蓝图|盘棋|站式|窗|件事|证|体|手|次办|次性|跑|门|方(?:评估|机构|检测|服务|支付|物流)?$|方|生融合|代码|链|键|地|事|云|端|卡|步|把手|条龙|体化|如既往|定|些|批|流|直|般|样|旦|带一路|刀切|张|点|线|条心|揽子|老一小|轮"
)
_CLASS = re.compile(r"[ⅠⅡⅢⅣⅤⅥ]")


def _mention(text: str, token: Token, finish: int, before: str, after: str, measured: bool) -> tuple[str, str] | None:
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
        (printed.endswith("级") or printed in ("万亿", "千亿", "百亿", "十亿"))
        and re.match(r"[^，。]{0,6}?(?:产业|集群|企业|园区|市场)", after)
        and "亿" in printed
    ):
        return "name", "a class of size"
    if (
        re.fullmatch(r"\d\.\d", printed)
        and not measured
        and not after.startswith(("倍", "个", "万", "亿"))
        and not _REACHES.search(before)
    ):
        return "name", "a version"
    if _NAME_AFTER.match(after) and not _REACHES.search(before) and not (measured and after.startswith("级")):
        return "name", f"part of a name: {printed}{after[:3]}"
    if printed.endswith("级") and re.match(r"架构|巡视员|节点|政府|联动|医院|电子", after):
        return "name", f"a tier: {printed}"
    if printed in ("千", "百", "万") and re.match(r"[兆家户灯联年]", after) and not measured:
        return "name", "a specification"
    quoted = before.rfind("“") > before.rfind("”")
    if (
        quoted
        and not measured
        and "”" in after
        and len(printed) <= 2
        and printed[0] in NUMERALS
        and not re.match(r"[大条项](?!”)[^”]{0,6}(?:行动|工程|任务)", after)
    ):
        return "idiom", "a numeral in a quoted slogan or name"
    if printed in ("一", "零", "两", "三", "二", "四", "半") and not measured and _IDIOM_AFTER.match(after):
        return "idiom", f"a set phrase: {printed}{after[:2]}"
    return None


_DONE = re.compile(
    r"已(?:经)?(?:建成|建|有|达|实现|累计|投|完成|汇集|形成|开通|布局|培育|集聚|拥有|超|接近|突破)?|目前|现有|截至|累计已|拥有|截止|上年|去年"
)
_NOW = re.compile(r"目前|截至(?!20\d\d年底前)|近年来|现有|累计已")
_PARTS = re.compile(
    r"[大项条个](?:方面|[^，。；、项]{0,6}?(?:行动|工程|任务|措施|举措|领域|体系|方向|计划|原则|专项|板块|问题|抓手|环节))"
)
_BOUND = re.compile(r"控制在|不超过|不高于|限制在|压减到|以内|以下")
_BUILDS = re.compile(
    r"建|新增|培育|达|打造|形成|实现|布局|引进|带动|完成|提升|推动|部署|布设|归集|设立|投|集聚|突破|超过|保持|提高|降|开展|实施|组织|力争|争取|培养|支持|遴选|认定|推广|改造|覆盖"
)


def _role(
    text: str, token: Token, clause: Clause, sentence: str, before: str, after: str, measure: str, comparator: str
) -> tuple[str, str, str, bool]:
    """Table, kind, why, and whether that is sure."""
    near = sentence[-40:]
    if (clause.kind == "guidance" and re.search("现状|成效|基础", clause.heading)) or (
        (_DONE.search(before) or _NOW.search(sentence)) and not re.search("到20|力争|年底|将达|新增", near + before)
    ):
        return "observations", "baseline", "words of what is already reached", True
    if (
        measure in ("da", "xiang", "tiao", "ge", "")
        and (match := _PARTS.match(after))
        and (
            clause.kind in ("preamble", "guidance", "principle", "chapter", "pillar", "goal", "safeguard")
            or measure == "da"
        )
    ):
        return "observations", "structure", f"counts the document’s own parts: {token.printed}{match[0]}", False
    if measure == "cny":
        return "targets", "budget", "money", True
    if comparator in ("le", "lt") and _BOUND.search(before + after[:8]):
        return "targets", "cap", "an upper bound", True
    if clause.kind in ("principle", "preamble") or (clause.kind == "guidance" and not _BUILDS.search(before)):
        return "observations", "background", f"stands in a {clause.kind}", False
    if re.search(r"以$|聚焦$|围绕$|依托$|等$", before) and not _BUILDS.search(before):
        return "observations", "background", "what the sentence relies on, not what it promises", False
    if re.search("分别", before) and measure:
        return "targets", "allocation", "分别 gives each its part", False
    return "targets", "target", "a quantity to be reached", bool(_BUILDS.search(sentence[-40:]))


def _basis(before: str, sentence: str, after: str, measure: str, table: str, kind: str) -> str:
    """How the value counts (codebook): new, total, rate, change or unclear."""
    if re.search(r"(?:提高|降低|下降|增长|减少|压减|提升|增加|年均增长)$", before.rstrip("约超过不低于")):
        return "rate" if measure == "percent" and before.endswith("年均增长") else "change"
    if measure in ("percent", "mbps", "gbps", "tbps", "ug-per-m3"):
        return "rate"
    if table == "observations" or kind == "budget":
        return "total"
    if re.search(r"新增|新建|新设|新开|新引进|新培育|新认定|净增", before):
        return "new"
    if re.search(r"达到?|累计|保持|总(?:数|量|规模|面积)|控制在|突破|超过?$", before) or re.match(r".{0,6}?达", ""):
        return "total"
    if re.search(r"[一二三四五六\d]年(?:之)?内", sentence) and re.search(r"建|培育|形成|新增", before):
        return "new"
    return "unclear"


def _hedge(sentence: str) -> str:
    if re.search("力争|争取", sentence):
        return "strive"
    return "explore" if re.search(r"探索[^，。]{0,12}$", sentence) else "none"


def _what(before: str, after: str, form: str) -> str:
    """The thing that is counted, in the words of the text: a suggestion for what_zh."""
    behind = re.sub(r"^(?:以上|以下|以内|左右|上下|多|余|的)+", "", after.lstrip("多余来 ").removeprefix(form).strip())
    if len(behind) >= 2:
        return behind
    front = re.sub(
        r"^(?:到?\d{4}年底?前?|[一二三]年内|力争|争取|实现|确保|全市|全区|全省|建成|新建|建设|新增)+", "", before
    )
    return (
        re.sub(
            r"(?:提升|提高|保持|控制|平均|累计|总数|数量|规模)?(?:达到|达|超过|突破|至|到|在|为|约|不少于|不低于|超)+$",
            "",
            front,
        )
        or before
    )


def _with_repeats(text: str, found: list[Candidate]) -> list[Candidate]:
    """The same number of the same thing, said twice: the most specific clause keeps it, the others are mentions."""
    groups: dict[str, list[int]] = {}
    for index, item in enumerate(found):
        if item.table != "mentions" and item.value:
            groups.setdefault(item.value, []).append(index)
    result = list(found)
    for indexes in groups.values():
        for index in indexes:
            item = found[index]
            better = [o for o in indexes if o != index and _rank(found[o]) > _rank(item) and _same(found[o], item)]
            if better:
                keeper = max(better, key=lambda o: _rank(found[o]))
                same = text[slice(*found[keeper].quote)] == text[slice(*item.quote)]
                kind = "repeat" if same or _alike(found[keeper].what, item.what, whole=True) else "rewording"
                result[index] = replace(
                    item,
                    table="mentions",
                    kind=kind,
                    repeats=keeper,
                    why="the same number of the same thing",
                    sure=False,
                )
    return result


_SPECIFIC = {
    "task": 5,
    "safeguard": 4,
    "mechanism": 4,
    "pillar": 3,
    "goal": 2,
    "chapter": 2,
    "principle": 1,
    "guidance": 1,
    "preamble": 0,
}


def _rank(item: Candidate) -> tuple[int, int, int]:
    # The heading of a task is less than its text; of two equal places the first keeps the record.
    in_heading = item.token.start < item.clause.start + len(item.clause.number) + len(item.clause.heading) + 2
    return _SPECIFIC[item.clause.kind], 0 if in_heading else 1, -item.token.start


def _same(one: Candidate, other: Candidate) -> bool:
    """Whether two equal numbers count the same thing. A large one in goals and a task needs less proof."""
    if one.measure != other.measure and "count" not in (one.measure, other.measure):
        return False
    goal = {one.clause.kind, other.clause.kind} == {"goal", "task"} and Decimal(one.value) >= 10
    return _alike(one.what, other.what) or (goal and len(set(one.what) & set(other.what)) >= 2)


def _alike(one: str, other: str, *, whole: bool = False) -> bool:
    """Whether two things are the same by their words: they share half of the characters of the shorter."""
    if whole:
        return one == other
    mine, its = set(one), set(other)
    return bool(mine and its) and len(mine & its) >= max(2, 0.5 * min(len(mine), len(its)))
