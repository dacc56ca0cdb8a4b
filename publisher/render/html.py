"""The templates' environment: everything shown is escaped; words, labels, numbers and addresses in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import Path
from typing import Any, cast

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup, escape

from publisher.codebook.areas import spoken, spoken_in_english
from publisher.model.deadlines import how_known
from publisher.model.index import ROLES
from publisher.model.library import Library
from publisher.model.numbers import MONTHS, amount_en, amount_zh, long_number, mark, ordinal_en
from publisher.model.plan import Evidence, PlanModel, Statement
from publisher.model.records import Record
from publisher.publish.api.api_records import text_fragment
from publisher.render.charts import panel
from publisher.render.filled import told
from publisher.render.page import HERE
from publisher.render.pictures.png import lacking
from publisher.terms import address
from publisher.terms.messages import words

TEMPLATES = Path(__file__).parent / "templates"
TABLES = {"t": "targets", "o": "observations", "p": "projects"}  # the letter of a record's id → its table
# What templates call of `Words` by its name alone.
SPOKEN = (
    "pick", "called", "zh", "label", "amount", "exact", "date", "quote", "url", "part", "clause", "file", "short",
    "number",
)  # fmt: skip
AREAS_PAIRED = 3  # of areas of which one lies in the other, that a sentence names


def titled(text: str) -> str:
    """A name as a title: with a capital where it begins with a plain word (not eBay, iCloud)."""
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]


class Words:
    """What a page says in one language: the interface's words, the schemas' labels, numbers, dates and addresses."""

    def __init__(self, library: Library, language: str) -> None:
        self.library = library
        self.language = language
        self.other = "en" if language == "zh" else "zh"
        self.gap = " " if language == "en" else ""  # between sentences, and between words
        self.words: dict[str, Any] = words(language)["site"]
        self.findings: dict[str, Any] = words(language)["findings"]
        self.take: dict[str, Any] = words(language)["takeaway"]
        self.measures = library.registry["measures"]

    # ---- words ----

    def pick(self, record: Record | Any, name: str) -> str:
        """The text of a pair of columns in the page's language; marked as Chinese where there is no other."""
        return self.pair(record.values.get(f"{name}_zh"), record.values.get(f"{name}_en"))

    def pair(self, zh: str | None, en: str | None) -> str:
        """The same of a pair of texts."""
        if self.language == "zh":
            return str(zh or "")
        return str(en) if en else self.zh(zh or "")

    def zh(self, text: str | None) -> str:
        """Chinese text: marked as such on pages in another language."""
        if not text or self.language == "zh":
            return text or ""
        return Markup('<span lang="zh">{}</span>').format(text)

    def heading(self, record: Record) -> Markup:
        """A clause's number and heading, which may have the number in it (Annex:); its kind where it has no heading."""
        number = str(record.number_printed or "")
        text = self.pick(record, "heading") or self.label("clauses", "kind", record.kind)
        if self.language == "zh":
            return escape(f"{number}{text}".strip())
        ordinal = ordinal_en(number)
        if not ordinal or str(text).startswith(ordinal):
            return escape(text)
        mark = Markup("{} ").format(ordinal if ordinal.isascii() else self.zh(ordinal))
        return Markup("{}{}").format(mark, text)

    def heading_text(self, record: Record) -> str:
        """The same without marks, for a title."""
        return Markup(self.heading(record)).striptags()

    titled = staticmethod(titled)

    def called(self, record: Record | Any, name: str) -> str:
        """The same of a record's name, as a title."""
        return self.titled(self.pick(record, name))

    def label(self, table: str, column: str, code: str | None) -> str:
        return self.library.label(table, column, code, self.language)

    def title(self, table: str, column: str) -> str:
        return self.library.schemas[table].field(column).title[self.language]

    # ---- numbers and dates ----

    def number(self, value: float | None) -> str:
        """34000 → 34,000. Long round numbers are said in words: 100 billion, 1000亿."""
        return "" if value is None else long_number(value, self.language)

    def amount(self, record: Any) -> str:
        """A quantity as a reader says it: 3.4万个, 100家以上; 34,000, at least 100. Empty for a milestone."""
        values = record.values
        if values.get("value") is None:
            return ""
        measure = self.measures.get(values.get("measure_id") or "")
        return amount_zh(values, measure) if self.language == "zh" else amount_en(values, measure, self.number)

    def exact(self, record: Any) -> str:
        """The plain number, with separators: 34,000; 40–100."""
        values = record.values
        if values.get("value") is None:
            return ""
        text = f"{values['value']:,}"
        return f"{text}–{values['value_max']:,}" if values.get("value_max") is not None else text

    def measure(self, measure_id: str | None) -> str:
        measure = self.measures.get(measure_id or "")
        return str(measure.values[f"label_{self.language}"]) if measure else ""

    def date(self, iso: str | None, precision: str | None = "day") -> str:
        """2022-12-31 with precision year → 2022年底 or end of 2022."""
        if not iso:
            return ""
        year, month, day = (int(part) for part in iso[:10].split("-"))
        if precision == "year":
            return f"{year}年底" if self.language == "zh" else f"end of {year}"
        if precision == "month":
            return f"{year}年{month}月" if self.language == "zh" else f"{MONTHS[month - 1]} {year}"
        return f"{year}年{month}月{day}日" if self.language == "zh" else f"{day} {MONTHS[month - 1]} {year}"

    def period(self, document: Record) -> str:
        """The years of a document's period, or that it names none."""
        start, end = ((iso or "")[:4] for iso in (document.horizon_start, document.horizon_end))
        if not end:
            return str(self.words["documents"]["no_horizon"])
        if not start:
            return str(self.words["documents"]["horizon_to"]).format(year=end)
        return end if start == end else f"{start}–{end}"

    # ---- evidence ----

    def quote(self, record: Any, figure: str | None = None) -> Markup:
        """A quote, its figure marked."""
        text = str(record.values.get("quote") or "")
        printed = figure or str(record.values.get("figure_printed") or "")
        place = mark(text, printed)
        if place is None:
            return escape(text)
        start, end = place
        return Markup("{}<mark>{}</mark>{}").format(text[:start], text[start:end], text[end:])

    # ---- declared exceptions ----

    def exceptions(self, *record_ids: str) -> list[Record]:
        """The known problems of records, as known_problems.csv declares them; of all, where none is named."""
        rows = self.library.registry["known_problems"].values()
        return [row for row in rows if not record_ids or row.record_id in record_ids]

    def exceptions_within(self, document_id: str) -> list[Record]:
        """Those of a document and of all its records."""
        return [row for row in self.exceptions() if row.record_id.split(".", 1)[0] == document_id]

    # ---- addresses ----

    def url(self, table: str, record_id: str) -> str:
        return HERE + address.place(table, record_id, self.language, compact=self.library.compact)

    def part(self, name: str) -> str:
        """A page of the site by its path below the language, such as targets/."""
        return f"{HERE}{self.language}/{name}"

    def clause(self, clause_id: str) -> str:
        return HERE + address.clause(clause_id, self.language)

    def file(self, path: str) -> str:
        return HERE + path

    def json(self, table: str, record_id: str) -> str:
        return HERE + address.file(table, record_id, compact=self.library.compact)

    def rows_of(self, compared: Any) -> list[tuple[str, str]]:
        """The files of the rows that a comparison shows: the name of each table, and its address."""
        tables = sorted({entry.table for entry in compared.entries}, reverse=True)
        forms = [address.cut(table, "indicator", compared.indicator.id).removesuffix(".json") for table in tables]
        titles = (self.words["explorer"]["kinds"][table] for table in tables)
        return [(title, f"{HERE}{form}.csv") for title, form in zip(titles, forms, strict=True)]

    def record_url(self, record_id: str) -> str:
        """The page of a target, other quantity or named thing, by its id alone; empty for what has none."""
        table = TABLES.get(record_id.rpartition(".")[2][:1])
        return self.url(table, record_id) if table and "." in record_id else ""

    def unit(self, unit_id: str) -> Record:
        return self.library.registry["units"][unit_id]

    def unit_name(self, unit_id: str) -> str:
        return str(self.unit(unit_id).values[f"name_{self.language}"])

    def body(self, unit_id: str) -> str:
        """The name of a body, in Chinese with its area: every city has a 市发改委, and says no more."""
        name, area = self.unit_name(unit_id), self.unit(unit_id).area_zh
        return f"{name}（{area}）" if self.language == "zh" and area and not name.startswith(area) else name

    def answerable(self, statements: Iterable[Statement]) -> list[tuple[str, list[Record], bool]]:
        """Role, the bodies with it, each once, in printed order, and whether their list is open; leads come first."""
        by_role, statements = [], tuple(statements)
        for role in ROLES:
            bodies = {b.unit_id: b for s in reversed(statements) for b in reversed(s.bodies) if b.role == role}
            if bodies:
                by_role.append((role, list(reversed(bodies.values())), any(s.open_role == role for s in statements)))
        return by_role

    def document(self, document_id: str) -> Record:
        return self.library.registry["documents"][document_id]

    def short(self, document_id: str) -> str:
        return str(self.document(document_id).values[f"short_{self.language}"])

    def area(self, document_id: str) -> str:
        """How the area of a document is spoken of."""
        name = str(self.document(document_id).values[f"area_{self.language}"] or "")
        return spoken(name) if self.language == "zh" else spoken_in_english(name)

    def inside(self, document_id: str) -> str:
        """That an area lies in the area of this document."""
        return str(self.words["compare"]["inside"]).format(outer=self.area(document_id))

    def cautions(self, reasons: Iterable[str], inside: Mapping[str, str]) -> list[str]:
        """What speaks against comparing, in sentences. inside: document → that of the area around its own."""
        pairs = dict.fromkeys(f"{self.area(inner)}{self.gap}{self.inside(outer)}" for inner, outer in inside.items())
        areas = str(self.words["comma"]).join(list(pairs)[:AREAS_PAIRED])
        return [str(self.words["compare"]["reasons"][code]).format(areas=areas) for code in reasons]


def open_at(plan: PlanModel, evidence: Evidence | None) -> str:
    """The address that opens the copy at the words of a quote; "" where no address of the copy is known."""
    if evidence is None:
        return ""
    url = next((copy.url for copy in plan.copies if copy.id == evidence.copy_id), None)
    return text_fragment(url, evidence) or ""


_HELD: dict[str, tuple[object, bool, Environment]] = {}  # language → package, whether compact, environment


def environment(library: Library, language: str) -> Environment:
    """The environment for pages in a language, made once a package: compiling the templates costs more than a plan.

    A name that a template misspells raises when it is used.
    """
    kept = _HELD.get(language)
    if kept is None or kept[0] is not library.package or kept[1] != library.compact:
        _HELD[language] = kept = (library.package, library.compact, _environment(library, language))
    return kept[2]


def speaker(library: Library, language: str) -> Words:
    """What says things in a language, for a page in another."""
    return cast(Words, environment(library, language).globals["say"])


class TemplateCode(BytecodeCache):
    """A bytecode cache in memory, shared by both languages."""

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the bytecode of a template, where it is cached."""
        if code := self.code.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Cache the bytecode of a template."""
        self.code[bucket.key] = bucket.bytecode_to_string()


_COMPILED = TemplateCode()


def compiled() -> dict[str, bytes]:
    """The bytecode of every template: compiling takes longer than a plan's pages."""
    env = Templates(**_SETTINGS)
    for name in env.list_templates(extensions=["html"]):
        env.get_template(name)
    return _COMPILED.code


def ready(templates: Mapping[str, bytes]) -> None:
    """Fill the cache with bytecode compiled elsewhere."""
    _COMPILED.code.update(templates)


class PlainContext(Context):
    """A context that passes itself to nothing it calls: no function here asks for it, and to look costs a tenth."""

    def call(self, called: Any, /, *values: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any) -> Any:
        """What a function or macro returns."""
        return called(*values, **named)


class Templates(Environment):
    """The environment of templates: words and what all templates share are found at once."""

    context_class = PlainContext

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What a template sees beside its values: what all share, as it is, where it has nothing of its own."""
        return super().make_globals(d) if d else self.globals

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute; of a dict, such as the words, the value of that key."""
        if type(obj) is dict and attribute in obj and not hasattr(dict, attribute):
            return obj[attribute]
        return super().getattr(obj, attribute)


_SETTINGS: dict[str, Any] = {
    "loader": FileSystemLoader(TEMPLATES),
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "auto_reload": False,
    "lstrip_blocks": True,
    "bytecode_cache": _COMPILED,
}


def _environment(library: Library, language: str) -> Environment:
    env = Templates(**_SETTINGS)
    speaker = Words(library, language)
    env.globals.update({name: getattr(speaker, name) for name in SPOKEN})
    env.globals.update(say=speaker, w=speaker.words, told=speaker.findings, t=speaker.take, lang=language)
    env.globals.update(compact=library.compact, pictures=not lacking(), how_known=how_known, anchor=address.anchor)
    env.globals.update(draw=panel, open_at=open_at, filled=told, numbered=lambda text, n: told(text, {"n": n}))
    return env
