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
from simulator.texts import active_language, count, say
from simulator.widgets.cycle import Cycle

if TYPE_CHECKING:
    from dialogues.library import Loaded

_CHANNELS = ("phone", "visit", "online", "document")
_TITLE_CELLS = 38


class ScenariosScreen(PageScreen):
    """The library as a list."""

    NAME = "scenarios"
    AUTO_FOCUS = "#list"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3,slash", "search", "key.search", key_display="F3"),
        Binding("f4", "filter", "key.filter", key_display="F4"),
        Binding("enter", "open", "key.open", show=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._loaded: dict[str, Loaded] = {}

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
        self._load()
        return tuple(sorted({item.scenario.sector for item in self._loaded.values()}))

    def _load(self) -> None:
        language = active_language()
        library, most = self.workplace.library, self.workplace.settings.most_intense
        for item in library.listing():
            if item.card and item.card.intensity <= most:
                self._loaded[item.card.scenario] = library.load_file(item.path, language)

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
        loaded = self._loaded.get(event.option.id or "")
        if loaded:
            self.query_one("#scenario-note", Static).update(note_on(loaded))

    @on(OptionList.OptionSelected, "#list")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if event.option.id:
            self.minwon.open_briefing(event.option.id)

    def action_search(self) -> None:
        """Go to the search line."""
        self.query_one("#scenario-search").focus()

    def action_filter(self) -> None:
        """Go to the first filter."""
        self.query_one("#cycle-family").focus()

    def action_open(self) -> None:
        """Open what is highlighted."""
        listed = self.query_one("#list", OptionList)
        listed.action_select()

    def _show(self) -> None:
        typed = self.query_one("#scenario-search", Input).value
        chosen = {name: self.query_one(f"#cycle-{name}", Cycle).value for name in _FILTERS}
        found = [loaded for loaded in self._loaded.values() if _fits(loaded, typed, chosen)]
        listed = self.query_one("#list", OptionList)
        listed.clear_options()
        listed.add_options([Option(line_of(loaded), id=loaded.scenario.scenario) for loaded in found])
        if found:
            listed.highlighted = 0
        note = count("scenarios.number", len(found)) if found else say("scenarios.nothing")
        if not found:
            self.query_one("#scenario-note", Static).update(note)


_FILTERS = ("family", "channel", "sector", "difficulty", "intensity")


def _fits(loaded: "Loaded", typed: str, chosen: dict[str, str]) -> bool:
    scenario = loaded.scenario
    if any(value and str(getattr(scenario, name)) != value for name, value in chosen.items()):
        return False
    about = f"{scenario.title} {scenario.briefing.caller} {say(f'family.{scenario.family}')}"
    return found_by(typed, about)


def line_of(loaded: "Loaded") -> Text:
    """Return a scenario in one line: title, family, channel, minutes, difficulty, intensity."""
    scenario = loaded.scenario
    line = Text(set_cell_size(scenario.title, _TITLE_CELLS), style="bold", no_wrap=True, overflow="crop")
    tags = f" {say(f'family.{scenario.family}')}, {say(f'channel.{scenario.channel}')}"
    line.append(set_cell_size(tags, 21), style="not bold")
    line.append(say("scenarios.short", minutes=scenario.minutes, difficulty=scenario.difficulty), style="not bold")
    return line


def note_on(loaded: "Loaded") -> str:
    """Return what a trainee should know before opening a scenario."""
    scenario = loaded.scenario
    tags = say(
        "scenarios.tags",
        family=say(f"family.{scenario.family}"),
        channel=say(f"channel.{scenario.channel}"),
        sector=say(f"sector.{scenario.sector}"),
        intensity=say(f"intensity.{scenario.intensity}"),
    )
    korean = f" {say('scenarios.korean-only')}" if active_language() != "ko" and loaded.english != "complete" else ""
    return f"{tags}{korean}\n{scenario.content_note or scenario.briefing.caller}"
