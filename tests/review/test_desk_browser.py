"""The desk in a real browser, by keyboard alone."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from publisher.review.server import open_server
from tests.review.lab import PLAN, desk_at, rows

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium)
        yield browser
        browser.close()


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
    page.wait_for_selector("mark.loose")
    assert page.text_content("mark.loose") == "200"
    assert "1" in page.text_content("#progress").split("·")[1]


def test_a_figure_without_an_account_is_added_by_keyboard(place: Path, opened) -> None:  # type: ignore[no-untyped-def]
    page = opened(place)
    page.keyboard.press("r")
    page.keyboard.type("试")
    page.keyboard.press("Enter")
    page.wait_for_selector("mark.loose")
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
    page.fill("[name=what_en]", "stations")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#message >> text=notes.csv")
    assert rows(place, "targets") == []
    page.click("#message button")
    page.wait_for_selector("#message", state="hidden")
    page.fill("[name=what_en]", "stations")
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
    page.wait_for_selector("#message.good")
    assert not (place / f"datapackage/plans/{PLAN}/suggestions.csv").exists()
    assert PLAN in [row["document_id"] for row in rows(place, "documents")]


def test_the_second_reader_sees_empty_forms_only(finished: Path, tmp_path: Path, opened) -> None:  # type: ignore[no-untyped-def]
    place = tmp_path / "place"
    shutil.copytree(finished, place)
    page = opened(place, "reader-b")
    assert "blind" in page.text_content("#plan")
    whole = page.content()
    assert "another thing" not in whole and "a thing" not in whole
    assert page.input_value("[name=comparator]") == ""
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
    while not page.query_selector("[name=name_printed]"):
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
    page = opened(read_once, "reader-b")
    while not page.query_selector("button:has-text('Nothing is promised')"):
        before = page.inner_text("#form .why")
        page.keyboard.press("j")
        page.wait_for_function("text => document.querySelector('#form .why').innerText !== text", arg=before)
    before = progress(page)
    words = page.input_value("[name=quote]")
    page.keyboard.press("0")
    settled(page, str(before + 1))
    assert words not in [row["quote"] for row in rows(read_once, "readings")]
    page.click("mark.blind >> text=2600")
    page.select_option("[name=record_kind]", "target")
    target = next(row for row in rows(read_once, "targets") if row["figure_printed"] == "2600")
    for name in ("kind", "comparator", "deadline", "measure_id"):
        field = page.locator(f"[name={name}]")
        field.select_option(target[name]) if name in ("kind", "comparator") else field.fill(target[name])
    page.select_option("[name=basis]", "total")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("button:has-text('supports the second')")
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    page.wait_for_selector("#ask[open]")
    page.keyboard.type("原文如此。")
    page.keyboard.press("Enter")
    page.wait_for_selector("button:has-text('supports the second')", state="detached")
    assert next(row for row in rows(read_once, "targets") if row["figure_printed"] == "2600")["basis"] == "total"
