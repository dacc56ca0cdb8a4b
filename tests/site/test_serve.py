"""The preview: built with the reading view where the texts are at hand; old pages stay where a build fails."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from build import KEPT
from publisher.read.package import Package, read_package
from publisher.run.serve import CHANGES, SCRIPT, Edition, Host, rebuild, stamps
from publisher.terms.messages import Message
from publisher.terms.schema import load_schemas


@pytest.mark.sources
@pytest.mark.slow
def test_reading_view_is_for_use_at_home(root: Path, built: Path, sources: Path, tmp_path: Path) -> None:
    """On what the build kept, as at home."""
    said: list[Message] = []
    out = tmp_path / "site"
    out.mkdir()

    def load() -> Package:
        return read_package(root, load_schemas(root / "schemas"), sources=sources)

    rebuild(load, root=root, out=out, tell=said.append, cache=root / KEPT)
    assert said and said[-1].key == "serve.pages", said
    page = (out / "zh/texts/chengdu-2020/index.html").read_text("utf-8")
    assert (
        '<a id="q-chengdu-2020-t01" href="../../../zh/targets/chengdu-2020.t01/"><mark>建成5G基站6.5万座</mark></a>'
        in page
    )
    record = (out / "zh/targets/chengdu-2020.t01/index.html").read_text("utf-8")
    assert "texts/chengdu-2020/#q-chengdu-2020-t01" in record
    assert "../../../zh/texts/chengdu-2020/" in (out / "zh/documents/chengdu-2020/index.html").read_text("utf-8")

    def broken() -> Package:
        raise RuntimeError("nothing to read")

    with pytest.raises(RuntimeError):
        rebuild(broken, root=root, out=out, tell=said.append)
    assert (out / "zh/index.html").exists()


def test_what_is_not_there_gets_the_lost_page(tmp_path: Path) -> None:
    (tmp_path / "404.html").write_text("lost", "utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(tmp_path), edition=Edition())) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(urllib.error.HTTPError) as found:
            urllib.request.urlopen(f"http://127.0.0.1:{server.server_address[1]}/nowhere/", timeout=60)
        assert (found.value.code, found.value.read()) == (404, b"lost")
        server.shutdown()


def test_a_changed_file_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "docs" / "zh" / "a.md"
    path.parent.mkdir(parents=True)
    path.write_text("one", "utf-8")
    data = tmp_path / "elsewhere" / "datapackage" / "units.csv"
    data.parent.mkdir(parents=True)
    data.write_text("one", "utf-8")
    before = dict(stamps(tmp_path, tmp_path / "elsewhere"))
    path.with_name("b.md").write_text("two", "utf-8")
    then = dict(stamps(tmp_path, tmp_path / "elsewhere"))
    assert then != before
    data.with_name("tasks.csv").write_text("two", "utf-8")
    assert dict(stamps(tmp_path, tmp_path / "elsewhere")) != then, "of the data, wherever they are"


def test_an_open_page_is_told_of_a_new_edition(tmp_path: Path) -> None:
    page = "<html><body><p>here</p></body></html>"
    (tmp_path / "index.html").write_text(page, "utf-8")
    edition = Edition()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(tmp_path), edition=edition)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"

        def got(path: str) -> str:
            with urllib.request.urlopen(address + path, timeout=60) as answer:
                return str(answer.read().decode())

        assert got("/") == page.replace("</body>", f'<script src="{SCRIPT}"></script></body>')
        assert CHANGES in got(SCRIPT)
        with urllib.request.urlopen(address + CHANGES, timeout=60) as changes:
            assert changes.headers["Content-Type"] == "text/event-stream"
            assert [changes.readline() for _ in range(2)] == [b"data: 1\n", b"\n"]
            edition.next()
            assert changes.readline() == b"data: 2\n"
        server.shutdown()
    assert (tmp_path / "index.html").read_text("utf-8") == page, "nothing of it stands in the folder"


@pytest.mark.slow
def test_nothing_of_it_is_published(built: Path) -> None:
    assert not [path for path in built.rglob("*.html") if "/-/" in path.read_text("utf-8")]


@pytest.mark.browser
def test_an_open_page_shows_the_new_edition(browser: Browser, tmp_path: Path) -> None:
    """As a real browser shows it."""
    edition = Edition()
    page = "<html><body><p>{}</p></body></html>"
    (tmp_path / "index.html").write_text(page.format("one"), "utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(tmp_path), edition=edition)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        opened = browser.new_page()
        with opened.expect_response(lambda response: response.url.endswith(CHANGES)):
            opened.goto(f"http://127.0.0.1:{server.server_address[1]}/")
        (tmp_path / "index.html").write_text(page.format("two"), "utf-8")
        edition.next()
        opened.get_by_text("two").wait_for(timeout=30_000)
        opened.close()
        server.shutdown()
