"""What a document says of itself: title, number, issuer, dates, period."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from publisher.codebook.dates import arabic, date_of
from publisher.codebook.numerals import Number, UnreadNumeral, numeral
from publisher.codebook.titles import kind_of_title, plain
from publisher.draft.marks import KIND, Line, lines_of
from publisher.draft.outline.body import ADDRESSED, NONE, NUMBER, PERIOD, is_title, issued_together, opening_lines

_DATE = re.compile(r"(\d{4})\s*[年\-./]\s*(\d{1,2})\s*[月\-./]\s*(\d{1,2})\s*日?")
_LABELLED = {
    "doc_number": re.compile(rf"(?:发文字号|文\s*号)(?:\s*[:：]\s*(\S+?号)|[ \t　]+({NUMBER.pattern}))"),
    "dated_on": re.compile(r"(?:^时间|^日期|发文日期|成文日期|印发日期)\s*[:：]\s*(\S+)", re.M),
    "published_on": re.compile(r"(?:发布日期|发布时间|公开日期)\s*[:：]?\s*(\S+)"),
}
_OFFICE = (
    r"(?:国务院(?:办公厅)?|人民政府(?:办公厅|办公室)?|委员会(?:办公厅|办公室)?|[省市区县州旗]委(?:办公厅|办公室)|办公厅|办公室|办事处|管委会|领导小组(?:办公室)?"
    r"|协调小组|指挥部|工作组|集团|公司|总局|总署|局|委|厅|部|署|院|会)"
)
_ISSUER = re.compile(rf"(?:[\u4e00-\u9fff]{{2,30}}?{_OFFICE}|(?:国务院|中共中央)(?:办公厅)?)")
_ISSUES = re.compile(
    rf"(?P<by>{_ISSUER.pattern})(?P<with>[ 　、，][^\n。《]{{2,60}}?)?"
    r"\s*(?:(?:关于)?(?:转发|印发|下发)|关于(?:发布|公布))(?!的)"
)
_TITLED = re.compile(rf"(?P<by>{_ISSUER.pattern}(?:[ 　、]{{1,2}}{_ISSUER.pattern})*)[ 　]*关于")
_BY_AND_MONTH = re.compile(rf"({_ISSUER.pattern})[ 　]+\d{{4}}年\d{{1,2}}月(?:\d{{1,2}}日)?")
_BY_AND_DAY = re.compile(rf"{_ISSUER.pattern}[ 　]+\d{{4}}年\d{{1,2}}月\d{{1,2}}日")
_ISSUED_BY = re.compile(r"(?:发布机构|发文机关|发文单位|制发机关|制定机关|公开主体)\s*[:：]\s*(\S{2,30})")
_LABELLED_TITLE = re.compile(r"标\s*题\s*[:：]\s*([^\n\t]{6,80})")
_OPENS_TITLE = re.compile(
    r"(?![和与及暨])(?:[\u4e00-\u9fff]{1,12}?(?:省|市|区|县|州|盟|旗|镇|乡|自治区)|国务院|国家|全国|中共|关于|“?[十一二三四]+五|[\u4e00-\u9fff]{1,10}(?:部|委|局|厅|集团))"
)
_NO_PART = re.compile(r"[。；：:，！？]$|\d{4}年.*\d日|号$|\t|^[（(]")
_FIVE_YEARS = {"十三五": 2016, "十四五": 2021, "十五五": 2026}
_FIVE_YEARS |= {f"第十{count}个五年": year for count, year in (("三", 2016), ("四", 2021), ("五", 2026))}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the text prints of the document; "" for what it does not."""

    title: str
    kind: str
    doc_number: str
    issuer: str
    dated_on: str
    published_on: str
    horizon_start: str
    horizon_end: str
    others: tuple[str, ...] = ()  # who issues it besides
    sure: bool = False  # whether the text prints a title, an issuer and a date, each in its own place


def iso(text: str) -> str:
    """A printed date as an ISO date; "" where it is none."""
    match = _DATE.search(arabic(text))
    if not match or not (1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31):
        return ""
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"


def metadata(text: str, start: int, end: int, goals: str = "", styled: Mapping[str, int] = NONE) -> Metadata:
    """Read a document's own data from its opening lines, its last ones and the site's labels around it.

    goals: the words of its goal clauses, whose last year is the end of its period where no title prints one.
    """
    opening = [line.text for line in opening_lines(text, start, end, styled)]
    around = text[:start] + text[end : end + 2000]
    title, own_line = _title(text, start, opening)
    headline = next((one.text for one in lines_of(text, 0, 400) if _CONFERENCE.fullmatch(one.text)), "")
    title = title or headline
    imprint = next((match for line in opening if (match := _IMPRINT.fullmatch(line))), None)
    number = _number(opening) or (imprint["number"] or "" if imprint else "") or _labelled("doc_number", around)
    last = [line.text for line in lines_of(text, max(start, end - 400), end)][-6:]
    signed = _signed(lines_of(text, start, end))
    printed = next((day for line in [*opening, *last] if (day := _dated(line))), "")
    dated = printed or (iso(imprint["day"] or "") if imprint else "") or signed[1] or iso(_labelled("dated_on", around))
    kind = "press_conference" if "新闻发布会" in text[:400] else kind_of_title(title)
    published = iso(_labelled("published_on", around))
    day = dated or published
    first, final = _period(title, text[start:end], day, goals, kind)
    counted = bool(day and not first and kind != "measures" and _COUNTED.search(text, start, end))
    by = [imprint["by"]] if imprint and imprint["by"] else signed[0] or _issuers(text, start, opening, last, title)
    issuer = by[0] if by else ""
    framed = kind != "action_plan" or _PRINTED_PERIOD.search(arabic(title))
    return Metadata(
        title=title,
        kind=kind,
        doc_number=re.sub(r"\s", "", number),
        issuer=issuer,
        dated_on=dated,
        published_on=published,
        horizon_start=f"{day[:4]}-01-01" if counted else first,  # from which 三年内 counts
        horizon_end=final,
        others=tuple(by[1:]),
        sure=bool(own_line and title and issuer and dated and not counted and framed),
    )


def _dated(line: str) -> str:
    """The date of a short line, or behind a body (甲市人民政府办公室　　2023年7月19日); "" of any other."""
    short = len(line) < 20 and ":" not in line
    return iso(line) if short or _BY_AND_DAY.fullmatch(line.strip()) else ""


def _number(opening: list[str]) -> str:
    """The document's number on a line of its own opening, and not in 《》 or a bracket, which cites another's."""
    found = ((line, match[0]) for line in opening if (match := NUMBER.search(line)))
    return next((number for line, number in found if not re.search(r"[《（(]" + re.escape(number), line)), "")


_CONFERENCE = re.compile("[^。：:]{0,30}《[^》]{4,60}》[^。：:]{0,12}新闻发布会")
# Under a title: （虚府发〔2020〕33号，虚山区人民政府2020年9月11日印发）, （甲委 2020年9月11日）, （2020年9月11日…批准）
_IMPRINT = re.compile(
    rf"[（(](?=[^（()）]*\d{{4}})(?:(?P<number>{NUMBER.pattern})[，,；; ]*)?"
    rf"(?:(?P<by>{_ISSUER.pattern})?[ 　]*于?(?P<day>\d{{4}}年\d{{1,2}}月\d{{1,2}}日))?"
    r"(?:印发|发布|[^（()）。]{4,40}(?:批准|通过))?[)）]"
)


def _signed(lines: list[Line]) -> tuple[list[str], str]:
    """Who signs and the day below it, each alone on a line, wherever annexes follow; [] and "" where nobody does."""
    words = [line.text for line in lines]
    for index, line in enumerate(words):
        if len(line) < 20 and (day := _DATE.fullmatch(arabic(line))) and (by := _named_above(words, index)):
            return by, iso(day[0])
    return [], ""


def _named_above(lines: list[str], index: int) -> list[str]:
    """The bodies on the lines right above one, in order; a line may hold several apart by blanks."""
    names: list[str] = []
    while index and len(above := lines[index - 1]) <= 40 and "关于" not in above and (named := _named(above)):
        names, index = named + names, index - 1
    return names


_OF_PLACE = re.compile("[\u4e00-\u9fff]{2,8}?[省市区县州旗]")


def _named(line: str) -> list[str]:
    """The bodies with which a line begins, apart by blanks, or each with the name of their place: 甲区乙局甲区丙局."""
    place = _OF_PLACE.match(line)
    parts = filter(None, re.split(f"[ 　]+|(?={place[0]})" if place else "[ 　]+", line))
    return list(takewhile(_ISSUER.fullmatch, parts))


_NATIONAL = re.compile(
    r"国务院|中共中央|国家[\u4e00-\u9fff]{2,12}(?:局|委|署)|全国|(?![省市区县州])[\u4e00-\u9fff]{2,10}部(?:办公厅)?$|[\u4e00-\u9fff]{2,8}总局"
)
_RANKED = re.compile(
    r"(?P<rank>省|自治区|自治州|自治县|地区|新区|州|盟|市|区|县|旗)(?:委(?!员)|人民政府|政府|(?:(?![区县旗](?!域))[\u4e00-\u9fff]){2,8}(?:局|厅|管委会|办公室|指挥部|小组)$)"
)
_OPENS_AREA = re.compile(
    r"(?:中共)?(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区|自治州|州|盟|市)(?=[\u4e00-\u9fff]{2,4}?(?<![点范贫大强困百各牧全市])[县旗](?![域级乡城镇舰帜])))*"
    r"[\u4e00-\u9fff]{2,8}?(?P<rank>省|自治区|自治州|自治县|新区|州|盟|市(?!场)|区(?!域)|县|旗)"
)
_LEVELS = {"省": "provincial", "自治区": "provincial", "市": "municipal", "州": "municipal", "盟": "municipal"}
_LEVELS |= {"自治州": "municipal", "地区": "municipal"}


def level_of(issuer: str, title: str) -> str:
    """The level of a document by who issues it, else by how its title opens; "" where neither says it."""
    if _NATIONAL.match(issuer) or (not issuer and re.match("国务院|国家|全国", title)):
        return "national"
    match = _RANKED.search(issuer) or _OPENS_AREA.match(issuer or title)
    if match is None:
        return ""
    if match["rank"] == "市" and re.match("(?:中共)?(?:北京|天津|上海|重庆)市", issuer or title):
        return "provincial"
    return _LEVELS.get(match["rank"], "district")


def _labelled(name: str, text: str) -> str:
    match = _LABELLED[name].search(text)
    return next(filter(None, match.groups())) if match else ""


def _title(text: str, start: int, opening: list[str]) -> tuple[str, bool]:
    """The plan's title, and whether a line of its own prints it; else what the notice says it issues."""
    if issued_together("\n".join(opening)) and (whole := _whole_notice(text, start, opening)):
        return whole, False  # of several documents none is the notice
    issued = _ISSUED.search(text[:start] + "\n".join(opening))
    notice = _NOTICE.search(_notice(text, start, opening))
    said = issued or notice or _REPORTED.search(text[:start])  # 2020年印发《…》 is cited where the plan itself says it
    named = next(filter(None, said.groups())).strip() if said else ""
    known = [plain(one) for one in (named, _first(_LABELLED_TITLE, text[: start + 1000])) if one]
    for index in range(len(opening) - 1, -1, -1):
        line = opening[index]
        ends = is_title(line) or _ends_title(line, opening[index - 1] if index else "")
        if not ends or _HANDS_ON.search(line) or re.match("现将|为|按照|根据|经", line):
            continue
        whole = line
        for above in reversed(opening[max(0, index - 3) : index]):
            if plain(whole) in known or not _continues(above, whole, known):
                break
            whole = above + whole
        if _HANDS_ON.search(whole):
            continue
        below = opening[index + 1] if index + 1 < len(opening) else ""
        return whole + (below if PERIOD.fullmatch(below) else ""), True
    if named:
        return named, False
    higher = [line.text for line in lines_of(text, 0, start)]  # above the site's or the file's own labels
    return next((line for line in [*opening, *higher] if is_title(line) and not _HANDS_ON.search(line)), ""), False


_HANDS_ON = re.compile("印发|下发|关于(?:发布|公布)")  # a notice, not what it issues
_REPORTED = re.compile(r"印发《([^》\n]{4,80})》")
_ISSUED = re.compile(  # not 根据省政府办公厅印发《…》
    r"(?:关于|现|联合|^[ 　]*(?:(?!根据|按照|依据|为)[^。，；《》\d\n]{2,30})?)(?:转发|印发|下发)《([^》\n]{4,80})》"
    r"|关于(?:发布|公布)《([^》\n]{4,80})》"
    r"|(?:^[ 　]*|[将把])《([^》\n]{4,80})》(?:已经|印发|下发)",
    re.M,
)
# 关于印发“十四五”甲规划的通知, 印发甲措施的通知: the plan's title without 《》
_NOTICE = re.compile(rf"(?:转发|印发|下发|关于(?:发布|公布))((?!《)[^。；：:，]{{4,80}}(?:{KIND}))的通知$")


def _notice(text: str, start: int, opening: list[str]) -> str:
    """The title of the notice that issues a plan, which may stand on several lines; "" where none does."""
    above = [line.text for line in lines_of(text, 0, start)]
    several = ("".join(opening[:stop]) for stop in range(1, min(len(opening), 5) + 1))
    return next((words for words in (*above, *several) if _NOTICE.search(words)), "")


def _whole_notice(text: str, start: int, opening: list[str]) -> str:
    """The title of a notice that issues several documents, by the site's label or on its own lines."""
    labelled = _first(_LABELLED_TITLE, text[: start + 1000])
    return labelled if labelled.endswith("的通知") else _notice("", 0, opening)


def _ends_title(line: str, above: str) -> bool:
    """Whether a line is the last word or two of a title whose line above goes on: 关于推进绿道建设的 / 实施意见."""
    return len(line) < 7 and above.endswith(("的", "和", "与")) and "关于" in above and is_title(above + line)


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1].strip() if match else ""


def _continues(above: str, line: str, known: list[str]) -> bool:
    """Whether a title that ends in `line` begins in the line above it: other words of the text say it whole, or it
    is short or opens like no title, and the upper line ends in no mark and is no signature, number or addressee."""
    if len(several := _named(above)) > 1 and "".join(several) == re.sub("[ 　]", "", above):
        return False
    if any(plain(above + line) in one for one in known) or (_ISSUER.fullmatch(above) and line.startswith("关于")):
        return True
    if (
        _NO_PART.search(above)
        or len(above) > 40
        or NUMBER.search(above)
        or (_ISSUER.fullmatch(above) and "关于" not in line)
    ):
        return bool(_ISSUER.fullmatch(above)) and line.startswith("关于") and not re.search(r"\d", above)
    return (
        ("关于" in above or len(line) < 12 or not _OPENS_TITLE.match(line))
        if _OPENS_TITLE.match(above)
        else len(line) < 12 and not _OPENS_TITLE.match(line)
    )


def _issuers(text: str, start: int, opening: list[str], last: list[str], title: str) -> list[str]:
    """Who signs, in order; else who issues it by the notice, the title, the first paragraph, or the site's label."""
    for lines in (opening, last):
        dates = [index for index, line in enumerate(lines) if len(line) < 20 and iso(line)]
        for index in dates[-1:] if lines is last else dates[:1]:
            if by := _named_above(lines, index):
                return by
    above = takewhile(lambda line: "。" not in line and not ADDRESSED.search(line), opening)
    for whole in ("".join(above), _notice(text, start, opening)):
        if by := _issuing(whole):
            return by
    for index, line in enumerate(opening):
        if line.startswith("关于") and (by := _named_above(opening, index)):
            return by  # above the title
    if match := _TITLED.match(title):
        return re.split("[ 　、]+", re.sub("^中共中央(?=国务院)", "中共中央 ", match["by"]))
    if by := _issuing("\n".join(opening)):
        return by
    for line in [*opening, *last]:
        if len(line) <= 30 and not ADDRESSED.search(line) and _ISSUER.fullmatch(line):
            return [line]
    if match := next((m for one in lines_of(text, 0, start + 500) if (m := _BY_AND_MONTH.fullmatch(one.text))), None):
        return [match[1]]
    match = _ISSUED_BY.search(text[: start + 500])
    return [match[1]] if match else []


_THEN = re.compile("\\d{4}年(?:\\d{1,2}月)?(?:\\d{1,2}日)?[，,]?$")


def _issuing(words: str) -> list[str]:
    """Who issues the plan, by the words that it does; [] where none do. 2018年11月，甲委印发《…》 is of another."""
    words = _CITED.sub("《》", words)
    match = _ISSUES.search(words)
    if not match or match["by"].startswith(("现将", "按照", "根据", "依据")) or _THEN.search(words, 0, match.start()):
        return []
    return [match["by"], *_named((match["with"] or "").strip(" 　、，"))]


_PRINTED_PERIOD = re.compile(r"(\d{4})\s*年?\s*[-—–－~至]+\s*(\d{4})")
_VALID = re.compile(
    r"自(?P<from>\d{4}年\d{1,2}月\d{1,2}日|[印发公布之日]{2,6})起?(?:施行|实施|执行|生效)[^。]{0,12}?有效期(?:为|至)?(?:(?P<years>[一二三四五六七八九十\d]{1,2})年|(?P<to>\d{4}年\d{1,2}月\d{1,2}日))"
)


# 实施期为2021年至2025年; 用两年时间（2022年4月至2024年3月）; 未注明的，目标年为2025年
_RUNS = re.compile(
    r"(?:(?:实施|执行|规划|建设|行动|试点|政策)(?:期限?|时间|周期)[为是:：自]{1,2}|用[一二两三四五]年(?:左右)?(?:的)?时间[（(])"
    r"(?:(?P<from>20\d\d)年?(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?[-—–－~至到]+)(?P<to>20\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?)"
    r"|目标年份?[为是:：](?P<year>20\d\d年)"
)
_FOR_YEARS = re.compile(
    "(20\\d\\d)年(?:起|开始)[，,]?(?:用|在|的)?([一二三四五六\\d])年(?:之?内(?!新[^，。；]*的)|(?:左右)?的?时间)"
    "(?![^。；\n]*(?:贷款|还清|偿还|补[助贴]|奖[励补]|贴息|租金))"
)  # 2022年起3年内
_OF_OTHERS = re.compile(
    "(?:贷款|贴息|补[助贴]|奖[励补]|租金|合同|[上前]一?轮|上一?期)[^。；\n]*$"
)  # 上一轮行动实施期限
_OF_ONE_YEAR = re.compile(r"(?<!\d)(20\d\d)年度?(?!以来|以后|后|前|[至—-])")


# 三年内, 用两年时间, 三年改造50万亩: counted from the document’s own year; not 投产后三年内
_NOT_SINCE = "(?<![起后近前上过去每满第学续的年用经通对\\d])"
_COMING = "(?:未来|今后|接下来)"
_COUNTED = re.compile(
    f"{_COMING}[一两二三四五1-5]年|(?:{_NOT_SINCE}|(?<!起)[用经通]过?|[一两二三四1-4][至到—-])[两二三四五2-5]年"
    "(?:之?内|左右|时间|累计|(?=[建改投新完培引实努安]))"
)
_CITED = re.compile("《[^》\n]{1,120}》")


def _uncited(words: str, title: str) -> str:
    """Words without the titles that they cite; the plan's own title stays."""
    own = re.split("[（(]", title)[0]
    return _CITED.sub(lambda cited: cited[0] if own and own in cited[0] else "《》", words)


def _own(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first that is not said of a loan, a grant or an earlier plan."""
    return next(
        (m for m in pattern.finditer(text) if not _OF_OTHERS.search(text, max(0, m.start() - 60), m.start())), None
    )


_EFFORT = re.compile(
    "(?:^|[。\\n　])(?:力争|争取)?(?:[经通]过|用)([一二三四五1-5])年(?:左右)?的?(?:时间|努力)[，,](?!已)"
)


def _for_years(words: str, dated: str) -> tuple[str, str]:
    """First and last day of the years that words count from one (从2018年开始，用3年时间); "" where they count none."""
    match = _own(_FOR_YEARS, words)
    years = numeral(match[2]) if match else None
    final = int(match[1]) + int(years.value) - 1 if match and isinstance(years, Number) else 0
    return (f"{match[1]}-01-01", f"{final}-12-31") if match and final >= int(dated[:4] or 1) else ("", "")


def _period(title: str, body: str, dated: str, goals: str, kind: str) -> tuple[str, str]:
    """First and last day of the plan's period: its title's, its validity, its goals', the year of a five-year plan.

    dated: when it was dated, else published. "" for a day that nothing prints; the period of a document that is cited
    (《…实施方案（2020—2022年）》) is not its own.
    """
    title, body, goals = arabic(title), arabic(_uncited(body, title)), arabic(_uncited(goals, title))
    if (said := _in_title(title) or _runs(body) or _valid(body, dated)) is not None:
        return said
    if kind == "measures":
        return "", ""
    if match := _OF_ONE_YEAR.search(title):
        return f"{match[1]}-01-01", f"{match[1]}-12-31"
    for_years = _for_years(goals or body[:3000], dated)
    if (last := _last_year(goals or body, dated)) is not None and (not last or last > for_years[1]):
        return "", last
    if for_years[1]:
        return for_years
    match = re.search(rf"(?:{_COMING}|{_NOT_SINCE})([一二三四五])年(?:行动|内)", title + body[:3000])
    if dated and (match := match or _EFFORT.search(goals)):
        return f"{dated[:4]}-01-01", f"{int(dated[:4]) + '零一二三四五012345'.index(match[1]) % 6 - 1}-12-31"
    return "", ""


def _in_title(title: str) -> tuple[str, str] | None:
    """The period that a title prints, or the five years that it names."""
    if match := _PRINTED_PERIOD.search(title):
        return f"{match[1]}-01-01", f"{match[2]}-12-31"
    first = next((year for name, year in _FIVE_YEARS.items() if name in title), 0)
    return (f"{first}-01-01", f"{first + 4}-12-31") if first else None


def _runs(body: str) -> tuple[str, str] | None:
    """The period that the first or the last words of a plan set for it: 实施期为2021年至2025年."""
    match = _own(_RUNS, body[:3000]) or _own(_RUNS, body[3000:][-600:])
    read = date_of(match["to"] or match["year"]) if match else None
    if match is None or read is None or isinstance(read, UnreadNumeral):
        return None
    begins = f"{match['from']}-{int(match['month'] or 1):02}-{int(match['day'] or 1):02}"
    return begins if match["from"] else "", read[0]


def _valid(body: str, dated: str) -> tuple[str, str] | None:
    """From when and until when a rule is valid: 自…起施行，有效期五年."""
    if not (match := _VALID.search(body)):
        return None
    begins = iso(match["from"]) or dated
    if match["to"]:
        return begins, iso(match["to"])
    years = numeral(match["years"])
    if not begins or not isinstance(years, Number):
        return None
    ends = date.fromisoformat(begins).replace(day=1, year=int(begins[:4]) + int(years.value))
    ends = ends.replace(day=min(int(begins[8:]), 28)) if begins[8:] != "01" else ends
    return begins, (ends - timedelta(days=1)).isoformat()


_BY_YEAR = re.compile(r"(?:到|至)?\s*(20\d{2})\s*年(?!起|以来|以后|后|开始)(?=底前|，|,|底|[^度，。；]{0,6}[，,完达])")

_FIVE_YEARS_END = re.compile("“?(十[三四五]五)”?(?:时期|规划)?期?末")  # 到“十四五”末


def _last_year(words: str, dated: str) -> str | None:
    """The end of the last year that words name within five of the first; "" where none is, None where none is named.

    A later outlook (到2035年) is no period.
    """
    said = {int(year) for year in _BY_YEAR.findall(words)}
    said |= {_FIVE_YEARS[name] + 4 for name in _FIVE_YEARS_END.findall(words)}
    if not said:
        return None
    first = max(min(said), int(dated[:4]) if dated else 0)
    within = [year for year in said if year <= first + 5]
    return f"{max(within)}-12-31" if within else ""
