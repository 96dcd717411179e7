"""The complainant's meters: name, number, word and bar, so that colour is never needed."""

from rich.text import Text
from textual.widgets import Static

from simulator import wording
from simulator.texts import say

_CELLS = 10


class Meters(Static):
    """Shows anger, trust and fear in one line (0 to 100 each)."""

    DEFAULT_CSS = """
    Meters { height: 1; padding: 0 1; background: $surface; color: $foreground; }
    """

    def show_values(self, anger: int, trust: int, fear: int) -> None:
        """Show new values."""
        line = Text(no_wrap=True)
        for name, value in (("anger", anger), ("trust", trust), ("fear", fear)):
            line.append(f"{say(f'meter.{name}')} {value:3} ", style="bold")
            line.append(f"[{bar(value, self._cells)}] {wording.level(value)}  ")
        self.update(line)

    @property
    def _cells(self) -> int:
        return _CELLS if self.app.size.width >= 100 else _CELLS // 2


def bar(value: int, cells: int) -> str:
    """Return a bar of `cells` characters for a value of 0 to 100."""
    filled = round(value * cells / 100)
    return "#" * filled + "-" * (cells - filled)
