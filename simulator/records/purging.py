"""Taking records away by the rules, so that what is missed can be told from what was tampered with.

Words are erased without touching the chain. Whole attempts go only with an entry in the audit log that proves which
they were; the database refuses to delete the events of any other.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from scoring.scorecard import Scorecard
from simulator.records import audit, rows, schema
from simulator.records.chain import Entry

PURGE = "purge"
_WORDS = (schema.event_text, schema.incident_report, schema.reflection)


def purge_attempts(connection: Connection, attempts: Sequence[str], at: str, actor: str, **detail: object) -> Entry:
    """Delete attempts with everything that hangs on them, and enter it in the audit log.

    at: ISO 8601. actor: a code, or "". detail: further details of the entry, such as which rule. Returns the entry.
    """
    entry = audit.enter(connection, at, actor, PURGE, "", count=len(attempts), attempts=list_hash(attempts), **detail)
    if not attempts:
        return entry
    connection.execute(insert(schema.purged), [{"attempt": name, "audit_seq": entry.seq} for name in attempts])
    going = select(schema.purged.c.attempt).where(schema.purged.c.audit_seq == entry.seq)
    keys = select(schema.attempt.c.pairing_key).where(schema.attempt.c.id.in_(going))
    connection.execute(delete(schema.survey_answer).where(schema.survey_answer.c.pairing_key.in_(keys)))
    for table in (*_WORDS, schema.event, schema.attempt_summary):
        connection.execute(delete(table).where(table.c.attempt.in_(going)))
    connection.execute(delete(schema.attempt).where(schema.attempt.c.id.in_(going)))
    return entry


def list_hash(attempts: Iterable[str]) -> str:
    """Return the SHA-256 of attempt ids, sorted, one a line: what an entry keeps of the list it went with."""
    return sha256("".join(f"{name}\n" for name in sorted(attempts)).encode()).hexdigest()


def erase_words(connection: Connection, attempts: Iterable[str]) -> None:
    """Erase every word of attempts: of the journal, of the findings, of reports and reflections. Scores stay.

    The caller enters it in the audit log.
    """
    summary = schema.attempt_summary
    for name in attempts:
        for table in _WORDS:
            connection.execute(delete(table).where(table.c.attempt == name))
        card = connection.execute(select(summary.c.scorecard).where(summary.c.attempt == name)).scalar_one_or_none()
        if card:
            changed = rows.scores_row(without_words(msgspec.json.decode(card, type=Scorecard)))
            connection.execute(update(summary).where(summary.c.attempt == name).values(changed))


def erase_person(connection: Connection, attempts: Iterable[str]) -> None:
    """Part attempts from their person and class; the unit stays, for its figures. The chain still holds.

    The caller enters it in the audit log.
    """
    gone = {"person": None, "training_class": None, "owner_salt": None}
    for name in attempts:
        connection.execute(update(schema.attempt).where(schema.attempt.c.id == name).values(gone))


def without_words(card: Scorecard) -> Scorecard:
    """Return a scorecard whose findings quote nobody."""
    findings = tuple(msgspec.structs.replace(finding, words="") for finding in card.findings)
    return msgspec.structs.replace(card, findings=findings)
