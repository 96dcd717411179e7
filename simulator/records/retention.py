"""How long records are kept: which attempts are due to go by the agency's rules, and letting them go."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple, get_args

from sqlalchemy import ColumnElement, Connection, func, select

from simulator.records import schema
from simulator.records.postgres_sight import see_everything
from simulator.records.purging import purge_attempts
from simulator.settings import NEVER, Retention

Kind = Literal["assessed", "classes", "private"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_LIMIT = re.compile(r"(\d+)([dmy])")
_attempt = schema.attempt.c


class Due(NamedTuple):
    """The attempts of one kind that are due.

    limit: as in the settings. before: the day (ISO) they ended before, "" where they are kept for good. unfinished:
    how many of them never ended. oldest: the day of the oldest, "" for none.
    """

    kind: Kind
    limit: str
    before: str = ""
    attempts: tuple[str, ...] = ()
    unfinished: int = 0
    oldest: str = ""


def due(connection: Connection, rules: Retention, today: date) -> tuple[Due, ...]:
    """Return what is due on a day, by kind. An unfinished attempt is as old as its last event."""
    see_everything(connection)
    return tuple(_due_of(connection, kind, getattr(rules, kind), today) for kind in KINDS)


def purge(connection: Connection, dues: Iterable[Due], at: str, actor: str) -> None:
    """Delete what is due with everything that hangs on it: an entry in the audit log for each kind.

    at: ISO 8601. actor: a person's code, or "".
    """
    for found in dues:
        if found.attempts:
            purge_attempts(connection, found.attempts, at, actor, rule=found.kind, limit=found.limit)


def first_day_kept(limit: str, today: date) -> date | None:
    """Return the day before which everything goes: `limit` ("90d", "6m", "3y") before today; None for "never"."""
    parts = _LIMIT.fullmatch(limit)
    if limit == NEVER or parts is None:
        return None
    number = int(parts[1])
    if parts[2] == "d":
        return today - timedelta(days=min(number, today.toordinal() - 1))
    return _months_before(today, number * 12 if parts[2] == "y" else number)


def _months_before(today: date, months: int) -> date:
    """Return the same day so many months ago, or the last day of that month where it is shorter."""
    total = max(today.year * 12 + today.month - 1 - months, 12)
    year, month = divmod(total, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _due_of(connection: Connection, kind: Kind, limit: str, today: date) -> Due:
    day = first_day_kept(limit, today)
    if day is None:
        return Due(kind, limit)
    found = list(_found(connection, kind, day))
    return Due(
        kind,
        limit,
        day.isoformat(),
        tuple(name for name, _, _ in found),
        sum(ended is None for _, ended, _ in found),
        min((last for _, _, last in found), default=""),
    )


def _found(connection: Connection, kind: Kind, day: date) -> Iterator[tuple[str, str | None, str]]:
    """Yield id, end (None for none) and last day of the attempts of a kind that were over before a day."""
    event, summary = schema.event.c, schema.attempt_summary.c
    newest = select(func.max(event.at)).where(event.attempt == _attempt.id).scalar_subquery()
    last = func.substr(func.coalesce(summary.ended, newest, _attempt.began), 1, len("2026-11-25"))
    joined = schema.attempt.outerjoin(schema.attempt_summary)
    query = select(_attempt.id, summary.ended, last).select_from(joined)
    for row in connection.execute(query.where(_is_of(kind), last < day.isoformat()).order_by(_attempt.id)):
        yield row[0], row[1], row[2]


def _is_of(kind: Kind) -> ColumnElement[bool]:
    """Return the condition for a kind; every attempt is of exactly one."""
    assessed = _attempt.mode == "assessment"
    nobodys = _attempt.person.is_(None) & _attempt.training_class.is_(None)
    if kind == "assessed":
        return assessed
    return ~assessed & (nobodys if kind == "private" else ~nobodys)
