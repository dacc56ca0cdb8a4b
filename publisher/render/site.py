"""Writes the site: pages of plans, bodies and indicators, hand-written pages, and the search.

MkDocs renders the hand-written pages and empty frames, in another process. A generated page is inserted into a frame:
the theme is the same, and a page takes 0.1 ms instead of 7 ms.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from publisher.model.findings_across import across
from publisher.model.library import Library
from publisher.publish import scale
from publisher.publish.manifest import PublishedFile
from publisher.publish.rows import homepage
from publisher.render.commands import COMMANDS_PLACE
from publisher.render.context import Rules
from publisher.render.facts import Facts
from publisher.render.frame import docs as handwritten
from publisher.render.frame import frames, front
from publisher.render.frame.folder import Folder, pour
from publisher.render.frame.mkdocs import MkDocsRun, made
from publisher.render.html import compiled, ready
from publisher.render.neighbours import nearby_quantities
from publisher.render.page import Pages
from publisher.render.page_limits import PageLimits
from publisher.render.pictures.png import lacking
from publisher.render.plan_pages import THINGS, item_jobs, plan_pages, project_pages, quantity_pages, task_pages
from publisher.render.search.index import Search
from publisher.render.takeaway import preview
from publisher.render.views import cascade, findings, lists
from publisher.terms import address
from publisher.terms.messages import LANGUAGES, words
from publisher.work.job import job
from publisher.work.output import Output

ASSETS = Path(__file__).parent / "assets"
MEANWHILE = 10  # plans rendered while MkDocs still runs; their pages wait in memory
OF_PLAN, OF_ITEM = 0.1, 0.002  # seconds that the pages of a plan of 280 rows take, and those of a body
OF_FILES = 0.02  # and what is carried away from it


@dataclass(frozen=True)
class Site:
    """A written site, except the pages that list the downloads, which `finish` writes."""

    folders: Sequence[Folder]

    def finish(self, offered: Sequence[PublishedFile]) -> int:
        """Write the rest; the number of pages. offered: the downloads."""
        for folder in self.folders:
            folder.downloads(offered)
        return sum(folder.written for folder in self.folders)


Begun = tuple[Sequence[MkDocsRun], Callable[[], Any]]  # the input of MkDocs, and what waits for its output


def begin_frames(library: Library, *, docs: Path, mkdocs: Path, commands: Mapping[str, str] | None = None) -> Begun:
    """Start MkDocs in another process; arguments as of `render`."""
    by_language = commands or {}
    runs = [
        run_of(library, language, docs / language, mkdocs, commands=by_language.get(language, ""))
        for language in LANGUAGES
    ]
    return runs, library.engine.begin(job(made, tuple(runs)))


def render(
    library: Library,
    *,
    out: Output,
    docs: Path,
    mkdocs: Path,
    report: Any = None,
    texts: str = "",
    limits: PageLimits | None = None,
    sizes: scale.SizeLimits | None = None,
    commands: Mapping[str, str] | None = None,
    frames_begun: Begun | None = None,
) -> Site:
    """Write the site.

    docs: the hand-written pages (zh/, en/). mkdocs: the configuration that both languages share. report: the outcome
    of validation, for the quality page. texts: whose own words are shown, with their quotes marked (`context.HOME`,
    `context.PUBLISHED`). limits: what one page may hold. sizes: what one download may hold.
    commands: language → the commands as Markdown, for their page. frames_begun: MkDocs, where it runs already.
    Raises Refusal with MkDocs' own words where it fails.
    """
    most, engine = limits or PageLimits(), library.engine
    rules = Rules(most, len(library.plan_ids) > most.documents, texts)
    runs, framed = frames_begun or begin_frames(library, docs=docs, mkdocs=mkdocs, commands=commands)
    for name, data in _assets():
        out.write(f"assets/{name}", data)
    pages = chain(_of_plans(library, rules), _of_items(library, rules))
    early = deque(islice(pages, MEANWHILE))
    ready(engine.do(job(compiled)))
    divided = scale.scale(library, sizes or scale.SizeLimits()).divided
    folders = [
        Folder(library, rules, run, own, out=out, root=docs.parent, divided=divided)
        for run, own in zip(runs, framed(), strict=True)
    ]
    search, facts = Search(out), Facts()
    for one in chain(_let_go(early), pages):
        pour(one, folders, facts, search)
    facts.count["units"] = len(library.index.by_unit)
    facts.count["documents"] = len(library.plan_ids)
    facts.findings.add(across(library.index, library.registry))
    for folder in folders:
        folder.finish(facts, report, search)
    front.write(out, base(library))
    renderers = {folder.language: folder.renderer for folder in folders}
    if not rules.large:
        carried = findings.carried(renderers, facts.findings) | engine.do(cascade.files_job(library, rules))
        for name, data in carried.items():
            out.write(name, data)
    said = {language: renderer.say for language, renderer in renderers.items()}
    search.finish(library, said, {folder.language: folder.titles for folder in folders})
    for folder in folders:
        folder.write(lists.search(folder.renderer))
    return Site(folders)


def _let_go(waiting: deque[Pages]) -> Iterator[Pages]:
    """Pages that wait in memory, each let go of once it is taken."""
    while waiting:
        yield waiting.popleft()


def _assets() -> Iterator[tuple[str, bytes]]:
    """What pages load, and the pictures of those that have none of their own: name and content."""
    yield from ((path.name, _asset(path)) for path in sorted(ASSETS.iterdir()))
    yield from preview.pictures({language: words(language)["site"] for language in LANGUAGES}).items()


def _asset(path: Path) -> bytes:
    """An asset as it is sent: scripts without comments and indents, a fifth of a first search's own scripts."""
    data = path.read_bytes()
    return re.sub(rb"(?m)^ *(?://.*\n)?|(?<=[;{},)]) // .*$", b"", data) if path.suffix == ".js" else data


def _of_plans(library: Library, rules: Rules) -> Iterator[Pages]:
    """The pages of each plan, then those of its quantities, which depend on other plans too, tasks and named things."""
    given = {i: (library.alone(i), library.job(i), rules, job(compiled)) for i in library.plan_ids}
    more = []
    if not library.compact:
        beside = nearby_quantities(library, rules.limits.others)
        more += [job(quantity_pages, *given[i], beside.get(i, {})) for i in given]
        brief = {i: (*library.brief(i), *given[i][2:]) for i in given}
        more += [job(task_pages, *brief[i]) for i in given]
        things = library.index.things
        more += [job(project_pages, *brief[i], first) for i in given for first in range(0, things.get(i, 0), THINGS)]
    jobs = [job(plan_pages, *given[i]) for i in given]
    yield from library.engine.each(jobs, seconds=OF_PLAN, also=more, stage="render")
    yield from library.engine.each(more, seconds=OF_PLAN, stage="render")


def _of_items(library: Library, rules: Rules) -> Iterator[Pages]:
    seconds = OF_ITEM if rules.large else OF_ITEM + OF_FILES
    return library.engine.each(item_jobs(library, rules), seconds=seconds, stage="render")


def base(library: Library) -> str:
    """The address of the site with a closing slash; "" where none is known."""
    return address.absolute(homepage(library), "")


def run_of(library: Library, language: str, docs: Path, mkdocs: Path, *, commands: str) -> MkDocsRun:
    """The input of MkDocs for a language: the hand-written pages, and a frame for each type of generated page."""
    menu_ = frames.MENU
    titles = {**words(language)["site"]["pages"], "": words(language)["site"]["name"]}
    paths = {path: str(titles[path.rstrip("/")]) for path in menu_}
    tree = {f"{path}index.md": frames.markdown(paths[path], frame) for path, frame in menu_.items()}
    for name, text in handwritten.read(docs):
        path = handwritten.page_path(name)
        tree[name], paths[path] = text.replace(COMMANDS_PLACE, commands), handwritten.title(text, path)
    for kind in frames.SHELLS:
        tree[f"{frames.SHELL.format(kind=kind)}index.md"] = frames.markdown(frames.TITLE, frames.shell(kind))
    edition, shared = (library.version, library.created[:10]), mkdocs.read_text("utf-8")
    return MkDocsRun(language, tree, paths, edition, shared, base(library), not lacking())
