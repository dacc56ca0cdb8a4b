"""The findings, counted again from the published CSV with pandas alone: on the real data, on the tests' small plan, on
a made corpus, and where rows are taken away until a story has one, or none."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from bench import corpus
from bench.run import MOST_ROWS
from bench.template import template
from publisher.publish import manifest
from publisher.publish.publish import publish
from publisher.read.package import read_package
from publisher.terms.schema import load_schemas
from publisher.work.output import Output
from tests.conftest import Once
from tests.publish.conftest import load

Numbers = dict[str, float]
Told = dict[str, tuple[Numbers, dict[str, pd.DataFrame], list[dict[str, Any]]]]
ONE_AMOUNT = ("comparator", "measure", "low", "high")


class Csv:
    """The published tables as text, and what is counted in them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.targets, self.projects = self.table("targets"), self.table("projects")
        self.promised = self.projects[self.projects.stage != "rely_on"]

    def table(self, name: str) -> pd.DataFrame:
        return pd.read_csv(self.folder / f"data/{name}.csv", dtype=str, keep_default_na=False)

    @property
    def named(self) -> pd.Series:
        """Whether a body is named, target by target."""
        t = self.targets
        return (t.lead_units != "") | (t.support_units != "") | (t.undivided_units != "")


def told(of: pd.DataFrame, groups: pd.Series, **more: float) -> tuple[Numbers, pd.DataFrame]:
    """The numbers of rows that are counted, each as something, and the rows. groups: "" where one is not counted."""
    kept = groups[groups != ""]
    rows = of.loc[kept.index]
    return {"rows": len(rows), **kept.value_counts().to_dict(), **more}, rows.assign(counted_as=kept)


def again(data: Csv) -> Told:
    """Every story, by the rules as the pages state them."""
    t, found = data.targets, {}
    tasks = data.table("tasks").set_index("task_id")
    with_statements = set(tasks[tasks.statement_count.astype(int) > 0].index)

    inferred = t.deadline_basis.where(t.deadline_basis != "stated", "")
    divided = (t.deadline_basis == "horizon") & (t.parent_target_id != "")
    found["inferred-deadlines"] = (told(t, inferred, targets=len(t), inferred_shares=int(divided.sum())), "targets")
    nobody = t.related_task_id.isin(with_statements).map({True: "elsewhere", False: "nowhere"}).where(~data.named, "")
    found["nobody-named"] = (told(t, nobody, targets=len(t)), "targets")
    valued = t[t.value != ""]
    unclear = valued.basis.where(valued.basis == "unclear", "")
    found["basis-unclear"] = (told(valued, unclear, valued=len(valued)), "targets")
    values = t.set_index("target_id").value
    numberless = data.promised.target_id.map(lambda i: values.get(i, "") == "")
    dated = data.promised.deadline_basis.isin(("stated", "section")).map({True: "dated", False: "undated"})
    rows = told(data.promised, dated.where(numberless, ""), things=len(data.promised))
    found["without-number"] = (rows, "projects")
    parties = data.table("project_parties")
    parties = parties[parties.project_id.isin(data.promised.project_id)]
    more = {"names": parties.name_printed.nunique(), "named_things": parties.project_id.nunique()}
    found["organisations"] = (told(parties, parties.role, **more), "project_parties")

    stories: Told = {name: (numbers, {table: rows}, []) for name, ((numbers, rows), table) in found.items()}
    stories["sought"] = sought(data)
    stories["who-leads"] = leads(data.table("task_units"))
    stories["shares"] = shares(t)
    stories |= across(data)
    return {name: _whole(*story) for name, story in stories.items() if any(map(len, story[1].values()))}


def _whole(numbers: Numbers, tables: dict[str, pd.DataFrame], cases: list[dict[str, Any]]) -> Any:
    """With the numbers that every story has."""
    held = {name: rows for name, rows in tables.items() if len(rows)}
    documents = set().union(*(rows.document_id for rows in held.values()))
    more = {"documents": len(documents), **{f"of_{name}": len(rows) for name, rows in held.items()}}
    return {**numbers, **more, **({"cases": len(cases)} if cases else {})}, held, cases


def sought(data: Csv) -> tuple[Numbers, dict[str, pd.DataFrame], list[Any]]:
    t, p = data.targets, data.promised
    hedged, targets = told(t, t.hedge.where(t.hedge != "none", ""))
    by_hedge = p.hedge.where(p.hedge != "none", "")
    only, things = told(p, p.stage.where(p.stage.isin(("seek", "study")), by_hedge))
    groups = {name: hedged.get(name, 0) + only.get(name, 0) for name in {**hedged, **only}}
    return {**groups, "targets": len(t), "things": len(p)}, {"targets": targets, "projects": things}, []


def leads(ties: pd.DataFrame) -> tuple[Numbers, dict[str, pd.DataFrame], list[Any]]:
    lead, undivided = ties[ties.role == "lead"], ties[ties.role == "undivided"]
    side = undivided[~undivided.task_id.isin(lead.task_id)].groupby("task_id").unit_id.nunique()
    without = set(side[side > 1].index)
    counted = ties.role.where((ties.role == "lead") | ((ties.role == "undivided") & ties.task_id.isin(without)), "")
    numbers, rows = told(ties, counted)
    tasks = lead.groupby("unit_id").task_id.nunique()
    most = int(tasks.max()) if len(tasks) else 0
    more = {"bodies": len(tasks), "top_tasks": most, "top_bodies": int((tasks == most).sum())}
    more |= {"lead_tasks": lead.task_id.nunique(), "undivided_tasks": len(without)}
    return {**numbers, **more}, {"task_units": rows}, []


def shares(t: pd.DataFrame) -> tuple[Numbers, dict[str, pd.DataFrame], list[dict[str, Any]]]:
    cases, groups = [], pd.Series("", index=t.index)
    for parent, parts in t[t.parent_target_id != ""].groupby("parent_target_id", sort=False):
        whole = t[t.target_id == parent]
        members = pd.concat([whole, parts])
        if set(members.comparator) == {"eq"} and members.measure_id.nunique() == 1:
            one, total = float(whole.value.iloc[0]), parts.value.astype(float).sum()
            if total != one:
                groups[whole.index], groups[parts.index] = "whole", "share"
                numbers = {"whole": one, "shares": len(parts), "sum": total, "difference": abs(one - total)}
                over = int(total > one)
                cases.append({"about": parent, "records": [*members.target_id], **numbers, "over": over})
    numbers, rows = told(t, groups)
    return numbers, {"targets": rows}, cases


def across(data: Csv) -> Told:
    """What is found where documents are set side by side: all pairs, one by one."""
    measures = data.table("tables/measures").set_index("measure_id")
    t = data.targets[(data.targets.indicator_id != "") & (data.targets.parent_target_id == "")].copy()
    factor = t.measure_id.map(measures.factor).replace("", "1").astype(float)
    t["measure"] = t.measure_id.map(measures.canonical_id).where(t.measure_id.map(measures.kind) != "count", "count")
    t["low"] = pd.to_numeric(t.value) * factor
    t["high"] = pd.to_numeric(t.value_max.where(t.value_max != "", t.value)) * factor
    return {"district-and-city": districts(t), "two-dates": dates(t)}


def districts(t: pd.DataFrame) -> tuple[Numbers, dict[str, pd.DataFrame], list[dict[str, Any]]]:
    rates = t[(t.basis == "rate") & (t.indicator_match == "exact") & t.low.notna()]
    cases, groups = [], pd.Series("", index=t.index)
    pairs = rates.reset_index().merge(rates.reset_index(), on=["indicator_id", "deadline", "measure"])
    for pair in pairs.itertuples():
        around = pair.area_code_x.rstrip("0")
        near = pair.area_code_x in (pair.area_code_y[:4] + "00", pair.area_code_y[:2] + "0000")
        within = pair.area_code_y.startswith(around) and pair.area_code_y != pair.area_code_x and near
        same = pair.comparator_x == pair.comparator_y
        known = {pair.comparator_x, pair.comparator_y} <= {"eq", "range", "ge", "gt", "le", "lt"}
        apart = pair.high_x < pair.low_y or pair.high_y < pair.low_x
        if same and pair.comparator_x != "range":
            apart = (pair.low_x, pair.high_x) != (pair.low_y, pair.high_y)
        elif not {pair.comparator_x, pair.comparator_y} <= {"eq", "range"}:
            apart = False
        if within and known and apart:
            groups[pair.index_x], groups[pair.index_y] = (
                groups[pair.index_x] or "outer",
                groups[pair.index_y] or "inner",
            )
            numbers = {"outer": float(pair.value_x), "inner": float(pair.value_y)}
            cases.append({"about": pair.indicator_id, "records": [pair.target_id_x, pair.target_id_y], **numbers})
    numbers, rows = told(t, groups)
    return numbers, {"targets": rows}, cases


def dates(t: pd.DataFrame) -> tuple[Numbers, dict[str, pd.DataFrame], list[dict[str, Any]]]:
    cases, groups = [], pd.Series("", index=t.index)
    held = t[t.indicator_match.isin(("exact", "close")) & (t.deadline != "")]
    for (indicator, *_), same in held.groupby(["indicator_id", "area_code", *ONE_AMOUNT], dropna=False):
        if same.deadline.nunique() > 1 and same.document_id.nunique() > 1:
            ordered = same.sort_values(["deadline", "target_id"])
            last = ordered.deadline.iloc[-1]
            groups[ordered.index] = ordered.deadline.map(lambda day, last=last: "later" if day == last else "earlier")
            years = {"first": int(ordered.deadline.iloc[0][:4]), "last": int(last[:4])}
            cases.append({"about": indicator, "records": [*ordered.target_id], **years})
    numbers, rows = told(t, groups)
    return numbers, {"targets": rows}, cases


# ---- the corpora ----


def _published(root: Path, project: Path, out: Path) -> Path:
    held = load(root, project)
    publish(held, made := Output(out))
    manifest.write(made, version=held.version, created=held.created)
    return out


@pytest.fixture(scope="session")
def small(root: Path, once: Once) -> Path:
    """The tests' small plan, published."""
    return once("findings-small", lambda folder: _published(root / "tests/cases/clean", root, folder))


@pytest.fixture(scope="session")
def many(root: Path, once: Once) -> Path:
    """A made corpus of several groups of plans, published."""

    def make(folder: Path) -> None:
        real = read_package(root, load_schemas(root / "schemas"))
        corpus.make(real, template(real, rows=MOST_ROWS), folder / "corpus", plans=15)
        _published(folder / "corpus", root, folder / "dist")

    return once("findings-many", make) / "dist"


Edit = Callable[[str, list[dict[str, str]]], list[dict[str, str]]]


def edited(root: Path, folder: Path, edit: Edit) -> Path:
    """The small plan with its tables edited, published. No rule looks at it: it is only counted."""
    shutil.copytree(root / "tests/cases/clean", folder / "edited")
    for path in sorted((folder / "edited").rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            columns, rows = reader.fieldnames or (), edit(path.stem, list(reader))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return _published(folder / "edited", root, folder / "dist")


def assert_told(folder: Path) -> dict[str, Any]:
    """Every number, case and row of the published findings is what pandas counts; the findings by id."""
    data = Csv(folder)
    expected, findings = again(data), json.loads((folder / "data/findings.json").read_bytes())["findings"]
    by_id = {one["finding_id"]: one for one in findings}
    assert set(by_id) == set(expected)
    listed = {f"data/{file['url']}" for one in findings for file in one["files"]}
    there = {str(path.relative_to(folder)) for path in (folder / "data").glob("findings/*.csv")}
    assert listed == there
    for name, (numbers, tables, cases) in expected.items():
        one = by_id[name]
        assert {k: v for k, v in one["numbers"].items() if v} == {k: v for k, v in numbers.items() if v}, name
        said = sorted(one["cases"], key=lambda case: case["records"])
        assert said == sorted(cases, key=lambda case: case["records"]), name
        assert {file["table"] for file in one["files"]} == set(tables)
        for file in one["files"]:
            held = pd.read_csv(folder / "data" / file["url"], dtype=str, keep_default_na=False)
            whole = data.table(file["table"])
            assert [*held.columns] == ["counted_as", *whole.columns] and len(held) == file["rows"]
            rows = tables[file["table"]][held.columns].astype(str)
            plain = [column for column in held.columns if not column.startswith("url")]
            assert sorted(map(tuple, held[plain].values)) == sorted(map(tuple, rows[plain].values)), file["url"]
    return by_id


def test_every_number_is_counted_again_from_the_published_tables(published: Path) -> None:
    found = assert_told(published)
    assert 8 <= len(found) <= 10


def test_and_on_a_small_plan(small: Path) -> None:
    found = assert_told(small)
    assert "shares" not in found and "two-dates" not in found


@pytest.mark.slow
def test_and_on_a_made_corpus(many: Path) -> None:
    found = assert_told(many)
    assert found["inferred-deadlines"]["numbers"]["documents"] > 5


def test_without_targets_and_things_nothing_is_told(root: Path, tmp_path: Path) -> None:
    kept = {"documents", "copies", "clauses", "tasks", "units", "unit_names", "measures", "indicators", "themes"}
    out = edited(root, tmp_path, lambda table, rows: rows if table in kept else [])
    assert assert_told(out) == {}
    assert not (out / "data/findings").exists() and not (out / "data/deadlines.ics").exists()


@pytest.mark.slow
def test_shares_that_add_up_are_no_story_and_those_that_do_not_are(root: Path, tmp_path: Path) -> None:
    amount = {"comparator": "eq", "measure_id": "ge", "value_max": "", "basis": "total"}

    def divided(*values: int) -> Edit:
        def edit(table: str, rows: list[dict[str, str]]) -> list[dict[str, str]]:
            if table != "targets":
                return rows
            whole, *parts = (row | amount | {"value": str(n)} for row, n in zip(rows, values, strict=False))
            parts = [part | {"kind": "allocation", "parent_target_id": whole["target_id"]} for part in parts]
            return [whole, *parts, *rows[len(values) :]]

        return edit

    assert "shares" not in assert_told(edited(root, tmp_path / "even", divided(30, 10, 20)))
    (case,) = assert_told(edited(root, tmp_path / "under", divided(30, 10, 15)))["shares"]["cases"]
    assert (case["sum"], case["difference"], case["over"]) == (25, 5, 0)
    (case,) = assert_told(edited(root, tmp_path / "over", divided(30, 10, 20, 4)))["shares"]["cases"]
    assert (case["sum"], case["difference"], case["over"]) == (34, 4, 1)


def test_a_file_leads_back_to_the_pages(published: Path) -> None:
    for path in sorted((published / "data/findings").glob("*.csv")):
        held = pd.read_csv(path, dtype=str, keep_default_na=False)
        for column in {"url", "url_en"} & {*held.columns}:
            assert held[column].str.startswith(("../../zh/", "../../en/")).all(), path


def test_each_file_is_offered_with_its_rows(published: Path) -> None:
    listed = {one["path"]: one for one in json.loads((published / "data/downloads.json").read_bytes())["files"]}
    for path in sorted((published / "data/findings").glob("*.csv")):
        one = listed[str(path.relative_to(published))]
        assert one["rows"] == len(pd.read_csv(path)) and one["title_zh"] and one["title_en"] != one["title_zh"]
    assert listed["data/deadlines.ics"]["media_type"] == "text/calendar"
    assert "data/findings.json" in listed
