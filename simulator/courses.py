"""The courses on this machine: shipped, the trainer's own; and the progress in them."""

from collections.abc import Sequence
from typing import NamedTuple

from dialogues.course import SHIPPED_COURSES, Course, CourseFile, courses_in
from scoring.typed_data import nearest
from simulator import places
from simulator.course_progress import Progress, progress_in
from simulator.problems import UserProblem
from simulator.records.model import Summary
from simulator.workplace import Workplace


class Shelf(NamedTuple):
    """The courses that can be taken, and the files with errors."""

    courses: tuple[Course, ...]
    broken: tuple[CourseFile, ...]


def read_courses(workplace: Workplace) -> Shelf:
    """Return every course whose scenarios the library has, and the files that are no such course."""
    known = {item.card.scenario for item in workplace.library.listing() if item.card}
    files = courses_in((SHIPPED_COURSES, places.own_courses_folder()), known)
    sound = tuple(file.course for file in files if file.course)
    return Shelf(sound, tuple(file for file in files if not file.course))


def results(workplace: Workplace) -> list[Summary]:
    """Return every result on this machine. Raises UserProblem."""
    return workplace.records.summaries()


def progress_by_name(shelf: Shelf, summaries: Sequence[Summary], name: str | None) -> list[Progress]:
    """Return the progress in every course, or in the one of a name. Raises UserProblem where there is none."""
    chosen = [course for course in shelf.courses if name in (None, course.course)]
    if name is not None and not chosen:
        known = [course.course for course in shelf.courses]
        raise UserProblem("problem.course-unknown", name=name, near=nearest(name, known) or ", ".join(known))
    return [progress_in(course, summaries) for course in chosen]


def begun(found: Sequence[Progress]) -> Progress | None:
    """Return the course that is begun and not done whose last result is the newest; None where there is none."""
    open_ones = [progress for progress in found if progress.begun and progress.next]
    return max(open_ones, key=_newest, default=None)


def _newest(progress: Progress) -> str:
    return max(step.result.ended for step in progress.steps if step.result)
