"""changes.atom: what changed in the data, newest first, in both languages: versions, retired ids, changed records."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from html import escape
from typing import Any, NamedTuple

from publisher.model.library import Library
from publisher.publish import rows, words
from publisher.publish.changelog import releases
from publisher.publish.describe.subject import LANGUAGE
from publisher.terms import address
from publisher.terms.messages import LANGUAGES, Message, text

FILE = "changes.atom"
Both = Mapping[str, str]
text_of = partial(escape, quote=False)


class FeedEntry(NamedTuple):
    """An entry of the feed; day is an ISO date. record: table and id, where it has a page."""

    key: str
    day: str
    title: Both
    text: Both
    record: tuple[str, str] | None = None


def _version(version: str) -> Both:
    return {language: f"{words.in_language(language)['version']} {version}" for language in LANGUAGES}


def changes(library: Library) -> Iterator[FeedEntry]:
    """Releases, as the log of changes tells them (the present one, where it does not), and retired ids."""
    logged = releases(library.package.root)
    for release in logged:
        texts = {language: release.told(language)[0] for language in LANGUAGES}
        yield FeedEntry(f"release {release.version}", release.day, _version(release.version), texts)
    if library.version not in {release.version for release in logged}:
        text = {language: words.own(library, "description", language) for language in LANGUAGES}
        yield FeedEntry(f"release {library.version}", library.created[:10], _version(library.version), text)
    for record in library.registry["retired"].values():
        successor = f" → {record.successor_id}" if record.successor_id else ""
        texts = {language: str(record.values[f"reason_{language}"]) + successor for language in LANGUAGES}
        yield FeedEntry(f"retired {record.id}", record.retired_on, dict.fromkeys(LANGUAGES, record.id), texts)


def of_versions(versions: Iterable[Mapping[str, Any]]) -> Iterator[FeedEntry]:
    """An entry a record that a version changed, as changes.json tells them."""
    for version in versions:
        for change in version["records"]:
            kind, record = Message(f"diff.{change['kind']}"), change["record_id"]
            of = _version(version["version"])
            title = {language: f"{text(kind, language)} {record} ({of[language]})" for language in LANGUAGES}
            has_page = change["kind"] != "removed" and change["table"] in address.COLLECTIONS
            place = (change["table"], record) if has_page else None
            texts = {language: _fields(change, language) for language in LANGUAGES}
            yield FeedEntry(f"{version['version']} {change['kind']} {record}", version["date"], title, texts, place)


def _fields(change: Mapping[str, Any], language: str) -> str:
    """The fields that changed, a line each, and the reason."""
    lines = [f"{f['column']}: {f['old'] or '∅'} → {f['new'] or '∅'}" for f in change["fields"]]
    reason = change[f"reason_{language}"]
    return "\n".join([*([reason] if reason else []), *(lines if change["kind"] == "changed" else [])])


def _identifier(key: str) -> str:
    """A permanent IRI of an entry: a UUID made of its name, as no address is its own for good."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'{address.NAME} {key}')}"


def _links(library: Library, change: FeedEntry) -> Iterator[str]:
    """The pages of an entry, in both languages."""
    for language in LANGUAGES:
        path = f"{language}/changes/"
        if change.record:
            path = address.place(*change.record, language, compact=library.compact)
        place = address.absolute(rows.homepage(library), path)
        yield f'    <link rel="alternate" hreflang="{LANGUAGE[language]}" href="{escape(place)}"/>'


def _content(change: FeedEntry) -> str:
    """The text in each language, marked as such; the same text once."""
    alike = len(set(change.text.values())) == 1
    shown = {"en": change.text["en"]} if alike else change.text
    divs = "".join(
        f'<div xml:lang="{LANGUAGE[language]}">'
        + "".join(f"<p>{text_of(line)}</p>" for line in text.splitlines() if line.strip())
        + "</div>"
        for language, text in shown.items()
    )
    return f'    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{divs}</div></content>'


def atom(library: Library, more: Sequence[FeedEntry] = ()) -> str:
    """The feed (RFC 4287). more: the records that versions changed."""
    base = rows.homepage(library)
    title = " · ".join(words.own(library, "title", language) for language in LANGUAGES)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"  <id>{_identifier('changes')}</id>",
        f"  <title>{text_of(title)}</title>",
        f"  <updated>{text_of(library.created)}</updated>",
        f"  <author><name>{text_of(title)}</name></author>",
        f'  <link rel="self" href="{escape(address.absolute(base, FILE))}"/>',
    ]
    for language in LANGUAGES:
        home = address.absolute(base, f"{language}/")
        lines.append(f'  <link rel="alternate" hreflang="{LANGUAGE[language]}" href="{escape(home)}"/>')
    for change in sorted((*changes(library), *more), key=lambda change: (change.day, change.key), reverse=True):
        entry_title = " · ".join(dict.fromkeys(change.title[language] for language in LANGUAGES))
        lines += [
            "  <entry>",
            f"    <id>{_identifier(change.key)}</id>",
            f"    <title>{text_of(entry_title)}</title>",
            f"    <updated>{text_of(change.day)}T00:00:00Z</updated>",
            *_links(library, change),
            _content(change),
            "  </entry>",
        ]
    return "\n".join([*lines, "</feed>", ""])
