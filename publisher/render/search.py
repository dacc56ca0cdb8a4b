"""The search index over the finished pages: Pagefind, which finds Chinese words and parts of words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


# Pagefind's own interfaces: the search page is ours.
UNUSED = ("pagefind-ui", "pagefind-modular", "pagefind-component", "pagefind-highlight")


def index_pages(out: Path) -> None:
    """Write pagefind/ into `out`. Raises RuntimeError with Pagefind's own words where it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "pagefind", "--site", str(out), "--glob", "{zh,en}/**/*.html", "--quiet"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"Pagefind did not index the site:\n{done.stdout}{done.stderr}")
    for path in (out / "pagefind").iterdir():
        if path.name.startswith(UNUSED):
            path.unlink()
