"""A small reader of the API: Python's standard library, nothing else."""

import json
from urllib.parse import urljoin
from urllib.request import urlopen

BASE = "http://localhost:8000"  # the address of this site


def get(address: str) -> dict:
    """One file of the API: its envelope, with `data` a list (a collection) or an object (one record)."""
    with urlopen(urljoin(f"{BASE}/api/v1/", address)) as answer:
        return json.load(answer)


def quotes(document_id: str) -> list[tuple[str, str, str | None]]:
    """Each target of a document: id, the words it comes from, and a link that opens the source at these words."""
    found = []

    def walk(clauses: list) -> None:
        for clause in clauses:
            for target in clause["targets"]:
                found.append((target["target_id"], target["quote"], target["evidence"]["href"]))
            walk(clause["clauses"])

    walk(get(f"documents/{document_id}.json")["data"]["clauses"])
    return found


if __name__ == "__main__":
    for resource in get("index.json")["data"]:
        print(resource["name"], resource["total"])
    for target_id, quote, link in quotes("baoshan-2020"):
        print(target_id, quote, link or "")
