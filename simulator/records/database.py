"""One open database, SQLite or PostgreSQL: transactions, and the few statements the two spell differently."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from copy import copy
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec
from sqlalchemy import Connection, Engine, Table, func, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from simulator.problems import Exit, UserProblem, why
from simulator.records.address import Address
from simulator.records.refusals import reason_of
from simulator.records.writer_lock import LockTimeoutError, WriterLock
from simulator.texts import say

Result = TypeVar("Result")


class BroughtUp(NamedTuple):
    """That an older file was brought up to this program's version; the file as it was is in `backup`."""

    version: int
    backup: Path


class Database:
    """An engine with the one right way to write and to read through it."""

    def __init__(self, engine: Engine, address: Address, lock: WriterLock | None = None) -> None:
        self.engine = engine
        self.address = address
        self.brought_up: BroughtUp | None = None
        self.lock = lock
        self.person = ""
        snapshot = {"isolation_level": "REPEATABLE READ"} if self.is_postgres else {}
        self._reader = engine.execution_options(reading=True, **snapshot)

    @property
    def is_postgres(self) -> bool:
        """Return whether it is on a PostgreSQL server."""
        return self.engine.dialect.name == "postgresql"

    def seen_by(self, person: str) -> "Database":
        """Return the same database for one person: a server is told in every transaction, for that one alone."""
        other = copy(self)
        other.person = person
        return other

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open one writing transaction, committed at the end of the block. Never inside another one.

        Raises UserProblem when it could not be written; then nothing of it is kept.
        """
        with self._guarded("problem.records-write"), self.transaction() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open one reading transaction: all of it sees the same moment. Raises UserProblem when it failed."""
        with self._guarded("problem.records-read"), self._reader.begin() as connection:
            self._say_who(connection)
            yield connection

    def write(self, work: Callable[[Connection], Result]) -> Result:
        """Do some work in one writing transaction, and once more when somebody wrote the same at the same moment.

        work: must be fit to be done again. Raises UserProblem.
        """
        with self._guarded("problem.records-write"), suppress(IntegrityError), self.transaction() as connection:
            return work(connection)
        with self.writing() as connection:
            return work(connection)

    def close(self) -> None:
        """Let go of the connections and of the file."""
        self.engine.dispose()
        if self.lock:
            self.lock.close()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Open one writing transaction whose errors are the library's own; `writing` is what the program uses."""
        with ExitStack() as stack:
            if self.lock:
                stack.enter_context(self.lock.held())
            connection = stack.enter_context(self.engine.begin())
            self._say_who(connection)
            yield connection

    def _say_who(self, connection: Connection) -> None:
        """Tell the server who asks until the transaction ends: a pooled connection forgets it."""
        if self.person and self.is_postgres:
            connection.execute(select(func.set_config("app.person", self.person, True)))

    @contextmanager
    def _guarded(self, problem: str) -> Iterator[None]:
        """Turn what the database or the system refuses into a sentence for the user."""
        try:
            yield
        except DBAPIError as error:
            reason = self.address.without_secrets(reason_of(error))
            raise UserProblem(problem, Exit.ENVIRONMENT, reason=reason) from error
        except (LockTimeoutError, OSError) as error:
            reason = why(error) if isinstance(error, OSError) else say("reason.locked")
            raise UserProblem(problem, Exit.ENVIRONMENT, reason=reason) from error
        except msgspec.MsgspecError as error:
            raise UserProblem(problem, Exit.ENVIRONMENT, reason=say("reason.damaged")) from error


def insert_once(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows; those whose key is there already change nothing."""
    if rows:
        connection.execute(_insert(connection, table).on_conflict_do_nothing(), [dict(row) for row in rows])


def put(connection: Connection, table: Table, row: Mapping[str, object]) -> None:
    """Insert a row, or replace what stands under its primary key."""
    keys = [column.name for column in table.primary_key]
    changed = {name: value for name, value in row.items() if name not in keys}
    statement = _insert(connection, table).values(dict(row))
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed))


def _insert(connection: Connection, table: Table) -> Any:  # noqa: ANN401 - the dialects' own classes have no common one
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert

        return insert(table)
    from sqlalchemy.dialects.sqlite import insert as insert_sqlite

    return insert_sqlite(table)
