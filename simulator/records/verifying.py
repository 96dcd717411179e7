"""Whether anything that was kept has been changed since: every attempt's chain, the audit log, purges and anchors."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Row, func, select

from simulator.records import audit, chain, schema
from simulator.records.anchors import COLUMNS, HEADS, Anchor, Head, Paper, root_of
from simulator.records.chain import Entry
from simulator.records.journal import chained_events, link_of
from simulator.records.purging import PURGE, list_hash

_PAGE = 500  # attempts looked at together
FlawKind = Literal[
    chain.Break,
    "attempt-missing",  # events without their attempt
    "events-missing",  # an ended attempt without any event
    "audit-changed",
    "audit-cut",  # an anchor knows a later line
    "purge-changed",  # the list of purged attempts is not the one of the audit log
    "anchor-changed",
    "anchored-cut",  # an anchor knows an event that is gone
    "anchored-gone",  # an anchor knows an attempt that is gone
    "anchored-differs",
    "paper-unknown",
    "paper-differs",
]


class Flaw(NamedTuple):
    """One thing that is not as it was written. attempt: its id, "" where none; seq: event, line or anchor, or -1."""

    kind: FlawKind
    attempt: str = ""
    seq: int = -1


class Verified(NamedTuple):
    """What was looked at and found. erased: events whose words were erased; purged: attempts deleted by the rules."""

    attempts: int
    events: int
    erased: int
    lines: int
    anchors: int
    purged: int
    flaws: tuple[Flaw, ...]


def verify(connection: Connection, paper: Paper | None = None) -> Verified:
    """Look at everything, in one reading transaction. paper: a printed anchor to hold it against."""
    attempts = _Attempts(connection)
    flaws = [*attempts.flaws(), *_audit_flaws(connection), *_anchor_flaws(connection)]
    if paper:
        flaws += _paper_flaws(connection, paper)
    return Verified(
        attempts=attempts.number,
        events=attempts.events,
        erased=attempts.erased,
        lines=_count(connection, "audit"),
        anchors=_count(connection, "anchor"),
        purged=_count(connection, "purged"),
        flaws=tuple(flaws),
    )


def _count(connection: Connection, table: str) -> int:
    return int(connection.execute(select(func.count()).select_from(schema.metadata.tables[table])).scalar_one())


class _Attempts:
    """The chains of all attempts, a page at a time so that memory stays small."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.number = self.events = self.erased = 0

    def flaws(self) -> Iterator[Flaw]:
        after, last = "", False
        while not last:
            page = self._page(after)
            last = len(page) < _PAGE
            yield from self._page_flaws(page, after, None if last else page[-1].id)
            after = page[-1].id if page else after

    def _page(self, after: str) -> Sequence[Row[Any]]:
        table = schema.attempt
        ended = schema.attempt_summary.c.attempt.label("ended")
        joined = table.outerjoin(schema.attempt_summary)
        query = select(table, ended).select_from(joined).where(table.c.id > after).order_by(table.c.id).limit(_PAGE)
        return self._connection.execute(query).all()

    def _page_flaws(self, page: Sequence[Row[Any]], after: str, last: str | None) -> Iterator[Flaw]:
        """Look at the attempts of a page; events whose attempt is missing lie between them."""
        self.number += len(page)
        unseen = {str(row.id): row for row in page}
        for name, events in groupby(self._events(after, last), key=lambda row: str(row.attempt)):
            attempt = unseen.pop(name, None)
            yield from self._attempt_flaws(name, attempt, list(events))
        yield from (Flaw("events-missing", name) for name, row in unseen.items() if row.ended)

    def _events(self, after: str, last: str | None) -> Iterator[Row[Any]]:
        column = schema.event.c.attempt
        query = chained_events().where(column > after)
        query = query if last is None else query.where(column <= last)
        yield from self._connection.execute(query.execution_options(yield_per=1000))

    def _attempt_flaws(self, name: str, attempt: Row[Any] | None, events: list[Row[Any]]) -> Iterator[Flaw]:
        pairs = [link_of(row) for row in events]
        self.events += len(pairs)
        self.erased += sum(text is None for _, text in pairs)
        if attempt is None:
            yield Flaw("attempt-missing", name, pairs[0][0].seq)
            return
        fields: Mapping[str, Any] = attempt._asdict()
        if broken := chain.first_break(chain.head_hash(fields), pairs):
            yield Flaw(broken[0], name, broken[1])
        elif not _is_owned(fields):
            yield Flaw("owner-changed", name)


def _is_owned(fields: Mapping[str, Any]) -> bool:
    """Return whether person, class and unit are those the attempt began with, as far as they were not erased."""
    salt = fields["owner_salt"]
    if salt is None:
        return fields["person"] is None and fields["training_class"] is None
    return chain.owner_commitment(salt, fields) == str(fields["owner_commitment"])


def _audit_flaws(connection: Connection) -> Iterator[Flaw]:
    entries = (Entry(*row) for row in connection.execute(audit.log()))
    if (broken := chain.first_break_of_audit(entries)) is not None:
        yield Flaw("audit-changed", "", broken)
        return
    table = schema.purged
    rows = connection.execute(select(table.c.audit_seq, table.c.attempt).order_by(table.c.audit_seq))
    lists = {seq: list_hash(name for _, name in group) for seq, group in groupby(rows, key=lambda row: int(row[0]))}
    for row in connection.execute(audit.log().where(schema.audit.c.action == PURGE)):
        entry = Entry(*row)
        if lists.pop(entry.seq, list_hash(())) != audit.details(entry).get("attempts"):
            yield Flaw("purge-changed", "", entry.seq)
    yield from (Flaw("purge-changed", "", seq) for seq in lists)


def _anchor_flaws(connection: Connection) -> Iterator[Flaw]:
    previous, number = "", 0
    for row in connection.execute(select(*COLUMNS).order_by(schema.anchor.c.number)).fetchall():
        anchor, number = Anchor(*row), number + 1
        if (anchor.number, anchor.previous) != (number, previous) or anchor.root != _root(connection, anchor):
            yield Flaw("anchor-changed", "", min(number, anchor.number))
            return
        if anchor.audit_seq and not _audit_stands(connection, anchor):
            yield Flaw("audit-cut", "", anchor.audit_seq)
        previous = anchor.root
    yield from _head_flaws(connection)


def _root(connection: Connection, anchor: Anchor) -> str:
    found = connection.execute(select(*HEADS).where(schema.anchor_head.c.anchor == anchor.number))
    return root_of(anchor, [Head(*row) for row in found])


def _audit_stands(connection: Connection, anchor: Anchor) -> bool:
    table = schema.audit
    found = connection.execute(select(table.c.hash).where(table.c.seq == anchor.audit_seq)).scalar_one_or_none()
    return found == anchor.audit_hash


def _head_flaws(connection: Connection) -> Iterator[Flaw]:
    """Compare every event an anchor knows with what is there, attempts purged by the rules aside; the first of each."""
    head, event, attempt, purged = schema.anchor_head, schema.event, schema.attempt, schema.purged
    same = (event.c.attempt == head.c.attempt) & (event.c.seq == head.c.seq)
    joined = (
        head.outerjoin(event, same)
        .outerjoin(attempt, attempt.c.id == head.c.attempt)
        .outerjoin(purged, purged.c.attempt == head.c.attempt)
    )
    query = (
        select(head.c.attempt, head.c.seq, event.c.hash, attempt.c.id)
        .select_from(joined)
        .where(purged.c.attempt.is_(None), head.c.hash.is_distinct_from(event.c.hash))
        .order_by(head.c.attempt, head.c.seq)
    )
    for name, found in groupby(connection.execute(query), key=lambda row: str(row[0])):
        _, seq, there, whole = next(found)
        kind: FlawKind = "anchored-differs" if there else "anchored-cut" if whole else "anchored-gone"
        yield Flaw(kind, name, seq)


def _paper_flaws(connection: Connection, paper: Paper) -> Iterator[Flaw]:
    table = schema.anchor
    root = connection.execute(select(table.c.root).where(table.c.number == paper.number)).scalar_one_or_none()
    if root is None:
        yield Flaw("paper-unknown", "", paper.number)
    elif root != paper.root:
        yield Flaw("paper-differs", "", paper.number)
