"""A file of a plan (.txt, .md, .html, .docx, .pdf) → its text as it is pinned, and what was done to it on the way in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from publisher.draft.refused import Refused
from publisher.draft.text.formats import MIN_HAN, from_docx, from_html, from_md, from_pdf, from_txt, han
from publisher.draft.text.normal import normal
from publisher.draft.text.reading import Reading
from publisher.draft.text.reflow import reflow

MAX_BYTES = 30_000_000  # a hundred pages of scanned PDF are a tenth of this; what is larger is no plan
MAX_CHARS = 2_000_000  # the longest plan known has 30,000
INSTALL = "make tools"
READERS: Mapping[str, Callable[[bytes, str], Reading]] = {
    ".txt": from_txt,
    ".md": from_md,
    ".html": from_html,
    ".htm": from_html,
    ".docx": from_docx,
    ".pdf": from_pdf,
}


def read(path: Path) -> Reading:
    """The text of a file as it is pinned, with LF line ends. Raises Refused where there is none to be had."""
    name = path.name
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise Refused(
            "draft-format-unknown",
            name,
            rule="A plan is drafted from a text, a web page, a Word file or a PDF.",
            found=path.suffix or "no suffix",
            expected=", ".join(READERS),
            fix="save it in one of these formats; an old .doc opens in LibreOffice and saves as .docx",
        )
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        raise Refused(
            "draft-file-unreadable",
            name,
            rule="The file can be read.",
            found=error.strerror or str(error),
            fix="check the path and the rights",
        ) from None
    if size > MAX_BYTES:
        raise Refused(
            "draft-file-too-large",
            name,
            rule="A plan’s file is not larger than thirty megabytes.",
            found=f"{size:,} bytes",
            expected=f"at most {MAX_BYTES:,}",
            fix="is this the right file? a scan can be reduced; a collection is drafted plan by plan",
        )
    try:
        found = normal(reader(data, name))
    except ImportError as error:
        raise Refused(
            "draft-library-missing",
            name,
            rule="Web pages, Word files and PDFs need the extra “draft”.",
            found=str(error),
            fix=INSTALL,
        ) from None
    if len(found.text) > MAX_CHARS:
        raise Refused(
            "draft-text-too-long",
            name,
            rule="A plan’s text is not longer than two million characters.",
            found=f"{len(found.text):,} characters",
            fix="draft one plan at a time",
        )
    return found


def read_text(path: Path) -> str:
    """The text of a file, without the notes on it."""
    return read(path).text


__all__ = ["MIN_HAN", "Refused", "han", "read", "read_text", "reflow"]
