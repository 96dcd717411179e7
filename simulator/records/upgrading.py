"""Bringing older records up to this version with Alembic: all of it in one transaction, or nothing.

Only this module imports Alembic, and it is imported only when there is something to bring up.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from simulator.problems import Exit, UserProblem
from simulator.records.database import BroughtUp, Database
from simulator.records.engine import copy_sqlite, set_sqlite_version, sqlite_engine, sqlite_module, sqlite_version_of
from simulator.records.schema import SCHEMA_VERSION, metadata

_FOLDER = Path(__file__).parent / "migrations"


class Upgraded(NamedTuple):
    """What `upgrade_postgres` did: from which version to which; the same twice when there was nothing to do."""

    before: int
    after: int


def bring_up_file(database: Database) -> BroughtUp | None:
    """Bring a file up under the writer's lock, a copy of it put aside first; None when another process has done it.

    Raises DBAPIError, OSError, LockTimeoutError; the file is then as it was, and no copy is left.
    """
    file = database.address.file
    assert file is not None
    engine = sqlite_engine(file, sqlite_module(), foreign_keys="OFF")  # tables are made anew under their names
    migrating = Database(engine, database.address, database.lock)
    try:
        with migrating.transaction() as connection:
            found = sqlite_version_of(connection)
            if found >= SCHEMA_VERSION:
                return None
            with _copied(database, file, found) as backup:
                run_revisions(connection, found)
                _need_whole_references(connection)
                set_sqlite_version(connection, SCHEMA_VERSION)
    finally:
        engine.dispose()
    return BroughtUp(found, backup)


def upgrade_postgres(database: Database) -> Upgraded:
    """Bring a PostgreSQL database up; several at once wait for each other. Raises DBAPIError, UserProblem."""
    from simulator.records.postgres import UPGRADE_LOCK, postgres_version_of, wait_for_lock

    with database.transaction() as connection:
        wait_for_lock(connection, UPGRADE_LOCK)
        found = postgres_version_of(connection)
        if found > SCHEMA_VERSION:
            raise UserProblem("problem.records-newer", Exit.ENVIRONMENT, file=database.address.shown)
        if found < SCHEMA_VERSION:
            run_revisions(connection, found)
    return Upgraded(found, SCHEMA_VERSION)


def run_revisions(connection: Connection, found: int, wanted: int = SCHEMA_VERSION) -> None:
    """Run the revisions after a version up to another one in order, in the transaction of the caller.

    PostgreSQL keeps the version in Alembic's own table, a SQLite file in its header.
    """
    script = ScriptDirectory(str(_FOLDER))
    context = MigrationContext.configure(connection, opts={"target_metadata": metadata})
    with Operations.context(context):
        for revision in reversed(list(script.walk_revisions())):
            if found < int(revision.revision) <= wanted:
                revision.module.upgrade()
    if connection.dialect.name == "postgresql":
        context.stamp(script, str(wanted))


@contextmanager
def _copied(database: Database, file: Path, version: int) -> Iterator[Path]:
    """Put a copy of the file aside; take it away again when the work on the file fails."""
    moment = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    backup = file.with_name(f"{file.name}.backup-v{version}-{moment}")
    with database.engine.execution_options(reading=True).begin() as reader:
        copy_sqlite(reader, backup)
    try:
        yield backup
    except BaseException:
        backup.unlink(missing_ok=True)
        raise


def _need_whole_references(connection: Connection) -> None:
    """Raise UserProblem when some row points nowhere; it was not looked at while the tables were made anew."""
    if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
        raise UserProblem("problem.records-references", Exit.ENVIRONMENT)
