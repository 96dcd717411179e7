"""What if: a run played again with one turn changed. Nothing of it is kept; only the answer is shown.

After the changed turn the old inputs are followed for as long as the run stands where it stood then; from there on
the trainee goes on alone.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dialogues.inputs import Choose, Input, InputError, input_of
from dialogues.machine import Move, Stage
from dialogues.role_play import RolePlay
from scoring.trace import Event


class TurnPoint(NamedTuple):
    """One turn of the old run: where it was taken, what was put in, and what else could have been said or done."""

    turn: int
    state: str
    given: Input
    options: tuple[Move, ...]
    actions: tuple[Move, ...]


class Branched(NamedTuple):
    """The run with its changed turn. followed: how many of the old inputs after it still fitted.

    left: the old inputs that did not; the run goes on without them.
    """

    play: RolePlay
    followed: int
    left: tuple[Input, ...]


class WhatIf:
    """One finished run, to be asked what would have been. events: those that count (undone turns left out)."""

    def __init__(self, stage: Stage, seed: int, began: str, events: Iterable[Event]) -> None:
        self._stage, self._seed, self._began = stage, seed, began
        self.inputs: Sequence[Input] = [given for event in events if (given := input_of(event)) is not None]
        self.points = self._turn_points()

    def talk(self) -> RolePlay:
        """Return the old run played again without what came after the talk."""
        play = self._begun()
        for given in self.inputs:
            play.take(given)
        return play

    def instead(self, turn: int, given: Input) -> Branched:
        """Return the run with another input at a turn (counted from 1). Raises InputError when it does not fit."""
        if not 1 <= turn <= len(self.inputs):
            raise InputError("turn", str(turn))
        play = self._begun()
        for earlier in self.inputs[: turn - 1]:
            play.take(earlier)
        play.take(given)
        followed = self._follow(play, turn)
        return Branched(play, followed, tuple(self.inputs[turn + followed :]))

    def _follow(self, play: RolePlay, turn: int) -> int:
        """Take the old inputs after a turn while the run stands where it stood then; return how many."""
        followed = 0
        for point in self.points[turn:]:
            if play.over or play.state != point.state:
                break
            try:
                play.take(point.given)
            except InputError:  # an option of that state that is hidden now
                break
            followed += 1
        return followed

    def _begun(self) -> RolePlay:
        play = RolePlay(self._stage, self._seed, self._began)
        play.start()
        return play

    def _turn_points(self) -> tuple[TurnPoint, ...]:
        play, points = self._begun(), []
        for number, given in enumerate(self.inputs, start=1):
            taken = given.option if isinstance(given, Choose) else ""
            options = tuple(move for move in play.options() if move.name != taken)
            points.append(TurnPoint(number, play.state, given, options, tuple(play.actions())))
            play.take(given)
        return tuple(points)
