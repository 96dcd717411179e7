"""The writing screen and its file: whatever happens to the file, to the program or by a slip, no text is lost."""

import asyncio
import errno
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from dialogues.library import SHIPPED
from simulator import places
from simulator.recovery import Recovery
from simulator.screens.dialogs import ChoiceDialog
from simulator.screens.help import HelpScreen
from simulator.screens.home import HomeScreen
from simulator.screens.write import WriteScreen
from simulator.widgets.transcript import Transcript
from simulator.workplace import Workplace
from simulator.writing import Writing
from tests.simulator.scenario_files import SMALL
from tests.simulator.screens_at_work import check_golden, screen_text, settle, shows
from tests.simulator.writing_at_work import Desk, put, stand_still, writing, writing_file

pytestmark = pytest.mark.usefixtures("same_lines", "still")

MINE = SMALL.replace("작은 전화", "나의 전화")
THEIRS = SMALL.replace("작은 전화", "그들의 전화")


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_still(monkeypatch)


@pytest.fixture
def full_disk() -> Iterator[Callable[[], None]]:
    """Let no file be saved until what is given is called."""

    def no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    patch = pytest.MonkeyPatch()
    patch.setattr("simulator.source_file.os.fsync", no_room)
    yield patch.undo
    patch.undo()


def asked(desk: Desk) -> list[str]:
    """Return the answers of the question that is open; none where there is none."""
    if not isinstance(desk.app.screen, ChoiceDialog):
        return []
    return [option.id or "" for option in desk.app.screen.query_one(OptionList).options]


def beside(desk: Desk) -> dict[str, str]:
    """Return every other file of the folder with its text."""
    others = set(desk.path.parent.glob("*.yaml")) - {desk.path}
    return {file.name: file.read_text(encoding="utf-8") for file in others}


# Leaving


@pytest.mark.parametrize("keys", [["escape"], ["f10"], ["ctrl+q"], ["f3", "f10"], ["f1", "f10"]], ids="-".join)
async def test_leaving_with_unsaved_text_asks(tmp_path: Path, keys: list[str]) -> None:
    async with writing(tmp_path) as desk:
        await desk.write(MINE)
        await desk.press(*keys)
        assert asked(desk) == ["save", "throw", "stay"]
        assert "저장하지 않은 글이 있습니다" in screen_text(desk.app)
        await desk.press("escape")
        assert desk.app.is_running
        assert desk.screen.editor.text == MINE
        assert desk.on_disk == SMALL


async def test_going_home_by_the_palette_asks_too(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        await desk.write(MINE)
        await desk.press("ctrl+p", *"처음", "enter")
        assert asked(desk) == ["save", "throw", "stay"]
        await desk.press("1")
        assert shows(desk.app, HomeScreen)
        assert desk.on_disk == MINE


async def test_pressing_the_key_again_does_not_ask_twice(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        await desk.write(MINE)
        await desk.press("f10", "f10")
        await desk.press("3")
        assert shows(desk.app, WriteScreen)
        await desk.press("f10")
        assert asked(desk)


@pytest.mark.parametrize(("answer", "left"), [("1", MINE), ("2", SMALL)], ids=["save", "throw"])
async def test_the_answer_decides_and_nothing_is_offered_the_next_time(tmp_path: Path, answer: str, left: str) -> None:
    async with writing(tmp_path) as desk:
        await desk.write(MINE)
        desk.screen.keeping.look_around()
        await desk.press("f10", answer)
        assert not desk.app.is_running
        assert desk.on_disk == left
    assert Writing.open(Workplace(), str(desk.path)).left_unsaved() is None


async def test_with_everything_saved_the_program_ends_at_once(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        await desk.press("f10")
        assert not desk.app.is_running


async def test_what_cannot_be_saved_is_not_left(tmp_path: Path, full_disk: Callable[[], None]) -> None:
    async with writing(tmp_path) as desk:
        await desk.write(MINE)
        await desk.press("f10", "1")
        assert asked(desk) == ["again", "elsewhere", "later"]
        assert "디스크가 가득" in screen_text(desk.app)
        full_disk()
        await desk.press("1")
        assert not desk.app.is_running, "once it is saved, what was asked for goes on"
        assert desk.on_disk == MINE


# A program that ends without asking


async def test_what_was_not_saved_is_offered_the_next_time(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        await desk.write(MINE)
        desk.screen.keeping.look_around()
    assert desk.on_disk == SMALL
    async with writing_file(desk.path) as desk:
        assert asked(desk) == ["unsaved", "file"]
        check_golden("write-left-80x24", screen_text(desk.app).replace(_time_of(desk), "00-00 00:00"))
        await desk.press("1")
        assert desk.screen.editor.text == MINE
        assert (desk.writing.unsaved, desk.on_disk) == (True, SMALL)
        await desk.press("ctrl+z")
        assert desk.screen.editor.text == SMALL
        await desk.press("ctrl+y", "ctrl+s")
        assert desk.on_disk == MINE
        assert not desk.writing.recovery.file.exists()


def _time_of(desk: Desk) -> str:
    kept = desk.writing.recovery.kept()
    assert kept is not None
    return kept.when.strftime("%m-%d %H:%M")


async def test_it_stays_kept_while_the_question_is_open(tmp_path: Path) -> None:
    path = put(tmp_path, SMALL, "small-call")
    Recovery(path).keep(MINE)
    async with writing_file(path) as desk:
        desk.screen.keeping.look_around()
        await settle(desk.pilot)
        assert Recovery(path).kept() is not None, "the program may end before there is an answer"
        await desk.press("escape")
        assert desk.screen.editor.text == MINE, "what can be undone is done, what cannot is not"


async def test_it_is_thrown_away_only_when_asked_to(tmp_path: Path) -> None:
    path = put(tmp_path, SMALL, "small-call")
    Recovery(path).keep(MINE)
    async with writing_file(path) as desk:
        await desk.press("2")
        assert desk.screen.editor.text == SMALL
        assert Recovery(path).kept() is None


async def test_where_it_cannot_be_kept_the_author_hears_of_it(tmp_path: Path) -> None:
    places.data_folder().parent.mkdir(parents=True)
    places.data_folder().write_text("in the way")
    async with writing(tmp_path) as desk:
        await desk.write(MINE)
        desk.screen.keeping.look_around()
        assert "자주 저장하세요" in desk.news()
        await desk.press("ctrl+s")
        assert desk.on_disk == MINE


# Another editor


async def test_what_another_editor_saves_comes_under_the_run(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        await desk.press("f3", "1")
        await desk.change_elsewhere(THEIRS)
        assert desk.screen.editor.text == THEIRS
        assert (desk.writing.unsaved, desk.writing.play.state) == (False, "explains")
        assert "다른 편집기에서 저장한 글을 읽어 왔습니다" in desk.news()
        assert "그들의 전화" in screen_text(desk.app)


async def test_unsaved_text_is_not_replaced_and_both_can_be_kept(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        await desk.write(MINE)
        await desk.change_elsewhere(THEIRS)
        assert "이 파일이 바뀌었습니다" in desk.news()
        assert desk.screen.editor.text == MINE
        await desk.press("ctrl+s")
        assert asked(desk) == ["mine", "theirs", "later"]
        check_golden("write-both-80x24", screen_text(desk.app))
        await desk.press("3")
        assert (desk.screen.editor.text, desk.on_disk) == (MINE, THEIRS)
        await desk.press("ctrl+s", "1")
        assert (desk.on_disk, beside(desk)) == (MINE, {"small-call.other-1.yaml": THEIRS})
        assert not desk.writing.unsaved


async def test_theirs_can_be_taken_and_mine_stays_beside_it(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        await desk.write(MINE)
        await desk.change_elsewhere(THEIRS)
        await desk.press("ctrl+s", "2")
        assert (desk.on_disk, beside(desk)) == (THEIRS, {"small-call.mine-1.yaml": MINE})
        assert desk.screen.editor.text == THEIRS
        assert "small-call.mine-1.yaml" in desk.news()


async def test_a_change_is_seen_at_saving_even_before_it_was_noticed(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        await desk.write(MINE)
        put(tmp_path, THEIRS, "small-call")
        await desk.press("ctrl+s")
        assert asked(desk) == ["mine", "theirs", "later"]
        assert desk.on_disk == THEIRS


async def test_nothing_is_read_while_a_question_is_open(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        await desk.press("f1")
        put(tmp_path, THEIRS, "small-call")
        for _ in range(2):
            desk.screen.keeping.look_around()
        await settle(desk.pilot)
        assert shows(desk.app, HelpScreen)
        assert desk.screen.editor.text == SMALL
        await desk.press("escape")
        await desk.look()
        assert desk.screen.editor.text == THEIRS


async def test_what_is_no_text_any_more_leaves_the_text(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        desk.path.write_bytes(b"\xff\xfe")
        await desk.look()
        assert "UTF-8" in desk.news()
        assert desk.screen.editor.text == SMALL
        await desk.write(MINE)
        await desk.press("ctrl+s", "1")
        assert desk.on_disk == MINE
        assert (tmp_path / "small-call.other-1.yaml").read_bytes() == b"\xff\xfe"


async def test_a_file_that_is_gone_is_made_again_by_saving(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        desk.path.unlink()
        await desk.look()
        assert "파일이 없어졌거나" in desk.news()
        assert desk.screen.editor.text == SMALL
        await desk.press("ctrl+s")
        assert desk.on_disk == SMALL


# A file that cannot be written


@pytest.mark.usefixtures("full_disk")
async def test_a_full_disk_is_said_and_the_text_can_go_elsewhere(tmp_path: Path) -> None:
    async with writing(tmp_path / "here") as desk:
        await desk.write(MINE)
        await desk.press("ctrl+s")
        assert asked(desk) == ["again", "elsewhere", "later"]
        assert "여기에도 적어 두었습니다" in screen_text(desk.app)
        assert desk.writing.recovery.file.read_text(encoding="utf-8") == MINE
        await desk.press("2")
        desk.app.screen.query_one(Input).value = str(tmp_path / "elsewhere" / "call.yaml")
        await desk.press("enter")
        assert (tmp_path / "elsewhere" / "call.yaml").read_text(encoding="utf-8") == MINE
        assert (desk.on_disk, desk.screen.editor.text, desk.writing.unsaved) == (SMALL, MINE, True)
        await desk.press("ctrl+s", "2")
        desk.app.screen.query_one(Input).value = str(desk.path)
        await desk.press("enter")
        assert desk.on_disk == SMALL, "another file is never written over"
        await desk.press("enter")
        assert shows(desk.app, WriteScreen)


# A file that is not the author's


async def test_a_shipped_scenario_is_written_in_a_copy(tmp_path: Path) -> None:
    shipped = next(file for file in sorted(SHIPPED.glob("abuse-*.yaml")) if file.name.count(".") == 1)
    async with writing_file(shipped) as desk:
        assert asked(desk) == ["copy", "read"]
        await desk.press("1")
        copy = places.own_scenarios_folder() / f"{shipped.stem}-copy.yaml"
        assert desk.writing.file.path == copy
        assert not desk.screen.editor.read_only
        assert f"scenario: {shipped.stem}-copy\n" in copy.read_text(encoding="utf-8")
        assert desk.writing.errors == 0
        assert "복사한 파일을 엽니다" in desk.news()
        assert [screen for screen in desk.app.screen_stack if isinstance(screen, WriteScreen)] == [desk.screen]
        await desk.press("#", "ctrl+s")
        assert copy.read_text(encoding="utf-8").startswith("#")


async def test_a_shipped_scenario_can_be_looked_at_and_played(tmp_path: Path) -> None:
    shipped = next(file for file in sorted(SHIPPED.glob("abuse-*.yaml")) if file.name.count(".") == 1)
    before = shipped.read_bytes()
    async with writing_file(shipped) as desk:
        await desk.press("2", "#", "enter", "delete", "backspace", "tab")
        assert not desk.writing.unsaved
        await desk.press("f3", "1")
        assert desk.writing.play.turn == 1
        await desk.press("ctrl+s")
        assert asked(desk) == ["copy", "read"]
        await desk.press("escape")
    assert shipped.read_bytes() == before


# Quick fingers


async def test_the_last_key_before_saving_or_leaving_counts(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        desk.screen.editor.put(MINE)  # its message is not handled yet
        desk.screen.action_save()
        assert desk.on_disk == MINE
        await settle(desk.pilot)
        desk.screen.editor.put(THEIRS)
        desk.app.action_leave()
        await desk.press()
        assert asked(desk) == ["save", "throw", "stay"]
        await desk.press("2")
        assert desk.on_disk == MINE


async def test_the_last_key_is_not_lost_to_another_editor(tmp_path: Path) -> None:
    async with writing(tmp_path) as desk:
        put(tmp_path, THEIRS, "small-call")
        desk.screen.keeping.look_around()
        desk.screen.editor.put(MINE)
        desk.screen.keeping.look_around()
        await settle(desk.pilot)
        assert desk.screen.editor.text == MINE


@pytest.mark.parametrize("turn_first", [True, False])
async def test_a_turn_taken_while_a_text_comes_under_the_run_is_shown_once(tmp_path: Path, turn_first: bool) -> None:
    async with writing(tmp_path, size=(120, 40)) as desk:
        await desk.press("f3")
        reload, turn = desk.screen._live.show_reloaded("", None), desk.screen.action_choose(1)
        await asyncio.gather(*((turn, reload) if turn_first else (reload, turn)))
        await settle(desk.pilot)
        said = [str(line.render()) for line in desk.screen.query_one(Transcript).query(".line").exclude(".feedback")]
        assert [line.partition(": ")[2] for line in said] == [
            "왜 과태료예요?",
            "많이 놀라셨겠습니다. 말씀해 주세요.",
            "오 분밖에 안 됐다니까요.",
        ]
