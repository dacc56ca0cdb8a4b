"""A file of a plan (.txt, .html, .docx, .pdf) → its text. The libraries are loaded only when their format is met."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from publisher.problem import Place, Problem, Severity

MAX_BYTES = 30_000_000  # a hundred pages of scanned PDF are a tenth of this; what is larger is no plan
MAX_CHARS = 2_000_000  # the longest plan known has 30,000
MIN_HAN = 200  # Chinese characters; a notice without its plan has fewer
INSTALL = "make tools"


class Refused(Exception):
    """A text that cannot be drafted; `problem` says why and what to do."""

    def __init__(self, code: str, file: str, *, rule: str, found: str = "", expected: str = "", fix: str = "") -> None:
        self.problem = Problem(code, Severity.ERROR, Place(file), rule, found, expected, fix)
        super().__init__(f"{code}: {found or rule}")


def read_text(path: Path) -> str:
    """The text of a file, with LF line ends. Raises Refused where there is none to be had."""
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
        text = reader(data, name)
    except ImportError as error:
        raise Refused(
            "draft-library-missing",
            name,
            rule="Web pages, Word files and PDFs need the extra “draft”.",
            found=str(error),
            fix=INSTALL,
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MAX_CHARS:
        raise Refused(
            "draft-text-too-long",
            name,
            rule="A plan’s text is not longer than two million characters.",
            found=f"{len(text):,} characters",
            fix="draft one plan at a time",
        )
    return text


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
        fix=f"iconv -f {source} -t utf-8 {name} > utf8.txt"
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


def from_txt(data: bytes, name: str) -> str:
    """A text file as it is: what is pinned is what was found."""
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _damaged(name, "NUL bytes: no text")
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
        raise Refused(
            "draft-not-utf8",
            name,
            rule="A page is in the encoding that it declares.",
            found=charset,
            fix="save the page again from the browser (it writes UTF-8)",
        ) from None
    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "0")
    # Comments are left out; deduplication would drop statements that print the same bodies twice.
    text = trafilatura.extract(
        page, favor_recall=True, include_comments=False, include_tables=True, deduplicate=False, config=config
    )
    return (text or "") + "\n"


def from_docx(data: bytes, name: str) -> str:
    """The paragraphs and table cells of a Word file in their order, a line each."""
    from zipfile import BadZipFile

    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.text.paragraph import Paragraph

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
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            lines.append(block.text)
        else:
            lines += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
    return "\n".join(lines) + "\n"


def from_pdf(data: bytes, name: str) -> str:
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
    return reflow(pages)


_PAGE_NUMBER = re.compile(r"[-—–\s·]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*/\s*\d{1,4})?[-—–\s·]*")
_ENDS = "。；：！？;:!?”"
_BRACKET = re.compile(
    r"[（(\[［【][^）)\]］】]{0,10}(?:单位|部门|负责|牵头)"
)  # who is responsible, at the end of a paragraph
_OPENS = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十]+[)）、]|\d+[.．、](?!\d)|[（(]\d+[)）]|——|附件|第[一二三四五六七八九十]+[章条部])"
)


def reflow(pages: list[str]) -> str:
    """Pages as printed lines → paragraphs, a line each.

    A line that is nearly as long as the longest and does not end a sentence goes on in the next one.
    """
    printed = [[unicodedata.normalize("NFC", line.strip()) for line in page.splitlines()] for page in pages]
    edges = Counter(line for page in printed for line in {*page[:1], *page[-1:]} if line)
    running = {line for line, times in edges.items() if len(pages) > 3 and times > len(pages) // 2}
    lines = [
        line
        for page in printed
        for index, line in enumerate(page)
        if line and line not in running and not (index in (0, len(page) - 1) and _PAGE_NUMBER.fullmatch(line))
    ]
    widths = sorted(len(line) for line in lines)
    full = widths[int(len(widths) * 0.9)] if widths else 0
    paragraphs: list[str] = []
    open_line = was_full = False
    for line in lines:
        if (open_line and not _OPENS.match(line)) or (was_full and _BRACKET.match(line)):
            glue = (
                " "
                if paragraphs[-1][-1:].isascii()
                and paragraphs[-1][-1:].isalpha()
                and line[:1].isalpha()
                and line[:1].isascii()
                else ""
            )
            paragraphs[-1] += glue + line
        else:
            paragraphs.append(line)
        # A sentence's end in the last column may still be mid-paragraph, but joining there would swallow headings.
        was_full = len(line) >= full * 0.8
        open_line = was_full and not line.endswith(tuple(_ENDS))
    return "\n".join(paragraphs) + "\n"


READERS: dict[str, Callable[[bytes, str], str]] = {
    ".txt": from_txt,
    ".html": from_html,
    ".htm": from_html,
    ".docx": from_docx,
    ".pdf": from_pdf,
}
