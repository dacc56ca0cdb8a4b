"""What is published is the same whatever made it: one process or two, from nothing or from what was kept."""

from __future__ import annotations

import csv
import hashlib
from concurrent.futures import Executor
from pathlib import Path

import pytest

from publisher.model.library import library
from publisher.publish.publish import publish
from publisher.publish.scale import SizeLimits
from publisher.read.package import read_package
from publisher.terms.schema import Schemas
from publisher.work.engine import Engine
from publisher.work.output import Output
from publisher.work.store import Store
from tests.scale.conftest import PLANS

pytestmark = pytest.mark.slow

LIMITS = SizeLimits(workbook=300, listed=100)
Digests = dict[str, str]


def made(
    root: Path, schemas: Schemas, out: Path, *, executor: Executor | None = None, store: Store | None = None
) -> Digests:
    """Every file that is published of a package, as of a compact library; by address, its digest."""
    held = library(read_package(root, schemas), Engine(store, executor), most_paged=PLANS - 1)
    publish(held, Output(out), limits=LIMITS)
    files = (path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def plain(corpus_folder: Path, schemas: Schemas, tmp_path_factory: pytest.TempPathFactory) -> Digests:
    """The files that one process makes from nothing."""
    return made(corpus_folder, schemas, tmp_path_factory.mktemp("plain") / "out")


def test_two_processes_and_what_they_kept_give_the_same_bytes(
    corpus_folder: Path, schemas: Schemas, pool: Executor, plain: Digests, tmp_path: Path
) -> None:
    assert len(plain) > 10 * PLANS and any("by-document" in path for path in plain)
    store = Store(tmp_path / "store")
    assert made(corpus_folder, schemas, tmp_path / "cold", executor=pool, store=store) == plain
    assert made(corpus_folder, schemas, tmp_path / "warm", store=store) == plain


def test_a_package_follows_the_rows_of_other_plans_that_it_holds(
    corpus_copy: Path, schemas: Schemas, tmp_path: Path
) -> None:
    """The press conference explains targets of the plan; an edit of one changes the package of both."""
    store = Store(tmp_path / "store")
    before = made(corpus_copy, schemas, tmp_path / "before", store=store)
    press = next(path for path in sorted(corpus_copy.glob("datapackage/plans/*press*/observations.csv")))
    with press.open(encoding="utf-8", newline="") as file:
        told = next(row["for_target_id"] for row in csv.DictReader(file) if row["for_target_id"])
    plan = told.split(".", 1)[0]
    path = corpus_copy / f"datapackage/plans/{plan}/targets.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    next(row for row in rows if row["target_id"] == told)["what_en"] += " (edited)"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    after = made(corpus_copy, schemas, tmp_path / "after", store=store)
    assert after == made(corpus_copy, schemas, tmp_path / "again")
    packages = [path for path in after if path.startswith("data/packages/") and after[path] != before[path]]
    assert set(packages) == {f"data/packages/{name}.zip" for name in (plan, press.parent.name, "all")}
