"""`build.py draft`: a file → a plan folder with suggestions, or a problem and nothing left behind."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from publisher.draft.state import dump, path_of
from publisher.draft.suggest.plan import find, suggestions
from publisher.draft.text.extract import MIN_HAN, Refused, han, read
from publisher.draft.text.reading import Reading
from publisher.read.canonical import csv_text
from publisher.read.layout import FOLDER, SUGGESTIONS
from publisher.read.package import Package
from publisher.terms.schema import PLAN
from publisher.work.files import write_atomically


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was drafted: the folder, the text, and how many of what."""

    folder: Path
    text: Path
    counts: dict[str, int]
    unsure: int
    reading: Reading


def draft(path: Path, document: str, package: Package, *, texts: Path, area_code: str = "") -> Drafted:
    """Draft the plan in `path` as `document`. texts: the folder of source texts, to which its text is added.

    Raises Refused, with a problem that says why, before anything is written.
    """
    _usable(document, package, area_code)
    reading = read(path)
    text = reading.text
    _free(document, path, texts, text)
    if han(text) < MIN_HAN:
        raise _no_plan(path, f"{han(text)} Chinese characters")
    found = find(text, package.registry, area_code=area_code)
    if found is None:
        raise _no_plan(path, "no outline (一、 （一） 1.) was found")
    rows = suggestions(found, document, package.registry, area_code=area_code, reading=reading)
    _write(package, document, text, dump(rows), texts)
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.table] = counts.get(row.table, 0) + 1
    unsure = sum(row.confidence != "high" for row in rows)
    return Drafted(path_of(package.root, document).parent, texts / f"{document}.txt", counts, unsure, reading)


def _no_plan(path: Path, found: str) -> Refused:
    return Refused(
        "draft-no-plan",
        path.name,
        rule="The text is that of a plan: headings by the official numbering.",
        found=found,
        fix="is this the right file? a notice often issues the plan as an attachment",
    )


def _usable(document: str, package: Package, area_code: str) -> None:
    """Raise Refused where the id or the area cannot be used."""
    folder = f"{FOLDER}/plans/{document}"
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", document):
        raise Refused(
            "draft-id-unusable",
            folder,
            rule="An id is of small letters, digits and hyphens, and begins with a letter.",
            found=document,
            expected="such as chengdu-2020",
        )
    if (package.root / folder).exists():
        raise Refused(
            "draft-id-taken",
            folder,
            rule="An id is allotted once.",
            found=document,
            fix=f"choose another id; remove a draft: .venv/bin/python build.py draft --discard --id {document}",
        )
    if any(row.record_id == document for row in package.registry.rows("retired")):
        raise Refused(
            "draft-id-taken", folder, rule="An id is never used again.", found=document, fix="choose another id"
        )
    if area_code and not re.fullmatch(r"\d{6}", area_code, re.ASCII):
        raise Refused(
            "draft-area-unusable",
            folder,
            rule="An area is a code of GB/T 2260.",
            found=area_code,
            expected="six digits, such as 510100",
        )


def _free(document: str, path: Path, texts: Path, text: str) -> None:
    """Raise Refused where there is no folder of texts, or another text of this id in it."""
    if not texts.is_dir():
        raise Refused(
            "draft-no-texts-folder",
            texts.as_posix(),
            rule="The folder of source texts is there; texts are not kept in the project.",
            found="no such folder",
            fix=f"mkdir {texts.as_posix()}",
        )
    target = texts / f"{document}.txt"
    if target.exists() and target.read_text("utf-8", "replace") != text and target.resolve() != path.resolve():
        raise Refused(
            "draft-text-there",
            target.as_posix(),
            rule="A pinned text is not written over.",
            found="a text of this id",
            fix="remove it, or draft from it",
        )
    if target.exists() and target.resolve() == path.resolve() and target.read_text("utf-8", "replace") != text:
        raise Refused(
            "draft-text-there",
            target.as_posix(),
            rule="A pinned text is not written over.",
            found="this file, which is read otherwise than it stands there (spaces, characters)",
            fix="move it out of the folder of texts, and draft from there",
        )


def _write(package: Package, document: str, text: str, content: str, texts: Path) -> None:
    """The folder and the text: both or neither."""
    folder = path_of(package.root, document).parent
    source = texts / f"{document}.txt"
    fresh = not source.exists()
    scratch = Path(tempfile.mkdtemp(prefix=f".{document}.", dir=folder.parent.parent))
    try:
        for name in PLAN:
            (scratch / f"{name}.csv").write_text(
                csv_text(package.registry.schemas[name].names, []), "utf-8", newline=""
            )
        (scratch / SUGGESTIONS).write_text(content, "utf-8", newline="")
        scratch.chmod(0o755)
        if fresh:
            write_atomically(source, text.encode())
        scratch.rename(folder)
    except OSError as error:
        shutil.rmtree(scratch, ignore_errors=True)
        if fresh:
            source.unlink(missing_ok=True)
        raise Refused(
            "draft-not-written",
            folder.as_posix(),
            rule="The draft can be written.",
            found=error.strerror or str(error),
            fix=f"the folders {folder.parent} and {texts} must be writable",
        ) from None


def discard(document: str, package: Package) -> Path:
    """Remove a draft's folder, with what was decided in it; its text stays. Raises Refused where it is no draft."""
    folder = path_of(package.root, document).parent
    if not path_of(package.root, document).is_file():
        raise Refused(
            "draft-not-there",
            folder.as_posix(),
            rule="Only a draft is discarded.",
            found="no suggestions.csv",
            fix="a plan that was published is retired, never deleted",
        )
    shutil.rmtree(folder)
    return folder


__all__ = ["Drafted", "Refused", "discard", "draft"]
