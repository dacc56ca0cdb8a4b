"""deadlines.ics: read by another's parser, and held against the published CSV."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path

import icalendar
import pandas as pd
import pytest

from publisher.model.library import Library
from publisher.publish import calendar
from publisher.publish.publish import publish
from publisher.work.output import Output
from tests.publish.test_catalogue import BASE, with_homepage

pytestmark = pytest.mark.slow


def due(published: Path) -> pd.DataFrame:
    """Every target with a deadline, and every named thing with a printed one that is no target's too."""
    read_csv = partial(pd.read_csv, dtype=str, keep_default_na=False)
    targets, things = (read_csv(published / f"data/{name}.csv") for name in ("targets", "projects"))
    printed = things.deadline_basis.isin(("stated", "section")) & (things.target_id == "") & (things.stage != "rely_on")
    things = things[printed].rename(columns={"project_id": "id", "name_zh": "what_zh", "name_en": "what_en"})
    columns = ["id", "what_zh", "what_en", "deadline", "deadline_basis", "deadline_printed", "document_id"]
    both = pd.concat([targets.rename(columns={"target_id": "id"})[columns], things[columns]])
    return both[both.deadline != ""].set_index("id")


def read(data: bytes) -> dict[str, icalendar.Event]:
    """Record id → its event."""
    held = icalendar.Calendar.from_ical(data)
    assert not held.errors and held["version"] == "2.0" and held["prodid"]
    events = held.walk("VEVENT")
    assert len(held.subcomponents) == len(events) and not any(event.errors for event in events)
    return {str(event["description"]).splitlines()[-1].split(" ")[0]: event for event in events}


def test_each_deadline_is_one_event(published: Path) -> None:
    events, expected = read((published / "data/deadlines.ics").read_bytes()), due(published)
    assert set(events) == set(expected.index) and len(events) == len(expected)
    assert len({str(event["uid"]) for event in events.values()}) == len(events)
    for key, row in expected.iterrows():
        event, said = events[key], str(events[key]["summary"])
        assert event["dtstart"].dt == datetime.date.fromisoformat(row.deadline)
        assert row.what_zh in said and row.what_en in said
        inferred = row.deadline_basis not in ("stated", "section")
        assert ("deadline inferred" in said, "时限为推定" in said) == (inferred, inferred)
        counted = row.deadline_printed in ("三年内", "未来三年")
        assert ("day counted" in said, "日期由期限推算" in said) == (counted, counted)
        assert {"deadline inferred", "时限为推定"} & {*map(str, event["categories"].cats)} or not inferred


def test_a_day_past_at_issue_is_said(published: Path) -> None:
    events, expected = read((published / "data/deadlines.ics").read_bytes()), due(published)
    documents = pd.read_csv(published / "data/documents.csv", dtype=str, keep_default_na=False).set_index("document_id")
    day = documents.dated_on.where(documents.dated_on != "", documents.published_on)
    past = {key for key, row in expected.iterrows() if row.deadline < day[row.document_id]}
    said = {key for key, event in events.items() if "past when the document was issued" in str(event["description"])}
    assert said == past and past


def test_lines_are_folded_as_the_standard_says(published: Path) -> None:
    data = (published / "data/deadlines.ics").read_bytes()
    lines = data.split(b"\r\n")
    assert lines[-1] == b"" and b"\n" not in b"".join(lines) and max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no character is cut in two


@pytest.mark.parametrize("text", ["a" * 200, "字" * 80, "a字" * 40, "🚇" * 30, "", "a;b,c\\d\ne"])
def test_any_text_comes_back(text: str) -> None:
    folded = calendar.folded(f"SUMMARY:{calendar.escaped(text)}")
    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))
    event = icalendar.Event.from_ical(f"BEGIN:VEVENT\r\n{folded}END:VEVENT\r\n")
    assert str(event["summary"]) == text


@pytest.mark.slow
def test_the_stamp_and_the_names_are_the_data_s_own(held: Library, published: Path, tmp_path: Path) -> None:
    first = (published / "data/deadlines.ics").read_bytes()
    publish(with_homepage(held), Output(tmp_path))
    second = (tmp_path / "data/deadlines.ics").read_bytes()
    one, other = read(first), read(second)
    assert {key: str(event["uid"]) for key, event in one.items()} == {k: str(e["uid"]) for k, e in other.items()}
    stamp = datetime.datetime.fromisoformat(held.created)
    assert {event["dtstamp"].dt for event in one.values()} == {stamp}
    assert not any("url" in event for event in one.values())
    assert all(str(event["url"]).startswith(f"{BASE}/zh/") for event in other.values())
