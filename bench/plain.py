"""The same pages given to MkDocs by themselves: what the site would cost without our own writing of pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

_MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.S)
_BLANK = re.compile(r"\n\s*\n")


def tree(site: Path, target: Path) -> int:
    """Write the main part of every page of a built site as a Markdown file, with a configuration; how many pages.

    Addresses are taken out: they would be looked up, and the frame's own are not there.
    """
    pages = 0
    for language in ("zh", "en"):
        for path in sorted((site / language).rglob("index.html")):
            found = _MAIN.search(path.read_text("utf-8"))
            if found is None:
                continue
            body = _BLANK.sub("\n", re.sub(r'\s(?:href|src)="[^"]*"', "", found[1]))
            place = target / "docs" / path.relative_to(site).with_name("index.md")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(f"# {path.parent.name}\n\n<div>\n{body}\n</div>\n", "utf-8")
            pages += 1
    config = {
        "site_name": "plain",
        "docs_dir": str(target / "docs"),
        "site_dir": str(target / "site"),
        "plugins": [],
        "theme": {"name": "mkdocs", "highlightjs": False},
        "markdown_extensions": ["md_in_html", "tables"],
        "nav": [{"Home": "zh/index.md"}],
        "not_in_nav": "*\n",
    }
    (target / "mkdocs.yml").write_text(json.dumps(config), "utf-8")  # JSON is YAML
    return pages
