"""Where no text is at hand, the lock vouches for a record as it was locked, and for no other."""

from __future__ import annotations

from pathlib import Path

import lab

from publisher.read.plan import read_plan


def vouched(root: Path, *, texts: bool) -> bool:
    plan = read_plan(lab.package(root, texts=texts), lab.PLAN)
    return plan.vouched(plan.rows("targets")[0])


def test_a_record_is_vouched_for_as_it_was_locked_and_where_no_text_is(tmp_path: Path) -> None:
    root = lab.clean(tmp_path / "package")
    assert vouched(root, texts=False)
    assert not vouched(root, texts=True)
    lab.edit_rows(root, "targets.csv", lambda rows: [{**row, "what_en": f"{row['what_en']} more"} for row in rows])
    assert not vouched(root, texts=False)


def test_a_lock_is_not_enough_where_nobody_signed_what_it_has(tmp_path: Path) -> None:
    root = lab.clean(tmp_path / "package")
    lab.edit_rows(root, "targets.csv", lambda rows: [{**row, "what_en": f"{row['what_en']} more"} for row in rows])
    lab.lock(root)
    assert not vouched(root, texts=False)
