"""The screens as a trainee meets them: what is shown, by which keys, in both sizes and both languages."""

from pathlib import Path

import pytest
from textual.events import Key
from textual.widgets import Input, OptionList

from simulator.app import MinwonApp, Opening
from simulator.problems import Exit, UserProblem
from simulator.screens.briefing import BriefingScreen
from simulator.screens.cool_down import CoolDownScreen
from simulator.screens.debrief import DebriefScreen
from simulator.screens.dialogs import ChoiceDialog, MessageDialog
from simulator.screens.history import HistoryScreen
from simulator.screens.home import HomeScreen
from simulator.screens.manual import ManualScreen
from simulator.screens.palette import Palette
from simulator.screens.role_play import RolePlayScreen
from simulator.screens.scenarios import ScenariosScreen
from simulator.screens.survey import SurveyScreen
from simulator.texts import use_language
from tests.simulator.screens_at_work import SIZES, check_screen, press, screen_text, shows, small_workplace

pytestmark = pytest.mark.usefixtures("same_lines")

KEYS = {
    "home": [],
    "scenarios": ["1"],
    "briefing": ["1", "enter"],
    "role-play": ["1", "enter", "1"],
    "role-play-feedback": ["1", "enter", "1", "2"],
    "role-play-actions": ["1", "enter", "1", "f2"],
    "assessment": ["1", "enter", "2", "2"],
    "cool-down": ["1", "enter", "1", "f9"],
    "debrief": ["1", "enter", "1", "1", "1", "enter"],
    "survey": ["1", "enter", "2", "1", "1", "enter", "f7"],
    "manual": ["5"],
    "help": ["f1"],
    "palette": ["ctrl+p"],
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", KEYS)
async def test_screen_looks_as_it_should(app: MinwonApp, name: str, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await press(pilot, KEYS[name])
        check_screen(app, name)


@pytest.mark.parametrize("name", KEYS)
async def test_every_screen_speaks_english(app: MinwonApp, name: str) -> None:
    use_language("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, KEYS[name])
        check_screen(app, f"{name}-english")


async def test_a_run_ends_in_the_records_and_is_found_again(app: MinwonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["1", "enter", "1", "1", "1", "enter"])
        assert shows(app, DebriefScreen)
        await press(pilot, ["escape"])
        assert shows(app, HomeScreen)
        await press(pilot, ["4"])
        assert shows(app, HistoryScreen)
        assert app.screen.query_one("#list", OptionList).option_count == 1
        await press(pilot, ["enter"])
        assert shows(app, DebriefScreen)
        assert "100 / 100" in screen_text(app)
        await press(pilot, ["escape"])
        assert shows(app, HistoryScreen)


async def test_undo_takes_the_turn_back(app: MinwonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["1", "enter", "1", "2"])
        assert "진짜" in screen_text(app)
        await press(pilot, ["f5"])
        text = screen_text(app)
        assert "진짜" not in text
        assert "되돌렸습니다" in text
        assert "놀라셨겠습니다" in text


async def test_assessment_shows_no_feedback_and_offers_no_undo(app: MinwonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["1", "enter", "2", "2", "f5"])
        text = screen_text(app)
    assert "감정을 건너뛰었습니다" not in text
    assert "되돌리기" not in text
    assert "진짜" in text


async def test_one_key_stops_without_a_score(app: MinwonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["1", "enter", "1", "2", "f9"])
        assert shows(app, CoolDownScreen)
        summary = app.workplace.records.summaries()[0]
        assert summary.outcome == "stopped"
        assert summary.scorecard is None
        await press(pilot, ["enter"])
        assert shows(app, HomeScreen)


async def test_a_run_left_open_is_taken_up_again(app: MinwonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["1", "enter", "1", "2", "escape"])
        assert shows(app, ChoiceDialog)
        await press(pilot, ["2"])
        assert shows(app, HomeScreen)
        await press(pilot, ["2"])
        assert shows(app, RolePlayScreen)
        assert "진짜" in screen_text(app)


async def test_actions_are_found_by_initial_consonants(app: MinwonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["1", "enter", "1", "f2"])
        assert shows(app, Palette)
        await press(pilot, ["ㄴ", "ㅇ", "ㄱ", "ㅈ", "enter"])
        assert shows(app, RolePlayScreen)
        assert "녹음하든지 말든지!" in screen_text(app)


async def test_search_and_filters_narrow_the_list(app: MinwonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["1", "f3", "없", "는"])
        assert shows(app, ScenariosScreen)
        listed = app.screen.query_one("#list", OptionList)
        assert listed.option_count == 0
        await press(pilot, ["backspace", "backspace", "ㅈ", "ㅇ", "ㅈ", "ㅎ"])
        assert listed.option_count == 1
        await press(pilot, ["f4", "right", "right"])
        assert listed.option_count == 0
        await press(pilot, ["left"])
        assert listed.option_count == 1


async def test_the_survey_is_kept_under_the_pairing_key(app: MinwonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, [*KEYS["survey"], "4", "5", "3"])
        assert shows(app, SurveyScreen)
        await press(pilot, ["좋", "음", "enter"])
        assert shows(app, DebriefScreen)
        attempt = app.workplace.records.attempt(app.workplace.records.summaries()[0].attempt)
        answers = {a.item: a.value or a.comment for a in app.workplace.records.answers(attempt.pairing_key)}
    assert answers == {"realistic": 4, "useful": 5, "safe": 3, "comment": "좋음"}


async def test_the_survey_is_not_offered_after_practice(app: MinwonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, [*KEYS["debrief"], "f7"])
        assert shows(app, DebriefScreen)


@pytest.mark.parametrize("page", ["1", "5"], ids=["scenarios", "manual"])
async def test_what_is_typed_right_after_f3_is_searched_for(app: MinwonApp, page: str) -> None:
    """A busy machine hands on both keys at once: the second must not go where the first had not yet moved the focus."""
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, [page])
        for key, letter in (("f3", None), ("작", "작")):
            app.post_message(Key(key, letter))
        await press(pilot, [])
        assert app.screen.query_one(Input).value == "작"


async def test_the_manual_is_searched(app: MinwonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["5", "f3", "ㅂ", "ㅅ", "ㅂ", "enter", "enter"])
        assert shows(app, ManualScreen)
        assert "press_bell" in screen_text(app)


async def test_a_turn_that_cannot_be_kept_is_held_and_kept_later(
    app: MinwonApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["1", "enter", "1"])
        records = app.workplace.records

        def full(*_: object) -> None:
            raise UserProblem("problem.records-write", Exit.ENVIRONMENT, reason="disk full")

        with monkeypatch.context() as patch:
            patch.setattr(records, "append", full)
            await press(pilot, ["2"])
            assert shows(app, ChoiceDialog)
            assert "진짜" not in screen_text(app)
            await press(pilot, ["1"])
            assert shows(app, ChoiceDialog)
        await press(pilot, ["1"])
        assert shows(app, RolePlayScreen)
        assert "진짜" in screen_text(app)
        attempt = records.unfinished()[0]
        assert [event.source for event in records.events(attempt.id)] == ["opening", "cold", "insults"]


async def test_a_broken_scenario_is_said_in_a_dialog(app: MinwonApp, tmp_path: Path) -> None:
    (tmp_path / "library" / "small-call.yaml").write_text("scenario: [", encoding="utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        app.open_briefing("small-call")
        await pilot.pause()
        assert shows(app, MessageDialog)
        await press(pilot, ["enter"])
        assert shows(app, HomeScreen)


async def test_the_command_line_opens_a_briefing(tmp_path: Path) -> None:
    app = MinwonApp(small_workplace(tmp_path / "library"), Opening("small-call", "assessment"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["enter"])
        assert app.workplace.records.unfinished()[0].mode == "assessment"
        assert not shows(app, BriefingScreen)
