"""The desk's guards: this address, this origin, this token, requests of a sane size; nothing is served besides."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.review.server import MAX_BODY, open_server
from tests.review.lab import desk_at, place_with_draft


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, str]]:
    server, address = open_server(desk_at(place_with_draft(tmp_path_factory.mktemp("desk"))))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port, address.partition("#")[2]
    server.shutdown()
    server.server_close()


def ask(
    port: int, method: str, path: str, headers: dict[str, str], body: bytes = b""
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    if body and "Content-Length" not in headers:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    answer = connection.getresponse()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def test_it_listens_on_this_computer_only(desk: tuple[int, str]) -> None:
    with Path("/proc/net/tcp").open() as table:
        lines = [line.split() for line in table.readlines()[1:]]
    mine = [line[1] for line in lines if line[3] == "0A" and int(line[1].split(":")[1], 16) == desk[0]]
    assert mine == [f"0100007F:{desk[0]:04X}"]


@pytest.mark.parametrize("path", ["/", "/desk.js", "/text.js", "/form.js", "/blind.js", "/add.js", "/desk.css"])
def test_the_page_and_its_assets_are_served(path: str, desk: tuple[int, str]) -> None:
    status, headers, body = ask(desk[0], "GET", path, {})
    assert status == 200 and body
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({}, "token"),
        ({"X-Desk-Token": "guess"}, "token"),
        ({"X-Desk-Token": "é"}, "token"),
        ({"Host": "desk.example:80", "X-Desk-Token": "{token}"}, "host"),
        ({"Host": "", "X-Desk-Token": "{token}"}, "host"),
        ({"Host": "127.0.0.1", "X-Desk-Token": "{token}"}, "host"),
        ({"Origin": "http://evil.example", "X-Desk-Token": "{token}"}, "origin"),
        ({"Origin": "null", "X-Desk-Token": "{token}"}, "origin"),
        ({"Sec-Fetch-Site": "cross-site", "X-Desk-Token": "{token}"}, "origin"),
        ({"Sec-Fetch-Site": "same-site", "X-Desk-Token": "{token}"}, "origin"),
    ],
)
@pytest.mark.parametrize(("method", "path"), [("GET", "/state"), ("POST", "/decide"), ("POST", "/finish")])
def test_others_are_refused(method: str, path: str, headers: dict[str, str], why: str, desk: tuple[int, str]) -> None:
    sent = {name: value.format(token=desk[1]) for name, value in headers.items()}
    status, _, body = ask(
        desk[0], method, path, {**sent, "Content-Type": "application/json"}, b"{}" if method == "POST" else b""
    )
    assert (status, json.loads(body)["message"]) == (403, why)


def test_a_page_asked_by_another_name_is_refused(desk: tuple[int, str]) -> None:
    assert ask(desk[0], "GET", "/", {"Host": "attacker.example"})[0] == 403


@pytest.mark.parametrize(
    "path",
    [
        "/../server.py",
        "/%2e%2e/server.py",
        "/desk.html/../../desk.py",
        "/etc/passwd",
        "/favicon.ico",
        "/assets/desk.js",
    ],
)
def test_nothing_else_is_served(path: str, desk: tuple[int, str]) -> None:
    assert ask(desk[0], "GET", path, {})[0] == 404


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"{", {}),
        (b"[]", {}),
        (b'{"item": 3}', {}),
        (b'{"item": "none", "action": "accept"}', {}),
        (b'{"item": "document", "action": "accept", "rows": [{}]}', {}),
        (b'{"item": "document", "action": "accept", "rows": 7}', {}),
        (b"\xff", {}),
        (b"{}", {"Content-Type": "text/plain"}),
        (b"{}", {"Content-Length": str(MAX_BODY + 1)}),
        (b"{}", {"Content-Length": "-1"}),
        (b"{}", {"Content-Length": "x"}),
    ],
)
def test_a_damaged_request_is_answered_and_changes_nothing(
    body: bytes, headers: dict[str, str], desk: tuple[int, str]
) -> None:
    sent = {"X-Desk-Token": desk[1], "Content-Type": "application/json", **headers}
    status, _, answer = ask(desk[0], "POST", "/decide", sent, body)
    assert status == 400 or json.loads(answer)["ok"] is False
    assert ask(desk[0], "GET", "/state", {"X-Desk-Token": desk[1]})[0] == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_what_a_form_of_another_site_could_send_is_refused(kind: str, desk: tuple[int, str]) -> None:
    body = b'{"item": "document"}'
    sent = {"X-Desk-Token": desk[1], "Content-Type": "application/json"}
    assert ask(desk[0], "POST", "/check", sent, body)[0] == 200
    assert ask(desk[0], "POST", "/check", sent | {"Content-Type": kind}, body)[0] == 400


def test_the_state_speaks_both_languages(desk: tuple[int, str]) -> None:
    said = {}
    for language in ("zh", "en"):
        status, _, body = ask(desk[0], "GET", f"/state?language={language}", {"X-Desk-Token": desk[1]})
        state = json.loads(body)
        assert status == 200
        said[language] = json.loads(ask(desk[0], "GET", "/words", {})[2])[language]
        assert state["tables"]["targets"]["title"] == {"zh": "目标", "en": "Targets"}[language]
    assert said["zh"].keys() == said["en"].keys() and said["zh"]["keys"].keys() == said["en"]["keys"].keys()
