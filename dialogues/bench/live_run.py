"""A run that its author plays while writing: it lives on when the text under it changes, and is kept nowhere.

After a change the same inputs are played again on the new text. Where they fit and lead to the same place, the run
stands there. Otherwise it is put at the state where it was, with the mood and everything else it had behind it; where
that state is gone (or the run was over), it stands at the last place its inputs still lead to.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from dialogues.conditions import Call, Name, names_in
from dialogues.inputs import ACTION_MARK, Act, Choose, Input, InputError, Undo, input_of
from dialogues.machine import Stage, conditions_of
from dialogues.model import Scenario
from dialogues.role_play import RolePlay, Turn
from dialogues.standpoint import Standpoint, moved
from scoring.manual.manual import Manual
from scoring.manual.model import Ladder
from scoring.trace import Event, Trace

How: TypeAlias = Literal["same", "stood", "back"]


class LiveRun:
    """One run of the author, on a day (ISO) that picks the laws in force.

    opening: where it begins, None for the scenario's own beginning. before: what happened before the text changed so
    that the run had to be put at its state.
    """

    def __init__(
        self, stage: Stage, day: str = "", opening: Standpoint | None = None, before: tuple[Event, ...] = ()
    ) -> None:
        self.before = before
        self.day = day
        self.play = RolePlay(stage, 0, day, opening)
        self.play.start()

    def take(self, given: Input) -> Turn:
        """Take one input; the turn's events are numbered as in `trace`.

        Raises InputError, and leaves the run as it was, when it does not fit here.
        """
        turn = self.play.take(given)
        return turn if isinstance(given, Undo) else Turn(given, self.trace().events[-len(turn.events) :])

    def trace(self) -> Trace:
        """Return everything that happened, also before the text changed, numbered through."""
        trace = self.play.trace()
        events = (*self.before, *trace.events)
        numbered = (msgspec.structs.replace(event, seq=number) for number, event in enumerate(events))
        return msgspec.structs.replace(trace, events=tuple(numbered)) if self.before else trace

    def from_the_start(self) -> "LiveRun":
        """Return a new run from the scenario's beginning."""
        return LiveRun(self.play.stage, self.day)

    def at(self, standpoint: Standpoint) -> "LiveRun":
        """Return a new run from a state with chosen meters. Raises ValueError when there is no such state."""
        return LiveRun(self.play.stage, self.day, standpoint)

    def on(self, stage: Stage) -> "Reloaded":
        """Return this run on a new text."""
        old = self.play
        found = self._played_again(stage)
        fits = found.given is None and not found.lost
        if fits and (found.run.play.state, found.run.play.over) == (old.state, old.over):
            return found
        if not old.over and old.state in stage.places:
            before = (*self.before, *old.trace().events)
            return found._replace(how="stood", run=LiveRun(stage, self.day, moved(old, old.state), before))
        return found._replace(how="back")

    def _played_again(self, stage: Stage) -> "Reloaded":
        """Return the inputs played on a new text as far as they fit."""
        opening, was = self.play.opening, self.play.state
        if opening is not None and opening.state not in stage.places:
            return Reloaded(LiveRun(stage, self.day), "same", was, stage.scenario.start, lost=True)
        again = LiveRun(stage, self.day, opening, self.before)
        for number, given in enumerate(inputs_of(self.play.trace().events), start=1):
            try:
                again.take(given)
            except InputError:
                return Reloaded(again, "same", was, again.play.state, number, given)
        return Reloaded(again, "same", was, again.play.state)


class Reloaded(NamedTuple):
    """A run on a new text, and how it came there.

    how: "same" (its inputs lead to the same place), "stood" (put at the state where it was), "back" (at the last place
    its inputs lead to). was: the state before. led_to: where the inputs lead now. turn, given: the first input that no
    longer fits and its number from 1; 0 and None where all of them fit. lost: the state the run was begun at is gone.
    """

    run: LiveRun
    how: How
    was: str
    led_to: str
    turn: int = 0
    given: Input | None = None
    lost: bool = False


def inputs_of(events: Iterable[Event]) -> list[Input]:
    """Return what was put in on a run."""
    return [given for event in events if (given := input_of(event)) is not None]


def words_of(given: Input | None) -> str:
    """Return an input as scripts write it: the option's id, "!action", "..." for silence; "" for none."""
    match given:
        case Choose(option):
            return option
        case Act(step):
            return ACTION_MARK + step
        case None:
            return ""
        case _:
            return "..."


class Asked(NamedTuple):
    """What the conditions of a scenario ask of a run besides meters and counters."""

    seen: tuple[str, ...]
    done: tuple[str, ...]
    clock: tuple[str, ...]


def asked_in(scenario: Scenario) -> Asked:
    """Return the states, names and clocks ("minute", "turn") that conditions ask for."""
    asked = [part for condition in conditions_of(scenario) for part in names_in(condition)]
    calls = [part for part in asked if isinstance(part, Call)]
    names = [part.name for part in asked if isinstance(part, Name)]
    return Asked(
        seen=tuple(dict.fromkeys(call.argument for call in calls if call.function == "seen")),
        done=tuple(dict.fromkeys(call.argument for call in calls if call.function == "count")),
        clock=tuple(name for name in ("minute", "turn") if name in names),
    )


def ladders_for(trace: Trace, manual: Manual) -> tuple[Ladder, ...]:
    """Return the ladders of a scenario's conduct and channel, and those its run has come onto besides."""
    active = {ladder.ladder for ladder in manual.ladders_of(trace) if ladder.triggers}
    return tuple(
        ladder
        for ladder in manual.ladders.values()
        if ladder.ladder in active
        or (trace.channel in ladder.channels and not set(ladder.conduct).isdisjoint(trace.conduct))
    )
