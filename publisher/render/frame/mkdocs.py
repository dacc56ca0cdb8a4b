"""One MkDocs run a language, with the right theme words and navigation."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from publisher.render.frame.pages import groups, main_menu
from publisher.render.page import POLICY
from publisher.terms.messages import Refusal, say, words

THEME = Path(__file__).parent / "theme"
WORDS = ("name", "brand", "name_other", "tagline", "menu", "admonitions", "search", "foot")  # those that the theme says
# What one process does for every configuration: loading MkDocs takes as long as its work.
BUILD = """
import sys
from mkdocs.__main__ import cli
for file in sys.argv[1:]:
    cli(["build", "--quiet", "--config-file", file], standalone_mode=False)
"""


@dataclass(frozen=True)
class MkDocsRun:
    """What one run needs: its Markdown by path, the paths and titles of its pages, and what both languages share.

    edition: version and date of the data, as the foot of every page says them. shared: the configuration of both.
    base: the address of the site, where it is known. pictures: there are pictures for previews of links.
    """

    language: str
    tree: Mapping[str, str]
    paths: Mapping[str, str]
    edition: tuple[str, str]
    shared: str
    base: str = ""
    pictures: bool = True


def configuration(run: MkDocsRun, folder: Path) -> dict[str, Any]:
    """The configuration of one run: what both share, by INHERIT, and what is its language's own. JSON is YAML."""
    text = words(run.language)["site"]
    grouped = groups(run.language, run.paths)
    pages = [page for group in grouped for page in group["pages"]]
    placed = [(page["title"], f"{page['path']}index.md") for page in pages]
    version_, date = run.edition
    return {
        "INHERIT": str(folder / "shared.yml"),
        "site_name": text["name"],
        "docs_dir": str(folder / "tree"),
        "site_dir": str(folder / "site"),
        "theme": {"custom_dir": str(THEME)},
        "markdown_extensions": {
            "footnotes": {"BACKLINK_TITLE": text["menu"]["back"]},
            "toc": {"permalink_title": text["menu"]["permalink"]},
        },
        "nav": [{title: path} for title, path in placed if path in run.tree] or None,
        "not_in_nav": "*\n",
        "extra": {
            "language": run.language,
            "base": run.base,
            "pictures": run.pictures,
            "policy": POLICY,
            "words": {key: text[key] for key in WORDS},
            "menu": main_menu(run.language),
            "pages": pages,
            "groups": grouped,
            "edition": text["foot"]["edition"].format(version=version_, date=date),
        },
    }


def made(runs: Sequence[MkDocsRun]) -> list[dict[str, str]]:
    """The pages of each run: path → HTML. Raises RuntimeError with MkDocs' own words where it failed or warned."""
    with TemporaryDirectory(prefix="mkdocs-") as scratch:
        folders = [Path(scratch) / run.language for run in runs]
        for run, folder in zip(runs, folders, strict=True):
            for path, text in run.tree.items():
                target = folder / "tree" / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, "utf-8")
            (folder / "shared.yml").write_text(run.shared, "utf-8")
            (folder / "mkdocs.yml").write_text(json.dumps(configuration(run, folder)), "utf-8")
        command = [sys.executable, "-c", BUILD, *(str(folder / "mkdocs.yml") for folder in folders)]
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
            env={**os.environ, "SOURCE_DATE_EPOCH": "0"},
        )  # fmt: skip
        if done.returncode or "WARNING" in done.stdout:
            raise Refusal(say("build.mkdocs", words=done.stdout.strip()))
        return [_pages(folder / "site") for folder in folders]


def _pages(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
