"""Courses: scenarios in an order, with one before and another after that show what the practice has changed.

A course is a small YAML file (`dialogues/courses/`, and the trainer's own folder). It names scenarios by their ids and
holds nothing else of them.
"""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from dialogues.model import is_id
from scoring import strict_yaml, typed_data
from scoring.strict_yaml import Document, Place, Problem
from scoring.texts import Text
from scoring.typed_data import nearest

SHIPPED_COURSES = Path(__file__).parent / "courses"

Part = Literal["pre_test", "practice", "post_test"]


class Item(msgspec.Struct, frozen=True):
    """One scenario of a course. The tests are assessed runs, the rest is practice."""

    part: Part
    scenario: str


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """A course as its file has it. about: for whom it is and what it is good for, in a sentence or two.

    post_test: another scenario than pre_test, so that what was learnt is shown and not what was remembered.
    """

    course: str
    title: Text
    about: Text
    pre_test: str
    practice: tuple[str, ...]
    post_test: str

    @property
    def items(self) -> tuple[Item, ...]:
        """Return the scenarios in their order."""
        practice = (Item("practice", name) for name in self.practice)
        return (Item("pre_test", self.pre_test), *practice, Item("post_test", self.post_test))


class CourseFile(msgspec.Struct, frozen=True):
    """What came of reading one file. course is None when anything was wrong."""

    path: Path
    course: Course | None
    problems: tuple[Problem, ...] = ()


def is_course(document: Document) -> bool:
    """Return whether a file that was read means to be a course, not a scenario."""
    return isinstance(document.content, dict) and "course" in document.content


def read_course(path: Path, scenarios: Collection[str]) -> CourseFile:
    """Read and check one file; what cannot be opened or read is a problem, too.

    scenarios: the ids there are.
    """
    try:
        document = strict_yaml.composed(strict_yaml.read_file(path))
    except strict_yaml.UnreadableError as error:
        return CourseFile(path, None, tuple(error.problems))
    except OSError as error:
        return CourseFile(path, None, (Problem("D015", Place(), {"reason": error.strerror or ""}),))
    return course_of(path, document, scenarios)


def course_of(path: Path, document: Document, scenarios: Collection[str]) -> CourseFile:
    """Check a course that was read. scenarios: the ids there are."""
    course, problems = typed_data.build(document, Course)
    if course is not None:
        problems = list(_problems(course, document, scenarios))
    return CourseFile(path, None if problems else course, tuple(problems))


def courses_in(folders: Iterable[Path], scenarios: Collection[str]) -> list[CourseFile]:
    """Return every course file of some folders; a course whose id an earlier one has says so and is left out."""
    found: dict[str, Path] = {}
    files = []
    for path in (path for folder in folders if folder.is_dir() for path in sorted(folder.rglob("*.yaml"))):
        file = read_course(path, scenarios)
        if file.course is not None:
            first = found.setdefault(file.course.course, path)
            if first != path:
                file = CourseFile(path, None, (taken_id(file.course.course, first),))
        files.append(file)
    return files


def taken_id(name: str, first: Path) -> Problem:
    """Return the problem of a course whose id an earlier file has."""
    return Problem("D404", Place(), {"name": name, "other": str(first)})


def _problems(course: Course, document: Document, scenarios: Collection[str]) -> Iterator[Problem]:
    if not is_id(course.course):
        yield Problem("D111", document.place(("course",)), {"name": course.course})
    if not course.practice:
        yield Problem("D403", document.place(("practice",)))
    where: list[tuple[str | int, ...]] = [("pre_test",)]
    where += [("practice", number) for number in range(len(course.practice))]
    where += [("post_test",)]
    seen: set[str] = set()
    for way, item in zip(where, course.items, strict=True):
        if item.scenario not in scenarios:
            detail = {"name": item.scenario, "near": nearest(item.scenario, scenarios)}
            yield Problem("D401", document.place(way), detail)
        elif item.scenario in seen:
            yield Problem("D402", document.place(way), {"name": item.scenario})
        seen.add(item.scenario)
