"""Choices to be ticked by number: "1 [O] Threat". Digits work while Hangul is on, and no glyph needs a font."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static

_TICKED, _EMPTY = "O", " "
_GAP = "   "
_NARROW = 60  # before the width is known


class Ticks(Static, can_focus=True):
    """A few choices in a line or two. one: ticking another takes the tick from the one before."""

    DEFAULT_CSS = """
    Ticks { height: auto; padding: 0 1; background: $panel; }
    Ticks:focus { background: $surface; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(number), f"tick({number})", "key.tick", show=False) for number in range(1, 10)
    ]

    class Changed(Message):
        """Something was ticked, or its tick taken away."""

        def __init__(self, ticks: "Ticks") -> None:
            super().__init__()
            self.ticks = ticks

    def __init__(self, choices: Sequence[tuple[str, str]], ticked: Sequence[str], *, one: bool, name: str) -> None:
        """Take the choices as (id, words) and the ids that are ticked."""
        super().__init__(name=name, markup=False)
        self._choices = tuple(choices)
        self._one = one
        self.ticked = [choice for choice, _ in self._choices if choice in ticked]

    def on_mount(self) -> None:
        """Show the ticks."""
        self._show()

    def action_tick(self, number: int) -> None:
        """Tick a choice by number, or take its tick away."""
        if number > len(self._choices):
            return
        chosen = self._choices[number - 1][0]
        others = [] if self._one else [choice for choice in self.ticked if choice != chosen]
        kept = others if chosen in self.ticked else [*others, chosen]
        self.ticked = [choice for choice, _ in self._choices if choice in kept]
        self._show()
        self.post_message(self.Changed(self))

    def on_resize(self) -> None:
        """Fit the new width."""
        self._show()

    def _show(self) -> None:
        parts = [
            f"{number} [{_TICKED if choice in self.ticked else _EMPTY}] {words}"
            for number, (choice, words) in enumerate(self._choices, start=1)
        ]
        self.update(Text("\n".join(in_rows(parts, self.content_size.width or _NARROW))))


def in_rows(parts: Sequence[str], width: int) -> list[str]:
    """Return the parts in as few rows as fit into a width; no part is cut in two."""
    rows: list[str] = []
    for part in parts:
        longer = f"{rows[-1]}{_GAP}{part}" if rows else ""
        if rows and cell_len(longer) <= width:
            rows[-1] = longer
        else:
            rows.append(part)
    return rows
