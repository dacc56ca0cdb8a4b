"""One thing that the search can find, as the browser gets it: a JSON object without its empty values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import orjson

from publisher.model.library import Library
from publisher.model.records import Record
from publisher.render.html import titled
from publisher.render.search.traditional import simple
from publisher.terms import address
from publisher.terms.messages import LANGUAGES
from publisher.work.grouped import grouped

Entry = dict[str, Any]
LONGEST_TITLE = 80  # characters of a text that stand for its title
_LAST = re.compile(r"\d+(?=/$)")
_END = re.compile(r"[。；！？]|[.;!?](?= |$)")


def entry(
    kind: str,
    path: str,
    titles: tuple[str | None, str | None],
    *,
    names: Iterable[str | None] = (),
    about: Mapping[str, str | None] = {},
    of: Iterable[str | None] = (),
    **more: Any,
) -> Entry:
    """An entry.

    kind: the table, or pages. path: below the language's folder, left out where kind and id are it. titles: zh, en (if
    another). names: other forms.
    about: language → what it says. of: the records that it belongs to, which it is found by too.
    more: id (where others belong to it), doc (document id), area (code), quote (Chinese), number (a quantity's values).
    """
    zh, en = titles[0] or titles[1] or "", titled(titles[1] or titles[0] or "")
    texts = {language: text for language, text in about.items() if text}
    values = {
        "kind": kind, "path": path if path != f"{kind}/{more.get('id')}/" else "", "zh": zh, "en": en,
        "names": sorted({name for name in names if name} - {zh, en}),
        "about": texts, "of": list(dict.fromkeys(one for one in of if one)), **more,
    }  # fmt: skip
    return {
        key: value for key, value in values.items() if value not in (None, "", [], {}) and (key, value) != ("en", zh)
    }


def as_json(entries: Iterable[Entry]) -> bytes:
    """Entries as a file."""
    return orjson.dumps(list(entries))


def of_document(document_id: str, area: str, entries: Iterable[Entry]) -> bytes:
    """The entries of a document as a file: what all have alike is said once, a record is named by its place in ids.

    A kind that is that of the entry before, a path that is the next after that entry's, and titles that are the first
    sentences of what it says, are left out. Texts of one kind and language stand together in a column, apart from the
    entries: so they are sent in an eighth fewer bytes.
    """
    whole = list(entries)
    counts = Counter(one for each in whole for one in (*each.get("of", ()), *_answering(each)))
    ids = sorted(counts, key=lambda one: (-counts[one], one))
    place = {one: number for number, one in enumerate(ids)}

    def short(one: Entry) -> Entry:
        alike = {"doc": document_id, "area": area}
        own = {key: value for key, value in one.items() if alike.get(key) != value}
        if all(one.get(language) == begin(text) for language, text in both(one).items()):
            del own["zh"], own["en"]
        if "of" in own:
            own["of"] = [place[each] for each in own["of"]]
        if "who" in own:
            own["who"] = [(role, [place[each] for each in bodies]) for role, bodies in own["who"]]
        said = own.pop("about", {})
        return own | {f"about_{language}": text for language, text in said.items()}

    made = [short(one) for one in whole]
    for one, (before, after) in zip(made[1:], pairwise(whole), strict=True):
        for name, expected in (("kind", before["kind"]), ("path", following(before["path"]))):
            if after[name] == expected:
                del one[name]
    english, chinese = _columns(made, "about_en", "en"), _columns(made, "zh", "quote", "about_zh")
    return orjson.dumps({"doc": document_id, "area": area, "ids": ids, **english, "entries": made, **chinese})


def _columns(entries: list[Entry], *names: str) -> dict[str, list[str]]:
    """Texts, taken out of their entries: name (about_en: said in English) → one an entry, "" where it has none."""
    return {name: [one.pop(name, "") for one in entries] for name in names}


def both(one: Entry) -> Mapping[str, str]:
    """What an entry says, by language; a language that is missing says nothing."""
    return {language: one.get("about", {}).get(language, "") for language in LANGUAGES}


def following(path: str) -> str:
    """The path of the next record: its last number, one more (p09 → p10)."""
    return _LAST.sub(lambda digits: str(int(digits[0]) + 1).zfill(len(digits[0])), path)


def _answering(one: Entry) -> Iterator[str]:
    return (body for _, bodies in one.get("who", ()) for body in bodies)


def path_of(library: Library, table: str, record_id: str, clause_id: str = "") -> str:
    """Where a record is shown, below the language's folder: its page, else its clause on the page of its document."""
    if table in address.COLLECTIONS:
        where = address.place(table, record_id, LANGUAGES[0], compact=library.compact)
    elif clause_id:
        where = address.clause(clause_id, LANGUAGES[0])
    else:
        where = address.page("documents", record_id.split(".", 1)[0], LANGUAGES[0])
    return where.partition("/")[2]


def aliases(library: Library) -> Mapping[str, list[str]]:
    """Record id → the other forms that people type, in simplified characters, as a query is read."""
    return grouped(
        (row.record_id, simple(row.alias) if row.kind == "traditional" else row.alias)
        for row in library.registry["aliases"].values()
    )


def pair(record: Record | Any, name: str) -> dict[str, str | None]:
    """A pair of columns by language."""
    return {language: record.values.get(f"{name}_{language}") for language in LANGUAGES}


def begin(text: str | None) -> str:
    """The first sentence of a text, or as much of it as makes a title."""
    whole = text or ""
    end = _END.search(whole)
    first = whole[: end.start()] if end else whole
    return first if len(first) <= LONGEST_TITLE else first[: LONGEST_TITLE - 1].rstrip() + "…"
