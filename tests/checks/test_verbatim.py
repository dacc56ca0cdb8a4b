"""Words as printed are the text's: no rule of style and no repair touches them, as they would our own."""

from __future__ import annotations

import shutil
from pathlib import Path

import lab
import pytest

pytestmark = pytest.mark.slow

PRINTED = "三年内新建5G基站1200个"

# What a text may print, in place of PRINTED, and the figure in it.
AS_PRINTED = (
    ("full-width digits", "三年内新建5G基站１２００个", "１２００"),
    ("two spaces", "三年内新建5G基站  1200个", "1200"),
    ("a half-width comma", "三年内,新建5G基站1200个", "1200"),
    ("a traditional character", "三年内（陸續）新建5G基站1200个", "1200"),
    ("an open quotation mark", "三年内新建“5G基站1200个", "1200"),
)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lab.clean(tmp_path_factory.mktemp("clean") / "package")


@pytest.mark.parametrize(("name", "words", "figure"), AS_PRINTED, ids=[row[0] for row in AS_PRINTED])
def test_a_quote_is_left_as_its_text_prints_it(name: str, words: str, figure: str, clean: Path, tmp_path: Path) -> None:
    root = tmp_path / "package"
    shutil.copytree(clean, root)
    edits: list[dict[str, list[object]]] = [{"replace": ["sources/linhe-2020.txt", PRINTED, words]}]
    for table, key in (("targets.csv", "linhe-2020.t01"), ("readings.csv", "linhe-2020.b001")):
        edits.append({"set": [table, key, "quote", words]})
        if figure != "1200":
            edits.append({"set": [table, key, "figure_printed", figure]})
    lab.apply(root, [*edits, {"do": "pin"}, {"do": "lock"}, {"do": "sign"}])  # type: ignore[dict-item]
    assert lab.validate(root).problems == ()
    assert lab.tidy(root) == {}


def test_a_number_below_nought_is_no_formula(clean: Path, tmp_path: Path) -> None:
    root = tmp_path / "package"
    shutil.copytree(clean, root)
    lab.apply(root, [{"set": ["measures.csv", "ge", "factor", "-1"]}])
    assert "formula-cell" not in {problem.code for problem in lab.validate(root).problems}
