"""Hostile records are refused by the checks; published all the same, they would be neither formula, markup nor path."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import openpyxl
import pytest

from publisher.publish import files, manifest
from publisher.publish.describe import schema_org, subject
from publisher.publish.publish import publish
from publisher.work.output import Output, fresh
from tests.conftest import command
from tests.publish.conftest import load

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
FORMULA = '=HYPERLINK("http://127.0.0.1/";"x")'
TEXTS = {  # column of targets.csv → what stands there
    "what_zh": FORMULA,
    "what_en": "@SUM(1+1)*cmd|'/C calc'!A0",
    "caveat_zh": "<script>alert(1)</script>",
    "caveat_en": "+1</script><img src=x onerror=alert(1)>",
    "deadline_printed": "-2+3",
    "figure_printed": "3-5",
}
NAME = "<img src=x onerror=alert(1)>]]>&"


def scratch(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "datapackage", tmp_path / "data/datapackage")
    return tmp_path / "data"


def rewrite(path: Path, row: int, values: dict[str, str]) -> str:
    """Set cells of a row (from 0); the key of the row."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[row].update(values)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return str(next(iter(rows[row].values())))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A published folder made past the checks from hostile texts, and the id of the target that holds them."""
    folder = tmp_path_factory.mktemp("hostile")
    root = scratch(folder)
    target = rewrite(root / "datapackage/plans/baoshan-2020/targets.csv", 0, TEXTS)
    rewrite(root / "datapackage/documents.csv", 0, {"title_zh": NAME, "title_en": f"={NAME}"})
    rewrite(root / "datapackage/units.csv", 0, {"name_en": "\t=1+1"})
    out = folder / "out"
    out.mkdir()
    held = load(root, ROOT)
    publish(held, written := Output(out))
    manifest.write(written, version=held.version, created=held.created)
    return out, target


def row_of(path: Path, key: str, encoding: str = "utf-8") -> dict[str, str]:
    with path.open(encoding=encoding, newline="") as file:
        return next(row for row in csv.DictReader(file) if next(iter(row.values())) == key)


@pytest.mark.parametrize("file", ["data/targets.csv", "data/excel/targets.csv"])
def test_no_cell_for_people_begins_a_formula(file: str, hostile: tuple[Path, str]) -> None:
    row = row_of(hostile[0] / file, hostile[1], "utf-8-sig")
    for name in ("what_zh", "what_en", "caveat_en", "deadline_printed"):
        assert row[name] == "'" + TEXTS[name]
    assert row["document_en"].startswith("'=")
    assert row["caveat_zh"] == TEXTS["caveat_zh"]


def test_excel_gets_no_false_date(hostile: tuple[Path, str]) -> None:
    assert row_of(hostile[0] / "data/excel/targets.csv", hostile[1], "utf-8-sig")["figure_printed"] == "'3-5"
    assert row_of(hostile[0] / "data/targets.csv", hostile[1])["figure_printed"] == "3-5"


@pytest.mark.parametrize("value", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1", ("=1", "b")])
def test_every_kind_of_formula_is_disarmed(value: object) -> None:
    assert files.harmless(value).startswith("'")


@pytest.mark.parametrize("value", ["a=1", "5G", -1, -1.5, 3, None, True, "3.4万", ("a", "b")])
def test_other_cells_are_left_as_they_are(value: object) -> None:
    assert files.harmless(value) == files.cell(value)


def test_tables_api_and_database_keep_every_character(hostile: tuple[Path, str]) -> None:
    out, target = hostile
    row = row_of(out / "data/tables/targets_base.csv", target)
    record = json.loads((out / f"api/v1/targets/{target}.json").read_bytes())["data"]
    connection = sqlite3.connect(out / "data/new-infrastructure-plans.sqlite")
    for name, text in TEXTS.items():
        assert row[name] == record[name] == text
        found = connection.execute(f"SELECT {name} FROM targets_base WHERE target_id = ?", (target,)).fetchone()
        assert found == (text,)


def test_the_workbook_holds_texts_and_links_nowhere_else(hostile: tuple[Path, str]) -> None:
    book = openpyxl.load_workbook(hostile[0] / "data/new-infrastructure-plans.xlsx")
    values = set()
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.coordinate
                values.add(cell.value)
                if cell.hyperlink and cell.hyperlink.target:
                    assert cell.hyperlink.target.startswith("..")
    assert set(TEXTS.values()) <= values


def test_xml_and_embedded_json_stay_well_formed(hostile: tuple[Path, str]) -> None:
    out = hostile[0]
    ElementTree.fromstring((out / "changes.atom").read_bytes())
    held = load(out.parent / "data", ROOT)
    text = schema_org.script(
        schema_org.dataset(held, subject.all_data(held), "zh", schema_org.offers(manifest.entries(Output(out)), "zh"))
    )
    assert "<" not in text and any(NAME in cited for cited in json.loads(text)["citation"])


@pytest.mark.parametrize(
    "path", ["../x", "/x", "a/../x", "a//x", "", "a/.x", "con\x00", "a\\..\\x", "x.", "目录/x", "a b"]
)
def test_no_address_leads_out_of_the_folder(path: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a path"):
        Output(tmp_path).write(path, b"")
    with pytest.raises(ValueError, match="not a path"):
        fresh(tmp_path, path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("evil", ["../../../evil", "/tmp/evil", "a/b", "Evil", "..", ""])
def test_no_id_becomes_a_path(evil: str, tmp_path: Path) -> None:
    root = scratch(tmp_path)
    units = root / "datapackage/units.csv"
    with units.open(encoding="utf-8", newline="") as file:
        used = next(row["unit_id"] for row in csv.DictReader(file) if row["unit_id"].count("-") > 2)
    for path in root.rglob("*.csv"):
        lines = path.read_text("utf-8").replace(f",{used},", f",{evil},").replace(f"\n{used},", f"\n{evil},")
        path.write_text(lines, "utf-8")
    out = tmp_path / "out/dist"
    done = command("build", "--out", str(out), "--root", str(root))
    assert done.returncode == 1 and "units.csv" in done.stdout and "Traceback" not in done.stderr
    if evil:
        out.mkdir(parents=True)
        with pytest.raises(ValueError, match="not an id"):
            publish(load(root, ROOT), Output(out))
    written = {
        path.name for path in tmp_path.rglob("*") if not path.is_relative_to(root) and not path.is_relative_to(out)
    }
    assert written <= {"data", "out"}


def test_the_checks_refuse_formulas_and_paths(tmp_path: Path) -> None:
    root = scratch(tmp_path)
    rewrite(root / "datapackage/plans/baoshan-2020/targets.csv", 0, {**TEXTS, "indicator_id": "../../x"})
    done = command("build", "--out", str(tmp_path / "dist"), "--root", str(root))
    assert done.returncode == 1 and "error[formula-cell]" in done.stdout and "../../x" in done.stdout
    assert not (tmp_path / "dist").exists()
