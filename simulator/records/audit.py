"""The audit log: who did what to the records, chained like the journal. It names codes and counts, never free text."""

from typing import Any

import msgspec
from sqlalchemy import Connection, Select, insert, select

from simulator.records import chain, schema
from simulator.records.chain import Entry

_COLUMNS = [schema.audit.c[name] for name in Entry._fields]


def enter(connection: Connection, at: str, actor: str, action: str, subject: str, **detail: object) -> Entry:
    """Add a line to the audit log, in the transaction of what it tells, and return it.

    at: ISO 8601. actor: a person's code, or "" for whoever has the file. action: a short word such as "purge".
    subject: the code or id it was done to, or "". detail: counts, codes and hashes; no names and no free text.
    """
    if connection.dialect.name == "postgresql":
        from simulator.records.postgres import AUDIT_LOCK, wait_for_lock

        wait_for_lock(connection, AUDIT_LOCK)
    last = newest(connection)
    entry = Entry(
        seq=last.seq + 1 if last else 1,
        at=at,
        actor=actor,
        action=action,
        subject=subject,
        detail=chain.canonical(detail).decode(),
        previous=last.hash if last else "",
    )
    entry = entry._replace(hash=chain.hash_of(entry))
    connection.execute(insert(schema.audit).values(entry._asdict()))
    return entry


def newest(connection: Connection) -> Entry | None:
    """Return the last line of the audit log."""
    row = connection.execute(log().order_by(None).order_by(schema.audit.c.seq.desc()).limit(1)).first()
    return Entry(*row) if row else None


def log() -> Select[Any]:
    """Return the query for the whole log in order; each row makes an `Entry`."""
    return select(*_COLUMNS).order_by(schema.audit.c.seq)


def details(entry: Entry) -> dict[str, Any]:
    """Return the details of a line. Raises MsgspecError on a damaged one."""
    return msgspec.json.decode(entry.detail, type=dict[str, Any])
