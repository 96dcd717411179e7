"""A kept run played again on the scenario as it is now: it follows, or it departs from the journal at one turn.

Everything that makes a branch or a judgement has to be as it was: who did what where, in the manual's words, at what
time, and where the meters stood. The words may have been edited since; what was told stays as it was told.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import msgspec

from dialogues.inputs import InputError, input_of
from dialogues.machine import Stage
from dialogues.role_play import RolePlay
from scoring.trace import Event, surviving

DepartureKind = Literal[
    "option",  # the option taken is not there any more
    "hidden",  # it is there, but its condition does not hold
    "action",  # the action taken cannot be taken there any more
    "input",  # what was put in does not fit for another reason
    "stands",  # the state the run stands in is gone
    "gone",  # a state the run came through is gone
    "leads",  # the run comes to another place
    "more",  # somebody speaks or acts who did not
    "fewer",  # somebody does not speak or act who did
    "others",  # somebody else does
    "marks",  # acts, steps or faults are others
    "clock",  # the story clock stands elsewhere
    "meters",  # anger, trust or fear are others
    "words",  # nothing but the words, where they had to be the same
]


class Departure(NamedTuple):
    """Where a run does not follow its journal: at a turn (0: the opening), in a state, by an option or action.

    before, now: the first events that differ; None where there is none.
    """

    kind: DepartureKind
    turn: int
    state: str
    given: str = ""
    before: Event | None = None
    now: Event | None = None


class DepartedError(ValueError):
    """The journal cannot be followed."""

    def __init__(self, departure: Departure) -> None:
        super().__init__(f"{departure.kind} in turn {departure.turn}")
        self.departure = departure


def follow(stage: Stage, seed: int, began: str, journal: Sequence[Event], exact_from: int) -> RolePlay:
    """Play a journal's inputs from the start and return the run, its past in the words of the journal.

    exact_from: the number (seq) of the first event whose words have to be the same, too. What came after the talk is
    left out. Raises DepartedError at the first turn that is not as it was.
    """
    talk = [event for event in journal if event.kind != "assigned"]
    play = RolePlay(stage, seed, began)
    for kept in _turns(talk):
        again = _again(play, kept)
        departure = _departure(again, kept, exact_from)
        if departure is not None:
            raise DepartedError(_named(departure, stage, talk))
    play.retell(surviving(talk))
    return play


def _turns(talk: Sequence[Event]) -> Iterator[Sequence[Event]]:
    """Yield the opening, then what each input or note on the scenario led to, itself first."""
    cuts = [number for number, event in enumerate(talk) if event.kind == "edited" or input_of(event) is not None]
    for first, end in zip([0, *cuts], [*cuts, len(talk)], strict=True):
        yield talk[first:end]


def _again(play: RolePlay, kept: Sequence[Event]) -> Sequence[Event]:
    """Play one turn again. Raises DepartedError when what was put in does not fit any more."""
    given = input_of(kept[0]) if kept else None
    if given is not None:
        try:
            return play.take(given).events
        except InputError as error:
            raise DepartedError(_refused(play, kept[0], error)) from error
    if kept and kept[0].kind == "edited":
        return (play.edited(kept[0].source),)
    return play.start().events


def _refused(play: RolePlay, kept: Event, error: InputError) -> Departure:
    kind: DepartureKind = "input"
    if error.code == "option":
        kind = "hidden" if error.name in play.place.moves else "option"
    elif error.code == "action":
        kind = "action"
    return Departure(kind, kept.turn, kept.state, kept.source, kept)


def _departure(again: Sequence[Event], kept: Sequence[Event], exact_from: int) -> Departure | None:
    """Return the first difference of a turn, where it leads before anything else; None when there is none."""
    pairs = zip(again, kept, strict=False)
    now, before = next((pair for pair in pairs if not _alike(*pair, exact_from)), (None, None))
    if before is None and len(again) == len(kept):
        return None
    first = (kept or again)[0]
    given = first.source if first.turn else ""
    if again and kept and again[-1].state != kept[-1].state:
        return Departure("leads", first.turn, first.state, given, kept[-1], again[-1])
    if len(again) != len(kept):
        kind: DepartureKind = "more" if len(again) > len(kept) else "fewer"
        return Departure(kind, first.turn, (again or kept)[-1].state, given, before, now)
    assert before is not None
    assert now is not None
    return Departure(_kind(now, before), first.turn, before.state, given, before, now)


def _alike(again: Event, kept: Event, exact_from: int) -> bool:
    return again == kept or (kept.seq < exact_from and msgspec.structs.replace(again, words=kept.words) == kept)


def _kind(now: Event, before: Event) -> DepartureKind:
    if (now.actor, now.kind, now.source, now.state) != (before.actor, before.kind, before.source, before.state):
        return "others"
    if (now.acts, now.steps, now.faults) != (before.acts, before.steps, before.faults):
        return "marks"
    if now.seconds != before.seconds:
        return "clock"
    return "words" if _meters(now) == _meters(before) else "meters"


def _meters(event: Event) -> tuple[int, int, int]:
    return event.anger, event.trust, event.fear


def _named(departure: Departure, stage: Stage, talk: Sequence[Event]) -> Departure:
    """Say of a place that is gone that it is, and whether the run stands there."""
    before = departure.before
    if departure.kind != "leads" or before is None or before.state in stage.places or before.state in stage.endings:
        return departure
    return departure._replace(kind="stands" if before.state == talk[-1].state else "gone")
