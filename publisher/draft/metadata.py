"""What a document says of itself: title, number, issuer, dates, period."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publisher.codebook.dates import arabic
from publisher.draft.marks import lines_of
from publisher.draft.outline.body import ADDRESSED, NUMBER, PERIOD, is_title, opening_lines

_DATE = re.compile(r"(\d{4})\s*[年\-./]\s*(\d{1,2})\s*[月\-./]\s*(\d{1,2})\s*日?")
_LABELLED = {
    "doc_number": re.compile(r"(?:发文字号|文\s*号)\s*[:：]\s*(\S+?号)"),
    "dated_on": re.compile(r"(?:发文日期|成文日期|印发日期)\s*[:：]\s*(\S+)"),
    "published_on": re.compile(r"(?:发布日期|发布时间|公开日期)\s*[:：]?\s*(\S+)"),
}
_ISSUER = re.compile(
    r"[\u4e00-\u9fff]{2,30}?(?:人民政府办公厅|人民政府办公室|人民政府|办公厅|委员会|管委会|局|委|厅|部)"
)
_FIVE_YEARS = {"十三五": 2016, "十四五": 2021, "十五五": 2026}


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


def iso(text: str) -> str:
    """A printed date as an ISO date; "" where it is none."""
    match = _DATE.search(arabic(text))
    if not match or not (1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31):
        return ""
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"


def metadata(text: str, start: int, end: int) -> Metadata:
    """Read a document's own data from its opening lines, its last ones and the site's labels around it."""
    opening = [line.text for line in opening_lines(text, start, end)]
    around = text[:start] + text[end : end + 2000]
    title = _title(text, start, end, opening)
    number = next(
        (m[0] for line in opening if (m := NUMBER.search(line)) and not re.search(r"[《（(]" + re.escape(m[0]), line)),
        "",
    )
    number = number or _labelled("doc_number", around)
    last = [line.text for line in lines_of(text, max(start, end - 400), end)][-4:]
    dated = next((iso(line) for line in [*opening, *last] if len(line) < 20 and iso(line)), "") or iso(
        _labelled("dated_on", around)
    )
    first, final = _period(title, text[start:end], dated)
    return Metadata(
        title=title,
        kind="press_conference"
        if "新闻发布会" in text[:400]
        else "implementation_plan"
        if "实施" in title
        else "action_plan",
        doc_number=re.sub(r"\s", "", number),
        issuer=_issuer(text, opening, last),
        dated_on=dated,
        published_on=iso(_labelled("published_on", around)),
        horizon_start=first,
        horizon_end=final,
    )


def _labelled(name: str, text: str) -> str:
    match = _LABELLED[name].search(text)
    return match[1] if match else ""


def _title(text: str, start: int, end: int, opening: list[str]) -> str:
    """The plan's title: its own line (and the period printed under it), else what the notice says it issues."""
    issued = re.search(r"印发《([^》\n]{4,80})》", text[: start + 3000])
    for index in range(len(opening) - 1, -1, -1):
        line = opening[index]
        if is_title(line) and "印发" not in line:
            below = opening[index + 1] if index + 1 < len(opening) else ""
            above = opening[index - 1] if index else ""
            whole = line + (below if PERIOD.fullmatch(below) else "")
            # A long title is set in two lines; the upper one ends in no mark and is no addressee.
            if len(line) < 12 and above and len(above) < 40 and not re.search(r"[。；：:，]$|\d{4}年|号$", above):
                whole = above + whole
            return whole
    if issued:
        return issued[1].strip()
    return next((line for line in opening if is_title(line)), "")


def _issuer(text: str, opening: list[str], last: list[str]) -> str:
    for line in [*opening, *last]:
        if len(line) <= 30 and not ADDRESSED.search(line) and _ISSUER.fullmatch(line):
            return line
    match = re.search(rf"({_ISSUER.pattern})(?:办公厅|办公室)?\s*关于印发", text)
    return match[1] if match else ""


def _period(title: str, body: str, dated: str) -> tuple[str, str]:
    """First and last day of the plan's period: its title's, else its goals', else the year of a five-year plan."""
    title, body = arabic(title), arabic(body)
    if match := re.search(r"(\d{4})\s*年?\s*[-—–－~至]+\s*(\d{4})", title):
        return f"{match[1]}-01-01", f"{match[2]}-12-31"
    for name, first in _FIVE_YEARS.items():
        if name in title:
            return f"{first}-01-01", f"{first + 4}-12-31"
    start = f"{dated[:4]}-01-01" if dated else ""
    # A later outlook (到2035年) is no period: the last year within five of the first is.
    if years := sorted({int(year) for year in re.findall(r"(?:到|至)?\s*(20\d{2})\s*年(?=底前|，|,)", body)}):
        first_year = max(years[0], int(dated[:4]) if dated else years[0])
        return start, f"{max(year for year in years if year <= first_year + 5)}-12-31"
    if dated and (match := re.search(r"([一二三四五])年(?:行动|内)", title + body[:3000])):
        return start, f"{int(dated[:4]) + '零一二三四五'.index(match[1]) - 1}-12-31"
    return start, ""
