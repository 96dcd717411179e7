"""Lines for a translator as a table that Korean Excel opens rightly, and the same table read back.

UTF-8 with a byte order mark and CRLF. A cell that a spreadsheet would take for a formula or a number gets an
apostrophe in front, which comes off again when the file is read: what went out comes back letter for letter.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from dialogues.bench.exchange import ExchangeError, Flaw, Given, GivenFile, Line, composed

_GUARD = "'"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[\s\d.,:/%()-]+\Z")  # 010, 10-14 and 1/2 would become a number or a day
_STALE = "stale"


def csv_bytes(lines: Iterable[Line], scenario: str, language: str) -> bytes:
    """Return the file: one row a line, in the order given."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(_columns(language))
    for line in lines:
        row = (line.key, line.note, line.source, line.translation, line.state, line.before, scenario)
        writer.writerow([guarded(cell) for cell in row])
    return stream.getvalue().encode("utf-8-sig")


def read_csv(raw: bytes, language: str) -> GivenFile:
    """Read a file back; the columns may stand in any order and only the key, texts and scenario are needed.

    Raises ExchangeError.
    """
    text, code_page = _decoded(raw)
    rows = _rows(text)
    columns = {name.strip().lower(): number for number, name in enumerate(next(rows, []))}
    needed = [name for name in _columns(language) if name not in ("note", "state", "ko_before")]
    if missing := [name for name in needed if name not in columns]:
        raise ExchangeError([Flaw("columns", name=", ".join(missing))])
    given: list[Given] = []
    scenarios: dict[str, None] = {}
    for place, row in enumerate(rows, start=2):
        cells = {name: unguarded(row[number]) for name, number in columns.items() if number < len(row)}
        if any(cell.strip() for cell in cells.values()):
            given.append(_given(cells, language, place))
            scenarios[cells.get("scenario", "").strip()] = None
    scenarios.pop("", None)
    return GivenFile(", ".join(scenarios), language, tuple(given), code_page)


def _columns(language: str) -> tuple[str, ...]:
    return ("key", "note", "ko", language, "state", "ko_before", "scenario")


def _given(cells: dict[str, str], language: str, place: int) -> Given:
    """Read one row. A translator writes over a stale line and seldom clears its state: new words are enough."""
    still_stale = composed(cells.get("state", _STALE)).strip() == _STALE
    return Given(
        key=cells.get("key", "").strip(),
        source=cells.get("ko", ""),
        translation=cells.get(language, ""),
        mark="untouched" if still_stale else "",
        place=place,
    )


def _decoded(raw: bytes) -> tuple[str, str]:
    """Decode a file; Excel on a Korean Windows may have saved it in the code page of old, whose name is returned."""
    for encoding, code_page in (("utf-8-sig", ""), ("cp949", "CP949")):
        try:
            return raw.decode(encoding), code_page
        except UnicodeDecodeError:
            continue
    raise ExchangeError([Flaw("encoding")])


def _rows(text: str) -> Iterator[list[str]]:
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise ExchangeError([Flaw("unreadable", reader.line_num)]) from error


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula or a number."""
    return f"{_GUARD}{cell}" if _needs_guard(cell) else cell


def unguarded(cell: str) -> str:
    """Return what a guarded cell held."""
    return cell[1:] if cell.startswith(_GUARD) and _needs_guard(cell[1:]) else cell


def _needs_guard(cell: str) -> bool:
    """Return whether a cell would be read as something else; one that looks guarded itself needs another guard."""
    bare = cell.lstrip(_GUARD)
    return bare.startswith(_FORMULA_STARTS) or bool(_NUMBER.match(bare))
