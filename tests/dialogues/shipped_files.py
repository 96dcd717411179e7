"""The shipped scenario files, found when the tests are collected, and ways to play them by chance."""

import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from dialogues.inputs import Act, Choose, Input
from dialogues.library import SHIPPED, is_scenario_file
from dialogues.machine import Stage
from dialogues.reader import read_scenario
from dialogues.role_play import RolePlay
from dialogues.staging import staged
from scoring.manual.reader import shipped_manual

FILES = sorted(path for path in SHIPPED.rglob("*.yaml") if is_scenario_file(path))
each_file = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
_LONGEST = 60


@cache
def stage_of(path: Path) -> Stage:
    """Return a shipped scenario ready to be played in Korean; the test fails when it cannot be read."""
    file = read_scenario(path)
    assert file.scenario is not None, file.problems
    return staged(file.scenario, file.hash, shipped_manual(), "ko")


def runs(stage: Stage, number: int, choose: Callable[[RolePlay, random.Random], list[Input]]) -> Iterator[RolePlay]:
    """Play many runs, each time the input least used so far of those that `choose` offers, ties by chance."""
    chance = random.Random(20260101)
    used: dict[tuple[str, Input], int] = {}
    for seed in range(number):
        play = RolePlay(stage, seed)
        play.start()
        while not play.over and play.turn < _LONGEST:
            state = play.state
            offered = choose(play, chance)
            given = min(offered, key=lambda one: used.get((state, one), 0) + chance.random() * 3)
            used[state, given] = used.get((state, given), 0) + 1
            play.take(given)
        yield play


def anything(play: RolePlay, chance: random.Random) -> list[Input]:
    """Offer every option, now and then the actions."""
    acting = chance.random() < 0.1 and play.actions()
    return [Act(move.name) for move in play.actions()] if acting else [Choose(move.name) for move in play.options()]


def without_faults(play: RolePlay, chance: random.Random) -> list[Input]:
    """Offer the options without a fault (all of them where each has one), now and then the actions."""
    if chance.random() < 0.1 and play.actions():
        return [Act(move.name) for move in play.actions()]
    options = play.options()
    return [Choose(move.name) for move in [move for move in options if not move.faults] or options]


def with_faults(play: RolePlay, _: random.Random) -> list[Input]:
    """Offer the options with a fault (all of them where none has one)."""
    options = play.options()
    return [Choose(move.name) for move in [move for move in options if move.faults] or options]
