"""Help for the screen below: what it is for, and every key that works there."""

from typing import Any, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from simulator.texts import say
from simulator.widgets.key_bar import key_name


class HelpScreen(ModalScreen[None]):
    """Shows help until any of its keys is pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,enter", "dismiss", "key.back")]

    def __init__(self, about: Screen[Any]) -> None:
        super().__init__()
        self._name = getattr(about, "NAME", "") or "home"
        self._bindings_there = [active.binding for active in about.active_bindings.values()]

    def compose(self) -> ComposeResult:
        """Lay out the text and the keys."""
        with VerticalScroll(classes="dialog"):
            yield Static(say(f"page.{self._name}"), classes="heading", markup=False)
            yield Static(say(f"help.{self._name}"), markup=False)
            yield Static("")
            yield Static(say("help.keys"), classes="heading")
            yield Static(self._keys())

    def _keys(self) -> Text:
        keys: dict[str, list[str]] = {}
        for binding in self._bindings_there:
            if binding.description.startswith(("key.", "home.")):
                named = keys.setdefault(say(binding.description), [])
                if key_name(binding) not in named:
                    named.append(key_name(binding))
        lines = Text()
        for description, named in keys.items():
            lines.append(f"{', '.join(named[:3]):>12}  ", style="bold")
            lines.append(f"{description}\n")
        return lines
