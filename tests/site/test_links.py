"""Every internal link and anchor of every page resolves, and every page has its twin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html

pytestmark = pytest.mark.slow

_LINKS = etree.XPath("//@href | //@src | //@action")
_IDS = etree.XPath("//@id")
_INLINE = etree.XPath("//*[@style] | //*[@*[starts-with(name(), 'on')]] | //style | //script[not(@src)]")
_TEXT = etree.XPath("//text()[contains(., '{') and not(ancestor::script or ancestor::code or ancestor::pre)]")
_BLANK = re.compile(r"\{\w*(?::[^{}]*)?\}")  # of a sentence of the catalogue


@dataclass(frozen=True)
class Links:
    """The links, the ids, the inline styles and scripts, and the blanks that nothing filled, of a page."""

    links: list[str]
    ids: list[str]
    inline: list[str]
    blanks: list[str]


def of_page(page: html.HtmlElement) -> Links:
    inline = [one for one in _INLINE(page) if one.tag != "script" or "json" not in (one.get("type") or "")]
    tags = [f"{one.tag} {one.attrib}" for one in inline]
    return Links([*map(str, _LINKS(page))], [*map(str, _IDS(page))], tags, _BLANK.findall(" ".join(_TEXT(page))))


def parsed(folder: Path) -> dict[str, Links]:
    """Path → what stands in the page."""
    paths = (path for language in ("zh", "en") for path in (folder / language).rglob("*.html"))
    return {path.relative_to(folder).as_posix(): of_page(html.document_fromstring(path.read_bytes())) for path in paths}


@pytest.fixture(scope="session")
def pages(built: Path) -> dict[str, Links]:
    return parsed(built)


@cache
def target(folder: str, place: str) -> str:
    """The file that the path of a link in a folder leads to, from the published folder."""
    parts: list[str] = []
    for part in (PurePosixPath(folder) / unquote(place)).parts:
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    path = "/".join(parts)
    return f"{path}/index.html".lstrip("/") if place.endswith("/") else path


def sound(folder: Path, pages: dict[str, Links]) -> None:
    """Links and anchors resolve, ids are ASCII and stand once, every page has its twin, nothing stands inline that the
    policy forbids."""
    broken, ids = [], {page: set(found.ids) for page, found in pages.items()}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    for page, found in pages.items():
        for link in found.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            path = target(page.rpartition("/")[0], parts.path) if parts.path else page
            if path not in there:
                broken.append(f"{page} → {link}")
            elif parts.fragment and path in pages and parts.fragment not in ids[path]:
                broken.append(f"{page} → {link} (no such anchor)")
        assert len(ids[page]) == len(found.ids), (page, [i for i in found.ids if found.ids.count(i) > 1][:3])
        assert all(name.isascii() and not name.startswith("_") for name in found.ids), page
    assert broken == []
    names = {page.split("/", 1)[1] for page in pages}
    assert all(f"{language}/{name}" in pages for name in names for language in ("zh", "en"))
    assert {page: found.inline for page, found in pages.items() if found.inline} == {}
    assert {page: found.blanks for page, found in pages.items() if found.blanks} == {}


def test_pages_are_sound(built: Path, pages: dict[str, Links]) -> None:
    sound(built, pages)  # what the last step of a build writes is linked before it is there; a built site has it all


def test_the_running_text_is_not_published(built: Path, sources: Path) -> None:
    """The texts are evidence: no page holds a passage of one that is longer than a statement of responsibility."""
    text = (sources / "chengdu-2020.txt").read_text("utf-8")
    page = (built / "zh/documents/chengdu-2020/index.html").read_text("utf-8")
    assert 'class="reading"' not in page
    held = [i for i in range(2000, 10000, 50) if text[i : i + 300] in page]
    assert held == []
