"""Driving the app in tests: a workplace with one small scenario, and a screen as text."""

import os
import re
import unicodedata
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from textual.pilot import Pilot
from textual.screen import Screen

from dialogues.library import Library
from simulator.app import MinwonApp
from simulator.texts import active_language
from simulator.workplace import Workplace
from tests.simulator.scenario_files import put_small

GOLDEN = Path(__file__).parent.parent / "golden"
SIZES = ((80, 24), (120, 40))

# What may stand in Latin letters on a Korean screen: keys, masked names, ids and terms without a Korean form.
LATIN_ALLOWED = frozenset({"PgDn", "Enter", "Esc", "Ctrl", "OO", "OOO", "small", "call", "EV", "tab", "shift", "CCTV"})


def small_workplace(folder: Path) -> Workplace:
    """Return a workplace whose library holds only the small scenario."""
    put_small(folder)
    workplace = Workplace()
    workplace.library = Library(workplace.manual, [folder])
    return workplace


def screen_text(app: MinwonApp) -> str:
    """Return the screen as text; every line is exactly as wide as the screen, in cells."""
    lines = ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]
    assert all(cell_len(line) == app.size.width for line in lines)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def ambiguous_letters(text: str) -> set[str]:
    """Return the letters that Korean terminals may draw two cells wide though they count as one."""
    return {letter for letter in text if unicodedata.east_asian_width(letter) == "A"}


def check_golden(name: str, text: str) -> None:
    """Compare with the kept picture; UPDATE_GOLDEN=1 keeps the new one."""
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.is_file(), f"no golden {file.name}; make it with UPDATE_GOLDEN=1"
    assert text == file.read_text(encoding="utf-8")


def check_screen(app: MinwonApp, name: str) -> None:
    """Compare the screen with its kept picture; in Korean it holds no Latin words and no letters of two widths."""
    text = screen_text(app)
    check_golden(f"{name}-{app.size.width}x{app.size.height}", text)
    if active_language() == "ko":
        assert not ambiguous_letters(text)
        assert not set(re.findall(r"[A-Za-z]{2,}", text)) - LATIN_ALLOWED


def shows(app: MinwonApp, kind: type[Screen[Any]]) -> bool:
    """Tell whether a kind of screen is on top."""
    return isinstance(app.screen, kind)


async def settle(pilot: Pilot[None]) -> None:
    """Let everything that was set off come to rest: a worker starts after a refresh and refreshes at its end."""
    for _ in range(2):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[None], keys: list[str]) -> None:
    await settle(pilot)
    for key in keys:
        await pilot.press(key)
        await settle(pilot)
