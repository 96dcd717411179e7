"""Driving the app in tests: a workplace with one small scenario, and a screen as text."""

import os
import unicodedata
from pathlib import Path

from rich.cells import cell_len

from dialogues.library import Library
from simulator.app import MinwonApp
from simulator.workplace import Workplace
from tests.simulator.scenario_files import put_small

GOLDEN = Path(__file__).parent.parent / "golden"
SIZES = ((80, 24), (120, 40))


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
