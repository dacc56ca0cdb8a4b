"""Ways of spoiling the real package: what is done, which rule must say so, and at which place.

A row names a cell by its table and by what its row holds, so that it still finds it when rows are added. `rule` is what
fires where the texts are at hand, `without` what fires where only the lock vouches (the same, unless it is said).
"""

# ruff: noqa: E501  (tables are read by the row)
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

Cells = Mapping[str, str]


class Rows(NamedTuple):
    """A column of every row of a table of which something is true, as the table was before it was spoiled."""

    table: str  # "chengdu-2020/targets", or "units"; of a folder its name, and then neither rows nor column
    where: Callable[[Cells], bool] | None
    column: str


# Where a problem stands: another column of the spoiled row, "-" for the row as a whole, "$" for the last row of its
# table, or other rows. Of several rows
# the first is the problem's place and the others are where its cause shows too.
At = str | tuple[Rows, ...]


class Mutation(NamedTuple):
    """One cell of one row is set to another value."""

    name: str
    table: str  # "chengdu-2020/targets", or "units"
    where: Callable[[Cells], bool]  # the first row of which this is true
    column: str
    value: Callable[[str], str]
    rule: str
    at: At = ""  # where it is reported, if not at the cell itself
    without: str = ""
    without_at: At | None = None  # the same by the lock alone, if it is another place
    also: tuple[str, ...] = ()  # what else is thereby wrong, and rightly said


def has(**cells: str) -> Callable[[Cells], bool]:
    """A row with these cells (a value that ends in … only has to begin so)."""
    return lambda row: all(
        row[name].startswith(value[:-1]) if value.endswith("…") else row[name] == value for name, value in cells.items()
    )


def quoted(plan: str) -> Callable[[Cells], bool]:
    """A note of a plan that has a quote, so that it is locked."""
    return lambda row: row["note_id"].startswith(plan) and bool(row["quote"])


def to(value: str) -> Callable[[str], str]:
    return lambda _old: value


def swap(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


def exchange(one: str, other: str) -> Callable[[str], str]:
    return lambda text: text.replace(one, "\0").replace(other, one).replace("\0", other)


def add(words: str) -> Callable[[str], str]:
    return lambda text: text + words


def known(table: str, column: str, value: str) -> tuple[Rows, ...]:
    """Where an id of the registry stands, and where the lock and the sign-offs know it."""
    record = f"{table}.{value}"
    ledger = tuple(Rows(name, has(record_id=record), "record_id") for name in ("checks", "evidence"))
    return (Rows(table, has(**{column: value}), column), *ledger)


B, C, S, P, Y = "baoshan-2020", "chengdu-2020", "shanghai-2020", "shanghai-2020-press", "shanghai-yrd-2020"
STATIONS = has(figure_printed="3.4万")
SPACE = has(figure_printed="1000万")
RANGE = has(figure_printed="40-100")
CAP = has(figure_printed="1502万")
GAS = has(figure_printed="30亿")
LOCKERS = has(figure_printed="1.5万")
IPV6 = has(figure_printed="60%")
CREDIT = has(figure_printed="1000亿")
FOREST = has(figure_printed="19%")
COVER = has(kind="milestone", quote="到2025年,实现5G网络市域全覆盖")
INFORMATION = has(name_printed="区信息委")
LEFT = "words-not-as-locked"

MUTATIONS = (
    # ---- figures and values
    Mutation("a digit of a value, Shanghai", f"{S}/targets", STATIONS, "value", to("35000"), "value-differs-from-figure"),
    Mutation("a digit of a value, Chengdu", f"{C}/targets", SPACE, "value", to("11000000"), "value-differs-from-figure"),
    Mutation("a digit of a value, Baoshan", f"{B}/targets", has(figure_printed="3600"), "value", to("3601"), "value-differs-from-figure"),
    Mutation("a digit of a value, press", f"{P}/targets", has(figure_printed="2700"+"亿"), "value", to("280000000000"), "value-differs-from-figure"),
    Mutation("a digit of a value, delta", f"{Y}/targets", FOREST, "value", to("18"), "value-differs-from-figure"),
    Mutation("a value without its multiplier", f"{S}/targets", STATIONS, "value", to("3.4"), "value-differs-from-figure"),
    Mutation("a share as a fraction", f"{S}/targets", IPV6, "value", to("0.6"), "value-differs-from-figure"),
    Mutation("a value ten times too large", f"{C}/targets", GAS, "value", add("0"), "value-differs-from-figure"),
    Mutation("the lower end of a range", f"{S}/targets", RANGE, "value", to("50"), "value-differs-from-figure"),
    Mutation("the upper end of a range", f"{S}/targets", RANGE, "value_max", to("110"), "range-incomplete"),
    Mutation("no upper end of a range", f"{S}/targets", RANGE, "value_max", to(""), "range-incomplete"),
    Mutation("a value as a power of ten", f"{S}/targets", STATIONS, "value", to("3.4E+04"), "cell-not-a-number"),
    Mutation("a value with its thousands parted", f"{S}/targets", STATIONS, "value", to("34,000"), "cell-not-a-number"),
    Mutation("the number of another statement", f"{S}/responsibilities", has(responsibility_id=f"{S}.r002"), "statement", to("s05"), "statement-number-differs"),
    Mutation("a number that no statement has", f"{C}/responsibilities", has(responsibility_id=f"{C}.r002"), "statement", to("s99"), "statement-number-differs"),
    Mutation("a reading of no record that there is", f"{S}/readings", has(reading_id=f"{S}.b003"), "record_id", to(f"{S}.t99"), "record-of-plan-not-found"),
    Mutation("an upper end without a range", f"{S}/targets", STATIONS, "value_max", to("40000"), "range-incomplete"),
    Mutation("a value of an observation", f"{P}/observations", has(figure_printed="340亿"), "value", to("34000000001"), "value-differs-from-figure"),
    Mutation("a value of a reading", f"{S}/readings", has(figure_printed="3.4万", record_kind="target"), "value", to("43000"), "reading-edited"),
    Mutation("a level read as exact", f"{S}/targets", has(figure_printed="千万级"), "comparator", to("eq"), "comparator-differs-from-words"),
    Mutation("以上 read as more than", f"{S}/targets", LOCKERS, "comparator", to("gt"), "comparator-differs-from-words"),
    Mutation("超过 read as at least", f"{C}/targets", GAS, "comparator", to("ge"), "comparator-differs-from-words"),
    Mutation("左右 read as exact", f"{S}/targets", has(figure_printed="45"), "comparator", to("eq"), "comparator-differs-from-words"),
    Mutation("a bare number read as at least", f"{C}/targets", SPACE, "comparator", to("ge"), "comparator-differs-from-words"),
    Mutation("约 read as exact", f"{P}/targets", has(figure_printed="2700亿"), "comparator", to("eq"), "comparator-differs-from-words"),
    Mutation("不少于 read as exact", f"{S}/targets", has(figure_printed="1000", measure_id="lei"), "comparator", to("eq"), "comparator-differs-from-words"),
    Mutation("多 read as exact", f"{P}/observations", has(figure_printed="6万"), "comparator", to("eq"), "comparator-differs-from-words"),
    Mutation("以内 read as below", f"{Y}/targets", CAP, "comparator", to("lt"), "comparator-differs-from-words"),
    Mutation("a range read as one number", f"{S}/targets", RANGE, "comparator", to("eq"), "comparator-differs-from-words"),
    Mutation("a figure that the quote does not have", f"{S}/targets", STATIONS, "figure_printed", to("3.5万"), "figure-not-in-quote"),
    Mutation("a figure in full width", f"{S}/targets", STATIONS, "figure_printed", to("３.4万"), "figure-not-in-quote"),
    Mutation("a figure with its measure", f"{S}/targets", STATIONS, "figure_printed", to("3.4万个"), "figure-unreadable"),
    Mutation("a figure cut short", f"{S}/targets", STATIONS, "figure_printed", to("3.4"), "figure-not-whole"),
    Mutation("no figure", f"{S}/targets", STATIONS, "figure_printed", to(""), "number-incomplete"),
    Mutation("no measure", f"{S}/targets", STATIONS, "measure_id", to(""), "number-incomplete"),
    Mutation("no basis", f"{S}/targets", STATIONS, "basis", to(""), "number-incomplete"),
    Mutation("no value", f"{S}/targets", STATIONS, "value", to(""), "number-incomplete"),
    Mutation("no comparator", f"{S}/targets", STATIONS, "comparator", to(""), "number-incomplete"),
    Mutation("a milestone with a value", f"{Y}/targets", COVER, "value", to("5"), "number-incomplete"),
    Mutation("a milestone with a basis", f"{Y}/targets", COVER, "basis", to("total"), "number-incomplete"),
    Mutation("stations measured in posts", f"{S}/targets", STATIONS, "measure_id", to("suo"), "measure-differs-from-words"),
    Mutation("a share measured in items", f"{S}/targets", IPV6, "measure_id", to("ge"), "measure-differs-from-words"),
    Mutation("square metres as kilometres", f"{C}/targets", SPACE, "measure_id", to("km"), "measure-differs-from-words"),
    Mutation("yuan as items", f"{S}/targets", CREDIT, "measure_id", to("ge"), "measure-differs-from-words"),
    Mutation("a cap that is no upper bound", f"{S}/targets", STATIONS, "kind", to("cap"), "kind-differs-from-number", at="comparator"),
    Mutation("a budget that is no money", f"{S}/targets", STATIONS, "kind", to("budget"), "kind-differs-from-number", at="measure_id"),
    Mutation("an allocation without a parent", f"{C}/targets", has(kind="allocation"), "parent_target_id", to(""), "kind-differs-from-number"),
    Mutation("an allocation without an area", f"{C}/targets", has(kind="allocation"), "area_zh", to(""), "kind-differs-from-number"),
    Mutation("an allocation called a target", f"{C}/targets", has(kind="allocation"), "kind", to("target"), "kind-differs-from-number"),
    Mutation("a part of another kind of thing", f"{C}/targets", has(kind="allocation"), "parent_target_id", to(f"{C}.t10"), "allocation-not-as-parent", at="measure_id"),
    Mutation("an indicator without a match", f"{S}/targets", STATIONS, "indicator_match", to(""), "number-does-not-fit-indicator"),
    Mutation("a match without an indicator", f"{S}/targets", has(figure_printed="1000", measure_id="lei"), "indicator_match", to("close"), "number-does-not-fit-indicator", at="indicator_id"),
    Mutation("an indicator of another measure", f"{S}/targets", STATIONS, "indicator_id", to("ipv6-user-share"), "indicator-of-another-thing"),
    Mutation("a repeat of another number", f"{B}/mentions", has(kind="repeat", figure_printed="3600"), "record_id", to(f"{B}.t07"), "repeat-differs-from-record", at="figure_printed"),
    Mutation("a repeat of nothing", f"{B}/mentions", has(kind="repeat", figure_printed="3600"), "record_id", to(""), "mention-without-record"),
    # ---- quotes and clauses
    Mutation("a character of a quote, Shanghai", f"{S}/targets", STATIONS, "quote", swap("新建", "新见"), "quote-not-in-source", without=LEFT),
    Mutation("a character of a quote, Chengdu", f"{C}/targets", SPACE, "quote", swap("高品质", "高质品"), "quote-not-in-source", without=LEFT),
    Mutation("a character of a quote, Baoshan", f"{B}/targets", has(figure_printed="3600"), "quote", swap("基站数", "基站"), "quote-not-in-source", without=LEFT),
    Mutation("a character of a quote, delta", f"{Y}/targets", FOREST, "quote", swap("森林", "树林"), "quote-not-in-source", without=LEFT),
    Mutation("a character of a quote, press", f"{P}/observations", has(figure_printed="340亿"), "quote", swap("汇集", "汇聚"), "quote-not-in-source", without=LEFT),
    Mutation("a comma of a quote in full width", f"{Y}/targets", COVER, "quote", swap(",", "，"), "quote-not-in-source", without=LEFT),
    Mutation("the digit of a quote", f"{S}/targets", STATIONS, "quote", swap("3.4", "3.5"), "quote-not-in-source", without=LEFT),
    Mutation("two characters of a quote changed places", f"{S}/targets", CREDIT, "quote", swap("规模", "模规"), "quote-not-in-source", without=LEFT),
    Mutation("a space in a quote", f"{S}/targets", STATIONS, "quote", swap("新建", "新建 "), "quote-not-in-source", without=LEFT),
    Mutation("a quote of one character", f"{S}/targets", STATIONS, "quote", to("新"), "cell-too-short"),
    Mutation("no quote", f"{S}/targets", STATIONS, "quote", to(""), "cell-empty"),
    Mutation("a quote too long", f"{S}/targets", STATIONS, "quote", add("。" * 90), "cell-too-long"),
    Mutation("a prefix that is not there", f"{S}/targets", STATIONS, "quote_prefix", to("不是"), "quote-not-in-source", without=LEFT, without_at="quote"),
    Mutation("a suffix that is not there", f"{S}/targets", STATIONS, "quote_suffix", to("不是"), "quote-not-in-source", without=LEFT, without_at="quote"),
    Mutation("the quote of a mention", f"{B}/mentions", has(kind="repeat", figure_printed="3600"), "quote", swap("基站", "机站"), "quote-not-in-source", without=LEFT),
    Mutation("the quote of a reading", f"{S}/readings", has(figure_printed="3.4万", record_kind="target"), "quote", swap("个", "座"), "quote-not-in-source", without=LEFT),
    Mutation("the quote of a relation", f"{B}/relations", has(relation="implements"), "quote", swap("根据", "依据"), "quote-not-in-source", without=LEFT),
    Mutation("the clause of an observation", f"{P}/observations", has(figure_printed="340亿"), "clause_id", to(f"{P}.2"), "quote-not-in-clause", without="record-changed-since-lock", without_at=""),
    Mutation("a character of a heading", f"{S}/clauses", has(kind="pillar"), "heading_zh", lambda text: "无" + text[1:], "heading-not-in-source", without=LEFT),
    Mutation("a heading of another clause", f"{C}/clauses", has(kind="task"), "heading_zh", to("保障措施"), "heading-not-in-source", without=LEFT, at="number_printed", without_at="heading_zh"),
    Mutation("the number of a clause", f"{B}/clauses", has(number_printed="二、"), "number_printed", to("三、"), "clause-number-skipped"),
    Mutation("the position of a clause", f"{S}/clauses", has(position="12"), "position", to("13"), "clause-out-of-order"),
    Mutation("a far position of a clause", f"{Y}/clauses", has(position="30"), "position", to("90"), "clause-out-of-order"),
    Mutation("position nought", f"{Y}/clauses", has(position="1"), "position", to("0"), "cell-out-of-range"),
    Mutation("the parent of a clause", f"{S}/clauses", has(position="12"), "parent_id", to(f"{S}.1"), "clause-out-of-order"),
    Mutation("no parent of a clause", f"{S}/clauses", has(position="12"), "parent_id", to(""), "clause-out-of-order"),
    Mutation("a parent that is not there", f"{S}/clauses", has(position="12"), "parent_id", to(f"{S}.8"), "reference-not-found"),
    Mutation("a task called a pillar", f"{S}/clauses", has(kind="task"), "kind", to("pillar"), "task-missing", at=(Rows(f"{S}/tasks", has(task_id=f"{S}.2.1.1"), "kind"), Rows("documents", has(document_id=S), "summary_zh"), Rows(f"{S}/notes", has(note_id=f"{S}.n03"), "text_zh")), without_at=(Rows(f"{S}/tasks", has(task_id=f"{S}.2.1.1"), "kind"), Rows("documents", has(document_id=S), "summary_zh"))),
    Mutation("a task called a safeguard", f"{C}/tasks", has(kind="task"), "kind", to("safeguard"), "task-missing"),
    Mutation("a kind that is none", f"{S}/clauses", has(kind="task"), "kind", to("taks"), "cell-not-in-list"),
    # ---- deadlines
    Mutation("another year", f"{Y}/targets", COVER, "deadline", to("2024-12-31"), "deadline-differs-from-words"),
    Mutation("another day", f"{Y}/targets", COVER, "deadline", to("2025-12-30"), "deadline-differs-from-words"),
    Mutation("another precision", f"{Y}/targets", COVER, "deadline_precision", to("day"), "deadline-differs-from-words"),
    Mutation("words that the clause does not have", f"{Y}/targets", COVER, "deadline_printed", to("到2025年底"), "deadline-not-in-clause", without="deadline-not-whole"),
    Mutation("words of another year", f"{Y}/targets", COVER, "deadline_printed", to("到2026年"), "deadline-not-in-clause", without="deadline-differs-from-words", without_at="deadline"),
    Mutation("no words of a stated deadline", f"{Y}/targets", COVER, "deadline_printed", to(""), "deadline-differs-from-words"),
    Mutation("words that give no date", f"{Y}/targets", COVER, "deadline_printed", to("不久"), "deadline-not-in-clause", without="deadline-differs-from-words"),
    Mutation("words where the horizon decides", f"{C}/targets", SPACE, "deadline_printed", to("到2022年"), "deadline-differs-from-words"),
    Mutation("another day than the horizon", f"{C}/targets", SPACE, "deadline", to("2021-12-31"), "deadline-differs-from-words"),
    Mutation("a deadline as a spreadsheet writes it", f"{C}/targets", SPACE, "deadline", to("2022/12/31"), "cell-not-a-date"),
    Mutation("a deadline as a number of days", f"{C}/targets", SPACE, "deadline", to("44926"), "cell-not-a-date"),
    Mutation("a day that does not exist", f"{C}/targets", SPACE, "deadline", to("2022-02-30"), "cell-not-a-date"),
    Mutation("no deadline", f"{C}/targets", SPACE, "deadline", to(""), "deadline-differs-from-words"),
    Mutation("no date of a baseline", f"{P}/observations", has(kind="baseline"), "as_of", to(""), "as-of-incomplete"),
    Mutation("no basis of a date", f"{P}/observations", has(kind="baseline"), "as_of_basis", to(""), "as-of-incomplete"),
    # ---- who is responsible
    Mutation("a name with another character", f"{B}/responsibilities", has(name_printed="区信息委"), "name_printed", to("区信惠委"), "name-not-in-statement"),
    Mutation("a name cut short", f"{S}/responsibilities", has(name_printed="市经济信息化委"), "name_printed", to("市经济信息化"), "name-unknown", at=(Rows(f"{S}/responsibilities", has(responsibility_id=f"{S}.r001"), "name_printed"), Rows("unit_names", has(name="市经济信息化委"), "name"))),
    Mutation("the body of another city", f"{C}/responsibilities", has(name_printed="市财政局"), "unit_id", to("shanghai-finance-bureau"), "name-of-another-unit"),
    Mutation("another body of the city", f"{B}/responsibilities", has(name_printed="区信息委"), "unit_id", to("baoshan-economic-commission"), "name-of-another-unit"),
    Mutation("a body that is not there", f"{B}/responsibilities", has(name_printed="区信息委"), "unit_id", to("baoshan-information-commission"), "reference-not-found"),
    Mutation("a lead called undivided", f"{B}/responsibilities", has(role="lead"), "role", to("undivided"), "role-differs-from-label"),
    Mutation("a lead called support", f"{C}/responsibilities", has(role="lead"), "role", to("support"), "role-differs-from-label"),
    Mutation("an undivided body called lead", f"{S}/responsibilities", has(role="undivided"), "role", to("lead"), "role-differs-from-label"),
    Mutation("a role from nowhere", f"{S}/responsibilities", has(role="undivided"), "role_basis", to("document_rule"), "role-differs-from-label"),
    Mutation("a role that is none", f"{S}/responsibilities", has(role="undivided"), "role", to("Lead"), "cell-not-in-list"),
    Mutation("positions that skip", f"{B}/responsibilities", has(name_printed="区发展改革委", position="2"), "position", to("4"), "position-out-of-order"),
    Mutation("position as a word", f"{B}/responsibilities", has(name_printed="区发展改革委", position="2"), "position", to("二"), "cell-not-an-integer"),
    Mutation("another label", f"{B}/responsibilities", has(name_printed="区发展改革委", position="2"), "label_printed", to("责任单位"), "statement-not-one"),
    Mutation("another task in one statement", f"{B}/responsibilities", has(name_printed="区发展改革委", position="2"), "task_id", to(f"{B}.2.4.5"), "quote-not-in-clause", without="statement-not-one"),
    Mutation("a character of a statement", f"{B}/responsibilities", has(name_printed="区发展改革委", position="2"), "quote", swap("牵头", "迁头"), "quote-not-in-source", without=LEFT),
    Mutation("a separator of a statement", f"{S}/responsibilities", has(position="2"), "quote", swap("、", ","), "quote-not-in-source", without=LEFT),
    # ---- named things
    Mutation("the name of a project", f"{C}/projects", has(name_printed="西部光源"), "name_printed", to("西部光源二期"), "name-not-in-quote"),
    Mutation("the name of a reading of a project", f"{C}/readings", has(name_printed="西部光源"), "name_printed", to("东部光源"), "name-not-in-quote"),
    Mutation("seeking read as building", f"{C}/projects", has(verb_printed="争取"), "stage", to("build"), "stage-differs-from-verb"),
    Mutation("advancing read as completing", f"{C}/projects", has(verb_printed="推进"), "stage", to("complete"), "stage-differs-from-verb"),
    Mutation("studying read as building", f"{Y}/projects", has(verb_printed="规划研究"), "stage", to("build"), "stage-differs-from-verb"),
    Mutation("assisting read as advancing", f"{Y}/projects", has(verb_printed="配合推进"), "stage", to("advance"), "stage-differs-from-verb"),
    Mutation("a project without its verb", f"{C}/projects", has(verb_printed="推进"), "verb_printed", to(""), "stage-differs-from-verb"),
    Mutation("a promised project called one of a list", f"{S}/projects", has(verb_printed="建设"), "stage", to("listed"), "stage-differs-from-verb"),
    Mutation("争取 without its hedge", f"{C}/projects", has(verb_printed="争取"), "hedge", to("none"), "hedge-differs-from-verb"),
    Mutation("建设 with a hedge", f"{S}/projects", has(verb_printed="建设"), "hedge", to("strive"), "hedge-differs-from-verb", without="record-changed-since-lock", without_at=""),
    Mutation("a list that ends with 等 called closed", f"{C}/projects", has(name_printed="成自泸高铁"), "in_open_list", to("false"), "project-list-differs-from-words"),
    Mutation("a name within a list that ends with 等", f"{C}/projects", has(name_printed="成渝中线高铁"), "in_open_list", to("false"), "project-list-differs-from-words"),
    Mutation("a deadline of what only exists", f"{C}/projects", has(name_printed="成都大运会"), "deadline", to("2022-12-31"), "deadline-differs-from-words"),
    Mutation("a deadline of a project that is another one", f"{S}/projects", has(deadline_printed="三年内"), "deadline", to("2021-12-31"), "deadline-differs-from-words"),
    Mutation("a partner called a name", f"{B}/parties", has(name_printed="阿里云"), "role", to("named_after"), "party-role-differs-from-words"),
    Mutation("a name called a partner", f"{B}/parties", has(name_printed="京东"), "role", to("partner"), "party-role-differs-from-words"),
    Mutation("the name of a party", f"{B}/parties", has(name_printed="京东"), "name_printed", to("京西"), "party-not-in-quote"),
    Mutation("a project's target in another document", f"{C}/projects", has(target_id=f"{C}.t10"), "target_id", to(f"{S}.t01"), "reference-not-found"),
    Mutation("a project's theme that is none", f"{C}/projects", has(name_printed="西部光源"), "theme_id", to("sciences"), "reference-not-found"),
    Mutation("the same thing of another kind", f"{B}/projects", has(same_as=f"{S}.p84"), "same_as", to(f"{S}.p90"), "same-as-another-kind"),
    Mutation("the same thing that is nowhere", f"{B}/projects", has(same_as=f"{S}.p84"), "same_as", to(f"{S}.p999"), "record-not-found"),
    Mutation("a related task where a statement stands", f"{S}/targets", STATIONS, "related_task_id", to(f"{S}.2.1.2"), "related-task-needless"),
    Mutation("an open list of bodies called closed", f"{S}/responsibilities", has(open_list="true"), "open_list", to("false"), "open-list-differs-from-words"),
    Mutation("a closed list of bodies called open", f"{C}/responsibilities", has(open_list="false"), "open_list", to("true"), "open-list-differs-from-words"),
    Mutation("a mention of a figure and a name", f"{S}/mentions", has(kind="organisation"), "figure_printed", to("市"), "mention-not-one", at="name_printed"),
    Mutation("a term with another English", f"{S}/targets", has(what_zh="新建电动汽车充电桩"), "what_en", to("new car charging piles"), "term-translated-otherwise"),
    Mutation("an alias of another language", "aliases", has(alias="EV chargers"), "language", to("zh"), "alias-language-differs"),
    Mutation("an official form that is attested nowhere", "glossary", has(term_zh="一网统管"), "attested_at", to(""), "official-form-without-place"),
    # ---- ids and references
    Mutation("the id of a target", f"{S}/targets", STATIONS, "target_id", to(f"{S}.t99"), "id-changed"),
    Mutation("the id of a responsibility", f"{B}/responsibilities", has(responsibility_id=f"{B}.r010"), "responsibility_id", to(f"{B}.r999"), "id-changed"),
    Mutation("the id of a mention", f"{S}/mentions", has(mention_id=f"{S}.m03"), "mention_id", to(f"{S}.m88"), "id-changed"),
    Mutation("the id of a clause", f"{S}/clauses", has(clause_id=f"{S}.3.1"), "clause_id", to(f"{S}.3.19"), "id-changed", at=(Rows(f"{S}/clauses", has(clause_id=f"{S}.3.1"), "clause_id"), *(Rows(f"{S}/{table}", has(clause_id=f"{S}.3.1"), "clause_id") for table in ("mentions", "projects")), Rows(f"{S}/tasks", has(task_id=f"{S}.3.1"), "task_id"))),
    Mutation("an id of another plan", f"{S}/notes", quoted(S), "note_id", to(f"{C}.n92"), "id-of-another-plan"),
    Mutation("an id that another row has", f"{S}/targets", STATIONS, "target_id", to(f"{S}.t06"), "id-twice", at=(Rows(f"{S}/targets", has(target_id=f"{S}.t06"), "target_id"), Rows(f"{S}/targets", STATIONS, "target_id"))),
    Mutation("an id in capitals", f"{S}/targets", STATIONS, "target_id", to(f"{S}.T05"), "cell-malformed"),
    Mutation("no id", f"{S}/targets", STATIONS, "target_id", to(""), "cell-empty"),
    Mutation("the document of a target", f"{S}/targets", STATIONS, "document_id", to(C), "id-of-another-plan"),
    Mutation("a document that is not there", f"{S}/targets", STATIONS, "document_id", to("shanghai-2021"), "id-of-another-plan"),
    Mutation("an indicator misspelled", f"{S}/targets", STATIONS, "indicator_id", to("base-station-5g"), "reference-not-found"),
    Mutation("a measure misspelled", f"{S}/targets", STATIONS, "measure_id", to("gee"), "reference-not-found"),
    Mutation("a parent that is not there", f"{C}/targets", has(kind="allocation"), "parent_target_id", to(f"{C}.t77"), "record-of-plan-not-found"),
    Mutation("a target of another plan that is not there", f"{P}/observations", has(for_target_id=f"{S}.t15"), "for_target_id", to(f"{S}.t95"), "record-not-found"),
    Mutation("a mention of what is not there", f"{B}/mentions", has(kind="repeat", figure_printed="3600"), "record_id", to(f"{B}.t66"), "record-of-plan-not-found"),
    Mutation("a note on what is not there", f"{C}/notes", has(record_id=f"{C}.…"), "record_id", add("999"), "record-of-plan-not-found"),
    # ---- the ledger and the lock
    Mutation("a caveat", f"{S}/targets", STATIONS, "caveat_en", add(" More."), "record-changed-since-lock"),
    Mutation("a summary of a task", f"{S}/tasks", has(kind="task"), "summary_en", add(" More."), "record-changed-since-lock"),
    Mutation("the basis of a number", f"{S}/targets", STATIONS, "basis", to("unclear"), "basis-differs-from-words"),
    Mutation("a hedge", f"{S}/targets", STATIONS, "hedge", to("strive"), "hedge-differs-from-words", without="record-changed-since-lock"),
    Mutation("the text of a note with a quote", f"{C}/notes", quoted(C), "text_en", add(" More."), "record-changed-since-lock"),
    Mutation("the text of a note without a quote", f"{C}/notes", has(quote=""), "text_en", add(" More."), "record-changed-since-lock"),
    Mutation("a locked place", f"{S}/evidence", has(record_id=f"{S}.t05"), "quote_start", lambda n: str(int(n) + 1), "place-not-as-locked", without_at="quote_end"),
    Mutation("a locked end", f"{S}/evidence", has(record_id=f"{S}.t05"), "quote_end", lambda n: str(int(n) + 1), "place-not-as-locked"),
    Mutation("a locked hash of a text", f"{S}/evidence", has(record_id=f"{S}.t05"), "copy_sha256", to("0" * 64), "place-not-as-locked"),
    Mutation("a locked hash of a record", f"{S}/evidence", has(record_id=f"{S}.t05"), "record_sha256", to("0" * 64), "record-changed-since-lock", at=(Rows(f"{S}/targets", has(target_id=f"{S}.t05"), ""),)),
    Mutation("a locked hash of a quote", f"{S}/evidence", has(record_id=f"{S}.t05"), "quote_sha256", to("0" * 64), "place-not-as-locked", without=LEFT, without_at=(Rows(f"{S}/targets", has(target_id=f"{S}.t05"), "quote"),)),
    Mutation("a locked record that is not there", f"{S}/evidence", has(record_id=f"{S}.t05"), "record_id", to(f"{S}.t55"), "ledger-without-record"),
    Mutation("a sign-off of other content", f"{S}/checks", has(record_id=f"{S}.t05"), "record_sha256", to("0" * 64), "check-edited", at="-"),
    Mutation("a sign-off of what is not there", f"{S}/checks", has(record_id=f"{S}.t05"), "record_id", to(f"{S}.t55"), "ledger-without-record"),
    Mutation("a reader that is none", f"{S}/checks", has(record_id=f"{S}.t05"), "reader", to("somebody"), "cell-malformed"),
    Mutation("a day that is none", f"{S}/checks", has(record_id=f"{S}.t05"), "checked_on", to("yesterday"), "cell-not-a-date"),
    Mutation("the hash of a text", f"{S}/copies", has(document_id=S), "sha256", to("0" * 64), "text-not-as-pinned", without="text-not-as-locked"),
    Mutation("the length of a text", f"{S}/copies", has(document_id=S), "chars", lambda n: str(int(n) + 1), "text-not-as-pinned", without="record-changed-since-lock"),
    Mutation("the end of the body", f"{S}/copies", has(document_id=S), "body_end", lambda n: str(int(n) - 3), "text-not-as-locked"),
    Mutation("the start of the body", f"{B}/copies", has(document_id=B), "body_start", lambda n: str(int(n) + 40), "text-not-as-locked"),
    Mutation("a body beyond the text", f"{S}/copies", has(document_id=S), "body_end", to("999999"), "body-out-of-bounds"),
    # ---- the registry
    Mutation("a printed name", "unit_names", has(name="区信息委"), "name", to("区信息化委"), "name-unknown", at=(Rows(f"{B}/responsibilities", INFORMATION, "name_printed"), Rows("unit_names", has(name="区信息委"), "name"), Rows("units", has(name_zh="区信息委"), "name_zh"))),
    Mutation("a printed name of a whole city", "unit_names", has(name="市经济信息化委"), "name", to("市经信委"), "name-unknown", at=(Rows(f"{S}/responsibilities", has(name_printed="市经济信息化委"), "name_printed"), Rows("unit_names", has(name="市经济信息化委"), "name"), Rows("units", has(name_zh="市经济信息化委"), "name_zh"))),
    Mutation("the body of a name", "unit_names", has(name="区信息委"), "unit_id", to("baoshan-economic-commission"), "name-of-another-unit", at=(Rows(f"{B}/responsibilities", INFORMATION, "unit_id"), Rows("units", has(name_zh="区信息委"), "name_zh"), Rows("unit_names", has(name="区信息委"), "unit_id"))),
    Mutation("a name that another body has", "unit_names", has(name="区信息委"), "name", to("区经委"), "combination-twice", at=(Rows("unit_names", has(name="区信息委"), "area_code"), Rows("unit_names", has(name="区经委"), "area_code"))),
    Mutation("a body that a name does not find", "unit_names", has(name="区信息委"), "unit_id", to("baoshan-info"), "reference-not-found"),
    Mutation("the id of a body", "units", has(unit_id="baoshan-informatization-commission"), "unit_id", to("baoshan-informatisation-commission"), "id-changed", at=(*known("units", "unit_id", "baoshan-informatization-commission"), Rows(f"{B}/responsibilities", has(unit_id="baoshan-informatization-commission"), "unit_id"), Rows("unit_names", has(unit_id="baoshan-informatization-commission"), "unit_id"))),
    Mutation("the name of a body", "units", has(unit_id="baoshan-informatization-commission"), "name_zh", to("区信息化委员会"), "unit-name-not-listed"),
    Mutation("a body above itself", "units", has(unit_id="baoshan-informatization-commission"), "parent_id", to("baoshan-informatization-commission"), "unit-above-itself"),
    Mutation("a parent of a body that is not there", "units", has(unit_id="baoshan-informatization-commission"), "parent_id", to("baoshan"), "reference-not-found"),
    Mutation("a group not marked", "units", has(kind="group"), "is_group", to("false"), "group-not-marked"),
    Mutation("a body marked as a group", "units", has(unit_id="baoshan-informatization-commission"), "is_group", to("true"), "group-not-marked"),
    Mutation("a truth in capitals", "units", has(unit_id="baoshan-informatization-commission"), "is_group", to("FALSE"), "cell-not-true-or-false"),
    Mutation("a factor of a canonical measure", "measures", has(measure_id="percent"), "factor", to("100"), "measure-does-not-convert"),
    Mutation("a factor of nought", "measures", has(measure_id="tbps"), "factor", to("0"), "measure-does-not-convert"),
    Mutation("a factor as words", "measures", has(measure_id="tbps"), "factor", to("1e6"), "cell-not-a-number"),
    Mutation("a chain of measures", "measures", has(measure_id="gbps"), "canonical_id", to("tbps"), "measure-does-not-convert"),
    Mutation("a measure that is not there", "measures", has(measure_id="tbps"), "canonical_id", to("bps"), "reference-not-found"),
    Mutation("the id of a measure", "measures", has(measure_id="tbps"), "measure_id", to("terabit"), "id-changed", at=(*known("measures", "measure_id", "tbps"), *tuple(Rows(f"{plan}/{table}", has(measure_id="tbps"), "measure_id") for plan in (C, S) for table in ("readings", "targets")))),
    Mutation("the printed forms of a measure", "measures", has(measure_id="km"), "printed", to("千米"), "label-differs-from-unit", at=(Rows("measures", has(measure_id="km"), "label_zh"), Rows(f"{C}/targets", has(measure_id="km"), "measure_id"), Rows(f"{S}/targets", has(measure_id="km"), "measure_id"))),
    Mutation("the measure of an indicator", "indicators", has(indicator_id="ipv6-user-share"), "measure_id", to("ge"), "number-does-not-fit-indicator", at=(Rows(f"{S}/targets", has(indicator_id="ipv6-user-share"), "measure_id"), Rows("indicators", has(indicator_id="ipv6-user-share"), "measure_id"))),
    Mutation("the id of an indicator", "indicators", has(indicator_id="base-stations-5g"), "indicator_id", to("base-stations"), "id-changed", at=(*known("indicators", "indicator_id", "base-stations-5g"), *(Rows(f"{plan}/targets", has(indicator_id="base-stations-5g"), "indicator_id") for plan in (B, C, S)))),
    Mutation("a half-width comma", "indicators", has(indicator_id="base-stations-5g"), "definition_zh", swap("，", ","), "half-width-punctuation"),
    Mutation("a traditional character", "indicators", has(indicator_id="base-stations-5g"), "definition_zh", swap("数", "數"), "traditional-character"),
    Mutation("an open quotation", "indicators", has(indicator_id="base-stations-5g"), "definition_zh", add("“"), "stray-quotation-mark"),
    Mutation("a letter in full width", "indicators", has(indicator_id="base-stations-5g"), "definition_zh", swap("5G", "5Ｇ"), "full-width-letter"),
    Mutation("the horizon of a document", "documents", has(document_id=C), "horizon_end", to("2023-12-31"), "period-differs-from-title"),
    Mutation("the start of a document's period", "documents", has(document_id=C), "horizon_start", to("2019-01-01"), "period-differs-from-title"),
    Mutation("the area of a document", "documents", has(document_id=C), "area_code", to("510101"), "area-differs-from-issuer"),
    Mutation("the issuer of a document", "documents", has(document_id=C), "issuer_unit_id", to("shanghai-government"), "area-differs-from-issuer", at="area_code"),
    Mutation("an issuer that is not there", "documents", has(document_id=C), "issuer_unit_id", to("chengdu"), "reference-not-found"),
    Mutation("published before it was dated", "documents", has(document_id=B), "published_on", to("2020-07-01"), "document-dates-out-of-order"),
    Mutation("an address without a scheme", "documents", has(document_id=B), "official_url", to("www.example.org"), "cell-not-an-address"),
    Mutation("an address that is a script", "documents", has(document_id=B), "official_url", to("javascript:alert(1)"), "cell-not-an-address"),
    # ---- hygiene
    Mutation("a zero-width space", f"{S}/targets", STATIONS, "what_zh", add("\u200b"), "invisible-character"),
    Mutation("a no-break space", f"{S}/targets", STATIONS, "what_en", swap(" ", "\u00a0"), "invisible-character"),
    Mutation("an ideographic space", f"{S}/targets", STATIONS, "what_zh", add("\u3000"), "invisible-character"),
    Mutation("a byte-order mark in a cell", f"{S}/targets", STATIONS, "what_zh", lambda t: "\ufeff" + t, "invisible-character"),
    Mutation("a soft hyphen", f"{S}/targets", STATIONS, "what_en", add("\u00ad"), "invisible-character"),
    Mutation("a mark that turns the direction", f"{S}/targets", STATIONS, "what_en", add("\u202e"), "invisible-character"),
    Mutation("a tab", f"{S}/targets", STATIONS, "what_en", add("\t"), "control-character"),
    Mutation("a backspace", f"{S}/targets", STATIONS, "what_en", add("\x08"), "control-character"),
    Mutation("a line break", f"{S}/targets", STATIONS, "what_en", add("\nmore"), "control-character"),
    Mutation("a Kangxi radical", f"{S}/targets", STATIONS, "what_zh", add("\u2f00"), "lookalike-character"),
    Mutation("a compatibility ideograph", f"{S}/targets", STATIONS, "what_zh", add("\uf900"), "lookalike-character"),
    Mutation("a decomposed letter", f"{S}/targets", STATIONS, "what_en", add("e\u0301"), "not-nfc"),
    Mutation("a space at the end", f"{S}/targets", STATIONS, "what_en", add(" "), "space-at-edge"),
    Mutation("a space at the start of a quote", f"{S}/targets", STATIONS, "quote", lambda t: " " + t, "space-at-edge"),
    Mutation("two spaces", f"{S}/targets", STATIONS, "what_en", swap(" ", "  "), "double-space"),
    Mutation("a formula", f"{S}/targets", STATIONS, "what_en", to("=1+1"), "formula-cell"),
    Mutation("a formula with an at sign", f"{S}/targets", STATIONS, "what_en", to("@SUM(A1)"), "formula-cell"),
    Mutation("a code in full width", f"{S}/targets", STATIONS, "kind", to("ｔarget"), "cell-not-in-list"),
    Mutation("a code with a space", f"{S}/targets", STATIONS, "basis", to("new "), "cell-not-in-list"),
    Mutation("a value in full width", f"{S}/targets", STATIONS, "value", to("３４０００"), "cell-not-a-number"),
    Mutation("a value with separators", f"{S}/targets", STATIONS, "value", to("34,000"), "cell-not-a-number"),
    Mutation("a value with underscores", f"{S}/targets", STATIONS, "value", to("34_000"), "cell-not-a-number"),
    Mutation("a value with an exponent", f"{S}/targets", STATIONS, "value", to("3.4E+04"), "cell-not-a-number"),
    Mutation("a value as words", f"{S}/targets", STATIONS, "value", to("三万四千"), "cell-not-a-number"),
    Mutation("a value that is not a number", f"{S}/targets", STATIONS, "value", to("NaN"), "cell-not-a-number"),
    Mutation("a value without end", f"{S}/targets", STATIONS, "value", to("INF"), "cell-not-a-number"),
    Mutation("a value with leading nought", f"{S}/targets", STATIONS, "value", to("034000"), "cell-not-a-number"),
    # ---- what other tables prove
    Mutation("a district's body read in the whole city", "unit_names", has(unit_name_id="baoshan-finance-bureau-1"), "area_code", to("310000"), "unit-outside-parent"),
    Mutation("a district's full name for the city's body", "aliases", has(alias="上海市宝山区卫生健康委员会"), "record_id", to("shanghai-health-commission"), "alias-differs-from-record"),
    Mutation("a bureau that issues under the number of its government", "documents", has(document_id=B), "issuer_unit_id", to("baoshan-finance-bureau"), "document-number-malformed", also=("unit-unused",)),
    Mutation("a place of the data without its code", f"{S}/projects", has(project_id=f"{S}.p78"), "area_code", to(""), "place-not-in-sentence"),
    Mutation("a centre as a government", "units", has(unit_id="shanghai-shenkang-hospital-development-centre"), "kind", to("government"), "kind-differs-from-name"),
    Mutation("per cent as a count", "measures", has(measure_id="percent"), "ucum", to("1"), "label-differs-from-unit"),
    Mutation("lengths that may be added across cities", "indicators", has(indicator_id="rail-transit-length"), "may_be_summed", to("false"), "indicator-differs-from-records", at="comparability_zh"),
    Mutation("a relation with the title of another document", f"{B}/relations", has(relation_id=f"{B}.l01"), "to_title_zh", to("成都市新型基础设施建设行动方案(2020—2022年)"), "relation-number-differs"),
    Mutation("a dash between years that an encoding lost", "documents", has(document_id=B), "title_en", swap("–", "?"), "cell-garbled"),
    Mutation("a dash between words that an encoding lost", f"{S}/notes", has(note_id=f"{S}.n01"), "text_en", add(" One more ? and this is it."), "cell-garbled"),
    Mutation("a reader with a capital", f"{S}/checks", has(check_id=f"{S}.k0006"), "reader", to("reader-B"), "cell-malformed"),
)  # fmt: skip
