"""A file that version 1 has left behind (`data/records-version-1.sql`) is brought up whole, or not at all."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from simulator.problems import UserProblem
from simulator.records import engine, schema
from simulator.records.engine import sqlite_module
from simulator.records.schema import SCHEMA_VERSION
from simulator.records.store import Records

DUMP = Path(__file__).parent / "data" / "records-version-1.sql"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return a file of version 1 with two finished runs and an open one."""
    file = tmp_path / "minwon.db"
    with closing(sqlite_module().connect(file)) as connection:
        connection.executescript(DUMP.read_text(encoding="utf-8"))
        connection.execute("PRAGMA user_version=1")
    return file


@pytest.fixture
def records(old: Path) -> Iterator[Records]:
    records = Records.open(old)
    yield records
    records.close()


def columns(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the columns of every table, as SQLite tells them."""
    with closing(sqlite_module().connect(file)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
        return {name: [row[1:4] for row in connection.execute(f"PRAGMA table_info({name})")] for name in names}


def version(file: Path) -> int:
    with closing(sqlite_module().connect(file)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_nothing_that_was_kept_is_lost(records: Records) -> None:
    assert records.count_events() == 13
    assert [(s.total is not None, s.mode) for s in records.summaries()] == [(True, "assessment"), (True, "practice")]
    [unfinished] = records.unfinished()
    assert [event.source for event in records.events(unfinished.id)] == ["opening", "cold", "insults"]


def test_old_runs_are_closed_owe_no_paper_and_have_no_facts(records: Records) -> None:
    for summary in records.summaries():
        assert (summary.paper, summary.closed) == ("none", summary.ended)
        assert records.attempt(summary.attempt).facts is None
        assert records.report(summary.attempt) is None


def test_it_then_looks_like_a_new_file(old: Path, records: Records, tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    Records.open(new).close()
    assert (version(old), version(new)) == (SCHEMA_VERSION, SCHEMA_VERSION)
    assert {name: sorted(map(str, table)) for name, table in columns(old).items()} == {
        name: sorted(map(str, table)) for name, table in columns(new).items()
    }


def test_opening_it_again_changes_nothing(old: Path, records: Records) -> None:
    before = columns(old)
    again = Records.open(old)
    again.close()
    assert columns(old) == before


def test_what_breaks_half_way_leaves_the_old_file(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = columns(old)
    steps = (*schema.FROM_VERSION[1], "UPDATE no_such_table SET x = 1")
    monkeypatch.setattr(engine, "FROM_VERSION", {1: steps})
    with pytest.raises(UserProblem, match="records-open"):
        Records.open(old)
    assert (version(old), columns(old)) == (1, before)
