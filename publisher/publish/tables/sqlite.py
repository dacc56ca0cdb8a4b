"""SQLite: every table with keys and indexes, the dictionary, a search that finds Chinese substrings.

The tables for people (targets, tasks…) stand beside the normalised ones (targets_base…). Read by SQLite from 3.9 on;
the search needs its trigram tokenizer (3.34).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any

from publisher.model.library import Library
from publisher.publish import words
from publisher.publish.rows import placed, with_cells
from publisher.publish.scale import Scale
from publisher.publish.tables.values import Part, PlanRows
from publisher.publish.wide import BASE, NAMES_JOINED, bases, primary_key, wide
from publisher.terms import address
from publisher.terms.schema import TableSchema
from publisher.work.output import fresh

FILE = f"{address.DATA}/{address.NAME}.sqlite"
APPLICATION = 0x4E495044  # "NIPD": what `file` and PRAGMA application_id show
TYPES = {"integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
# 64 MB of page cache: rows arrive in the order of plans, while indexes are in other orders.
BEGINNING = "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;"
MORE = {  # tables of ours → their columns with the meaning of each; the key comes first
    "about": {"name": ("项目", "What is said"), "value": ("内容", "The words")},
    "columns": {
        "table_name": ("表", "Table"),
        "column_name": ("列", "Column"),
        "title_zh": ("列的中文名称", "Its title in Chinese"),
        "title_en": ("列的英文名称", "Its title in English"),
        "description_zh": ("列的中文说明", "Its meaning in Chinese"),
        "description_en": ("列的英文说明", "Its meaning in English"),
    },
    "codes": {
        "table_name": ("表", "Table"),
        "column_name": ("列", "Column"),
        "code": ("代码", "Code"),
        "label_zh": ("代码的中文名称", "Its label in Chinese"),
        "label_en": ("代码的英文名称", "Its label in English"),
    },
    "texts": {
        "text_id": ("行号", "Number of the row"),
        "record_id": ("记录", "The record"),
        "document_id": ("文件", "Its document"),
        "table_name": ("表", "Its table"),
        "text": ("可供检索的文字", "The words that are searched"),
    },
}
KEYS = {"about": 1, "columns": 2, "codes": 3}  # of how many columns the key is
TEXTS = (
    "CREATE TABLE texts (text_id INTEGER PRIMARY KEY, record_id TEXT NOT NULL, document_id TEXT NOT NULL "
    f"REFERENCES documents{BASE}(document_id), table_name TEXT NOT NULL, text TEXT NOT NULL);"
)
SEARCHED = {  # table → the columns whose words are searched
    f"targets{BASE}": ("what_zh", "what_en", "quote", "caveat_zh"),
    f"observations{BASE}": ("what_zh", "what_en", "quote", "caveat_zh"),
    "clauses": ("heading_zh", "heading_en"),
    f"tasks{BASE}": ("summary_zh", "summary_en"),
    f"responsibilities{BASE}": ("name_printed", "scope_zh"),
    f"mentions{BASE}": ("quote", "reason_zh"),
    f"notes{BASE}": ("text_zh", "text_en", "quote"),
}
SEARCH = "CREATE VIRTUAL TABLE search USING fts5(text, content='texts', content_rowid='text_id', tokenize='trigram');"


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def table_sql(schema: TableSchema) -> str:
    """CREATE TABLE and CREATE INDEX for a table, from its schema."""
    lines, key = [], primary_key(schema)
    for field in schema.fields:
        need = " NOT NULL" if field.name in key or field.required else ""
        lines.append(f"  {quoted(field.name)} {TYPES.get(field.type, 'TEXT')}{need}")
    lines.append(f"  PRIMARY KEY ({', '.join(map(quoted, key))})")
    for name, table, column in schema.foreign_keys:
        lines.append(f"  FOREIGN KEY ({quoted(name)}) REFERENCES {quoted(table)}({quoted(column)})")
    lines += [f"  UNIQUE ({', '.join(map(quoted, unique))})" for unique in schema.unique_keys]
    referring = (*(name for name, _, _ in schema.foreign_keys), "record_id")
    indexed = dict.fromkeys(name for name in referring if name in schema.names and name != schema.key)
    indexes = [
        f"CREATE INDEX {quoted(f'{schema.name}_{name}')} ON {quoted(schema.name)}({quoted(name)});" for name in indexed
    ]
    return "\n".join([f"CREATE TABLE {quoted(schema.name)} (", ",\n".join(lines), ") WITHOUT ROWID;", *indexes])


def _more_sql() -> str:
    """CREATE TABLE for the tables of ours."""
    commands = []
    for name, width in KEYS.items():
        typed = [f"{column} TEXT NOT NULL" for column in MORE[name]]
        key = ", ".join(list(MORE[name])[:width])
        commands.append(f"CREATE TABLE {name} ({', '.join(typed)}, PRIMARY KEY ({key})) WITHOUT ROWID;")
    return "\n".join([*commands, TEXTS, SEARCH])


def write(folder: Path, library: Library, _size: Scale, registry: PlanRows, plans: Iterable[Part]) -> list[str]:
    """Write the SQLite file: the rows of the registry, then of each plan. Raises sqlite3.Error where it cannot be."""
    with closing(Database(fresh(folder, FILE), library)) as database:
        for part in chain((registry,), (plan.rows for plan in plans)):
            for table, values in part.tables.items():
                database.add(bases(library.schemas)[table], values)
            for table, values in part.wide.items():
                schema = wide(library.schemas)[table]
                database.add(schema, placed(schema, values, 1))
        database.finish()
    return [FILE]


class Database:
    """The SQLite file, filled as rows come. Call `finish` last."""

    def __init__(self, place: Path, library: Library) -> None:
        self.library = library
        self.schemas = [*bases(library.schemas).values(), *wide(library.schemas)]
        self.connection = sqlite3.connect(place, isolation_level=None)
        version = "".join(f"{int(part):02}" for part in library.version.split("."))  # 0.1.0 → 100
        self.connection.executescript(
            f"{BEGINNING} PRAGMA application_id={APPLICATION}; PRAGMA user_version={int(version)};"
        )
        for schema in self.schemas:
            self.connection.executescript(table_sql(schema))
        self.connection.executescript(_more_sql())
        self.connection.execute("BEGIN")

    def add(self, schema: TableSchema, values: Sequence[Sequence[Any]]) -> None:
        """Insert rows of a table."""
        lists = [place for place, field in enumerate(schema.fields) if field.type == "list"]
        # An empty list is no value.
        joined = with_cells(values, lists, lambda names: NAMES_JOINED.join(names) or None) if lists else values
        self._insert(schema.name, len(schema.fields), joined)
        if searched := SEARCHED.get(schema.name):
            places, table = [schema.names.index(name) for name in searched], schema.name.removesuffix(BASE)
            self._insert("texts", 5, (
                (None, row[0], str(row[0]).split(".", 1)[0], table, "\n".join(str(row[p]) for p in places if row[p]))
                for row in values
            ))  # fmt: skip

    def _insert(self, table: str, width: int, values: Iterable[Sequence[Any]]) -> None:
        marks = ",".join("?" * width)
        self.connection.executemany(f"INSERT INTO {quoted(table)} VALUES ({marks})", values)

    def _explain(self) -> None:
        """Say what the file is, and what every column and code of it means."""
        self._insert("about", 2, words.about(self.library).items())
        for schema in self.schemas:
            for f in schema.fields:
                titles = (f.title["zh"], f.title["en"], f.description["zh"], f.description["en"])
                self._insert("columns", 6, [(schema.name, f.name, *titles)])
                self._insert("codes", 5, [(schema.name, f.name, *category) for category in f.categories])
        for table, columns in MORE.items():
            self._insert("columns", 6, [(table, name, zh, en, zh, en) for name, (zh, en) in columns.items()])
        self._insert("columns", 6, [("search", "text", *MORE["texts"]["text"], *MORE["texts"]["text"])])

    def finish(self) -> None:
        """Add the dictionary, and prove the foreign keys.

        Raises sqlite3.IntegrityError where a reference has no target.
        """
        self._explain()
        self.connection.execute("COMMIT")
        self.connection.executescript("INSERT INTO search(search) VALUES ('rebuild');")
        broken = self.connection.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise sqlite3.IntegrityError(f"{broken[0][0]}: a row refers to {broken[0][2]} in vain")
        self.connection.execute("ANALYZE")
        self.connection.execute("VACUUM")

    def close(self) -> None:
        """Close the file, finished or not."""
        self.connection.close()
