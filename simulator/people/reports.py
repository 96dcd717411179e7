"""What a roster brought, for people and for Excel. Cells of a stranger's file carry no formula and no control signs."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

from simulator.exports.csv_summaries import safe_cell
from simulator.people.listing import Person
from simulator.people.roster import Fault
from simulator.texts import say

_MOST_SHOWN = 40


def fault_line(fault: Fault) -> str:
    """Return a fault as a line: where, what, how to mend it."""
    return say("people.fault.line", line=fault.line, told=_told(fault))


def faults_table(faults: Iterable[Fault]) -> bytes:
    """Return faults as CSV that Excel opens rightly."""
    titles = [say(f"people.column.{name}") for name in ("line", "column", "fault", "value")]
    rows = [(fault.line, say(f"people.column.{fault.column}"), _told(fault), shown(fault.value)) for fault in faults]
    return _table(titles, rows)


def people_table(people: Iterable[Person]) -> bytes:
    """Return people as CSV that Excel opens rightly and that `people import` reads again."""
    rows = [(one.code, one.unit, one.position, one.hire_year or "", one.role, one.name) for one in people]
    return _table(("code", "unit", "position", "hire_year", "role", "name"), rows)


def person_line(person: Person, now: datetime) -> str:
    """Return a person as a line, what is not known as "-". now: with its offset."""
    locked = bool(person.locked_until) and now < datetime.fromisoformat(person.locked_until)
    pin = "locked" if locked else "set" if person.has_pin else "none"
    return say(
        "people.line",
        code=person.code,
        role=say(f"people.role.{person.role}"),
        unit=person.unit or "-",
        position=person.position or "-",
        year=person.hire_year or "-",
        name=person.name or "-",
        pin=say(f"people.pin.{pin}"),
    )


def shown(value: str) -> str:
    """Return a cell fit for a terminal: no control signs, not endless."""
    cut = value if len(value) <= _MOST_SHOWN else f"{value[:_MOST_SHOWN]}…"
    return "".join(letter if letter.isprintable() else "?" for letter in cut)


def _told(fault: Fault) -> str:
    column = say(f"people.column.{fault.column}")
    return say(fault.told, column=column, value=shown(fault.value), known=fault.known)


def _table(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(titles)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
