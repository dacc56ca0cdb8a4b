"""`build.py draft`: a file → a plan folder with suggestions, or a problem and nothing left behind."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from publisher.codebook.areas import COUNTRY, INVENTED, PROVINCES
from publisher.draft.analysis import find
from publisher.draft.refused import Refused
from publisher.draft.state import dump, path_of
from publisher.draft.suggest.plan import suggestions
from publisher.draft.text.extract import read
from publisher.draft.text.formats import MIN_HAN, han
from publisher.draft.text.reading import ExtractedText
from publisher.read.canonical import csv_text
from publisher.read.layout import FOLDER, SUGGESTIONS
from publisher.read.package import Package
from publisher.terms.messages import Message, reason, say
from publisher.terms.schema import PLAN
from publisher.work.files import write_atomically


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was drafted: the folder, the text, and how many of what."""

    folder: Path
    text: Path
    counts: dict[str, int]
    unsure: int
    reading: ExtractedText


def draft(path: Path, document: str, package: Package, *, texts: Path, area_code: str = "") -> Drafted:
    """Draft the plan in `path` as `document`. texts: the folder of source texts, to which its text is added.

    Raises Refused, with a problem that says why, before anything is written.
    """
    _usable(document, path, package, area_code)
    reading = read(path)
    text = reading.text
    _free(document, path, texts, text)
    if han(text) < MIN_HAN:
        raise Refused("draft-no-plan", path.name, found=say("draft-no-plan.characters", characters=han(text)))
    analysis = find(text, package.registry, area_code=area_code, headings=reading.headings)
    if analysis is None:
        table = sum("\t" in line for line in text.split("\n")) > 1
        raise Refused("draft-no-plan", path.name, found=say(f"draft-no-plan.{'no-tasks' if table else 'no-outline'}"))
    rows = suggestions(analysis, document, package.registry, area_code=area_code, reading=reading)
    _write(package, document, text, dump(rows), texts)
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.table] = counts.get(row.table, 0) + 1
    unsure = sum(row.confidence != "high" for row in rows)
    return Drafted(path_of(package.root, document).parent, texts / f"{document}.txt", counts, unsure, reading)


def _usable(document: str, path: Path, package: Package, area_code: str) -> None:
    """Raise Refused where the id or the area cannot be used."""
    folder = f"{FOLDER}/plans/{document}"
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", document):
        raise Refused("draft-id-unusable", path.name, found=document, expected=say("draft-id-unusable.such-as"))
    if (package.root / folder).exists():
        raise Refused("draft-id-taken", folder, found=document, id=document)
    if any(row.record_id == document for row in package.registry.rows("retired")):
        raise Refused("draft-id-retired", folder, found=document)
    if area_code and not re.fullmatch(r"\d{6}", area_code, re.ASCII):
        raise Refused("draft-area-unusable", path.name, found=area_code, expected=say("draft-area-unusable.digits"))
    if area_code and not (area_code == COUNTRY or area_code[:2] in (*PROVINCES, INVENTED)):
        raise Refused("draft-area-unusable", path.name, found=area_code, expected=say("draft-area-unusable.province"))


def _free(document: str, path: Path, texts: Path, text: str) -> None:
    """Raise Refused where there is no folder of texts, or another text of this id in it."""
    if not texts.is_dir():
        raise Refused(
            "draft-no-texts-folder",
            texts.as_posix(),
            found=say("draft-no-texts-folder.absent"),
            folder=texts.as_posix(),
        )
    target = texts / f"{document}.txt"
    if target.exists() and target.read_text("utf-8", "replace") != text:
        which = "itself" if target.resolve() == path.resolve() else "there"
        raise Refused("draft-text-there", target.as_posix(), found=Message(f"draft-text-there.{which}"))


def _write(package: Package, document: str, text: str, content: str, texts: Path) -> None:
    """The folder and the text: both or neither."""
    folder = path_of(package.root, document).parent
    source = texts / f"{document}.txt"
    fresh = not source.exists()
    if not (package.root / FOLDER).is_dir():
        raise Refused("draft-not-written", FOLDER, found=say("draft-no-texts-folder.absent"), folders=(FOLDER,))
    scratch = Path(tempfile.mkdtemp(prefix=f".{document}.", dir=folder.parent.parent))
    try:
        folder.parent.mkdir(exist_ok=True)
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
        folders = (str(folder.parent), str(texts))
        raise Refused("draft-not-written", folder.as_posix(), found=reason(error), folders=folders) from None


def discard(document: str, package: Package) -> Path:
    """Remove a draft's folder, with what was decided in it; its text stays. Raises Refused where it is no draft."""
    folder = path_of(package.root, document).parent
    if not path_of(package.root, document).is_file():
        raise Refused("draft-not-there", folder.as_posix(), found=say("draft-not-there.no-suggestions"))
    shutil.rmtree(folder)
    return folder
