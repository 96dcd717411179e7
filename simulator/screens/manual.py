"""The manual on the screen: search by words or initial consonants on the left, the page on the right."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from simulator.plain.manual.index import Entry, entries, entry_lines
from simulator.screens.page import PageScreen
from simulator.searching import found_by
from simulator.terminal_fixes import KoreanInput
from simulator.texts import say


class ManualScreen(PageScreen):
    """An index to be searched, and the page of what is highlighted."""

    NAME = "manual"
    AUTO_FOCUS = "#list"
    BINDINGS: ClassVar[list[BindingType]] = [
        # priority: what is typed right after F3 waits for it, however busy the machine; a slash has to stay a letter
        Binding("f3", "search", "key.search", key_display="F3", priority=True),
        Binding("slash", "search", "key.search", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[Entry] = []

    def body(self) -> Iterator[Widget]:
        """Yield the caution, the search line, the index and the page."""
        yield Static(say("manual.caution"), classes="quiet", markup=False)
        yield KoreanInput(placeholder=say("manual.search"), id="manual-search", select_on_focus=False)
        yield OptionList(id="list")
        with VerticalScroll(id="report", can_focus=True):
            yield Static("", id="manual-page", markup=False)

    def on_mount(self) -> None:
        """Show the whole index."""
        self._show("")

    @on(Input.Changed, "#manual-search")
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    @on(Input.Submitted, "#manual-search")
    def _searched(self) -> None:
        self.query_one("#list").focus()

    @on(OptionList.OptionHighlighted, "#list")
    def _looked_at(self, event: OptionList.OptionHighlighted) -> None:
        lines = entry_lines(self.workplace.manual, self._shown[event.option_index])
        self.query_one("#manual-page", Static).update("\n".join(lines))
        self.query_one("#report").scroll_home(animate=False)

    @on(OptionList.OptionSelected, "#list")
    def _read(self) -> None:
        self.query_one("#report").focus()

    def action_search(self) -> None:
        """Go to the search line."""
        self.set_focus(self.query_one("#manual-search"))

    def _show(self, typed: str) -> None:
        rows = [row for row in entries(self.workplace.manual) if found_by(typed, row.searched)]
        self._shown = rows
        listed = self.query_one("#list", OptionList)
        listed.clear_options()
        listed.add_options([Option(f"{row.part}: {row.label}") for row in rows])
        listed.highlighted = 0 if rows else None
        if not rows:
            self.query_one("#manual-page", Static).update(say("palette.nothing"))
