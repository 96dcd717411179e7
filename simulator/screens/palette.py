"""A list to be searched by typing: words, or the initial consonants of them (ㄷㅇㅁ finds 도움말).

Used for the command palette and for the actions of a role-play.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from simulator.searching import found_by
from simulator.terminal_fixes import KoreanInput
from simulator.texts import say
from simulator.themes import THEMES

if TYPE_CHECKING:
    from simulator.app import MinwonApp


class Entry(NamedTuple):
    """One thing that can be picked: its id, its name, and a line about it."""

    id: str
    name: str
    about: str = ""


class Palette(ModalScreen[str]):
    """Returns the id of what was picked, "" when nothing was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss('')", "key.back"),
        Binding("down", "move(1)", "key.down", show=False),
        Binding("up", "move(-1)", "key.up", show=False),
    ]

    def __init__(self, title: str, entries: list[Entry]) -> None:
        super().__init__()
        self._title = title
        self._entries = entries

    def compose(self) -> ComposeResult:
        """Lay out the search line over the list."""
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="heading", markup=False)
            yield KoreanInput(placeholder=say("palette.placeholder"), select_on_focus=False)
            yield OptionList()

    def on_mount(self) -> None:
        """Show everything."""
        self._show(self._entries)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        found = [entry for entry in self._entries if found_by(event.value, f"{entry.name} {entry.about}")]
        self._show(sorted(found, key=lambda entry: not entry.name.startswith(event.value)))  # a name typed out is first

    @on(Input.Submitted)
    def _entered(self) -> None:
        listed = self.query_one(OptionList)
        if listed.highlighted is not None:
            self._pick(listed.get_option_at_index(listed.highlighted).id)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._pick(event.option.id)

    def _pick(self, name: str | None) -> None:
        if name:
            self.dismiss(name)

    def action_move(self, by: int) -> None:
        """Move the highlight while the search line keeps the keyboard."""
        listed = self.query_one(OptionList)
        if by > 0:
            listed.action_cursor_down()
        else:
            listed.action_cursor_up()

    def _show(self, entries: list[Entry]) -> None:
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options([Option(_label(entry), id=entry.id) for entry in entries])
        if not entries:
            listed.add_option(Option(say("palette.nothing"), disabled=True))
        listed.highlighted = 0 if entries else None


def _label(entry: Entry) -> Text:
    label = Text(entry.name, style="bold")
    if entry.about:
        label.append(f"  {entry.about}", style="not bold")
    return label


def open_palette(app: "MinwonApp") -> None:
    """Open the command palette over the present screen."""
    if isinstance(app.screen, ModalScreen):
        return
    commands = _commands(app)
    entries = [Entry(name, say(f"palette.{name}"), say(f"palette.{name}.about")) for name in commands]

    def do(name: str | None) -> None:
        if name:
            commands[name]()

    app.push_screen(Palette(say("palette.title"), entries), do)


def _commands(app: "MinwonApp") -> dict[str, Callable[[], object]]:
    from simulator.screens.home import HomeScreen

    home = next(screen for screen in app.screen_stack if isinstance(screen, HomeScreen))
    return {
        "help": app.action_help,
        "practise": lambda: home.action_menu("practise"),
        "courses": lambda: home.action_menu("courses"),
        "history": lambda: home.action_menu("history"),
        "manual": lambda: home.action_menu("manual"),
        "theme": lambda: _next_theme(app),
        "home": app.go_home,
        "quit": app.action_leave,
    }


def _next_theme(app: "MinwonApp") -> None:
    names = [theme.name for theme in THEMES]
    at = names.index(app.theme) if app.theme in names else -1
    app.theme = names[(at + 1) % len(names)]
