"""Inputs as the lines of a script: what `minwon play --script` reads, one input a line."""

from collections.abc import Iterable, Sequence

from dialogues.bench.walking import SILENCE
from dialogues.inputs import ACTION_MARK, Act, Choose, Input
from dialogues.machine import Move, Stage
from dialogues.role_play import RolePlay


def script_of(stage: Stage, inputs: Iterable[Input]) -> tuple[str, ...]:
    """Return the lines of a run. Raises InputError where an input does not fit.

    An option whose id is a number stands by its place among the options shown, since a script would take it for one.
    """
    play = RolePlay(stage)
    play.start()
    lines = []
    for given in inputs:
        lines.append(_line(given, play.options()))
        play.take(given)
    return tuple(lines)


def _line(given: Input, shown: Sequence[Move]) -> str:
    match given:
        case Choose(option) if option.isdigit():
            return str([move.name for move in shown].index(option) + 1)
        case Choose(option):
            return option
        case Act(step):
            return ACTION_MARK + step
        case _:
            return SILENCE
