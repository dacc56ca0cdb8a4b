"""changes.atom: what changed in the data, newest first."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from publisher.model.library import Library
from publisher.publish import rows, words
from publisher.terms import address

FILE = "changes.atom"
_RELEASE = re.compile(r"^## \[?v?(\d+\.\d+\.\d+)\]?.*?(\d{4}-\d{2}-\d{2})[^\n]*\n(.*?)(?=^## |\Z)", re.M | re.S)


class Change(NamedTuple):
    """An entry of the feed; day is an ISO date."""

    key: str
    day: str
    title: str
    text: str


def changes(library: Library) -> Iterator[Change]:
    """Releases, as CHANGELOG.md tells them (the present one, where it does not), and retired ids."""
    path = library.package.root / "CHANGELOG.md"
    told = _RELEASE.findall(path.read_text("utf-8")) if path.is_file() else []
    for version, day, text in told:
        yield Change(f"release {version}", day, f"{words.said('zh')['version']} {version}", text.strip())
    if library.version not in {version for version, _, _ in told}:
        title = f"{words.said('zh')['version']} {library.version}"
        yield Change(f"release {library.version}", library.created[:10], title, words.own(library, "description", "zh"))
    for record in library.registry["retired"].values():
        text = f"{record.reason_zh} {record.reason_en}" + (f" → {record.successor_id}" if record.successor_id else "")
        yield Change(f"retired {record.id}", record.retired_on, record.id, text)


def _identifier(key: str) -> str:
    """A permanent IRI of an entry: a UUID made of its name, as no address is its own for good."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'{address.NAME} {key}')}"


def atom(library: Library) -> str:
    """The feed (RFC 4287)."""
    base = rows.homepage(library)
    home, own = address.absolute(base, "zh/"), address.absolute(base, FILE)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
        f"  <id>{_identifier('changes')}</id>",
        f"  <title>{escape(words.own(library, 'title', 'zh'))}</title>",
        f"  <subtitle>{escape(words.own(library, 'title', 'en'))}</subtitle>",
        f"  <updated>{escape(library.created)}</updated>",
        f"  <author><name>{escape(words.own(library, 'title', 'zh'))}</name></author>",
        f'  <link rel="self" href={quoteattr(own)}/>',
        f'  <link rel="alternate" href={quoteattr(home)}/>',
    ]
    for change in sorted(changes(library), key=lambda change: (change.day, change.key), reverse=True):
        lines += [
            "  <entry>",
            f"    <id>{_identifier(change.key)}</id>",
            f"    <title>{escape(change.title)}</title>",
            f"    <updated>{escape(change.day)}T00:00:00Z</updated>",
            f'    <link rel="alternate" href={quoteattr(home)}/>',
            f'    <content type="text">{escape(change.text)}</content>',
            "  </entry>",
        ]
    return "\n".join([*lines, "</feed>", ""])
