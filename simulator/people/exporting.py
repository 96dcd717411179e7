"""Everything held on one person, for that person: rows as they are kept, under the names of their tables."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, or_, select

from simulator.problems import UserProblem
from simulator.records import audit, schema
from simulator.records.access import Viewer, need_person

EXPORT = "people-export"
_OF_RUNS = (schema.event, schema.event_text, schema.attempt_summary, schema.incident_report, schema.reflection)


def export_person(connection: Connection, viewer: Viewer, code: str, at: str) -> dict[str, Any]:
    """Return all that is held on a person, and enter in the audit log that it was taken out.

    Of the PIN only whether there is one: its hash serves nobody but a thief. at: ISO 8601. Raises UserProblem.
    """
    need_person(connection, viewer, "read", "name", code)
    person = schema.person
    row = connection.execute(select(person).where(person.c.code == code)).one_or_none()
    if row is None:
        raise UserProblem("problem.person-unknown", person=code)
    about: dict[str, Any] = {name: value for name, value in row._asdict().items() if name != "pin_hash"}
    kept = _kept(connection, code)
    counts: dict[str, object] = {name: len(rows) for name, rows in kept.items()}
    audit.enter(connection, at, viewer.person, EXPORT, code, **counts)
    return {"exported": at, "person": {**about, "has_pin": row.pin_hash is not None}, **kept}


def _kept(connection: Connection, code: str) -> dict[str, list[dict[str, Any]]]:
    place, attempt, log = schema.person_place, schema.attempt, schema.audit
    units = select(place.c.unit).where(place.c.person == code)
    held = {
        "person_name": _rows(connection, schema.person_name, schema.person_name.c.code == code),
        "person_place": _rows(connection, place, place.c.person == code),
        "unit": _rows(connection, schema.unit, schema.unit.c.code.in_(units)),
        "class_member": _rows(connection, schema.class_member, schema.class_member.c.person == code),
        "attempt": _rows(connection, attempt, attempt.c.person == code),
        "audit": _rows(connection, log, or_(log.c.subject == code, log.c.actor == code)),
    }
    runs = select(attempt.c.id).where(attempt.c.person == code)
    keys = select(attempt.c.pairing_key).where(attempt.c.person == code)
    answers = schema.survey_answer
    of_runs = {str(table.name): _rows(connection, table, table.c.attempt.in_(runs)) for table in _OF_RUNS}
    return {**held, **of_runs, "survey_answer": _rows(connection, answers, answers.c.pairing_key.in_(keys))}


def _rows(connection: Connection, table: Table, condition: ColumnElement[bool]) -> list[dict[str, Any]]:
    query = select(table).where(condition).order_by(*table.primary_key.columns)
    return [row._asdict() for row in connection.execute(query)]
