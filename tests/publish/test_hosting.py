"""What a host is told, what it then sends, and the workflows: each step a script that also runs here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from publisher.publish import hosting

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
YAMLLINT = (
    "{extends: default, rules: {document-start: disable, line-length: {max: 120}, truthy: disable, "
    "braces: {max-spaces-inside: 1}, comments: {min-spaces-from-content: 1}}}"
)
PAGES = [ROOT / f"docs/{language}/publish-it.md" for language in ("zh", "en")]


def rules(text: str) -> dict[str, list[tuple[str, str]]]:
    """_headers as its hosts read it: pattern → headers."""
    found: dict[str, list[tuple[str, str]]] = {}
    pattern = ""
    for line in text.splitlines():
        if line and not line.startswith(" "):
            pattern = line
            found.setdefault(pattern, [])
        elif ": " in line:
            name, value = line.strip().split(": ", 1)
            found[pattern].append((name, value))
    return found


def sent(path: str) -> dict[str, str]:
    """The headers that a host sends with a file; a later rule replaces what `!` took away."""
    found: dict[str, str] = {}
    for pattern, headers in rules(hosting.headers()).items():
        if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path):
            found.update(headers)
    return found


@pytest.mark.parametrize(("path", "type_"), [
    ("/data/targets.csv", "text/csv; charset=utf-8"),
    ("/api/v1/targets.json", "application/json; charset=utf-8"),
    ("/data/parquet/targets.parquet", "application/vnd.apache.parquet"),
    ("/data/ndjson/targets.ndjson", "application/x-ndjson; charset=utf-8"),
    ("/catalog.jsonld", "application/ld+json; charset=utf-8"),
    ("/changes.atom", "application/atom+xml; charset=utf-8"),
])  # fmt: skip
def test_data_may_be_read_from_other_sites_and_bear_their_type(path: str, type_: str) -> None:
    headers = sent(path)
    assert headers["Access-Control-Allow-Origin"] == "*" and headers["Content-Type"] == type_
    assert "max-age" in headers["Cache-Control"] and headers["X-Content-Type-Options"] == "nosniff"


def test_a_version_is_kept_for_good_and_pages_are_not_open() -> None:
    assert "immutable" in sent("/data/versions/0.1.0/targets.csv")["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in sent("/zh/targets/")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_the_page_for_other_servers_says_the_same(page: Path) -> None:
    text = page.read_text("utf-8")
    nginx, apache = (re.search(rf"```{name}\n(.*?)```", text, re.S) for name in ("nginx", "apache"))
    assert nginx and apache
    for config in (nginx[1], apache[1]):
        for word in ("Access-Control-Allow-Origin", "utf-8", "immutable", "ndjson", "parquet", "jsonld", "nosniff"):
            assert word in config, word
    for command in ("--site-url", "build.py release", "build.py verify", "SITE_URL", "homepage"):
        assert command in text
    assert not re.search(r"^## (?!.*\{#[a-z-]+\})", text, re.M)


@pytest.mark.parametrize("path", [*WORKFLOWS, ROOT / ".github/dependabot.yml"], ids=lambda path: path.name)
def test_workflows_are_sound(path: Path) -> None:
    for tool, arguments in (
        ("yamllint", ["-d", YAMLLINT]),
        ("check_jsonschema", ["--builtin-schema", "vendor.dependabot" if "dependabot" in path.name
                              else "vendor.github-workflows"]),
    ):  # fmt: skip
        if not find_spec(tool):
            pytest.skip(f"{tool} is not installed")
        done = subprocess.run(
            [sys.executable, "-m", tool, *arguments, str(path)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_each_step_of_a_workflow_is_a_script_or_a_command_of_ours() -> None:
    for path in WORKFLOWS:
        for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values():
            for step in job["steps"]:
                for script in re.findall(r"bash (\.ci/\S+)", step.get("run", "")):
                    assert (ROOT / script).is_file(), script
                for name in re.findall(r"build\.py (\w+)", step.get("run", "")):
                    done = subprocess.run(
                        [sys.executable, ROOT / "build.py", name, "--help"], capture_output=True, check=False
                    )
                    assert done.returncode == 0, name


def test_what_is_attached_to_a_release_is_whole(published: Path, tmp_path: Path) -> None:
    site = shutil.copytree(published, tmp_path / "site")
    for name in ("versions.json", "changes.json", "notes.md"):
        (site / "data" / name).write_text("{}")
    for assets in ("one", "two"):
        subprocess.run(["bash", ROOT / ".ci/assets", site, tmp_path / assets], check=True)
    names = {path.name for path in (tmp_path / "one").iterdir()}
    assert {"all.zip", "new-infrastructure-plans.xlsx", "SHA256SUMS", "site.tar.gz", "notes.md"} <= names
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in names)
    with tarfile.open(tmp_path / "one/site.tar.gz") as archive:
        assert {f"./data/{name}" for name in ("targets.csv", "versions.json")} <= set(archive.getnames())


def test_earlier_versions_come_from_the_last_release(published: Path, tmp_path: Path) -> None:
    """A program of the same name stands for gh: it lists a release and gives what is attached to it."""
    with tarfile.open(tmp_path / "site.tar.gz", "w:gz") as archive:
        archive.add(published / "data/targets.csv", "data/versions/0.1.0/targets.csv")
    fake = tmp_path / "bin/gh"
    fake.parent.mkdir()
    fake.write_text(f'#!/bin/sh\n[ "$2" = list ] && echo v0.1.0 || cat "{tmp_path}/site.tar.gz"\n')
    fake.chmod(0o755)
    environment = {**os.environ, "PATH": f"{fake.parent}:{os.environ['PATH']}"}
    subprocess.run(["bash", ROOT / ".ci/earlier", tmp_path / "out"], env=environment, check=True)
    kept = tmp_path / "out/data/versions/0.1.0/targets.csv"
    assert kept.read_bytes() == (published / "data/targets.csv").read_bytes()


def test_a_preview_is_copied_to_a_folder(published: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PREVIEW_HOST": str(tmp_path / "host")}
    subprocess.run(["bash", ROOT / ".ci/preview", published], env=environment, check=True)
    assert (tmp_path / "host/SHA256SUMS").read_bytes() == (published / "SHA256SUMS").read_bytes()
