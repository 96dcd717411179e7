"""What counts for the steps of a course."""

import msgspec
import pytest

from dialogues.course import Course
from scoring.scorecard import Scorecard
from scoring.texts import Text
from simulator.course_progress import Progress, progress_in
from simulator.records.model import Mode, Summary

COURSE = Course(
    course="small", title=Text("과정"), about=Text("셋"), pre_test="first", practice=("second",), post_test="third"
)


def run(name: str, minute: int, total: int | None = 70, mode: Mode = "assessment") -> Summary:
    """Return a result of one minute, begun at a minute of an hour; without a total it was stopped."""
    card = msgspec.structs.replace(_CARD, total=total) if total is not None else None
    return Summary(
        attempt=f"{name}-{minute}", scenario=name, version=1, mode=mode, policy="p",
        began=f"2026-11-25T10:{minute:02}:00+09:00", ended=f"2026-11-25T10:{minute + 1:02}:00+09:00",
        ending="e", outcome="resolved", turns=1, seconds=30, anger_first=50, anger_last=20, scorecard=card,
    )  # fmt: skip


_CARD = Scorecard(policy="p", manual_hash="", ladders=(), total=0, passed=True, dimensions=(), findings=())


def counted(progress: Progress) -> list[str | None]:
    return [step.result.attempt if step.result else None for step in progress.steps]


CASES = {
    "nothing yet": ([], [None, None, None]),
    "a practised test is no test": ([run("first", 0, mode="practice")], [None, None, None]),
    "a stopped run counts for nothing": ([run("first", 0, None), run("second", 2, None)], [None, None, None]),
    "the earliest first test": ([run("first", 5), run("first", 0)], ["first-0", None, None]),
    "the newest practice, in any mode": (
        [run("second", 8), run("second", 4, mode="practice")],
        [None, "second-8", None],
    ),
    "a last test before the first is none": ([run("third", 0), run("first", 2)], ["first-2", None, None]),
    "a last test begun during the first is none": ([run("first", 2), run("third", 2)], ["first-2", None, None]),
    "the earliest last test after the first": (
        [run("third", 9), run("third", 6), run("first", 2)],
        ["first-2", None, "third-6"],
    ),
    "other scenarios are of no account": ([run("other", 0)], [None, None, None]),
}


@pytest.mark.parametrize("case", CASES)
def test_what_counts(case: str) -> None:
    summaries, wanted = CASES[case]
    assert counted(progress_in(COURSE, summaries)) == wanted
    assert counted(progress_in(COURSE, reversed(summaries))) == wanted


def test_the_next_step_is_the_first_that_is_not_done() -> None:
    progress = progress_in(COURSE, [run("second", 0)])
    assert (progress.done, progress.begun) == (1, True)
    assert progress.next == progress.steps[0]
    assert [step.mode for step in progress.steps] == ["assessment", "practice", "assessment"]
    done = progress_in(COURSE, [run("first", 0), run("second", 2), run("third", 4)])
    assert (done.done, done.next) == (3, None)
    assert not progress_in(COURSE, []).begun


def test_the_tests_are_compared_when_both_are_done() -> None:
    tests = [run("first", 0, 60), run("third", 4, 85)]
    assert progress_in(COURSE, tests[:1]).gain is None
    assert progress_in(COURSE, tests).gain == 25


def test_practice_before_the_first_test_is_said() -> None:
    tests = [run("first", 4), run("third", 8)]
    assert not progress_in(COURSE, [*tests, run("second", 6, mode="practice")]).practised_before
    assert progress_in(COURSE, [*tests, run("second", 0, mode="practice")]).practised_before
    assert not progress_in(COURSE, [run("second", 0)]).practised_before
