"""A preview on localhost: the published folder, rebuilt when data, pages or the code's templates change.

Pages are written first; lists and the search follow while the browser already shows them. Open pages are reloaded by a
script that this server adds to them; it is not in the published folder.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from publisher.check.run import check_package
from publisher.model.library import index_job, library
from publisher.publish import hosting, manifest
from publisher.publish.publish import publish
from publisher.read.layout import FOLDER
from publisher.read.package import Package
from publisher.run.plainly import fault
from publisher.terms.messages import Message, Refusal, read_again, reason, say
from publisher.work.engine import Engine
from publisher.work.job import code
from publisher.work.output import Output
from publisher.work.store import Store

PAUSE = 0.1  # seconds between two looks at the files, at least
IDLE = 10  # ratio of the pause to the time of a look at the files, which bounds the load
CODE = "publisher"
WATCHED = ("schemas", "docs", "publisher/render", "publisher/terms/messages")
CHANGES, SCRIPT = "/-/changes", "/-/reload.js"  # addresses that no published file has
RELOAD = f"""
let seen;
new EventSource("{CHANGES}").onmessage = (said) => {{
  if (seen && seen !== said.data) location.reload();
  seen = said.data;
}};
""".encode()

Tell = Callable[[Message], object]


@dataclass
class Edition:
    """The number of the current edition; threads can wait for the next one."""

    number: int = 1
    changed: threading.Condition = field(default_factory=threading.Condition)

    def next(self) -> None:
        """Count up and notify the waiting threads."""
        with self.changed:
            self.number += 1
            self.changed.notify_all()

    def after(self, number: int) -> int:
        """Wait for an edition other than `known`; its number, or the same one after a timeout."""
        with self.changed:
            self.changed.wait_for(lambda: self.number != number, timeout=15)
            return self.number


class Host(SimpleHTTPRequestHandler):
    """Serves files without logging; for an unknown address it answers with the site's 404.html."""

    def __init__(self, *arguments: object, edition: Edition, **named: object) -> None:
        self.edition = edition
        super().__init__(*arguments, **named)  # type: ignore[arg-type]

    def log_message(self, format: str, *args: object) -> None:
        """No line for each request."""

    def end_headers(self) -> None:
        """Add headers against caching, so that the browser shows what was rebuilt."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def do_GET(self) -> None:
        """A file; a page with the script that loads it again."""
        path = self.path.partition("?")[0]
        place = Path(self.translate_path(self.path))
        place = place / "index.html" if path.endswith("/") else place
        if path == CHANGES:
            self._changes()
        elif path == SCRIPT:
            self._send(200, "text/javascript", RELOAD)
        elif place.suffix == ".html" and place.is_file():
            page = place.read_bytes().replace(b"</body>", f'<script src="{SCRIPT}"></script></body>'.encode())
            self._send(200, "text/html; charset=utf-8", page)
        else:
            super().do_GET()

    def _send(self, code: int, kind: str, body: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _changes(self) -> None:
        """The number of each edition as it comes (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        number = self.edition.number
        try:
            while True:
                self.wfile.write(f"data: {number}\n\n".encode())
                self.wfile.flush()
                number = self.edition.after(number)
        except OSError:
            return  # the page was closed

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """404.html for what is not there."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            return super().send_error(code, message, explain)
        self._send(404, "text/html; charset=utf-8", page.read_bytes())


def stamps(root: Path, data: Path) -> Iterator[tuple[str, int]]:
    """Every watched file with the time of its last change. data: the folder that holds datapackage/."""
    for folder in (data / FOLDER, *(root / name for name in WATCHED)):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield str(path), path.stat().st_mtime_ns


def rebuild(
    load_package: Callable[[], Package],
    *,
    root: Path,
    out: Path,
    tell: Tell,
    shown: Callable[[], object] = lambda: None,
    cache: Path | None = None,
    commands: Mapping[str, str] | None = None,
) -> object:
    """Build into `out`, with the reading view where the texts are at hand. Where that fails the old pages stay.

    tell: takes messages. shown: called as soon as the pages are there, before the downloads and the search.
    cache: where what was made is kept, so that only what changed is made again. commands: for their page.
    """
    from publisher.render.context import HOME
    from publisher.render.site import render

    begun, package, engine = time.perf_counter(), load_package(), Engine(Store(cache) if cache else None)
    report = check_package(package, engine=engine, also=lambda plan: index_job(package, plan))
    if report.fails():
        return tell(say("serve.problems", problems=len(report.problems)))
    try:
        records, fresh = library(package, engine), Output(out, out)
        site = render(
            records, out=fresh, docs=root / "docs", mkdocs=root / "mkdocs.yml", report=report,
            texts=HOME, commands=commands,
        )  # fmt: skip
        shown()
        seconds = time.perf_counter() - begun
        publish(records, fresh)
        pages = site.finish(manifest.entries(fresh))
        hosting.write(records, fresh)
        for path in set(fresh.paths()) - fresh.known.keys():
            (out / path).unlink()
    except (Refusal, OSError) as error:
        return tell(say("serve.failed", why=fault(error, out)))
    return tell(say("serve.pages", pages=pages, seconds=seconds))


def watch(build: Callable[[], object], root: Path, data: Path, stop: threading.Event) -> None:
    """Call `build` whenever a watched file changed, until `stop` is set."""
    seen, pause = dict(stamps(root, data)), PAUSE
    while not stop.wait(pause):
        begun = time.perf_counter()
        now = dict(stamps(root, data))
        pause = max(PAUSE, IDLE * (time.perf_counter() - begun))
        if now != seen:
            if any(path.startswith(str(root / CODE)) for path, _ in now.items() ^ seen.items()):
                code.cache_clear()
                read_again()
            seen = now
            build()


def _server(port: int, out: Path, edition: Edition) -> ThreadingHTTPServer:
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(Host, directory=str(out), edition=edition))
    except OSError as error:
        raise Refusal(say("serve.port", port=str(port), why=reason(error))) from None


def serve(
    load_package: Callable[[], Package],
    *,
    root: Path,
    data: Path,
    port: int,
    tell: Tell,
    cache: Path | None = None,
    commands: Mapping[str, str] | None = None,
) -> None:
    """Serve the site on localhost until interrupted.

    load_package: gives the package afresh. root: the project. data: the folder that holds datapackage/. port: 0 for any
    free one. tell, cache, commands: as of `rebuild`. Raises Refusal where the port is taken.
    """
    with TemporaryDirectory(prefix="serve-") as folder:
        out, edition = Path(folder) / "site", Edition()
        out.mkdir()
        build = partial(
            rebuild, load_package, root=root, out=out, tell=tell, shown=edition.next, cache=cache, commands=commands
        )
        with _server(port, out, edition) as server:
            stop = threading.Event()
            build()
            watcher = threading.Thread(target=watch, args=(build, root, data, stop), daemon=True)
            watcher.start()
            tell(say("serve.address", address=f"http://localhost:{server.server_address[1]}/"))
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                tell(say("serve.stopped"))
            finally:
                stop.set()
