"""Courses among the files that are checked: each by itself, and no id twice."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from dialogues.course import course_of, is_course, taken_id
from dialogues.reader import ScenarioFile
from scoring.strict_yaml import Problem


def course_problems(files: Sequence[ScenarioFile], others: Callable[[], Iterable[str]]) -> dict[Path, list[Problem]]:
    """Return the problems of every course among some files, an empty list where there is none.

    others: returns the ids of scenarios besides those of the files; only asked when there is a course.
    """
    courses = [file for file in files if file.document is not None and is_course(file.document)]
    if not courses:
        return {}
    known = {*others(), *(file.scenario.scenario for file in files if file.scenario)}
    owners: dict[str, Path] = {}
    return {file.path: _problems(file, known, owners) for file in courses}


def _problems(file: ScenarioFile, known: set[str], owners: dict[str, Path]) -> list[Problem]:
    assert file.document is not None
    found = course_of(file.path, file.document, known)
    if found.course is None:
        return list(found.problems)
    first = owners.setdefault(found.course.course, file.path)
    return [] if first == file.path else [taken_id(found.course.course, first)]
