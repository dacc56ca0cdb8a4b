"""Rules on what our words retell: a summary of its clause, a caveat of its own record, a remark of what it quotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from publisher.check.retold import otherwise_signed
from publisher.check.rule import Finding, Findings, at, check
from publisher.check.rules.things import headed
from publisher.codebook.areas import IN_ENGLISH, cities, signed_by, spoken, told_by
from publisher.codebook.opposites import denied, instead, turned
from publisher.codebook.own_words import counted
from publisher.read.places import Span, clause_of
from publisher.read.plan import Plan
from publisher.read.registry import Registry
from publisher.terms.messages import Message, say
from publisher.terms.regex import regex

if TYPE_CHECKING:
    from publisher.read.rows import ObservationsRow, TargetsRow, TasksRow

_HEDGE = regex("力争(?!上游)|争取(?!时间|主动|民心|人心|群众)")
# What may be told as striven for: that, and what another one grants.
_HEDGED = regex(
    "力争|争取|争创|争当|力求|努力|谋求|申[请报]|积极|探索|向上|列入|纳入|落户|获批|入选|创建|支持|吸引|引[进入]"
)
_EVERY = regex("每(?:[年月周日天]|季度)")
_RECURS = regex("[每逐按历常/]|[年季月]度|[年月日]均|定期|(?:十二|12)个月|年(?=[产用供发])")
# What makes more or other of a clause, and the words of which that has one.
_MORE = tuple(
    (regex(words), regex(printed))
    for words, printed in {
        "禁止|严禁|不得|不准": "[禁严]|不得|不准|不允|杜绝|限制",
        "全面|全部|彻底|完全": "[全各每均皆都]|所有|彻底|完全|一切|普遍",
        "(?:全面|全部)(?:完成|建成)": "完成|建成|成", "建成|竣工|完工|投产|投用": "成|好|竣工|完工|投|达|完善|实现",
        "国家级": "国", "国际": "[国跨境海]|外|全球|世界|洋",
        "暂行|试行": "暂行|试", "条例": "条例|立法|法规|法治", "实施细则": "细则|细化",
        "免费": "免|无偿|不收|开放|公益",
        "抽样": "抽",
        "压减|压缩|削减": "[压减削缩降]|淘汰|去",
        "放开": "[放开]|取消|准入|解除", "首个|首家|首创": "首|第一|率先|先", "强制": "强制|义务|必须|应当|责令",
        "国有": "国|公", "民营": "民|社会|私|市场", "外资|外商": "外|境|海|国际", "半年": "半年|年",
        "药品": "药", "食品": "[食餐]", "化工": "[化]|石", "航空": "[航机空]|飞", "钢铁": "[钢铁]", "煤": "煤",
        "核电": "核",
        "卫星": "[星天]|北斗", "光伏": "光伏|太阳|新能源|清洁", "机器人": "机器人|智能", "纺织": "[纺织衣]",
        "集成电路": "集成|芯|半导体",
        "转供电": "转供", "中央": "中央|国家|全国",
    }.items()
)  # fmt: skip
_ENDS = regex("大学|学院|医院|集团|公司|银行|法院|中心|[委局办厅署室]")
# A name that is no word of any other sense, nor one of several bodies (各区政府).
_BODY = regex("(?!各|有关|相关|全|其他)(?:[省市区县].{2,}|.{2,}(?:大学|学院|医院|集团|公司|银行|法院|[委局办厅署]))")
LONGEST = 16  # characters of a body's name
SHOWN = 4  # characters behind a hedge


@check("error", on=("tasks", "plan"), reads=("summary_zh",), needs=("clauses",))
def summary_differs_from_clause(row: TasksRow | Plan, plan: Plan | None = None) -> Findings:
    if plan is None or isinstance(row, Plan):
        yield from _of_document(row)
        return
    place = plan.places.get(clause_of(row))
    if plan.typed is None or not isinstance(place, Span):
        return
    printed = plan.typed[place.start : place.end]
    clause = clause_of(row)
    opposed = (*turned(row.summary_zh, printed), *_labelled(row.summary_zh, printed, plan.text or ""))
    told = ((ours, say("as-printed", value=its, printed=clause)) for ours, its in opposed)
    unnamed = (
        *_unnamed(row, printed, plan),
        *_elsewhere(row, printed, plan),
        *_made_more(row, printed, plan),
        *_called(row, printed, plan),
    )
    for ours, expected in (*told, *unnamed, *_hedged(row, printed)):
        yield at(row, "summary_zh", found=ours, expected=expected, cause=f"numbers {row[0]} summary")
        return


_OF_CITY = regex("([\u4e00-\u9fff]{2})[省市](?![级区场])")


def _of_document(plan: Any) -> Findings:
    """The provinces and cities that what is said of a document names, and its text and area do not."""
    for document in [plan.document] if plan.document is not None and plan.typed is not None else ():
        known = plan.typed + document.area_zh
        for place in (one[1] for one in _OF_CITY.finditer(document.summary_zh) if one[1] in cities()):
            if place not in known and not signed_by(place, known):
                expected = say("summary-differs-from-clause.place", clause=document[0])
                yield at(document, "summary_zh", found=place, expected=expected, cause=f"numbers {document[0]} summary")


_LABEL, _COUNTS = regex("“([^“”]{2,12})”"), regex("[0-9一二两三四五六七八九十]")


def _labelled(ours: str, printed: str, text: str) -> Iterator[tuple[str, str]]:
    """What a summary cites that the clause has with other numerals: “5+3+X” for “3+5+X”."""
    its = {_COUNTS.sub("#", label): label for label in _LABEL.findall(printed) if _COUNTS.search(label)}
    for label in _LABEL.findall(ours) if its else ():
        if (known := its.get(_COUNTS.sub("#", label), "")) and label not in text and known not in ours:
            yield label, known


def _unnamed(row: TasksRow, printed: str, plan: Plan) -> Iterator[tuple[str, Message]]:
    """The bodies of the plan's area, or of one that holds it, that a summary names though its clause does not, by any
    of their names nor as a party."""
    ours, area = row.summary_zh, plan.document.area_code if plan.document is not None else ""
    for match in _ENDS.finditer(ours):
        ended = (ours[start : match.end()] for start in range(max(0, match.end() - LONGEST), match.start()))
        name = next((one for one in ended if _BODY.fullmatch(one) and plan.registry.resolve(one, area)), "")
        bodies = {body.unit_id for body in plan.registry.resolve(name, area)} if name else set()
        forms = [form for body in bodies for form in plan.registry.forms[body]]
        forms += [party.name_printed for party in plan.rows("parties") if party.unit_id in bodies]
        if name and not any(form.lstrip("省市区县") in printed for form in forms):
            yield name, say("summary-differs-from-clause.body", clause=clause_of(row))


_LISTED = regex("[，、；。：（）()《》“”—–-]|[与和及在向到从由至于同赴市省共之的等](?!田)")


def _elsewhere(row: TasksRow, printed: str, plan: Plan) -> Iterator[tuple[str, Message]]:
    """The provinces and cities that stand alone or in a list of a summary, and that its clause in no way tells; a
    document may name its own area, and those that hold it."""
    parts = {*_LISTED.split(row.summary_zh)}
    halves = {half for part in parts if part[:2] in IN_ENGLISH for half in (part[:2], part[2:])}  # 安徽合肥
    own = plan.document.area_zh if plan.document is not None else ""
    for place in sorted((parts | halves) & cities().keys()):
        if place not in own and not told_by(place, printed):
            yield place, say("summary-differs-from-clause.place", clause=clause_of(row))


def _hedged(row: TasksRow, printed: str) -> Iterator[tuple[str, Message]]:
    """The hedge of a summary in whose clause, and the headings above it, nothing is hedged; and what it says of every
    year or month where nothing recurs."""
    hedged = say("summary-differs-from-clause.hedge", clause=clause_of(row))
    recurring = say("summary-differs-from-clause.recurs", clause=clause_of(row))
    for said, printed_so, expected in ((_HEDGE, _HEDGED, hedged), (_EVERY, _RECURS, recurring)):
        if (one := said.search(row.summary_zh)) and not printed_so.search(printed):
            yield row.summary_zh[one.start() : one.end() + SHOWN], expected


_CALLED = regex("[\u4e00-\u9fff]{2}(?:大桥|大道)")
_CODE = regex("(?<![A-Za-z0-9])([A-Z]+)[0-9]+(?![0-9])")


def _called(row: TasksRow, printed: str, plan: Plan) -> Iterator[tuple[str, Message]]:
    """The bridges and the like of which a text has no such name, and a code (S5) that a summary has once more
    than its clause in the place of another one."""
    named = say("summary-differs-from-clause.place", clause=clause_of(row))
    yield from ((one, named) for one in _CALLED.findall(row.summary_zh) if one not in (plan.typed or ""))
    ours, its = (Counter(one[0] for one in _CODE.finditer(words)) for words in (row.summary_zh, printed))
    for code in ours - its:
        begin = code.rstrip("0123456789")
        if other := next((one for one in its - ours if one.rstrip("0123456789") == begin), ""):
            yield code, say("as-printed", value=other, printed=clause_of(row))


def _made_more(row: TasksRow, printed: str, plan: Plan) -> Iterator[tuple[str, Message]]:
    """What a summary says of which neither its clause nor the headings above it have a word."""
    whole = printed + headed(clause_of(row), plan)
    for words, signs in _MORE:
        one = next((one for one in words.finditer(row.summary_zh) if not denied(row.summary_zh, one)), None)
        if one and not signs.search(whole):
            yield one[0], say("summary-differs-from-clause.more", clause=clause_of(row))


_PART = regex("[，。；：]")
_NO_ADDITION = ("total", "rate", "unclear")
_NO_TOTAL = ("new", "unclear", "rate", "change")
# What a whole part of a caveat says of its own record: column, words, the codes of which one is right.
_SAYS = (
    ("comparator", "(?:[0-9.]+[十百千万亿]*)?[个家座类项]?[是为]下限", ("ge", "gt", "range")),
    ("comparator", "(?:[0-9.]+[十百千万亿]*)?[个家座类项]?[是为]上限", ("le", "lt", "range")),
    ("hedge", "(?:语气[是为]|写作)“(?:力争|争取|力求)”|是争取目标", ("strive",)),
    ("hedge", "语气[是为]?(?:确定|肯定)的?|没有(?:保留)?语气|不是争取目标", ("none",)),
    ("basis", "[是为](?:到(?:期|[0-9]{4}年底?)达?到?)?的?(?:总[数量]|总里程|存量|累计数量?|水平)", _NO_ADDITION),
    ("basis", "不是新[建增设]的?(?:里程|数?量|数)", _NO_ADDITION),
    ("basis", "[是为](?:[一二三四五]年内)?新[建增设]的?(?:数量|里程|[数量])|在[^，。；]{2,6}基础上新增", _NO_TOTAL),
    ("basis", "不是(?:到期)?的?(?:总[数量]|总里程|存量|累计数)", _NO_TOTAL),
)  # fmt: skip
SAID = tuple((column, regex(words), frozenset(codes)) for column, words, codes in _SAYS)


@check("error", on=("targets", "observations"), reads=("caveat_zh", "comparator", "hedge", "basis", "measure_id"))
def caveat_differs_from_record(row: TargetsRow | ObservationsRow, plan: Plan) -> Findings:
    sentences = _SENTENCE.split(row.caveat_zh) if row.caveat_zh else ()
    for sentence, part in ((one, part) for one in sentences for part in _PART.split(one)):
        for column, words, codes in SAID:
            code = getattr(row, column, "")
            if code and code not in codes and words.fullmatch(part) and not _of_another(sentence, plan):
                expected = say("as-printed", value=code, printed=column)
                yield at(row, "caveat_zh", found=part, expected=expected, cause=f"numbers {row[0]} caveat")
                return
        for ours, its, column in _told(row, sentence, plan):
            if not _of_another(sentence, plan):
                expected = say("as-printed", value=its, printed=column)
                yield at(row, "caveat_zh", found=ours, expected=expected, cause=f"numbers {row[0]} caveat")
                return


_WITHIN = regex("(?<![“第每头首前0-9])([一二两三四五]|[0-9]{1,2})年内")
_SPOKEN = regex(
    "(?:^|，)(?:(?:(?:原文|句中|本句)的?)?(?:语气|动词)(?:仅|只)?[是为]?(?=“)|写作(?=“(?:力争|争取|力求)”))“(?!确定|肯定)([^“”]{2,4})”"
)
_OF_CLAUSE = regex("[0-9][.][0-9]|任务(?:部分|[里中写])")  # of another than its own
_COUNTS_ONLY = regex("(?:^|(?<=，))[只仅](?:计|含|限|统计|包括)[^，]*")
_READ_AS = regex("按“?([A-Za-z][A-Za-z/]*|[公平立千微毫]?[方]?[米克吨瓦顷元])”?(?:理解|录入)")


def _told(row: TargetsRow | ObservationsRow, sentence: str, plan: Plan) -> Iterator[tuple[str, str, str]]:
    """What a sentence says of the time or the measure of its record that is otherwise there, and which column has."""
    times = {*map(counted, _WITHIN.findall(row.quote + getattr(row, "deadline_printed", "")))}
    yield from (
        (one[0], row.quote, "quote")
        for one in _WITHIN.finditer(sentence)
        if times and counted(one[1]) not in times and not denied(sentence, one)
    )
    for one in _COUNTS_ONLY.finditer(sentence):
        yield from ((ours, its, "what_zh") for ours, its in instead(one[0], row.what_zh + row.quote))
    place = plan.places.get(clause_of(row))
    if plan.typed is not None and isinstance(place, Span) and "“" in sentence:
        printed = row.quote + plan.typed[place.start : place.end] + headed(clause_of(row), plan)
        printed += plan.typed if _OF_CLAUSE.search(sentence) else ""
        verbs = (one for one in _SPOKEN.finditer(sentence) if not denied(sentence, one))
        yield from ((one[0].lstrip("，"), row.quote, "quote") for one in verbs if one[1] not in printed)
    read_as = (one for one in _READ_AS.finditer(sentence) if not denied(sentence, one))
    for unit in (one[1] for one in read_as) if row.measure_id else ():
        if row.measure_id not in measured_in(unit, plan.registry, row.measure_id):
            yield unit, row.measure_id, "measure_id"


def measured_in(unit: str, registry: Registry, own: str) -> set[str]:
    """The measures of which a unit is a printed form; the own one where it is of none."""
    measures = registry.rows("measures")
    return {one[0] for one in measures if unit in (*one.printed.split("|"), one.label_zh, one.label_en)} or {own}


_SENTENCE = regex("[。；]")


def _of_another(sentence: str, plan: Plan) -> bool:
    """Whether a sentence of ours names another area, plan or document, of which it may then speak."""
    own = spoken(plan.document.area_zh) if plan.document is not None else ""
    documents = plan.registry.rows("documents")
    others = (row for row in documents if row[0] != plan.document_id)
    names = {name for row in others for name in (spoken(row.area_zh), row.short_zh) if name not in ("", own)}
    told = _OF_ANOTHER.search(sentence) or _OF_GOALS.search(sentence)
    return told is not None or any(name in sentence for name in names)


_CITED = regex("“([^“”（）〔〕()]{5,40})”")
_OF_GOALS = regex("(?<![本此])计划|(?:行动|总体)目标|[该前后]者")
_OF_ANOTHER = regex("(?<!本)方案|发布会|文件|规划(?!期)|通知|意见|纲要|说法|俗称|简称|通称")
# Behind what a note says is misprinted.
_AT_FAULT = regex("[^，。；“]{0,8}(?:(?<!无)误|缺|漏|脱|衍|重复|不[通全]|语序|疑)")
_NOT_PRINTED = regex(
    "不[可宜能应是]|而非|并非|没有|未|[若如]|[说改写]成|应[为作是]?$|[疑意][为作是]|误|理解|相当于|即$"
)
_MARKS = regex(r"(?!(?<=[0-9])\.(?=[0-9]))[\W_]")
REMARKS = {"targets": "caveat_zh", "observations": "caveat_zh", "notes": "text_zh", "mentions": "reason_zh"}


@check("error", on=tuple(REMARKS), when=lambda plan: plan.text is not None)
def cited_otherwise(row: Any, plan: Plan) -> Findings:
    column = REMARKS[type(row).__name__]
    words = getattr(row, column)
    cited: Iterable[re.Match[str]] = _CITED.finditer(words) if "“" in words else ()
    if getattr(row, "kind", "") == "source_oddity":  # what the text should have is no citation
        cited = (one for one in cited if _AT_FAULT.match(words, one.end()))
    yield from _cited_elsewhere(row, column, words, plan)
    runs = [one[1] for one in cited if one[1] not in (plan.text or "")
            and not _NOT_PRINTED.search(_PART.split(words[: one.start()])[-1])]  # fmt: skip
    if plan.text is None or not runs or _OF_ANOTHER.search(words) or any(area in words for area in _other_areas(plan)):
        return
    record = next(iter(plan.records.get(getattr(row, "record_id", ""), ())), row)
    place = plan.places.get(clause_of(record))
    beside = row.quote + (plan.typed or "")[place.start : place.end] if isinstance(place, Span) else row.quote
    letters, text = (_MARKS.sub("", one) for one in (beside, plan.text or ""))
    for run in runs:
        bare = _MARKS.sub("", run)
        if len(bare) > SHOWN and bare not in text and (printed := _nearly(bare).search(letters)):
            cause, expected = f"numbers {row[0]} {column.removesuffix('_zh')}", _with_marks(printed[0], beside)
            yield at(row, column, found=run, expected=expected, given=[(row, "quote")], cause=cause)


def _with_marks(letters: str, words: str) -> str:
    """Letters as they stand in words, with the marks between them."""
    found = re.search(r"[\W_]{0,3}".join(map(re.escape, letters)), words)
    return found[0] if found else letters


_IN_CLAUSE = regex(
    "(?<![0-9.])([0-9]+(?:[.][0-9]+)+)[）)]?[^，。；：、“”0-9没未不无缺非]{0,6}(?:[写称作印载]|：)“([^“”]{4,30})”"
)


def _cited_elsewhere(row: Any, column: str, words: str, plan: Plan) -> Iterator[Finding]:
    """What our words cite of a clause by its path, though the quote beside it has it from another one; what they say
    is written here, with another sign than the quote; and a title beside another document's number that is not its."""
    cause = f"numbers {row[0]} {column.removesuffix('_zh')}"
    for path, run in _IN_CLAUSE.findall(words) if "“" in words else ():
        place = plan.places.get(f"{plan.document_id}.{path}")
        if run in row.quote and isinstance(place, Span) and run not in (plan.typed or "")[place.start : place.end]:
            expected = say("cited-otherwise.clause", clause=path)
            yield at(row, column, found=f"{path} “{run}”", expected=expected, given=[(row, "quote")], cause=cause)
    for ours, its in (signs for here in _HERE.findall(words) for signs in otherwise_signed(here, row.quote)):
        yield at(row, column, found=ours, expected=its, given=[(row, "quote")], cause=cause)
    for relation in plan.rows("relations") if "〔" in words else ():
        number, its = relation.to_doc_number, _MARKS.sub("", relation.to_title_zh)
        title = _TITLED.match(words.partition(number)[2]) if number and its else None
        if title and (ours := _MARKS.sub("", title[1])) not in its and its not in ours:
            given = [(relation, "to_title_zh")]
            yield at(row, column, found=title[1], expected=relation.to_title_zh, given=given, cause=cause)


_HERE = regex("(?:这里|此处|本方案|本文件)[^，。；：]{0,2}[写说作称印](?!法)[^，。；“]+")
_TITLED = regex("(?:号|文件)*《([^》]+)》")


def _other_areas(plan: Plan) -> set[str]:
    """How the areas of the documents to which this one is related are spoken of."""
    documents = plan.registry.by_key["documents"]
    related = plan.related & documents.keys()
    own = plan.document.area_zh if plan.document is not None else ""
    return {spoken(documents[one].area_zh) for one in related} - {spoken(own)}


def _nearly(cited: str) -> re.Pattern[str]:
    """What has one letter within it more, less or other than what is cited."""
    split = [
        (re.escape(cited[:end]), re.escape(cited[end + 1 :]), re.escape(cited[end:]))
        for end in range(1, len(cited) - 1)
    ]
    near = "|".join(f"{begin}(?:.?{without}|.{with_})" for begin, without, with_ in split)
    return re.compile(f"(?!{re.escape(cited)})(?:{near})")
