"""The names of the panes with their keys; the one that is open stands in brackets, so that colour is not needed."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.text import Text
from textual.widgets import Static


class Tab(NamedTuple):
    """One pane: its key and its name, and whether it is the open one."""

    key: str
    name: str
    is_open: bool


class PaneTabs(Static):
    """Shows tabs in one line."""

    DEFAULT_CSS = """
    PaneTabs { height: 1; padding: 0 1; background: $panel; color: $foreground; }
    """

    def show_tabs(self, tabs: Sequence[Tab]) -> None:
        """Show other tabs."""
        line = Text(no_wrap=True, overflow="crop")
        for tab in tabs:
            words = f"{tab.key} {tab.name}"
            line.append(f"[{words}] " if tab.is_open else f" {words}  ", style="bold reverse" if tab.is_open else "")
        self.update(line)
