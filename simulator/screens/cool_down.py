"""After a stop: nothing is judged, nothing is kept as a score, and there is time to breathe."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from simulator.screens.page import PageScreen
from simulator.texts import say


class CoolDownScreen(PageScreen):
    """A quiet page with one way on."""

    NAME = "cool-down"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,escape", "home", "key.done", key_display="Enter")]

    def body(self) -> Iterator[Widget]:
        """Yield the quiet words."""
        for name in ("fine", "breathe", "help"):
            yield Static(say(f"cool-down.{name}"), classes="text", markup=False)
            yield Static(classes="gap")

    def action_home(self) -> None:
        """Go back to the beginning."""
        self.minwon.leave_run()
