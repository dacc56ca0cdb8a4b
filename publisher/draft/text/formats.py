"""The text of each format of file: .txt, .html, .docx, .pdf. The libraries are loaded only when their format is met."""

from __future__ import annotations

import re
from io import BytesIO

from publisher.draft.refused import Refused
from publisher.draft.text.markdown import is_markdown, read_markdown
from publisher.draft.text.reading import Note, Reading, compared
from publisher.draft.text.reflow import reflow

MIN_HAN = 200  # Chinese characters; a notice without its plan has fewer


def han(text: str) -> int:
    """How many Chinese characters a text has."""
    return sum("\u4e00" <= character <= "\u9fff" for character in text)


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _encoding(name, "UTF-16", "utf-16")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        try:
            data.decode("gb18030")
        except UnicodeDecodeError:
            raise _encoding(name, f"byte 0x{data[error.start]:02x} at {error.start}", "") from None
        raise _encoding(name, "GB18030 (GBK)", "gb18030") from None


def _encoding(name: str, found: str, source: str) -> Refused:
    return Refused(
        "draft-not-utf8",
        name,
        rule="A text file is in UTF-8.",
        found=found,
        expected="UTF-8",
        fix=f"save it as UTF-8 in your editor, or: iconv -f {source} -t utf-8 {name} > utf8.txt"
        if source
        else "save it as UTF-8 in the program that wrote it",
    )


def _damaged(name: str, found: str) -> Refused:
    return Refused(
        "draft-file-damaged",
        name,
        rule="The file is what its name says, and whole.",
        found=found,
        fix="open it in its own program and save it again",
    )


def from_txt(data: bytes, name: str) -> Reading:
    """A text file as it is; where it is written in Markdown, as that is read."""
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _damaged(name, "NUL bytes: no text")
    text = _decoded(data, name).replace("\r\n", "\n").replace("\r", "\n")
    return Reading(read_markdown(text), (Note("markdown", 0),)) if is_markdown(text) else Reading(text)


def from_md(data: bytes, name: str) -> Reading:
    """A text in Markdown, without its signs."""
    return Reading(read_markdown(from_txt(data, name).text), (Note("markdown", 0),))


def from_html(data: bytes, name: str) -> Reading:
    """The text of a web page as a reader sees it, without what the site says of itself."""
    from publisher.draft.text.page import read_page

    declared = re.search(rb"charset\s*=\s*[\"']?\s*([\w-]+)", data[:4096], re.I)
    charset = declared[1].decode("ascii").lower() if declared else "utf-8"
    charset = "gb18030" if charset in ("gb2312", "gbk") else charset  # what browsers do: GB18030 holds both
    charset = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else charset
    try:
        page = data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        raise Refused(
            "draft-not-utf8",
            name,
            rule="A page is in the encoding that it declares.",
            found=charset,
            fix="save the page again from the browser (it writes UTF-8)",
        ) from None
    return read_page(page)


def from_docx(data: bytes, name: str) -> Reading:
    """The paragraphs of a Word file, with the numbers that Word prints, and its tables’ rows, in order, a line each."""
    from zipfile import BadZipFile

    import docx
    from docx.opc.exceptions import PackageNotFoundError

    from publisher.draft.text.word import read_word

    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(
            "draft-file-encrypted",
            name,
            rule="A Word file opens without a password.",
            found="an encrypted file, or an old .doc",
            fix="open it in Word or LibreOffice and save it as .docx without a password",
        )
    try:
        document = docx.Document(BytesIO(data))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise _damaged(name, str(error) or "no Word file") from None
    return read_word(document)


def from_pdf(data: bytes, name: str) -> Reading:
    """The text of a PDF: page numbers and running heads removed, lines of a paragraph joined."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refused(
                "draft-file-encrypted",
                name,
                rule="A PDF opens without a password.",
                found="an encrypted file",
                fix="save a copy without a password",
            ) from None
        raise _damaged(name, str(error)) from None
    try:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    finally:
        pdf.close()
    if pages and han("".join(pages)) < MIN_HAN and sum(map(len, pages)) < 50 * len(pages) + MIN_HAN:
        raise Refused(
            "draft-no-text-layer",
            name,
            rule="A PDF has a text layer.",
            found=f"{len(pages)} pages of images",
            fix="it is a scan: run it through character recognition (such as ocrmypdf -l chi_sim), and read the result",
        )
    text = reflow(pages)
    lost = [note for note in compared("\n".join(pages), text) if note.key == "missing"]
    return Reading(text, tuple(Note("page-numbers", note.count, note.example) for note in lost))
