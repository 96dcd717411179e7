"""Seeing all rows or none: for work that would be wrong if the server silently left rows out."""

from sqlalchemy import Connection, bindparam, text

from simulator.records.postgres_policies import DESKS, OWNER

# The owner's policy shows every row, unless a desk's role, whose policies restrict, is held as well.
_SEES_ALL = text(
    "SELECT count(*) FILTER (WHERE rolname = :owner) = 1 AND count(*) FILTER (WHERE rolname IN :desks) = 0 "
    "FROM pg_roles WHERE pg_has_role(oid, 'USAGE')"
).bindparams(bindparam("desks", expanding=True))


def see_everything(connection: Connection) -> None:
    """Let PostgreSQL refuse, until the transaction ends, what row-level security would leave rows out of.

    The refusal is a DBAPIError of the statement that reads. SQLite has no such rules.
    """
    if connection.dialect.name != "postgresql":
        return
    if not connection.execute(_SEES_ALL, {"owner": OWNER, "desks": DESKS}).scalar_one():
        connection.execute(text("SET LOCAL row_security = off"))
