"""What a person waits for, and what is sent meanwhile, in Chromium: a preview after an edit, the first views of a site.

    python -m bench.browser PROJECT DATA SITE

PROJECT holds build.py; DATA holds datapackage/; SITE is a built site of these data. One JSON object a measurement goes
to standard output.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from bench.edit import ADDED, prepared
from publisher.render.explorer.kinds import EXPLORED
from publisher.terms.schema import load_schemas
from publisher.work.files import write_atomically

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Debian's Chromium; first the one without windows, which opens a page in half the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
SHRUNK = (".html", ".css", ".js", ".json", ".svg")
EXPLORER, ANSWER, QUERY = "#explorer[data-asked]", ".results li a", "5G基站"
ADDRESS = re.compile(r"http://\S+/")
PATIENCE = 300_000  # milliseconds that a page is waited for


def chromium() -> str:
    """The path of Chromium, "" where it is not installed."""
    return next(filter(None, map(shutil.which, NAMES)), "")


class Host(SimpleHTTPRequestHandler):
    """A plain folder server that shrinks text as static hosts do, under the sub-path /plans/ as well as at its root."""

    sent: ClassVar[list[int]] = []  # bytes of each answer, for tests of weight

    def log_message(self, format: str, *args: object) -> None:
        pass

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/plans") if path.startswith("/plans/") else path)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path.split("?")[0]))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix in SHRUNK and path.is_file():
            body = gzip.compress(path.read_bytes(), 6, mtime=0)
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(str(path)))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            self.sent.append(len(body))
            return
        if path.is_file():
            self.sent.append(path.stat().st_size)
        super().do_GET()


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """The address of a folder, served as a static host does; without a closing slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def sent_for(browser: Browser, address: str, ready: str) -> tuple[float, int]:
    """Seconds until a page that knows nothing yet shows what `ready` selects, and the bytes sent for it."""
    Host.sent.clear()
    page, begun = browser.new_page(), time.perf_counter()
    page.goto(address)
    page.wait_for_selector(ready, timeout=PATIENCE)
    wall = time.perf_counter() - begun
    page.wait_for_timeout(300)  # what is asked for beside it
    page.close()
    return wall, sum(Host.sent)


def seen(browser: Browser, project: Path, data: Path) -> float:
    """Seconds from an edit of a cell until a page that is open in the preview shows it."""
    record, after = prepared(data, load_schemas(project / "schemas"))
    command = [sys.executable, "build.py", "serve", "--port", "0", "--root", str(data)]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True) as preview:
        try:
            address = next(found[0] for line in preview.stdout or () if (found := ADDRESS.search(line)))
            page = browser.new_page()
            page.goto(f"{address}en/targets/{record}/")
            page.wait_for_timeout(1000)  # until it listens for news
            begun = time.perf_counter()
            for path, content in after.items():
                write_atomically(path, content)
            page.locator("main", has_text=ADDED).wait_for(timeout=PATIENCE)
            return time.perf_counter() - begun
        finally:
            preview.terminate()


def main(project: str, data: str, site: str) -> None:
    """Measure everything."""
    from playwright.sync_api import sync_playwright

    def tell(what: str, wall: float, **more: int) -> None:
        sys.stdout.write(json.dumps({"what": what, "wall": wall, **more}) + "\n")

    with sync_playwright() as player, hosted(Path(site)) as host:
        browser = player.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        views = [sent_for(browser, f"{host}/en/{kind}/", EXPLORER) for kind in EXPLORED]
        wall, most = max(views, key=lambda view: view[1])
        tell("explorer-first-view", wall, sent=most)
        wall, most = sent_for(browser, f"{host}/zh/search/?q={QUERY}", ANSWER)
        tell("search-first-answer", wall, sent=most)
        tell("serve-edited", seen(browser, Path(project), Path(data)))
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
