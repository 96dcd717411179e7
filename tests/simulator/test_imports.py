"""What answers at once brings no screen and no database with it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.simulator.scenario_files import put_small
from tests.tools import ROOT

HEAVY = {"textual", "rich", "sqlalchemy", "pysqlite3", "sqlite3", "alembic", "mako", "psycopg"}
LIST_MODULES = """
import json, sys
from simulator.commands.group import run
code = run(sys.argv[1:])
print(json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]), file=sys.stderr)
"""


def imported_by(*arguments: str) -> tuple[int, set[str]]:
    """Run a command line in a fresh interpreter; return its exit code and the packages it imported."""
    done = subprocess.run(
        [sys.executable, "-c", LIST_MODULES, *arguments], capture_output=True, text=True, cwd=ROOT, check=True
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    return code, set(modules)


@pytest.mark.parametrize(
    "arguments", ["-h", "--version", "lint FILE", "lint -h", "play -h", "manual", "locate", "db -h", "people -h"]
)
def test_a_quick_answer_imports_nothing_heavy(tmp_path: Path, arguments: str) -> None:
    file = put_small(tmp_path)
    code, modules = imported_by(*arguments.replace("FILE", str(file)).split())
    assert code == 0
    assert "click" in modules
    assert not modules & HEAVY


def test_the_heavy_is_noticed_where_it_is_needed() -> None:
    """Results come from the database, so this would fail if the test above looked in a wrong place."""
    code, modules = imported_by("results")
    assert code == 0
    assert modules & HEAVY == {"sqlalchemy", "pysqlite3"}


def test_a_file_that_fits_loads_no_migrations_and_no_other_driver() -> None:
    """The first start makes the file, the second finds it; neither needs Alembic or psycopg."""
    for _ in range(2):
        code, modules = imported_by("db", "verify")
        assert code == 0
        assert modules & HEAVY == {"sqlalchemy", "pysqlite3"}


def test_postgres_is_loaded_only_when_it_is_named(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINWON_DATABASE", postgres)
    code, modules = imported_by("results")
    assert code == 0
    assert modules & HEAVY >= {"sqlalchemy", "psycopg"}
    assert not modules & {"alembic", "mako"}
    code, modules = imported_by("locate")
    assert code == 0
    assert not modules & HEAVY
