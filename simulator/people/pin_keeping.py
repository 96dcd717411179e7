"""PINs in the records: set by somebody who may, compared one try at a time, failures entered in the audit log."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from simulator.people.hashers import HasherName, hasher, hasher_of
from simulator.people.pins import Answer, PinState, Tried, flaw_of, tried
from simulator.problems import UserProblem
from simulator.records import audit, schema
from simulator.records.access import Viewer, need_person

SET, FAILED = "pin-set", "pin-failed"


def need_settable(connection: Connection, viewer: Viewer, code: str) -> None:
    """Raise UserProblem where somebody may not set the PIN of a code, or there is no such code."""
    need_person(connection, viewer, "write", "pin", code)
    if _row(connection, code) is None:
        raise UserProblem("problem.person-unknown", person=code)


def set_pin(connection: Connection, viewer: Viewer, code: str, pin: str, way: HasherName, now: datetime) -> None:
    """Keep a new PIN, which also opens a locked code, and enter it in the audit log. Raises UserProblem."""
    need_settable(connection, viewer, code)
    if flaw := flaw_of(pin, code):
        raise UserProblem(flaw)
    _keep(connection, code, PinState(hasher(way).hash(pin)))
    audit.enter(connection, now.isoformat(timespec="seconds"), viewer.person, SET, code)


def try_pin(connection: Connection, code: str, pin: str, way: HasherName, now: datetime) -> Tried:
    """Compare a PIN; what the try did to the count is kept, so the transaction has to be committed whatever came of it.

    way: a PIN that was hashed in another way is hashed anew when it is right. now: with its offset. An unknown code
    is "wrong" and takes as long as any other.
    """
    row = _row(connection, code)
    if row is None:
        hasher(way).hash(pin)
        return Tried("wrong", PinState())
    until = datetime.fromisoformat(row.locked_until) if row.locked_until else None
    state = PinState(row.pin_hash, row.failures, until)
    found = tried(state, pin, now, lambda kept, typed: hasher_of(kept).matches(kept, typed))
    if found.answer == "right" and hasher_of(row.pin_hash).name != way:
        found = found._replace(state=PinState(hasher(way).hash(pin)))
    if found.state != state:
        _keep(connection, code, found.state)
    _enter_failure(connection, code, found.answer, found.state, now)
    return found


def _enter_failure(connection: Connection, code: str, answer: Answer, state: PinState, now: datetime) -> None:
    if answer != "wrong":
        return
    locked = state.locked_until.isoformat(timespec="seconds") if state.locked_until else ""
    at = now.isoformat(timespec="seconds")
    audit.enter(connection, at, "", FAILED, code, failures=state.failures, locked_until=locked)


def _row(connection: Connection, code: str) -> Row[Any] | None:
    """Return the row of a person, held so that two tries at once are two."""
    person = schema.person
    return connection.execute(select(person).where(person.c.code == code).with_for_update()).one_or_none()


def _keep(connection: Connection, code: str, state: PinState) -> None:
    person = schema.person
    until = state.locked_until.isoformat() if state.locked_until else None
    kept = {"pin_hash": state.pin_hash, "failures": state.failures, "locked_until": until}
    connection.execute(update(person).where(person.c.code == code).values(kept))
