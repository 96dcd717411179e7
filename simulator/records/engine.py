"""Opening the SQLite file with the settings that keep every committed turn safe.

Facts behind the settings: WAL with synchronous=FULL survives a power cut; BEGIN IMMEDIATE lets the busy timeout
apply; SQLite before 3.51.3 can lose commits when one connection checkpoints while another writes.
"""

from pathlib import Path
from types import ModuleType

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError

from simulator.problems import Exit, UserProblem, why
from simulator.records.schema import FROM_VERSION, SCHEMA_VERSION, metadata
from simulator.texts import say

OLDEST_SAFE_SQLITE = (3, 51, 3)
APPLICATION_ID = 0x6D696E77  # "minw", so that `file` and this program know the file
_APPEND_ONLY = (
    "CREATE TRIGGER {name} BEFORE {change} ON event BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
)
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA busy_timeout=10000",
    "PRAGMA foreign_keys=ON",
    "PRAGMA wal_autocheckpoint=1000",
    "PRAGMA journal_size_limit=67108864",
    "PRAGMA mmap_size=0",
    "PRAGMA trusted_schema=OFF",
)


def sqlite_module() -> ModuleType:
    """Return the SQLite driver to use: the bundled new one, or Python's own."""
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        import sqlite3

        return sqlite3
    module: ModuleType = dbapi2
    return module


def open_database(file: Path) -> Engine:
    """Open the database, making it if it is new.

    Raises UserProblem when it cannot be opened, was made by a newer program or SQLite is too old.
    """
    module = sqlite_module()
    _refuse_old_sqlite(module)
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        engine = _engine(file, module)
        _prepare(engine, file)
    except (OSError, DBAPIError) as error:
        reason = why(error) if isinstance(error, OSError) else reason_of(error)
        raise UserProblem("problem.records-open", Exit.ENVIRONMENT, file=file, reason=reason) from error
    return engine


_REASONS = {
    "is full": "reason.disk-full",
    "locked": "reason.locked",
    "readonly": "reason.read-only",
    "unable to open": "reason.cannot-open",
    "not a database": "reason.no-database",
    "malformed": "reason.damaged",
    "disk I/O": "reason.disk-error",
}


def reason_of(error: DBAPIError) -> str:
    """Return why the database refused, in the user's words where we know them, else in its own."""
    words = str(error.orig)
    key = next((key for part, key in _REASONS.items() if part in words), "")
    return say(key) if key else words


def _refuse_old_sqlite(module: ModuleType) -> None:
    if module.sqlite_version_info < OLDEST_SAFE_SQLITE:
        oldest = ".".join(map(str, OLDEST_SAFE_SQLITE))
        raise UserProblem("problem.sqlite-old", Exit.ENVIRONMENT, version=module.sqlite_version, oldest=oldest)


def _engine(file: Path, module: ModuleType) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(file)), module=module)

    @event.listens_for(engine, "connect")
    def _settle(connection: "DBAPIConnection", _record: object) -> None:
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _prepare(engine: Engine, file: Path) -> None:
    with engine.begin() as connection:
        found = int(connection.execute(text("PRAGMA user_version")).scalar_one())
        if found > SCHEMA_VERSION:
            raise UserProblem("problem.records-newer", Exit.ENVIRONMENT, file=file)
        if found < SCHEMA_VERSION:
            _make(connection) if found == 0 else _bring_up(connection, found)
            connection.execute(text(f"PRAGMA user_version={SCHEMA_VERSION}"))


def _make(connection: Connection) -> None:
    """Make the tables of a new file."""
    metadata.create_all(connection)
    for change in ("UPDATE", "DELETE"):
        connection.execute(text(_APPEND_ONLY.format(change=change, name=f"event_no_{change.lower()}")))
    connection.execute(text(f"PRAGMA application_id={APPLICATION_ID}"))


def _bring_up(connection: Connection, found: int) -> None:
    """Bring the tables of an older version up to this one, in the transaction of the caller: all of it or nothing."""
    for version in range(found, SCHEMA_VERSION):
        for statement in FROM_VERSION[version]:
            connection.execute(text(statement))
    metadata.create_all(connection)  # the tables that are new; those that stand are left alone
