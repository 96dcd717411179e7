"""Moving everything from one database into another one, of either engine: an exact copy, or nothing.

All rows are read in one snapshot and written in one transaction. Before that is committed, every table is read back and
compared with what was read, and the chains are gone through.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, Table, exists, insert, literal, select
from sqlalchemy.exc import DBAPIError

from simulator.problems import Exit, UserProblem
from simulator.records import audit
from simulator.records.database import Database
from simulator.records.postgres_sight import see_everything
from simulator.records.refusals import reason_of
from simulator.records.schema import metadata
from simulator.records.verifying import verify

COPY = "copy"
_BATCH = 1000
_encode = msgspec.json.Encoder().encode


class Held(NamedTuple):
    """What a table holds. digest: SHA-256 of all its rows in the order of their keys."""

    rows: int
    digest: str


class Copied(NamedTuple):
    """What was copied. rows: how many, by table; flaws: what `verify` finds, in the copy as in the original."""

    rows: dict[str, int]
    flaws: int


def copy_all(source: Database, target: Database, at: str) -> Copied:
    """Copy every table into an empty database, and enter it in the audit log, which is copied too.

    at: ISO 8601. Raises UserProblem, also when the target holds something; then nothing of it is kept there, and the
    entry in the source's log tells of the attempt.
    """
    with target.reading() as connection:
        _need_empty(connection, target)
    with source.writing() as connection:
        audit.enter(connection, at, "", COPY, "")
    with source.reading() as reader, target.writing() as writer:
        see_everything(reader)
        see_everything(writer)
        _need_empty(writer, target)
        counts = {table.name: _poured(source, reader, writer, table) for table in metadata.sorted_tables}
        return Copied(counts, len(verify(writer).flaws))


def _need_empty(connection: Connection, target: Database) -> None:
    for table in metadata.sorted_tables:
        if connection.execute(select(exists(select(literal(1)).select_from(table)))).scalar_one():
            raise UserProblem("problem.copy-not-empty", address=target.address.shown)


def _poured(source: Database, reader: Connection, writer: Connection, table: Table) -> int:
    """Copy one table, read it back, and return how many rows it has. Raises UserProblem when the two differ."""
    read = _Digest()
    for rows in _said_as_reading(source, _batches(reader, table)):
        read.add(rows)
        writer.execute(insert(table), [dict(row._mapping) for row in rows])
    written = _Digest()
    for rows in _batches(writer, table):
        written.add(rows)
    if read.held != written.held:
        raise UserProblem("problem.copy-differs", Exit.ENVIRONMENT, table=table.name)
    return read.held.rows


def _batches(connection: Connection, table: Table) -> Iterator[Sequence[Row[Any]]]:
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=_BATCH)
    yield from connection.execute(query).partitions()


def _said_as_reading(source: Database, batches: Iterator[Sequence[Row[Any]]]) -> Iterator[Sequence[Row[Any]]]:
    """Tell a source that fails from a target that does."""
    try:
        yield from batches
    except DBAPIError as error:
        reason = source.address.without_secrets(reason_of(error))
        raise UserProblem("problem.records-read", Exit.ENVIRONMENT, reason=reason) from error


class _Digest:
    """Counts rows and sums them up in one hash."""

    def __init__(self) -> None:
        self._rows = 0
        self._hash = sha256()

    def add(self, rows: Sequence[Row[Any]]) -> None:
        self._rows += len(rows)
        for row in rows:
            self._hash.update(_encode(list(row)) + b"\n")

    @property
    def held(self) -> Held:
        return Held(self._rows, self._hash.hexdigest())
