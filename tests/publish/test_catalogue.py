"""Catalogue metadata: valid by other people's tools, and saying the same in every form."""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, Namespace, URIRef

from publisher.model.library import Library
from publisher.publish import changelog, feed, manifest, sitemap
from publisher.publish.describe import citation, dcat, schema_org, subject
from publisher.terms.messages import LANGUAGES
from publisher.work.output import Output, known

pytestmark = pytest.mark.slow

DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
BASE = "https://example.org/site"


def with_homepage(held: Library) -> Library:
    """The same library with an address configured for its site."""
    descriptor = {**held.package.descriptor, "homepage": BASE}
    return dataclasses.replace(held, package=dataclasses.replace(held.package, descriptor=descriptor))


def described(held: Library, published: Path, language: str) -> dict[str, Any]:
    """What the page of downloads says to search engines."""
    offered = schema_org.offers(manifest.entries(Output(published)), language)
    variables = held.registry["indicators"].values()
    return schema_org.dataset(held, subject.all_data(held), language, offered, variables=variables)


def graph_of(text: str) -> Graph:
    return Graph().parse(data=text, format="json-ld", base=f"{BASE}/")


def test_dcat_says_the_same_as_schema_org(held: Library, published: Path) -> None:
    dataset = described(held, published, "en")
    graph = graph_of((published / "catalog.jsonld").read_text("utf-8"))
    node = URIRef(f"{BASE}/catalog.jsonld#dataset")
    (catalog,) = graph.subjects(RDF.type, DCAT.Catalog)
    assert (catalog, DCAT.dataset, node) in graph

    def english(predicate: URIRef) -> str:
        return next(str(v) for v in graph.objects(node, predicate) if isinstance(v, Literal) and v.language == "en")

    assert english(DCTERMS.title) == dataset["name"]
    assert english(DCTERMS.description) == dataset["description"]
    assert english(DCTERMS.bibliographicCitation) == dataset["creditText"]
    assert str(graph.value(node, DCTERMS.license)) == dataset["license"]
    assert str(graph.value(node, DCAT.version)) == dataset["version"]
    assert str(graph.value(node, DCTERMS.modified)) == dataset["dateModified"]
    assert {str(word) for word in graph.objects(node, DCAT.keyword)} == set(dataset["keywords"])
    period = graph.value(node, DCTERMS.temporal)
    assert f"{graph.value(period, DCAT.startDate)}/{graph.value(period, DCAT.endDate)}" == dataset["temporalCoverage"]
    places = {
        str(t)
        for p in graph.objects(node, DCTERMS.spatial)
        for t in graph.objects(p, SKOS.prefLabel)
        if t.language == "en"
    }
    assert places == {place["name"] for place in dataset["spatialCoverage"]}
    found = set()
    for part in graph.objects(node, DCAT.distribution):
        checksum = graph.value(graph.value(part, SPDX.checksum), SPDX.checksumValue)
        url = str(graph.value(part, DCAT.downloadURL)).removeprefix(f"{BASE}/")
        media = str(graph.value(part, DCAT.mediaType)).removeprefix("https://www.iana.org/assignments/media-types/")
        found.add((url, str(checksum).lower(), int(graph.value(part, DCAT.byteSize)), media))
    stated = {
        (
            d["contentUrl"].removeprefix("../../"),
            d["sha256"],
            int(d["contentSize"].removesuffix(" B")),
            d["encodingFormat"],
        )
        for d in dataset["distribution"]
    }
    assert found == stated and len(found) > 30


def test_distributions_are_files_with_that_hash(held: Library, published: Path) -> None:
    for part in described(held, published, "zh")["distribution"]:
        assert known(str(published / part["contentUrl"].removeprefix("../../"))).sha256 == part["sha256"]
        assert part["name"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_schema_org_dataset_has_what_catalogues_ask_for(held: Library, published: Path, language: str) -> None:
    dataset = described(held, published, language)
    wanted = {"name", "description", "license", "version", "distribution", "citation", "temporalCoverage",
              "spatialCoverage", "variableMeasured", "creator", "keywords", "isAccessibleForFree", "alternateName",
              "measurementTechnique", "includedInDataCatalog", "url"}  # fmt: skip
    assert 50 <= len(dataset["description"]) <= 5000 and dataset["creator"]["url"]
    assert not [name for name in wanted if not dataset[name]]
    assert {v["propertyID"] for v in dataset["variableMeasured"]} == set(held.registry["indicators"])


def test_with_an_address_everything_is_absolute(held: Library, published: Path) -> None:
    library, entries = with_homepage(held), manifest.entries(Output(published))
    dataset = described(library, published, "en")
    assert all(part["contentUrl"].startswith(f"{BASE}/data/") for part in dataset["distribution"])
    graph = graph_of(json.dumps(dcat.catalog(library, entries)))
    assert all(str(url).startswith(f"{BASE}/data/") for url in graph.objects(None, DCAT.downloadURL))
    assert f'href="{BASE}/changes.atom"' in feed.atom(library)


def test_json_in_a_script_element_cannot_end_it() -> None:
    text = schema_org.script({"name": "</script><script>alert(1)</script>&<!--"})
    assert not set("<>&") & set(text)
    assert json.loads(text)["name"] == "</script><script>alert(1)</script>&<!--"


def test_the_feed_is_atom(held: Library, published: Path) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    root = ElementTree.fromstring((published / "changes.atom").read_bytes())
    entries = root.findall(f"{atom}entry")
    identifiers = [
        element.text
        for element in (root.find(f"{atom}id"), *(e.find(f"{atom}id") for e in entries))
        if element is not None
    ]
    assert len(identifiers) == len(set(identifiers)) == len(entries) + 1 and entries
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", text or "") for text in identifiers)
    for element in (root, *entries):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", element.findtext(f"{atom}updated") or "")
        assert element.findtext(f"{atom}title")
    assert any(held.version in (entry.findtext(f"{atom}title") or "") for entry in entries)


def test_the_feed_tells_the_changelog(held: Library, tmp_path: Path) -> None:
    (tmp_path / "CHANGELOG.md").write_text(
        "# Changes\n\n## 0.2.0 - 2027-01-05\n\nTwo <b>more</b> plans.\n\n## 0.1.0 - 2026-11-22\n\nFirst.\n"
    )
    (tmp_path / "CHANGELOG.zh.md").write_text("# 更新记录\n\n## 0.2.0 — 2027-01-05\n\n又有两份\n方案。\n", "utf-8")
    library = dataclasses.replace(held, package=dataclasses.replace(held.package, root=tmp_path))
    root = ElementTree.fromstring(feed.atom(library))
    atom = "{http://www.w3.org/2005/Atom}"
    texts = [
        (e.findtext(f"{atom}updated"), "".join(content.itertext()))
        for e in root.findall(f"{atom}entry")
        if (content := e.find(f"{atom}content")) is not None
    ]
    wanted = [("2027-01-05T00:00:00Z", "又有两份方案。Two <b>more</b> plans."), ("2026-11-22T00:00:00Z", "First.")]
    assert [text for text in texts if text in wanted] == wanted


def test_each_version_stands_in_both_languages(root: Path) -> None:
    told = changelog.releases(root)
    assert [release.version for release in told if set(release.notes) != set(LANGUAGES)] == []
    assert told[0].version == yaml.safe_load((root / "datapackage/datapackage.yaml").read_text("utf-8"))["version"]
    for release in told:
        assert re.search(r"[\u4e00-\u9fff]{20}|[\u4e00-\u9fff]+，", release.notes["zh"]), release.version
        numbers = {language: set(re.findall(r"`\w+`|\d+\.\d+", release.notes[language])) for language in LANGUAGES}
        assert numbers["zh"] == numbers["en"], f"{release.version}: the same columns and rates are named"


def test_the_sitemap_names_every_page_with_its_other_language(tmp_path: Path) -> None:
    for page in ("zh/", "en/", "zh/data/", "en/data/", "zh/only/"):
        (tmp_path / page).mkdir(parents=True, exist_ok=True)
        (tmp_path / page / "index.html").write_text("")
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    root = ElementTree.fromstring(sitemap.sitemap(Output(tmp_path).paths(), BASE, "2026-11-22"))
    links = {
        url.findtext("s:loc", "", space): [link.get("href") for link in url.findall("x:link", space)]
        for url in root.findall("s:url", space)
    }
    assert set(links) == {f"{BASE}/{page}" for page in ("zh/", "en/", "zh/data/", "en/data/", "zh/only/")}
    assert links[f"{BASE}/en/data/"] == [f"{BASE}/zh/data/", f"{BASE}/en/data/"]
    assert links[f"{BASE}/zh/only/"] == [f"{BASE}/zh/only/"]


def metadata_files(root: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    return yaml.safe_load((root / "CITATION.cff").read_text("utf-8")), json.loads(
        (root / ".zenodo.json").read_text("utf-8")
    )


def test_citation_and_zenodo_agree_with_the_descriptor(root: Path, held: Library) -> None:
    descriptor = held.package.descriptor
    cff, zenodo = metadata_files(root)
    assert cff["cff-version"] == "1.2.0" and cff["type"] == "dataset" and cff["message"]
    assert cff["version"] == zenodo["version"] == held.version
    assert cff["date-released"] == zenodo["publication_date"] == held.created[:10]
    assert cff["title"] == descriptor["title_en"] and descriptor["title_en"] in zenodo["title"]
    assert cff["abstract"] == zenodo["description"] == descriptor["description_en"]
    assert cff["license"] == descriptor["licenses"][0]["name"] and zenodo["license"] == cff["license"].lower()
    assert cff["keywords"] == zenodo["keywords"] == descriptor["keywords"]
    publishers = [c["title"] for c in descriptor["contributors"] if "publisher" in c["roles"]]
    assert [a["name"] for a in cff["authors"]] == [c["name"] for c in zenodo["creators"]] == publishers


def test_citation_is_valid_by_its_tool(root: Path, tool: Callable[[str], str]) -> None:
    command = [str(Path(tool("cffconvert")).with_name("cffconvert")), "--validate"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_form_of_the_citation_says_the_same(root: Path, held: Library) -> None:
    """CITATION.cff and .zenodo.json at the root are those that are published, but for the list of documents."""
    cff, zenodo = metadata_files(root)
    assert {key: value for key, value in citation.cff(held).items() if key != "references"} == {
        **cff, "abstract": cff["abstract"].strip(),
    }  # fmt: skip
    assert {key: value for key, value in citation.zenodo(held).items() if key != "references"} == zenodo
    documents = held.registry["documents"].values()
    for text in (citation.bibtex(held), citation.ris(held), str(citation.cff(held)), str(citation.zenodo(held))):
        for record in documents:
            assert record.title_zh in text and (record.doc_number or "") in text
            assert held.registry["units"][record.issuer_unit_id].name_zh in text


def test_a_doi_and_an_address_have_their_place(held: Library) -> None:
    library = with_homepage(held)
    descriptor = {**library.package.descriptor, "id": "10.1234/example"}
    library = dataclasses.replace(library, package=dataclasses.replace(library.package, descriptor=descriptor))
    forms = (citation.bibtex(library), citation.ris(library), yaml.safe_dump(citation.cff(library)))
    assert all("10.1234/example" in form and BASE in form for form in forms)
    assert "10.1234/example" not in citation.bibtex(held)
    assert [same["identifier"] for same in citation.zenodo(library)["related_identifiers"]] == [BASE]
    dataset = schema_org.dataset(library, subject.all_data(library), "en", [])
    assert dataset["identifier"] == dataset["sameAs"] == "https://doi.org/10.1234/example"


def test_ris_and_bibtex_are_well_formed(held: Library) -> None:
    for line in citation.ris(held).split("\r\n"):
        assert not line or re.match(r"[A-Z][A-Z0-9]  - ", line), line
    text = citation.bibtex(held)
    assert text.count("{") == text.count("}") and len(re.findall(r"^@\w+\{", text, re.M)) == 6
