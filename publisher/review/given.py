"""A text that lies outside the project, handed over by its hash alone: the reader points to a file that has it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from publisher.draft.refused import Refused
from publisher.draft.text.extract import read_text
from publisher.read.plan import Source, read_source
from publisher.terms.messages import Refusal, say


def pinned_text(path: Path, copy: Mapping[str, str]) -> Source:
    """The text of a file, where it is the pinned one: as it stands, else as drafting reads it (PDF, HTML, Word).

    copy: the cells of the copy's row. Raises Refusal, with both hashes, where it is another text.
    """
    wanted, source = copy.get("sha256", ""), read_source(path)
    if isinstance(source, Source) and source.sha256 == wanted:
        return source
    try:
        text = read_text(path)
    except Refused as refused:
        raise Refusal(say("review.unread-text", file=path.name, why=refused.problem.rule)) from None
    read = Source(text, hashlib.sha256(text.encode()).hexdigest())
    if read.sha256 != wanted:
        there = say("review.text-of", sha256=wanted or "?", chars=copy.get("chars", "?"))
        here = say("review.text-of", sha256=read.sha256, chars=str(len(text)))
        raise Refusal(say("review.other-text", file=path.name, found=here, wanted=there))
    return read
