"""The records, on SQLite and on PostgreSQL: what is written is kept whole, once and in order."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from sqlalchemy import func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from scoring.incident.form import IncidentReport
from simulator.problems import Exit, UserProblem
from simulator.records import schema
from simulator.records.address import Address
from simulator.records.anchors import make_anchor
from simulator.records.database import insert_once
from simulator.records.model import Reflection, SurveyAnswer
from simulator.records.purging import erase_words, purge_attempts
from simulator.records.store import Records
from tests.simulator.records.records_at_work import AT, attempt, beside, said, summary

COPY = """
INSERT INTO event SELECT attempt, 1, turn, actor, kind, payload, at, commitment, previous, hash FROM event
"""


@pytest.fixture
def records(address: Address) -> Iterator[Records]:
    records = Records.open(address)
    yield records
    records.close()


# Writing


def test_what_was_begun_is_found_again(records: Records) -> None:
    records.begin(attempt(), [said(0), said(1)], AT)
    assert records.attempt("0190-a") == attempt()
    assert records.events("0190-a") == [said(0), said(1)]
    assert records.count_events() == 2


def test_events_come_back_in_order_and_whole(records: Records) -> None:
    full = msgspec.structs.replace(
        said(1, "이런 {{씨발}}\n'두 줄' \\\"😀"), acts=("insult",), steps=("warn",), faults=("argue",)
    )
    records.begin(attempt(), [said(0)], AT)
    records.append("0190-a", [full, said(2)], AT)
    records.append("0190-a", [said(5)], AT)
    assert records.events("0190-a") == [said(0), full, said(2), said(5)]


def test_an_event_before_one_that_stands_is_refused(records: Records) -> None:
    """The later one is bound to what stood before it."""
    records.begin(attempt(), [said(0), said(2)], AT)
    with pytest.raises(UserProblem, match="journal-conflict"):
        records.append("0190-a", [said(1)], AT)
    assert records.events("0190-a") == [said(0), said(2)]


def test_a_turn_that_was_kept_in_part_is_completed(records: Records) -> None:
    records.begin(attempt(), [said(0), said(1)], AT)
    records.append("0190-a", [said(0), said(1), said(2)], AT)
    assert records.events("0190-a") == [said(0), said(1), said(2)]


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


FIXED = {
    "event": ["UPDATE event SET payload = '{}'", "DELETE FROM event"],
    "words": ["UPDATE event_text SET words = ''"],
    "audit log": ["UPDATE audit SET actor = ''", "DELETE FROM audit"],
    "list of purged": ["UPDATE purged SET audit_seq = 1", "DELETE FROM purged"],
    "anchor": ["UPDATE anchor SET root = ''", "DELETE FROM anchor"],
    "heads of an anchor": ["UPDATE anchor_head SET hash = ''", "DELETE FROM anchor_head"],
}


@pytest.mark.parametrize("change", [change for changes in FIXED.values() for change in changes])
def test_the_database_itself_refuses_to_change_what_is_only_added_to(
    records: Records, address: Address, change: str
) -> None:
    records.begin(attempt(), [said(0)], AT)
    records.begin(attempt("0190-b"), [said(0)], AT)
    with records.database.writing() as connection:
        purge_attempts(connection, ["0190-b"], AT, "")
        make_anchor(connection, AT)
    with beside(address) as other, pytest.raises(DBAPIError, match="append-only"):
        other.execute(text(change))
    assert records.events("0190-a") == [said(0)]


def test_events_of_nobody_are_refused(records: Records) -> None:
    with pytest.raises(UserProblem) as problem:
        records.append("nobody", [said(0)], AT)
    assert (problem.value.key, problem.value.code) == ("problem.records-write", Exit.ENVIRONMENT)
    assert "그런 연습이 없습니다" in problem.value.sentence
    assert records.count_events() == 0


def test_an_attempt_of_a_person_nobody_knows_is_refused(records: Records) -> None:
    with pytest.raises(UserProblem, match="records-write"):
        records.begin(attempt(person="T-1"), [said(0)], AT)
    assert records.unfinished() == []


def test_an_assessed_run_knows_its_person_class_and_unit(records: Records) -> None:
    owned = attempt(person="T-1", training_class="C-1", unit="U-1")
    with records.database.writing() as connection:
        insert_once(connection, schema.unit, [{"code": "U-1", "name": "민원과", "kind": "team"}])
        insert_once(connection, schema.person, [{"code": "T-1", "role": "trainee", "added": AT}])
        insert_once(connection, schema.training_class, [{"code": "C-1", "name": "1기", "began": AT}])
    records.begin(owned, [said(0)], AT)
    assert records.attempt("0190-a") == owned


def test_erased_words_are_empty_and_the_rest_stays(records: Records) -> None:
    records.begin(attempt(), [said(0), said(1)], AT)
    records.finish(summary(), [said(2)])
    records.write_report("0190-a", IncidentReport({"summary": "욕설"}), AT)
    records.reflect("0190-a", [Reflection("hard", "힘들었다")], AT)
    with records.database.writing() as connection:
        erase_words(connection, ["0190-a"])
    assert records.events("0190-a") == [said(seq, "") for seq in range(3)]
    assert (records.report("0190-a"), records.reflections("0190-a")) == (None, [])
    kept = records.summary("0190-a")
    assert kept
    assert kept.scorecard
    assert (kept.total, kept.scorecard.findings[0].words) == (80, "")
    records.append("0190-a", [said(2)], AT)  # sent again: it cannot be told any more, and changes nothing
    assert records.count_events() == 3


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


def test_the_scores_stand_in_columns_of_their_own(records: Records, address: Address) -> None:
    """Reports read these columns, never the journal."""
    records.begin(attempt(), [said(0)], AT)
    records.finish(summary(), [])
    with beside(address) as other:
        query = "SELECT total, passed, hard_fails, service, law, safety FROM attempt_summary"
        [row] = other.execute(text(query)).fetchall()
    assert tuple(row) == (80, 1, 0, 80, None, None)


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


def test_survey_answers_know_no_attempt(records: Records) -> None:
    records.answer("key", "after-run", 1, [SurveyAnswer("useful", 2)], AT)
    with records.database.reading() as connection:
        columns = {column["name"] for column in inspect(connection).get_columns("survey_answer")}
    assert columns == {"pairing_key", "form", "item", "form_version", "value", "comment", "answered"}


def test_reading_goes_on_while_somebody_else_writes(records: Records, address: Address) -> None:
    records.begin(attempt(), [said(0)], AT)
    records.finish(summary(), [])
    with beside(address) as writer:
        writer.execute(text(COPY))
        assert records.events("0190-a") == [said(0)], "what is not committed is not seen"
        assert records.summaries() == [summary()]
        writer.rollback()


def test_a_reading_transaction_sees_one_moment(records: Records) -> None:
    records.begin(attempt(), [said(0)], AT)
    with records.database.reading() as connection:
        before = connection.execute(select(func.count()).select_from(schema.event)).scalar_one()
        records.append("0190-a", [said(1)], AT)
        after = connection.execute(select(func.count()).select_from(schema.event)).scalar_one()
    assert (before, after) == (1, 1)
    assert records.count_events() == 2


def test_two_who_write_the_same_at_once_are_both_served(records: Records) -> None:
    """As when a turn is sent again while the first sending still goes on."""
    records.begin(attempt(), [said(0)], AT)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: records.append("0190-a", [said(1), said(2)], AT), range(16)))
    assert records.events("0190-a") == [said(0), said(1), said(2)]


def test_what_was_kept_is_there_after_opening_again(address: Address, records: Records) -> None:
    records.begin(attempt(), [said(0)], AT)
    records.close()
    again = Records.open(address)
    assert again.events("0190-a") == [said(0)]
    again.close()
