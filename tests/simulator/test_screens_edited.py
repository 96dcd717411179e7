"""Going on from the home screen after the scenario was edited: the note, or the refusal, its reason and a way out."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from simulator.app import MinwonApp, Opening
from simulator.screens.cool_down import CoolDownScreen
from simulator.screens.debrief import DebriefScreen
from simulator.screens.dialogs import ChoiceDialog
from simulator.screens.home import HomeScreen
from simulator.screens.role_play import RolePlayScreen
from simulator.texts import use_language
from tests.simulator.scenario_files import SMALL
from tests.simulator.screens_at_work import press, screen_text, shows, small_workplace

pytestmark = pytest.mark.usefixtures("same_lines")
LEAVE_OPEN = ["1", "enter", "1", "2", "escape", "2"]  # the small call, a cold answer, and back to the home screen
EFFECT = "faults: [dismiss_feelings], effect: {anger: +30}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the file of the app's only scenario."""
    return tmp_path / "library" / "small-call.yaml"


@pytest.fixture
async def pilot(app: MinwonApp) -> AsyncIterator[Pilot[None]]:
    """Return the app with one run left open."""
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, LEAVE_OPEN)
        assert shows(app, HomeScreen)
        yield pilot


def text(app: MinwonApp) -> str:
    """Return what stands on the screen as one line: words are broken at any place."""
    return "".join(line.strip(" │▊▎▌▐█▕▏┃") for line in screen_text(app).splitlines()).replace(" ", "")


def edit(file: Path, old: str, new: str) -> None:
    assert old in SMALL
    put(file, SMALL.replace(old, new))


def put(file: Path, text_now: str | None) -> None:
    """Let the file hold another text, or be gone."""
    if text_now is None:
        file.unlink()
    else:
        file.write_text(text_now, encoding="utf-8")


async def test_after_a_typo_it_goes_on_with_a_note(app: MinwonApp, file: Path, pilot: Pilot[None]) -> None:
    edit(file, "진짜.", "정말.")
    await press(pilot, ["2"])
    assert shows(app, RolePlayScreen)
    assert "시나리오가고쳐졌습니다" in text(app)
    assert "진짜." in text(app)
    assert "정말." not in text(app)
    await press(pilot, ["1", "1", "enter"])
    assert shows(app, DebriefScreen)
    assert "판마다의해시" in text(app)


async def test_where_it_would_have_gone_otherwise_it_says_so_and_waits(
    app: MinwonApp, file: Path, pilot: Pilot[None]
) -> None:
    edit(file, "faults: [dismiss_feelings]", EFFECT)
    for answer in ("1", "escape"):
        await press(pilot, ["2"])
        assert shows(app, ChoiceDialog)
        assert "차례에분노/신뢰/불안이그때는" in text(app)
        await press(pilot, [answer])
        assert shows(app, HomeScreen)
        assert len(app.workplace.records.unfinished()) == 1
    edit(file, "작은 전화", "작은 전화")
    await press(pilot, ["2"])
    assert shows(app, RolePlayScreen)


async def test_it_can_be_ended_there_without_a_score(app: MinwonApp, file: Path, pilot: Pilot[None]) -> None:
    edit(file, "faults: [dismiss_feelings]", EFFECT)
    await press(pilot, ["2", "2"])
    assert shows(app, HomeScreen)
    assert app.workplace.records.unfinished() == []
    [summary] = app.workplace.records.summaries()
    assert (summary.outcome, summary.total, summary.turns) == ("stopped", None, 1)
    assert "끝나지않은연습" not in text(app)


@pytest.mark.parametrize(
    ("text_now", "sentence"), [(SMALL.replace("goto: calmed", "goto: no"), "minwonlint"), ("", "D0"), (None, "isgone")]
)
async def test_a_scenario_that_cannot_be_read_any_more_is_said(
    app: MinwonApp, file: Path, pilot: Pilot[None], text_now: str | None, sentence: str
) -> None:
    put(file, text_now)
    use_language("en")
    await press(pilot, ["2"])
    assert shows(app, ChoiceDialog)
    assert sentence in text(app)
    assert "Endthisrunwithoutascore" in text(app)
    use_language("ko")


async def test_the_command_line_goes_on_the_same_way(file: Path, pilot: Pilot[None], app: MinwonApp) -> None:
    [attempt] = app.workplace.records.unfinished()
    edit(file, "id: cold", "id: colder")
    other = MinwonApp(small_workplace(file.parent), Opening(attempt=attempt))
    edit(file, "id: cold", "id: colder")
    async with other.run_test(size=(80, 24)) as second:
        await press(second, [])
        assert shows(other, ChoiceDialog)
        assert "고른선택지('cold')가상태'opening'에이제없습니다" in text(other)


async def test_a_run_stopped_after_the_edit_leaves_no_score(app: MinwonApp, file: Path, pilot: Pilot[None]) -> None:
    edit(file, "진짜.", "정말.")
    await press(pilot, ["2", "f9"])
    assert shows(app, CoolDownScreen)
    [summary] = app.workplace.records.summaries()
    kinds = [event.kind for event in app.workplace.records.events(summary.attempt)]
    assert kinds == ["opened", "said", "answered", "edited", "stopped"]
