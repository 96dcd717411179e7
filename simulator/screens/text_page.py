"""A page of lines to be read, with a way back."""

from collections.abc import Iterator

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from simulator.screens.page import PageScreen


class TextPage(PageScreen):
    """Shows lines under a title; scrolled by the arrow and page keys."""

    NAME = "text"
    AUTO_FOCUS = "#report"

    def __init__(self, title: str, lines: tuple[str, ...]) -> None:
        super().__init__()
        self._title = title
        self._lines = lines

    @property
    def title_text(self) -> str:
        """Return the page's title."""
        return self._title

    def body(self) -> Iterator[Widget]:
        """Yield the lines."""
        with VerticalScroll(id="report", can_focus=True):
            yield Static("\n".join(self._lines), markup=False)
