"""Files that older versions have left behind (`data/records-version-*.sql`) are brought up whole, or not at all."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect

from simulator.problems import UserProblem
from simulator.records import schema, upgrading
from simulator.records.address import Address
from simulator.records.engine import sqlite_module
from simulator.records.opening import open_database
from simulator.records.schema import SCHEMA_VERSION
from simulator.records.store import Records
from simulator.records.verifying import verify
from tests.simulator.commands_at_work import Command

DATA = Path(__file__).parent / "data"
EVENTS = {1: 13, 2: 16}
WORDS = {1: "이런 {{씨발}} 진짜.", 2: "많이 놀라셨겠습니다. 말씀해 주세요."}  # the last words but one of the open run


def left_behind(version: int, file: Path) -> Path:
    """Make a file of an older version, with two finished runs and an open one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite_module().connect(file)) as connection:
        connection.executescript((DATA / f"records-version-{version}.sql").read_text(encoding="utf-8"))
        connection.execute(f"PRAGMA user_version={version}")
    return file


@pytest.fixture(params=[1, 2])
def version(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def old(version: int, tmp_path: Path) -> Path:
    return left_behind(version, tmp_path / "minwon.db")


@pytest.fixture
def records(old: Path) -> Iterator[Records]:
    records = Records.open(old)
    yield records
    records.close()


def structure(file: Path) -> dict[str, Any]:
    """Return the tables of a file as SQLAlchemy reads them, and the triggers."""
    database = open_database(Address(file))
    with database.reading() as connection:
        looked = inspect(connection)
        tables = {
            name: {
                "columns": sorted((c["name"], str(c["type"]), c["nullable"]) for c in looked.get_columns(name)),
                "key": looked.get_pk_constraint(name),
                "references": sorted(map(str, looked.get_foreign_keys(name))),
                "unique": sorted(map(str, looked.get_unique_constraints(name))),
                "checks": sorted(map(str, looked.get_check_constraints(name))),
                "indexes": sorted(map(str, looked.get_indexes(name))),
            }
            for name in looked.get_table_names()
        }
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        made = connection.exec_driver_sql(query).fetchall()
    database.close()
    return {**tables, "triggers": made}


def dump(file: Path) -> list[Any]:
    """Return all rows of all tables, and the version, without opening it as the program does."""
    with closing(sqlite_module().connect(file)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
        rows = [connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in names]
        return [names, rows, connection.execute("PRAGMA user_version").fetchone()[0]]


def backups(file: Path) -> list[Path]:
    return sorted(file.parent.glob(f"{file.name}.backup-*"))


def test_nothing_that_was_kept_is_lost(version: int, records: Records) -> None:
    assert records.count_events() == EVENTS[version]
    assert [(s.total is not None, s.mode) for s in records.summaries()] == [(True, "assessment"), (True, "practice")]
    [unfinished] = records.unfinished()
    assert WORDS[version] in [event.words for event in records.events(unfinished.id)]


def test_old_events_are_chained_from_now_on(version: int, records: Records) -> None:
    with records.database.reading() as connection:
        found = verify(connection)
    assert (found.attempts, found.events, found.erased, found.flaws) == (3, EVENTS[version], 0, ())
    assert [attempt.person for attempt in records.unfinished()] == [None]


def test_the_words_stand_nowhere_but_in_their_table(records: Records) -> None:
    with records.database.reading() as connection:
        payloads = connection.execute(schema.event.select()).fetchall()
    assert not [row for row in payloads if "words" in row.payload]


def test_runs_of_version_1_are_closed_owe_no_paper_and_have_no_facts(tmp_path: Path) -> None:
    records = Records.open(left_behind(1, tmp_path / "minwon.db"))
    for summary in records.summaries():
        assert (summary.paper, summary.closed) == ("none", summary.ended)
        assert records.attempt(summary.attempt).facts is None
        assert records.report(summary.attempt) is None
    records.close()


def test_it_then_looks_like_a_new_file(old: Path, records: Records, tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    Records.open(new).close()
    assert structure(old) == structure(new)
    assert (dump(old)[-1], dump(new)[-1]) == (SCHEMA_VERSION, SCHEMA_VERSION)


def test_the_file_as_it_was_is_kept_beside_it(old: Path, version: int) -> None:
    before = dump(old)
    records = Records.open(old)
    records.close()
    [backup] = backups(old)
    assert backup.name.startswith(f"minwon.db.backup-v{version}-")
    assert records.database.brought_up == (version, backup)
    assert dump(backup) == before


def test_the_user_is_told_where_the_file_as_it_was_is(cli: Command, own_folders: Path) -> None:
    file = left_behind(2, own_folders / "data" / "minwon.db")
    told, again = cli("results"), cli("results")
    assert told.code == again.code == 0
    assert str(backups(file)[0]) in told.err
    assert "backup" not in again.err


def test_opening_it_again_changes_nothing(old: Path, records: Records) -> None:
    before = dump(old)
    Records.open(old).close()
    assert dump(old) == before
    assert len(backups(old)) == 1


@pytest.mark.parametrize("broken", ["run_revisions", "set_sqlite_version", "_need_whole_references"])
def test_what_breaks_half_way_leaves_the_old_file(old: Path, broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step is done, and the one named fails at its end."""
    before, real = dump(old), getattr(upgrading, broken)

    def failing(*arguments: Any) -> None:
        real(*arguments)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(upgrading, broken, failing)
    with pytest.raises(UserProblem, match="records-open"):
        Records.open(old)
    assert dump(old) == before
    assert backups(old) == []


def test_rows_that_point_nowhere_are_not_brought_up(old: Path) -> None:
    with closing(sqlite_module().connect(old)) as connection:
        connection.execute("INSERT INTO attempt_summary SELECT 'nobody', ended, ending, outcome, turns, seconds, "
                           "anger_first, anger_last, total, passed, de_escalation, procedure, service, safety, law, "
                           "hard_fails, scorecard" + (", paper, closed" if dump(old)[-1] == 2 else "") +
                           " FROM attempt_summary LIMIT 1")  # fmt: skip
        connection.commit()
    before = dump(old)
    with pytest.raises(UserProblem, match="records-references"):
        Records.open(old)
    assert dump(old) == before


def test_several_who_open_an_old_file_at_once_bring_it_up_once(old: Path) -> None:
    problems: list[Exception] = []

    def work() -> None:
        try:
            Records.open(old).close()
        except Exception as problem:
            problems.append(problem)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert len(backups(old)) == 1
