"""Courses in the app: from the home screen through a run and back to the course."""

from pathlib import Path

import pytest
from textual.widgets import OptionList, Static

from dialogues.library import Library
from simulator import places
from simulator.app import MinwonApp
from simulator.screens.course import CourseScreen
from simulator.screens.courses import CoursesScreen
from simulator.screens.debrief import DebriefScreen
from simulator.screens.dialogs import MessageDialog
from simulator.screens.home import HomeScreen
from simulator.screens.reflection import ReflectionScreen
from simulator.texts import use_language
from simulator.workplace import Workplace
from tests.simulator.courses_at_work import put_course
from tests.simulator.screens_at_work import SIZES, check_screen, press, screen_text, shows

pytestmark = pytest.mark.usefixtures("same_lines")

TO_THE_COURSE = ["3", "enter"]
A_GOOD_RUN = ["1", "1", "enter", "escape", "escape", "escape"]  # the judgement, and its questions left for later


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MinwonApp:
    workplace = Workplace()
    put_course(tmp_path / "library", monkeypatch)
    workplace.library = Library(workplace.manual, [tmp_path / "library"])
    app = MinwonApp(workplace)
    app.workplace.settings  # noqa: B018 - read before the screen opens, as the command does
    return app


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_courses_look_as_they_should(app: MinwonApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await press(pilot, ["3"])
        assert shows(app, CoursesScreen)
        check_screen(app, "courses")
        await press(pilot, ["enter"])
        assert shows(app, CourseScreen)
        check_screen(app, "course")


async def test_the_courses_speak_english(app: MinwonApp) -> None:
    use_language("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, TO_THE_COURSE)
        check_screen(app, "course-english")


async def test_a_run_begun_in_a_course_comes_back_to_it_with_the_next_step_highlighted(app: MinwonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, [*TO_THE_COURSE, "enter"])
        await press(pilot, ["enter"])  # the test is highlighted in the briefing
        await press(pilot, ["1", "1", "enter"])
        assert shows(app, DebriefScreen)
        await press(pilot, ["escape"])
        assert shows(app, ReflectionScreen)
        await press(pilot, ["escape", "escape"])
        assert shows(app, CourseScreen)
        assert app.screen.query_one("#list", OptionList).highlighted == 1
        check_screen(app, "course-begun")
        await press(pilot, ["escape", "escape"])
        assert shows(app, HomeScreen)


async def test_home_says_which_course_goes_on(app: MinwonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        assert "작은 과정" not in screen_text(app)
        await press(pilot, [*TO_THE_COURSE, "enter", "enter", *A_GOOD_RUN])
        app.go_home()
        await press(pilot, [])
        assert shows(app, HomeScreen)
        assert "과정 작은 과정: 3단계 가운데 1단계 마침, 다음: 두 번째 전화 (3번)" in screen_text(app)


async def test_a_whole_course_ends_with_the_comparison(app: MinwonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, [*TO_THE_COURSE, "enter", "enter", *A_GOOD_RUN])
        await press(pilot, ["enter", "enter", "1", "1", "enter", "escape"])
        await press(pilot, ["enter", "enter", *A_GOOD_RUN])
        assert shows(app, CourseScreen)
        assert "사전 평가 100점, 사후 평가 100점(+0점)" in screen_text(app)


async def test_without_a_course_the_page_says_so(
    app: MinwonApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("simulator.courses.places.own_courses_folder", lambda: tmp_path / "none")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["3"])
        assert "열 수 있는 과정이 없습니다." in str(app.screen.query_one("#scenario-note", Static).content)
        await press(pilot, ["enter"])
        assert shows(app, CoursesScreen)


async def test_records_that_cannot_be_read_are_said(app: MinwonApp) -> None:
    places.database_file().write_bytes(b"no database at all " * 60)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["3"])
        assert shows(app, MessageDialog)
        assert places.DATABASE_NAME in screen_text(app)
