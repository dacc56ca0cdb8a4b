"""The desk in a real browser, by keyboard alone."""

from __future__ import annotations

import json
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from publisher.check.rule import catalogue
from publisher.review import server as serving
from publisher.review.desk import Desk
from publisher.review.server import open_server
from publisher.terms.messages import words
from tests.marked import mark_all, marked, parted
from tests.review.lab import PLAN, SCHEMAS, TODAY, agree, desk_at, interpreted, read_all, rows
from tests.review.test_desk_signing import told_anew

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def place(outlined: Path, tmp_path: Path) -> Path:
    shutil.copytree(outlined, tmp_path / "place")
    return tmp_path / "place"


@pytest.fixture
def opened(browser: Browser) -> Iterator[object]:
    """Open the desk of a place for a reader; nothing may be asked of another host, and no script may fail."""
    servers, faults = [], []

    def at(place: Path, reader: str = "reader-a") -> Page:
        server, address = open_server(desk_at(place, reader))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        page = browser.new_page(locale="en-GB", viewport={"width": 1300, "height": 850})
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith(("http://127.0.0.1:", "data:")) else faults.append(request.url)
            ),
        )
        page.goto(address)
        page.wait_for_selector("#form .actions")
        return page

    yield at
    for server in servers:
        server.shutdown()
        server.server_close()
    assert faults == []


def settled(page: Page, text: str) -> None:
    page.wait_for_function("text => document.getElementById('progress').textContent.startsWith(text)", arg=text)


def progress(page: Page) -> int:
    return int(page.text_content("#progress").split(" / ")[0])  # type: ignore[union-attr]


def test_a_target_is_agreed_by_keyboard(place: Path, opened) -> None:  # type: ignore[no-untyped-def]
    page = opened(place)
    assert page.text_content("mark.now.open") == "4200"
    page.wait_for_selector(".wrong[name=what_en]")
    before = progress(page)
    page.keyboard.press("e")
    page.keyboard.type("5G base stations")
    page.keyboard.press("Control+Enter")
    settled(page, str(before + 1))
    (target,) = rows(place, "targets")
    assert (target["figure_printed"], target["value"], target["what_en"]) == ("4200", "4200", "5G base stations")
    assert rows(place, "checks")[-1]["outcome"] == "agreed"
    assert page.text_content("mark.now.open") == "200"


def test_a_fault_is_shown_while_it_is_typed_and_is_not_saved(place: Path, opened) -> None:  # type: ignore[no-untyped-def]
    page = opened(place)
    page.fill("[name=what_en]", "stations")
    page.fill("[name=value]", "42000")
    page.wait_for_selector("text=value-differs-from-figure")
    assert "changed" in page.get_attribute("[name=value]", "class")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#message:not([hidden])")
    assert rows(place, "targets") == []


def test_reject_and_mention_ask_for_a_reason_by_keyboard(place: Path, opened) -> None:  # type: ignore[no-untyped-def]
    page = opened(place)
    before = progress(page)
    page.keyboard.press("s")
    page.keyboard.press("Tab")
    page.keyboard.type("名称中的数字。")
    page.keyboard.press("Tab")
    page.keyboard.type("A number in a name.")
    page.keyboard.press("Enter")
    settled(page, str(before + 1))
    assert rows(place, "mentions")[-1]["reason_en"] == "A number in a name."
    page.keyboard.press("r")
    page.keyboard.type("不是目标")
    page.keyboard.press("Enter")
    page.wait_for_selector("#text mark.loose")
    assert page.text_content("#text mark.loose") == "200"
    assert "1" in page.text_content("#progress").split("·")[1]


def test_a_figure_without_an_account_is_added_by_keyboard(place: Path, opened) -> None:  # type: ignore[no-untyped-def]
    page = opened(place)
    page.keyboard.press("r")
    page.keyboard.type("试")
    page.keyboard.press("Enter")
    page.wait_for_selector("#text mark.loose")
    page.keyboard.press("u")
    page.keyboard.press("m")
    page.wait_for_selector("#ask[open]")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=figure_printed]")
    page.wait_for_function("() => document.querySelector('[name=figure_printed]').value === '4200'")
    assert page.input_value("[name=value]") == "4200"
    assert page.input_value("[name=clause_id]") == f"{PLAN}.1.2.1"


def test_a_file_changed_meanwhile_is_said_and_read_again(place: Path, opened) -> None:  # type: ignore[no-untyped-def]
    page = opened(place)
    path = place / f"datapackage/plans/{PLAN}/notes.csv"
    path.write_bytes(path.read_bytes() + b"\n")
    page.fill("[name=what_en]", "5G base stations")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#message >> text=notes.csv")
    assert rows(place, "targets") == []
    page.click("#message button")
    page.wait_for_selector("#message", state="hidden")
    page.fill("[name=what_en]", "5G base stations")
    page.keyboard.press("Control+Enter")
    page.wait_for_function("() => document.querySelector('mark.now.open')?.textContent === '200'")
    assert len(rows(place, "targets")) == 1


def test_the_last_decision_offers_the_end_and_the_plan_is_finished(  # type: ignore[no-untyped-def]
    agreed: Path, tmp_path: Path, opened
) -> None:
    place = tmp_path / "place"
    shutil.copytree(agreed, place)
    page = opened(place)
    assert page.is_visible("#finish")
    page.keyboard.press("f")
    page.wait_for_function("() => !desk.draft")
    assert not (place / f"datapackage/plans/{PLAN}/suggestions.csv").exists()
    assert PLAN in [row["document_id"] for row in rows(place, "documents")]


def test_what_forbids_the_end_leads_to_its_item_and_covers_nothing(agreed: Path, tmp_path: Path, opened) -> None:  # type: ignore[no-untyped-def]
    place = tmp_path / "place"
    shutil.copytree(agreed, place)
    desk = desk_at(place)
    item = next(i for i in desk.items() if i.rows[0].cells.get("figure_printed") == "3")
    assert agree(desk, item.id, indicator_id="plan-pillars", indicator_match="exact")["ok"]
    page = opened(place)
    page.keyboard.press("f")
    page.click("#message button")
    assert page.evaluate("current.id") == item.rows[0].record
    page.evaluate("fail({problems: Array(9).fill({rule: 'x'.repeat(300)}), whole: true})")
    page.keyboard.press("l")
    page.locator("#list select").first.select_option("all")
    page.locator("#rows button").last.click()  # not behind the message


def test_the_second_reader_sees_empty_forms_only(finished: Path, tmp_path: Path, opened) -> None:  # type: ignore[no-untyped-def]
    place = tmp_path / "place"
    shutil.copytree(finished, place)
    page = opened(place, "reader-b")
    assert "blind" in page.text_content("#plan")
    whole = page.content()
    assert "another thing" not in whole and "a thing" not in whole
    values = page.eval_on_selector_all("#form [name]", "nodes => nodes.filter(n => n.value).map(n => n.name)")
    assert set(values) <= {"quote", "figure_printed"}
    page.keyboard.press("a")
    page.wait_for_selector("#message:not([hidden])")
    assert rows(place, "readings") == []


def test_without_the_token_the_page_shows_nothing(place: Path, opened, browser: Browser) -> None:  # type: ignore[no-untyped-def]
    page = opened(place)
    other = browser.new_context().new_page()
    other.goto(page.url)
    other.wait_for_selector("#message:not([hidden])")
    assert other.text_content("#text") == ""


def test_the_page_is_in_both_languages_and_says_its_keys(place: Path, opened) -> None:  # type: ignore[no-untyped-def]
    page = opened(place)
    page.click("#language")
    page.wait_for_selector("text=只是提及")
    page.keyboard.press("?")
    assert "Ctrl+Enter" in page.text_content("#keys")


EVERYTHING = """() => {
  const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const apart = "#text, #lists, noscript"; // the source, the ids that can be chosen
  while (walk.nextNode()) if (!walk.currentNode.parentNode.closest(apart)) found.push(walk.currentNode.data);
  for (const name of ["title", "aria-label", "placeholder", "data-help"])
    for (const node of document.querySelectorAll(`[${name}]`)) found.push(node.getAttribute(name));
  return [document.title, ...found];
}"""


def marked_words(node: Any) -> Any:
    """The words of the desk with marks in their place."""
    if isinstance(node, dict | list):
        pairs = node.items() if isinstance(node, dict) else enumerate(node)
        made = {key: marked_words(below) for key, below in pairs}
        return made if isinstance(node, dict) else list(made.values())
    return marked(node)


def test_the_page_shows_messages_and_data_only(  # type: ignore[no-untyped-def]
    place: Path, finished: Path, tmp_path: Path, opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark_all(monkeypatch)
    monkeypatch.setattr(serving, "words", lambda language: marked_words(words(language)))
    shutil.copytree(finished, tmp_path / "second")
    for where, reader, keys in ((place, "reader-a", "?m"), (tmp_path / "second", "reader-b", "?")):
        page = opened(where, reader)
        held = json.dumps(page.evaluate("desk"), ensure_ascii=False)
        if reader == "reader-a":  # what the rules refuse, and what an answer says
            page.fill("[name=quote]", "没有的文字")
            page.wait_for_selector("#problems .problem")
            page.evaluate("fail({message: 'changed', files: ['targets.csv'], found: 'KeyError'})")
        shown = page.evaluate(EVERYTHING)
        for key in keys:
            page.evaluate("document.activeElement.blur()")
            page.keyboard.press(key)
            shown += page.evaluate(EVERYTHING)
            page.keyboard.press("Escape")
        rest = " ".join(parted(text.replace("·", " "))[0] for text in shown)
        own = (
            held
            + " targets.csv KeyError 没有的文字 A B D E F I J K M N R S U ? ⇧K Ctrl+Enter / – "
            + " ".join(catalogue())
        )
        assert [w for w in rest.split() if w not in own and not re.fullmatch(r"[\d/]+", w)] == []


def chosen(page: Page, table: str) -> None:
    """Choose a table in the dialog by keyboard, as its place in the list has it."""
    page.wait_for_selector("#ask[open]")
    options = page.eval_on_selector_all("#ask option", "nodes => nodes.map(node => node.value)")
    for _ in range(options.index(table)):
        page.keyboard.press("ArrowDown")
    assert page.input_value("#ask select") == table


def test_a_missed_clause_is_added_by_typing_its_words(place: Path, opened) -> None:  # type: ignore[no-untyped-def]
    page = opened(place)
    page.keyboard.press("m")
    chosen(page, "clauses")
    page.keyboard.press("Tab")
    page.keyboard.type("支持临江数据中心扩容")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=heading_zh]")
    assert page.input_value("[name=heading_zh]") == "支持临江数据中心扩容"
    assert page.input_value("[name=clause_id]") == f"{PLAN}.2.2.1.1"


def test_a_body_is_added_by_keyboard(place: Path, opened) -> None:  # type: ignore[no-untyped-def]
    page = opened(place)
    while not page.query_selector("[name=role]"):
        before = page.inner_text("#form .why")
        page.keyboard.press("n")
        page.wait_for_function("text => document.querySelector('#form .why').innerText !== text", arg=before)
    rows_shown = page.locator("[name=name_printed]").count()
    page.keyboard.press("b")
    page.wait_for_selector("#ask[open]")
    page.keyboard.type("市工业和信息化局")
    page.keyboard.press("Enter")
    page.wait_for_function("n => document.querySelectorAll('[name=name_printed]').length === n", arg=rows_shown + 1)


def test_an_indicator_is_chosen_or_suggested_by_keyboard(place: Path, opened) -> None:  # type: ignore[no-untyped-def]
    page = opened(place)
    page.keyboard.press("i")
    page.wait_for_selector("#ask[open]")
    page.keyboard.type("base-stations-of-xugou")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=definition_zh]")
    assert page.input_value("[name=indicator_id]") == "base-stations-of-xugou"
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_selector("[name=figure_printed]")
    assert page.input_value("[name=indicator_id]") == "base-stations-of-xugou"


@pytest.fixture(scope="module")
def read_once(finished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("read_once") / "place"
    shutil.copytree(finished, place)
    return place


def test_the_second_reader_reads_and_settles_by_keyboard(read_once: Path, opened) -> None:  # type: ignore[no-untyped-def]
    recorded = next(row for row in rows(read_once, "targets") if row["figure_printed"] == "2600")
    interpreted(read_once, recorded["target_id"], recorded["quote"])
    page = opened(read_once, "reader-b")
    while not page.query_selector("button:has-text('Nothing is promised')"):
        before = page.inner_text("#form .why")
        page.keyboard.press("j")
        page.wait_for_function("text => document.querySelector('#form .why').innerText !== text", arg=before)
    before = progress(page)
    words = page.input_value("[name=quote]")
    page.keyboard.press("0")
    settled(page, str(before + 1))
    assert [(row["quote"], row["record_kind"]) for row in rows(read_once, "readings")] == [(words, "nothing")]
    page.click("mark.blind >> text=2600")
    page.select_option("[name=record_kind]", "target")
    target = next(row for row in rows(read_once, "targets") if row["figure_printed"] == "2600")
    for name in ("kind", "comparator", "deadline", "measure_id"):
        field = page.locator(f"[name={name}]")
        field.select_option(target[name]) if name in ("kind", "comparator") else field.fill(target[name])
    page.select_option("[name=basis]", "total")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("button:has-text('supports the second')")

    def said(code: str) -> str:
        return SCHEMAS["readings"].field("basis").label(code, "en")

    assert page.inner_text(".both tr:last-child") == "\t".join(["Basis", said("new"), said("total")])
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    page.wait_for_selector("#ask[open]")
    page.keyboard.type("原文如此。")
    page.keyboard.press("Enter")
    page.wait_for_selector("button:has-text('supports the second')", state="detached")
    assert next(row for row in rows(read_once, "targets") if row["figure_printed"] == "2600")["basis"] == "total"


def test_the_second_reader_enters_the_bodies_of_a_statement_a_line_each(  # type: ignore[no-untyped-def]
    finished: Path, tmp_path: Path, opened
) -> None:
    place = tmp_path / "place"
    shutil.copytree(finished, place)
    page = opened(place, "reader-b")
    page.click("mark.blind >> text=市发展改革委、临江新区管委会")
    before = progress(page)
    page.focus(".body")
    for number, name in enumerate(("市发展改革委", "临江新区管委会")):
        page.keyboard.type(name)
        page.keyboard.press("Tab")
        if not number:
            page.keyboard.type("role not")  # as its label begins
        page.keyboard.press("Tab")
    page.keyboard.press("Control+Enter")
    settled(page, str(before + 1))
    said = [(row["name_printed"], row["role"]) for row in rows(place, "readings")]
    assert said == [("市发展改革委", "undivided"), ("临江新区管委会", "undivided")]


def test_a_body_is_dropped_by_keyboard(finished: Path, tmp_path: Path, opened) -> None:  # type: ignore[no-untyped-def]
    place = tmp_path / "place"
    shutil.copytree(finished, place)
    words = "市政府成立数字设施建设领导小组"
    desk = desk_at(place)
    statement = next(i for i in desk.state("en")["items"] if words in i["rows"][0]["cells"].get("quote", ""))
    added = desk.propose({"table": "bodies", "item": statement["id"], "name": "市发展改革委"})
    assert desk.decide({"item": added["item"], "action": "accept"})["ok"]
    before = len(rows(place, "responsibilities"))
    page = opened(place)
    page.click(f"mark.signed >> text={words}")
    page.keyboard.press("d")
    page.wait_for_selector("#ask[open]")
    page.keyboard.type("市发展改革委")  # the list goes to what is typed
    page.select_option("#ask select", label="市发展改革委")
    for reason in ("不负责。", "It answers for nothing here."):
        page.keyboard.press("Tab")
        page.keyboard.type(reason)
    page.keyboard.press("Enter")
    page.wait_for_selector("#form button:has-text('Drop a body')", state="detached")
    assert len(rows(place, "responsibilities")) == before - 1
    assert rows(place, "retired")[-1]["reason_en"] == "It answers for nothing here."


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_to_be_done_next_is_said_and_nothing_is_cut_off(  # type: ignore[no-untyped-def]
    size: tuple[int, int], scheme: str, place: Path, opened
) -> None:
    page = opened(place)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.wait_for_selector(".todo")
    assert page.inner_text(".todo") == "To fill in: What is promised (English)"
    assert page.inner_text("#form button.main").startswith("Fill in")
    assert page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [
        size[0],
        size[1],
    ]
    cut = """() => [...document.querySelectorAll('header button, h1, .foot button, .todo, mark.now')].filter((node) => {
      const box = node.getBoundingClientRect();
      return box.width && (box.left < 0 || box.right > innerWidth || box.top < 0 || box.bottom > innerHeight);
    }).map((node) => node.outerHTML)"""
    assert page.evaluate(cut) == []
    # The cell that is gone into is not hidden behind the buttons.
    page.keyboard.press("e")
    page.wait_for_function("() => document.activeElement.name === 'what_en'")
    top = "() => document.querySelector('.foot').getBoundingClientRect().top"
    page.wait_for_function(f"() => document.activeElement.getBoundingClientRect().bottom <= ({top})()")
    page.keyboard.type("5G base stations")
    page.wait_for_function("() => document.querySelector('#form button.main').textContent.startsWith('Agree')")


def test_a_correction_is_carried_over_and_steps_are_taken_back_by_keys(place: Path, opened) -> None:  # type: ignore[no-untyped-def]
    page = opened(place)
    before, first = progress(page), page.inner_text("#form .why")
    page.fill("[name=what_en]", "5G base stations")
    page.fill("[name=theme_id]", "energy")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#message >> text=Other suggestions have the same")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.wait_for_selector("#message >> text=Carried over to")
    page.keyboard.press("l")
    page.select_option("#list [aria-label=Which]", "carried")
    assert page.locator("#rows button").count() > 0
    page.keyboard.press("Escape")
    page.keyboard.press("z")
    page.wait_for_selector("#message >> text=taken back")
    assert page.evaluate("() => desk.items.some((item) => item.reason.startsWith('carried'))") is False
    page.keyboard.press("z")
    settled(page, str(before))
    assert page.inner_text("#form .why") == first
    assert rows(place, "targets") == []
    assert page.is_hidden("#undo")


def test_the_list_is_searched_and_what_it_shows_decided_together(place: Path, opened) -> None:  # type: ignore[no-untyped-def]
    page = opened(place)
    before = progress(page)
    page.keyboard.press("/")
    page.keyboard.type("充电桩")
    page.wait_for_function("() => document.querySelectorAll('#rows button').length === 2")
    page.select_option("#list [aria-label='What kind']", "mentions")
    page.wait_for_function("() => document.querySelectorAll('#rows button').length === 1")
    page.click("text=Agree with all 1")
    settled(page, str(before + 1))
    assert "6000" in [row["figure_printed"] for row in rows(place, "mentions")]
    page.click("#undo")
    settled(page, str(before))
    assert "6000" not in [row["figure_printed"] for row in rows(place, "mentions")]


def test_what_is_left_of_the_second_reading_is_read_openly_and_signed(  # type: ignore[no-untyped-def]
    finished: Path, tmp_path: Path, opened
) -> None:
    place = tmp_path / "place"
    shutil.copytree(finished, place)
    read_all(desk_at(place, "reader-b"), place, openly=False)
    page = opened(place, "reader-b")
    assert page.is_visible("#form button:has-text('Agree')") and not page.query_selector("button:has-text('Reject')")
    before = progress(page)
    page.keyboard.press("a")
    settled(page, str(before + 1))
    page.keyboard.press("l")
    page.click("text=Agree with all")
    page.wait_for_function("() => desk.left === 0")
    assert {row["reader"] for row in rows(place, "checks", "") if PLAN in row["record_id"]} == {"reader-a", "reader-b"}


def loosened(place: Path) -> list[str]:
    """Reject a figure and a statement; the words that are then without an account."""
    desk = desk_at(place)
    items = desk.state("en")["items"]
    for item in items:
        cells = item["rows"][0]["cells"]
        if cells.get("figure_printed") == "30万" or cells.get("quote") == "［责任单位：市工业和信息化局］":
            assert desk.decide({"item": item["id"], "action": "reject", "reason": "试。"})["ok"]
    state = desk.state("en")
    return [state["text"][start - state["start"] : end - state["start"]] for start, end, _ in state["unaccounted"]]


def test_what_has_no_account_is_listed_and_set_aside_with_a_reason_by_clicks(place: Path, opened) -> None:  # type: ignore[no-untyped-def]
    loose = loosened(place)
    assert "30万" in loose and len(loose) > 1
    page = opened(place)
    page.click("#listed")
    page.select_option("#list select >> nth=0", "loose")
    assert page.locator("#rows button").count() == len(loose)
    page.fill("#search", "30万")
    page.click("#rows button")
    assert page.evaluate("() => getSelection().toString()") == "30万"
    page.click("#together button:has-text('Set it aside')")
    page.fill("#ask [name=reason]", "试写的理由。")
    page.fill("#ask [name=reason_en]", "A reason on trial.")
    page.click("#ask button.main")
    page.wait_for_function("n => desk.unaccounted.length === n", arg=len(loose) - 1)
    assert any(row["reason_zh"] == "试写的理由。" for row in rows(place, "mentions"))
    page.fill("#search", "")
    page.click("#together button:has-text('Set all')")
    page.fill("#ask [name=reason]", "不是一处分工。")
    page.fill("#ask [name=reason_en]", "No statement.")
    page.click("#ask button.main")
    page.wait_for_function("() => desk.unaccounted.length === 0")
    assert rows(place, "notes")[-1]["text_zh"] == "不是一处分工。"
    page.click("#undo")
    page.wait_for_function("n => desk.unaccounted.length === n", arg=len(loose) - 1)


def test_a_rule_that_asks_for_a_note_leads_to_its_form_by_clicks(place: Path, opened) -> None:  # type: ignore[no-untyped-def]
    page = opened(place)
    page.fill("#form [name=what_en]", "things")
    page.fill("#form [name=deadline]", "2031-12-31")
    page.fill("#form [name=deadline_printed]", "")
    page.wait_for_selector("#problems > button")
    before = page.evaluate("() => current.id")
    page.click("#problems > button")
    page.wait_for_selector("#form [name=text_zh]")
    assert page.evaluate("() => current.id") == before and page.input_value("#form [name=deadline]") == "2031-12-31"
    page.keyboard.press("Escape")
    page.click("#undo")
    page.wait_for_function("() => !document.querySelector('#form [name=text_zh]')")


def test_a_correction_is_carried_over_taken_back_and_filtered_by_clicks(place: Path, opened) -> None:  # type: ignore[no-untyped-def]
    page = opened(place)
    page.fill("#form [name=what_en]", "5G base stations")
    page.fill("#form [name=theme_id]", "energy")
    page.click("#form .actions button[data-key=A]")
    page.click("#message button:has-text('Carry over to all')")
    page.wait_for_function("() => desk.items.some((item) => item.reason.startsWith('carried '))")
    page.click("#listed")
    page.select_option("#list select >> nth=0", "carried")
    carried = page.locator("#rows button").count()
    assert carried
    page.click("#undo")
    page.wait_for_function("() => !desk.items.some((item) => item.reason.startsWith('carried '))")
    assert page.locator("#rows button").count() == 0


def test_a_second_reader_works_with_the_hash_alone(finished: Path, tmp_path: Path, browser: Browser) -> None:
    shutil.copytree(finished, tmp_path / "place")
    text = tmp_path / "place" / "texts" / f"{PLAN}.txt"
    given = tmp_path / "downloaded.txt"
    text.rename(given)
    desk = Desk(tmp_path / "place", SCHEMAS, PLAN, "reader-b", sources=None, today=TODAY, text=given)
    server, address = open_server(desk)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page(locale="en-GB", viewport={"width": 1300, "height": 850})
    page.goto(address)
    page.wait_for_selector("#form .actions")
    words = "item.state === 'blind' && !item.rows[0].cells.figure_printed"
    page.evaluate(
        f"() => show(desk.items.find((item) => {words} && item.rows[0].cells.record_kind !== 'responsibility'))"
    )
    page.click("#form .actions button[data-key='0']")
    page.wait_for_function("() => desk.items.some((item) => ['differs', 'signed'].includes(item.state))")
    assert rows(tmp_path / "place", "readings") and not text.exists()
    server.shutdown()
    server.server_close()
    page.close()


def test_two_readings_are_shown_side_by_side_and_settled_by_clicks(finished: Path, tmp_path: Path, opened) -> None:  # type: ignore[no-untyped-def]
    place = tmp_path / "place"
    shutil.copytree(finished, place)
    page = opened(place, "reader-b")
    page.click("mark.blind >> text=2600")
    page.select_option("[name=record_kind]", "mention")
    page.click("#form .actions button[data-key=A]")
    page.wait_for_selector("#form .both")
    shown = page.inner_text("#form .both")
    assert "target" in shown and "mention" in shown  # the first entry and the own one
    page.click("#form .actions button[data-key='1']")
    page.fill("#ask [name=reason]", "第一读者对。")
    page.fill("#ask [name=reason_en]", "The first is right.")
    page.click("#ask button.main")
    page.wait_for_function("() => !desk.items.some((item) => item.state === 'differs')")
    assert rows(place, "readings")[0]["settled"] == "first"
    page.click("#undo")
    page.wait_for_function("() => desk.items.some((item) => item.state === 'differs')")
    assert rows(place, "readings")[0]["settled"] == ""


def test_what_the_data_package_says_of_itself_is_shown_with_its_signers_and_signed(  # type: ignore[no-untyped-def]
    finished: Path, tmp_path: Path, opened
) -> None:
    place = tmp_path / "place"
    shutil.copytree(finished, place)
    told_anew(place)
    page = opened(place)
    page.click("#listed")
    page.select_option("#list select >> nth=1", "datapackage")
    page.click("#rows button")
    assert page.input_value("[name=value]").endswith("（试）") and page.is_disabled("[name=value]")
    assert "changed since reader-a, reader-b signed" in page.inner_text("#form .why")
    assert not page.query_selector("#form button:has-text('Reject')")
    page.click("#language")
    page.wait_for_selector("#form .why >> text=reader-a、reader-b 签认之后改动过")
    assert page.inner_text("#form legend").startswith("数据包的自述")
    page.keyboard.press("a")
    page.wait_for_function(
        "() => desk.items.find((item) => item.id === 'registry datapackage.title').state === 'signed'"
    )
    assert rows(place, "checks", "")[-1]["record_id"] == "datapackage.title"
    page.select_option("#list select >> nth=0", "decided")
    page.click("#rows button")
    page.wait_for_selector("#form .why >> text=reader-a 已签认")
    assert not page.query_selector("#form [data-key=E]")
