"""The text of each format of file: .txt, .html, .docx, .pdf. The libraries are loaded only when their format is met."""

from __future__ import annotations

import re
from io import BytesIO

from publisher.draft.refused import Refused
from publisher.draft.text.numbering import Numbering
from publisher.draft.text.reflow import reflow
from publisher.terms.messages import Message, say

_RULE = re.compile(r"\|(?:\s*-+\s*\|)+\s*")  # the line under a table's header
MIN_HAN = 200  # Chinese characters; a notice without its plan has fewer


def han(text: str) -> int:
    """How many Chinese characters a text has."""
    return sum("\u4e00" <= character <= "\u9fff" for character in text)


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _encoding(name, "utf-16")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        try:
            data.decode("gb18030")
        except UnicodeDecodeError:
            found = say("file-not-utf8.byte", byte=f"0x{data[error.start]:02x}", at=error.start)
            raise Refused("draft-encoding-unknown", name, found=found, expected=say("file-not-utf8.utf-8")) from None
        raise _encoding(name, "gb18030") from None


def _encoding(name: str, encoding: str) -> Refused:
    found, expected = Message(f"file-not-utf8.{encoding}"), say("file-not-utf8.utf-8")
    return Refused("draft-not-utf8", name, found=found, expected=expected, encoding=encoding, name=name)


def from_txt(data: bytes, name: str) -> str:
    """A text file as it is: what is pinned is what was found."""
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused("draft-file-damaged", name, found=say("draft-file-damaged.no-text"))
    return _decoded(data, name)


def from_html(data: bytes, name: str) -> str:
    """The main text of a web page, a paragraph a line, without navigation, forms and related links."""
    import trafilatura
    from trafilatura.settings import use_config

    declared = re.search(rb"charset\s*=\s*[\"']?\s*([\w-]+)", data[:4096], re.I)
    charset = declared[1].decode("ascii").lower() if declared else "utf-8"
    charset = "gb18030" if charset in ("gb2312", "gbk") else charset  # what browsers do: GB18030 holds both
    try:
        page = data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        raise Refused("draft-page-encoding", name, found=charset) from None
    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "0")
    # Comments are left out; deduplication would drop statements that print the same bodies twice.
    text = trafilatura.extract(
        page, favor_recall=True, include_comments=False, include_tables=True, deduplicate=False, config=config
    )
    return "\n".join(_row_of_page(line) for line in (text or "").split("\n") if not _RULE.fullmatch(line)) + "\n"


def _row_of_page(line: str) -> str:
    """A row of a page's table, which comes with bars, with tabs between its cells; any other line as it is."""
    if not line.startswith("|"):
        return line
    return "\t".join(cell.strip() for cell in line.strip().strip("|").split("|"))


def from_docx(data: bytes, name: str) -> str:
    """The paragraphs of a Word file, with the numbers that Word prints, and its tables’ rows, in order, a line each."""
    from zipfile import BadZipFile

    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.text.paragraph import Paragraph

    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("draft-file-encrypted", name, found=say("draft-file-encrypted.word"))
    try:
        document = docx.Document(BytesIO(data))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError):
        raise Refused("draft-file-damaged", name, found=say("draft-file-damaged.no-word")) from None
    lines: list[str] = []
    numbering = Numbering(document)
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            lines.append(numbering.before(block) + block.text if block.text.strip() else "")
        else:
            lines += ["\t".join(" ".join(cell.text.split("\n")) for cell in row.cells) for row in block.rows]
    return "\n".join(lines) + "\n"


def from_pdf(data: bytes, name: str) -> str:
    """The text of a PDF: page numbers and running heads removed, lines of a paragraph joined."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refused("draft-file-encrypted", name, found=say("draft-file-encrypted.pdf")) from None
        raise Refused("draft-file-damaged", name, found=say("draft-file-damaged.no-pdf")) from None
    try:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    finally:
        pdf.close()
    if pages and han("".join(pages)) < MIN_HAN and sum(map(len, pages)) < 50 * len(pages) + MIN_HAN:
        raise Refused("draft-no-text-layer", name, found=say("draft-no-text-layer.pages", pages=len(pages)))
    return reflow(pages)
