"""Choosing a scenario: search, filters that go round with the arrow keys, and a note on what is highlighted."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from rich.cells import set_cell_size
from rich.text import Text
from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from dialogues.model import FAMILIES
from simulator.screens.page import PageScreen
from simulator.searching import found_by
from simulator.terminal_fixes import KoreanInput
from simulator.texts import active_language, say
from simulator.widgets.cycle import Cycle

if TYPE_CHECKING:
    from dialogues.library import Listed
    from dialogues.model import ScenarioCard

_CHANNELS = ("phone", "visit", "online", "document")
_TITLE_CELLS = 38


class ScenariosScreen(PageScreen):
    """The library as a list."""

    NAME = "scenarios"
    AUTO_FOCUS = "#list"
    BINDINGS: ClassVar[list[BindingType]] = [
        # priority: what is typed right after F3 waits for it, however busy the machine; a slash has to stay a letter
        Binding("f3", "search", "key.search", key_display="F3", priority=True),
        Binding("slash", "search", "key.search", show=False),
        Binding("f4", "filter", "key.filter", key_display="F4"),
        Binding("enter", "open", "key.open", show=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._listed: dict[str, Listed] = {}

    def body(self) -> Iterator[Widget]:
        """Yield search, filters, list and note."""
        yield KoreanInput(placeholder=say("scenarios.search"), id="scenario-search", select_on_focus=False)
        with Horizontal(id="filters"):
            yield Cycle("family", FAMILIES)
            yield Cycle("channel", _CHANNELS)
            yield Cycle("sector", self._sectors())
            yield Cycle("difficulty", ("1", "2", "3", "4", "5"))
            yield Cycle("intensity", ("1", "2", "3"))
        yield OptionList(id="list")
        yield Static("", id="scenario-note", markup=False)

    def _sectors(self) -> tuple[str, ...]:
        most = self.workplace.settings.most_intense
        listing = self.workplace.library.listing(active_language())
        self._listed = {item.card.scenario: item for item in listing if item.card and item.card.intensity <= most}
        return tuple(sorted({item.card.sector for item in self._listed.values() if item.card}))

    def on_mount(self) -> None:
        """Show every scenario."""
        self._show()

    @on(Input.Changed, "#scenario-search")
    @on(Cycle.Changed)
    def _narrowed(self) -> None:
        self._show()

    @on(Input.Submitted, "#scenario-search")
    def _searched(self) -> None:
        """Open the only scenario found, or go to the list to choose."""
        listed = self.query_one("#list", OptionList)
        if listed.option_count == 1:
            listed.action_select()
        else:
            listed.focus()

    @on(OptionList.OptionHighlighted, "#list")
    def _looked_at(self, event: OptionList.OptionHighlighted) -> None:
        listed = self._listed.get(event.option.id or "")
        if listed and listed.card:
            self.query_one("#scenario-note", Static).update(note_on(listed.card, listed.english))

    @on(OptionList.OptionSelected, "#list")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if event.option.id:
            self.minwon.open_briefing(event.option.id)

    def action_search(self) -> None:
        """Go to the search line."""
        self.set_focus(self.query_one("#scenario-search"))

    def action_filter(self) -> None:
        """Go to the first filter."""
        self.set_focus(self.query_one("#cycle-family"))

    def action_open(self) -> None:
        """Open what is highlighted."""
        listed = self.query_one("#list", OptionList)
        listed.action_select()

    def _show(self) -> None:
        typed = self.query_one("#scenario-search", Input).value
        chosen = {name: self.query_one(f"#cycle-{name}", Cycle).value for name in _FILTERS}
        cards = (item.card for item in self._listed.values() if item.card)
        found = [card for card in cards if _fits(card, typed, chosen)]
        listed = self.query_one("#list", OptionList)
        listed.clear_options()
        listed.add_options([Option(line_of(card), id=card.scenario) for card in found])
        if found:
            listed.highlighted = 0
        else:
            self.query_one("#scenario-note", Static).update(say("scenarios.nothing"))


_FILTERS = ("family", "channel", "sector", "difficulty", "intensity")


def _fits(card: "ScenarioCard", typed: str, chosen: dict[str, str]) -> bool:
    if any(value and str(getattr(card, name)) != value for name, value in chosen.items()):
        return False
    return found_by(typed, f"{card.title} {card.content_note} {say(f'family.{card.family}')}")


def line_of(card: "ScenarioCard") -> Text:
    """Return a scenario in one line: title, family, channel, minutes, difficulty."""
    line = Text(set_cell_size(card.title, _TITLE_CELLS), style="bold", no_wrap=True, overflow="crop")
    tags = f" {say(f'family.{card.family}')}, {say(f'channel.{card.channel}')}"
    line.append(set_cell_size(tags, 21), style="not bold")
    line.append(say("scenarios.short", minutes=card.minutes, difficulty=card.difficulty), style="not bold")
    return line


def note_on(card: "ScenarioCard", english: str) -> str:
    """Return what a trainee should know before opening a scenario."""
    tags = say(
        "scenarios.tags",
        family=say(f"family.{card.family}"),
        channel=say(f"channel.{card.channel}"),
        sector=say(f"sector.{card.sector}"),
        intensity=say(f"intensity.{card.intensity}"),
    )
    korean = f" {say('scenarios.korean-only')}" if active_language() != "ko" and english != "complete" else ""
    return f"{tags}{korean}\n{card.content_note}"
