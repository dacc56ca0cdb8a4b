"""Rules on files: they can be read at all, as CSV in UTF-8 with the right heading, and the descriptor is true.

What stops a file from being read is found by the reader, which names the rule; those rules have only their help.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from publisher.check import descriptor
from publisher.check.rule import DESCRIBED, Finding, at_place, check
from publisher.read.layout import FOLDER
from publisher.read.package import Package
from publisher.terms.problem import Place
from publisher.terms.schema import PLAN, REGISTRY, SIGNING

DESCRIPTOR = f"{FOLDER}/datapackage.yaml"


@check("error", on="reader")
def file_missing() -> None:
    """Every table of a plan and of the registry has its file, if only with a heading.

    Fix: restore the file, or make one that holds only the heading line: python build.py fmt writes it.
    """


@check("error", on="reader")
def file_unreadable() -> None:
    """Every file can be opened and read.

    Fix: look at its permissions and whether it is a plain file.
    """


@check("error", on="reader")
def path_outside() -> None:
    """Data files are plain files inside the package, not links out of it.

    Fix: replace the link by the file itself.
    """


@check("error", on="reader")
def file_too_large() -> None:
    """A table is a hand-kept file of moderate size.

    Fix: look for a cell that has swallowed a whole file.
    """


@check("error", on="reader")
def file_empty() -> None:
    """A file has at least its heading line.

    Fix: restore it from git, or python build.py fmt writes the heading.
    """


@check("error", on="reader")
def file_not_text() -> None:
    """A table is CSV text, not a workbook under another name.

    Fix: open it in the spreadsheet program and save it as CSV UTF-8.
    """


@check("error", on="reader")
def file_not_utf8() -> None:
    """A file is UTF-8.

    Fix: save it as CSV UTF-8; python build.py fmt converts a file that is GB18030 or UTF-16 from end to end.
    """


@check("error", on="reader")
def file_has_nul() -> None:
    """A file holds text only, no NUL bytes.

    Fix: restore the file from git; the program that wrote it damaged it.
    """


@check("error", on="reader")
def file_not_comma_separated() -> None:
    """Cells are separated by commas.

    Fix: python build.py fmt rewrites a file that is separated by semicolons or tabs.
    """


@check("error", on="reader")
def quote_unclosed() -> None:
    """A quotation mark that opens a cell is closed before the next comma or line end, and doubled inside.

    Fix: close it on the line named here; the rows after it were not read.
    """


@check("error", on="reader")
def merge_conflict() -> None:
    """A file holds no marks of a merge that was not finished (<<<<<<<, =======, >>>>>>>).

    Fix: choose one side of each conflict, remove the marks, and commit; git status lists the files.
    """


@check("error", on="reader")
def file_is_pointer() -> None:
    """A file holds its rows, and not the pointer that Git LFS or git-annex puts in its place.

    Fix: fetch the content: git lfs pull, or git annex get.
    """


@check("error", on="reader")
def file_garbled() -> None:
    """A file's characters are the ones that were written; none was read in a wrong encoding and saved so.

    Fix: restore the file from git, open it as UTF-8, and save it as CSV UTF-8.
    """


@check("error", on="reader")
def heading_not_first() -> None:
    """The first line is the table's heading; no title, no sep= and no other file's content stands before it.

    Fix: remove the lines above the heading, or put the heading back; restore the file where it is another one.
    """


@check("error", on="reader")
def heading_repeated() -> None:
    """The heading stands once, in the first line; the rows of another copy of the file do not follow.

    Fix: remove what was pasted below, from this line on, or only this line where the rows are new.
    """


@check("error", on="reader")
def column_missing() -> None:
    """The heading names every column of the table's schema.

    Fix: put the column back under its name (found shows the column that may have been renamed).
    """


@check("error", on="reader")
def column_unknown() -> None:
    """The heading names no column that the table's schema does not have.

    Fix: remove the column, or add it to the schema in schemas/ first.
    """


@check("error", on="reader")
def column_twice() -> None:
    """A column stands in the heading once.

    Fix: remove the copy.
    """


@check("error", on="reader")
def row_ragged() -> None:
    """Every row has as many cells as the heading.

    Fix: count the commas; a cell with a comma in it needs quotation marks.
    """


@check("error", on="reader")
def column_unnamed() -> None:
    """Every column that holds something has a name in the heading.

    Fix: name the column, or empty it; python build.py fmt then removes it.
    """


@check("error", on="reader")
def column_empty() -> None:
    """There is no column without name and content at the end of a table.

    A spreadsheet program writes such columns when a cell beside the table was once touched.

    Fix: python build.py fmt removes them.
    """


@check("error", on="reader")
def columns_out_of_order() -> None:
    """Columns stand in the order of the schema, so that differences stay small.

    Fix: python build.py fmt puts them in order.
    """


@check("error", on="reader")
def row_blank() -> None:
    """No row is empty.

    Fix: python build.py fmt removes empty rows.
    """


@check("error", on="reader")
def file_has_bom() -> None:
    """A file starts with its heading, without a byte-order mark.

    Fix: python build.py fmt removes it.
    """


@check("error", on="reader")
def line_ends_not_lf() -> None:
    """Lines end with LF.

    Fix: python build.py fmt rewrites them.
    """


@check("error", on="reader")
def final_newline_missing() -> None:
    """The last line ends with a line end; without it the next part of the table would run into it.

    Fix: python build.py fmt adds it.
    """


@check("error", on="reader")
def descriptor_not_yaml() -> None:
    """datapackage.yaml is a YAML mapping, without anchors and aliases.

    Fix: correct the line named here, or restore the file from git; python build.py fmt writes its generated parts.
    """


@check("error", on="reader")
def folder_outside() -> None:
    """A plan's folder is a plain folder inside the package, not a link.

    Fix: replace the link by the folder itself.
    """


def _lines(package: Package) -> list[str]:
    return str(getattr(package.descriptor, "text", "")).split("\n")


def _line_of(lines: list[str], words: str) -> Place:
    line = next((number for number, text in enumerate(lines, 1) if words in text), 1)
    return Place(DESCRIPTOR, line)


_PLAIN = re.compile(r"[a-z0-9_-]+(?:/[a-z0-9_-]+)*\.csv")


def _leads_out(path: str) -> str:
    if _PLAIN.fullmatch(path):  # as nearly all are: no need to take it apart
        return ""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path):
        return "an address"
    if PurePosixPath(path).is_absolute() or PureWindowsPath(path).is_absolute():
        return "an absolute path"
    return "a path that leads out of the package" if ".." in re.split(r"[/\\\\]", path) else ""


def _paths(resource: Any) -> Iterator[str]:
    path = resource.get("path") if isinstance(resource, dict) else None
    yield from (str(part) for part in (path if isinstance(path, list) else [path]) if part is not None)


@check("error", on="package", reads=DESCRIBED)
def descriptor_path_outside(package: Package, _summaries: object) -> Iterator[Finding]:
    """The descriptor names only files inside the package.

    Fix: write the path of a file under datapackage/; python build.py fmt does so.
    """
    has = package.descriptor.get("resources")
    for resource in has if isinstance(has, list) else ():
        for path in _paths(resource):
            if reason := _leads_out(path):
                place = _line_of(_lines(package), path)
                cause = f"resource {resource.get('name')}"
                yield at_place(place, found=path, expected=f"a path inside the package, not {reason}", cause=cause)


@check("error", on="package", reads=DESCRIBED, needs=("documents",))
def descriptor_out_of_date(package: Package, _summaries: object) -> Iterator[Finding]:
    """datapackage.yaml lists every plan's files and repeats the schemas of schemas/ word for word.

    Stock tools refuse paths that lead out of the package, so the descriptor holds copies of the schemas.

    Fix: python build.py fmt writes both.
    """
    if not package.descriptor:
        return
    if all_ := list(descriptor.differences(package)):
        lines = _lines(package)
        first, *rest = [_line_of(lines, f"- name: {name}" if name else "$schema") for name, _, _ in all_]
        name, found, expected = all_[0]
        yield at_place(first, found=found, expected=expected, more=rest, cause=f"resource {name}")


_METADATA = {
    "name": (r"[a-z0-9][a-z0-9-]*", "a name such as new-infrastructure-plans"),
    "title": (r".+", "a title"),
    "version": (r"[0-9]+\.[0-9]+\.[0-9]+", "a version such as 0.1.0"),
    "created": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z", "the date of the data, such as 2026-11-22T00:00:00Z"),
}


def _moment(moment: str) -> bool:
    """Whether a date and time of the right form is one that there is."""
    try:
        return bool(datetime.fromisoformat(moment.removesuffix("Z")))
    except ValueError:
        return False


_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:[/?#][!-~]*)?")
_ADDRESSED = ("licenses", "sources", "contributors")  # lists whose items may have a path that is an address


@check("error", on="package", reads=DESCRIBED)
def descriptor_address_malformed(package: Package, _summaries: object) -> Iterator[Finding]:
    """An address in the descriptor is a full http or https address in ASCII: homepage, path of a source or licence.

    Fix: copy it from the address bar; leave it out where there is none.
    """
    held = [("homepage", package.descriptor.get("homepage")), ("image", package.descriptor.get("image"))]
    for name in _ADDRESSED:
        items = package.descriptor.get(name)
        held += (
            [("path", item.get("path")) for item in items if isinstance(item, dict)] if isinstance(items, list) else []
        )
    lines = _lines(package)
    for key, value in held:
        if value is not None and not (isinstance(value, str) and _ADDRESS.fullmatch(value)):
            place = _line_of(lines, f"{key}: {value}")
            yield at_place(place, found=f"{key}: {value}", expected="an address such as https://example.org/page")


@check("error", on="package", reads=DESCRIBED)
def descriptor_incomplete(package: Package, _summaries: object) -> Iterator[Finding]:
    """The descriptor has a name, a title, a version, the date of the data, and licences.

    Fix: fill it in datapackage.yaml; the version is three numbers (https://semver.org), the date a quoted text.
    """
    if not package.descriptor:
        return
    for key, (pattern, expected) in _METADATA.items():
        value = package.descriptor.get(key, "")
        if not isinstance(value, str) or not re.fullmatch(pattern, value) or (key == "created" and not _moment(value)):
            yield at_place(_line_of(_lines(package), f"{key}:"), found=f"{key}: {value}", expected=expected)
    if not package.descriptor.get("licenses"):
        yield at_place(Place(DESCRIPTOR, 1), found="no licenses", expected="the licence of the data")


@check("error", on="package")
def file_unknown(package: Package, _summaries: object) -> Iterator[Finding]:
    """datapackage/ holds the tables, the descriptor and the plans' folders, and nothing else.

    A workbook or a copy left beside a table is read by nobody, and its edits are lost.

    Fix: move the file elsewhere, or save it under the table's name.
    """
    there = package.folders
    known = {"datapackage.yaml", "plans", *(f"{name}.csv" for name in (*REGISTRY, *SIGNING))}
    strays = [f"{FOLDER}/{name}" for name in there.top if name not in known]
    strays += [f"{FOLDER}/plans/{name}" for name in there.beside_plans]
    parts = {f"{name}.csv" for name in PLAN}
    for plan, files in there.by_plan.items():
        strays += [f"{FOLDER}/plans/{plan}/{name}" for name in files.names if name not in parts]
    for file in sorted(strays, key=lambda file: file.split("/")):
        name = file.rpartition("/")[2]
        if not name.startswith("."):
            yield at_place(Place(file), found=name, expected="no such file")
