"""The statements that make the roles of PostgreSQL with their grants and policies, and the running of them."""

from collections.abc import Iterator

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql

from simulator.records.figures import VIEW, figures
from simulator.records.postgres import UPGRADE_LOCK, wait_for_lock
from simulator.records.postgres_policies import (
    DESKS,
    FUNCTIONS,
    GRANTS,
    HR_PEOPLE,
    HR_RUNS,
    OWNER,
    Function,
    Grant,
)
from simulator.records.schema import metadata

_VERSION_TABLE = "alembic_version"
_ROLE = """DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{0}') THEN CREATE ROLE {0} NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$"""
_JOIN = """DO $$ BEGIN
  IF NOT pg_has_role(current_user, '{0}', 'MEMBER') THEN EXECUTE 'GRANT {0} TO ' || quote_ident(current_user); END IF;
END $$"""
_FORGET = """DO $$ DECLARE old record; BEGIN
  FOR old IN SELECT policyname, tablename FROM pg_policies
    WHERE schemaname = 'public' AND starts_with(policyname, 'minwon_')
  LOOP EXECUTE format('DROP POLICY %I ON public.%I', old.policyname, old.tablename); END LOOP;
END $$"""


def statements() -> list[str]:
    """Return all statements in order; run again, they leave the same."""
    return [
        *(_ROLE.format(role) for role in (OWNER, *DESKS)),
        _JOIN.format(OWNER),
        *_ownership(),
        *(line for function in FUNCTIONS for line in _function(function)),
        _FORGET,
        *(line for table in sorted(metadata.tables) for line in _secured(table)),
        *(line for grant in GRANTS for line in _granted(grant)),
        f"GRANT SELECT ON {_VERSION_TABLE} TO {', '.join(DESKS)}",
        *(line for name, query in _views().items() for line in _view(name, query)),
        f"REVOKE UPDATE, DELETE, TRUNCATE ON event FROM PUBLIC, {', '.join(DESKS)}",
        f"REVOKE DELETE, TRUNCATE ON event_text, audit FROM PUBLIC, {', '.join(DESKS)}",
    ]


def script() -> str:
    """Return the statements as one script for psql, in one transaction."""
    return "".join(f"{statement};\n" for statement in ("BEGIN", *statements(), "COMMIT"))


def apply_roles(connection: Connection) -> None:
    """Run the statements in the caller's transaction. Raises DBAPIError when the login may not."""
    wait_for_lock(connection, UPGRADE_LOCK)
    for statement in statements():
        connection.execution_options(no_parameters=True).exec_driver_sql(statement)


def _ownership() -> Iterator[str]:
    """Yield what gives the tables to the owner and takes all else from everybody."""
    everybody = ", ".join(("PUBLIC", *DESKS))
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    yield f"GRANT USAGE, CREATE ON SCHEMA public TO {OWNER}"
    yield f"GRANT USAGE ON SCHEMA public TO {', '.join(DESKS)}"
    for table in (*sorted(metadata.tables), _VERSION_TABLE):
        yield f"ALTER TABLE {table} OWNER TO {OWNER}"
        yield f"REVOKE ALL ON {table} FROM {everybody}"


def _function(function: Function) -> Iterator[str]:
    name, _, arguments = function.name.partition("(")
    signature = f"{name}({'text' if arguments != ')' else ''})"
    body = f"$$ {function.body.strip()} $$"
    yield f"CREATE OR REPLACE FUNCTION {function.name} RETURNS {function.returns} {function.how} AS {body}"
    yield f"ALTER FUNCTION {signature} OWNER TO {OWNER}"
    yield f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC, {', '.join(DESKS)}"
    yield f"GRANT EXECUTE ON FUNCTION {signature} TO {', '.join(function.roles)}"


def _secured(table: str) -> Iterator[str]:
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield f"CREATE POLICY {OWNER}_all ON {table} TO {OWNER} USING (true) WITH CHECK (true)"


def _granted(grant: Grant) -> Iterator[str]:
    """Yield a grant with its policies; the restrictive one holds even where somebody adds a policy that allows more."""
    table, role = grant.table, grant.role
    both = f"USING ({grant.writes}) WITH CHECK ({grant.writes})"
    fence = f"USING ({grant.reads}) WITH CHECK ({grant.writes})"
    yield f"GRANT {', '.join(grant.rights)} ON {table} TO {role}"
    yield f"CREATE POLICY {role}_reads ON {table} FOR SELECT TO {role} USING ({grant.reads})"
    if grant.writes != "false":
        yield f"CREATE POLICY {role}_writes ON {table} FOR ALL TO {role} {both}"
    yield f"CREATE POLICY {role}_only ON {table} AS RESTRICTIVE FOR ALL TO {role} {fence}"


def _views() -> dict[str, str]:
    """Return what HR may read, by name: a query each."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    cells = figures().order_by(None).compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    counted = f"SELECT * FROM ({cells}) AS cells WHERE minwon_is('hr')"
    return {VIEW: counted, "minwon_hr_people_seen": HR_PEOPLE, "minwon_hr_runs": HR_RUNS}


def _view(name: str, query: str) -> Iterator[str]:
    """Yield a view that is read with its owner's rights, and whose conditions no function of a reader can look past."""
    yield f"DROP VIEW IF EXISTS {name}"
    yield f"CREATE VIEW {name} WITH (security_barrier) AS {query.strip()}"
    yield f"ALTER VIEW {name} OWNER TO {OWNER}"
    yield f"REVOKE ALL ON {name} FROM PUBLIC, {', '.join(DESKS)}"
    yield f"GRANT SELECT ON {name} TO minwon_hr"
