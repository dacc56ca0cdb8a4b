"""One MkDocs run a language, each with the right theme words and navigation."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publisher.locale import words
from publisher.model import Library
from publisher.render import menu

THEME = Path(__file__).parent / "theme"
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'"
)


@dataclass(frozen=True)
class Run:
    """What one run needs: the tree of Markdown, where to build it, and its pages' paths and titles."""

    language: str
    tree: Path
    site: Path
    mkdocs: Path
    library: Library
    paths: Mapping[str, str]


def configuration(run: Run) -> dict[str, Any]:
    """The configuration of one run: what both share, by INHERIT, and what is its language's own. JSON is YAML."""
    text = words(run.language)["site"]
    pages = [page for group in menu.groups(run.language, run.paths) for page in group["pages"]]
    return {
        "INHERIT": str(run.mkdocs),
        "site_name": text["name"],
        "docs_dir": str(run.tree),
        "site_dir": str(run.site),
        "theme": {"language": run.language, "custom_dir": str(THEME)},
        "nav": [
            {page["title"]: f"{page['path']}index.md"}
            for page in pages
            if (run.tree / page["path"] / "index.md").exists()
        ]
        or None,
        "not_in_nav": "*\n",
        "extra": {
            "language": run.language,
            "policy": POLICY,
            "words": {key: text[key] for key in ("name", "brand", "name_other", "tagline", "menu", "search", "foot")},
            "menu": menu.main(run.language),
            "pages": pages,
            "groups": menu.groups(run.language, run.paths),
            "edition": text["foot"]["edition"].format(version=run.library.version, date=run.library.created[:10]),
        },
    }


def build(run: Run) -> None:
    """Let MkDocs build one language. Raises RuntimeError with its own words where it failed or warned."""
    config = run.tree.parent / f"{run.language}.yml"
    config.write_text(json.dumps(configuration(run)), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"},
    )
    if done.returncode or "WARNING" in done.stdout:
        raise RuntimeError(f"MkDocs did not build the site cleanly:\n{done.stdout.strip()}")
