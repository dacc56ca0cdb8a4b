"""A text that lies outside the project, handed over by its hash alone: the reader points to a file that has it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from publisher.draft.text.extract import Refused, read_text
from publisher.read.plan import Source, read_source


class NotReviewable(Exception):
    """A plan that cannot be opened at the desk, with the reason as its message."""


def pinned_text(path: Path, copy: Mapping[str, str]) -> Source:
    """The text of a file, where it is the pinned one: as it stands, else as drafting reads it (PDF, HTML, Word).

    copy: the cells of the copy's row. Raises NotReviewable, with both hashes, where it is another text.
    """
    wanted, source = copy.get("sha256", ""), read_source(path)
    if isinstance(source, Source) and source.sha256 == wanted:
        return source
    try:
        text = read_text(path)
    except Refused as refused:
        raise NotReviewable(f"{path.name} cannot be read: {refused}") from None
    read = Source(text, hashlib.sha256(text.encode()).hexdigest())
    if read.sha256 != wanted:
        raise NotReviewable(
            f"{path.name} is not the text that was read first: its SHA-256 is {read.sha256} ({len(text)} characters), "
            f"that of the pinned text {wanted or 'unknown'} ({copy.get('chars', '?')} characters)"
        )
    return read
