"""After the talk: steps given to people are kept and judged at once, the report is never lost, a reflection closes."""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec
import pytest

from dialogues.inputs import Act, Choose, Stop
from scoring.grading import grade
from scoring.incident.form import IncidentReport
from simulator import places
from simulator.aftermath import QUESTIONS, Aftermath
from simulator.goal import last_goal
from simulator.problems import UserProblem
from simulator.records.model import Mode, Reflection
from simulator.rehearsal import Rehearsal
from simulator.resuming import revisit
from simulator.workplace import Workplace
from tests.simulator.scenario_files import put_small

LATER = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
ANSWERS = [Reflection("moment", "당황했습니다."), Reflection("next", "멈춰 달라고 하겠습니다.")]


@pytest.fixture
def workplace() -> Iterator[Workplace]:
    put_small(places.own_scenarios_folder())
    workplace = Workplace()
    yield workplace
    workplace.close()


def played(workplace: Workplace, *options: str, mode: Mode = "practice") -> Rehearsal:
    """Play the small call to its end by ids of options and !actions."""
    loaded = workplace.load("small-call", "ko")
    rehearsal, _ = Rehearsal.begin(loaded, workplace.manual, workplace.records, mode=mode, seed=0)
    for option in options:
        rehearsal.take(Act(option[1:]) if option.startswith("!") else Choose(option))
    assert rehearsal.play.over
    return rehearsal


def abused(workplace: Workplace, mode: Mode = "practice") -> Aftermath:
    """Return the aftermath of a call that was ended for an insult."""
    rehearsal = played(workplace, "cold", "!ask_to_stop", "!warn", "!state_end_reason", "!end", mode=mode)
    aftermath = Aftermath.of(rehearsal, workplace.records, lambda: LATER)
    assert aftermath is not None
    return aftermath


def again(workplace: Workplace, aftermath: Aftermath) -> Aftermath:
    return Aftermath.reopened(workplace, aftermath.attempt.id)


def refuse(workplace: Workplace, statement: str) -> None:
    with workplace.records.database.engine.begin() as connection:
        connection.exec_driver_sql(
            f"CREATE TRIGGER full BEFORE {statement} BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )


def accept(workplace: Workplace) -> None:
    with workplace.records.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER full")


# Whether there is paper


def test_a_call_ended_for_an_insult_goes_on_paper(workplace: Workplace) -> None:
    aftermath = abused(workplace)
    assert aftermath.needs_paper
    assert aftermath.summary.paper == "due"
    assert [item.by for item in aftermath.items()] == [None] * 10


def test_a_calm_call_needs_no_paper_and_is_closed(workplace: Workplace) -> None:
    aftermath = Aftermath.of(played(workplace, "hear", "rule"), workplace.records)
    assert aftermath is not None
    assert (aftermath.needs_paper, aftermath.summary.paper) == (False, "none")
    assert aftermath.summary.closed


def test_a_stopped_run_has_no_aftermath_and_is_closed(workplace: Workplace) -> None:
    loaded = workplace.load("small-call", "ko")
    rehearsal, _ = Rehearsal.begin(loaded, workplace.manual, workplace.records)
    rehearsal.take(Choose("cold"))
    rehearsal.take(Stop())
    assert Aftermath.of(rehearsal, workplace.records) is None
    assert rehearsal.summary is not None
    assert (rehearsal.summary.paper, bool(rehearsal.summary.closed)) == ("none", True)


# Who does what


def test_a_step_given_to_the_right_person_is_kept_and_judged_at_once(workplace: Workplace) -> None:
    aftermath = abused(workplace)
    before = aftermath.summary.scorecard
    aftermath.assign("head_review", "head")
    item = aftermath.assign("secure_evidence", "clerk")
    assert (item.by, item.right) == ("clerk", True)
    kept = workplace.records.summary(aftermath.attempt.id)
    assert kept is not None
    assert kept.scorecard == aftermath.summary.scorecard == grade(aftermath.trace, workplace.manual)
    assert before is not None
    assert kept.scorecard is not None
    assert "AF" in kept.scorecard.ladders
    assert "AF" not in before.ladders
    found = {finding.rule: finding.verdict for finding in kept.scorecard.findings}
    assert (found["ph-ab-evidence"], found["af-review"]) == ("done", "done")
    assert workplace.records.events(aftermath.attempt.id)[-1] == aftermath.trace.events[-1]


def test_the_clerk_who_does_what_only_the_head_may_is_told_so(workplace: Workplace) -> None:
    aftermath = abused(workplace)
    item = aftermath.assign("letter", "clerk")
    assert (item.by, item.right, item.open) == ("clerk", False, True)
    card = aftermath.summary.scorecard
    assert card is not None
    assert [f.verdict for f in card.findings if f.rule == "role-warning_letter"] == ["wrong_role"]
    assert aftermath.assign("letter", "head").right


def test_what_was_given_is_there_after_the_program_was_closed(workplace: Workplace) -> None:
    aftermath = abused(workplace)
    aftermath.assign("head_review", "head")
    reopened = again(workplace, aftermath)
    assert reopened.trace == aftermath.trace
    assert reopened.items() == aftermath.items()
    assert reopened.summary == aftermath.summary


def test_the_talk_still_replays_when_steps_were_given_after_it(workplace: Workplace) -> None:
    aftermath = abused(workplace)
    aftermath.assign("letter", "head")
    loaded = workplace.load("small-call", "ko")
    events = workplace.records.events(aftermath.attempt.id)
    play = revisit(aftermath.attempt, loaded, workplace.manual, events)
    assert play.trace().events == tuple(event for event in events if event.kind != "assigned")


def test_a_step_that_could_not_be_kept_is_held_and_kept_at_the_second_try(workplace: Workplace) -> None:
    aftermath = abused(workplace)
    refuse(workplace, "INSERT ON event")
    with pytest.raises(UserProblem, match="records-write"):
        aftermath.assign("letter", "head")
    assert [item.by for item in aftermath.items() if item.name == "letter"] == [None]
    accept(workplace)
    aftermath.keep()
    assert [item.by for item in again(workplace, aftermath).items() if item.name == "letter"] == ["head"]


def test_a_changed_manual_takes_no_more_steps_but_lets_the_report_be_finished(workplace: Workplace) -> None:
    aftermath = abused(workplace)
    other = msgspec.structs.replace(workplace.manual, hash="another")
    aftermath.manual = other
    card = aftermath.summary.scorecard
    with pytest.raises(UserProblem, match="after-manual"):
        aftermath.assign("letter", "head")
    aftermath.write(IncidentReport({"summary": "14시에 민원인이 욕설을 하였다."}))
    aftermath.finish_paper()
    assert (aftermath.summary.paper, aftermath.summary.scorecard) == ("done", card)


# The report


def test_the_report_begins_with_what_is_known_and_is_kept_as_it_stands(workplace: Workplace) -> None:
    aftermath = abused(workplace)
    assert aftermath.report().value("date") == aftermath.attempt.day
    aftermath.write(aftermath.report().with_value("summary", "통화 중 욕설"))
    aftermath.write(aftermath.report().with_value("warnings", "1"))
    kept = again(workplace, aftermath).report()
    assert (kept.value("summary"), kept.value("warnings")) == ("통화 중 욕설", "1")


def test_an_empty_report_cannot_be_finished(workplace: Workplace) -> None:
    aftermath = abused(workplace)
    with pytest.raises(UserProblem, match="report-empty"):
        aftermath.finish_paper()
    aftermath.write(IncidentReport({"summary": "통화 중 욕설"}))
    aftermath.finish_paper()
    kept = workplace.records.summary(aftermath.attempt.id)
    assert kept is not None
    assert kept.paper == "done"


def test_the_facts_of_the_report_are_those_of_the_run(workplace: Workplace) -> None:
    facts = abused(workplace).facts()
    assert (facts.warnings, facts.recorded, facts.reason_given) == (1, True, True)
    assert facts.boxes == ("폭언",)
    assert facts.words[0] == "이런 {{씨발}} 진짜."


# The reflection


def test_an_assessed_run_is_closed_by_both_answers_and_not_by_one(workplace: Workplace) -> None:
    aftermath = abused(workplace, "assessment")
    assert not aftermath.summary.closed
    assert aftermath.needs_reflection
    for given in (ANSWERS[:1], [ANSWERS[0], Reflection("next", "  ")]):
        with pytest.raises(UserProblem, match="reflection-missing"):
            aftermath.reflect(given)
    assert aftermath.reflections() == []
    aftermath.reflect(ANSWERS)
    reopened = again(workplace, aftermath)
    assert (reopened.needs_reflection, bool(reopened.summary.closed)) == (False, True)
    assert {reflection.question for reflection in reopened.reflections()} == set(QUESTIONS)


def test_a_practice_asks_for_no_reflection(workplace: Workplace) -> None:
    aftermath = abused(workplace)
    assert not aftermath.needs_reflection
    assert aftermath.summary.closed


def test_the_reflection_starts_from_the_words_that_cost_most(workplace: Workplace) -> None:
    rehearsal = played(workplace, "cold", "back", mode="assessment")
    aftermath = Aftermath.of(rehearsal, workplace.records)
    assert aftermath is not None
    assert aftermath.hardest_words() == "이런 {{씨발}} 진짜."


@pytest.mark.parametrize("state", ["open", "stopped", "too old"])
def test_what_cannot_be_reopened_says_why(workplace: Workplace, state: str) -> None:
    loaded = workplace.load("small-call", "ko")
    rehearsal, _ = Rehearsal.begin(loaded, workplace.manual, workplace.records)
    if state == "stopped":
        rehearsal.stop()
    if state == "too old":
        for option in ("hear", "rule"):
            rehearsal.take(Choose(option))
        with workplace.records.database.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE attempt SET facts = ''")
    reason = {"open": "attempt-open", "stopped": "no-score", "too old": "run-too-old"}[state]
    with pytest.raises(UserProblem, match=reason):
        Aftermath.reopened(workplace, rehearsal.attempt.id)


# The goal for next time


def test_the_weakest_rule_of_the_last_judged_run_is_the_goal(workplace: Workplace) -> None:
    assert last_goal(workplace) == ""
    played(workplace, "hear", "rule")
    assert last_goal(workplace) == ""
    played(workplace, "cold", "back")
    assert last_goal(workplace) == "욕설을 들으면 바로 다음 말에서 멈춰 달라고 요청합니다."
    loaded = workplace.load("small-call", "ko")
    rehearsal, _ = Rehearsal.begin(loaded, workplace.manual, workplace.records)
    rehearsal.stop()
    assert last_goal(workplace) == "욕설을 들으면 바로 다음 말에서 멈춰 달라고 요청합니다."
