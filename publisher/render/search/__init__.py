"""The search: every record, and every part of a hand-written page, as an entry that the browser looks through.

Files are search/core.json (documents, bodies, indicators, themes, menu pages, and how a query is read), one a document
with its records, one a language with the text of pages, the tables for queries in traditional characters, and the
sounds of characters for queries in pinyin. They hold words and addresses, no ids.
"""
