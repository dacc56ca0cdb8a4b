"""Accidents that touch several cells, or the descriptor: one cause is one problem, at its own place."""

# ruff: noqa: E501  (tables are read by the row)
from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import lab
import pytest

from publisher.maintain.fmt import Left, looked_at
from publisher.read.layout import FOLDER
from publisher.terms.schema import PLAN

pytestmark = pytest.mark.slow

P = lab.PLAN
TARGETS, DUTIES, READINGS = (
    f"datapackage/plans/{P}/{name}.csv" for name in ("targets", "responsibilities", "readings")
)
LOCK, DESCRIPTOR = f"datapackage/plans/{P}/evidence.csv", "datapackage/datapackage.yaml"
BY = "https://creativecommons.org/licenses/by/4.0/"
Edits = list[Mapping[str, list[object]]]


class Accident(NamedTuple):
    """What is done, and the one problem that says so: its rule, file, line (0: whichever) and column."""

    name: str
    edits: Edits
    rule: str
    file: str
    row: int = 0
    field: str = ""


def put(file: str, record: str, **cells: str) -> Edits:
    return [{"set": [file, f"{P}.{record}", column, value]} for column, value in cells.items()]


def say(old: str, new: str) -> Edits:
    return [{"replace": ["datapackage.yaml", old, new]}]


def exchanged(file: str, one: str, other: str, **cells: tuple[str, str]) -> Edits:
    return [
        {"set": [file, key, column, values[at]]}
        for column, values in cells.items()
        for at, key in enumerate((one, other))
    ]


REPOSITORY: Edits = [
    {"write": [f"./{file}", text]}
    for file, text in (
        ("build.py", ""),
        ("LICENSE", "MIT License\n"),
        ("LICENSE-DATA", "CC0: https://creativecommons.org/publicdomain/zero/1.0/\n"),
        ("CITATION.cff", "title: Invented plans\nlicense: CC0-1.0\n"),
    )
]
CONTRIBUTORS = "contributors:\n"
SOURCE = "- title: 临禾市推进新型基础设施建设行动方案(2020—2022年)"
ACCIDENTS = (
    Accident("a statement's number of another form", put("responsibilities.csv", "r002", statement="2"), "cell-malformed", DUTIES, 3, "statement"),
    Accident("the ends of a range exchanged", put("targets.csv", "t04", value="8", value_max="5"), "range-incomplete", TARGETS, 5, "value_max"),
    Accident("the statement of another place", put("responsibilities.csv", "r002", statement="s02"), "statement-number-differs", DUTIES, 3, "statement"),
    Accident("a statement's number that is new", put("responsibilities.csv", "r005", statement="s99"), "statement-number-differs", DUTIES, 6, "statement"),
    Accident("a whole number with a point and noughts", put("responsibilities.csv", "r005", position="2.0"), "cell-not-an-integer", DUTIES, 6, "position"),
    Accident("a value as a power of ten", put("targets.csv", "t08", value="2E+08"), "cell-not-a-number", TARGETS, 9, "value"),
    Accident("a value with its thousands parted", put("targets.csv", "t01", value="1,200"), "cell-not-a-number", TARGETS, 2, "value"),
    Accident("a value with its thousands parted by full-width commas", put("targets.csv", "t01", value="1，200"), "cell-not-a-number", TARGETS, 2, "value"),
    Accident("two bases emptied", [*put("targets.csv", "t01", basis=""), *put("targets.csv", "t02", basis="")], "number-incomplete", TARGETS, 2, "basis"),
    Accident("a clause removed", [{"drop": ["clauses.csv", f"{P}.2.1.2"]}], "ledger-without-record", LOCK, 0, "record_id"),
    Accident("a chapter removed", [{"drop": ["clauses.csv", f"{P}.3"]}], "ledger-without-record", LOCK, 0, "record_id"),
    Accident("a reading of a record that is not there", put("readings.csv", "b001", record_id=f"{P}.t99"), "record-of-plan-not-found", READINGS, 2, "record_id"),
    Accident("a reading of no record", put("readings.csv", "b001", record_id=""), "reading-unmatched", READINGS, 2, "record_id"),
    Accident("an English title that is empty", say("title_en: Invented plans", "title_en: ''"), "descriptor-incomplete", DESCRIPTOR, 14),
    Accident("an English title that is gone", say("title_en: Invented plans\n", ""), "descriptor-incomplete", DESCRIPTOR),
    Accident("an English title in Chinese", say("title_en: Invented plans", "title_en: 虚构的方案"), "descriptor-incomplete", DESCRIPTOR, 14),
    Accident("a Chinese title in English", say("title: 虚构的方案", "title: Invented"), "descriptor-incomplete", DESCRIPTOR, 4),
    Accident("a description of blanks", say("description: 供测试用的虚构方案。", "description: '  '"), "descriptor-incomplete", DESCRIPTOR, 15),
    Accident("a keyword that is empty", say(CONTRIBUTORS, f"keywords: [5G, '']\n{CONTRIBUTORS}"), "descriptor-incomplete", DESCRIPTOR, 9),
    Accident("a keyword twice", say(CONTRIBUTORS, f"keywords: [5G, 5g]\n{CONTRIBUTORS}"), "descriptor-incomplete", DESCRIPTOR, 9),
    Accident("a place that only the English title names", say("title_en: Invented plans", "title_en: Invented plans of Linhe"), "descriptor-incomplete", DESCRIPTOR, 14),
    Accident("a contributor of an unknown role", say("- title: reader-a", "- title: A guest\n  roles: [king]\n- title: reader-a"), "descriptor-incomplete", DESCRIPTOR, 11),
    Accident("a number that only the English description has", say("title_en: Invented plans", "title_en: 3 invented plans"), "descriptor-incomplete", DESCRIPTOR, 14),
    Accident("a contributor without a name", say("- title: reader-a", "- title: ''\n- title: reader-a"), "descriptor-incomplete", DESCRIPTOR, 10),
    Accident("a licence at the address of another", say("name: CC0-1.0\n", f"name: CC0-1.0\n  path: {BY}\n"), "descriptor-licence-differs", DESCRIPTOR, 9),
    Accident("a licence with the title of another", say("name: CC0-1.0\n", "name: CC0-1.0\n  title: Creative Commons Attribution 4.0 International\n"), "descriptor-licence-differs", DESCRIPTOR, 9),
    Accident("a licence of another version than its address", say("name: CC0-1.0\n", f"name: CC-BY-3.0\n  path: {BY}\n"), "descriptor-licence-differs", DESCRIPTOR, 9),
    Accident("a database licence at the address of another", say("name: CC0-1.0\n", "name: ODbL-1.0\n  path: https://opendatacommons.org/licenses/pddl/1-0/\n"), "descriptor-licence-differs", DESCRIPTOR, 9),
    Accident("a statement left out", [{"drop": ["responsibilities.csv", f"linhe-2020.{row}"]} for row in ("r006", "r007")], "ledger-without-record", LOCK),
    Accident("rows numbered anew", [edit for old, new in (("01", "90"), ("02", "01"), ("03", "02"), ("04", "03"), ("90", "04")) for edit in put("targets.csv", f"t{old}", target_id=f"{P}.t{new}")], "id-changed", TARGETS, 2, "target_id"),
    Accident("a table under another name", [{"write": [f"datapackage/plans/{P}/Targets.csv", "target_id"]}, {"remove": ["targets.csv"]}], "file-missing", TARGETS),
    Accident("a table with a second ending", [{"write": [f"datapackage/plans/{P}/targets.csv.txt", "target_id"]}, {"remove": ["targets.csv"]}], "file-missing", TARGETS),
    Accident("a table of the registry under another name", [{"write": ["datapackage/Glossary.csv", "term_zh"]}, {"remove": ["datapackage/glossary.csv"]}], "file-missing", "datapackage/glossary.csv"),
    Accident("a packed table", [{"write": ["targets.csv", "BZh91AY"]}], "file-not-text", TARGETS),
    Accident("a PDF file in place of a table", [{"write": ["targets.csv", "%PDF-1.4"]}], "file-not-text", TARGETS),
    Accident("a licence's text that is none", [{"write": ["./LICENSE-DATA", "All rights reserved.\n"]}], "descriptor-licence-differs", "LICENSE-DATA"),
    Accident("a licence's text of another licence", [{"write": ["./LICENSE-DATA", f"These data are licensed: {BY}\n"]}], "descriptor-licence-differs", "LICENSE-DATA"),
    Accident("a licence's text of another version by its title", [{"write": ["./LICENSE-DATA", "Creative Commons Attribution 4.0 International\n"]}], "descriptor-licence-differs", "LICENSE-DATA"),
    Accident("another licence in the citation", [{"write": ["./CITATION.cff", "license: CC-BY-4.0\n"]}], "descriptor-licence-differs", "CITATION.cff", 1),
    Accident("another version in the deposit", [{"write": ["./.zenodo.json", '{"version": "0.2.0"}\n']}], "citation-differs", ".zenodo.json", 1),
    Accident("another version in the deposit, behind an earlier one of this version", [{"write": ["./.zenodo.json", '{"related_identifiers": [{"version": "0.1.0"}],\n "version": "0.2.0"}\n']}], "citation-differs", ".zenodo.json", 2),
    Accident("a deposit before the data", [{"write": ["./.zenodo.json", '{"version": "0.1.0",\n "publication_date": "2020-06-30"}\n']}], "citation-differs", ".zenodo.json", 2),
    Accident("a citation before the data", [{"write": ["./CITATION.cff", "date-released: 2019-07-01\n"]}], "citation-differs", "CITATION.cff", 1),
    Accident("a deposit that is no JSON", [{"write": ["./.zenodo.json", '{"version": "0.1.0"\n "license": "cc0-1.0"}\n']}], "citation-differs", ".zenodo.json"),
    Accident("a list of changes that begins with another version", [{"write": ["./CHANGELOG.md", "# Changelog\n\n## 0.2.0 — 2020-07-01\n"]}], "citation-differs", "CHANGELOG.md", 3),
    Accident("a citation that is no YAML", [{"write": ["./CITATION.cff", "version: 0.1.0\nauthors: [\n"]}], "citation-differs", "CITATION.cff"),
    Accident("a source twice", say(SOURCE, f"{SOURCE}\n{SOURCE}"), "descriptor-source-differs", DESCRIPTOR, 19),
    Accident("a citation of other data", [{"write": ["./CITATION.cff", "license: CC0-1.0\ntitle: Imagined plans\n"]}], "citation-differs", "CITATION.cff", 2),
    Accident("a deposit of other data", [{"write": ["./.zenodo.json", '{"version": "0.1.0",\n "title": "Invented planes"}\n']}], "citation-differs", ".zenodo.json", 2),
    Accident("an empty citation", [{"write": ["./CITATION.cff", ""]}], "citation-differs", "CITATION.cff"),
    Accident("a deposit that is a folder", [{"write": ["./.zenodo.json", ""]}, {"folder": ["./.zenodo.json"]}], "citation-differs", ".zenodo.json"),
    Accident("an empty licence's text", [{"write": ["./LICENSE-DATA", ""]}], "descriptor-licence-differs", "LICENSE-DATA"),
    Accident("a licence's text with another one in short", [{"write": ["./LICENSE-DATA", "CC0: https://creativecommons.org/publicdomain/zero/1.0/, or CC BY-NC 4.0\n"]}], "descriptor-licence-differs", "LICENSE-DATA"),
    Accident("a licence's text that forbids what it grants", [{"write": ["./LICENSE-DATA", "CC0: https://creativecommons.org/publicdomain/zero/1.0/\nYou may copy them, but not commercially.\n"]}], "descriptor-licence-differs", "LICENSE-DATA"),
    *(Accident(f"{what}, which is gone", [*REPOSITORY, {"remove": [f"./{file}"]}], rule, file) for what, file, rule in (("a licence's text", "LICENSE-DATA", "descriptor-licence-differs"), ("the program's licence", "LICENSE", "descriptor-licence-differs"), ("the citation", "CITATION.cff", "citation-differs"))),
    Accident("a version that neither the citation nor the deposit has", [{"write": ["./CITATION.cff", "version: 0.1.0\n"]}, {"write": ["./.zenodo.json", '{"version": "0.1.0"}\n']}, *say("version: 0.1.0", "version: 0.2.0")], "citation-differs", ".zenodo.json", 1),
    Accident("a version of two numbers", [{"write": ["./CITATION.cff", "version: 0.1.0\n"]}, *say("version: 0.1.0", "version: '0.1'")], "descriptor-incomplete", DESCRIPTOR, 5),
    Accident("all files beside the data, which are gone", [{"write": ["./build.py", ""]}], "descriptor-licence-differs", "LICENSE"),
    Accident("the program's licence, which is empty", [*REPOSITORY, {"write": ["./LICENSE", " \n"]}], "descriptor-licence-differs", "LICENSE"),
    *(Accident(f"{what} exchanged", exchanged(file, *ends, **cells), rule, place, row, column) for what, file, ends, cells, rule, place, row, column in (
        ("the names of two indicators", "indicators.csv", ("base-stations-5g", "charging-posts"), {"name_zh": ("充电桩数", "5G基站数"), "name_en": ("Charging posts", "5G base stations")}, "indicator-of-another-thing", f"datapackage/plans/{P}/observations.csv", 2, "indicator_id"),
        ("the definitions of two indicators", "indicators.csv", ("base-stations-5g", "charging-posts"), {"definition_zh": ("充电桩数。", "5G基站数。"), "definition_en": ("Charging posts.", "5G base stations.")}, "indicator-differs-from-records", "datapackage/indicators.csv", 2, "definition_zh"),
        ("two themes", "themes.csv", ("energy", "means"), {"name_zh": ("要素保障", "能源"), "name_en": ("Means", "Energy"), "definition_zh": ("要素保障。", "能源。"), "definition_en": ("Means.", "Energy.")}, "record-changed-since-lock", "datapackage/themes.csv", 3, "name_zh"),
        ("what two targets promise", "targets.csv", (f"{P}.t01", f"{P}.t06"), {"what_zh": ("充电桩", "5G基站"), "what_en": ("charging posts", "5G base stations")}, "what-not-in-quote", TARGETS, 2, "what_zh"),
        ("the English names of two projects", "projects.csv", (f"{P}.p01", f"{P}.p02"), {"name_en": ("Linhe disaster recovery centre", "Linhe AI computing centre")}, "record-changed-since-lock", f"datapackage/plans/{P}/projects.csv", 2, "name_en"),
    )),
    Accident("two bodies above each other", [{"set": ["units.csv", f"linhe-{one}-bureau", "parent_id", f"linhe-{other}-bureau"]} for one, other in (("finance", "housing"), ("housing", "finance"))], "unit-above-itself", "datapackage/units.csv", 4, "parent_id"),
    Accident("a deposit that is closed", [{"write": ["./.zenodo.json", '{"license": "cc0-1.0", "access_right": "closed"}\n']}], "descriptor-licence-differs", ".zenodo.json", 1),
    Accident("the folder of a plan copied", [{"copy": [f"datapackage/plans/{P}", f"datapackage/plans/{P} - Copy"]}], "plan-not-listed", f"datapackage/plans/{P} - Copy"),
    Accident("a copied folder with an id's form", [{"copy": [f"datapackage/plans/{P}", "datapackage/plans/linhe-2021"]}], "plan-not-listed", "datapackage/plans/linhe-2021"),
    Accident("the table of another kind of records", [{"remove": ["targets.csv"]}, {"copy": ["observations.csv", TARGETS]}], "column-missing", TARGETS, 1, "target_id"),
    Accident("no folder of plans", [{"remove": ["datapackage/plans"]}], "document-without-folder", "datapackage/documents.csv", 2, "document_id"),
    Accident("a tombstone of a document that never was", [{"add": ["retired.csv", "", {"record_id": "linshan-2020.t01", "retired_on": "2020-07-01", "reason_zh": "并入。", "reason_en": "Merged."}]}, {"do": "sign"}], "retired-id-in-use", "datapackage/retired.csv", 2, "record_id"),
    Accident("a tombstone of an id of no form", [{"add": ["retired.csv", "", {"record_id": f"{P}.q07", "retired_on": "2020-07-01", "reason_zh": "并入。", "reason_en": "Merged."}]}, {"do": "sign"}], "retired-id-in-use", "datapackage/retired.csv", 2, "record_id"),
    Accident("another title of the data", say("title_en: Invented plans", "title_en: Imagined plans"), "record-changed-since-lock", DESCRIPTOR, 14),
    Accident("another description of the data", say("供测试用的虚构方案。", "供测试用的方案。"), "record-changed-since-lock", DESCRIPTOR, 15),
    Accident("a keyword that was not there", say(CONTRIBUTORS, f"keywords: [5G]\n{CONTRIBUTORS}"), "record-changed-since-lock", DESCRIPTOR, 9),
    Accident("a reader with another role", say("- title: reader-b\n  roles: [compiler]", "- title: reader-b\n  roles: [editor]"), "record-changed-since-lock", DESCRIPTOR, 9),
    Accident("a source that is no document", say(SOURCE, "- title: 临禾市新型基础设施规划"), "descriptor-source-differs", DESCRIPTOR, 18),
    Accident("a source with a number that its document has not", say(SOURCE, f"{SOURCE}, 临府〔2020〕3号"), "descriptor-source-differs", DESCRIPTOR, 18),
    Accident("a document that is no source", say(f"sources:\n{SOURCE}\n", ""), "descriptor-source-differs", DESCRIPTOR),
    Accident("a date of the data long after its checks", say("created: '2020-07-01", "created: '2021-07-01"), "data-later-than-checks", DESCRIPTOR, 6),
    Accident("a date of the data before all that it holds", say("created: '2020-07-01", "created: '2010-07-01"), "document-later-than-data", "datapackage/documents.csv", 2),
)  # fmt: skip


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lab.clean(tmp_path_factory.mktemp("clean") / "package")


@pytest.mark.parametrize("accident", ACCIDENTS, ids=lambda accident: accident.name)
def test_one_cause_is_one_problem(accident: Accident, clean: Path, tmp_path: Path) -> None:
    root = tmp_path / "package"
    shutil.copytree(clean, root)
    lab.apply(root, accident.edits)
    problems = lab.validate(root).problems
    assert [problem.code for problem in problems] == [accident.rule], [f"{p.code} {p.place}" for p in problems]
    place = problems[0].place
    assert (place.file, place.row if accident.row else 0) == (accident.file, accident.row)
    assert not accident.field or place.field == accident.field


@pytest.mark.parametrize(
    "edits",
    [
        [{"write": ["./LICENSE-DATA", "CC0: https://creativecommons.org/publicdomain/zero/1.0/\n"]}],
        [{"write": ["./LICENSE-DATA", "Creative Commons Zero 1.0 Universal\n"]}],
        REPOSITORY,  # a deposit it need not have
        [*REPOSITORY, {"write": ["./LICENSE", "Apache License\nVersion 2.0\n"]}],
        [*REPOSITORY, {"remove": ["./LICENSE"]}, {"write": ["./LICENSE.md", "MIT License\n"]}],
        [{"write": ["./README.md", "Our data.\n"]}, {"write": ["./LICENSE", "CC0 1.0\n"]}],  # no build.py
        [{"write": ["datapackage/plans/.idea/workspace.xml", ""]}],  # the folder of an editor
        [{"write": ["./CITATION.cff", "license: CC0-1.0\nversion: '0.1.0'\n"]}],
        [{"write": ["./CITATION.cff", "title: 'Invented Plans: data and texts'\n"]}],
        [{"write": ["./CITATION.cff", "title: >-\n  Invented\n  plans\n"]}],
        [{"write": ["./CITATION.cff", "title: 虚构的方案（开放数据）\n"]}],
        [{"write": ["./CITATION.cff", "message: Cite it.\nreferences:\n  - title: Another work\n"]}],
        [
            {
                "write": [
                    "./.zenodo.json",
                    '{"title": "虚构的方案 (invented plans)", "related_identifiers": [{"title": "Other"}]}\n',
                ]
            }
        ],
        [
            {
                "write": [
                    "./LICENSE-DATA",
                    "CC0: https://creativecommons.org/publicdomain/zero/1.0/\nAlso commercially.\n",
                ]
            }
        ],
        [{"write": ["./LICENSE-DATA", "Creative Commons Zero 1.0, whether or not commercial, version 0.1.0 on\n"]}],
        [{"write": ["./LICENSE-DATA", "Creative Commons Zero 1.0, not only for non-commercial use\n"]}],
        [{"write": ["./CITATION.cff", 'version: "0.1.0"\ndate-released: "2020-07-01"\n']}],
        [{"write": ["./CITATION.cff", "title: Invented plans\ndate-released: 2020-09-12\n"]}],
        [
            {
                "write": [
                    "./.zenodo.json",
                    '{"version": "0.1.0", "publication_date": "2020-07-02", "access_right": "open"}\n',
                ]
            }
        ],
        [{"write": ["./.zenodo.json", '{"related_identifiers": [{"version": "0.0.9"}],\n "version": "0.1.0"}\n']}],
        [{"write": ["./.zenodo.json", '{"references": [{"license": "cc-by-4.0"}], "license": "cc0-1.0"}\n']}],
        [{"write": ["./.zenodo.json", '{"title": "Invented plans",\n "license": "cc0-1.0"}\n']}],
        [{"write": ["./.zenodo.json", '{\n\t"title": "Invented\\/plans",\n\t"version": "0.1.0"\n}\n']}],
    ],
)
def test_the_files_beside_the_data_that_agree_with_it_are_no_problem(edits: Edits, clean: Path, tmp_path: Path) -> None:
    root = tmp_path / "package"
    shutil.copytree(clean, root)
    lab.apply(root, edits)
    assert lab.validate(root).problems == ()


def test_two_edits_that_exchange_nothing_are_two_problems(clean: Path, tmp_path: Path) -> None:
    root = tmp_path / "package"
    shutil.copytree(clean, root)
    lab.apply(root, exchanged("themes.csv", "energy", "means", name_en=("Means", "Power")))
    codes = [problem.code for problem in lab.validate(root).problems]
    assert codes == ["record-changed-since-lock"] * 2


def test_a_document_that_is_gone_with_its_folder_is_one_problem(tmp_path: Path) -> None:
    shutil.copytree(lab.ROOT / FOLDER, tmp_path / FOLDER)
    shutil.rmtree(tmp_path / FOLDER / "plans/baoshan-2020")
    lab.apply(tmp_path, [{"drop": ["datapackage/documents.csv", "baoshan-2020"]}])
    (problem,) = lab.validate(tmp_path, texts=False).problems
    assert (problem.code, problem.found) == ("ledger-without-record", "documents.baoshan-2020")


def test_a_signed_plan_whose_tables_are_gone_gets_no_headings(clean: Path, tmp_path: Path) -> None:
    root = tmp_path / "package"
    shutil.copytree(clean, root)
    folder = root / "datapackage/plans" / P
    for path in folder.glob("*.csv"):
        path.unlink()
    assert [problem.code for problem in lab.validate(root).problems] == ["file-missing"]
    left = [one for one in looked_at(lab.package(root)) if isinstance(one, Left)]
    assert [(one.path, one.code) for one in left] == [(folder, "document-without-folder")]
    for name in lab.SCHEMAS:
        if name.name in PLAN:
            (folder / f"{name.name}.csv").write_text(",".join(name.names) + "\n", "utf-8")
    assert "document-without-folder" in {problem.code for problem in lab.validate(root).problems}


def test_what_an_alias_names_is_not_missed_where_its_table_cannot_be_read(clean: Path, tmp_path: Path) -> None:
    root = tmp_path / "package"
    shutil.copytree(clean, root)
    lab.apply(root, [{"set": ["aliases.csv", "a001", "record_id", f"{P}.t01"]}])
    lab.sign(root)
    lab.apply(root, [{"write": ["targets.csv", "sep=,\n"]}])
    assert [problem.place.file for problem in lab.validate(root).problems] == [TARGETS]


def test_columns_that_changed_places_are_one_problem(clean: Path, tmp_path: Path) -> None:
    root = tmp_path / "package"
    shutil.copytree(clean, root)
    lab.apply(root, [{"replace": ["targets.csv", "value,value_max", "value_max,value"]}])
    assert [problem.code for problem in lab.validate(root).problems] == ["columns-out-of-order"]


@pytest.mark.parametrize(
    "sources",
    [
        "- title: 临禾市推进新型基础设施建设行动方案（2020-2022年）",
        "- title: 临禾市推进新型基础设施建设行动方案(2020—2022年)\n  path: https://example.org/linhe",
    ],
)
def test_a_source_may_print_its_dashes_and_brackets_otherwise(sources: str, clean: Path, tmp_path: Path) -> None:
    root = tmp_path / "package"
    shutil.copytree(clean, root)
    lab.apply(root, say(SOURCE, sources))
    assert not lab.validate(root).problems


@pytest.mark.parametrize("table", [
    "clauses", "tasks", "projects", "parties", "responsibilities", "targets", "observations", "mentions", "notes",
    "readings", "checks", "evidence", "copies", "relations",
])  # fmt: skip
def test_a_row_that_stands_twice_is_one_problem(table: str, clean: Path, tmp_path: Path) -> None:
    shutil.copytree(clean, tmp_path / "p")
    path = tmp_path / "p" / f"datapackage/plans/{P}/{table}.csv"
    heading, *rows = path.read_text("utf-8").splitlines(keepends=True)
    assert rows, "the clean package has a row of every table"
    path.write_text("".join((heading, rows[0], *rows)), "utf-8")
    assert [problem.code for problem in lab.validate(tmp_path / "p").problems] == ["id-twice"]


def test_cut_sign_offs_are_one_problem(clean: Path, tmp_path: Path) -> None:
    root = tmp_path / "package"
    shutil.copytree(clean, root)
    lab.edit_rows(root, "checks.csv", lambda table: table[:-3])
    (problem,) = lab.validate(root).problems
    assert problem.code == "check-edited"


def everywhere(root: Path, old: str, new: str) -> None:
    for path in (root / "datapackage").rglob("*.csv"):
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


@pytest.mark.parametrize(("old", "new"), [
    ("2022年", "2023年"), (f"{P}.t02", f"{P}.t92"), (f"{P}.2.1.2", f"{P}.2.1.22"), ("linhe-", "Linhe-"), ("市", "士"), (",lead,", ",support,"),
    ("，", ","), ("stated", "horizon"), ("新建", "建设"), ("Linhe", "linhe"), ("个", "個"),
])  # fmt: skip
def test_words_replaced_in_all_tables_are_one_problem(old: str, new: str, clean: Path, tmp_path: Path) -> None:
    root = tmp_path / "package"
    shutil.copytree(clean, root)
    everywhere(root, old, new)
    problems = lab.validate(root).problems
    assert len(problems) == 1, [f"{p.code} {p.place}" for p in problems]


@pytest.mark.parametrize(("table", "column"), [("targets", "what_en"), ("targets", "value")])
def test_a_column_moved_down_by_one_row_is_one_problem(table: str, column: str, clean: Path, tmp_path: Path) -> None:
    root = tmp_path / "package"
    shutil.copytree(clean, root)

    def moved(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        cells = [row[column] for row in rows]
        return [{**row, column: cell} for row, cell in zip(rows, [cells[-1], *cells[:-1]], strict=True)]

    lab.edit_rows(root, f"{table}.csv", moved)
    problems = lab.validate(root).problems
    assert len(problems) == 1, [f"{p.code} {p.place}" for p in problems]


def test_two_columns_whose_cells_changed_places_are_one_problem(clean: Path, tmp_path: Path) -> None:
    root = tmp_path / "package"
    shutil.copytree(clean, root)
    lab.edit_rows(root, "targets.csv", lambda rows: [{**r, "hedge": r["kind"], "kind": r["hedge"]} for r in rows])
    problems = lab.validate(root).problems
    assert len(problems) == 1, [f"{p.code} {p.place}" for p in problems]


def test_what_is_at_fault_beside_an_accident_stays_apart(clean: Path, tmp_path: Path) -> None:
    root = tmp_path / "package"
    shutil.copytree(clean, root)
    everywhere(root, f"{P}.2.1.2", f"{P}.2.1.22")
    lab.apply(root, [{"set": ["targets.csv", f"{P}.t01", "value", "77"]}])
    assert "value-differs-from-figure" in [problem.code for problem in lab.validate(root).problems]
