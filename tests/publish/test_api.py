"""A client that knows nothing but the index and the schemas opens the whole API."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from publisher.model.library import Library

pytestmark = pytest.mark.slow

BASE = "https://example.org/"


@cache
def registry(folder: Path, closed: bool) -> Registry[Any]:
    """The published schemas by the addresses at which a client would get them. closed: no other keys."""
    found = []
    for path in (folder / "api/v1/schema").glob("*.json"):
        schema = json.loads(path.read_bytes())
        for own in (schema, *schema.get("$defs", {}).values()):
            if closed and "properties" in own:
                own["additionalProperties"] = False
        found.append((f"{BASE}api/v1/schema/{path.name}", Resource.from_contents(schema)))
    return Registry().with_resources(found)


@cache
def validator(folder: Path, address: str, *, closed: bool = True) -> Draft202012Validator:
    """What our own files must satisfy: they have every key that the schemas name, and no other."""
    return Draft202012Validator({"$ref": address}, registry=registry(folder, closed), format_checker=FormatChecker())


def place(folder: Path, address: str) -> Path:
    return folder / unquote(address.removeprefix(BASE).split("#", 1)[0])


def hrefs(value: Any, own: str) -> Iterator[tuple[str, str]]:
    """Every link in a body, by its key and resolved as a client resolves it."""
    if isinstance(value, dict) and "keys" in value:  # a list that is cut by one thing
        for key in value["keys"]:
            yield from ((form, urljoin(own, value[form].format(key=key))) for form in ("href", "csv"))
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key == "links":
                yield from ((name, urljoin(own, link)) for name, link in inner.items() if link)
            elif key in ("href", "schema", "record_schema") and isinstance(inner, str):
                yield key, urljoin(own, inner)
            else:
                yield from hrefs(inner, own)
    elif isinstance(value, list):
        for inner in value:
            yield from hrefs(inner, own)


def walked(folder: Path) -> set[str]:
    """The pages that the API links. Every file of it is reached from the index, valid, and has no dead link."""
    queue, seen, pages = [f"{BASE}api/v1/index.json"], set(), set()
    while queue:
        address = queue.pop()
        if address in seen:
            continue
        seen.add(address)
        body = json.loads(place(folder, address).read_bytes())
        if "/schema/" in address:
            Draft202012Validator.check_schema(body)
            continue
        schema = urljoin(address, body["links"]["schema"])
        errors = list(validator(folder, schema).iter_errors(body))
        assert not errors, (address, errors[0].json_path, errors[0].message)
        assert body["links"]["self"] and urljoin(address, body["links"]["self"]) == address
        for name, link in hrefs(body, address):
            if name.startswith("html_"):
                pages.add(link)
            elif link.startswith(BASE):
                assert place(folder, link).is_file(), (address, link)
                if link.endswith(".json") and "/data/" not in link:
                    queue.append(link)
    files = {f"{BASE}{path.relative_to(folder).as_posix()}" for path in (folder / "api").rglob("*.json")}
    assert files - seen == {f"{BASE}api/v1/openapi.json", f"{BASE}api/v1/schema/types.json"}
    return pages


def test_a_client_driven_by_index_and_schemas_finds_no_dead_link_and_no_invalid_file(published: Path) -> None:
    tables = ("documents", "targets", "observations", "tasks", "projects", "units", "indicators")
    counts = [json.loads((published / f"api/v1/{table}.json").read_bytes())["total"] for table in tables]
    assert len(walked(published)) == 2 * sum(counts)


def test_the_pages_that_the_api_links_are_there(built: Path) -> None:
    for table in ("documents", "targets", "observations", "tasks", "units", "indicators"):
        own = f"{BASE}api/v1/{table}.json"
        for name, link in hrefs(json.loads(place(built, own).read_bytes()), own):
            if name.startswith("html_"):
                assert (place(built, link) / "index.html").is_file(), link


def spoiled(body: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Copies of a record's file, each with one fault."""

    def one(change: Any) -> dict[str, Any]:
        found = copy.deepcopy(body)
        change(found)
        return found

    yield "a number as text", one(lambda b: b["data"].update(value="34000"))
    yield "text as a number", one(lambda b: b["data"].update(target_id=7))
    yield "a code that is none", one(lambda b: b["data"].update(comparator=">="))
    yield "a required value absent", one(lambda b: b["data"].update(quote=None))
    yield "a key missing", one(lambda b: b["data"].pop("caveat_zh"))
    yield "a key too many", one(lambda b: b["data"].update(more=1))
    yield "one name in place of a list", one(lambda b: b["data"].update(lead_units="市经济信息化委"))
    yield "no date", one(lambda b: b["data"].update(deadline="end of 2022"))
    yield "an id that is a path", one(lambda b: b["data"].update(document_id="../x"))
    yield "half an evidence", one(lambda b: b["data"]["evidence"]["selector"].pop())
    yield "an evidence of another type", one(lambda b: b["data"]["evidence"]["selector"][0].update(type="Other"))
    yield "another version of the shape", one(lambda b: b.update(schema_version="0"))
    yield "no envelope", one(lambda b: b.pop("total"))


def test_the_schema_rejects_spoiled_copies(published: Path, held: Library) -> None:
    target = next(t for plan in held.plans() for t in plan.targets if t.record.value is not None)
    body = json.loads((published / f"api/v1/targets/{target.id}.json").read_bytes())
    schema = validator(published, f"{BASE}api/v1/schema/targets-record.json")
    assert schema.is_valid(body)
    accepted = [name for name, bad in spoiled(body) if schema.is_valid(bad)]
    assert accepted == []


def test_every_property_keeps_one_type_beside_null(published: Path) -> None:
    """No union but with null: a client declares each value once."""

    def check(schema: Any, path: str) -> None:
        if isinstance(schema, dict):
            if isinstance(schema.get("type"), list):
                assert len(schema["type"]) == 2 and schema["type"][1] == "null", path
            if "anyOf" in schema:
                assert [s.get("type") for s in schema["anyOf"]] == [None, "null"], path
            assert "oneOf" not in schema, path
            for key, inner in schema.items():
                check(inner, f"{path}/{key}")

    for path in (published / "api/v1/schema").glob("*.json"):
        check(json.loads(path.read_bytes()), path.name)


def test_a_document_is_the_whole_plan_as_a_tree(published: Path, held: Library) -> None:
    for plan in held.plans():
        data = json.loads((published / f"api/v1/documents/{plan.id}.json").read_bytes())["data"]
        clauses: list[dict[str, Any]] = []

        def walk(nodes: list[dict[str, Any]], into: list[dict[str, Any]] = clauses) -> None:
            for node in nodes:
                into.append(node)
                walk(node["clauses"], into)

        walk(data["clauses"])
        assert {node["clause_id"] for node in clauses} == set(plan.clauses) and len(clauses) == len(plan.clauses)
        assert {t["target_id"] for node in clauses for t in node["targets"]} == {t.id for t in plan.targets}
        bodies = [
            b["responsibility_id"] for n in clauses if n["task"] for s in n["task"]["statements"] for b in s["bodies"]
        ]
        assert sorted(bodies) == sorted(r.id for r in plan.tables["responsibilities"])
        assert {m["mention_id"] for node in clauses for m in node["mentions"]} == {m.id for m in plan.mentions}


def test_an_indicator_has_all_its_targets_and_a_body_all_its_tasks(published: Path, held: Library) -> None:
    targets = [q.record for plan in held.plans() for q in plan.targets]
    for indicator in held.registry["indicators"]:
        data = json.loads((published / f"api/v1/indicators/{indicator}.json").read_bytes())["data"]
        assert [t["target_id"] for t in data["target_list"]] == [r.id for r in targets if r.indicator_id == indicator]
        assert data["comparability_zh"] and data["comparability_en"]
    held_by: dict[str, list[str]] = {}
    for plan in held.plans():
        for row in plan.tables["responsibilities"]:
            held_by.setdefault(row.unit_id, []).append(row.id)
    for unit in held.registry["units"]:
        data = json.loads((published / f"api/v1/units/{unit}.json").read_bytes())["data"]
        assert [r["responsibility_id"] for r in data["responsibilities"]] == held_by.get(unit, [])


@pytest.mark.sources
def test_evidence_selects_its_quote_in_the_text(published: Path, sources: Path) -> None:
    checked = 0
    for path in sorted((published / "api/v1/targets").glob("*.json")):
        data = json.loads(path.read_bytes())["data"]
        text = (sources / f"{data['document_id']}.txt").read_text("utf-8")
        quote, position = data["evidence"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"] == data["quote"]
        checked += 1
    assert checked > 50


def test_text_fragments_carry_the_quote(published: Path) -> None:
    seen = 0
    for path in sorted((published / "api/v1/targets").glob("*.json")):
        evidence = json.loads(path.read_bytes())["data"]["evidence"]
        assert (evidence["href"] is None) == (evidence["source"] is None)
        if evidence["href"]:
            address, fragment = evidence["href"].split("#:~:text=")
            middle = [part for part in fragment.split(",") if not part.startswith("-") and not part.endswith("-")]
            assert address == evidence["source"] and [unquote(p) for p in middle] == [evidence["selector"][0]["exact"]]
            seen += 1
    assert seen > 5


def described(folder: Path) -> None:
    """The description of the API is valid, and describes every file once."""
    from openapi_spec_validator import OpenAPIV31SpecValidator

    file = folder / "api/v1/openapi.json"
    description = json.loads(file.read_text("utf-8"))
    OpenAPIV31SpecValidator(description, base_uri=file.as_uri()).validate()
    patterns = [re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path)) + "$") for path in description["paths"]]
    for path in (folder / "api/v1").rglob("*.json"):
        address = "/" + path.relative_to(folder / "api/v1").as_posix()
        if not address.startswith("/schema/") and address != "/openapi.json":
            assert sum(bool(pattern.match(address)) for pattern in patterns) == 1, address


def test_openapi_is_valid_and_describes_every_file(published: Path) -> None:
    described(published)


def test_typescript_declares_every_type_with_every_property(published: Path) -> None:
    text = (published / "api/v1/types.d.ts").read_text("utf-8")
    types = json.loads((published / "api/v1/schema/types.json").read_bytes())["$defs"]
    for name, schema in types.items():
        body = text.split(f"export interface {name} {{", 1)[1].split("\n}", 1)[0]
        assert re.findall(r"^  (\w+): ", body, re.M) == list(schema["properties"])
    assert '  comparator: "eq" | "ge"' in text and "  value: number | null;" in text
    assert "export type TargetsFile = Envelope<Target[], ListLinks>;" in text
