"""Reading courses: what stands in a file, and everything that can be wrong in it, at its place."""

from pathlib import Path

import pytest

from dialogues.course import SHIPPED_COURSES, CourseFile, Item, courses_in, read_course
from dialogues.library import Library
from scoring.manual.reader import shipped_manual

KNOWN = ("first", "second", "third")
GOOD = """\
course: small
title: {ko: 작은 과정, en: Small}
about: 셋을 차례로 합니다.
pre_test: first
practice: [second]
post_test: third
"""


def read(folder: Path, text: str) -> CourseFile:
    path = folder / "small.yaml"
    path.write_text(text, encoding="utf-8")
    return read_course(path, KNOWN)


def test_a_course_lies_in_order(tmp_path: Path) -> None:
    course = read(tmp_path, GOOD).course
    assert course is not None
    assert course.items == (Item("pre_test", "first"), Item("practice", "second"), Item("post_test", "third"))
    assert (course.title.in_language("en"), course.about.in_language("en")) == ("Small", "셋을 차례로 합니다.")


WRONG = {
    "D401": ("[second]", "[secnod]", (5, 12), {"name": "secnod", "near": "second"}),
    "D402": ("post_test: third", "post_test: first", (6, 1), {"name": "first"}),
    "D403": ("[second]", "[]", (5, 1), {}),
    "D111": ("course: small", "course: Small_Course", (1, 1), {"name": "Small_Course"}),
    "D010": ("about:", "abuot: x\nabout:", (3, 1), {"name": "abuot", "near": "about"}),
    "D011": ("pre_test: first\n", "", (1, 1), {"name": "pre_test"}),
    "D001": ("[second]", "[second", (6, 10), None),
}


@pytest.mark.parametrize("code", WRONG)
def test_a_wrong_course_says_what_and_where(tmp_path: Path, code: str) -> None:
    right, wrong, (line, column), detail = WRONG[code]
    file = read(tmp_path, GOOD.replace(right, wrong))
    (problem,) = file.problems
    assert (file.course, problem.code, problem.place.line, problem.place.column) == (None, code, line, column)
    assert detail is None or {name: problem.detail[name] for name in detail} == detail


def test_a_practised_scenario_is_no_test_either(tmp_path: Path) -> None:
    file = read(tmp_path, GOOD.replace("[second]", "[second, third]"))
    assert [problem.code for problem in file.problems] == ["D402"]


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    assert [problem.code for problem in read_course(tmp_path / "gone.yaml", KNOWN).problems] == ["D015"]


def test_an_id_stands_once(tmp_path: Path) -> None:
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    for folder in (own, shipped):
        folder.mkdir()
        read(folder, GOOD)
    first, second = courses_in([shipped, own, tmp_path / "nowhere"], KNOWN)
    assert first.course is not None
    assert (second.course, [problem.code for problem in second.problems]) == (None, ["D404"])
    assert second.problems[0].detail["other"] == str(first.path)


def shipped() -> list[CourseFile]:
    known = {item.card.scenario for item in Library(shipped_manual()).listing() if item.card}
    return courses_in([SHIPPED_COURSES], known)


def test_the_shipped_courses_are_sound_and_told_in_both_languages() -> None:
    files = shipped()
    assert {file.path.stem: file.problems for file in files if file.problems} == {}
    names = {file.course.course for file in files if file.course}
    assert names == {"first-week", "phone-abuse", "harassment", "safety-drill", "kindness"}
    for file in files:
        assert file.course is not None
        assert file.path.stem == file.course.course
        assert file.course.title.en
        assert file.course.about.en


def test_the_half_hour_on_the_phone_is_half_an_hour_of_phone_calls() -> None:
    cards = {item.card.scenario: item.card for item in Library(shipped_manual()).listing() if item.card}
    (course,) = [file.course for file in shipped() if file.course and file.course.course == "phone-abuse"]
    played = [cards[item.scenario] for item in course.items]
    assert {card.channel for card in played} == {"phone"}
    assert sum(card.minutes for card in played) <= 30
