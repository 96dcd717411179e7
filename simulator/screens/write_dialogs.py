"""Questions of the writing screen that want more than a number: a line of text, or a place to begin a run at."""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from dialogues.bench.live_run import Asked
from dialogues.model import METERS
from dialogues.standpoint import Standpoint
from simulator.terminal_fixes import KoreanInput
from simulator.texts import say

_MOST = 9999  # of a counter, a count or a minute: no scenario comes near it


class LineDialog(ModalScreen[str]):
    """Asks for one line; Escape gives "" back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss('')", "key.back")]

    def __init__(self, text: str, suggested: str) -> None:
        super().__init__()
        self._text = text
        self._suggested = suggested

    def compose(self) -> ComposeResult:
        """Lay out the question and the line."""
        with Vertical(classes="dialog"):
            yield Static(self._text, markup=False)
            yield Static("")
            yield KoreanInput(self._suggested, select_on_focus=False)
            yield Static(say("write.line-keys"), classes="quiet")

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.dismiss(event.value.strip())


class Number(NamedTuple):
    """One number that can be chosen: its id, its label, its least and most."""

    id: str
    label: str
    value: int
    least: int
    most: int


class JumpDialog(ModalScreen[Standpoint | None]):
    """Asks in which mood and with what behind it a run begins at a state; Escape gives None back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "key.back"),
        Binding("down", "app.focus_next", "key.next-field", show=False),
        Binding("up", "app.focus_previous", "key.previous-field", show=False),
    ]
    DEFAULT_CSS = """
    JumpDialog #numbers { height: auto; max-height: 12; }
    JumpDialog Horizontal { height: 1; }
    JumpDialog Label { width: 1fr; }
    JumpDialog KoreanInput { width: 10; }
    """

    def __init__(self, standpoint: Standpoint, asked: Asked) -> None:
        super().__init__()
        self._standpoint = standpoint
        self._asked = asked
        self._numbers = list(numbers_of(standpoint, asked))

    def compose(self) -> ComposeResult:
        """Lay out a line for every number."""
        with Vertical(classes="dialog"):
            yield Static(say("write.jump-to", state=self._standpoint.state), classes="heading", markup=False)
            with VerticalScroll(id="numbers", can_focus=False):
                for number in self._numbers:
                    with Horizontal():
                        yield Label(number.label, markup=False)
                        yield KoreanInput(str(number.value), name=number.id, max_length=5)
            yield Static(say("write.jump-rule"), classes="quiet")
            yield Static("", id="jump-problem", classes="note", markup=False)

    @on(Input.Submitted)
    def _entered(self) -> None:
        """Begin the run, or say which number does not fit."""
        typed = {field.name or "": field.value.strip() for field in self.query(KoreanInput)}
        for number in self._numbers:
            if not fits(number, typed[number.id]):
                problem = say("write.jump-number", name=number.label, least=number.least, most=number.most)
                self.query_one("#jump-problem", Static).update(problem)
                next(field for field in self.query(KoreanInput) if field.name == number.id).focus()
                return
        self.dismiss(chosen(self._standpoint, self._asked, {name: int(value) for name, value in typed.items()}))


def numbers_of(standpoint: Standpoint, asked: Asked) -> Iterator[Number]:
    """Yield every number a run begun at a state can be given: meters, counters, and what conditions ask for."""
    for name in METERS:
        yield Number(name, say(f"meter.{name}"), getattr(standpoint, name), 0, 100)
    for name, value in standpoint.counters.items():
        yield Number(f"counter {name}", say("write.counter", name=name), value, -_MOST, _MOST)
    for name in asked.seen:
        yield Number(f"seen {name}", say("write.seen", name=name), standpoint.seen.get(name, 0), 0, _MOST)
    for name in asked.done:
        yield Number(f"done {name}", say("write.done", name=name), standpoint.done.get(name, 0), 0, _MOST)
    if "minute" in asked.clock:
        yield Number("minute", say("write.minute"), standpoint.seconds // 60, 0, _MOST)
    if "turn" in asked.clock:
        yield Number("turn", say("write.turn"), standpoint.turn, 0, _MOST)


def fits(number: Number, typed: str) -> bool:
    """Return whether something typed is a number that can be chosen."""
    plain = typed.removeprefix("-")
    return plain.isascii() and plain.isdigit() and number.least <= int(typed) <= number.most


def chosen(standpoint: Standpoint, asked: Asked, values: dict[str, int]) -> Standpoint:
    """Return a standpoint with other numbers, by the ids of `numbers_of`."""
    minute = values.get("minute", standpoint.seconds // 60)
    return msgspec.structs.replace(
        standpoint,
        anger=values["anger"],
        trust=values["trust"],
        fear=values["fear"],
        counters={name: values[f"counter {name}"] for name in standpoint.counters},
        seen={**standpoint.seen, **{name: values[f"seen {name}"] for name in asked.seen}},
        done={**standpoint.done, **{name: values[f"done {name}"] for name in asked.done}},
        seconds=standpoint.seconds if minute == standpoint.seconds // 60 else minute * 60,
        turn=values.get("turn", standpoint.turn),
    )
