"""Turns a second: a role-play (guards, effects, events) beside a bare `transitions` machine of the same graph."""

import statistics
import time
from collections.abc import Callable

from transitions import Machine

from dialogues.inputs import Choose
from dialogues.library import Library
from dialogues.machine import Stage
from dialogues.role_play import RolePlay
from dialogues.staging import staged
from scoring.manual.reader import shipped_manual

SCENARIO = "abuse-phone-parking-fine"
_TURNS = 20_000
_ROUNDS = 7


class _Bare:
    """What a bare machine moves: nothing but a state."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


def run() -> None:
    """Print the two rates and their ratio."""
    loaded = Library(shipped_manual()).load(SCENARIO)
    stage = staged(loaded.scenario, loaded.hash, shipped_manual(), "ko")
    path = _walk(stage)
    machine = _bare_machine(stage)
    bare, played = [], []
    for _ in range(_ROUNDS):  # interleaved, so that a noisy moment hits both
        bare.append(_rate(lambda: _drive_machine(machine, stage, path)))
        played.append(_rate(lambda: _drive_role_play(stage, path)))
    one, other = statistics.median(bare), statistics.median(played)
    print(f"turns/s  bare machine {one:,.0f}   role-play {other:,.0f}   ratio {other / one:.2f} (aim: at least 0.50)")


def _walk(stage: Stage) -> list[tuple[str, str]]:
    """Return the longest run of first-seen choices: (state, option) pairs from the start to an ending."""
    best: list[tuple[str, str]] = []
    for seed in range(200):
        play = RolePlay(stage, seed)
        path: list[tuple[str, str]] = []
        play.start()
        while not play.over and len(path) < 40:
            options = play.options()
            option = options[(seed * 7 + len(path) * (seed % 5 + 1)) % len(options)]
            path.append((play.state, option.name))
            play.take(Choose(option.name))
        if play.over and len(path) > len(best):
            best = path
    return best


def _bare_machine(stage: Stage) -> Machine:
    """Build the same states and edges without guards, in the same way (no models, no automatic transitions)."""
    scenario = stage.scenario
    machine = Machine(
        model=None,
        states=[*scenario.states, *scenario.endings],
        initial=scenario.start,
        auto_transitions=False,
        send_event=True,
    )
    for state, content in scenario.states.items():
        for option in content.options:
            for edge in option.goto:
                machine.add_transition(f"{state}/{option.id}", state, edge.to)
    return machine


def _drive_machine(machine: Machine, stage: Stage, path: list[tuple[str, str]]) -> int:
    fires = [(state, machine.events[f"{state}/{option}"].trigger) for state, option in path]
    done = 0
    while done < _TURNS:
        model = _Bare(stage.scenario.start)
        for state, fire in fires:
            model.state = state  # without guards the bare machine may go another way; put it back on the path
            fire(model)
        done += len(fires)
    return done


def _drive_role_play(stage: Stage, path: list[tuple[str, str]]) -> int:
    inputs = [Choose(option) for _, option in path]
    done = 0
    while done < _TURNS:
        play = RolePlay(stage)
        play.start()
        for given in inputs:
            play.take(given)
        done += len(inputs)
    return done


def _rate(work: Callable[[], int]) -> float:
    start = time.process_time()
    done = work()
    return done / (time.process_time() - start)
