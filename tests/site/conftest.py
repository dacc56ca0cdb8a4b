"""What the tests of the site share: the built site on a local server, and Debian's Chromium."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.site.pages import Opener

SHRUNK = (".html", ".css", ".js", ".json", ".svg")


class Host(SimpleHTTPRequestHandler):
    """A plain folder server that shrinks text as static hosts do, under the sub-path /plans/ as well as at its root."""

    sent: ClassVar[list[int]] = []  # bytes of each answer, for tests of weight

    def log_message(self, format: str, *args: object) -> None:
        pass

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/plans") if path.startswith("/plans/") else path)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path.split("?")[0]))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix in SHRUNK and path.is_file():
            body = gzip.compress(path.read_bytes(), 6, mtime=0)
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(str(path)))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            self.sent.append(len(body))
            return
        if path.is_file():
            self.sent.append(path.stat().st_size)
        super().do_GET()


@pytest.fixture(scope="session")
def site(built: Path) -> Iterator[str]:
    """The address of the built site, without a closing slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(built))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@dataclass
class Watch:
    """What a page did that it should not: words on the console, errors, requests to another host."""

    said: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Opener]:
    """visit("/en/targets/", width=390, scheme="dark", script=False) → the page; what it did is page.watch."""
    contexts: list[BrowserContext] = []

    def opened(path: str, *, width: int = 1280, scheme: str = "light", script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
            accept_downloads=True,
            permissions=["clipboard-read", "clipboard-write"],
        )
        contexts.append(context)
        page = context.new_page()
        watch = Watch()
        page.on("console", lambda message: watch.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: watch.said.append(f"error: {error}"))
        page.on(
            "request", lambda r: None if r.url.startswith((site, "blob:", "data:")) else watch.foreign.append(r.url)
        )
        page.watch = watch  # type: ignore[attr-defined]
        page.goto(site + path, wait_until="load")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def sent() -> list[int]:
    """The bytes that the server sends during a test, by answer; what workers ask for is in it."""
    Host.sent.clear()
    return Host.sent
