"""The text of each format of file: .txt, .html, .docx, .pdf. The libraries are loaded only when their format is met."""

from __future__ import annotations

import re
from io import BytesIO

from publisher.draft.refused import Refused
from publisher.draft.text.markdown import headings, is_markdown, read_markdown, struck
from publisher.draft.text.reading import ExtractedText, Note, compared
from publisher.draft.text.reflow import reflow
from publisher.terms.messages import Message, say

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
            actual = say("file-not-utf8.byte", byte=f"0x{data[error.start]:02x}", at=error.start)
            raise Refused("draft-encoding-unknown", name, found=actual, expected=say("file-not-utf8.utf-8")) from None
        raise _encoding(name, "gb18030") from None


def _encoding(name: str, encoding: str) -> Refused:
    actual, expected = Message(f"file-not-utf8.{encoding}"), say("file-not-utf8.utf-8")
    return Refused("draft-not-utf8", name, found=actual, expected=expected, encoding=encoding, name=name)


def from_txt(data: bytes, name: str) -> ExtractedText:
    """A text file as it is; where it is written in Markdown, as that is read."""
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused("draft-file-damaged", name, found=say("draft-file-damaged.no-text"))
    text = _decoded(data, name).replace("\r\n", "\n").replace("\r", "\n")
    return _marked(text) if is_markdown(text) else ExtractedText(text)


def _marked(text: str) -> ExtractedText:
    gone = struck(text)
    notes = (Note("markdown", 0), *((Note("struck", len(gone), gone),) if gone else ()))
    return ExtractedText(read_markdown(text), notes, headings(text))


def from_md(data: bytes, name: str) -> ExtractedText:
    """A text in Markdown, without its signs."""
    reading = from_txt(data, name)
    return reading if reading.notes else _marked(reading.text)


def from_html(data: bytes, name: str) -> ExtractedText:
    """The text of a web page as a reader sees it, without what the site says of itself."""
    from publisher.draft.text.page import read_page

    declared = re.search(rb"charset\s*=\s*[\"']?\s*([\w-]+)", data[:4096], re.I)
    charset = declared[1].decode("ascii").lower() if declared else "utf-8"
    charset = "gb18030" if charset in ("gb2312", "gbk") else charset  # what browsers do: GB18030 holds both
    charset = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else charset
    try:
        page = data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        raise Refused("draft-page-encoding", name, found=charset) from None
    return read_page(page)


def from_docx(data: bytes, name: str) -> ExtractedText:
    """The paragraphs of a Word file, with the numbers that Word prints, and its tables’ rows, in order, a line each."""
    from zipfile import BadZipFile

    import docx
    from docx.opc.exceptions import PackageNotFoundError

    from publisher.draft.text.word import read_word

    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("draft-file-encrypted", name, found=say("draft-file-encrypted.word"))
    try:
        document = docx.Document(BytesIO(data))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError):
        raise Refused("draft-file-damaged", name, found=say("draft-file-damaged.no-word")) from None
    return read_word(document)


def from_pdf(data: bytes, name: str) -> ExtractedText:
    """The text of a PDF: page numbers and running heads removed, lines of a paragraph joined."""
    import pypdfium2

    from publisher.draft.text.ruled import text_of

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refused("draft-file-encrypted", name, found=say("draft-file-encrypted.pdf")) from None
        raise Refused("draft-file-damaged", name, found=say("draft-file-damaged.no-pdf")) from None
    try:
        pages = [text_of(page) for page in pdf]
    finally:
        pdf.close()
    if pages and han("".join(pages)) < MIN_HAN and sum(map(len, pages)) < 50 * len(pages) + MIN_HAN:
        raise Refused("draft-no-text-layer", name, found=say("draft-no-text-layer.pages", pages=len(pages)))
    text = reflow(pages)
    lost = [note for note in compared("\n".join(pages), text) if note.key == "missing"]
    return ExtractedText(text, tuple(Note("page-numbers", note.count, note.example) for note in lost))
