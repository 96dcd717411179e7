"""Courses in lines: the list with its progress, one course with its steps, what to do next."""

from collections.abc import Callable, Iterator

from simulator import wording
from simulator.course_progress import Progress, Step
from simulator.plain.cells import padded
from simulator.texts import active_language, count, say

_STATE, _PART = 7, 11  # cells, wide enough in both languages
TitleOf = Callable[[str], str]


def title_line(progress: Progress) -> str:
    """Return a course in one line: its title and how many of its steps are done."""
    title = progress.course.title.in_language(active_language())
    return say("courses.line", title=title, done=progress.done, steps=len(progress.steps))


def list_lines(progress: Progress) -> Iterator[str]:
    """Yield what the list says of one course."""
    yield progress.course.course
    yield "  " + title_line(progress)
    yield "  " + progress.course.about.in_language(active_language())


def course_lines(progress: Progress, title_of: TitleOf) -> Iterator[str]:
    """Yield a whole course: what it is for, its steps, what the tests show, what comes next."""
    yield title_line(progress)
    yield progress.course.about.in_language(active_language())
    yield ""
    for number, step in enumerate(progress.steps, 1):
        yield f"{number}  {step_line(step, progress, title_of)}"
    yield ""
    yield from outcome_lines(progress)
    yield next_command(progress)


def step_line(step: Step, progress: Progress, title_of: TitleOf) -> str:
    """Return one step in aligned cells: its result or that it is next, what it is, the scenario."""
    part = say(f"courses.{step.item.part}")
    return f"{padded(_state(step, progress), _STATE)}  {padded(part, _PART)}  {title_of(step.item.scenario)}"


def _state(step: Step, progress: Progress) -> str:
    if step.result is not None:
        return say("courses.scored", score=wording.score(step.result.total))
    return say("courses.next" if step == progress.next else "courses.to-do")


def outcome_lines(progress: Progress) -> Iterator[str]:
    """Yield what the two tests show, where both are done, and what limits the comparison."""
    if progress.gain is None:
        return
    first, last = progress.steps[0].result, progress.steps[-1].result
    assert first is not None
    assert last is not None
    yield say("courses.compared", first=first.total, last=last.total, change=f"{progress.gain:+d}")
    yield say("courses.other-scenario")
    if progress.practised_before:
        yield say("courses.practised-before")


def next_command(progress: Progress) -> str:
    """Return what to type for the next step, or that all is done."""
    step = progress.next
    if step is None:
        return say("courses.all-done")
    option = " --assessment" if step.mode == "assessment" else ""
    return say("courses.next-command", command=f"minwon play {step.item.scenario}{option}")


def begun_line(progress: Progress, title_of: TitleOf) -> str:
    """Return the home screen's line on a course that was begun and is not done."""
    step = progress.next
    assert step is not None
    return say("courses.begun", course=title_line(progress), title=title_of(step.item.scenario))


def number_line(number: int) -> str:
    """Return how many courses there are."""
    return count("courses.number", number)
