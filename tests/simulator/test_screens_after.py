"""The screens after the talk: who does what next, the report, the reflection, and what might have been."""

import pytest
from textual.widgets import OptionList

from simulator.app import MinwonApp
from simulator.problems import Exit, UserProblem
from simulator.screens.after import AfterScreen
from simulator.screens.debrief import DebriefScreen
from simulator.screens.dialogs import ChoiceDialog, MessageDialog
from simulator.screens.history import HistoryScreen
from simulator.screens.home import HomeScreen
from simulator.screens.incident_report import IncidentReportScreen
from simulator.screens.reflection import ReflectionScreen
from simulator.screens.text_page import TextPage
from simulator.screens.what_if import WhatIfScreen
from simulator.terminal_fixes import KoreanTextArea
from simulator.texts import use_language
from simulator.widgets.ticks import Ticks, in_rows
from tests.simulator.screens_at_work import SIZES, check_screen, press, screen_text, shows

pytestmark = pytest.mark.usefixtures("same_lines")

ENDED = ["1", "enter", "1", "2", "f2", "끝", "냈", "enter", "enter"]  # an insult, and the call is ended
ASSESSED = ["1", "enter", "2", "1", "1", "enter"]

KEYS = {
    "after": ENDED,
    "after-who": [*ENDED, "1"],
    "after-given": [*ENDED, "5", "1"],
    "incident-report": [*ENDED, "f4"],
    "report-check": [*ENDED, "f4", "f4"],
    "record": [*ENDED, "f4", "f3"],
    "debrief-after": [*ENDED, "4", "4", "f8"],
    "debrief-assessed": ASSESSED,
    "reflection": [*ASSESSED, "f8"],
    "what-if": [*ENDED, "f8", "f3"],
    "what-if-instead": [*ENDED, "f8", "f3", "1"],
    "what-if-open": [*ENDED, "f8", "f3", "1", "1"],
    "what-if-ended": [*ENDED, "f8", "f3", "1", "1", "1"],
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", KEYS)
async def test_screen_looks_as_it_should(app: MinwonApp, name: str, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await press(pilot, KEYS[name])
        check_screen(app, name)


@pytest.mark.parametrize("name", ["after-given", "incident-report", "report-check", "reflection", "what-if-ended"])
async def test_it_speaks_english(app: MinwonApp, name: str) -> None:
    use_language("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, KEYS[name])
        check_screen(app, f"{name}-english")


async def test_a_step_is_given_and_kept_before_the_answer_shows(app: MinwonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, [*ENDED, "5", "4"])
        assert shows(app, AfterScreen)
        records = app.workplace.records
        attempt = records.summaries()[0].attempt
        assert [event.kind for event in records.events(attempt)][-1] == "assigned"
        assert "부서장" in screen_text(app)


async def test_a_step_that_cannot_be_kept_is_said_and_stays_open(
    app: MinwonApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ENDED)

        def full(*_: object) -> None:
            raise UserProblem("problem.records-write", Exit.ENVIRONMENT, reason="disk full")

        with monkeypatch.context() as patch:
            patch.setattr(app.workplace.records, "judge_again", full)
            await press(pilot, ["5", "4"])
            assert shows(app, MessageDialog)
        await press(pilot, ["enter"])
        assert "서면 경고 (아직)" in screen_text(app)
        await press(pilot, ["5", "4"])
        assert "서면 경고 (부서장)" in screen_text(app)


async def test_the_tenth_step_has_the_key_0_and_escape_gives_nothing(app: MinwonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, [*ENDED, "0"])
        assert shows(app, ChoiceDialog)
        await press(pilot, ["escape"])
        assert shows(app, AfterScreen)
        assert "담당자)" not in screen_text(app)


async def test_what_is_written_is_kept_when_the_field_is_left(app: MinwonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, [*ENDED, "f4", "tab", *"14:05", "tab", *"14:07", "tab", "교", "통", "과", "tab"])
        assert shows(app, IncidentReportScreen)
        records = app.workplace.records
        report = records.report(records.summaries()[0].attempt)
        assert report is not None
        assert (report.value("began"), report.value("ended"), report.value("unit")) == ("14:05", "14:07", "교통과")


async def test_boxes_are_ticked_by_number_and_text_is_written_in_hangul(app: MinwonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, [*ENDED, "f4"])
        app.screen.query(Ticks).first().focus()
        await press(pilot, ["1", "2", "2", "9"])
        app.screen.query(KoreanTextArea).first().focus()
        await press(pilot, ["욕", "설", "escape"])
        records = app.workplace.records
        report = records.report(records.summaries()[0].attempt)
        assert report is not None
        assert (report.ticked("boxes"), report.value("summary")) == (("폭언",), "욕설")


async def test_the_report_is_finished_only_with_an_account(app: MinwonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, [*ENDED, "f4", "f8"])
        assert shows(app, MessageDialog)
        await press(pilot, ["enter"])
        app.screen.query(KoreanTextArea).first().focus()
        await press(pilot, ["욕", "설", "f8"])
        assert shows(app, TextPage)
        assert app.workplace.records.summaries()[0].paper == "done"
        await press(pilot, ["escape", "f8"])
        assert shows(app, DebriefScreen)


async def test_the_paper_can_be_taken_up_later_from_the_results(app: MinwonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, [*ENDED, "f8", "escape"])
        assert shows(app, HomeScreen)
        await press(pilot, ["4", "enter", "f4"])
        assert shows(app, AfterScreen)
        await press(pilot, ["5", "4", "f8"])
        assert shows(app, DebriefScreen)
        await press(pilot, ["escape"])
        assert shows(app, HistoryScreen)


async def test_leaving_an_assessed_run_asks_its_questions_once(app: MinwonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, [*ASSESSED, "enter"])
        assert shows(app, ReflectionScreen)
        await press(pilot, ["f8"])
        assert shows(app, MessageDialog)
        await press(pilot, ["enter", "escape"])
        assert shows(app, DebriefScreen)
        assert not app.workplace.records.summaries()[0].closed
        await press(pilot, ["enter"])
        assert shows(app, HomeScreen)


async def test_two_answers_close_an_assessed_run(app: MinwonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, [*ASSESSED, "f8", "네", "tab", "네", "f8"])
        assert shows(app, DebriefScreen)
        assert app.workplace.records.summaries()[0].closed
        assert "마무리됩니다" not in screen_text(app)
        await press(pilot, ["enter"])
        assert shows(app, HomeScreen)


async def test_what_if_keeps_nothing_and_offers_another_turn(app: MinwonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, [*ENDED, "f8"])
        before = app.workplace.records.count_events()
        await press(pilot, ["f3", "1", "1", "1"])
        assert shows(app, WhatIfScreen)
        assert "100점" in screen_text(app)
        await press(pilot, ["f5"])
        assert app.screen.query_one("#list", OptionList).option_count == 2
        assert app.workplace.records.count_events() == before


@pytest.mark.parametrize(
    ("width", "rows"),
    [
        (30, ["1 [ ] 폭언   2 [ ] 협박", "3 [ ] 폭행"]),
        (10, ["1 [ ] 폭언", "2 [ ] 협박", "3 [ ] 폭행"]),
        (3, ["1 [ ] 폭언", "2 [ ] 협박", "3 [ ] 폭행"]),
        (80, ["1 [ ] 폭언   2 [ ] 협박   3 [ ] 폭행"]),
    ],
)
def test_no_choice_is_cut_in_two(width: int, rows: list[str]) -> None:
    assert in_rows(["1 [ ] 폭언", "2 [ ] 협박", "3 [ ] 폭행"], width) == rows
