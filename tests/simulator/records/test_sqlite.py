"""The SQLite file: set up to keep every turn, on a fit SQLite, in its place."""

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from simulator.problems import Exit, UserProblem
from simulator.records import engine
from simulator.records.address import Address
from simulator.records.schema import SCHEMA_VERSION
from simulator.records.store import Records
from tests.simulator.records.records_at_work import beside


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "new" / "records.db"


@pytest.fixture
def records(file: Path) -> Iterator[Records]:
    records = Records.open(file)
    yield records
    records.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 2000),
        ("wal_autocheckpoint", 1000),
        ("journal_size_limit", 64 * 1024 * 1024),
        ("trusted_schema", 0),
        ("secure_delete", 1),
        ("application_id", engine.APPLICATION_ID),
        ("user_version", SCHEMA_VERSION),
    ],
)
def test_the_settings_are_really_set(file: Path, pragma: str, value: object) -> None:
    records = Records.open(file)
    with records.database.reading() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value
    records.close()


@pytest.mark.parametrize(("version", "refused"), [((3, 51, 2), True), ((3, 40, 1), True), ((3, 51, 3), False)])
def test_an_unsafe_sqlite_is_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...], refused: bool
) -> None:
    module = engine.sqlite_module()
    monkeypatch.setattr(module, "sqlite_version_info", version)
    monkeypatch.setattr(module, "sqlite_version", ".".join(map(str, version)))
    if not refused:
        Records.open(file).close()
        return
    with pytest.raises(UserProblem, match="sqlite-old") as problem:
        Records.open(file)
    assert problem.value.code == Exit.ENVIRONMENT
    assert "3.51.3" in problem.value.sentence
    assert not file.exists()


def test_without_the_bundled_sqlite_pythons_own_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pysqlite3", None)
    assert engine.sqlite_module() is sqlite3


def test_records_of_a_newer_program_are_left_alone(file: Path, records: Records) -> None:
    records.close()
    with beside(Address(file)) as other:
        other.execute(text(f"PRAGMA user_version={SCHEMA_VERSION + 1}"))
        other.commit()
    with pytest.raises(UserProblem, match="records-newer") as problem:
        Records.open(file)
    assert problem.value.code == Exit.ENVIRONMENT
    assert str(file) in problem.value.sentence


def test_a_file_that_is_no_database_is_said_and_left_alone(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"no database " * 100)
    with pytest.raises(UserProblem, match="records-open") as problem:
        Records.open(file)
    assert problem.value.code == Exit.ENVIRONMENT
    assert file.read_bytes() == b"no database " * 100


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(UserProblem, match="records-open") as problem:
        Records.open(tmp_path / "data" / "minwon.db")
    assert str(tmp_path / "data") in problem.value.sentence


@pytest.mark.parametrize("name", ["민원 기록", "a b", "100%", "a#b", pytest.param("a?b")])
def test_the_records_lie_where_they_were_put(tmp_path: Path, name: str) -> None:
    file = tmp_path / name / "minwon.db"
    Records.open(file).close()
    assert file.is_file()
