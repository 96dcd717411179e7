"""The journal of attempts: events are added in order, each bound to the one before, its words kept beside it."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select

from scoring.trace import Event
from simulator.problems import Exit, UserProblem
from simulator.records import chain, rows, schema
from simulator.records.chain import Link, Text
from simulator.texts import say

_LINK = [schema.event.c[name] for name in Link._fields]
_TEXT = [schema.event_text.c.salt, schema.event_text.c.words]
_WITH_TEXT = schema.event.outerjoin(schema.event_text)


def append(connection: Connection, attempt: str, events: Sequence[Event], at: str) -> None:
    """Add events of one attempt; the same event again changes nothing.

    at: real time, ISO 8601. Raises UserProblem when another event stands in the place of one, or after it, and when
    there is no such attempt.
    """
    if not events:
        return
    standing = _standing(connection, attempt, min(event.seq for event in events))
    new = [event for event in events if not _is_kept(standing, event)]
    if not new:
        return
    last = max(standing, default=-1)
    previous = standing[last][0].hash if standing else _head(connection, attempt)
    pairs = list(_chained(attempt, new, at, previous, last))
    connection.execute(insert(schema.event), [link._asdict() for link, _ in pairs])
    texts = [{"attempt": link.attempt, "seq": link.seq, **text._asdict()} for link, text in pairs]
    connection.execute(insert(schema.event_text), texts)


def read(connection: Connection, attempt: str) -> list[Event]:
    """Return the events of an attempt in order; erased words are "". Raises MsgspecError on a damaged one."""
    table = schema.event
    query = select(table.c.payload, schema.event_text.c.words).select_from(_WITH_TEXT)
    found = connection.execute(query.where(table.c.attempt == attempt).order_by(table.c.seq))
    return [rows.event_of(payload, words) for payload, words in found]


def chained_events() -> Select[Any]:
    """Return the query for all events as they are chained, by attempt and seq, with salt and words beside them."""
    return select(*_LINK, *_TEXT).select_from(_WITH_TEXT).order_by(schema.event.c.attempt, schema.event.c.seq)


def link_of(row: Row[Any]) -> tuple[Link, Text | None]:
    """Return an event of `chained_events` and its text, None where that was erased."""
    *link, salt, words = tuple(row)
    return Link(*link), Text(salt, words) if salt is not None else None


def _standing(connection: Connection, attempt: str, first: int) -> dict[int, tuple[Link, Text | None]]:
    """Return what is kept of an attempt from the last event before `first` on, by seq."""
    table = schema.event
    before = select(func.max(table.c.seq)).where(table.c.attempt == attempt, table.c.seq < first).scalar_subquery()
    query = chained_events().where(table.c.attempt == attempt, table.c.seq >= func.coalesce(before, 0))
    return {link.seq: (link, text) for link, text in map(link_of, connection.execute(query))}


def _is_kept(standing: dict[int, tuple[Link, Text | None]], event: Event) -> bool:
    """Return whether this event is kept already. Raises UserProblem when another one is in its place."""
    if event.seq not in standing:
        return False
    link, text = standing[event.seq]
    columns, words = rows.event_parts(event)
    if link.payload != columns["payload"] or (text is not None and text.words != words):
        raise UserProblem("problem.journal-conflict", Exit.ENVIRONMENT)
    return True


def _head(connection: Connection, attempt: str) -> str:
    """Return what the first event of an attempt is bound to. Raises UserProblem when there is no such attempt."""
    columns = [schema.attempt.c[name] for name in chain.HEAD_FIELDS]
    row = connection.execute(select(*columns).where(schema.attempt.c.id == attempt)).first()
    if row is None:
        raise UserProblem("problem.records-write", Exit.ENVIRONMENT, reason=say("reason.no-attempt"))
    return chain.head_hash(row._asdict())


def _chained(attempt: str, events: Sequence[Event], at: str, previous: str, last: int) -> Iterator[tuple[Link, Text]]:
    for event in events:
        if event.seq <= last:  # what came later stands there already, bound to something else
            raise UserProblem("problem.journal-conflict", Exit.ENVIRONMENT)
        columns, words = rows.event_parts(event)
        text = Text(chain.new_salt(), words)
        bound = {"attempt": attempt, "at": at, "commitment": chain.commitment(*text), "previous": previous}
        link = chain.sealed(Link(**columns, **bound))  # type: ignore[arg-type]
        previous, last = link.hash, event.seq
        yield link, text
