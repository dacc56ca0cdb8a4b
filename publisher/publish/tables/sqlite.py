"""SQLite: every table with keys and indexes, wide views, the dictionary, a search that finds Chinese substrings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from publisher.publish import files
from publisher.publish.tables.sqlite_views import VIEWS
from publisher.terms import address
from publisher.terms.schema import Schemas, TableSchema

FILE = f"{address.DATA}/{address.NAME}.sqlite"
TYPES = {"integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
# 64 MB of pages are kept in memory: rows come in the order of plans, indexes are in other orders.
BEGINNING = "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;"
MORE = """
CREATE TABLE derived (
  record_id TEXT PRIMARY KEY NOT NULL, clause_path TEXT, pillar_id TEXT REFERENCES clauses(clause_id),
  task_id TEXT REFERENCES tasks(task_id), checked TEXT NOT NULL, url TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE answers (
  record_id TEXT NOT NULL, responsibility_id TEXT NOT NULL REFERENCES responsibilities(responsibility_id),
  PRIMARY KEY (record_id, responsibility_id)) STRICT, WITHOUT ROWID;
CREATE INDEX answers_responsibility_id ON answers(responsibility_id);
CREATE TABLE columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
  description_zh TEXT NOT NULL, description_en TEXT NOT NULL,
  PRIMARY KEY (table_name, column_name)) STRICT, WITHOUT ROWID;
CREATE TABLE codes (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, code TEXT NOT NULL, label_zh TEXT NOT NULL,
  label_en TEXT NOT NULL,   PRIMARY KEY (table_name, column_name, code)) STRICT, WITHOUT ROWID;
CREATE TABLE texts (
  text_id INTEGER PRIMARY KEY, record_id TEXT NOT NULL, document_id TEXT NOT NULL REFERENCES documents(document_id),
  table_name TEXT NOT NULL, text TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE search USING fts5(text, content='texts', content_rowid='text_id', tokenize='trigram');
"""
SEARCHED = {  # table → the columns whose words are searched
    "targets": ("what_zh", "what_en", "quote", "caveat_zh"),
    "observations": ("what_zh", "what_en", "quote", "caveat_zh"),
    "clauses": ("heading_zh", "heading_en"),
    "tasks": ("summary_zh", "summary_en"),
    "responsibilities": ("name_printed", "scope_zh"),
    "mentions": ("quote", "reason_zh"),
    "notes": ("text_zh", "text_en", "quote"),
}


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def table_sql(schema: TableSchema) -> str:
    """CREATE TABLE and CREATE INDEX for a table, from its schema."""
    lines = []
    for field in schema.fields:
        key = " PRIMARY KEY" if field.name == schema.key else ""
        need = " NOT NULL" if key or field.required else ""
        lines.append(f"  {quoted(field.name)} {TYPES.get(field.type, 'TEXT')}{key}{need}")
    for name, table, column in schema.foreign_keys:
        lines.append(f"  FOREIGN KEY ({quoted(name)}) REFERENCES {quoted(table)}({quoted(column)})")
    lines += [f"  UNIQUE ({', '.join(map(quoted, key))})" for key in schema.unique_keys]
    indexed = {name: None for name, _, _ in schema.foreign_keys if name != schema.key}
    if "record_id" in schema.names and schema.key != "record_id":
        indexed["record_id"] = None
    indexes = [
        f"CREATE INDEX {quoted(f'{schema.name}_{name}')} ON {quoted(schema.name)}({quoted(name)});" for name in indexed
    ]
    return "\n".join([f"CREATE TABLE {quoted(schema.name)} (", ",\n".join(lines), ") STRICT, WITHOUT ROWID;", *indexes])


class Database:
    """The SQLite file, filled as rows come. Call `finish` last."""

    def __init__(self, folder: Path, schemas: Schemas) -> None:
        self.schemas = schemas
        self.connection = sqlite3.connect(files.inside(folder, FILE), isolation_level=None)
        self.connection.executescript(BEGINNING)
        for schema in schemas:
            self.connection.executescript(table_sql(schema))
        self.connection.executescript(MORE)
        self.connection.execute("BEGIN")

    def add(self, schema: TableSchema, held: Sequence[Sequence[Any]]) -> None:
        """Insert rows of a table."""
        self._insert(schema.name, len(schema.fields), held)
        if words := SEARCHED.get(schema.name):
            places = [schema.names.index(name) for name in words]
            found = [
                (
                    None,
                    row[0],
                    str(row[0]).split(".", 1)[0],
                    schema.name,
                    "\n".join(str(row[p]) for p in places if row[p]),
                )
                for row in held
            ]
            self._insert("texts", 5, found)

    def _insert(self, table: str, width: int, values: Iterable[Sequence[Any]]) -> None:
        marks = ",".join("?" * width)
        self.connection.executemany(f"INSERT INTO {quoted(table)} VALUES ({marks})", values)

    def plan(self, derived: Iterable[Sequence[Any]], answers: Iterable[Sequence[Any]]) -> None:
        """Insert what the model joined: where a quantity stands, and who answers for it."""
        self._insert("derived", 6, derived)
        self._insert("answers", 2, answers)

    def finish(self) -> None:
        """Add the dictionary and the views, prove the foreign keys, and close.

        Raises sqlite3.IntegrityError where a reference has no target.
        """
        for schema in self.schemas:
            for f in schema.fields:
                titles = (f.title["zh"], f.title["en"], f.description["zh"], f.description["en"])
                self._insert("columns", 6, [(schema.name, f.name, *titles)])
                self._insert("codes", 5, [(schema.name, f.name, *category) for category in f.categories])
        self.connection.execute("COMMIT")
        self.connection.executescript("INSERT INTO search(search) VALUES ('rebuild');" + VIEWS)
        broken = self.connection.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise sqlite3.IntegrityError(f"{broken[0][0]}: a row refers to {broken[0][2]} in vain")
        self.connection.execute("ANALYZE")
        self.connection.execute("VACUUM")
        self.connection.close()

    def close(self) -> None:
        """Close without finishing, as when something else failed."""
        self.connection.close()
