"""The writing screen: source and run side by side, and what saving, jumping and errors do to the run."""

import asyncio
import unicodedata
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input, OptionList

from simulator.screens.home import HomeScreen
from simulator.screens.palette import Palette
from simulator.screens.write import WriteScreen
from simulator.screens.write_dialogs import JumpDialog
from simulator.screens.write_looking import Looking
from simulator.screens.write_panes import ListPane
from simulator.screens.write_words import IN_TABLE
from simulator.texts import use_language
from simulator.widgets.pane_tabs import PaneTabs
from simulator.widgets.source_editor import SourceEditor
from tests.simulator.scenario_files import SMALL
from tests.simulator.screens_at_work import SIZES, check_golden, screen_text, shows
from tests.simulator.writing_at_work import Desk, stand_still, writing

pytestmark = pytest.mark.usefixtures("same_lines", "still")

BROKEN = SMALL.replace("goto: explains, why: 먼저", "goto: nowhere, why: 먼저")

KEYS = {
    "write": [],
    "write-play": ["f3", "2"],
    "write-problems": ["f4"],
    "write-graph": ["f3", "1", "f5"],
    "write-ladder": ["f3", "1", "f6"],
    "write-jump": ["f3", "1", "f8"],
    "write-ended": ["f3", "1", "1"],
    "write-help": ["f3", "f1"],
}


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_still(monkeypatch)


def line_of(text: str, start: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), start=1) if line.lstrip().startswith(start))


# How it looks


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", KEYS)
async def test_it_looks_as_it_should(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    async with writing(tmp_path, size=size) as desk:
        desk.screen.editor.go_to(line_of(SMALL, "opening:"))
        await desk.press(*KEYS[name])
        check_golden(f"{name}-{size[0]}x{size[1]}", screen_text(desk.app))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("keys", [[], ["f3"], ["f4"]], ids=["source", "play", "problems"])
async def test_errors_show_in_place(tmp_path: Path, keys: list[str], size: tuple[int, int]) -> None:
    async with writing(tmp_path, size=size) as desk:
        await desk.press("f3", "1")
        await desk.press("f2")
        await desk.write(BROKEN)
        await desk.press("ctrl+s")
        desk.screen.editor.go_to(line_of(SMALL, "- {id: hear"))
        await desk.press(*keys)
        name = "-".join(["write-error", *keys])
        check_golden(f"{name}-{size[0]}x{size[1]}", screen_text(desk.app))


@pytest.mark.parametrize("name", ["write-play", "write-jump", "write-help"])
async def test_it_speaks_english(tmp_path: Path, name: str) -> None:
    use_language("en")
    async with writing(tmp_path) as desk:
        desk.screen.editor.go_to(line_of(SMALL, "opening:"))
        await desk.press(*KEYS[name])
        check_golden(f"{name}-english-80x24", screen_text(desk.app))


async def test_it_can_be_read_without_colour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with writing(tmp_path, BROKEN) as desk:
        text = screen_text(desk.app)
        assert "[F2 원문]" in text
        desk.screen.editor.go_to(line_of(SMALL, "- {id: hear"))
        await desk.press()
        assert f"{line_of(SMALL, '- {id: hear')}!" in screen_text(desk.app)


# Panes


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_pane_has_its_key_also_while_writing(tmp_path: Path, size: tuple[int, int]) -> None:
    async with writing(tmp_path, size=size) as desk:
        before = desk.screen.editor.selection
        for key, name in (("f3", "play"), ("f4", "problems"), ("f5", "graph"), ("f6", "ladder")):
            await desk.press(key)
            pane = desk.screen.query_one(f"#{name}")
            assert pane.region.area > 0
            assert desk.app.focused is not None
            assert pane in desk.app.focused.ancestors_with_self
            assert (desk.screen.editor.region.area > 0) == (size[0] > 80)
            assert f"[{key.upper()}" in str(desk.screen.query_one(PaneTabs).render())
        await desk.press("f2")
        assert desk.app.focused is desk.screen.editor
        assert desk.screen.editor.region.area > 0
        assert desk.screen.editor.selection == before, "F6 and F7 select text in the library's own editor"


async def test_escape_goes_to_the_source_first_and_then_asks(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        await desk.press("f4", "escape")
        assert desk.app.focused is desk.screen.editor
        await desk.press("escape", "1")
        assert shows(desk.app, WriteScreen)
        await desk.press("escape", "2")
        assert shows(desk.app, HomeScreen)


async def test_a_wider_window_shows_both(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        await desk.press("f5")
        await desk.pilot.resize_terminal(120, 40)
        await desk.press()
        assert desk.screen.editor.region.area > 0
        assert desk.screen.query_one("#graph").region.area > 0


# Writing


async def test_typed_text_is_marked_unsaved_and_saved_by_a_key(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        await desk.press("#", "한", "글", "enter")
        assert "(저장 안 됨)" in screen_text(desk.app)
        assert desk.on_disk == SMALL
        await desk.press("ctrl+s")
        assert desk.on_disk == "#한글\n" + SMALL
        assert "(저장 안 됨)" not in screen_text(desk.app)
        assert "저장했습니다" in desk.news()


async def test_tab_and_enter_keep_the_indentation(tmp_path: Path) -> None:
    async with writing(tmp_path, "states:\n  opening:\n    options:\n      - id: a") as desk:
        desk.screen.editor.go_to(4, 99)
        await desk.press("enter", "x", "enter", "tab", "y")
        assert desk.screen.editor.text.split("\n")[4:] == ["        x", "          y"]


async def test_pasted_hangul_is_composed(tmp_path: Path) -> None:
    async with writing(tmp_path, "") as desk:
        desk.app.post_message(events.Paste(unicodedata.normalize("NFD", "한글")))
        await desk.press()
        assert desk.screen.editor.text == "한글"


async def test_what_a_terminal_would_obey_is_only_shown(tmp_path: Path) -> None:
    async with writing(tmp_path, "title: \x1b]0;x\x07 \u202e거꾸로\n") as desk:
        text = screen_text(desk.app)
        assert not {"\x1b", "\x07", "\u202e"} & set(text)
        assert "?]0;x? ?거꾸로" in text
        assert desk.screen.editor.text == "title: \x1b]0;x\x07 \u202e거꾸로\n"


async def test_a_line_is_found_by_its_words_or_initials(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        await desk.press("ctrl+f", *"ㅅㄹㅂㅌ", "enter")
        assert desk.screen.editor.line == line_of(SMALL, "- {id: file")
        assert desk.app.focused is desk.screen.editor


# The run on a new text


async def test_a_saved_change_is_in_play_at_once_in_the_same_state(tmp_path: Path) -> None:
    async with writing(tmp_path, size=(120, 40)) as desk:
        await desk.press("f3", "1", "f2")
        await desk.change("오 분밖에 안 됐다니까요.", "겨우 오 분이에요.")
        assert "겨우 오 분이에요" not in transcript(desk)
        assert "저장하면" in desk.note()
        await desk.press("ctrl+s")
        assert desk.writing.play.state == "explains"
        assert "겨우 오 분이에요" in transcript(desk)
        assert "같은 상태(explains)" in desk.news()
        assert desk.note() == ""


async def test_where_an_input_no_longer_fits_the_run_stays_in_its_state(tmp_path: Path) -> None:
    async with writing(tmp_path, size=(120, 40)) as desk:
        await desk.press("f3", "2", "1")
        mood = desk.writing.play.meters
        await desk.change("{id: cold,", "{id: cool,")
        await desk.press("ctrl+s")
        assert (desk.writing.play.state, desk.writing.play.meters) == ("explains", mood)
        assert "1번째 차례의 'cold'가 이제 맞지 않습니다" in desk.news()
        assert "규정입니다" in transcript(desk), "what happened before stays in sight"


async def test_a_renamed_state_is_followed_and_said(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        await desk.press("f3", "1")
        await desk.write(SMALL.replace("explains", "tells"))
        await desk.press("ctrl+s")
        assert desk.writing.play.state == "tells"
        assert "'explains' 상태가 없어졌거나" in desk.news()


async def test_a_bent_way_is_said_with_where_it_leads_now(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        await desk.press("f3", "1")
        await desk.change("goto: explains, why: 먼저", "goto: insults, why: 먼저")
        await desk.press("ctrl+s")
        assert desk.writing.play.state == "explains"
        assert "이제 'insults'로 이어집니다" in desk.news()


async def test_a_jumped_run_whose_state_is_gone_begins_anew(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        desk.screen.editor.go_to(line_of(SMALL, "insults:"))
        await desk.press("f8", "enter")
        assert desk.writing.play.state == "insults"
        await desk.write(SMALL.replace("insults", "curses"))
        await desk.press("ctrl+s")
        assert desk.writing.play.state == "opening"
        assert "건너뛰어 시작한 상태가 없어졌습니다" in desk.news()


async def test_an_error_costs_nothing_and_the_run_can_be_played_on(tmp_path: Path) -> None:
    async with writing(tmp_path, size=(120, 40)) as desk:
        await desk.press("f3", "1", "f2")
        await desk.write(BROKEN)
        await desk.press("ctrl+s")
        assert desk.on_disk == BROKEN
        assert "마지막으로 성한 글" in desk.news()
        assert "오류가 1개" in desk.note()
        await desk.press("f3", "1")
        assert desk.writing.play.ending == "calmed"
        assert "100점" in transcript(desk)


async def test_a_file_that_cannot_be_played_says_so_and_begins_once_it_can(tmp_path: Path) -> None:
    async with writing(tmp_path, BROKEN) as desk:
        await desk.press("f3")
        assert "아직 해 볼 수 없습니다" in desk.note()
        await desk.press("1", ".", "!", "backspace", "ctrl+r", "f7", "f9")
        assert desk.writing.run is None
        assert shows(desk.app, WriteScreen)
        await desk.write(SMALL)
        await desk.press("ctrl+s")
        assert "왜 과태료예요" in transcript(desk)


# What is wrong


async def test_what_is_typed_is_looked_at_after_a_pause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Looking, "PAUSE", 0.01)
    async with writing(tmp_path) as desk:
        desk.screen.editor.put(BROKEN)
        await desk.until(lambda: desk.writing.errors == 1, "the error")
        desk.screen.editor.go_to(line_of(SMALL, "- {id: hear"))
        await desk.press()
        assert "D101" in desk.here()
        assert "F4 점검 1" in screen_text(desk.app)
        assert desk.on_disk == SMALL
        desk.screen.editor.put(SMALL)
        await desk.until(lambda: desk.writing.errors == 0, "the end of the error")
        assert desk.here() == ""
        assert not desk.writing.recovery.file.exists(), "there is nothing unsaved any more"


async def test_a_problem_leads_to_its_line(tmp_path: Path) -> None:
    async with writing(tmp_path, BROKEN) as desk:
        await desk.press("f4")
        assert "D101" in screen_text(desk.app)
        await desk.press("enter")
        assert desk.app.focused is desk.screen.editor
        assert desk.screen.editor.line == line_of(SMALL, "- {id: hear")
        assert "D101" in desk.here()


async def test_the_proofs_come_a_while_after_saving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Looking, "PROOF_PAUSE", 0.01)
    async with writing(tmp_path) as desk:
        await desk.until(lambda: any(found.code >= "D2" for found in desk.writing.reports), "the proofs")
        number = len(desk.writing.reports)
        assert f"F4 점검 {number}" in screen_text(desk.app)


# Going to and fro


async def test_the_cursor_goes_to_the_state_in_play(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        await desk.press("f3", "2", "f9")
        assert desk.app.focused is desk.screen.editor
        assert desk.screen.editor.line == line_of(SMALL, "insults:")
        await desk.press("f3", "2", "f9")
        assert desk.screen.editor.line == line_of(SMALL, "hung-up:")


async def test_the_graph_leads_to_a_state(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        await desk.press("f3", "2", "f5")
        assert "> insults" in screen_text(desk.app)
        await desk.press("enter")
        assert desk.screen.editor.line == line_of(SMALL, "insults:")


async def test_the_graph_follows_the_run_while_it_is_open(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        await desk.press("f3", "2", "f5", "ctrl+r")
        assert "> opening" in screen_text(desk.app)
        await desk.press("f3", "2", "f5")
        assert "> insults" in screen_text(desk.app)


async def test_a_problem_of_the_table_says_where_it_is(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        (tmp_path / "small-call.en.yaml").write_text("scenario: other\nlanguage: en\ntexts: {}\n", encoding="utf-8")
        desk.screen.show_proved(desk.writing.prove())
        table = desk.screen.query_one("#problems", ListPane)
        await desk.press("f4")
        listed = table.query_one(OptionList)
        listed.highlighted = next(n for n, line in enumerate(table._lines) if line.place == IN_TABLE)
        await desk.press("enter")
        assert "small-call.en.yaml" in desk.news()


async def test_a_run_begins_at_the_state_under_the_cursor_with_chosen_numbers(tmp_path: Path) -> None:
    text = SMALL.replace("start: opening", "counters: {calls: 2}\nstart: opening")
    text = text.replace("{id: stop, say", "{id: stop, when: count(warn) >= 1 and calls >= 3, say")
    async with writing(tmp_path, text) as desk:
        desk.screen.editor.go_to(line_of(text, "- {id: bear"))
        await desk.press("f8")
        fields = {field.name: field for field in desk.app.screen.query(Input)}
        assert list(fields) == ["anger", "trust", "fear", "counter calls", "done warn"]
        assert [field.value for field in fields.values()] == ["50", "40", "10", "2", "0"]
        for name, value in (("anger", "91"), ("counter calls", "3"), ("done warn", "1")):
            fields[name].value = value
        await desk.press("enter")
        assert (desk.writing.play.state, desk.writing.play.meters) == ("insults", (91, 40, 10))
        assert [move.name for move in desk.writing.play.options()] == ["stop", "bear", "back"]
        assert "'insults' 상태에서 시작했습니다" in desk.news()
        await desk.press("ctrl+r")
        assert desk.writing.play.state == "opening"


@pytest.mark.parametrize("wrong", ["101", "-1", "", "많이", "1.5", "²"])
async def test_a_number_that_does_not_fit_is_said_in_place(tmp_path: Path, wrong: str) -> None:
    async with writing(tmp_path) as desk:
        desk.screen.editor.go_to(line_of(SMALL, "insults:"))
        await desk.press("f8")
        desk.app.screen.query(Input).first().value = wrong
        await desk.press("enter")
        assert shows(desk.app, JumpDialog)
        assert "0에서 100 사이" in screen_text(desk.app)
        await desk.press("escape")
        assert desk.writing.play.state == "opening"


async def test_any_state_can_be_jumped_to_by_its_name(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        await desk.press("f7", *"ins")
        assert sorted(option.id or "" for option in desk.app.screen.query_one(OptionList).options) == [
            "explains",
            "insults",
        ]
        await desk.press("enter", "enter")
        assert desk.writing.play.state == "insults", "a name that begins so is meant before one that only holds it"
        assert desk.app.focused is desk.screen.query_one("#play-options")


async def test_outside_the_states_there_is_nothing_to_begin_at(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        await desk.press("f8")
        assert "어느 상태 안에도 있지 않습니다" in desk.news()
        await desk.change("  insults:", "  fresh:\n    says: 새 말\n    options: []\n  insults:")
        desk.screen.editor.go_to(line_of(SMALL, "insults:"))
        await desk.press("f8")
        assert "'fresh' 상태는 아직" in desk.news()


# Playing


async def test_actions_silence_undo_and_restart_have_keys(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        await desk.press("f3", "!")
        assert shows(desk.app, Palette)
        await desk.press("녹", "음", "enter")
        assert "녹음하든지" in transcript(desk)
        await desk.press(".")
        assert desk.writing.play.turn == 2
        await desk.press("backspace", "backspace")
        assert desk.writing.play.turn == 0
        await desk.press("backspace")
        assert "되돌릴" in desk.news()
        await desk.press("1", "ctrl+r")
        assert (desk.writing.play.state, desk.writing.play.turn) == ("opening", 0)


async def test_everything_is_in_the_list_as_well(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        await desk.press("f3", "enter")
        assert desk.writing.play.state == "explains"
        listed = desk.screen.query_one("#play-options", OptionList)
        ids = [option.id for option in listed.options]
        assert ids == ["rule", "argue", "wait", "/actions", "/wait", "/undo", "/restart", "/jump"]
        listed.highlighted = ids.index("/undo")
        await desk.press("enter")
        assert desk.writing.play.state == "opening"


async def test_nothing_of_the_run_is_recorded(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        await desk.press("f3", "1", "1")
        assert desk.writing.play.over
        assert desk.app.workplace.records.count_events() == 0


def transcript(desk: Desk) -> str:
    return "\n".join(str(line.render()) for line in desk.screen.query(".line"))


async def test_a_big_text_is_put_in_by_what_differs(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        editor = desk.screen.query_one(SourceEditor)
        editor.go_to(line_of(SMALL, "endings:"))
        await desk.write("# 위에 한 줄\n" + SMALL)
        assert editor.line == line_of(SMALL, "endings:") + 1, "the cursor stays at its words"
        await desk.press("ctrl+z")
        assert editor.text == SMALL
        await asyncio.sleep(0)
