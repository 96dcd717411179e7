"""What was said, line under line, with the practice feedback between."""

from collections.abc import Iterable

from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from scoring.trace import Event
from simulator import wording
from simulator.texts import say

_MOST = 200  # adding a line costs more the more lines live; older ones are in the journal


class Transcript(VerticalScroll, can_focus=True):
    """The conversation so far. `realistic` shows profanity unmasked."""

    DEFAULT_CSS = """
    Transcript { height: 1fr; padding: 0 1; background: $background; }
    Transcript > .line { height: auto; margin-bottom: 0; }
    Transcript > .trainee { color: $primary; }
    Transcript > .scene { color: $secondary; text-style: italic; }
    Transcript > .feedback { color: $accent; padding-left: 4; }
    """

    def __init__(self, realistic: bool) -> None:
        super().__init__()
        self._realistic = realistic

    async def show_events(self, events: Iterable[Event]) -> None:
        """Add what was said; an undone turn is said to be undone."""
        lines = [
            Static(line_of(event, self._realistic), classes=f"line {_class(event)}")
            for event in events
            if _shown(event)
        ]
        await self._add(lines)

    async def show_feedback(self, lines: Iterable[str]) -> None:
        """Add the author's words on the last turn."""
        await self._add([Static(line, classes="line feedback", markup=False) for line in lines])

    async def start_again(self, events: Iterable[Event]) -> None:
        """Show a conversation from its beginning."""
        await self.remove_children()
        await self.show_events(events)

    async def _add(self, lines: list[Static]) -> None:
        if not lines:
            return
        await self.mount(*lines)
        surplus = len(self.children) - _MOST
        if surplus > 0:
            await self.remove_children(self.children[:surplus])
        self.scroll_end(animate=False)


def line_of(event: Event, realistic: bool) -> Text:
    """Return one utterance with its speaker."""
    if event.kind == "undone":
        return Text(say("plain.undone"))
    if event.kind == "edited":
        return Text(say("plain.edited"))
    line = Text()
    line.append(f"{wording.speaker(event)}: ", style="bold")
    if event.kind == "kept_silent":
        line.append("...")
    else:
        line.append(wording.spoken(event.words, realistic))
    return line


def _shown(event: Event) -> bool:
    return bool(event.words) or event.kind in ("kept_silent", "undone", "edited")


def _class(event: Event) -> str:
    if event.kind in ("said", "did", "kept_silent"):
        return "trainee"
    return "scene" if event.actor == "system" else event.actor
