"""The site: pages of the views and hand-written ones, put into one frame by MkDocs, and a search index over all.

A scratch folder holds one tree of Markdown a language; MkDocs runs once a language. The two languages are built at the
same time. A record's
page is poured into a shell, an empty page that MkDocs made for its collection: same theme, same words, and a page
costs a tenth of a millisecond where it would cost seven.
"""

from __future__ import annotations

import shutil
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from publisher import address
from publisher.locale import LANGUAGES
from publisher.model import Library
from publisher.render import docs as handwritten
from publisher.render import door, menu, views
from publisher.render.desk import Desk, desk
from publisher.render.facts import facts
from publisher.render.mkdocs import Run, build
from publisher.render.names import names
from publisher.render.page import rooted
from publisher.render.search import index_pages
from publisher.render.shell import Shell, front_matter, shell_page
from publisher.render.side_by_side import counts
from publisher.store import Store

ASSETS = Path(__file__).parent / "assets"
KINDS = tuple(address.COLLECTIONS.values())


def render(
    library: Library,
    *,
    out: Path,
    docs: Path,
    mkdocs: Path,
    report: Any = None,
    reading_view: bool = False,
    executor: Executor | None = None,
    store: Store | None = None,
) -> int:
    """Write the site into `out`, where the published files already are; the number of pages written.

    docs: the hand-written pages (zh/, en/). mkdocs: the configuration that both languages share. report: the outcome
    of validation, for the quality page. reading_view: also show each plan's own text with its quotes marked (for use
    at home: the texts are evidence, not content). executor: where the pages of plans are made. store: where what was
    made is kept for the next time.
    Raises RuntimeError with MkDocs' or Pagefind's own words where one of them fails.
    """
    copy_assets(out)
    shared = facts(library)
    desks = [
        desk(library, k, shared, out=out, root=docs.parent, report=report, reading_view=reading_view) for k in LANGUAGES
    ]
    with TemporaryDirectory(prefix="site-") as folder:
        written = counts([partial(render_language, one, Path(folder), docs, mkdocs) for one in desks])
    door.write(out)
    index_pages(out)
    return sum(written)


def render_language(desk: Desk, scratch: Path, docs: Path, mkdocs: Path) -> int:
    """Everything below one language's folder; the number of its pages."""
    language = desk.language
    tree, built = scratch / language, scratch / f"{language}-site"
    paths = write_tree(tree, desk, docs / language)
    _write(desk.out / "assets" / f"names-{language}.json", names(desk, menu.titles(language, paths)))
    build(Run(language, tree, built, mkdocs, desk.library, paths))
    shells = {kind: Shell(built / "shell" / kind / "index.html") for kind in KINDS}
    adopt(built, desk.out / language)
    return len(paths) + pour(desk, desk.out / language, shells)


def write_tree(tree: Path, desk: Desk, docs: Path) -> dict[str, str]:
    """One language's Markdown: the views' pages, the hand-written ones, a shell a collection; paths and titles."""
    paths = {}
    for page in views.pages(desk):
        _write(tree / page.path / "index.md", front_matter(page) + "\n" + rooted(page.html, page.root) + "\n")
        paths[page.path] = page.title
    for name, text in handwritten.read(docs, views.parts(desk)):
        _write(tree / name, text)
        path = handwritten.page_path(name)
        paths[path] = handwritten.title(text, path)
    for kind in KINDS:
        _write(tree / "shell" / kind / "index.md", shell_page(kind))
    return paths


def adopt(built: Path, target: Path) -> None:
    """Move what MkDocs made into the published folder, without the shells and the theme's own files."""
    for name in ("assets", "shell", "404.html", "sitemap.xml", "sitemap.xml.gz"):
        path = built / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    shutil.copytree(built, target, dirs_exist_ok=True)


def pour(desk: Desk, target: Path, shells: dict[str, Shell]) -> int:
    """Write the pages of all records, one at a time; how many."""
    written = 0
    for page in views.records(desk):
        _write(target / page.path / "index.html", shells[page.path.split("/", 1)[0]].fill(page))
        written += 1
    return written


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def copy_assets(out: Path) -> None:
    """Our own styles and scripts, and Material's style sheet for the hand-written pages."""
    import material

    target = out / "assets"
    shutil.copytree(ASSETS, target, dirs_exist_ok=True)
    sheets = Path(str(material.__file__)).parent / "templates" / "assets" / "stylesheets"
    (main,) = sheets.glob("main.*.min.css")
    text = main.read_text("utf-8").rsplit("/*# sourceMappingURL", 1)[0]
    (target / "prose.css").write_text(text, "utf-8")
