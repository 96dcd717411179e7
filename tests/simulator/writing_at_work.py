"""Driving the writing screen in tests: the small call in its source, with every clock of the screen standing still."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from simulator.app import MinwonApp, Opening
from simulator.screens.write import WriteScreen
from simulator.screens.write_looking import Looking
from simulator.workplace import Workplace
from simulator.writing import Writing
from tests.simulator.scenario_files import SMALL
from tests.simulator.screens_at_work import press, settle

NEVER = 3600.0


def stand_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing happen by itself: no look at the file, none at the text."""
    monkeypatch.setattr(Looking, "PAUSE", NEVER)
    monkeypatch.setattr(Looking, "PROOF_PAUSE", NEVER)
    monkeypatch.setattr(WriteScreen, "LOOK_EVERY", NEVER)


class Desk:
    """An open writing screen. Texts are put in whole: keys one by one would take a test its time."""

    def __init__(self, app: MinwonApp, pilot: Pilot[None], path: Path) -> None:
        self.app = app
        self.pilot = pilot
        self.path = path

    @property
    def screen(self) -> WriteScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, WriteScreen))

    @property
    def writing(self) -> Writing:
        return self.screen.writing

    @property
    def on_disk(self) -> str:
        return self.path.read_text(encoding="utf-8")

    async def press(self, *keys: str) -> None:
        await press(self.pilot, list(keys))

    async def write(self, text: str) -> None:
        """Put a text into the source, as if typed."""
        self.screen.editor.put(text)
        await settle(self.pilot)

    async def change(self, old: str, new: str) -> None:
        """Write one place anew."""
        text = self.screen.editor.text
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        await self.write(text.replace(old, new))

    async def change_elsewhere(self, text: str) -> None:
        """Let another editor save the file, and let it be noticed."""
        self.path.write_text(text, encoding="utf-8")
        await self.look()

    async def look(self) -> None:
        """Look at the file twice: only then is a change taken for whole."""
        for _ in range(2):
            self.screen.keeping.look_at_disk()
        await settle(self.pilot)

    async def until(self, wanted: Callable[[], bool], what: str) -> None:
        """Let things come to rest until something is so; a slow machine only waits more often."""
        for _ in range(400):
            if wanted():
                return
            await self.pilot.pause(0.01)
            await settle(self.pilot)
        raise AssertionError(f"waited in vain for {what}")

    def news(self) -> str:
        return str(self.screen.query_one("#write-news").render())

    def here(self) -> str:
        shown = self.screen.query_one("#write-here")
        return str(shown.render()) if shown.display else ""

    def note(self) -> str:
        shown = self.screen.query_one("#play-note")
        return str(shown.render()) if shown.display else ""


@asynccontextmanager
async def writing(
    folder: Path, text: str = SMALL, *, size: tuple[int, int] = (80, 24), name: str = "small-call"
) -> AsyncIterator[Desk]:
    """Open the writing screen on a text in a folder."""
    async with writing_file(put(folder, text, name), size=size) as desk:
        yield desk


def put(folder: Path, text: str, name: str) -> Path:
    """Put a text into a folder, and return its file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@asynccontextmanager
async def writing_file(path: Path, *, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Desk]:
    """Open the writing screen on a file."""
    workplace = Workplace()
    workplace.settings  # noqa: B018 - read before the screen opens, as the command does
    app = MinwonApp(workplace, Opening(writing=Writing.open(workplace, str(path))))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield Desk(app, pilot, path)
