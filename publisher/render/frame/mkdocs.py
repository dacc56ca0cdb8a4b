"""One MkDocs run a language, with the right theme words and navigation; its pages are kept while its input stays."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from publisher.render.frame import menu
from publisher.terms.messages import words
from publisher.work.store import Store, code, digest, packed, unpacked

THEME = Path(__file__).parent / "theme"
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'"
)
WORDS = ("name", "brand", "name_other", "tagline", "menu", "admonitions", "search", "foot")  # those that the theme says
MAKERS = ("mkdocs", "markdown", "jinja2", "markupsafe", "pymdown-extensions", "pygments", "pyyaml")


@dataclass(frozen=True)
class Run:
    """What one run needs: its Markdown by path, the paths and titles of its pages, and what both languages share.

    edition: version and date of the data, as the foot of every page says them. mkdocs: the configuration of both.
    base: the address of the site, where it is known.
    """

    language: str
    tree: Mapping[str, str]
    paths: Mapping[str, str]
    edition: tuple[str, str]
    mkdocs: Path
    base: str = ""


def configuration(run: Run, folder: Path) -> dict[str, Any]:
    """The configuration of one run: what both share, by INHERIT, and what is its language's own. JSON is YAML."""
    text = words(run.language)["site"]
    groups = menu.groups(run.language, run.paths)
    pages = [page for group in groups for page in group["pages"]]
    version_, date = run.edition
    return {
        "INHERIT": str(run.mkdocs.absolute()),
        "site_name": text["name"],
        "docs_dir": str(folder / "tree"),
        "site_dir": str(folder / "site"),
        "theme": {"custom_dir": str(THEME)},
        "markdown_extensions": {
            "footnotes": {"BACKLINK_TITLE": text["menu"]["back"]},
            "toc": {"permalink_title": text["menu"]["permalink"]},
        },
        "nav": [{page["title"]: f"{page['path']}index.md"} for page in pages if f"{page['path']}index.md" in run.tree]
        or None,
        "not_in_nav": "*\n",
        "extra": {
            "language": run.language,
            "base": run.base,
            "policy": POLICY,
            "words": {key: text[key] for key in WORDS},
            "menu": menu.main(run.language),
            "pages": pages,
            "groups": groups,
            "edition": text["foot"]["edition"].format(version=version_, date=date),
        },
    }


def key(run: Run) -> str:
    """What a run's pages depend on, in short: its tree, its configuration, the theme, and the programs."""
    config = configuration(run, Path()) | {"INHERIT": run.mkdocs.read_text("utf-8"), "theme": run.language}
    said = [code(), sys.version, *(version(name) for name in MAKERS)]
    tree = [text for item in run.tree.items() for text in item]
    return digest(text.encode() for text in ("mkdocs", *said, json.dumps(config), *tree))


class Making:
    """A run that is under way, or its pages that were kept."""

    def __init__(self, run: Run, folder: Path, store: Store | None) -> None:
        """Begin the run in a folder of its own. It goes on beside this process until its pages are asked for."""
        self.run, self.folder, self.store = run, folder, store
        self.key = key(run) if store else ""
        value = store.get(self.key) if store else None
        self.kept = unpacked(value) if value is not None else None
        self.process = None if self.kept is not None else self._start()

    def _start(self) -> subprocess.Popen[str]:
        for path, text in self.run.tree.items():
            target = self.folder / "tree" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        config = self.folder / "mkdocs.yml"
        config.write_text(json.dumps(configuration(self.run, self.folder)), "utf-8")
        return subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "SOURCE_DATE_EPOCH": "0"},
        )

    def pages(self) -> dict[str, str]:
        """Path → HTML of every page. Raises RuntimeError with MkDocs' own words where it failed or warned."""
        if self.kept is None and self.process is not None:
            said, _ = self.process.communicate()
            if self.process.returncode or "WARNING" in said:
                raise RuntimeError(f"MkDocs did not build the site cleanly:\n{said.strip()}")
            site = self.folder / "site"
            self.kept = {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*.html"))}
            if self.store:
                self.store.put(self.key, packed(self.kept))
        return {name: data.decode() for name, data in (self.kept or {}).items()}

    def stop(self) -> None:
        """End what still runs."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.communicate()


@contextmanager
def begun(run: Run, folder: Path, store: Store | None) -> Iterator[Making]:
    """A run, begun; ended with the block, whatever happens in it."""
    making = Making(run, folder, store)
    try:
        yield making
    finally:
        making.stop()
