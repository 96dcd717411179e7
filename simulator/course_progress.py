"""How far somebody has come in a course: worked out of the kept results, nothing of its own is kept."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dialogues.course import Course, Item
from simulator.records.model import Mode, Summary


class Step(NamedTuple):
    """One scenario of a course and the result that counts for it; None while there is none."""

    item: Item
    result: Summary | None

    @property
    def mode(self) -> Mode:
        """Return how it is to be played."""
        return mode_of(self.item)


class Progress(NamedTuple):
    """A course with its steps. practised_before: something of it was practised before the first test."""

    course: Course
    steps: tuple[Step, ...]
    practised_before: bool

    @property
    def done(self) -> int:
        """Return how many steps are done."""
        return sum(step.result is not None for step in self.steps)

    @property
    def begun(self) -> bool:
        """Return whether the first test was taken, or anything besides the tests was practised."""
        return self.done > 0

    @property
    def next(self) -> Step | None:
        """Return the first step that is not done; None when all are."""
        return next((step for step in self.steps if step.result is None), None)

    @property
    def gain(self) -> int | None:
        """Return the points between the two tests; None while one of them is to come."""
        first, last = self.steps[0].result, self.steps[-1].result
        if first is None or last is None or first.total is None or last.total is None:
            return None
        return last.total - first.total


def mode_of(item: Item) -> Mode:
    """Return how a scenario of a course is played: the tests are assessed."""
    return "practice" if item.part == "practice" else "assessment"


def progress_in(course: Course, summaries: Iterable[Summary]) -> Progress:
    """Return the progress in a course. summaries: every result, in any order.

    What counts: for the first test the earliest assessed run, for the last one the earliest that was begun after the
    first test had ended, for the rest the newest run in any mode. A stopped run counts for nothing.
    """
    ordered = sorted((summary for summary in summaries if summary.scorecard), key=lambda summary: summary.ended)
    first = _first_test(course, ordered)
    steps = tuple(Step(item, _result(item, ordered, first)) for item in course.items)
    before = first is not None and any(_practised(course, run) and run.ended < first.began for run in ordered)
    return Progress(course, steps, before)


def _first_test(course: Course, ordered: Sequence[Summary]) -> Summary | None:
    return next((summary for summary in ordered if _is_test(summary, course.pre_test)), None)


def _result(item: Item, ordered: Sequence[Summary], first: Summary | None) -> Summary | None:
    if item.part == "pre_test":
        return first
    if item.part == "practice":
        return next((summary for summary in reversed(ordered) if summary.scenario == item.scenario), None)
    if first is None:
        return None
    after = (summary for summary in ordered if summary.began >= first.ended)
    return next((summary for summary in after if _is_test(summary, item.scenario)), None)


def _is_test(summary: Summary, scenario: str) -> bool:
    return summary.scenario == scenario and summary.mode == "assessment"


def _practised(course: Course, summary: Summary) -> bool:
    return summary.scenario in course.practice
