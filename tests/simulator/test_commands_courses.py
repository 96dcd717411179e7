"""`minwon courses`: the list, one course, and what a wrong file or name gets."""

from pathlib import Path

import pytest

from simulator import places
from simulator.problems import Exit
from simulator.texts import use_language
from tests.simulator.commands_at_work import Command, played
from tests.simulator.courses_at_work import put_course


@pytest.fixture
def course(monkeypatch: pytest.MonkeyPatch) -> Path:
    return put_course(places.own_scenarios_folder(), monkeypatch)


@pytest.mark.usefixtures("course")
def test_courses_are_listed_with_their_progress(cli: Command) -> None:
    played(cli, "--assessment")
    done = cli("courses")
    assert done.code == 0
    assert done.out.splitlines() == ["small", "  작은 과정: 3단계 가운데 1단계 마침", "  전화 셋을 차례로 받습니다."]
    assert done.err == "과정 1개\n"


@pytest.mark.usefixtures("course")
def test_a_course_shows_its_steps_and_what_to_type_next(cli: Command) -> None:
    assert "다음 단계: minwon play small-call --assessment" in cli("courses", "small").out
    played(cli, "--assessment")
    lines = cli("courses", "small").out.splitlines()
    assert lines[3:6] == [
        "1  100점    사전 평가    작은 전화",
        "2  다음     연습         두 번째 전화",
        "3  아직     사후 평가    세 번째 전화",
    ]
    assert lines[-1] == "다음 단계: minwon play second-call"


@pytest.mark.usefixtures("course")
def test_a_finished_course_compares_its_tests_and_says_what_that_means(cli: Command) -> None:
    played(cli, "--assessment", lines="cold stop rule")
    played(cli, scenario="second-call")
    played(cli, "--assessment", scenario="third-call")
    lines = cli("courses", "small").out.splitlines()
    before = cli("results", "--json").json[-1]["total"]
    assert f"사전 평가 {before}점, 사후 평가 100점({100 - before:+d}점)" in lines
    assert any("다른 시나리오" in line for line in lines)
    assert lines[-1] == "과정을 모두 마쳤습니다."
    assert not any("연습한 적이 있어" in line for line in lines)


@pytest.mark.usefixtures("course")
def test_a_course_as_json(cli: Command) -> None:
    attempt = played(cli, "--assessment")["attempt"]
    (course,) = cli("courses", "--json").json
    assert (course["course"], course["done"], course["gain"]) == ("small", 1, None)
    assert course["steps"][0] == {"part": "pre_test", "scenario": "small-call", "attempt": attempt, "total": 100}
    assert [step["attempt"] for step in course["steps"][1:]] == [None, None]
    assert len(cli("courses", "small", "--json").json) == 1


@pytest.mark.usefixtures("course")
def test_courses_speak_english(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINWON_LANG", "en")
    lines = cli("courses", "small").out.splitlines()
    assert lines[:2] == ["Small course: 0 of 3 steps done", "Three calls in a row."]
    assert lines[-1] == "Next step: minwon play small-call --assessment"
    use_language("ko")


@pytest.mark.usefixtures("course")
def test_an_unknown_course_is_said_with_one_like_it(cli: Command) -> None:
    done = cli("courses", "smal")
    assert (done.code, done.out) == (Exit.WRONG_USE, "")
    assert "'smal'" in done.err
    assert "small" in done.err.replace("'smal'", "")


def test_a_course_with_an_error_is_left_out_and_named(cli: Command, course: Path) -> None:
    course.write_text(course.read_text(encoding="utf-8").replace("third-call", "thrid-call"), encoding="utf-8")
    done = cli("courses")
    assert (done.code, done.out) == (Exit.FOUND_PROBLEMS, "")
    assert str(course) in done.err
