"""What the database itself refuses, whoever asks: changing the journal, the audit log, the anchors or kept words.

Events may be deleted only of attempts that stand in `purged`, which an audit entry proves; words may be deleted, not
changed. On PostgreSQL the owner of the tables could take the triggers away; the roles of the program do not own them.
"""

from sqlalchemy import Connection, text

from simulator.records.schema import metadata

_FIXED = ("audit", "purged", "anchor", "anchor_head")  # neither UPDATE nor DELETE
_PURGEABLE = "event"  # no UPDATE; DELETE once the attempt is in `purged`
_ERASABLE = "event_text"  # no UPDATE
_REFUSAL = "the records are append-only"
_PURGED = "SELECT 1 FROM purged WHERE purged.attempt = OLD.attempt"

_SQLITE = "CREATE TRIGGER {table}_no_{name} BEFORE {change} ON {table} {when}BEGIN SELECT RAISE(ABORT, '{words}'); END"
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION minwon_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '{_REFUSAL}';
END $$
"""
_FUNCTION_PURGE = f"""
CREATE OR REPLACE FUNCTION minwon_only_purged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS ({_PURGED}) THEN RETURN OLD; END IF;
  RAISE EXCEPTION '{_REFUSAL}';
END $$
"""
_ROW = "CREATE TRIGGER {table}_no_{name} BEFORE {change} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()"
_EMPTYING = (
    "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION minwon_append_only()"
)


def install(connection: Connection) -> None:
    """Make all triggers; there may be none of them yet."""
    make = _postgres_statements if connection.dialect.name == "postgresql" else _sqlite_statements
    for statement in make():
        connection.execute(text(statement))


def remove(connection: Connection) -> None:
    """Take away every trigger of this database's tables, for a migration that puts them back."""
    if connection.dialect.name == "postgresql":
        query = "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT tgisinternal"
        drop = 'DROP TRIGGER "{}" ON "{}"'
    else:
        query, drop = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'", 'DROP TRIGGER "{}"'
    for name, table in connection.execute(text(query)).fetchall():
        if table in metadata.tables:
            connection.execute(text(drop.format(name, table)))


def _sqlite_statements() -> list[str]:
    updates = [_sqlite(table, "UPDATE") for table in (*_FIXED, _PURGEABLE, _ERASABLE)]
    deletes = [_sqlite(table, "DELETE") for table in _FIXED]
    return [*updates, *deletes, _sqlite(_PURGEABLE, "DELETE", f"WHEN NOT EXISTS ({_PURGED}) ")]


def _sqlite(table: str, change: str, when: str = "") -> str:
    return _SQLITE.format(table=table, name=change.lower(), change=change, when=when, words=_REFUSAL)


def _postgres_statements() -> list[str]:
    updates = [_postgres(table, "UPDATE") for table in (*_FIXED, _PURGEABLE, _ERASABLE)]
    deletes = [_postgres(table, "DELETE") for table in _FIXED]
    emptying = [_EMPTYING.format(table=table) for table in (*_FIXED, _PURGEABLE)]
    purging = _postgres(_PURGEABLE, "DELETE", "minwon_only_purged")
    return [_FUNCTION, _FUNCTION_PURGE, *updates, *deletes, *emptying, purging]


def _postgres(table: str, change: str, function: str = "minwon_append_only") -> str:
    return _ROW.format(table=table, name=change.lower(), change=change, function=function)
