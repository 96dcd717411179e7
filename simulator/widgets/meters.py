"""The complainant's meters: name, number, word and bar, so that colour is never needed."""

from rich.text import Text
from textual.widgets import Static

from dialogues.model import METERS
from simulator import wording
from simulator.texts import say

_CELLS = ((100, 10), (0, 5), (0, 3), (0, 0))  # from so many columns on, bars of so many cells, where they fit


class Meters(Static):
    """Shows anger, trust and fear in one line (0 to 100 each)."""

    DEFAULT_CSS = """
    Meters { height: 1; padding: 0 1; background: $surface; color: $foreground; }
    """
    _values: tuple[int, int, int] | None = None

    def show_values(self, anger: int, trust: int, fear: int) -> None:
        """Show new values."""
        self._values = (anger, trust, fear)
        self._draw()

    def on_resize(self) -> None:
        """Fit the new width."""
        self._draw()

    def _draw(self) -> None:
        if self._values is None:
            return
        width = self.size.width or self.app.size.width
        drawn = [line_of(self._values, cells) for least, cells in _CELLS if width >= least]
        self.update(next((line for line in drawn if line.cell_len <= width), drawn[-1]))


def line_of(values: tuple[int, int, int], cells: int) -> Text:
    """Return anger, trust and fear in one line, with bars of so many cells, or without."""
    line = Text(no_wrap=True)
    for name, value in zip(METERS, values, strict=True):
        line.append(f"{say(f'meter.{name}')} {value:3} ", style="bold")
        line.append(f"[{bar(value, cells)}] {wording.level(value)}  " if cells else f"{wording.level(value)}  ")
    line.rstrip()
    return line


def bar(value: int, cells: int) -> str:
    """Return a bar of `cells` characters for a value of 0 to 100."""
    filled = round(value * cells / 100)
    return "#" * filled + "-" * (cells - filled)
