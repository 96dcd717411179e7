"""The panes beside the source: the run, what is wrong, the graph, the ladders. Each is given what it shows."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from simulator.screens.page import turn_pages
from simulator.texts import say
from simulator.widgets.meters import Meters
from simulator.widgets.transcript import Transcript


class Line(NamedTuple):
    """One entry of a list: its words, and the place it leads to; an entry without a place cannot be picked."""

    words: str | Text
    place: str = ""


class PlayPane(Vertical):
    """The run: mood, words and what can be answered. Its actions are the screen's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(number), f"screen.choose({number})", "key.choose", show=False) for number in range(1, 10)),
        Binding("exclamation_mark", "screen.verb('actions')", "key.actions", show=False, key_display="!"),
        Binding("full_stop", "screen.verb('wait')", "key.wait", show=False, key_display="."),
        Binding("backspace", "screen.verb('undo')", "key.undo", show=False, key_display="Backspace"),
        Binding("pagedown", "scroll_text(1)", "key.read-on", show=False, priority=True),
        Binding("pageup", "scroll_text(-1)", "key.read-back", show=False, priority=True),
    ]

    def __init__(self, realistic: bool) -> None:
        super().__init__(id="play")
        self._realistic = realistic

    def compose(self) -> ComposeResult:
        """Lay out note, mood, conversation and options."""
        yield Static("", id="play-note", classes="note", markup=False)
        yield Meters(markup=False)
        yield Transcript(self._realistic)
        yield OptionList(id="play-options")

    def action_scroll_text(self, pages: int) -> None:
        """Turn the pages of the conversation."""
        turn_pages(self.query_one(Transcript), pages)

    def show_note(self, note: str) -> None:
        """Say what has to be known of the run; "" says nothing."""
        shown = self.query_one("#play-note", Static)
        shown.update(note)
        shown.display = bool(note)

    def show_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer answers: (id, words)."""
        listed = self.query_one("#play-options", OptionList)
        listed.clear_options()
        listed.add_options([Option(Text(words), id=name) for name, words in options])
        listed.highlighted = 0 if options else None
        self.call_after_refresh(self.query_one(Transcript).scroll_end, animate=False)


class ListPane(Vertical):
    """A list of places in the source; picking one posts `Picked`."""

    class Picked(Message):
        """A place was picked."""

        def __init__(self, pane: "ListPane", place: str) -> None:
            super().__init__()
            self.pane = pane
            self.place = place

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self._lines: tuple[Line, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the heading and the list."""
        yield Static("", classes="quiet", markup=False)
        yield OptionList()

    def show(self, heading: str, lines: Sequence[Line], highlighted: str = "") -> None:
        """Show other lines; the highlight stays on its place, or goes to the one named."""
        self.query_one(Static).update(heading)
        if tuple(lines) == self._lines and not highlighted:
            return
        listed = self.query_one(OptionList)
        before = listed.highlighted
        self._lines = tuple(lines)
        listed.clear_options()
        listed.add_options([Option(line.words, disabled=not line.place) for line in lines])
        places = [line.place for line in lines]
        if highlighted in places:
            listed.highlighted = places.index(highlighted)
        elif before is not None and before < len(lines) and places[before]:
            listed.highlighted = before
        else:
            listed.highlighted = next((number for number, place in enumerate(places) if place), None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tell which place was picked."""
        event.stop()
        self.post_message(self.Picked(self, self._lines[event.option_index].place))


class TextPane(VerticalScroll):
    """A text to be read."""

    def __init__(self, name: str) -> None:
        super().__init__(id=name, can_focus=True)

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        yield Static("", markup=False)

    def show(self, text: Text) -> None:
        """Show another text."""
        self.query_one(Static).update(text)


def panes(realistic: bool) -> Iterator[Vertical | VerticalScroll]:
    """Yield every pane, in the order of its keys."""
    yield PlayPane(realistic)
    yield ListPane("problems")
    yield ListPane("graph")
    yield TextPane("ladder")


PANES = ("source", "play", "problems", "graph", "ladder")
KEYS = {name: f"F{number}" for number, name in enumerate(PANES, start=2)}


def pane_title(name: str, problems: int) -> str:
    """Return a pane's name; that of the problems with their number."""
    return say(f"write.pane.{name}") + (f" {problems}" if name == "problems" and problems else "")
