"""Turns a second of random exploring, beside a role-play of the very same runs; steps a second of the search."""

import statistics
import time
from collections.abc import Callable

from benchmarks.turns import SCENARIO
from dialogues.bench.chance_runs import ChanceRun, ChanceRuns
from dialogues.bench.searching import search
from dialogues.bench.walking import Walker
from dialogues.library import Library
from dialogues.machine import Stage
from dialogues.role_play import RolePlay
from dialogues.staging import staged
from scoring.manual.reader import shipped_manual

_RUNS = 4_000
_MOST_TURNS = 60
_STATES = 40_000
_ROUNDS = 7


def run() -> None:
    """Print the three rates and the ratio of the first two."""
    loaded = Library(shipped_manual()).load(SCENARIO)
    stage = staged(loaded.scenario, loaded.hash, shipped_manual(), "ko")
    runs = _random_runs(stage)
    explored, played, searched = [], [], []
    for _ in range(_ROUNDS):  # interleaved, so that a noisy moment hits all of them
        explored.append(_rate(lambda: sum(len(run.inputs) for run in _random_runs(stage))))
        played.append(_rate(lambda: _played(stage, runs)))
        searched.append(_rate(lambda: search(Walker(stage), _STATES, 10**9).steps))
    one, other = statistics.median(explored), statistics.median(played)
    print(
        f"explore  random runs {one:,.0f} turns/s (aim: at least 50,000)   role-play of the same {other:,.0f}   "
        f"ratio {one / other:.2f}   search {statistics.median(searched):,.0f} steps/s"
    )


def _random_runs(stage: Stage) -> list[ChanceRun]:
    """Make the random runs of one seed; compiling the scenario for them is part of the work."""
    chance = ChanceRuns(Walker(stage), 0, _MOST_TURNS)
    return [chance.run() for _ in range(_RUNS)]


def _played(stage: Stage, runs: list[ChanceRun]) -> int:
    done = 0
    for one in runs:
        play = RolePlay(stage)
        play.start()
        for given in one.inputs:
            play.take(given)
        done += len(one.inputs)
    return done


def _rate(work: Callable[[], int]) -> float:
    start = time.process_time()
    done = work()
    return done / (time.process_time() - start)
