"""The source in view: whose own words are shown, quotes marked and linked both ways, and the way to the source."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.model.agreement import readings_of
from publisher.model.library import Library, library
from publisher.model.plan import PlanModel
from publisher.read.package import read_package
from publisher.render.context import HOME, PUBLISHED, Rules, renderer
from publisher.render.facts import Facts, plan_facts
from publisher.render.paging import Sheet
from publisher.render.views import documents, lists, quantities, texts
from publisher.run.build import Built, _notes
from publisher.terms.schema import load_schemas
from tests.site.pages import Opener

PLAN = "baoshan-2020"


@pytest.fixture(scope="module")
def held(root: Path) -> Library:
    """The real library, without its texts."""
    return library(read_package(root, load_schemas(root / "schemas"), sources=None))


@pytest.fixture(scope="module")
def at_home(root: Path, sources: Path) -> Library:
    """The real library with its texts."""
    return library(read_package(root, load_schemas(root / "schemas"), sources=sources))


def _of_rights(plan: PlanModel, rights: str) -> PlanModel:
    (copy,) = plan.copies
    return replace(plan, copies=(replace(copy, values={**copy.values, "rights": rights}),))


@pytest.mark.sources
def test_a_text_is_shown_at_home_and_published_only_where_its_copy_is_official(at_home: Library, held: Library) -> None:
    plan, without = at_home.load(PLAN), held.load(PLAN)
    home, published, plain = (renderer(at_home, "zh", Rules(texts=rule)) for rule in (HOME, PUBLISHED, ""))
    assert texts.readable(home, plan) and not texts.readable(home, without)
    assert texts.readable(published, plan) and not texts.readable(published, _of_rights(plan, "unknown"))
    assert not texts.readable(plain, plan)
    assert not texts.readable(published, without), "no text is at hand"


@pytest.mark.sources
def test_the_whole_body_is_shown_with_every_quote_and_nothing_of_the_site_around_it(at_home: Library) -> None:
    for plan in map(at_home.load, at_home.plan_ids):
        (copy,) = plan.copies
        shown = texts.passages(renderer(at_home, "zh", Rules(texts=HOME)).say, plan)
        body = (plan.text or "")[copy.body_start : copy.body_end]
        assert "".join("".join(piece.words for piece in shown).split()) == "".join(body.split())
        ids = [record_id for piece in shown for record_id in piece.ids]
        assert len(ids) == len(set(ids))
        assert {*plan.quantities, *(p.id for p in plan.projects), *(c for c in plan.clauses)} <= set(ids)
        headed = [piece for piece in shown if piece.kind == "heading" and piece.words]
        assert len(headed) > 0.8 * len(plan.clauses)


@pytest.mark.sources
def test_quotes_and_records_are_linked_both_ways(at_home: Library) -> None:
    plan, one = at_home.load(PLAN), renderer(at_home, "en", Rules(texts=HOME))
    (page,) = texts.pages(one, plan)
    quantity = plan.quantities[f"{PLAN}.t10"]
    record = quantities.page(one, plan, quantity, quantities.Lookups(plan))
    assert f'href="@/en/{page.path}#q-baoshan-2020-t10"' in record.html
    assert re.search(r'id="q-baoshan-2020-t10" href="@/en/targets/baoshan-2020.t10/"', page.html)
    assert 'lang="zh"' in page.html.split('class="reading"')[1][:20]


def test_what_may_not_be_published_is_said(held: Library) -> None:
    said = _notes(held.package, Built({}, 0, 0), texts=True)
    assert [message.key for message in said] == ["build.texts", "build.no-texts"]
    assert dict(said[1].facts)["plans"] == tuple(held.plan_ids)
    assert _notes(held.package, Built({}, 0, 0), texts=False) == ()


def test_a_quote_stands_among_its_neighbours_in_the_order_of_the_text(held: Library) -> None:
    say, plan = renderer(held, "zh").say, held.load(PLAN)
    by_clause = texts.by_clause(say, plan)
    for quantity in plan.quantities.values():
        near = texts.around(by_clause, quantity.clause.id, quantity.id)
        places = [(one.evidence.start, one.evidence.end) for one in near]
        assert places == sorted(set(places))
        assert not near or any(one.record_id == quantity.id for one in near)
        assert len(near) <= 2 * texts.AROUND + 1
    near = texts.around(by_clause, f"{PLAN}.2.1.2", f"{PLAN}.t10")
    assert [f"{PLAN}.t09", f"{PLAN}.t10"] == [one.record_id for one in near if ".t" in one.record_id]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_source_is_opened_at_the_words_wherever_its_address_is_known(built: Path, language: str) -> None:
    known = 0
    for name in ("targets", "observations"):
        for record in json.loads((built / f"api/v1/{name}.json").read_bytes())["data"]:
            own = record.get("target_id") or record["observation_id"]
            page = html.unescape((built / language / name / own / "index.html").read_text("utf-8"))
            held = json.loads((built / f"api/v1/{name}/{own}.json").read_bytes())["data"]["evidence"]["href"]
            assert (f'href="{held}"' in page) if held else ("#:~:text=" not in page), own
            known += bool(held)
            assert ('class="ours"' in page) == (language == "en"), "a reading in English says that it is ours"
    assert known > 20


@pytest.mark.browser
def test_neighbours_open_on_the_page(visit: Opener) -> None:
    page = visit("/zh/targets/baoshan-2020.t10/", width=390)
    page.click(".near summary")
    assert page.locator(".near [aria-current]").inner_text() == "引导带动1500家企业上云上平台"
    page.click(".near a >> nth=0")
    page.wait_for_url("**/zh/**")
    assert page.watch.said == []  # type: ignore[attr-defined]


@pytest.mark.sources
@pytest.mark.parametrize("language", ["zh", "en"])
def test_quotes_are_called_verified_only_where_the_build_had_the_texts(
    language: str, held: Library, at_home: Library
) -> None:
    verified = {"zh": "核实", "en": "verified"}[language]
    for one, said in ((held, False), (at_home, True)):
        plan, facts = one.load(PLAN), Facts()
        facts.add(plan_facts(plan, readings_of(plan)))
        of = renderer(one, language)
        document = next(iter(documents.pages(of, plan)))
        quality = lists.quality(of, facts, None, [], Sheet("quality/", 0, 1))
        stats = str(document.html).partition('class="stats stats-big"')[2].partition("</ul>")[0]
        head = str(quality.html).partition('class="headline headline-4"')[2].partition("</ul>")[0]
        assert stats and (verified in stats) is said
        assert head and (verified in head) is said
