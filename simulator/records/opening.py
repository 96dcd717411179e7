"""Opening the records: a file is made or brought up at once, a database of PostgreSQL only looked at."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from simulator.problems import Exit, UserProblem, why
from simulator.records import triggers
from simulator.records.address import Address
from simulator.records.database import Database
from simulator.records.engine import (
    BUSY_SECONDS,
    refuse_old_sqlite,
    set_sqlite_version,
    sqlite_engine,
    sqlite_module,
    sqlite_version_of,
)
from simulator.records.refusals import reason_of
from simulator.records.safe_places import refuse_unsafe_place
from simulator.records.schema import SCHEMA_VERSION, metadata
from simulator.records.writer_lock import LockTimeoutError, WriterLock
from simulator.texts import say

SMALLEST_PAGE = 512  # bytes
_Result = TypeVar("_Result")


def open_database(address: Address) -> Database:
    """Open the records; a new file is made, a file of an older version brought up after a copy of it was put aside.

    Raises UserProblem when it cannot be opened, lies where records get lost, was made by a newer program, or (on
    PostgreSQL) by an older one.
    """
    database = _connected(address)
    try:
        _prepare_postgres(database) if database.is_postgres else _prepare_file(database)
    except BaseException:
        database.close()
        raise
    return database


def _connected(address: Address) -> Database:
    if address.file is None:
        return unopened_postgres(address)
    file, module = address.file, sqlite_module()
    refuse_old_sqlite(module)
    refuse_unsafe_place(file)
    said_as_opening(address, lambda: _make_folder(file))
    said_as_opening(address, lambda: _refuse_cut_off(file))
    return Database(sqlite_engine(file, module), address, _lock_of(file))


def unopened_postgres(address: Address) -> Database:
    """Return a PostgreSQL database that was not looked at yet, for bringing it up. Raises UserProblem."""
    from simulator.records.postgres import postgres_engine

    return Database(postgres_engine(address), address)


def _make_folder(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)


def _refuse_cut_off(file: Path) -> None:
    """Raise UserProblem when a file ends within a page, where SQLite itself reads on: it takes the rest for zeros.

    A journal beside it may still hold what is missing (the disk was full while it was being brought over): SQLite's.
    """
    journal = file.with_name(f"{file.name}-wal")
    if not file.is_file() or (journal.is_file() and journal.stat().st_size):
        return
    with file.open("rb") as stream:
        header = stream.read(SMALLEST_PAGE)
    page = int.from_bytes(header[16:18], "big") or SMALLEST_PAGE
    if header.startswith(b"SQLite format 3"[: len(header)]) and file.stat().st_size % (65536 if page == 1 else page):
        reason = say("reason.damaged")
        raise UserProblem("problem.records-open", Exit.ENVIRONMENT, file=file, reason=reason)


def _lock_of(file: Path) -> WriterLock:
    return WriterLock(file.with_name(f"{file.name}.writer"), BUSY_SECONDS)


def _prepare_postgres(database: Database) -> None:
    from simulator.records.postgres import postgres_version_of, refuse_other_version

    found = said_as_opening(database.address, lambda: version_in(database.engine, postgres_version_of))
    refuse_other_version(found, database.address)


def _prepare_file(database: Database) -> None:
    found = said_as_opening(database.address, lambda: version_in(database.engine, sqlite_version_of))
    if found > SCHEMA_VERSION:
        raise UserProblem("problem.records-newer", Exit.ENVIRONMENT, file=database.address.shown)
    if found == 0:
        said_as_opening(database.address, lambda: _make_file(database))
    elif found < SCHEMA_VERSION:
        from simulator.records.upgrading import bring_up_file

        database.brought_up = said_as_opening(database.address, lambda: bring_up_file(database))


def version_in(engine: Engine, version_of: Callable[[Connection], int]) -> int:
    """Return the version of the tables, looking only. Raises DBAPIError."""
    with engine.execution_options(reading=True).begin() as connection:
        return version_of(connection)


def said_as_opening(address: Address, work: Callable[[], _Result]) -> _Result:
    """Do a part of opening; what is refused becomes a sentence. Raises UserProblem."""
    try:
        return work()
    except (OSError, DBAPIError, LockTimeoutError) as error:
        key = "problem.records-open" if address.file else "problem.database-open"
        raise UserProblem(
            key, Exit.ENVIRONMENT, file=address.shown, reason=address.without_secrets(_reason(error))
        ) from error


def _reason(error: Exception) -> str:
    if isinstance(error, DBAPIError):
        return reason_of(error)
    return why(error) if isinstance(error, OSError) else say("reason.locked")


def _make_file(database: Database) -> None:
    """Make the tables of a new file, unless another process has done it meanwhile."""
    with database.transaction() as connection:
        if sqlite_version_of(connection) == 0:
            metadata.create_all(connection)
            triggers.install(connection)
            set_sqlite_version(connection, SCHEMA_VERSION)
