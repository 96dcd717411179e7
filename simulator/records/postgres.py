"""A PostgreSQL database by its URL. Imported only when one is set, so that a desk never loads the driver."""

from sqlalchemy import Connection, Engine, create_engine, func, select, text

from simulator.problems import Exit, UserProblem
from simulator.records.address import Address
from simulator.records.schema import SCHEMA_VERSION

# Keys of advisory locks, held until the transaction ends; "minw" and a number.
UPGRADE_LOCK = 0x6D696E770001
AUDIT_LOCK = 0x6D696E770002
_CONNECT_SECONDS = 10
_ALIVE = {"keepalives": 1, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}


def postgres_engine(address: Address) -> Engine:
    """Return an engine on a database. Raises UserProblem when the URL is none."""
    settings = {"connect_timeout": _CONNECT_SECONDS, "application_name": "minwon", **_ALIVE}
    try:
        return create_engine(address.url, pool_pre_ping=True, pool_size=5, connect_args=settings)
    except Exception:  # the library's own words may hold the password
        raise UserProblem("problem.database-address", address=address.shown) from None


def postgres_version_of(connection: Connection) -> int:
    """Return the version of the tables; 0 where there are none, more than ours where another program's stand there."""
    if connection.execute(text("SELECT to_regclass('alembic_version')")).scalar_one() is None:
        return 0
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().first() or "0"
    return int(found) if found.isdecimal() else SCHEMA_VERSION + 1


def wait_for_lock(connection: Connection, key: int) -> None:
    """Wait until nobody else holds a lock of this program, and hold it until the transaction ends."""
    connection.execute(select(func.pg_advisory_xact_lock(key)))


def refuse_other_version(found: int, address: Address) -> None:
    """Raise UserProblem unless the tables are of this program's version: they are never changed at a start."""
    if found > SCHEMA_VERSION:
        raise UserProblem("problem.records-newer", Exit.ENVIRONMENT, file=address.shown)
    if found < SCHEMA_VERSION:
        key = "problem.database-empty" if found == 0 else "problem.database-older"
        raise UserProblem(key, Exit.ENVIRONMENT, address=address.shown)
