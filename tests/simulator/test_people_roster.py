"""Rosters read and understood: every kind of file, everything that is wrong with it at once."""

import io
import unicodedata
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from simulator.people import sheets
from simulator.people.roster import Fault, Roster, understood
from simulator.people.sheets import Sheet, read_sheet
from simulator.problems import UserProblem

TEXT = "사번,소속,임용연도,이름\r\nA1,시/국/과,2019,김하나\r\n\r\nA2,시//과,,\r\n"


def roster(text: str) -> Roster:
    rows = [(line, row.split(",")) for line, row in enumerate(text.splitlines(), start=1)]
    return understood(Sheet(rows), 2026)


def workbook(rows: list[list[str | float]]) -> bytes:
    """Return the smallest workbook that holds some rows."""
    lines = []
    for row in rows:
        cells = [
            f"<c><v>{cell}</v></c>"
            if isinstance(cell, float)
            else f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
            for cell in row
        ]
        lines.append(f"<row>{''.join(cells)}</row>")
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="명부" sheetId="1" '
        'r:id="s"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="s" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{"".join(lines)}</sheetData></worksheet>',
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(("encoding", "said"), [("utf-8", "utf-8-sig"), ("utf-8-sig", "utf-8-sig"), ("cp949", "cp949")])
def test_csv_in_every_encoding_of_korean_offices(tmp_path: Path, encoding: str, said: str) -> None:
    file = tmp_path / "명부.csv"
    file.write_bytes(TEXT.encode(encoding))
    sheet = read_sheet(file)
    assert sheet.encoding == said
    assert [line for line, _ in sheet.rows] == [1, 2, 4]
    members, faults = understood(sheet, 2026)
    assert faults == []
    assert members[0] == (2, "A1", ("시", "국", "과"), None, 2019, None, "김하나")
    assert members[1] == (4, "A2", ("시", "", "과"), None, None, None, None)


def test_a_workbook_with_numbers_and_a_name_in_pieces(tmp_path: Path) -> None:
    file = tmp_path / "r.xlsx"
    decomposed = unicodedata.normalize("NFD", "김")
    file.write_bytes(workbook([["코드", "부서", "임용연도", "이름"], [1042.0, "시", 2019.0, decomposed]]))
    (member,), faults = understood(read_sheet(file), 2026)
    assert (member.code, member.hire_year, member.name, faults) == ("1042", 2019, "김", [])


@pytest.mark.parametrize(
    ("name", "raw", "key"),
    [
        ("r.csv", TEXT.encode("utf-16"), "problem.sheet-encoding"),
        ("r.csv", b'code,unit\nA,"b\nC,d\n', "problem.sheet-broken"),
        ("r.xlsx", b"PK\3\4 no workbook", "problem.file-unreadable"),
        ("r.csv", None, "problem.file-missing"),
    ],
)
def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, name: str, raw: bytes | None, key: str) -> None:
    if raw is not None:
        (tmp_path / name).write_bytes(raw)
    with pytest.raises(UserProblem) as raised:
        read_sheet(tmp_path / name)
    assert raised.value.key == key
    assert raised.value.sentence != key


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_BYTES", 5_000)
    file = tmp_path / "r.xlsx"
    file.write_bytes(workbook([["code", "unit"], ["0" * 60_000, "a"]]))
    assert file.stat().st_size < 5_000
    with pytest.raises(UserProblem) as raised:
        read_sheet(file)
    assert raised.value.key == "problem.sheet-large"


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        (",시,,,,", "code", "missing"),
        ("-1,시,,,,", "code", "code"),
        ("A,/,,,,", "unit", "missing"),
        ("A,a/b/c/d/e,,,,", "unit", "deep"),
        ("A,시,,1949,,", "hire_year", "year"),
        ("A,시,,2028,,", "hire_year", "year"),
        ("A,시,,,boss,", "role", "role"),
        ("A,시,,,,a\x07b", "name", "words"),
        ("8001011234567,시,,,,", "code", "resident-number"),
        ("A,시,,,,김 800101-1234567", "name", "resident-number"),
    ],
)
def test_a_wrong_cell_is_named(row: str, column: str, told: str) -> None:
    members, faults = roster(f"code,unit,position,hire_year,role,name\n{row}")
    assert members == []
    (fault,) = faults
    assert (fault.line, fault.column, fault.told) == (2, column, f"people.fault.{told}")
    assert "1234567" not in fault.value


def test_everything_wrong_is_told_at_once_by_row() -> None:
    faults = roster("code,unit,role\nA,시,\n!,,x\nA,시,\n").faults
    assert [(fault.line, fault.column) for fault in faults] == [(3, "code"), (3, "role"), (3, "unit"), (4, "code")]
    assert faults[-1].known == "2"


@pytest.mark.parametrize("text", ["", "부서,이름\n시,김", "code,unit,사번\nA,시,B"])
def test_a_header_that_does_not_do(text: str) -> None:
    (fault,) = roster(text).faults
    assert isinstance(fault, Fault)
    assert fault.line == 1
