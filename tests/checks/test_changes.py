"""What changed between two states: by record and field, losses first, with the version step that it calls for."""

# ruff: noqa: E501  (tables are read by the row)
from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import lab
import pytest

from publisher.maintain.diff import VersionDifference, VersionStep, compare, raised
from publisher.maintain.diff_report import FORMATS, as_json, as_markdown, as_text
from publisher.maintain.state import State, state_at, state_from, state_of
from publisher.terms.messages import Refusal, text

pytestmark = pytest.mark.slow

Edits = list[dict[str, list[object]]]


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=reader-a", "-c", "user.email=reader-a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def since(tmp_path: Path) -> Callable[[Edits], VersionDifference]:
    """The invented package in a repository of its own; after some edits, what changed since its first commit."""
    root = lab.clean(tmp_path / "package")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "first")

    def edited(edits: Edits) -> VersionDifference:
        lab.apply(root, edits)
        return compare(state_at(root, "HEAD"), state_of(root))

    return edited


CORRECTED: Edits = [{"set": ["targets.csv", "linhe-2020.t06", "what_en", "charging posts for cars"]}]
RAISED: Edits = [{"replace": ["datapackage.yaml", "version: 0.1.0", "version: 0.1.1"]}]


def test_nothing_changed(since: Callable[[Edits], VersionDifference]) -> None:
    difference = since([])
    assert (difference.changes, difference.columns, difference.faults) == ((), (), ())
    assert difference.step is VersionStep.NONE


def test_order_and_quoting_are_no_change(since: Callable[[Edits], VersionDifference]) -> None:
    assert since([{"replace": ["units.csv", "Linhe Housing Bureau", '"Linhe Housing Bureau"']}]).changes == ()


def test_a_correction_is_a_patch_with_its_reason(since: Callable[[Edits], VersionDifference]) -> None:
    note = {"note_id": "linhe-2020.n03", "kind": "correction", "record_id": "linhe-2020.t06", "text_en": "A slip.",
            "text_zh": "笔误。", "quote": "", "quote_suffix": ""}  # fmt: skip
    difference = since([*CORRECTED, {"add": ["notes.csv", "linhe-2020.n02", note]}, *RAISED])
    changed = [change for change in difference.changes if change.kind == "changed"]
    assert [(c.table, c.record_id, c.fields) for c in changed] == [
        ("targets", "linhe-2020.t06", (("what_en", "charging posts", "charging posts for cars"),))
    ]
    assert changed[0].reason_en == "A slip."
    assert difference.faults == ()


def test_a_version_that_was_not_raised_is_a_fault(since: Callable[[Edits], VersionDifference]) -> None:
    difference = since(CORRECTED)
    assert difference.step is VersionStep.PATCH
    assert len(difference.faults) == 1
    assert "0.1.1" in text(difference.faults[0], "en")


def test_a_record_that_vanished_without_a_tombstone_is_a_fault(since: Callable[[Edits], VersionDifference]) -> None:
    difference = since([{"drop": ["targets.csv", "linhe-2020.t09"]}, *RAISED])
    assert difference.changes[0].kind == "removed"
    assert ["retired.csv" in text(fault, "en") for fault in difference.faults] == [True]


def test_a_record_with_a_tombstone_is_gone_in_order(since: Callable[[Edits], VersionDifference]) -> None:
    stone = {"record_id": "linhe-2020.t09", "retired_on": "2020-07-01", "reason_zh": "并入。", "reason_en": "Merged.",
             "successor_id": "linhe-2020.t07"}  # fmt: skip
    difference = since([{"drop": ["targets.csv", "linhe-2020.t09"]}, {"add": ["retired.csv", "", stone]}, *RAISED])
    assert difference.faults == ()
    assert difference.step is VersionStep.MINOR
    assert (difference.changes[0].reason_en, difference.changes[0].successor_id) == ("Merged.", "linhe-2020.t07")


def test_a_column_that_came_is_a_major_step(since: Callable[[Edits], VersionDifference]) -> None:
    difference = since([{"replace": ["retired.csv", "reason_en", "reason_en,remark"]}])
    assert difference.columns == (("added", "retired", "remark"),)
    assert difference.step is VersionStep.MAJOR


def test_a_sign_off_is_never_removed(since: Callable[[Edits], VersionDifference]) -> None:
    difference = since([{"drop": ["checks.csv", "linhe-2020.k0003"]}])
    assert ["linhe-2020.k0003" in text(fault, "en") for fault in difference.faults] == [True]
    assert difference.step is VersionStep.NONE


STONE = {"record_id": "linhe-2020.t09", "retired_on": "2020-07-01", "reason_zh": "并入。", "reason_en": "Merged.", "successor_id": "linhe-2020.t07"}  # fmt: skip
ANOTHER = ("what_zh", "另一件事"), ("what_en", "another thing"), ("figure_printed", "12"), ("quote", "另建12个站点")
# What is done, and the key of what must be said of it; the version is raised besides.
FAULTS: tuple[tuple[str, Edits, str], ...] = (
    ("an id given to another promise", [{"set": ["targets.csv", "linhe-2020.t06", column, value]} for column, value in ANOTHER], "another-promise"),
    ("a reading removed", [{"drop": ["readings.csv", "linhe-2020.b001"]}], "reading-removed"),
    ("a reading changed", [{"set": ["readings.csv", "linhe-2020.b001", "value", "7"]}], "reading-changed"),
    ("a reading of another record", [{"set": ["readings.csv", "linhe-2020.b001", "record_id", "linhe-2020.t02"]}], "reading-changed"),
    ("another text pinned", [{"set": ["copies.csv", "linhe-2020.copy1", "sha256", "0" * 64]}], "text-changed"),
    ("an exception declared", [{"add": ["known_problems.csv", "", {"known_problem_id": "known-01", "code": "traditional-character", "record_id": "linhe-2020.t06", "field": "what_zh", "reason_zh": "照录。", "reason_en": "As printed."}]}], "exception"),
    ("another licence", [{"replace": ["datapackage.yaml", "name: CC0-1.0", "name: CC-BY-4.0"]}], "licence"),
    ("a damaged heading", [{"replace": ["targets.csv", "target_id,document_id", ",target_id,document_id"]}], "unread"),
    ("a conflict", [{"replace": ["units.csv", "linhe-housing-bureau,", "<<<<<<< HEAD\nlinhe-housing-bureau,"]}], "unread"),
    ("a broken descriptor", [{"replace": ["datapackage.yaml", "licenses:", "licenses: ["]}], "unread"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "edits", "key"), FAULTS, ids=[name for name, _, _ in FAULTS])
def test_what_a_person_must_know_of_is_a_fault(
    name: str, edits: Edits, key: str, since: Callable[[Edits], VersionDifference]
) -> None:
    assert f"diff.{key}" in {fault.key for fault in since([*edits, *RAISED]).faults}


@pytest.mark.parametrize("key", ["sources", "contributors"])
def test_a_source_or_contributor_that_goes_is_a_fault_and_one_that_comes_is_none(key: str) -> None:
    one, two = (State("1.0.0", {}, {}, terms={f"{key}/{name}": ""}) for name in "ab")
    none = State("1.0.0", {}, {}, terms={})
    keys = [[fault.key for fault in compare(*states).faults] for states in ((one, none), (one, two), (none, one))]
    assert keys == [[f"diff.{key}"], [f"diff.{key}"], []]
    unread = State("1.0.0", {}, {}, ("datapackage.yaml",), terms={})
    assert [fault.key for fault in compare(one, unread).faults] == ["diff.unread"]


def test_a_part_of_another_heading_than_the_other_parts_is_not_read() -> None:
    part = "target_id,value\n{plan}.t01,1\n"
    files = {f"plans/{plan}/targets.csv": part.format(plan=plan).encode() for plan in ("a", "b", "c")}
    files["plans/a/targets.csv"] = files["plans/a/targets.csv"].replace(b"target_id", b"target id")
    read = state_from(files, "1.0.0")
    assert read.unread == ("plans/a/targets.csv",)
    assert (read.columns["targets"], sorted(read.records["targets"])) == (("target_id", "value"), ["b.t01", "c.t01"])


def test_settling_a_reading_is_none(since: Callable[[Edits], VersionDifference]) -> None:
    assert since([{"set": ["readings.csv", "linhe-2020.b001", "comment_en", "Settled."]}, *RAISED]).faults == ()


def test_a_tombstone_stays_and_its_id_is_not_given_again(tmp_path: Path) -> None:
    root = lab.clean(tmp_path / "package")
    lab.apply(root, [{"drop": ["targets.csv", "linhe-2020.t09"]}, {"add": ["retired.csv", "", STONE]}])
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "retired")
    lab.apply(root, [{"drop": ["retired.csv", "linhe-2020.t09"]}, *RAISED])
    lab.apply(root, [{"add": ["targets.csv", "linhe-2020.t06", {"target_id": "linhe-2020.t09"}]}])
    said = {fault.key for fault in compare(state_at(root, "HEAD"), state_of(root)).faults}
    assert said == {"diff.tombstone-removed", "diff.id-again"}


def test_a_schema_that_changed_is_a_fault_and_what_archives_leave_out_is_compared(tmp_path: Path) -> None:
    root = lab.clean(tmp_path / "package")
    (root / "schemas").mkdir()
    (root / "schemas/targets.yaml").write_text("name: targets\n")
    (root / ".gitattributes").write_text("datapackage/** export-ignore\n")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "first")
    assert compare(state_at(root, "HEAD"), state_of(root)).changes == ()
    (root / "schemas/targets.yaml").write_text("name: target\n")
    faults = compare(state_at(root, "HEAD"), state_of(root)).faults
    assert ["schemas/targets.yaml" in text(fault, "en") for fault in faults] == [True]


def test_the_form_of_what_is_published_is_compared(tmp_path: Path) -> None:
    root = lab.clean(tmp_path / "package")
    (root / "schemas/api").mkdir(parents=True)
    for name in ("api/types.yaml", "report.schema.json", "notes.txt"):
        (root / "schemas" / name).write_text("{}\n")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "first")
    for name in ("api/types.yaml", "report.schema.json", "notes.txt"):
        (root / "schemas" / name).write_text("{a: 1}\n")
    faults = compare(state_at(root, "HEAD"), state_of(root)).faults
    assert [(fault.key, dict(fault.facts)["file"]) for fault in faults] == [
        ("diff.form", "schemas/api/types.yaml"),
        ("diff.form", "schemas/report.schema.json"),
    ]


def test_of_a_file_that_cannot_be_read_no_record_is_called_removed(since: Callable[[Edits], VersionDifference]) -> None:
    difference = since([{"replace": ["targets.csv", "target_id,document_id", ",target_id,document_id"]}, *RAISED])
    assert [fault.key for fault in difference.faults] == ["diff.unread"]
    assert {change.table for change in difference.changes} <= {"datapackage"}


def test_a_plan_that_is_gone_is_one_fault(tmp_path: Path) -> None:
    root = lab.clean(tmp_path / "package")
    before = state_of(root)
    lab.apply(root, [{"remove": [f"datapackage/plans/{lab.PLAN}"]}])
    faults = compare(before, state_of(root)).faults
    assert [fault.key for fault in faults if fault.key != "diff.version"] == ["diff.plan-gone"]


def test_a_shallow_clone_says_that_it_is_one(tmp_path: Path) -> None:
    root = lab.clean(tmp_path / "package")
    git(root, "init", "-q")
    for message in ("first", "second"):
        git(root, "add", ".")
        git(root, "commit", "-qm", message, "--allow-empty")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", str(tmp_path / "clone"))
    with pytest.raises(Refusal, match="unshallow"):
        state_at(tmp_path / "clone", "HEAD~1")


@pytest.mark.parametrize(("version", "step", "least"), [
    ("0.1.0", VersionStep.NONE, "0.1.0"), ("0.1.0", VersionStep.PATCH, "0.1.1"), ("0.1.0", VersionStep.MINOR, "0.1.1"), ("0.1.9", VersionStep.MAJOR, "0.2.0"),
    ("1.2.3", VersionStep.PATCH, "1.2.4"), ("1.2.3", VersionStep.MINOR, "1.3.0"), ("1.2.3", VersionStep.MAJOR, "2.0.0"),
])  # fmt: skip
def test_a_step_raises_the_version(version: str, step: VersionStep, least: str) -> None:
    assert raised(version, step) == least


def test_every_format_tells_losses_first(since: Callable[[Edits], VersionDifference]) -> None:
    unit = {"unit_id": "linhe-parks-bureau", "name_zh": "市|园林局"}
    difference = since(
        [{"drop": ["targets.csv", "linhe-2020.t09"]}, *CORRECTED, {"add": ["units.csv", "linhe-housing-bureau", unit]}]
    )
    assert [change.kind for change in difference.changes] == ["removed", "changed", "added"]
    for language in ("en", "zh"):
        text, markdown = as_text(difference, language), as_markdown(difference, language)
        for words in (text, markdown):
            assert words.index("linhe-2020.t09") < words.index("linhe-2020.t06") < words.index("linhe-parks-bureau")
        assert "市\\|园林局" in markdown
    content = json.loads(as_json(difference))
    assert [change["record_id"] for change in content["changes"]] == [
        "linhe-2020.t09",
        "linhe-2020.t06",
        "linhe-parks-bureau",
    ]
    assert content["step"] == "minor"
    assert set(FORMATS) == {"text", "markdown", "json"}


def test_a_revision_that_git_does_not_know(tmp_path: Path) -> None:
    root = lab.clean(tmp_path / "package")
    for revision in ("nothing", "--output=x"):
        with pytest.raises(Refusal):
            state_at(root, revision)
    assert not (root / "x").exists()


def test_a_revision_without_data_is_nothing_to_compare_with(tmp_path: Path) -> None:
    root = lab.clean(tmp_path / "package")
    git(root, "init", "-q")
    git(root, "commit", "-qm", "before there were data", "--allow-empty")
    git(root, "add", ".")
    git(root, "commit", "-qm", "data")
    for revision in ("HEAD:datapackage", "HEAD~1"):
        with pytest.raises(Refusal, match="holds no datapackage/"):
            state_at(root, revision)
    for revision in ("HEAD", "HEAD:"):
        assert state_at(root, revision).records["targets"]
