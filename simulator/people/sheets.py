"""A table from a file: CSV or an Excel workbook, as rows of plain text with the number each has in the file."""

import csv
import io
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from simulator.problems import UserProblem, why
from simulator.texts import say

MOST_BYTES = 20_000_000  # of a file, and ten times that unpacked: far above any roster
_WORKBOOKS = (".xlsx", ".xls", ".ods")


class Sheet(NamedTuple):
    """What a file holds. rows: the number in the file and the cells, empty rows left out; encoding: of a CSV file."""

    rows: list[tuple[int, list[str]]]
    encoding: str = ""


def read_sheet(file: Path) -> Sheet:
    """Read a CSV file, or the first sheet of a workbook. Cells are trimmed and composed (NFC). Raises UserProblem."""
    raw = _read(file)
    if file.suffix.lower() in _WORKBOOKS:
        rows, encoding = list(_workbook_rows(raw, file)), ""
    else:
        text, encoding = _decoded(raw, file)
        rows = list(_csv_rows(text, file))
    return Sheet([(line, cells) for line, cells in rows if any(cells)], encoding)


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise UserProblem("problem.sheet-large", file=file)
        return file.read_bytes()
    except FileNotFoundError as error:
        raise UserProblem("problem.file-missing", file=file) from error
    except OSError as error:
        raise UserProblem("problem.file-unreadable", file=file, reason=why(error)) from error


def _decoded(raw: bytes, file: Path) -> tuple[str, str]:
    """Return the text of a CSV file and its encoding. Excel in Korea writes CP949 unless it is told otherwise."""
    for encoding in ("utf-8-sig", "cp949"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:  # UTF-16, or no text at all
            return text, encoding
    raise UserProblem("problem.sheet-encoding", file=file)


def _csv_rows(text: str, file: Path) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, [_plain(cell) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise UserProblem("problem.sheet-broken", file=file, line=line) from error


def _workbook_rows(raw: bytes, file: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of the first sheet: values only, formulas are never worked out."""
    from python_calamine import CalamineError, CalamineWorkbook

    _refuse_bomb(raw, file)
    try:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, IndexError) as error:
        raise UserProblem("problem.file-unreadable", file=file, reason=say("reason.no-workbook")) from error
    for line, cells in enumerate(rows, start=1):
        yield line, [_plain(_as_text(cell)) for cell in cells]


def _refuse_bomb(raw: bytes, file: Path) -> None:
    """Refuse a small archive that would unpack to more than any roster is."""
    import zipfile

    if not zipfile.is_zipfile(io.BytesIO(raw)):
        return
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if sum(part.file_size for part in archive.infolist()) > 10 * MOST_BYTES:
            raise UserProblem("problem.sheet-large", file=file)


def _as_text(cell: object) -> str:
    """Return a cell as a person reads it: Excel keeps 2019 as 2019.0."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _plain(cell: str) -> str:
    return unicodedata.normalize("NFC", cell).strip()
