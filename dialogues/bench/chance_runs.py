"""Random runs: at each turn the move least used so far in that state, ties by chance; the same seed, the same runs."""

import random
from typing import NamedTuple

from dialogues.bench.exploration import Inputs
from dialogues.bench.facts import Facts
from dialogues.bench.walking import Met, Motion, Spot, Walker, input_for
from dialogues.inputs import Input
from dialogues.machine import Move

_ACTING = 0.125  # how often an action or silence is taken although something could be said
_SPREAD = 3  # by how many uses chance may go past the least used


class _Choice:
    """One move of a spot, and how often it was taken."""

    __slots__ = ("input", "motion", "used")

    def __init__(self, move: Move, motion: Motion) -> None:
        self.motion = motion
        self.input = input_for(move, motion)
        self.used = 0


class ChanceRun(NamedTuple):
    """One run. over: it came to an ending within its turns."""

    inputs: Inputs
    over: bool


class ChanceRuns:
    """Random runs through one stage. met: what they came by, with the run that did so first; turns: taken in all."""

    def __init__(self, walker: Walker, seed: int, most_turns: int) -> None:
        self._walker = walker
        self._random = random.Random(seed).random
        self._most = most_turns
        self._choices: dict[Spot, tuple[list[_Choice], list[_Choice]]] = {}
        self.met = Met({walker.begun()[0]: ()}, {}, {}, {})
        self.turns = 0

    def run(self) -> ChanceRun:
        """Walk once from the start."""
        met, (spot, facts) = self.met, self._walker.begun()
        inputs: list[Input] = []
        for _ in range(self._most):
            choice = self._chosen(spot, facts, inputs)
            motion = choice.motion
            if not choice.used:
                met.shown.setdefault(motion, tuple(inputs))
            choice.used += 1
            way, facts = motion.step(facts)
            if way is not None and way not in met.taken:
                met.taken[way] = tuple(inputs)
            inputs.append(choice.input)
            if way is not None and way.to != spot.name:
                if way.arrival is None:
                    return self._ended(inputs, over=True)
                spot = self._walker.spot(way.to)
                if spot not in met.states:
                    met.states[spot] = tuple(inputs)
        return self._ended(inputs, over=False)

    def _ended(self, inputs: list[Input], *, over: bool) -> ChanceRun:
        self.turns += len(inputs)
        return ChanceRun(tuple(inputs), over)

    def _chosen(self, spot: Spot, facts: Facts, inputs: list[Input]) -> _Choice:
        """Return what is done next: mostly something said, now and then an action or silence."""
        if spot not in self._choices:
            self._choices[spot] = _choices_at(spot)
        options, others = self._choices[spot]
        if self._random() < _ACTING and others:
            return self._least_used(others)
        shown = [one for one in options if one.motion.shown is None or one.motion.shown(facts)]
        if not shown:
            self.met.speechless.setdefault(spot, tuple(inputs))
            return self._least_used(others)
        return self._least_used(shown)

    def _least_used(self, choices: list[_Choice]) -> _Choice:
        chance = self._random
        best, least = choices[0], choices[0].used + chance() * _SPREAD
        for choice in choices[1:]:
            use = choice.used + chance() * _SPREAD
            if use < least:
                best, least = choice, use
        return best


def _choices_at(spot: Spot) -> tuple[list[_Choice], list[_Choice]]:
    """Return the options of a spot, and everything else that can be done there."""
    every = [_Choice(move, motion) for move, motion in spot.by_move]
    return [one for one in every if one.motion.is_option], [one for one in every if not one.motion.is_option]
