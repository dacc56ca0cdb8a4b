"""An edit of any published cell makes what it stands in stale, and its row, its file of the API and its page say so."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from publisher.model.brief import in_brief
from publisher.model.checked import DOUBLE, NONE, SINGLE, STALE, weakest
from publisher.model.library import Library, library
from publisher.publish import rows
from publisher.publish.api.files import Api
from publisher.publish.scale import SizeLimits, scale
from publisher.render.context import renderer
from publisher.render.views import documents, indicators, projects, quantities, tasks, units
from publisher.terms import address
from publisher.terms.messages import LANGUAGES
from tests.checks import lab

HAVE_PAGES = ("documents", "targets", "observations", "tasks", "projects", "units", "indicators")
TECHNICAL = re.compile('<details class="fold"><summary>(?:技术信息|Technical details)(.*?)</details>', re.DOTALL)
CHIP = re.compile(r'<span class="chip checked-(\w+)">')

# What is edited (file, row, column), then what is stale; all else is as it was. Records of the plan without its id.
EDITS = """
units       linhe-economy-bureau    name_en     linhe-2020 linhe-economy-bureau t01 t02 t03 t04 t05 t06 o01 p01 p02 p03 2.1.1 2.1.2 2.2.1 r001 r003 r005
units       linhe-government        name_en     linhe-2020 linhe-government linhe-economy-bureau linhe-finance-bureau linhe-housing-bureau
unit_names  linhe-economy-bureau-1  area_code   linhe-economy-bureau
documents   linhe-2020              short_en    *
indicators  charging-posts          name_en     linhe-2020 charging-posts t06 o01
measures    gen                     label_en    linhe-2020 charging-posts t06 o01
themes      energy                  name_en     linhe-2020 t06 2.2.1
aliases     a001                    alias       -
glossary    基站                    note        -
clauses     2.1                     heading_en  linhe-2020 t01 t02 t03 t04 t05 p01 p02 p03 2.1.1 2.1.2 r001 r002 r003
clauses     2.2.1                   heading_en  linhe-2020 t06 o01 2.2.1 r004 r005
clauses     1                       heading_en  linhe-2020 t07 t09 m01 m02
tasks       2.2.1                   summary_en  linhe-2020 t06 o01 2.2.1 r004 r005
responsibilities r002               scope_en    linhe-2020 t01 t02 t03 2.1.1 r002
targets     t01                     what_en     linhe-2020 t01 t02 t03 m01
targets     t05                     caveat_en   linhe-2020 t05
targets     t06                     what_zh     linhe-2020 t06 o01 m02
observations o02                    what_en     linhe-2020 o02
projects    p02                     name_en     linhe-2020 p02
parties     y01                     name_en     linhe-2020 p01
mentions    m03                     reason_en   linhe-2020 m03
notes       n02                     text_en     linhe-2020 t04 n02
copies      copy1                   defects_en  linhe-2020
relations   l01                     to_title_zh linhe-2020
"""  # noqa: E501  (a row an edit)
ROWS = [line.split(maxsplit=3) for line in EDITS.strip().splitlines()]


def whole(record: str) -> str:
    """A record's id; in the table above those of the plan stand without its own."""
    short = re.fullmatch(r"\d[.\d]*|[a-z]+\d+", record) and not record.startswith("a0")
    return f"{lab.PLAN}.{record}" if short else record


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented package, every record of it signed by two."""
    return lab.clean(tmp_path_factory.mktemp("checked") / "clean")


def edited(root: Path, name: str, record: str, column: str) -> None:
    """Change a cell and lock, as the message of `validate` advises, but sign nothing."""
    file = f"{name}.csv"

    def change(table: list[dict[str, str]]) -> list[dict[str, str]]:
        assert sum(next(iter(row.values())) == record for row in table) == 1, record
        return [{**row, column: f"{row[column]}x"} if next(iter(row.values())) == record else row for row in table]

    lab.edit_rows(root, file, change)
    lab.lock(root)


def in_rows(held: Library) -> dict[str, dict[str, str]]:
    """Table → record → its state, as the wide tables say it."""
    plan = held.load(lab.PLAN)
    tables = {**rows.of_plan(held, plan), **{name: list(own) for name, own in rows.of_registry(held)}}
    return {
        name: {str(next(iter(row.values()))): row["checked"] for row in own}
        for name, own in tables.items()
        if own and "checked" in own[0]
    }


def in_files(held: Library) -> dict[str, dict[str, str]]:
    """Table → record → its state, as its file of the API says it."""
    plan = held.load(lab.PLAN)
    api = Api(held, scale(held, SizeLimits()))
    files = api.plan(plan, rows.of_plan(held, plan))
    files |= dict(map(api.unit, rows.units(held))) | dict(map(api.indicator, rows.indicators(held)))
    data = {path: json.loads(content)["data"] for path, content in files.items()}
    return {
        name: {r: one["checked"] for r in own if (one := data.get(address.json(name, r)))}
        for name, own in in_rows(held).items()
        if name in HAVE_PAGES
    }


def in_pages(held: Library, language: str) -> dict[str, dict[str, str]]:
    """Table → record → its state, as the chip above the title and the one under Technical details say it."""
    plan, one = held.load(lab.PLAN), renderer(held, language)
    brief = in_brief(plan)
    made = [
        *documents.pages(one, plan), *quantities.pages(one, plan),
        *tasks.pages(one, brief), *projects.pages(one, brief),
        *(next(units.pages(one, unit)) for unit in held.registry["units"].values()),
        *(next(indicators.pages(one, indicator)) for indicator in held.registry["indicators"].values()),
    ]  # fmt: skip
    found: dict[str, dict[str, str]] = {name: {} for name in HAVE_PAGES}
    for page in made:
        table, record, *_ = page.path.split("/")
        html = str(page.html)
        (details,) = TECHNICAL.findall(html)
        (above,), below = CHIP.findall(html.partition("</h1>")[0]), CHIP.findall(details)
        assert below == [above], f"{page.path}: {above} above the title, {below} under Technical details"
        if above == DOUBLE:
            assert details.count(f"{lab.DAY} · <code>reader-") == 2, f"{page.path} does not say who signed it"
        found[table][record] = above
    return found


def states(held: Library) -> list[tuple[str, Mapping[str, Mapping[str, str]]]]:
    return [("rows", in_rows(held)), ("API", in_files(held)), *((name, in_pages(held, name)) for name in LANGUAGES)]


def of(root: Path) -> Library:
    return library(lab.package(root))


@pytest.mark.parametrize(("name", "record", "column", "stale"), ROWS, ids=[f"{r[0]}.{r[2]}-{r[1]}" for r in ROWS])
def test_an_edit_is_told_where_its_words_stand(
    name: str, record: str, column: str, stale: str, signed: Path, tmp_path: Path
) -> None:
    root = shutil.copytree(signed, tmp_path / "edited")
    edited(root, name, whole(record), column)
    wanted = {whole(one) for one in stale.split()} - {"-"}
    for where, found in states(of(root)):
        told = {one for own in found.values() for one, state in own.items() if state == STALE}
        every = {one for own in found.values() for one in own}
        all_of_plan = {one for one in every if one.startswith(lab.PLAN)}
        assert told == (all_of_plan if stale == "*" else wanted & every), where
        assert {state for own in found.values() for state in own.values()} <= {DOUBLE, STALE}


def test_what_nobody_edited_is_signed_by_two_everywhere(signed: Path) -> None:
    for where, found in states(of(signed)):
        assert set(HAVE_PAGES) <= found.keys() and all(found.values()), where
        assert {state for own in found.values() for state in own.values()} == {DOUBLE}, where


def test_stale_comes_first_then_unsigned_then_one_reader() -> None:
    order = [STALE, NONE, SINGLE, DOUBLE]
    assert [weakest(order[at:]) for at in range(4)] == order
    assert weakest(()) == NONE


def test_lists_of_others_tell_which_are_stale(signed: Path, tmp_path: Path) -> None:
    """The pages and files of a task, a body and an indicator list targets: each with its own state."""
    root = shutil.copytree(signed, tmp_path / "edited")
    edited(root, "targets", whole("t06"), "caveat_en")
    held = of(root)
    plan, one = held.load(lab.PLAN), renderer(held, "en")
    body, indicator = held.registry["units"]["linhe-housing-bureau"], held.registry["indicators"]["charging-posts"]
    pages = {
        "task": next(p for p in tasks.pages(one, in_brief(plan)) if whole("2.2.1") in p.path),
        "body": next(units.pages(one, body)), "indicator": next(indicators.pages(one, indicator)),
        "document": next(iter(documents.pages(one, plan))),
    }  # fmt: skip
    for name, page in pages.items():
        assert "checked-stale" in str(page.html).partition("</h1>")[2], name
    api = Api(held, scale(held, SizeLimits()))
    unit = json.loads(dict(map(api.unit, rows.units(held)))[address.json("units", body.id)])
    assert unit["data"]["checked"] == DOUBLE
    assert [target["checked"] for target in unit["data"]["target_list"]] == [STALE]


def test_what_is_stale_is_not_published_unasked(signed: Path, tmp_path: Path) -> None:
    root = shutil.copytree(signed, tmp_path / "edited")
    assert not lab.validate(root).fails(strict=True)
    edited(root, "units", "linhe-economy-bureau", "name_en")
    report = lab.validate(root)
    assert report.fails(strict=True) and not report.fails()
    assert report.count("warning") == len(report.problems) > 0, "a severity is counted by its name, too"
