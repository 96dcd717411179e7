"""One attempt: whatever take() shows is in the database already, and what could not be kept is not lost."""

import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from dialogues.inputs import Act, Choose, Input, InputError, Undo, Wait
from simulator import places
from simulator.problems import Exit, UserProblem
from simulator.records.engine import sqlite_module
from simulator.records.model import Mode, new_attempt_id, new_pairing_key
from simulator.rehearsal import Rehearsal
from simulator.resuming import revisit
from simulator.workplace import Workplace
from tests.simulator.scenario_files import put_small

START = datetime(2026, 11, 23, 8, 0, tzinfo=timezone(timedelta(hours=9)))  # still the day before in UTC


@pytest.fixture
def workplace() -> Iterator[Workplace]:
    put_small(places.own_scenarios_folder())
    workplace = Workplace()
    yield workplace
    workplace.close()


def begin(workplace: Workplace, mode: Mode = "practice", **more: Any) -> Rehearsal:
    """Begin the small call with the first variant of every line."""
    loaded = workplace.load("small-call", "ko")
    rehearsal, _ = Rehearsal.begin(loaded, workplace.manual, workplace.records, mode=mode, **{"seed": 0} | more)
    return rehearsal


def beside(statement: str) -> list[Any]:
    """Do something by a connection of its own (but the same SQLite) and return the first column."""
    with closing(sqlite_module().connect(places.database_file(), isolation_level=None)) as other:
        return [row[0] for row in other.execute(statement)]


def kept() -> list[str]:
    """Return where every kept event came from, as another connection sees it."""
    return beside("SELECT json_extract(payload, '$.source') FROM event ORDER BY seq")


def refuse(table: str) -> None:
    """Let the database refuse every row of a table, as a full disk would."""
    beside(f"CREATE TRIGGER full BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'disk full'); END")


def forge(statement: str) -> None:
    """Change what was kept, past the triggers that guard the journal."""
    for trigger in beside("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        beside(f"DROP TRIGGER {trigger}")
    beside(statement)


def accept() -> None:
    """Let the database take rows again."""
    beside("DROP TRIGGER full")


# Keeping


def test_the_opening_is_kept_before_it_is_shown(workplace: Workplace) -> None:
    loaded = workplace.load("small-call", "ko")
    _, turn = Rehearsal.begin(loaded, workplace.manual, workplace.records, seed=0)
    assert [event.words for event in turn.events] == ["왜 과태료예요?"]
    assert kept() == ["opening"]


def test_every_turn_is_in_the_database_before_take_returns(workplace: Workplace) -> None:
    rehearsal = begin(workplace)
    inputs: list[Input] = [Choose("cold"), Act("notify_recording"), Undo(), Wait(), Choose("stop"), Choose("rule")]
    journal = list(rehearsal.trace().events)
    for given in inputs:
        journal += rehearsal.take(given).events
        assert kept() == [event.source for event in journal]
    assert workplace.records.events(rehearsal.attempt.id) == journal


def test_an_input_that_does_not_fit_writes_nothing(workplace: Workplace) -> None:
    rehearsal = begin(workplace)
    for given in (Choose("nothing"), Act("press_bell"), Undo()):
        with pytest.raises(InputError):
            rehearsal.take(given)
    assert kept() == ["opening"]
    assert not rehearsal.held


def test_the_end_brings_a_summary(workplace: Workplace) -> None:
    times = iter([START, START + timedelta(minutes=1), START + timedelta(minutes=2)])
    rehearsal = begin(workplace, clock=lambda: next(times), policy="MOIS_2018")
    rehearsal.take(Choose("hear"))
    assert workplace.records.summaries() == []
    rehearsal.take(Choose("rule"))
    summary = rehearsal.summary
    assert summary is not None
    assert summary == workplace.records.summary(rehearsal.attempt.id)
    assert (summary.began, summary.ended) == ("2026-11-23T08:00:00.000+09:00", "2026-11-23T08:02:00.000+09:00")
    assert (summary.ending, summary.outcome, summary.turns, summary.policy) == ("calmed", "resolved", 2, "MOIS_2018")
    assert (summary.anger_first, summary.total, summary.passed) == (50, 100, True)
    assert workplace.records.unfinished() == []


def test_the_last_turn_and_the_summary_are_one_transaction(workplace: Workplace) -> None:
    rehearsal = begin(workplace)
    rehearsal.take(Choose("hear"))
    before = kept()
    refuse("attempt_summary")
    with pytest.raises(UserProblem) as problem:
        rehearsal.take(Choose("rule"))
    assert (problem.value.key, problem.value.code) == ("problem.records-write", Exit.ENVIRONMENT)
    assert "disk full" in problem.value.sentence
    assert kept() == before, "the last events are not there without their summary"
    assert (rehearsal.held, rehearsal.summary) == (True, None)

    accept()
    rehearsal.keep()
    assert kept() == [*before, "rule", "calmed"]
    assert beside("SELECT total FROM attempt_summary") == [100]
    assert rehearsal.summary == workplace.records.summary(rehearsal.attempt.id)
    assert not rehearsal.held


def test_a_held_turn_is_kept_with_the_next_one(workplace: Workplace) -> None:
    rehearsal = begin(workplace)
    refuse("event")
    with pytest.raises(UserProblem):
        rehearsal.take(Choose("cold"))
    with pytest.raises(UserProblem):
        rehearsal.take(Choose("stop"))
    assert kept() == ["opening"]
    accept()
    rehearsal.take(Choose("stop"))
    assert kept() == ["opening", "cold", "insults", "stop", "explains"], "once each, in order"


def test_a_run_that_cannot_be_kept_does_not_begin(workplace: Workplace) -> None:
    workplace.records.count_events()
    refuse("event")
    with pytest.raises(UserProblem, match="records-write"):
        begin(workplace)
    assert beside("SELECT id FROM attempt") == []


# Modes


def test_a_turn_can_be_taken_back_in_practice(workplace: Workplace) -> None:
    rehearsal = begin(workplace)
    rehearsal.take(Choose("cold"))
    rehearsal.take(Undo())
    assert [move.name for move in rehearsal.play.options()] == ["hear", "cold", "file"]
    assert [event.source for event in rehearsal.trace().events] == ["opening"]
    assert len(kept()) == 4, "the journal keeps the turn and its undoing"


def test_an_assessment_takes_nothing_back(workplace: Workplace) -> None:
    rehearsal = begin(workplace, "assessment")
    rehearsal.take(Choose("cold"))
    with pytest.raises(InputError) as error:
        rehearsal.take(Undo())
    assert error.value.code == "undo"
    assert not rehearsal.practice
    assert kept() == ["opening", "cold", "insults"]


def test_a_kept_judgement_is_not_taken_back(workplace: Workplace) -> None:
    rehearsal = begin(workplace)
    rehearsal.take(Choose("hear"))
    rehearsal.take(Choose("rule"))
    with pytest.raises(InputError):
        rehearsal.take(Undo())


def test_a_stopped_run_leaves_no_score(workplace: Workplace) -> None:
    rehearsal = begin(workplace)
    rehearsal.take(Choose("cold"))
    rehearsal.stop()
    summary = workplace.records.summary(rehearsal.attempt.id)
    assert summary is not None
    assert (summary.outcome, summary.scorecard, summary.total) == ("stopped", None, None)
    assert beside("SELECT coalesce(total, passed, service, law, scorecard) FROM attempt_summary") == [None]
    with pytest.raises(InputError):
        rehearsal.take(Choose("stop"))


def test_an_unknown_policy_begins_nothing(workplace: Workplace) -> None:
    with pytest.raises(UserProblem) as problem:
        begin(workplace, policy="NOPE")
    assert "NOPE" in problem.value.sentence
    assert "KR_2024_DECREE" in problem.value.sentence
    assert workplace.records.unfinished() == []


# Going on


def test_a_resumed_run_stands_where_it_was(workplace: Workplace) -> None:
    rehearsal = begin(workplace)
    for given in (Choose("cold"), Undo(), Choose("file"), Act("notify_recording")):
        rehearsal.take(given)
    attempt = workplace.records.attempt(rehearsal.attempt.id)
    loaded = workplace.load("small-call", "ko")
    resumed, events = Rehearsal.resume(attempt, loaded, workplace.manual, workplace.records)
    assert resumed.trace() == rehearsal.trace()
    assert resumed.play.meters == rehearsal.play.meters
    assert events == workplace.records.events(attempt.id)
    assert resumed.take(Choose("rule")).events == rehearsal.play.take(Choose("rule")).events


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        (
            "UPDATE attempt SET scenario_hash = 'other'; UPDATE event SET payload = json_set(payload, '$.anger', 1)",
            "problem.resume-scenario",
        ),
        ("UPDATE attempt SET manual_hash = 'other'", "problem.resume-manual"),
        ("UPDATE event SET payload = json_set(payload, '$.anger', 1) WHERE seq = 2", "problem.resume-differs"),
        ("UPDATE event SET payload = json_set(payload, '$.source', 'gone') WHERE seq = 1", "problem.resume-differs"),
        ("DELETE FROM event WHERE seq = 2", "problem.resume-differs"),
    ],
    ids=["scenario", "manual", "meters", "option", "missing"],
)
def test_a_run_never_goes_on_in_a_wrong_branch(workplace: Workplace, changed: str, key: str) -> None:
    rehearsal = begin(workplace)
    rehearsal.take(Choose("cold"))
    for statement in changed.split("; "):
        forge(statement)
    attempt = workplace.records.attempt(rehearsal.attempt.id)
    with pytest.raises(UserProblem) as problem:
        Rehearsal.resume(attempt, workplace.load("small-call", "ko"), workplace.manual, workplace.records)
    assert problem.value.key == key


def test_of_an_edit_a_note_is_kept_with_the_next_turn_and_not_before(workplace: Workplace) -> None:
    rehearsal = begin(workplace)
    rehearsal.take(Choose("cold"))
    forge("UPDATE attempt SET scenario_hash = 'other'")
    attempt, loaded = workplace.records.attempt(rehearsal.attempt.id), workplace.load("small-call", "ko")
    resumed, _ = Rehearsal.resume(attempt, loaded, workplace.manual, workplace.records)
    assert [event.kind for event in resumed.so_far] == ["opened", "said", "answered", "edited"]
    with pytest.raises(InputError):
        resumed.take(Choose("nothing"))
    assert (kept(), resumed.hashes) == (["opening", "cold", "insults"], ("other",))
    refuse("event")
    with pytest.raises(UserProblem):
        resumed.take(Choose("stop"))
    accept()
    resumed.keep()
    assert kept() == ["opening", "cold", "insults", loaded.hash, "stop", "explains"]
    assert resumed.hashes == ("other", loaded.hash)
    assert [event.kind for event in resumed.so_far] == ["opened", "said", "answered", "said", "answered"]
    again, _ = Rehearsal.resume(attempt, loaded, workplace.manual, workplace.records)
    assert again.trace() == resumed.trace()
    assert again.hashes == resumed.hashes


def test_two_windows_cannot_take_different_turns(workplace: Workplace) -> None:
    rehearsal = begin(workplace)
    loaded = workplace.load("small-call", "ko")
    other, _ = Rehearsal.resume(rehearsal.attempt, loaded, workplace.manual, workplace.records)
    rehearsal.take(Choose("hear"))
    with pytest.raises(UserProblem, match="journal-conflict"):
        other.take(Choose("cold"))
    assert kept() == ["opening", "hear", "explains"]


def test_revisiting_plays_the_journal_and_writes_nothing(workplace: Workplace) -> None:
    rehearsal = begin(workplace)
    rehearsal.take(Choose("hear"))
    rehearsal.take(Choose("rule"))
    journal = workplace.records.events(rehearsal.attempt.id)
    play = revisit(rehearsal.attempt, workplace.load("small-call", "ko"), workplace.manual, journal)
    assert play.trace() == rehearsal.trace()
    assert workplace.records.events(rehearsal.attempt.id) == journal


# Identity


def test_the_attempt_is_bound_to_what_was_played(workplace: Workplace) -> None:
    attempt = begin(workplace, clock=lambda: START, seed=7).attempt
    loaded = workplace.load("small-call", "ko")
    assert (attempt.scenario_hash, attempt.manual_hash) == (loaded.hash, workplace.manual.hash)
    assert (attempt.seed, attempt.policy, attempt.language) == (7, workplace.manual.default_policy, "ko")
    assert (attempt.began, attempt.day) == ("2026-11-23T08:00:00.000+09:00", "2026-11-23"), "the day at the desk"


def test_without_a_seed_one_is_drawn(workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.rehearsal.secrets.randbelow", lambda most: most - 1)
    assert begin(workplace, seed=None).attempt.seed == 9_999


@pytest.fixture
def at_time(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], str]:
    """Return a maker of ids at a given millisecond."""

    def made(milliseconds: int) -> str:
        monkeypatch.setattr("simulator.records.model.time.time_ns", lambda: milliseconds * 1_000_000)
        return new_attempt_id()

    return made


def test_attempt_ids_are_uuids_of_version_7(at_time: Callable[[int], str]) -> None:
    milliseconds = int(datetime(2026, 11, 23, tzinfo=UTC).timestamp() * 1000)
    made = uuid.UUID(at_time(milliseconds))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == milliseconds
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", str(made))


def test_attempt_ids_are_ordered_by_time(at_time: Callable[[int], str]) -> None:
    moments = [1, 2, 1_000, 1_700_000_000_000, 1_700_000_000_001, 2**47]
    ids = [at_time(moment) for moment in moments]
    assert sorted(ids) == ids


def test_ids_and_keys_are_not_made_twice(at_time: Callable[[int], str]) -> None:
    assert len({at_time(5) for _ in range(1_000)}) == 1_000
    keys = {new_pairing_key() for _ in range(1_000)}
    assert len(keys) == 1_000
    assert all(re.fullmatch(r"[0-9a-f]{32}", key) for key in keys)
