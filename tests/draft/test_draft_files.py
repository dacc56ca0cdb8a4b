"""Files of every format, and those that are refused: with a problem that says what to do, and nothing left behind."""

from __future__ import annotations

import re
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from publisher.check.report import FORMATS
from publisher.check.run import check_package
from publisher.draft.draft import discard, draft
from publisher.draft.refused import Refused
from publisher.draft.state import load
from publisher.draft.text.extract import read_text
from publisher.draft.text.numbering import chinese
from publisher.draft.text.reading import Note
from publisher.draft.text.reflow import reflow
from publisher.read.package import Package, read_package, unchecked
from publisher.terms.schema import load_schemas
from tests.conftest import command

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT / "tests" / "data" / "drafts"
PLAIN = (TEXTS / "xugou-2021.txt").read_text("utf-8")
SCHEMAS = load_schemas(ROOT / "schemas")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A copy of the data, and an empty folder for texts."""
    shutil.copytree(ROOT / "datapackage", tmp_path / "datapackage")
    (tmp_path / "texts").mkdir()
    return tmp_path


def package(place: Path) -> Package:
    return read_package(place, SCHEMAS, sources=place / "texts")


def everything(place: Path) -> dict[str, bytes]:
    return {
        path.relative_to(place).as_posix(): path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()
    }


def docx_of(text: str, path: Path) -> Path:
    import docx

    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(str(path))
    return path


# ---- formats ----


def test_a_text_file_is_taken_as_it_is() -> None:
    assert read_text(TEXTS / "xugou-2021.txt") == PLAIN


def test_a_web_page_gives_its_main_text_without_its_furniture() -> None:
    assert read_text(TEXTS / "xugou-2021.html") == PLAIN


def test_a_pdf_gives_its_paragraphs_without_page_numbers() -> None:
    assert read_text(TEXTS / "xugou-2021.pdf") == PLAIN


def test_a_word_file_gives_its_paragraphs(tmp_path: Path) -> None:
    assert read_text(docx_of(PLAIN, tmp_path / "plan.docx")) == PLAIN


def test_a_word_file_gives_its_tables_in_their_place(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("前")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "甲", "乙"
    document.add_paragraph("后")
    document.save(str(tmp_path / "table.docx"))
    assert read_text(tmp_path / "table.docx") == "前\n甲\t乙\n后\n"


def test_a_page_gives_its_tables_with_tabs_and_none_of_the_site_around_it() -> None:
    assert read_text(TEXTS / "services.html") == (TEXTS / "services.txt").read_text("utf-8")


# Level of each paragraph, its words, and the number that Word prints before them.
LISTED = [
    (0, "总体要求", "一、"), (0, "重点任务", "二、"), (1, "改造设施", "（一）"), (2, "更换设备", "1."),
    (2, "5G网络", "2. "), (1, "强化管理", "（二）"), (2, "建设平台", "1."), (None, "一段正文", ""),
    (0, "保障措施", "三、"), (1, "加强领导", "（一）"),
]  # fmt: skip


def test_a_word_file_gives_the_numbers_that_word_prints_by_itself(tmp_path: Path) -> None:
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    lists = document.part.numbering_part.element
    levels = [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
    inside = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{words}"/></w:lvl>'
        for at, (form, words) in enumerate(levels)
    )
    lists.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{inside}</w:abstractNum>'))
    lists.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for level, words, _ in LISTED:
        paragraph = document.add_paragraph(words)
        if level is not None:
            place = f'<w:ilvl w:val="{level}"/><w:numId w:val="90"/>'
            paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:numPr {nsdecls('w')}>{place}</w:numPr>"))
    document.save(str(tmp_path / "listed.docx"))
    assert read_text(tmp_path / "listed.docx").splitlines() == [number + words for _, words, number in LISTED]


@pytest.mark.parametrize(("number", "printed"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")])
def test_numbers_of_lists_in_chinese(number: int, printed: str) -> None:
    assert chinese(number) == printed


def test_a_web_page_in_gbk_is_read_by_its_declaration(tmp_path: Path) -> None:
    page = (TEXTS / "xugou-2021.html").read_text("utf-8").replace("utf-8", "gb2312")
    (tmp_path / "page.html").write_bytes(page.encode("gb18030"))
    assert read_text(tmp_path / "page.html") == PLAIN


def test_lines_of_a_page_are_joined_and_running_heads_dropped() -> None:
    wide = "这一行印满了整页的宽度没有句号所以下一行接着说"
    pages = [f"虚构市文件\n{wide}\n完了。\n一、标题\n— {n} —" for n in range(1, 6)]
    assert reflow(pages) == (wide + "完了。\n一、标题\n") * 5


# ---- what is refused ----


def pdf(objects: str) -> bytes:
    return f"%PDF-1.4\n{objects}\ntrailer<</Root 1 0 R>>\n%%EOF".encode()


BLANK = "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\n4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj"  # noqa: E501
LOCK = f"{BLANK}\n5 0 obj<</Filter/Standard/V 1/R 2/O<{'41' * 32}>/U<{'42' * 32}>/P -4>>endobj"
LOCKED = f"%PDF-1.4\n{LOCK}\ntrailer<</Root 1 0 R/Encrypt 5 0 R/ID[<00><00>]>>\n%%EOF".encode()

REFUSED = {
    "draft-no-text-layer": ("scan.pdf", pdf(BLANK)),
    "draft-file-encrypted": ("locked.pdf", LOCKED),
    "draft-file-encrypted, Word": ("locked.docx", b"\xd0\xcf\x11\xe0" + bytes(600)),
    "draft-not-utf8": ("gbk.txt", PLAIN.encode("gb18030")),
    "draft-not-utf8, UTF-16": ("wide.txt", PLAIN.encode("utf-16")),
    "draft-page-encoding": ("page.html", b"<meta charset=utf-8><p>" + PLAIN.encode("gb18030")),
    "draft-file-too-large": ("line.txt", b"\xe5\xa5\xbd" * 17_000_000),
    "draft-text-too-long": ("long.txt", b"\xe5\xa5\xbd" * 2_100_000),
    "draft-no-plan": ("news.txt", ("今天天气很好，大家都去公园散步。" * 40).encode()),
    "draft-no-plan, short": ("short.txt", "一、短。\n二、短。\n三、短。\n".encode()),
    "draft-no-plan, one chapter": ("one.txt", ("保障措施\n" + "今天天气很好，大家都去公园散步。\n" * 40).encode()),
    "draft-no-plan, one line": ("one.txt", ("好" * 100_000).encode()),
    "draft-no-plan, empty": ("empty.txt", b""),
    "draft-file-damaged": ("broken.pdf", b"%PDF-1.7 and no more"),
    "draft-file-damaged, Word": ("broken.docx", b"PK\x03\x04 and no more"),
    "draft-file-damaged, NUL": ("binary.txt", b"\x00\x01\x02" * 99),
    "draft-format-unknown": ("old.doc", b"\xd0\xcf\x11\xe0"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_drafted_says_why_and_leaves_nothing(
    case: str, place: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    name, content = REFUSED[case]
    file = tmp_path_factory.mktemp("given") / name
    file.write_bytes(content)
    before = everything(place)
    with pytest.raises(Refused) as refused:
        draft(file, "xugou-2021", package(place), texts=place / "texts", area_code="999900")
    problem = refused.value.problem
    assert problem.code == case.partition(",")[0]
    for language in ("zh", "en"):
        said = problem.said(language)
        assert said["rule"] and said["found"] and said["fix"]
    assert everything(place) == before


SCORES = (
    "序号\t考核项目\t分值\t评分标准\n"
    + "1\t组织领导\t8\t成立工作小组，加强各项工作的统筹推进，按时上报有关情况。\n" * 9
)


@pytest.mark.parametrize(("text", "seen"), [(SCORES, True), (SCORES.replace("\t", "，"), False)])
def test_a_table_without_tasks_is_refused_with_a_word_on_it(
    text: str, seen: bool, place: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("given") / "scores.txt"
    file.write_text(text, "utf-8")
    with pytest.raises(Refused) as refused:
        draft(file, "xugou-2021", package(place), texts=place / "texts", area_code="999900")
    found = [refused.value.problem.said(language)["found"] for language in ("zh", "en")]
    assert ["表" in found[0], "table" in found[1]] == [seen, seen]


@pytest.mark.parametrize(
    ("document", "area", "code"),
    [
        ("Xugou", "", "draft-id-unusable"),
        ("2021", "", "draft-id-unusable"),
        ("../x", "", "draft-id-unusable"),
        ("chengdu-2020", "", "draft-id-taken"),
        ("xugou-2021", "5101", "draft-area-unusable"),
        ("xugou-2021", "100000", "draft-area-unusable"),
    ],
)
def test_ids_and_areas_that_cannot_be_used(document: str, area: str, code: str, place: Path) -> None:
    before = everything(place)
    with pytest.raises(Refused) as refused:
        draft(TEXTS / "xugou-2021.txt", document, package(place), texts=place / "texts", area_code=area)
    assert refused.value.problem.code == code
    assert everything(place) == before


def test_an_id_that_was_retired_is_not_used_again(place: Path) -> None:
    line = "xugou-2021,,2021-05-01,曾用。,It was used."
    (place / "datapackage" / "retired.csv").write_text(
        "record_id,successor_id,retired_on,reason_zh,reason_en\n" + line + "\n", "utf-8"
    )
    with pytest.raises(Refused) as refused:
        draft(TEXTS / "xugou-2021.txt", "xugou-2021", package(place), texts=place / "texts", area_code="999900")
    assert refused.value.problem.code == "draft-id-retired"


def test_without_the_libraries_the_command_that_sets_them_up_is_named(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)  # as after `make build` alone
    with pytest.raises(Refused) as refused:
        draft(TEXTS / "xugou-2021.pdf", "xugou-2021", package(place), texts=place / "texts")
    problem = refused.value.problem
    assert (problem.code, problem.said("en")["fix"]) == ("draft-library-missing", "make tools")
    assert re.search(r"^tools:", (ROOT / "Makefile").read_text("utf-8"), re.M)


def test_a_page_bomb_in_a_word_file_is_no_traceback(place: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("given") / "bomb.docx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<a>" * 1_000_000)
    with pytest.raises(Refused):
        draft(file, "xugou-2021", package(place), texts=place / "texts")


# ---- what is written ----


def test_a_draft_is_a_folder_of_suggestions_and_a_pinned_text(place: Path) -> None:
    drafted = draft(TEXTS / "xugou-2021.pdf", "xugou-2021", package(place), texts=place / "texts", area_code="999900")
    assert drafted.text.read_text("utf-8") == PLAIN
    assert drafted.counts["clauses"] == 23
    data = package(place)
    assert data.drafts == ("xugou-2021",) and "xugou-2021" not in data.plan_ids
    assert unchecked(place, "xugou-2021") == len(load(place, "xugou-2021")) == sum(drafted.counts.values())


def test_drafting_twice_gives_the_same_bytes(place: Path) -> None:
    found = []
    for _ in range(2):
        draft(TEXTS / "opinions.txt", "xusheng-2019", package(place), texts=place / "texts", area_code="990000")
        found.append(everything(place))
        discard("xusheng-2019", package(place))
    assert found[0] == found[1]


def test_a_discarded_draft_leaves_no_trace_in_the_data(place: Path) -> None:
    before = everything(place / "datapackage")
    draft(TEXTS / "xugou-2021.txt", "xugou-2021", package(place), texts=place / "texts", area_code="999900")
    discard("xugou-2021", package(place))
    assert everything(place / "datapackage") == before


def test_the_first_plan_of_all_gets_its_folder(place: Path) -> None:
    shutil.rmtree(place / "datapackage/plans")
    drafted = draft(TEXTS / "xugou-2021.txt", "xugou-2021", package(place), texts=place / "texts")
    assert (drafted.folder / "suggestions.csv").is_file()


def test_a_plan_that_is_no_draft_is_not_discarded(place: Path) -> None:
    with pytest.raises(Refused) as refused:
        discard("chengdu-2020", package(place))
    assert refused.value.problem.code == "draft-not-there"


def test_a_damaged_file_of_suggestions_keeps_the_plan_a_draft(place: Path) -> None:
    folder = draft(TEXTS / "xugou-2021.txt", "xugou-2021", package(place), texts=place / "texts").folder
    (folder / "suggestions.csv").write_text('suggestion_id,"broken\n', "utf-8")
    assert package(place).drafts == ("xugou-2021",)
    assert unchecked(place, "xugou-2021") == 1


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_what_is_unchecked(form: str, place: Path) -> None:
    drafted = draft(TEXTS / "xugou-2021.txt", "xugou-2021", package(place), texts=place / "texts", area_code="999900")
    report = check_package(package(place))
    count = sum(drafted.counts.values())
    unchecked = {"en": f"{count} unchecked suggestions in xugou-2021", "zh": f"xugou-2021 还有{count}条建议没有核对"}
    for language, words in unchecked.items():
        said = FORMATS[form](report, language)
        assert "draft-left-out" in said and words in said
    assert not report.fails(strict=True)


def test_the_commands_draft_validate_and_discard(place: Path) -> None:
    where = ("--root", str(place), "--sources", str(place / "texts"))
    made = command("draft", str(TEXTS / "xugou-2021.txt"), "--id", "xugou-2021", "--area", "999900", *where)
    assert made.returncode == 0, made.stderr
    checked = command("validate", *where)
    assert checked.returncode == 0, "a draft is no fault"
    assert re.search(r"note\[draft-left-out\][^[]*\d+ unchecked suggestions in xugou-2021", checked.stdout)
    assert "xugou-2021 is a draft" in command("validate", "xugou-2021", *where).stderr
    discarded = command("draft", "--discard", "--id", "xugou-2021", *where)
    assert discarded.returncode == 0 and str(place / "texts" / "xugou-2021.txt") in discarded.stdout
    refused = command("draft", str(TEXTS / "xugou-2021.yml"), "--id", "xugou-2021", *where)
    assert (refused.returncode, refused.stderr) == (1, "") and "draft-format-unknown" in refused.stdout
    assert command("draft", "--id", "xugou-2021", *where).returncode == 2


def test_what_a_note_quotes_stands_in_quotation_marks() -> None:
    """The English cell on a copy's defects holds English; what it quotes of the text stands in quotation marks."""
    said = Note("footnotes", 3, "“本方案”所称").said("en")
    assert "“‘本方案’所称”" in said and not re.search(r"[\u4e00-\u9fff]", re.sub("“[^”]*”", "", said))
