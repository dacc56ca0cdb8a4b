"""Every address of every file, resolved as its reader does: in place, from a sub-path, and with the site's known."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import polars
import pytest
from lxml import html

from publisher.terms.address import site
from tests.conftest import command

pytestmark = pytest.mark.slow

BASE = "https://example.org/x/plans/"
NAMES = ("href", "src", "contentUrl", "url", "self", "index", "schema", "csv", "collection", "html_zh", "html_en",
         "record_schema", "dcat:downloadURL", "dcat:accessURL", "dcat:endpointURL", "dcat:endpointDescription",
         "dcat:landingPage", "foaf:homepage", "$id", "path")  # fmt: skip
MARKDOWN = re.compile(r"\]\(([^)\s]+)\)|^- (?:Page|JSON|网页): (\S+)", re.M)


@pytest.fixture(scope="module")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built for an address below a host's root."""
    out = tmp_path_factory.mktemp("addressed") / "dist"
    done = command("build", "--out", str(out), "--site-url", BASE.rstrip("/"))
    assert done.returncode == 0 and "No address" not in done.stdout, done.stdout[-2000:] + done.stderr[-2000:]
    return out


def of_page(data: bytes) -> Iterator[str]:
    """The addresses of a page, and those of its JSON-LD."""
    page = html.document_fromstring(data)
    for name in ("href", "src", "action"):
        yield from map(str, page.xpath(f"//@{name}"))
    yield from map(str, page.xpath("//meta[@property='og:url']/@content"))
    yield from named([json.loads(script.text) for script in page.xpath("//script[@type='application/ld+json']")])


def named(value: Any, name: str = "") -> Iterator[str]:
    """The addresses in JSON, by the keys that hold them."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "@id" and name in NAMES and isinstance(inner, str):
                yield inner
            yield from named(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from named(inner, name)
    elif isinstance(value, str) and name in NAMES and "{" not in value:
        yield value


def addresses(folder: Path, path: Path) -> Iterator[str]:
    """The addresses in one file, as its format holds them."""
    own = path.relative_to(folder).as_posix()
    if path.suffix == ".html" and own != "404.html":
        yield from of_page(path.read_bytes())
    elif path.name == "openapi.json":
        yield json.loads(path.read_bytes())["servers"][0]["url"].rstrip("/") + "/index.json"
    elif path.name in ("manifest.json", "downloads.json"):
        yield from ("../" + entry["path"] for entry in json.loads(path.read_bytes())["files"])
    elif path.suffix in (".json", ".jsonld") and not own.startswith(("assets/", "search/")):
        value = json.loads(path.read_bytes())
        if "/schema/" in own:
            yield value["$id"]
        elif path.name != "datasette.json" and not re.search(r"/targets/index\.json$", own):
            yield from named({key: inner for key, inner in value.items() if key != "@context"})
    elif path.suffix in (".atom", ".xml"):
        for element in ElementTree.fromstring(path.read_bytes()).iter():
            yield from (value for name in ("href",) if (value := element.get(name)))
            if element.tag.endswith("}loc"):
                yield str(element.text)
    elif path.suffix == ".csv" and "/tables/" not in own:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                yield from (row[name] for name in ("url", "url_en") if row.get(name))
    elif path.suffix == ".md" or own == "llms.txt":
        yield from (one or other for one, other in MARKDOWN.findall(path.read_text("utf-8")))
    elif path.suffix == ".ndjson":
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            yield from (row[name] for name in ("url", "url_en") if name in row)
    elif path.suffix == ".parquet" and "/tables/" not in own:
        frame = polars.read_parquet(path)
        for name in {"url", "url_en"} & set(frame.columns):
            yield from frame[name].to_list()
    elif path.suffix == ".sqlite":
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            for table in ("targets", "tasks", "units", "documents", "indicators", "observations"):
                for row in connection.execute(f"SELECT url, url_en FROM {table}"):
                    yield from row
    elif path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:  # reading every cell takes a hundred times as long
            for sheet in (name for name in book.namelist() if name.startswith("xl/worksheets/_rels/")):
                links = ElementTree.fromstring(book.read(sheet))
                yield from (str(link.get("Target")) for link in links if link.get("TargetMode") == "External")


def held(folder: Path) -> Iterator[tuple[str, str]]:
    """File and address, of every file of a folder, each once."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield from ((path.relative_to(folder).as_posix(), one) for one in set(addresses(folder, path)))


def missing(folder: Path, at: str) -> tuple[list[tuple[str, str]], int, list[str]]:
    """Of the folder as it stands at an address: what leads to nothing within the site, how many lead somewhere, and
    what is absolute."""
    host, lost, good, absolute = urlsplit(at).netloc, [], 0, []
    led: dict[tuple[str, str], bool | None] = {}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    def leads(url: str) -> bool | None:
        """Whether an address of this host is that of a file; None of another host."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or parts.netloc != host:
            return None
        place = unquote(parts.path.removeprefix(urlsplit(at).path))
        return url.startswith(at) and (place in files or f"{place}/index.html".lstrip("/").replace("//", "/") in files)

    for own, found in held(folder):
        if found.startswith(at):
            absolute.append(found)
        key = own.rpartition("/")[0] if found[:1] not in ("", "#", "?") else own, found
        if key not in led:
            led[key] = leads(urljoin(at + own, found.replace("\\", "/")))
        if led[key]:
            good += 1
        elif led[key] is not None:
            lost.append((own, found))
    return lost, good, absolute


def test_without_an_address_everything_resolves_where_it_stands(built: Path) -> None:
    """Below a path, where an address that begins with / or has too many .. leads out of the site."""
    lost, good, absolute = missing(built, BASE)
    assert not lost[:10] and good > 20_000
    assert not absolute
    assert not (built / "sitemap.xml").exists() and "Sitemap" not in (built / "robots.txt").read_text()


def test_with_an_address_everything_resolves_from_anywhere(addressed: Path) -> None:
    lost, good, _ = missing(addressed, BASE)
    assert not lost[:10] and good > 20_000
    for name in ("data/targets.csv", "data/parquet/units.parquet", "catalog.jsonld", "croissant.json", "changes.atom",
                 "sitemap.xml", "llms.txt", "api/v1/openapi.json", "api/v1/schema/targets.json"):  # fmt: skip
        found = set(addresses(addressed, addressed / name))
        assert found and all(url.startswith(("https://", "http://")) for url in found), name
    assert f"Sitemap: {BASE}sitemap.xml" in (addressed / "robots.txt").read_text()


@pytest.mark.parametrize("page", ["en/", "zh/", "en/targets/shanghai-2020.t01/", "zh/data/", "zh/units/"])
def test_a_page_names_its_own_address_and_its_other_language(addressed: Path, page: str) -> None:
    text = (addressed / page / "index.html").read_text("utf-8")
    other = page.replace("en/", "zh/", 1) if page.startswith("en/") else page.replace("zh/", "en/", 1)
    tags = {"en": "en", "zh": "zh-CN"}
    assert f'<link rel="canonical" href="{BASE}{page}">' in text
    assert f'<meta property="og:url" content="{BASE}{page}">' in text
    assert f'<link rel="alternate" hreflang="{tags[page[:2]]}" href="{BASE}{page}">' in text
    assert f'<link rel="alternate" hreflang="{tags[other[:2]]}" href="{BASE}{other}">' in text
    assert re.search('<meta property="og:title" content="[^"]{3,}">', text)


@pytest.mark.parametrize("url", ["example.org", "ftp://a.org/", "https://a.org/?q=1", "https://a b/",
                                 "https://a.org/../x", "https://a.org/#x", "https://u:p@a.org/"])  # fmt: skip
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=re.escape(url)):
        site(url)


def test_what_is_no_address_is_a_wrong_usage(tmp_path: Path) -> None:
    for way in ({}, {"SITE_URL": "example.org"}):
        arguments = ["build", "--out", str(tmp_path / "out"), *([] if way else ["--site-url", "example.org"])]
        done = command(*arguments, **way)
        assert done.returncode == 2 and "Traceback" not in done.stderr and "site" in done.stderr
    assert not (tmp_path / "out").exists()


def test_an_address_that_is_missing_is_said_in_both_languages(tmp_path: Path) -> None:
    from publisher.terms.messages import say, text

    for language in ("zh", "en"):
        assert "--site-url" in text(say("address.none"), language)
        assert "ftp://a.org/" in text(say("address.bad", found="ftp://a.org/"), language)
