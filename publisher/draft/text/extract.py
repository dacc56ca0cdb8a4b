"""A file of a plan (.txt, .md, .html, .docx, .pdf) → its text as it is pinned, and what was done to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from publisher.draft.refused import Refused
from publisher.draft.text.formats import from_docx, from_html, from_md, from_pdf, from_txt
from publisher.draft.text.normal import normal
from publisher.draft.text.reading import ExtractedText
from publisher.terms.messages import reason, say

MAX_BYTES = 30_000_000  # a hundred pages of scanned PDF are a tenth of this; what is larger is no plan
MAX_CHARS = 2_000_000  # the longest plan known has 30,000
READERS: Mapping[str, Callable[[bytes, str], ExtractedText]] = {
    ".txt": from_txt,
    ".md": from_md,
    ".html": from_html,
    ".htm": from_html,
    ".docx": from_docx,
    ".pdf": from_pdf,
}


def read(path: Path) -> ExtractedText:
    """The text of a file as it is pinned, with LF line ends. Raises Refused where there is none to be had."""
    name = path.name
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        actual, expected = (
            path.suffix or say("draft-format-unknown.none"),
            say("draft-format-unknown.known", formats=tuple(READERS)),
        )
        raise Refused("draft-format-unknown", name, found=actual, expected=expected)
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        raise Refused("draft-file-unreadable", name, found=reason(error)) from None
    if size > MAX_BYTES:
        actual, expected = say("file-too-large.size", bytes=size), say("file-too-large.most", bytes=MAX_BYTES)
        raise Refused("draft-file-too-large", name, found=actual, expected=expected)
    try:
        done = normal(reader(data, name))
    except ImportError as error:
        actual = say("draft-library-missing.module", module=error.name or "?")
        raise Refused("draft-library-missing", name, found=actual) from None
    if len(done.text) > MAX_CHARS:
        actual = say("draft-text-too-long.characters", characters=len(done.text))
        raise Refused("draft-text-too-long", name, found=actual)
    return done


def read_text(path: Path) -> str:
    """The text of a file, without the notes on it."""
    return read(path).text
