"""Every standard's own reader reads what is published, and finds in it what the model holds."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from publisher.model.library import Library
from publisher.terms.schema import TableSchema

pytestmark = pytest.mark.slow

Tool = Callable[[str], str]
Tables = Mapping[str, tuple[TableSchema, list[tuple[Any, ...]]]]
ROOT = Path(__file__).resolve().parents[2]
STANDARDS = ROOT.parent / "shared" / "standards"
NEEDS_STANDARDS = pytest.mark.skipif(not STANDARDS.is_dir(), reason="the standards' own files are not at hand")


def body(folder: Path, path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / path).read_bytes())
    return found


# ---- DCAT-AP ----


@NEEDS_STANDARDS
def test_the_catalogue_conforms_to_dcat_ap(published: Path) -> None:
    pyshacl = pytest.importorskip("pyshacl")
    from rdflib import Graph, Namespace

    shapes = Graph().parse(STANDARDS / "dcat-ap-3.0.1-SHACL.ttl")
    shacl = Namespace("http://www.w3.org/ns/shacl#")
    for shape, named in list(shapes.subject_objects(shacl.property)):
        if (named, shacl.path, None) not in shapes:  # the standard's file names two shapes that it does not hold
            shapes.remove((shape, shacl.property, named))
    graph = Graph().parse(published / "catalog.jsonld", format="json-ld")
    conforms, _, text = pyshacl.validate(graph, shacl_graph=shapes)
    assert conforms, text
    graph.remove((None, Namespace("http://www.w3.org/ns/dcat#").accessURL, None))
    assert not pyshacl.validate(graph, shacl_graph=shapes)[0]


def test_each_document_is_a_data_set_of_the_catalogue(published: Path, held: Library) -> None:
    listed = body(published, "catalog.jsonld")["dcat:dataset"]
    assert [item["@id"].rsplit("#", 1)[1] for item in listed] == ["dataset", *held.registry["documents"]]
    for item in listed:
        for said in (*item["dct:description"], *item["dct:title"]):
            assert said["@language"] in ("zh-CN", "en") and said["@value"]
        assert all(50 <= len(said["@value"]) <= 5000 for said in item["dct:description"])


# ---- Croissant ----


def test_croissant_loads_and_yields_every_record(published: Path, wide_tables: Tables) -> None:
    mlcroissant = pytest.importorskip("mlcroissant")
    logging.getLogger("absl").setLevel(logging.ERROR)
    dataset = mlcroissant.Dataset(jsonld=str(published / "croissant.json"))
    assert not dataset.metadata.ctx.issues.errors and not dataset.metadata.ctx.issues.warnings
    assert "1.1" in str(dataset.metadata.conforms_to)
    assert {records.uuid for records in dataset.metadata.record_sets} == set(wide_tables)
    for name, (schema, rows) in wide_tables.items():
        found = list(dataset.records(name))
        assert len(found) == len(rows)
        for record, row in zip(found, rows, strict=True):
            for field, value in zip(schema.fields, row, strict=True):
                if field.name not in ("url", "url_en"):
                    assert croissant_value(record[f"{name}/{field.name}"]) == croissant_plain(value), field.name


def croissant_value(value: Any) -> Any:
    """What mlcroissant yields, in the model's terms: its texts are bytes, its dates are of pandas."""
    if isinstance(value, list):
        return [croissant_value(inner) for inner in value]
    if isinstance(value, bytes):
        return value.decode()
    return value.date().isoformat() if hasattr(value, "date") else value


def croissant_plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


# ---- CSV on the Web ----


def read_with_csvw(tool: Tool, paths: list[Path]) -> list[dict[str, Any]]:
    """What the csvw package reads by each metadata file (tests/publish/csvw_types.py)."""
    command = [tool("csvw"), str(Path(__file__).parent / "csvw_types.py"), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_csvw_reads_every_file_with_its_types(published: Path, tables: Tables, wide_tables: Tables, tool: Tool) -> None:
    python = {"integer": "int", "number": "Decimal", "boolean": "bool", "date": "datetime", "list": "list"}
    paths = [path for path in sorted((published / "data").rglob("*.csv")) if path.parent.name != "excel"]
    seen = 0
    for path, said in zip(paths, read_with_csvw(tool, [Path(f"{path}-metadata.json") for path in paths]), strict=True):
        assert said["valid"], path
        finding = path.parent.name == "findings"
        name = path.stem.rpartition("-")[2] if finding else path.stem.removesuffix("_base")
        schema, rows = (tables if path.parent.name == "tables" else wide_tables)[name]
        assert finding or said["rows"] == len(rows), path
        for field in schema.fields if said["rows"] else ():
            assert set(said["types"][field.name]) <= {python.get(field.type, "str")}, (path, field.name)
        seen += said["rows"]
    assert seen > 7_000


def test_csvw_knows_what_refers_to_what(published: Path, tool: Tool) -> None:
    (said,) = read_with_csvw(tool, [published / "data/tables/csv-metadata.json"])
    assert said["valid"] and said["keys"] > 15


# ---- Data Package ----


@NEEDS_STANDARDS
def test_the_package_passes_its_own_profile(published: Path) -> None:
    from jsonschema import Draft7Validator
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT7

    names = ("datapackage", "dataresource", "tabledialect", "tableschema")
    held = {name: json.loads((STANDARDS / f"datapackage-2.0-{name}.json").read_bytes()) for name in names}
    registry = Registry().with_resources(
        (f"https://datapackage.org/profiles/2.0/{name}.json", Resource.from_contents(text, DRAFT7))
        for name, text in held.items()
    )
    validator = Draft7Validator(held["datapackage"], registry=registry)
    assert not [error.json_path for error in validator.iter_errors(body(published, "data/datapackage.json"))]


def test_frictionless_puts_the_package_into_a_database(published: Path, tmp_path: Path) -> None:
    pytest.importorskip("sqlalchemy")
    import sqlite3

    from frictionless import Package

    place = tmp_path / "package.sqlite"
    Package(str(published / "data/datapackage.json")).publish(f"sqlite:///{place}")
    with sqlite3.connect(place) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert {"targets", "targets_base", "units", "target_units"} <= names


# ---- JSON Schema ----


def schemas(published: Path) -> Iterator[tuple[str, Any]]:
    for path in sorted((published / "api/v1/schema").glob("*.json")):
        yield path.name, json.loads(path.read_bytes())


def keywords(schema: Any) -> Iterator[str]:
    """Every keyword of a schema and of those in it; names of properties are none."""
    if isinstance(schema, list):
        for inner in schema:
            yield from keywords(inner)
    elif isinstance(schema, dict):
        for key, inner in schema.items():
            yield key
            if key in ("properties", "$defs"):
                for one in inner.values():
                    yield from keywords(one)
            elif key in ("items", "prefixItems", "anyOf"):
                yield from keywords(inner)


def test_schemas_have_only_keywords_that_strict_validators_know(published: Path) -> None:
    known = {"$schema", "$id", "$defs", "$ref", "title", "description", "type", "properties", "required", "items",
             "anyOf", "prefixItems", "minItems", "maxItems", "enum", "const", "pattern", "minLength", "maxLength",
             "minimum", "maximum"}  # fmt: skip
    for name, schema in schemas(published):
        assert set(keywords(schema)) <= known, name
        assert schema["$id"] == name


def test_schemas_allow_what_a_later_version_adds(published: Path) -> None:
    from tests.publish.test_api import BASE, validator

    own = body(published, "api/v1/targets.json")
    check = validator(published, f"{BASE}api/v1/schema/targets.json", closed=False)
    own["schema_version"] = "1.7.0"
    own["more"] = 1
    own["data"][0]["more"] = ["of it"]
    assert not list(check.iter_errors(own))
    own["schema_version"] = "2.0.0"
    assert list(check.iter_errors(own))
    del own["data"][0]["quote"]
    assert len(list(check.iter_errors(own))) == 2


# ---- OpenAPI ----


def test_openapi_stands_alone_and_its_examples_are_valid(published: Path) -> None:
    from openapi_schema_validator import OAS31Validator
    from referencing import Registry, Resource

    description = body(published, "api/v1/openapi.json")
    text = json.dumps(description)
    assert '"$ref": "#/components/schemas/' in text and ".json#" not in text and '"$ref": "schema/' not in text
    resource = Resource.from_contents({"$schema": "https://json-schema.org/draft/2020-12/schema", **description})
    registry = Registry().with_resource("urn:openapi", resource)
    examples = 0
    for path in description["paths"].values():
        assert {"200", "404"} <= set(path["get"]["responses"])
        content = path["get"]["responses"]["200"]["content"]["application/json"]
        if "example" in content:
            validator = OAS31Validator({"$ref": f"urn:openapi{content['schema']['$ref']}"}, registry=registry)
            assert not list(validator.iter_errors(content["example"])), path["get"]["operationId"]
            examples += 1
    assert examples > 20


def test_a_python_client_is_made_of_openapi_alone(published: Path, tmp_path: Path, tool: Tool) -> None:
    python = tool("openapi-python-client")
    shutil.copy(published / "api/v1/openapi.json", tmp_path)
    code = "import sys; from openapi_python_client.cli import app; app()"
    made = ["generate", "--path", "openapi.json", "--output-path", "plans", "--meta", "none"]
    command = [python, "-c", code, *made]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (tmp_path / "plans/models/target.py").is_file(), done.stdout + done.stderr
    use = (
        "import json, sys; from plans.models.targets_file import TargetsFile; "
        "body = TargetsFile.from_dict(json.load(open(sys.argv[1]))); print(body.total, body.data[0].target_id)"
    )
    listing = published / "api/v1/targets.json"
    command = [python, "-c", use, str(listing)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    first = json.loads(listing.read_bytes())
    assert done.stdout.split() == [str(first["total"]), first["data"][0]["target_id"]], done.stderr


def test_the_same_key_has_the_same_type_everywhere(published: Path) -> None:
    """A key that is a number here is no list there, over every file of the API."""
    kinds: dict[str, set[str]] = {}

    def walk(value: Any, key: str = "") -> None:
        if isinstance(value, dict):
            kinds.setdefault(key, set()).add("object")
            for name, inner in value.items():
                walk(inner, name)
        elif isinstance(value, list):
            kinds.setdefault(key, set()).add("list")
            for inner in value:
                if isinstance(inner, dict):
                    for name, own in inner.items():
                        walk(own, name)
        elif value is not None:
            number = isinstance(value, int | float) and not isinstance(value, bool)
            kinds.setdefault(key, set()).add("number" if number else type(value).__name__)

    for path in (published / "api/v1").rglob("*.json"):
        if path.parent.name != "schema" and path.name != "openapi.json":
            walk(json.loads(path.read_bytes()))
    several = {key: found for key, found in kinds.items() if len(found) > 1 and key != "data"}
    assert not several
