"""What the screens share: a title line, a body, the line of keys, and the way back."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget

from simulator.texts import say
from simulator.widgets.key_bar import KeyBar
from simulator.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from simulator.app import MinwonApp
    from simulator.workplace import Workplace


WIDE = 100  # columns from which there is room beside the text


def turn_pages(text: Widget, pages: int) -> None:
    """Scroll a text by pages, down (1) or up (-1)."""
    if pages > 0:
        text.scroll_page_down(animate=False)
    else:
        text.scroll_page_up(animate=False)


class PageScreen(Screen[None]):
    """A whole screen. `NAME` picks its title ("page.<name>") and its help ("help.<name>") from the catalogue."""

    NAME: ClassVar[str] = ""
    RUNS_COME_BACK: ClassVar[bool] = False  # whether a finished run leads back to this screen
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "key.back"),
        Binding("tab", "app.focus_next", "key.next-field", show=False),
        Binding("shift+tab", "app.focus_previous", "key.previous-field", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Lay out title, body and keys."""
        yield TitleBar(self.title_text)
        yield from self.body()
        yield KeyBar()

    def body(self) -> Iterator[Widget]:
        """Yield what stands between title and keys."""
        yield from ()

    @property
    def title_text(self) -> str:
        """Return the screen's title."""
        return say(f"page.{self.NAME}")

    @property
    def minwon(self) -> "MinwonApp":
        """Return the app."""
        return cast("MinwonApp", self.app)

    @property
    def workplace(self) -> "Workplace":
        """Return settings, library, manual and records."""
        return self.minwon.workplace

    @property
    def holds_unsaved(self) -> bool:
        """Return whether something would be lost by leaving the screen now."""
        return False

    def ask_before_leaving(self, then: Callable[[], object]) -> None:
        """Ask what is to become of what is unsaved, then do something unless the user stays."""
        then()

    def action_back(self) -> None:
        """Go back to the screen before."""
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()
