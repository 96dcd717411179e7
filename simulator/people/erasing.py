"""Forgetting a person. The chain of what was played still holds, and the audit log keeps the receipt."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from sqlalchemy import Connection, delete, func, select, update

from simulator.problems import UserProblem
from simulator.records import audit, schema
from simulator.records.access import Viewer, need_person
from simulator.records.purging import erase_person, erase_words, list_hash, purge_attempts

ERASE = "people-erase"
# anonymise: the runs stay with all their words, of nobody. erase-words: and without any words. remove: they go too.
RunsFate = Literal["anonymise", "erase-words", "remove"]


class Receipt(NamedTuple):
    """What went. audit_seq: the line of the audit log that says so."""

    runs: int
    names: int
    places: int
    classes: int
    audit_seq: int


def erase(connection: Connection, viewer: Viewer, code: str, fate: RunsFate, at: str) -> Receipt:
    """Delete a person for good, and part them from their runs as told. at: ISO 8601. Raises UserProblem."""
    need_person(connection, viewer, "write", "person", code)
    person = schema.person
    if connection.execute(select(person.c.code).where(person.c.code == code)).first() is None:
        raise UserProblem("problem.person-unknown", person=code)
    runs = _runs(connection, code)
    _deal_with(connection, viewer, runs, fate, at)
    names = _delete(connection, "person_name", "code", code)
    places = _delete(connection, "person_place", "person", code)
    classes = _delete(connection, "class_member", "person", code)
    _delete(connection, "person", "code", code)
    counts = {"runs": len(runs), "names": names, "places": places, "classes": classes}
    told = {**counts, "fate": fate, "attempts": list_hash(runs)}
    entry = audit.enter(connection, at, viewer.person, ERASE, code, **told)
    return Receipt(**counts, audit_seq=entry.seq)


def _runs(connection: Connection, code: str) -> list[str]:
    attempt = schema.attempt
    return list(connection.execute(select(attempt.c.id).where(attempt.c.person == code)).scalars())


def _deal_with(connection: Connection, viewer: Viewer, runs: Sequence[str], fate: RunsFate, at: str) -> None:
    if fate == "remove":
        if runs:
            purge_attempts(connection, runs, at, viewer.person, rule=ERASE)
        return
    if fate == "erase-words":
        erase_words(connection, runs)
        _erase_comments(connection, runs)
    erase_person(connection, runs)


def _erase_comments(connection: Connection, runs: Sequence[str]) -> None:
    """Erase what was written freely into the surveys after runs; the marks stay."""
    answer, attempt = schema.survey_answer, schema.attempt
    for name in runs:
        keys = select(attempt.c.pairing_key).where(attempt.c.id == name)
        connection.execute(update(answer).where(answer.c.pairing_key.in_(keys)).values(comment=None))


def _delete(connection: Connection, table: str, column: str, code: str) -> int:
    """Delete the rows of a person and return how many they were."""
    found = schema.metadata.tables[table]
    mine = found.c[column] == code
    number = connection.execute(select(func.count()).select_from(found).where(mine)).scalar_one()
    connection.execute(delete(found).where(mine))
    return int(number)
