"""The site: what plans, bodies and indicators give, and hand-written pages, put into frames; and a search over all.

MkDocs makes the frames and the hand-written pages, a run a language beside this process. A page is poured into a frame:
same theme, same words, and a page costs a tenth of a millisecond where it would cost seven.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from publisher.model.library import Library
from publisher.model.parts import parts
from publisher.publish.rows import homepage
from publisher.read.package import Package
from publisher.read.plan import Source, read_source
from publisher.render.commands import PLACE
from publisher.render.context import Rules
from publisher.render.facts import Facts
from publisher.render.frame import docs as handwritten
from publisher.render.frame import frames
from publisher.render.frame import front as door
from publisher.render.frame.folder import Folder, pour
from publisher.render.frame.mkdocs import Run, begun
from publisher.render.item_pages import item_pages
from publisher.render.limits import Limits
from publisher.render.neighbours import nearest
from publisher.render.plan_pages import plan_part
from publisher.render.search import Search
from publisher.render.views import lists
from publisher.terms import address
from publisher.terms.messages import LANGUAGES, words
from publisher.work.store import Store

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
    commands: Mapping[str, str] | None = None,
) -> int:
    """Write the site into `out`, where the published files already are; the number of pages written.

    docs: the hand-written pages (zh/, en/). mkdocs: the configuration that both languages share. report: the outcome
    of validation, for the quality page. reading_view: also show each plan's own text with its quotes marked (for use
    at home: the texts are evidence, not content). limits: what one page may hold. executor: where parts of plans are
    made. store: what was made is kept there. commands: language → the commands as Markdown, for their page.
    Raises RuntimeError with MkDocs' or Pagefind's own words where one of them fails.
    """
    most = limits or Limits()
    contribute = tuple((language, handwritten.first(docs / language, "contribut")) for language in LANGUAGES)
    rules = Rules(most, len(library.plan_ids) > most.documents, reading_view, contribute)
    offered = lists.offered(out)  # before the site's own files stand beside the downloads
    shutil.copytree(ASSETS, out / "assets", dirs_exist_ok=True)
    with TemporaryDirectory(prefix="site-") as scratch, ExitStack() as stack:
        told = commands or {}
        runs = [
            run_of(library, language, docs / language, mkdocs, large=rules.large, commands=told.get(language, ""))
            for language in LANGUAGES
        ]
        makings = [stack.enter_context(begun(run, Path(scratch) / run.language, store)) for run in runs]
        made = chain(
            _plans(library, rules, executor, store), item_pages(library, rules, executor=executor, store=store)
        )
        early = list(islice(made, MEANWHILE))
        folders = [
            Folder(library, rules, run, making.pages(), out=out, root=docs.parent, offered=offered)
            for run, making in zip(runs, makings, strict=True)
        ]
    search = Search(out, most.searched, store)
    facts = Facts()
    for files in chain(early, made):
        pour(files, folders, facts, search)
    facts.count["units"] = len(library.index.by_unit)
    facts.count["documents"] = len(library.plan_ids)
    for folder in folders:
        folder.finish(facts, report, search)
    door.write(out, base(library))
    indexes = search.finish()
    for folder in folders:
        folder.write(lists.search(folder.desk, indexes))
    return sum(folder.written for folder in folders)


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
    return source.sha256 if isinstance(source, Source) else ""


def base(library: Library) -> str:
    """The address of the site with a closing slash; "" where none is known."""
    return address.absolute(homepage(library), "")


def run_of(library: Library, language: str, docs: Path, mkdocs: Path, *, large: bool, commands: str) -> Run:
    """What MkDocs is to make of a language: the hand-written pages, and a frame for every other."""
    menu_ = frames.menu(large=large)
    titles = {**words(language)["site"]["pages"], "": words(language)["site"]["name"]}
    paths = {path: str(titles[path.rstrip("/")]) for path in menu_}
    tree = {f"{path}index.md": frames.markdown(paths[path], frame) for path, frame in menu_.items()}
    for name, text in handwritten.read(docs):
        path = handwritten.page_path(name)
        tree[name], paths[path] = text.replace(PLACE, commands), handwritten.title(text, path)
    for kind in frames.SHELLS:
        tree[f"{frames.SHELL.format(kind=kind)}index.md"] = frames.markdown(frames.TITLE, frames.shell(kind))
    return Run(language, tree, paths, (library.version, library.created[:10]), mkdocs, base(library))
