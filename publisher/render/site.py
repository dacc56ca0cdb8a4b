"""The site: what plans, bodies and indicators give, and hand-written pages, put into frames; and a search over all.

MkDocs makes the frames and the hand-written pages, a run a language beside this process. A page is poured into a frame:
same theme, same words, and a page costs a tenth of a millisecond where it would cost seven.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import ExitStack
from functools import partial
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

from publisher import address
from publisher.locale import LANGUAGES, words
from publisher.model import Library
from publisher.parts import parts
from publisher.read import Package, read_source
from publisher.render import docs as handwritten
from publisher.render import door, frames, menu
from publisher.render.desk import Rules, desk
from publisher.render.facts import Facts
from publisher.render.item_pages import item_pages
from publisher.render.limits import Limits
from publisher.render.mkdocs import Run, begun
from publisher.render.names import names
from publisher.render.nearest import nearest
from publisher.render.page import Page, unpacked
from publisher.render.plan_part import FACTS, LISTS, SEARCH, plan_part
from publisher.render.search import Search, spaced
from publisher.render.views import lists
from publisher.render.whole import Places, Whole
from publisher.store import Store

ASSETS = Path(__file__).parent / "assets"
MEANWHILE = 40  # plans whose pages are made while MkDocs still runs; their pages wait in memory


def render(
    library: Library,
    *,
    out: Path,
    docs: Path,
    mkdocs: Path,
    report: Any = None,
    reading_view: bool = False,
    limits: Limits | None = None,
    executor: Executor | None = None,
    store: Store | None = None,
) -> int:
    """Write the site into `out`, where the published files already are; the number of pages written.

    docs: the hand-written pages (zh/, en/). mkdocs: the configuration that both languages share. report: the outcome
    of validation, for the quality page. reading_view: also show each plan's own text with its quotes marked (for use
    at home: the texts are evidence, not content). limits: what one page may hold. executor: where parts of plans are
    made. store: what was made is kept there.
    Raises RuntimeError with MkDocs' or Pagefind's own words where one of them fails.
    """
    most = limits or Limits()
    contribute = tuple((language, handwritten.first(docs / language, "contribut")) for language in LANGUAGES)
    rules = Rules(most, len(library.plan_ids) > most.documents, reading_view, contribute)
    offered = lists.offered(out)  # before the site's own files stand beside the downloads
    copy_assets(out)
    with TemporaryDirectory(prefix="site-") as folder, ExitStack() as stack:
        runs = [run_of(library, language, docs / language, mkdocs, large=rules.large) for language in LANGUAGES]
        makings = [stack.enter_context(begun(run, Path(folder) / run.language, store)) for run in runs]
        made = chain(
            _plans(library, rules, executor, store), item_pages(library, rules, executor=executor, store=store)
        )
        early = list(islice(made, MEANWHILE))
        sites = [
            Site(library, rules, run, making.pages(), out=out, root=docs.parent, offered=offered)
            for run, making in zip(runs, makings, strict=True)
        ]
    search = Search(out, most.searched, store)
    facts = Facts()
    for files in chain(early, made):
        pour(files, sites, facts, search)
    facts.count["units"] = len(library.index.by_unit)
    facts.count["documents"] = len(library.plan_ids)
    for site in sites:
        site.finish(facts, report, search)
    door.write(out)
    indexes = search.finish()
    for site in sites:
        site.write(lists.search(site.desk, indexes))
    return sum(site.written for site in sites)


def _plans(
    library: Library, rules: Rules, executor: Executor | None, store: Store | None
) -> Iterator[dict[str, bytes]]:
    beside = {} if library.compact else nearest(library, rules.limits.others)
    own = {name: (beside.get(name, b""), text_digest(library.package, name)) for name in library.plan_ids}
    for _, files in parts(library, plan_part, rules, own=own, executor=executor, store=store):
        yield files


def text_digest(package: Package, document_id: str) -> str:
    """The SHA-256 of a plan's source text; "" where it is not among the texts, "-" where there are none."""
    if package.sources is None:
        return "-"
    source = read_source(package.sources / f"{document_id}.txt")
    return source.sha256 if source else ""


def run_of(library: Library, language: str, docs: Path, mkdocs: Path, *, large: bool) -> Run:
    """What MkDocs is to make of a language: the hand-written pages, and a frame for every other."""
    menu_ = frames.menu(large=large)
    titles = {**words(language)["site"]["pages"], "": words(language)["site"]["name"]}
    paths = {path: str(titles[path.rstrip("/")]) for path in menu_}
    tree = {f"{path}index.md": frames.markdown(paths[path], frame) for path, frame in menu_.items()}
    for name, text in handwritten.read(docs):
        path = handwritten.page_path(name)
        tree[name], paths[path] = text, handwritten.title(text, path)
    for kind in frames.SHELLS:
        tree[f"{frames.SHELL.format(kind=kind)}index.md"] = frames.markdown(frames.TITLE, frames.shell(kind))
    return Run(language, tree, paths, (library.version, library.created[:10]), mkdocs)


class Site:
    """One language's folder as it is written."""

    def __init__(
        self, library: Library, rules: Rules, run: Run, made: dict[str, str], *, out: Path, root: Path, offered: Any
    ) -> None:
        """made: the pages of MkDocs by path. root: the project's folder. offered: the downloads."""
        self.language, self.paths, self.out = run.language, run.paths, out
        self.desk = desk(library, run.language, rules)
        divided = (out / address.part("targets", "x")).parent.is_dir()
        self.whole = Whole(self.desk, root, address.part("targets", "{id}") if divided else address.listing("targets"))
        self.parts = {"files": partial(lists.files, self.desk, offered), "citing": partial(lists.citing, self.desk)}
        self.menu = {path: frames.sound(made.pop(f"{path}index.html"), path) for path in frames.MENU}
        shells = {kind: f"{frames.SHELL.format(kind=kind)}index.html" for kind in frames.SHELLS}
        self.shells = {kind: frames.sound(made.pop(path), kind) for kind, path in shells.items()}
        self.handwritten = {path.removesuffix("index.html"): text for path, text in made.items()}
        self.written = 0

    def write(self, page: Page) -> str:
        """Write a page into its frame; the whole page."""
        if page.path in self.menu:
            text = frames.fill(self.menu[page.path], page)
        else:
            kind = page.path.split("/", 1)[0]
            text = frames.fill(self.shells[kind], page, kind)
        return self._write(page.path, text)

    def _write(self, path: str, text: str) -> str:
        _write(self.out / self.language / path / "index.html", text.encode())
        self.written += 1
        return text

    def place(self, places: Places) -> None:
        """Enter one plan's places in the lists, and write what is complete."""
        for page in self.whole.add(places):
            self.write(page)
        for name, data in self.whole.files():
            _write(self.out / self.language / name, data)

    def finish(self, facts: Facts, report: Any, search: Search) -> None:
        """Write the pages across plans, the hand-written ones, and the index of names."""
        for page in self.whole.finish(facts, report):
            self._index(search, page.path, self.write(page))
        for name, data in self.whole.files():
            _write(self.out / self.language / name, data)
        for path, text in self.handwritten.items():
            self._index(search, path, self._write(path, handwritten.completed(text, path, self.parts)))
        titles = menu.titles(self.language, self.paths)
        _write(self.out / "assets" / f"names-{self.language}.json", names(self.desk, titles).encode())

    def _index(self, search: Search, path: str, text: str) -> None:
        if found := spaced(text, self.language):
            search.add(f"{self.language}/{path}", found.encode())


def pour(files: dict[str, bytes], sites: list[Site], facts: Facts, search: Search) -> None:
    """Write the pages of one plan, body or indicator, and hand on the rest of what was made of it."""
    by_language = {site.language: site for site in sites}
    for name, value in files.items():
        kind, _, path = name.partition("/")
        if name == FACTS:
            facts.add(orjson.loads(value))
        elif kind == LISTS:
            by_language[path].place(orjson.loads(value))
        elif kind == SEARCH:
            search.add(path, value)
        else:
            by_language[kind].write(unpacked(path, value))


def _write(path: Path, data: bytes) -> None:
    # Most pages have a folder of their own: it is made at once, not after a write that must fail.
    try:
        path.parent.mkdir()
    except FileExistsError:
        pass
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def copy_assets(out: Path) -> None:
    """Our own styles and scripts, and Material's style sheet for the hand-written pages."""
    target = out / "assets"
    shutil.copytree(ASSETS, target, dirs_exist_ok=True)
    spec = find_spec("material")
    if spec is None or spec.origin is None:
        raise RuntimeError("Material for MkDocs is not installed")
    (main,) = (Path(spec.origin).parent / "templates" / "assets" / "stylesheets").glob("main.*.min.css")
    text = main.read_text("utf-8").rsplit("/*# sourceMappingURL", 1)[0]
    (target / "prose.css").write_text(text, "utf-8")
