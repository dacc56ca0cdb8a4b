"""Tables that a PDF rules with lines are read by their cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from publisher.draft.text.reflow import reflow

XS, YS = (50, 90, 300, 400), (700, 660, 620, 580)  # of the lines of a table of three columns and three rows
Box = tuple[float, float, float, float]


def page(words: Sequence[tuple[int, int, str]], lines: Sequence[Box], boxes: Sequence[Box] = ()) -> str:
    """The text of a PDF page with words at places, thin lines and drawn boxes."""
    pdfium = pytest.importorskip("pypdfium2")
    from publisher.draft.text.ruled import text_of

    drawn = [f"{x} {y} {wide} {high} re f" for x, y, wide, high in lines]
    drawn += [f"{x} {y} {wide} {high} re S" for x, y, wide, high in boxes]
    shown = [f"BT /F1 10 Tf {x} {y} Td ({said}) Tj ET" for x, y, said in words]
    content = "\n".join([*drawn, *shown])
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 {font}>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
    )
    body = "".join(f"{number} 0 obj\n{one}\nendobj\n" for number, one in enumerate(objects, 1))
    document = pdfium.PdfDocument(f"%PDF-1.4\n{body}trailer<</Root 1 0 R>>\n%%EOF".encode())
    try:
        return str(text_of(document[0]))
    finally:
        document.close()


UPRIGHT = [(x, YS[-1], 1, YS[0] - YS[-1]) for x in XS]
LEVEL = [(XS[0], y, XS[-1] - XS[0], 1) for y in YS]
HEAD = [(60, 675, "no"), (100, 675, "task"), (310, 675, "unit")]
ROWS = [
    (60, 635, "1"),
    (100, 645, "build the"),
    (100, 630, "first"),
    (310, 635, "A"),
    (60, 595, "2"),
    (100, 595, "mend"),
]
READ = ["no\ttask\tunit", "1\tbuild thefirst\tA", "2\tmend\t"]


def shorter(line: Box, begin: float) -> Box:
    """A level line that begins further to the right, so that the cells before it are merged."""
    return begin, line[1], line[0] + line[2] - begin, line[3]


@pytest.mark.parametrize(
    ("lines", "boxes", "read"),
    [
        ([*UPRIGHT, *LEVEL], [], READ),
        ([*UPRIGHT[:3], *LEVEL], [], ["no\ttask", "1\tbuild thefirst", "2\tmend", "unit", "A"]),  # beside the table
        # each cell a box of its own
        ([], [(x, y, other - x, 40) for y in YS[1:] for x, other in pairwise(XS)], READ),
        # the first cells of the last rows are one
        (
            [*UPRIGHT, *LEVEL[:2], shorter(LEVEL[2], XS[1]), LEVEL[3]],
            [],
            ["no\ttask\tunit", "12\tbuild thefirst\tA", "\tmend\t"],
        ),
    ],
)
def test_a_table_is_read_by_its_cells(lines: list[Box], boxes: list[Box], read: list[str]) -> None:
    text = page([(50, 750, "before"), *HEAD, *ROWS, (50, 500, "behind")], lines, boxes)
    assert [line for line in text.splitlines() if line] == ["before", *read, "behind"]


def test_lines_alone_are_no_table() -> None:
    assert page([*HEAD, *ROWS], [*UPRIGHT[:1], *LEVEL]) == page([*HEAD, *ROWS], [])


def test_a_drawing_is_no_table() -> None:
    lines = [(50 + 3 * at, 300, 1, 400) for at in range(150)] + [(50, 300 + 3 * at, 400, 1) for at in range(120)]
    assert "before" in page([(50, 750, "before"), *HEAD], lines).split("\n")[0]


WIDE = "这一行印满了整页的宽度没有句号所以下一行接着说"


@pytest.mark.parametrize(
    ("pages", "lines"),
    [
        ([f"{WIDE}\n完了\n一\t甲局\n二\t乙局\n{WIDE}"], [f"{WIDE}完了", "一\t甲局", "二\t乙局", WIDE]),
        (["任务\t单位\n一\t甲局", "任务\t单位\n\t乙局"], ["任务\t单位", "一\t甲局", "\t乙局"]),  # its head again
        (["任务\t单位\n一\t甲局", "二\t乙局\n任务\t单位"], ["任务\t单位", "一\t甲局", "二\t乙局", "任务\t单位"]),
        (["任务\t单位\n一\t甲局\n说明", "清单\t单位"], ["任务\t单位", "一\t甲局", "说明", "清单\t单位"]),
    ],
)  # fmt: skip
def test_rows_stay_lines_and_a_head_stands_once(pages: list[str], lines: list[str]) -> None:
    assert reflow(pages).strip("\n").split("\n") == lines
