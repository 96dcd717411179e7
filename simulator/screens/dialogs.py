"""Small questions and messages over a screen. Each is answered by a key or Enter and returns what was chosen."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from simulator.texts import say


class ChoiceDialog(ModalScreen[str]):
    """Says something and offers answers by number; Escape gives "" back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "answer('')", "key.back"),
        *(Binding(str(number), f"number({number})", "key.choose", show=False) for number in range(1, 10)),
    ]

    def __init__(self, text: str, answers: dict[str, str]) -> None:
        super().__init__()
        self._text = text
        self._answers = answers

    def compose(self) -> ComposeResult:
        """Lay out the text and the answers."""
        with Vertical(classes="dialog"):
            yield Static(self._text, markup=False)
            listed = OptionList()
            for number, (name, text) in enumerate(self._answers.items(), 1):
                listed.add_option(Option(f"{number}  {text}", id=name))
            yield listed

    def on_mount(self) -> None:
        """Let Enter give the first answer."""
        self.query_one(OptionList).highlighted = 0

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id or "")

    def action_number(self, number: int) -> None:
        """Answer by number."""
        if number <= len(self._answers):
            self.dismiss(list(self._answers)[number - 1])

    def action_answer(self, name: str) -> None:
        """Answer by name."""
        self.dismiss(name)


class MessageDialog(ChoiceDialog):
    """Says something and waits until it is read."""

    def __init__(self, text: str) -> None:
        super().__init__(text, {"read": say("dialog.read")})
