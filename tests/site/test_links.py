"""Every internal link and anchor of every page resolves, and every page has its twin."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import pytest

pytestmark = pytest.mark.slow


class Links(HTMLParser):
    """The links, the ids and the inline styles and scripts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        for name in ("href", "src", "action"):
            if value := given.get(name):
                self.links.append(value)
        if name := given.get("id"):
            self.ids.append(name)
        if "style" in given or any(key.startswith("on") for key in given):
            self.inline.append(str(given))
        if tag == "style" or (tag == "script" and "src" not in given and "json" not in (given.get("type") or "")):
            self.inline.append(tag)


def parsed(folder: Path) -> dict[str, Links]:
    """Path → what stands in the page."""
    found = {}
    for language in ("zh", "en"):
        for path in (folder / language).rglob("*.html"):
            parser = Links()
            parser.feed(path.read_text("utf-8"))
            found[path.relative_to(folder).as_posix()] = parser
    return found


@pytest.fixture(scope="session")
def pages(built: Path) -> dict[str, Links]:
    return parsed(built)


def target(page: str, link: str) -> str:
    """The file that a link leads to, from the published folder."""
    parts: list[str] = []
    place = urlsplit(link).path
    for part in (PurePosixPath(page).parent / unquote(place)).parts if place else PurePosixPath(page).parts:
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    path = "/".join(parts)
    return f"{path}/index.html" if place.endswith("/") else path


def sound(folder: Path, pages: dict[str, Links]) -> None:
    """Links and anchors resolve, ids are ASCII and stand once, every page has its twin, nothing stands inline that the
    policy forbids."""
    broken = []
    for page, found in pages.items():
        for link in found.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            path = target(page, link)
            if not (folder / path).exists():
                broken.append(f"{page} → {link}")
            elif parts.fragment and path in pages and parts.fragment not in pages[path].ids:
                broken.append(f"{page} → {link} (no such anchor)")
        assert len(set(found.ids)) == len(found.ids), (page, [i for i in found.ids if found.ids.count(i) > 1][:3])
        assert all(name.isascii() and not name.startswith("_") for name in found.ids), page
    assert broken == []
    names = {page.split("/", 1)[1] for page in pages}
    assert all(f"{language}/{name}" in pages for name in names for language in ("zh", "en"))
    assert {page: found.inline for page, found in pages.items() if found.inline} == {}


def test_pages_are_sound(built: Path, pages: dict[str, Links]) -> None:
    sound(built, pages)  # what the last step of a build writes is linked before it is there; a built site has it all


def test_the_running_text_is_not_published(built: Path, sources: Path) -> None:
    """The texts are evidence: no page holds a passage of one that is longer than a statement of responsibility."""
    text = (sources / "chengdu-2020.txt").read_text("utf-8")
    page = (built / "zh/documents/chengdu-2020/index.html").read_text("utf-8")
    assert 'class="reading"' not in page
    held = [i for i in range(2000, 10000, 50) if text[i : i + 300] in page]
    assert held == []
