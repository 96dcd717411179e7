"""The trace: the ordered events of one run, the only thing judging sees.

An event holds what happened in the manual's words (acts, steps, faults), the words that were spoken and the
meters after it. It is small and flat because thousands of them are made a second while exploring a scenario.
"""

from collections.abc import Iterable
from typing import Literal

import msgspec

Role = Literal[
    "clerk", "lead", "head", "colleague", "guard", "evacuation", "legal_unit", "personnel", "agency",
    "police", "complainant", "bystander", "system",
]  # fmt: skip
Channel = Literal["phone", "visit", "online", "document"]
Outcome = Literal["resolved", "ended_by_trainee", "handed_over", "complainant_left", "unresolved", "harm", "stopped"]
EventKind = Literal[
    "opened",  # the complainant's first line
    "said",  # the trainee chose or typed a line
    "did",  # the trainee took an action
    "kept_silent",  # the trainee let the time run
    "answered",  # the complainant speaks or acts in reply
    "joined",  # somebody else speaks or acts: the lead, a colleague, a guard
    "closed",  # the run reached an ending
    "stopped",  # the trainee stopped the run: no judgement
    "undone",  # the last turn was taken back
    "edited",  # the scenario had been changed when the run was taken up again (source: the hash it goes on with)
    "assigned",  # after the talk: the trainee says who does what next (actor: who it was given to)
]

_FILINGS_TO_CLOSE, _NOTICES_TO_CLOSE = 3, 2  # Civil Petitions Act art. 23(1), read in the law


class Case(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known of the petition itself.

    filings: how often the same matter was filed, this time included; notices: how often its result was notified.
    statutory: a permit, certificate or the like (법정민원), which may never be closed as repeated.
    mass: a joint petition of many (다수인관련민원), for which the committee has to be asked first.
    """

    filings: int = 1
    notices: int = 0
    statutory: bool = False
    mass: bool = False

    @property
    def closable(self) -> bool:
        """Return whether it may be closed as repeated: filed three times, notified twice, not statutory."""
        return self.filings >= _FILINGS_TO_CLOSE and self.notices >= _NOTICES_TO_CLOSE and not self.statutory


class Event(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One thing that happened.

    seq: place in the run's journal, from 0, never used twice (an undone turn keeps its numbers).
    turn: the trainee's turn it belongs to; 0 is before the first.
    source: id of the option, action, state or ending it came from. state: where the run is; for the trainee's own
    turn, where it was chosen.
    seconds: time in the story since the start. anger, trust, fear: the complainant's meters afterwards, 0-100.
    """

    seq: int
    turn: int
    actor: Role
    kind: EventKind
    source: str
    state: str
    words: str
    seconds: int
    anger: int
    trust: int
    fear: int
    acts: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


class Trace(msgspec.Struct, frozen=True):
    """One run as judging sees it. `began` is the day in ISO form; it picks the laws in force."""

    scenario: str
    version: int
    channel: Channel
    conduct: tuple[str, ...]
    legitimate: bool
    seed: int
    began: str
    events: tuple[Event, ...]
    ending: str = ""
    outcome: Outcome | Literal[""] = ""
    case: Case = Case()

    @property
    def turns(self) -> int:
        """Return how many turns the trainee took."""
        return self.events[-1].turn if self.events else 0


TRAINEE_KINDS = frozenset({"said", "did", "kept_silent", "assigned"})


def is_by_trainee(event: Event) -> bool:
    """Return whether the event is the trainee's own turn."""
    return event.kind in TRAINEE_KINDS


def surviving(journal: Iterable[Event]) -> tuple[Event, ...]:
    """Return a journal's events without the turns that were taken back and without notes on the scenario."""
    kept: list[Event] = []
    for event in journal:
        if event.kind == "undone":
            kept = [earlier for earlier in kept if earlier.turn <= event.turn]
        elif event.kind != "edited":
            kept.append(event)
    return tuple(kept)
