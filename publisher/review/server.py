"""The desk on this computer's own address, for this reader's browser only.

Three guards: it listens on 127.0.0.1; the Host of a request must be that address (a name that an attacker points at
127.0.0.1 is refused); and a request needs the token of this run, in a header that another origin cannot set. What the
page may load is held to the desk itself by its content security policy.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from publisher.review.desk import Desk
from publisher.review.store import ChangedMeanwhile
from publisher.terms.messages import LANGUAGES, Message, Refusal, reason, say, text, words
from publisher.terms.problem import Problem

ASSETS = Path(__file__).parent / "assets"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
}
SERVED = ("desk.html", "desk.css", "desk.js", "text.js", "form.js", "blind.js", "add.js", "list.js")
MAX_BODY = 1_000_000  # a decision has a few thousand characters
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)


class _Server(HTTPServer):
    """One request at a time: decisions never overtake each other."""

    desk: Desk
    token: str


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version, sys_version = "desk", ""
    timeout = 20

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged: the page says what happened."""

    def _refusal(self, *, token: bool) -> str:
        port = self.server.server_port
        if self.headers.get("Host", "") not in (f"127.0.0.1:{port}", f"localhost:{port}"):
            return "host"
        origin = self.headers.get("Origin")
        if origin is not None and origin not in (f"http://127.0.0.1:{port}", f"http://localhost:{port}"):
            return "origin"
        if self.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            return "origin"
        if token and not hmac.compare_digest(self.headers.get("X-Desk-Token", "").encode(), self.server.token.encode()):
            return "token"
        return ""

    def _send(self, status: int, body: bytes, kind: str = "application/json; charset=utf-8") -> None:
        self.send_response(status)
        for name, value in (
            ("Content-Type", kind),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            ("Content-Security-Policy", POLICY),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ):
            self.send_header(name, value)
        with suppress(BrokenPipeError, ConnectionResetError):  # the page was closed meanwhile
            self.end_headers()
            self.wfile.write(body)

    def _language(self) -> str:
        return "en" if parse_qs(urlsplit(self.path).query).get("language") == ["en"] else "zh"

    def _json(self, status: int, content: object) -> None:
        default = partial(_in_words, language=self._language())
        self._send(status, json.dumps(content, ensure_ascii=False, default=default).encode())

    def do_GET(self) -> None:
        """The page and its assets, and the state of the desk."""
        address = urlsplit(self.path)
        if refusal := self._refusal(token=address.path == "/state"):
            return self._json(403, {"ok": False, "message": refusal})
        if address.path == "/state":
            self.server.desk.reload()
            return self._json(200, self.server.desk.state(self._language()))
        if address.path == "/words":
            return self._json(200, {language: words(language)["desk"] for language in LANGUAGES})
        name = {"/": "desk.html"}.get(address.path, address.path.removeprefix("/"))
        if name not in SERVED:
            return self._json(404, {"ok": False, "message": "path"})
        body = (ASSETS / name).read_text("utf-8")
        return self._send(200, (_page(body) if name == "desk.html" else body).encode(), TYPES[Path(name).suffix])

    def do_POST(self) -> None:
        """A decision, a proposal, a question or the last step."""
        if refusal := self._refusal(token=True):
            return self._json(403, {"ok": False, "message": refusal})
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > MAX_BODY or self.headers.get("Content-Type") != "application/json":
            return self._json(400, {"ok": False, "message": "request"})
        desk = self.server.desk
        calls: dict[str, Callable[[Any], dict[str, Any]]] = {
            "/decide": desk.decide,
            "/check": desk.check,
            "/propose": desk.propose,
            "/all": desk.all,
            "/aside": desk.aside,
            "/carry": lambda request: desk.carry(str(request.get("column", ""))),
            "/undo": lambda _: desk.undo(),
            "/finish": lambda _: desk.finish(),
        }
        path = urlsplit(self.path).path
        call = calls.get(path)
        try:
            request = json.loads(self.rfile.read(int(length)))
            answer = call(request) if call and isinstance(request, dict) else {"ok": False, "message": "request"}
            if answer["ok"] and path != "/check" and "version" in request:
                answer["changes"] = desk.changes(request["version"])
        except ChangedMeanwhile as other:
            desk.reload()
            return self._json(409, {"ok": False, "message": "changed", "files": other.files})
        except Refusal as forbidden:
            return self._json(
                400, {"ok": False, "message": "request", "found": text(forbidden.message, self._language())}
            )
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            return self._json(400, {"ok": False, "message": "request", "found": type(error).__name__})
        except OSError as error:
            return self._json(500, {"ok": False, "message": "disk", "found": text(reason(error), self._language())})
        return self._json(200, answer)


def _in_words(problem: Problem, language: str) -> dict[str, str]:
    """A problem, which an answer holds as data, in the words of a language."""
    place = {"code": problem.code, "field": problem.place.field, "place": str(problem.place)}
    return {**place, **problem.said(language)}


def _page(html: str) -> str:
    """The page with the words that it shows before it can ask for any, in both languages."""
    for name in ("title", "no_script"):
        html = html.replace(f"{{{name}}}", " · ".join(words(language)["desk"][name] for language in LANGUAGES))
    return html


def open_server(desk: Desk, *, port: int = 0) -> tuple[_Server, str]:
    """A server for the desk, listening on 127.0.0.1 (port 0: any that is free), and the address for the browser."""
    try:
        server = _Server(("127.0.0.1", port), _Handler)
    except OSError as error:
        raise Refusal(say("serve.port", port=str(port), why=reason(error))) from None
    server.desk, server.token = desk, secrets.token_urlsafe(24)
    # In the fragment, so that it is in no request line, no history of other programs and no referrer.
    return server, f"http://127.0.0.1:{server.server_port}/#{server.token}"


def serve(desk: Desk, *, port: int, tell: Callable[[Message], object]) -> None:
    """Serve the desk until Ctrl-C. tell: takes messages for people."""
    server, address = open_server(desk, port=port)
    blind = say("review.blind" if desk.blind else "review.sighted")
    tell(say("review.open", plan=desk.plan_id, reader=desk.reader, how=blind, address=address))
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        tell(say("review.closed"))
    finally:
        server.server_close()
