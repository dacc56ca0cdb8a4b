"""The rules for large corpora, on the real data with the limits set low: what is left out, divided and added."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import urljoin

import duckdb
import polars
import pyarrow.dataset
import pytest

from publisher.model.library import MOST_PAGED, Library, library
from publisher.publish import manifest
from publisher.publish.publish import publish
from publisher.publish.scale import SizeLimits
from publisher.read.package import read_package
from publisher.render.page_limits import PageLimits
from publisher.terms import address
from publisher.terms.schema import PLAN, load_schemas
from publisher.work.output import Output
from tests.publish.test_api import BASE, described, place, walked

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SNIPPETS = ROOT / "docs" / "snippets"
LIMITS = SizeLimits(workbook=100, listed=100)
TABLES = ("targets", "observations", "tasks", "responsibilities", "mentions", "notes")
WITHIN = ("targets", "observations", "tasks", "projects")


@pytest.fixture(scope="module")
def compact(root: Path) -> Library:
    """The real data as if there were more plans than records could have pages."""
    return library(read_package(root, load_schemas(root / "schemas")), most_paged=1)


@pytest.fixture(scope="module")
def large(compact: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real data, published as a large corpus."""
    folder = tmp_path_factory.mktemp("large")
    publish(compact, out := Output(folder), limits=LIMITS)
    manifest.write(out, version=compact.version, created=compact.created)
    return folder


def body(folder: Path, path: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / path).read_bytes())
    return found


def test_there_is_no_workbook_and_files_say_so(large: Path, published: Path) -> None:
    assert not list(large.rglob("*.xlsx")) and list(published.rglob("*.xlsx"))
    listed = {entry["path"]: entry for entry in body(large, "data/manifest.json")["files"]}  # type: ignore[attr-defined]
    assert "no workbook" in listed["data/excel/targets.csv"]["description_en"]
    with zipfile.ZipFile(large / "data/packages/all.zip") as archive:
        assert "more than 100 rows" in archive.read("README.en.md").decode()
        assert "没有 Excel 工作簿" in archive.read("README.zh.md").decode()
    with zipfile.ZipFile(published / "data/packages/all.zip") as archive:
        assert "workbook" not in archive.read("README.en.md").decode()


@pytest.mark.parametrize(
    "path", ["targets.csv", "excel/targets.csv", "tables/targets_base.csv", "parquet/targets.parquet"]
)
def test_tables_are_the_same_but_for_addresses(path: str, large: Path, published: Path) -> None:
    wanted, found = ((folder / "data" / path).read_bytes() for folder in (published, large))
    if path.startswith("tables/"):
        assert found == wanted
    else:
        frames = [
            polars.read_parquet(data) if path.endswith("parquet") else polars.read_csv(data, infer_schema=False)
            for data in (wanted, found)
        ]
        assert frames[0].drop("url", "url_en").equals(frames[1].drop("url", "url_en"))


def test_records_of_plans_are_shown_on_the_page_of_their_document(large: Path) -> None:
    frame = polars.read_csv(large / "data/targets.csv", infer_schema=False)
    for row in frame.select("target_id", "document_id", "url").iter_rows():
        assert row[2] == f"../zh/documents/{row[1]}/#{row[0].replace('.', '-')}"
    connection = sqlite3.connect(large / "data/new-infrastructure-plans.sqlite")
    assert {url for (url,) in connection.execute("SELECT url FROM targets") if "/documents/" not in url} == set()
    for table in ("documents", "units", "indicators"):
        name = f"{table.removesuffix('s')}_id"
        for row in polars.read_csv(large / f"data/{table}.csv", infer_schema=False).select(name, "url").iter_rows():
            assert row[1] == f"../zh/{table}/{row[0]}/"


def client(folder: Path, table: str) -> list[dict[str, object]]:
    """The records of a table, by one who knows the small API and follows parts where there is no data."""
    own = f"{BASE}api/v1/{table}.json"
    listing = json.loads(place(folder, own).read_bytes())
    if "data" in listing:
        return list(listing["data"])
    found: list[dict[str, object]] = []
    for part in listing["parts"]:
        held = json.loads(place(folder, urljoin(own, part["href"])).read_bytes())
        assert held["total"] == part["total"] == len(held["data"])
        found += held["data"]
    assert listing["total"] == len(found)
    return found


@pytest.mark.parametrize("table", [*(s.name for s in load_schemas(ROOT / "schemas")), "target_units", "task_units"])
def test_a_client_finds_every_record_in_listing_or_parts(table: str, large: Path, published: Path) -> None:
    wanted, found = client(published, table), client(large, table)
    for record in (*wanted, *found):
        record.pop("links", None)
    assert found == wanted
    divided = "parts" in body(large, f"api/v1/{table}.json")
    of_plans = table in (*PLAN, "target_units", "task_units")
    assert divided == (len(wanted) > LIMITS.listed and of_plans)


def test_a_client_driven_by_index_and_schemas_finds_no_dead_link_and_no_invalid_file(large: Path) -> None:
    pages = walked(large)
    assert not [path for table in WITHIN for path in (large / "api/v1" / table).glob("*.json")]
    assert {page.removeprefix(BASE).split("/")[1] for page in pages} == {"documents", "units", "indicators"}
    anchors = {page.split("#")[1] for page in pages if "#" in page}
    wanted = {address.anchor(str(next(iter(row.values())))) for table in WITHIN for row in client(large, table)}
    assert anchors == wanted


def test_openapi_and_types_describe_the_parts(large: Path) -> None:
    described(large)
    text = (large / "api/v1/types.d.ts").read_text("utf-8")
    assert "export type ChecksPartsFile = Divided<ListLinks>;" in text and "export interface ListPart {" in text


@pytest.mark.parametrize("table", TABLES)
def test_one_plan_and_all_plans_by_document_are_the_whole_table(table: str, large: Path, compact: Library) -> None:
    whole = polars.read_parquet(large / f"data/parquet/{table}.parquet")
    folder = large / f"data/parquet/by-document/{table}"
    for plan_id in compact.plan_ids:
        wanted = whole.filter(polars.col("document_id") == plan_id)
        path = folder / f"document={plan_id}/part.parquet"
        assert path.is_file() == (len(wanted) > 0)
        if len(wanted):
            wanted = wanted.drop("url", "url_en", strict=False)  # the file stands deeper in the folder
            own = polars.read_parquet(path, hive_partitioning=False)
            assert own.drop("url", "url_en", strict=False).equals(wanted)
            assert all(url.startswith("../../../../../zh/") for url in own.get_column("url", default=[]))
            one = (
                polars.scan_parquet(folder, hive_partitioning=True).filter(polars.col("document") == plan_id).collect()
            )
            assert one.drop("document", "url", "url_en", strict=False).equals(wanted)
            assert duckdb.read_parquet(path.as_posix(), hive_partitioning=False).pl().equals(own)
    frame = polars.scan_parquet(folder, hive_partitioning=True).collect()
    assert frame["document"].to_list() == frame["document_id"].to_list()
    key = whole.columns[0]  # readers take directories in the order of names, tables are in the order of ids
    pages = ["document", "url", "url_en"]
    assert frame.drop(pages, strict=False).sort(key).equals(whole.drop(pages, strict=False).sort(key))
    glob = (folder / "*/*.parquet").as_posix()
    found = duckdb.sql(f"SELECT * FROM read_parquet('{glob}', hive_partitioning = true)").pl()
    assert found["document"].to_list() == found["document_id"].to_list()
    whole = whole.drop(pages, strict=False).sort(key)
    assert found.drop(pages, strict=False).sort(key).equals(whole)
    dataset = pyarrow.dataset.dataset(folder, partitioning="hive").to_table().drop_columns("document")
    assert polars.DataFrame(polars.from_arrow(dataset)).drop(pages, strict=False).sort(key).equals(whole)


def test_snippets_by_document(large: Path, compact: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(large / "data/parquet/by-document", tmp_path / "by-document")
    monkeypatch.chdir(tmp_path)
    targets = {plan.id: [target.id for target in plan.targets] for plan in compact.plans()}
    text = re.sub(r"--.*", "", (SNIPPETS / "by_document_duckdb.sql").read_text("utf-8"))
    one, every = [duckdb.sql(query).fetchall() for query in text.split(";") if query.strip()]
    assert [row[0] for row in one] == targets["chengdu-2020"]
    assert dict(every) == {plan: len(ids) for plan, ids in targets.items() if ids}
    command = [sys.executable, str(SNIPPETS / "by_document_polars.py")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0 and "chengdu-2020.t" in done.stdout, done.stderr


def test_below_the_limits_nothing_changes(published: Path, root: Path, tmp_path: Path) -> None:
    """Other limits that the real data do not reach give the same bytes."""
    held = library(read_package(root, load_schemas(root / "schemas")), most_paged=5)
    publish(held, Output(tmp_path), limits=SizeLimits(workbook=10**9, listed=10**9))
    names = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    sealed = set(map(Path, manifest.LISTS))
    assert names == {path.relative_to(published) for path in published.rglob("*") if path.is_file()} - sealed
    assert not [name for name in names if (tmp_path / name).read_bytes() != (published / name).read_bytes()]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_docs_name_the_limits(language: str) -> None:
    text = (ROOT / "docs" / language / "data.md").read_text("utf-8").split("{#large}")[1].split("\n## ")[0]
    pages, sizes = PageLimits(), SizeLimits()
    limits = [getattr(pages, name) for name in ("documents", "others", "compared", "files", "looked", "gathered")]
    for limit in (sizes.workbook, sizes.sliced, sizes.listed, MOST_PAGED, *limits):
        assert re.search(rf"(?<![\d,]){limit:,}(?![\d,])", text), limit
    assert all(f"`{table}`" in text for table in TABLES)
