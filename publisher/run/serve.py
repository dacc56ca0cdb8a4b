"""A preview on localhost: the published folder, rebuilt when data, pages or the code's templates change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from publisher.check.run import check_package
from publisher.model.library import library
from publisher.read.package import Package
from publisher.run.build import CHECKS, PARTS, make
from publisher.work.store import Store

PAUSE = 1.0  # seconds between two looks at the files
WATCHED = ("datapackage", "schemas", "docs", "publisher/render", "publisher/terms/messages")

Say = Callable[[str], object]


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing; an address that is not there gets the site's own page for that."""

    def log_message(self, format: str, *args: object) -> None:
        """No line for each request."""

    def end_headers(self) -> None:
        """Nothing is kept by the browser: what was rebuilt is what is seen."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """404.html for what is not there."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def stamps(root: Path) -> Iterator[tuple[str, int]]:
    """Every watched file with the time of its last change."""
    for name in WATCHED:
        for path in sorted((root / name).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield str(path), path.stat().st_mtime_ns


def rebuild(
    load_package: Callable[[], Package],
    *,
    root: Path,
    out: Path,
    say: Say,
    cache: Path | None = None,
    commands: Mapping[str, str] | None = None,
) -> None:
    """Build into `out`, with the reading view where the texts are at hand. Where that fails the old pages stay.

    cache: where what was made is kept, so that only what changed is made again. commands: for their page.
    """
    package = load_package()
    store = Store(cache / PARTS) if cache else None
    report = check_package(package, cache=cache and cache / CHECKS)
    if report.fails():
        say(f"{len(report.problems)} problems; python build.py validate lists them. The old pages stay.")
        return
    try:
        with TemporaryDirectory(prefix="preview-") as folder:
            fresh = Path(folder) / "site"
            fresh.mkdir()
            reading = bool(package.sources)
            pages = make(
                library(package, store=store),
                fresh,
                docs=root / "docs",
                mkdocs=root / "mkdocs.yml",
                report=report,
                reading_view=reading,
                store=store,
                commands=commands,
            )
            _replace(fresh, out)
    except (RuntimeError, OSError) as error:
        say(f"Not rebuilt: {error}")
        return
    say(f"{pages} pages")


def _replace(fresh: Path, out: Path) -> None:
    import shutil

    old = out.with_name(out.name + "-old")
    if out.exists():
        out.rename(old)
    shutil.copytree(fresh, out)
    shutil.rmtree(old, ignore_errors=True)


def watch(build: Callable[[], None], root: Path, stop: threading.Event) -> None:
    """Call `build` whenever a watched file changed, until `stop` is set."""
    seen = dict(stamps(root))
    while not stop.wait(PAUSE):
        now = dict(stamps(root))
        if now != seen:
            seen = now
            build()


def serve(
    load_package: Callable[[], Package],
    *,
    root: Path,
    port: int,
    say: Say,
    cache: Path | None = None,
    commands: Mapping[str, str] | None = None,
) -> None:
    """Serve the site on localhost until interrupted.

    load_package: gives the package afresh. root: the project. port: 0 for any free one. say: takes lines for people.
    cache: where what was made is kept. commands: for their page.
    Raises OSError where the port is taken.
    """
    with TemporaryDirectory(prefix="serve-") as folder:
        out = Path(folder) / "site"
        out.mkdir()
        build = partial(rebuild, load_package, root=root, out=out, say=say, cache=cache, commands=commands)
        with ThreadingHTTPServer(("127.0.0.1", port), partial(Quiet, directory=str(out))) as server:
            stop = threading.Event()
            build()
            watcher = threading.Thread(target=watch, args=(build, root, stop), daemon=True)
            watcher.start()
            say(f"http://localhost:{server.server_address[1]}/  (Ctrl+C stops)")
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                say("stopped")
            finally:
                stop.set()
