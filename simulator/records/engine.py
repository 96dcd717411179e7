"""A SQLite file with the settings that keep every committed turn safe.

Facts behind the settings: WAL with synchronous=FULL survives a power cut; BEGIN IMMEDIATE lets waiting apply; SQLite
before 3.51.3 can lose commits when one connection checkpoints while another writes.
"""

from pathlib import Path
from types import ModuleType

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, OperationalError

from simulator.problems import Exit, UserProblem
from simulator.records.writer_lock import poll

OLDEST_SAFE_SQLITE = (3, 51, 3)
APPLICATION_ID = 0x6D696E77  # "minw", so that `file` and this program know the file
BUSY_SECONDS = 10.0
_PRAGMAS = (
    "PRAGMA busy_timeout=2000",  # of one try; BEGIN is tried again until BUSY_SECONDS have passed
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA wal_autocheckpoint=1000",
    "PRAGMA journal_size_limit=67108864",
    "PRAGMA mmap_size=0",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",  # erased words are overwritten
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


def refuse_old_sqlite(module: ModuleType) -> None:
    """Raise UserProblem when this SQLite can lose commits."""
    if module.sqlite_version_info < OLDEST_SAFE_SQLITE:
        oldest = ".".join(map(str, OLDEST_SAFE_SQLITE))
        raise UserProblem("problem.sqlite-old", Exit.ENVIRONMENT, version=module.sqlite_version, oldest=oldest)


def sqlite_engine(file: Path, module: ModuleType, foreign_keys: str = "ON") -> Engine:
    """Return an engine on a file. foreign_keys: "OFF" only for migrations, which make tables anew."""
    engine = create_engine(URL.create("sqlite", database=str(file)), module=module)

    @event.listens_for(engine, "connect")
    def _settle(connection: "DBAPIConnection", _record: object) -> None:
        connection.isolation_level = None
        for pragma in (*_PRAGMAS, f"PRAGMA foreign_keys={foreign_keys}"):
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("reading", False):
            connection.exec_driver_sql("BEGIN")
        else:
            _begin_writing(connection)

    return engine


def sqlite_version_of(connection: Connection) -> int:
    """Return the version of the tables of a file; 0 for a new one."""
    return int(connection.execute(text("PRAGMA user_version")).scalar_one())


def set_sqlite_version(connection: Connection, version: int) -> None:
    """Mark a file as one of this program and version, so that older programs leave it alone."""
    connection.execute(text(f"PRAGMA application_id={APPLICATION_ID}"))
    connection.execute(text(f"PRAGMA user_version={version}"))


def copy_sqlite(connection: Connection, target: Path) -> None:
    """Copy the database of a connection into a new file, by SQLite's own backup.

    Raises DBAPIError, OSError; then nothing of the new file is left.
    """
    module = sqlite_module()
    target.touch(mode=0o600, exist_ok=False)
    copy = module.connect(target)
    try:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.backup(copy)
    except BaseException as error:
        copy.close()
        target.unlink()
        if isinstance(error, module.Error):
            raise DBAPIError("backup", None, error) from error
        raise
    copy.close()


def _begin_writing(connection: Connection) -> None:
    """Begin, once the programs that write past our own lock let us."""
    failures: list[OperationalError] = []
    if not poll(lambda: _began(connection, failures), BUSY_SECONDS):
        raise failures[-1]


def _began(connection: Connection, failures: list[OperationalError]) -> bool:
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as error:
        if "locked" not in str(error.orig):
            raise
        failures.append(error)
        return False
    return True
