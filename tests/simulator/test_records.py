"""The records: what is written is kept whole, once, in order, and by a database that is set up to keep it."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest

from scoring.scorecard import DimensionScore, Scorecard
from scoring.trace import Event
from simulator.problems import Exit, UserProblem
from simulator.records import engine
from simulator.records.model import Attempt, Summary, SurveyAnswer
from simulator.records.schema import SCHEMA_VERSION
from simulator.records.store import Records

AT = "2026-11-23T01:02:03.000+00:00"
CARD = Scorecard(
    policy="KR_2024_DECREE",
    manual_hash="m",
    ladders=("everyone",),
    total=80,
    passed=True,
    dimensions=(DimensionScore("law", 0, 0, 0, None), DimensionScore("service", 8, 10, 0, 80)),
    findings=(),
)


def attempt(name: str = "0190-a", **changes: Any) -> Attempt:
    """Return an attempt that differs from the usual one as told."""
    usual = Attempt(name, "small-call", 1, "s", "m", "KR_2024_DECREE", "ko", 0, "practice", AT, f"key of {name}")
    return msgspec.structs.replace(usual, **changes)


def said(seq: int, words: str = "네.") -> Event:
    """Return a line of the trainee."""
    return Event(seq, seq, "clerk", "said", "hear", "opening", words, 10, 50, 40, 10)


def summary(name: str = "0190-a", scorecard: Scorecard | None = CARD) -> Summary:
    """Return the summary of an attempt of `attempt`."""
    return Summary(
        name, "small-call", 1, "practice", "KR_2024_DECREE", AT, AT, "calmed", "resolved", 2, 40, 50, 30, scorecard
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "new" / "records.db"


@pytest.fixture
def records(file: Path) -> Iterator[Records]:
    records = Records.open(file)
    yield records
    records.close()


def beside(file: Path) -> closing[Any]:
    """Open the file by a connection that is not the program's, but of its SQLite: two in one process undo locks."""
    return closing(engine.sqlite_module().connect(file, isolation_level=None))


# Writing


def test_what_was_begun_is_found_again(records: Records) -> None:
    records.begin(attempt(), [said(0), said(1)], AT)
    assert records.attempt("0190-a") == attempt()
    assert records.events("0190-a") == [said(0), said(1)]
    assert records.count_events() == 2


def test_events_come_back_in_order_and_whole(records: Records) -> None:
    full = msgspec.structs.replace(
        said(1, "이런 {{씨발}}\n'두 줄'"), acts=("insult",), steps=("warn",), faults=("argue",)
    )
    records.begin(attempt(), [said(0)], AT)
    records.append("0190-a", [said(2)], AT)
    records.append("0190-a", [full], AT)
    assert records.events("0190-a") == [said(0), full, said(2)]


def test_the_same_events_again_change_nothing(records: Records) -> None:
    for _ in range(2):
        records.begin(attempt(), [said(0)], AT)
        records.append("0190-a", [said(1), said(2)], AT)
        records.finish(summary(), [said(3)])
    assert records.count_events() == 4
    assert records.summaries() == [summary()]


def test_another_event_in_the_same_place_is_refused(records: Records) -> None:
    records.begin(attempt(), [said(0), said(1)], AT)
    with pytest.raises(UserProblem) as problem:
        records.append("0190-a", [said(2), said(1, "다른 말")], AT)
    assert (problem.value.key, problem.value.code) == ("problem.journal-conflict", Exit.ENVIRONMENT)
    assert records.events("0190-a") == [said(0), said(1)], "nothing of a refused turn is kept"


@pytest.mark.parametrize("change", ["UPDATE event SET payload = '{}'", "DELETE FROM event"])
def test_the_journal_is_only_added_to(records: Records, file: Path, change: str) -> None:
    records.begin(attempt(), [said(0)], AT)
    with beside(file) as other, pytest.raises(Exception, match="append-only"):
        other.execute(change)
    assert records.events("0190-a") == [said(0)]


def test_events_of_nobody_are_refused(records: Records) -> None:
    with pytest.raises(UserProblem) as problem:
        records.append("nobody", [said(0)], AT)
    assert (problem.value.key, problem.value.code) == ("problem.records-write", Exit.ENVIRONMENT)
    assert "FOREIGN KEY" in problem.value.sentence
    assert records.count_events() == 0


def test_the_last_events_and_the_summary_are_kept_together(records: Records) -> None:
    records.begin(attempt(), [said(0)], AT)
    records.finish(summary(), [said(1)])
    assert records.events("0190-a") == [said(0), said(1)]
    assert records.summary("0190-a") == summary()


def test_a_stopped_run_has_no_score(records: Records) -> None:
    records.begin(attempt(), [said(0)], AT)
    records.finish(summary(scorecard=None), [])
    kept = records.summary("0190-a")
    assert kept == summary(scorecard=None)
    assert (kept.total, kept.passed) == (None, None)


def test_the_scores_stand_in_columns_of_their_own(records: Records, file: Path) -> None:
    """Reports read these columns, never the journal."""
    records.begin(attempt(), [said(0)], AT)
    records.finish(summary(), [])
    with beside(file) as other:
        row = other.execute("SELECT total, passed, hard_fails, service, law, safety FROM attempt_summary").fetchone()
    assert row == (80, 1, 0, 80, None, None)


# Reading


@pytest.mark.parametrize("name", ["0190-abc", "0190-ab", "0190-abcdef"])
def test_an_unmistakable_beginning_is_enough(records: Records, name: str) -> None:
    for one in ("0190-aaa", "0190-abcdef", "0191-abc"):
        records.begin(attempt(one), [], AT)
    assert records.attempt(name).id == "0190-abcdef"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("0190-a", "problem.attempt-unclear"),
        ("0192", "problem.attempt-unknown"),
        ("%", "problem.attempt-unknown"),
        ("0190_a", "problem.attempt-unknown"),
        ("abc", "problem.attempt-unknown"),
    ],
)
def test_an_unclear_beginning_is_said(records: Records, name: str, key: str) -> None:
    for one in ("0190-aaa", "0190-abc", "0191-abc"):
        records.begin(attempt(one), [], AT)
    with pytest.raises(UserProblem) as problem:
        records.attempt(name)
    assert (problem.value.key, problem.value.code) == (key, Exit.WRONG_USE)
    assert f"{name}" in problem.value.sentence


def test_unfinished_and_finished_are_told_apart_newest_first(records: Records) -> None:
    for name in ("02", "04", "01", "03"):
        records.begin(attempt(name), [], AT)
    for name in ("01", "04"):
        records.finish(summary(name), [])
    assert [one.id for one in records.unfinished()] == ["03", "02"]
    assert [one.attempt for one in records.summaries()] == ["04", "01"]
    assert [one.attempt for one in records.summaries(most=1)] == ["04"]
    assert records.summary("02") is None


def test_answering_a_survey_again_replaces_the_answers(records: Records) -> None:
    records.answer("key", "after-run", 1, [SurveyAnswer("useful", 2), SurveyAnswer("comment", None, "처음")], AT)
    records.answer("key", "after-run", 1, [SurveyAnswer("useful", 5)], AT)
    records.answer("other", "after-run", 1, [SurveyAnswer("useful", 1)], AT)
    kept = {answer.item: answer for answer in records.answers("key")}
    assert kept == {"useful": SurveyAnswer("useful", 5), "comment": SurveyAnswer("comment", None, "처음")}


def test_survey_answers_know_no_attempt(file: Path, records: Records) -> None:
    records.answer("key", "after-run", 1, [SurveyAnswer("useful", 2)], AT)
    with beside(file) as other:
        columns = {row[1] for row in other.execute("PRAGMA table_info(survey_answer)")}
    assert columns == {"pairing_key", "form", "item", "form_version", "value", "comment", "answered"}


def test_reading_goes_on_while_somebody_else_writes(records: Records, file: Path) -> None:
    records.begin(attempt(), [said(0)], AT)
    records.finish(summary(), [])
    with beside(file) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO event SELECT attempt, 1, turn, actor, kind, payload, at FROM event")
        assert records.events("0190-a") == [said(0)], "what is not committed is not seen"
        assert records.summaries() == [summary()]
        writer.execute("ROLLBACK")


# The database


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 10000),
        ("wal_autocheckpoint", 1000),
        ("journal_size_limit", 64 * 1024 * 1024),
        ("trusted_schema", 0),
        ("application_id", engine.APPLICATION_ID),
        ("user_version", SCHEMA_VERSION),
    ],
)
def test_the_settings_are_really_set(file: Path, pragma: str, value: object) -> None:
    opened = engine.open_database(file)
    with opened.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value
    opened.dispose()


def test_what_was_kept_is_there_after_opening_again(file: Path, records: Records) -> None:
    records.begin(attempt(), [said(0)], AT)
    records.close()
    again = Records.open(file)
    assert again.events("0190-a") == [said(0)]
    again.close()


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
    with beside(file) as other:
        other.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
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
