"""The incident report as text, as a page and as a Word file: every field in its place, what is empty left empty."""

import re
import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.shared import Mm

from scoring.incident.form import IncidentReport, report_form
from simulator.exports.incident_report import report_docx, report_html, report_text
from simulator.texts import active_language, use_language
from tests.simulator.pages_at_work import HOSTILE, assert_carries_everything, read, text_of

FIELDS = report_form().fields
LINES = {name: f"{name} 칸의 말" for name, field in FIELDS.items() if not field.choices}
FULL = IncidentReport({**LINES, "boxes": "폭언,위험물 소지", "recording": "yes", "called": "lead,112"})


def docx_of(report: IncidentReport, language: str = "ko") -> WordFile:
    return Document(BytesIO(report_docx(report, language)))


def docx_rows(report: IncidentReport, language: str = "ko") -> list[list[str]]:
    """Return what stands in each row of each table, a merged cell once."""
    rows = []
    for table in docx_of(report, language).tables:
        for row in table.rows:
            cells = {id(cell._tc): cell.text for cell in row.cells}
            rows.append(list(cells.values()))
    return rows


def html_rows(report: IncidentReport, language: str = "ko") -> list[list[str]]:
    return [["".join(cell.itertext()) for cell in row] for row in read(report_html(report, language)).iter("tr")]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_field_stands_once_with_its_name_on_every_paper(language: str) -> None:
    docx, page = docx_rows(FULL, language), html_rows(FULL, language)
    text = report_text(FULL, language)
    for name, field in FIELDS.items():
        label = field.name.in_language(language)
        rows = [row for row in page if label in row]
        assert len(rows) == 1
        if name in LINES:
            assert rows[0][rows[0].index(label) + 1] == LINES[name]
            assert re.search(rf"^{re.escape(label)}:\s+{LINES[name]}$", text, re.MULTILINE)
        assert rows[0] in docx
    assert len(docx) == len(page) == 10


def test_the_rows_are_those_of_the_form() -> None:
    rows = html_rows(FULL)
    assert [row[::2] for row in rows if row[0] in ("발생일자", "민원인", "담당자")] == [
        ["발생일자", "부서", "부서장"], ["민원인", "민원인 전화번호"], ["담당자", "담당자 전화번호", "담당업무"],
    ]  # fmt: skip
    assert [row[0] for row in rows[5:8]] == ["특이민원 발생요지", "담당자 의견", "부서장 의견"]
    assert [row[::2] for row in rows[8:]] == [
        ["시작 시각", "종료 시각", "경고 횟수"],
        ["녹음이나 녹화", "부른 사람과 신고"],
    ]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_row_fills_the_nine_columns(language: str) -> None:
    for table in read(report_html(FULL, language)).iter("table"):
        covered = 0
        for row in table.iter("tr"):
            cells = list(row)
            assert covered + sum(int(cell.get("colspan", "1")) for cell in cells) == 9
            covered = sum(int(cell.get("rowspan", "1")) - 1 for cell in cells)
    assert [len(table.columns) for table in docx_of(FULL, language).tables] == [9, 9]


def test_what_was_added_stands_apart_and_is_called_so() -> None:
    added = {field.name.ko for field in FIELDS.values() if field.evidence == "D"}
    first, second = read(report_html(FULL, "ko")).iter("table")
    assert {text_of(label) for label in second.iter("th")} == added
    assert {text_of(label) for label in first.iter("th")}.isdisjoint(added)
    heading = "이 프로그램이 덧붙인 칸(옮겨진 서식에는 없음)"
    assert heading in text_of(read(report_html(FULL, "ko")))
    assert heading in [paragraph.text for paragraph in docx_of(FULL).paragraphs]
    text = report_text(FULL, "ko").splitlines()
    assert text.index("부서장 의견:") < text.index(heading) < text.index("시작 시각: began 칸의 말")


def test_ticks_stand_under_their_boxes() -> None:
    for rows in (html_rows(FULL), docx_rows(FULL)):
        names, marks = rows[1][1:], rows[2][-8:]
        assert names == [choice.name.ko for choice in FIELDS["boxes"].choices]
        ticked = {name for name, mark in zip(names, marks, strict=True) if mark == "O"}
        assert ticked == {"폭언", "위험물 소지"}
        assert set(marks) == {"O", ""}
    assert "[O] 폭언, [ ] 협박" in report_text(FULL, "ko")


def test_choices_are_named() -> None:
    for rows in (html_rows(FULL), docx_rows(FULL)):
        assert rows[-1] == ["녹음이나 녹화", "있음", "부른 사람과 신고", "팀장, 112"]
    assert html_rows(FULL, "en")[-1][3] == "Team lead, Police (112)"


def test_a_word_that_is_no_box_is_not_lost() -> None:
    report = FULL.with_value("boxes", "폭언,소란").with_value("called", "lead,이웃")
    for rows in (html_rows(report), docx_rows(report)):
        assert rows[2][-1] == "소란"
        assert rows[-1][-1] == "팀장, 이웃"
    both = FULL.with_value("boxes", "기타,소란")
    assert html_rows(both)[2][-1] == "O 소란"


def test_empty_fields_are_left_to_be_filled_in_by_hand() -> None:
    empty = IncidentReport()
    for rows in (html_rows(empty), docx_rows(empty)):
        assert rows[2][-8:] == [""] * 8
        words = {cell for row in rows for cell in row if cell}
        assert words == {f.name.ko for f in FIELDS.values()} | {c.name.ko for c in FIELDS["boxes"].choices}
    heights = [row.height for row in docx_of(empty).tables[0].rows]
    assert all(height is not None and height >= Mm(8) for height in heights)
    assert "부서장 의견: (비어 있음)" in report_text(empty, "ko")


def test_a_hostile_report_is_shown_as_text() -> None:
    """A report is the trainee's own words: nothing in it is masked, nothing in it is obeyed."""
    report = IncidentReport(dict.fromkeys(FIELDS, HOSTILE))
    page = report_html(report, "ko")
    assert_carries_everything(page)
    assert html_rows(report)[5][1] == HOSTILE
    assert ["특이민원 발생요지", HOSTILE] in docx_rows(report)
    assert HOSTILE in report_text(report, "ko")


def test_lines_stay_lines_and_control_characters_go() -> None:
    report = IncidentReport({"summary": "첫 줄\r\n둘째\t줄\x1b[31m\x00\x9b\ud800 끝"})
    clean = "첫 줄\n둘째\t줄[31m 끝"
    assert ["특이민원 발생요지", clean] in html_rows(report)
    assert ["특이민원 발생요지", clean] in docx_rows(report)
    assert "특이민원 발생요지:\n  첫 줄\n  둘째\t줄[31m 끝\n" in report_text(report, "ko")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_title_and_the_note_stand_on_every_paper(language: str) -> None:
    title, note = report_form().title.in_language(language), report_form().note.in_language(language)
    page = read(report_html(FULL, language))
    assert text_of(next(page.iter("h1"))) == text_of(next(page.iter("title"))) == title
    assert text_of(list(page.iter("p"))[-1]) == note
    paragraphs = [paragraph.text for paragraph in docx_of(FULL, language).paragraphs]
    assert (paragraphs[0], paragraphs[-1]) == (title, note)
    lines = report_text(FULL, language).splitlines()
    assert (lines[0], lines[-1]) == (title, note)


@pytest.mark.parametrize(("spoken", "wanted"), [("ko", "en"), ("en", "ko")])
def test_a_report_may_be_wanted_in_another_language(spoken: str, wanted: str) -> None:
    use_language(spoken)
    for made in (report_text(IncidentReport(), wanted), report_html(IncidentReport(), wanted)):
        assert ("added by this program" in made) == (wanted == "en")
        assert bool(re.search("[가-힣]", re.sub("(?s)<style>.*</style>", "", made))) == (wanted == "ko")
    assert read(report_html(FULL, wanted)).get("lang") == wanted
    assert active_language() == spoken


def test_the_word_file_is_a4_with_borders_and_a_korean_font() -> None:
    document = docx_of(FULL)
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    for table in document.tables:
        assert table.style is not None
        assert table.style.name == "Table Grid"
    for name in ("Normal", "Heading 1", "Heading 2"):
        fonts = document.styles[name].element.rPr.rFonts
        given = {attribute.rpartition("}")[2]: value for attribute, value in fonts.attrib.items()}
        assert given == dict.fromkeys(("ascii", "hAnsi", "eastAsia"), "맑은 고딕")
    assert document.core_properties.title == "특이민원 발생보고서"


def test_the_word_file_keeps_the_order_its_format_wants() -> None:
    """A cell's ground comes before the alignment; Word is strict where LibreOffice is not."""
    wanted = [qn(f"w:{name}") for name in ("tcW", "gridSpan", "vMerge", "shd", "vAlign")]
    cells = docx_of(FULL).element.xpath("//w:tcPr")
    assert any(cell.find(qn("w:shd")) is not None for cell in cells)
    for cell in cells:
        names = [child.tag for child in cell]
        assert names == [name for name in wanted if name in names]


def test_the_same_report_gives_the_same_bytes() -> None:
    made = report_docx(FULL, "ko")
    assert made == report_docx(FULL, "ko")
    assert made != report_docx(FULL.with_value("unit", "민원과"), "ko")
    with zipfile.ZipFile(BytesIO(made)) as file:
        assert file.testzip() is None
        assert {part.date_time for part in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert report_html(FULL, "ko") == report_html(FULL, "ko")
