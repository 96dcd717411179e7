"""What a trainee can put in. Choosing an option is only one kind; later kinds (typed lines) join here."""

from typing import TypeAlias

import msgspec

from scoring.trace import Event

ACTION_MARK = "!"  # before the id of an action, in scripts and in the source of events


class Choose(msgspec.Struct, frozen=True, tag="choose"):
    """Choose an option of the present state."""

    option: str


class Act(msgspec.Struct, frozen=True, tag="act"):
    """Take an action: something that can be done at any time."""

    step: str


class Wait(msgspec.Struct, frozen=True, tag="wait"):
    """Say nothing and let the time run."""


class Undo(msgspec.Struct, frozen=True, tag="undo"):
    """Take the last turn back (practice only)."""


class Stop(msgspec.Struct, frozen=True, tag="stop"):
    """Stop the run: no judgement, no penalty."""


Input: TypeAlias = Choose | Act | Wait | Undo | Stop


class InputError(ValueError):
    """An input that does not fit here. code: option, action, undo, ended, turn; name: what was asked for."""

    def __init__(self, code: str, name: str = "") -> None:
        super().__init__(f"{code}: {name}")
        self.code = code
        self.name = name


def input_of(event: Event) -> Input | None:
    """Return the input an event records, None for answers and for what came after the talk."""
    match event.kind:
        case "said" | "did" if event.source.startswith(ACTION_MARK):
            return Act(event.source[len(ACTION_MARK) :])
        case "said" | "did":
            return Choose(event.source)
        case "kept_silent":
            return Wait()
        case "undone":
            return Undo()
        case "stopped":
            return Stop()
        case _:
            return None
