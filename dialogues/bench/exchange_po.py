"""Lines for a translator as a PO file, which translation editors open, and the same file read back.

The key is the context, so that equal Korean lines stay two lines. A stale line is fuzzy and carries the Korean it
was translated from as the previous source.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import polib

from dialogues.bench.exchange import ExchangeError, Flaw, Given, GivenFile, Line

_SCENARIO = "X-Minwon-Scenario"
_LINE = re.compile(r"line (\d+)")


def po_bytes(lines: Iterable[Line], scenario: str, language: str) -> bytes:
    """Return the file: one entry a line, in the order given."""
    file = polib.POFile(wrapwidth=0)
    file.header = f"{scenario} ({language})"
    file.metadata = {
        "Project-Id-Version": "minwon",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        _SCENARIO: scenario,
    }
    for line in lines:
        file.append(_entry(line))
    return str(file).encode()


def _entry(line: Line) -> polib.POEntry:
    stale = line.state == "stale"
    return polib.POEntry(
        msgctxt=line.key,
        msgid=line.source,
        msgstr=line.translation,
        comment=line.note,
        flags=["fuzzy"] if stale else [],
        previous_msgid=line.before if stale else None,
    )


def read_po(path: Path, language: str) -> GivenFile:
    """Read a file back. Entries the editor has put aside as obsolete are passed over.

    Raises ExchangeError, and OSError when the file cannot be opened.
    """
    try:
        path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExchangeError([Flaw("encoding")]) from error
    try:
        file = polib.pofile(str(path), encoding="utf-8")
    except OSError as error:  # so polib says that it cannot make sense of a line
        found = _LINE.search(str(error))
        raise ExchangeError([Flaw("unreadable", int(found[1]) if found else 1)]) from error
    told = file.metadata.get("Language", "") or language
    lines = tuple(_given(entry) for entry in file if not entry.obsolete)
    return GivenFile(file.metadata.get(_SCENARIO, ""), told, lines)


def _given(entry: polib.POEntry) -> Given:
    return Given(
        key=entry.msgctxt or "",
        source=entry.msgid,
        translation=entry.msgstr,
        mark="unfinished" if entry.fuzzy else "",
        before=entry.previous_msgid or "",
        place=entry.linenum or 1,
    )
