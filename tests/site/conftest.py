"""What the tests of the site share: the built site on a local server, and Debian's Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from bench.browser import Host, hosted
from tests.site.pages import Opener


@pytest.fixture(scope="session")
def site(built: Path) -> Iterator[str]:
    """The address of the built site, without a closing slash."""
    with hosted(built) as address:
        yield address


@dataclass
class Watch:
    """What a page did that it should not: words on the console, errors, requests to another host."""

    said: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


Look = tuple[int, str, bool]  # width of the window, colour scheme, whether scripts run


@pytest.fixture(scope="session")
def idle() -> dict[Look, list[Page]]:
    """Pages that a test is done with: to open one takes three times as long as to go to another address."""
    return {}


def opened(browser: Browser, site: str, look: Look) -> Page:
    """A page that keeps what it says on the console, and what it asks of another host, in page.watch."""
    width, scheme, script = look
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        java_script_enabled=script,
        accept_downloads=True,
        permissions=["clipboard-read", "clipboard-write"],
    )
    page: Any = context.new_page()
    own = (site, "blob:", "data:", "about:")
    page.on("console", lambda message: page.watch.said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: page.watch.said.append(f"error: {error}"))
    page.on("request", lambda r: None if r.url.startswith(own) else page.watch.foreign.append(r.url))
    return page  # type: ignore[no-any-return]


def as_new(page: Page, site: str, look: Look) -> None:
    """Leave nothing of a test in its page."""
    if page.url.startswith(site):
        page.evaluate("localStorage.clear()")
    page.goto("about:blank")
    page.mouse.move(0, 0)
    page.emulate_media(media="null", color_scheme=look[1])  # type: ignore[arg-type]
    page.set_viewport_size({"width": look[0], "height": 900})


@pytest.fixture
def visit(
    browser: Browser, site: str, idle: dict[Look, list[Page]], request: pytest.FixtureRequest
) -> Iterator[Opener]:
    """visit("/en/targets/", width=390, scheme="dark", script=False) → the page; what it did is page.watch.

    Where the bytes sent are counted, the page is one that knows nothing yet."""
    used: list[tuple[Look, Page]] = []
    waiting = {} if "sent" in request.fixturenames else idle

    def visited(path: str, *, width: int = 1280, scheme: str = "light", script: bool = True) -> Page:
        look = width, scheme, script
        page = waiting[look].pop() if waiting.get(look) else opened(browser, site, look)
        used.append((look, page))
        page.watch = Watch()  # type: ignore[attr-defined]
        page.goto(site + path, wait_until="load")
        return page

    yield visited
    for look, page in used:
        if waiting is not idle or page.is_closed():
            page.context.close()
        else:
            as_new(page, site, look)
            idle.setdefault(look, []).append(page)


@pytest.fixture
def sent() -> list[int]:
    """The bytes that the server sends during a test, by answer; what workers ask for is in it."""
    Host.sent.clear()
    return Host.sent
