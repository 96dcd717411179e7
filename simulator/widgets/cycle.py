"""A small choice that goes round with the arrow keys: "Family: all"."""

from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static

from simulator.texts import say


class Cycle(Static, can_focus=True):
    """Goes through its values with Left and Right (or Enter); "" stands for all."""

    DEFAULT_CSS = """
    Cycle { width: auto; height: 1; padding: 0 1; background: $panel; margin-right: 1; }
    Cycle:focus { background: $primary; color: $background; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,enter,space", "go(1)", "key.next-value", show=False),
        Binding("left", "go(-1)", "key.previous-value", show=False),
    ]

    class Changed(Message):
        """Another value was chosen."""

    def __init__(self, name: str, values: tuple[str, ...]) -> None:
        super().__init__(id=f"cycle-{name}")
        self._values = ("", *values)
        self._at = 0
        self._label_key = name

    @property
    def value(self) -> str:
        """Return the chosen value, "" for all."""
        return self._values[self._at]

    def on_mount(self) -> None:
        """Show the first value."""
        self._show()

    def action_go(self, by: int) -> None:
        """Go to the next or previous value."""
        self._at = (self._at + by) % len(self._values)
        self._show()
        self.post_message(self.Changed())

    def _show(self) -> None:
        value = say(f"{self._label_key}.{self.value}") if self.value else say("filter.all")
        self.update(Text(f"{say(f'filter.{self._label_key}')}: {value}", no_wrap=True))
