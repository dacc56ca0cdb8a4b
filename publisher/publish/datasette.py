"""Metadata for Datasette: titles, columns, facets and questions (datasette serve FILE -m datasette.json)."""

from __future__ import annotations

from typing import Any

from publisher.model.library import Library
from publisher.publish import words
from publisher.publish.tables.sqlite import MORE
from publisher.publish.wide import bases, wide
from publisher.terms import address
from publisher.terms.schema import TableSchema

FILE = f"{address.DATA}/datasette.json"
# What stands for a row where it is linked.
LABELS = ("what_zh", "task_zh", "name_zh", "title_zh", "heading_zh", "unit_zh")
FACETS = ("document_id", "kind", "basis", "hedge", "comparator", "role", "area_zh", "checked")
MOST_FACETS = 4

QUERIES = {  # name → title in both languages, SQL; :word and :unit may be in either language
    "who_promised_what": (
        "谁承诺什么、到何时、由谁负责 · Who promised what, by when, and who is responsible",
        "SELECT target_id, document_zh, what_zh, what_en, figure_printed, comparator, value, measure_zh, basis, hedge,"
        " deadline, deadline_basis, lead_units, support_units, undivided_units, quote FROM targets"
        " WHERE what_zh LIKE '%' || :word || '%' OR what_en LIKE '%' || :word || '%' OR quote LIKE '%' || :word || '%'"
        " ORDER BY document_id, target_id",
    ),
    "what_a_body_answers_for": (
        "某单位负责的目标 · What a body answers for",
        "SELECT t.target_id, t.document_zh, t.what_zh, t.what_en, t.figure_printed, t.deadline, u.role, u.name_printed"
        " FROM target_units u JOIN targets t USING (target_id)"
        " WHERE u.unit_zh LIKE '%' || :unit || '%' OR u.unit_en LIKE '%' || :unit || '%'"
        " OR u.name_printed LIKE '%' || :unit || '%' ORDER BY t.deadline, t.target_id",
    ),
    "what_is_to_be_built": (
        "写有名称的项目 · The projects that have a name",
        "SELECT project_id, document_zh, name_zh, name_en, kind, verb_printed, stage, hedge, deadline,"
        " lead_units, quote FROM projects WHERE name_zh LIKE '%' || :word || '%' OR name_en LIKE '%' || :word || '%'"
        " ORDER BY document_id, project_id",
    ),
    "compare_an_indicator": (
        "同一指标，各文件对照 · One indicator, document by document",
        "SELECT t.document_zh, t.figure_printed, t.comparator, t.value, t.measure_zh, t.basis, t.hedge, t.deadline,"
        " t.quote, i.comparability_zh, i.comparability_en FROM targets t JOIN indicators i USING (indicator_id)"
        " WHERE indicator_id = :indicator_id ORDER BY t.document_id",
    ),
    "search": (
        "全文检索 · Search the words",
        "SELECT table_name, record_id, text FROM texts WHERE text LIKE '%' || :word || '%' ORDER BY text_id LIMIT 100",
    ),
}


def _table(schema: TableSchema) -> dict[str, Any]:
    table_metadata: dict[str, Any] = {
        "title": f"{schema.title['zh']} · {schema.title['en']}",
        "description": f"{schema.description['zh']} {schema.description['en']}",
        "columns": {field.name: f"{field.title['zh']} · {field.description['en']}" for field in schema.fields},
        "facets": [name for name in FACETS if name in schema.names][:MOST_FACETS],
    }
    if label := next((name for name in LABELS if name in schema.names), ""):
        table_metadata["label_column"] = label
    return table_metadata


def metadata(library: Library) -> dict[str, Any]:
    """What Datasette shows of the database: every table, those for people first."""
    licence = words.licence(library)
    schemas = [*wide(library.schemas), *bases(library.schemas).values()]
    more = {
        table: {"columns": {name: f"{zh} · {en}" for name, (zh, en) in columns.items()}}
        for table, columns in MORE.items()
    }
    return {
        "title": words.own(library, "title", "zh") + " · " + words.own(library, "title", "en"),
        "description": words.own(library, "description", "zh") + " " + words.own(library, "description", "en"),
        "license": licence["title"],
        "license_url": licence["path"],
        "databases": {
            address.NAME: {
                "tables": {**{schema.name: _table(schema) for schema in schemas}, **more},
                "queries": {name: {"title": title, "sql": sql} for name, (title, sql) in QUERIES.items()},
            }
        },
    }
