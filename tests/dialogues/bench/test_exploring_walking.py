"""Walking goes where playing goes: the same states, the same choices, the same numbers as far as they matter."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from dialogues.bench.facts import Fact
from dialogues.bench.searching import search
from dialogues.bench.walking import Walker, input_for
from dialogues.inputs import Choose, Input
from dialogues.machine import Run, Stage
from dialogues.role_play import RolePlay
from tests.dialogues.bench.random_scenarios import random_stage
from tests.dialogues.shipped_files import each_file, stage_of
from tests.dialogues.small_scenarios import SMALL, changed, started

BATCH = 100
in_batches = pytest.mark.parametrize("batch", range(4))


def seeds(batch: int) -> range:
    return range(batch * BATCH, (batch + 1) * BATCH)


class Watched(RolePlay):
    """A run whose numbers can be looked at."""

    @property
    def numbers(self) -> Run:
        return self._run


def value_of(run: Run, fact: Fact) -> int:
    tables = {"counter": run.counters, "seen": run.visits, "count": run.tally}
    if fact.kind in tables:
        return tables[fact.kind].get(fact.name, 0)
    return {"meter": getattr(run, fact.name, 0), "clock": run.seconds, "turn": run.turn}[fact.kind]


def walk_beside(stage: Stage, seed: int, turns: int) -> None:
    """Play and walk the same random moves and compare at each turn."""
    chance = random.Random(seed)
    play, walker = Watched(stage, seed), Walker(stage)
    play.start()
    spot, facts = walker.begun()
    for _ in range(turns):
        possible = [(move, m) for move, m in spot.by_move if m.shown is None or m.shown(facts)]
        assert [move.name for move, m in possible if m.is_option] == [move.name for move in play.options()]
        assert [move.name for move, m in possible if not m.is_option] == [*(m.name for m in play.actions()), ""]
        move, motion = chance.choice(possible)
        play.take(input_for(move, motion))
        way, facts = motion.step(facts)
        assert (way.to if way else spot.name) == play.state
        if play.over:
            assert way is not None
            assert way.arrival is None
            return
        spot = walker.spot(play.state)
        for fact, slot in walker.sheet.slots.items():
            if fact in walker.sheet.limits[spot.name]:
                least, most = walker.sheet.range_of(fact, spot.name)
                assert facts[slot] == min(most, max(least, value_of(play.numbers, fact))), fact
            else:
                assert facts[slot] == 0, "what nothing reads any more is forgotten"


@in_batches
def test_walking_any_scenario_is_playing_it(batch: int) -> None:
    for seed in seeds(batch):
        stage = random_stage(seed)
        for run in range(8):
            walk_beside(stage, run, 25)


@each_file
def test_walking_a_shipped_scenario_is_playing_it(path: Path) -> None:
    for seed in range(150):
        walk_beside(stage_of(path), seed, 40)


def everything_of(play: Watched) -> tuple[object, ...]:
    run = play.numbers
    tables = tuple(tuple(sorted(table.items())) for table in (run.counters, run.visits, run.tally))
    return play.state, run.anger, run.trust, run.fear, run.seconds, run.turn, *tables


def played(stage: Stage, inputs: tuple[Input, ...]) -> Watched:
    play = Watched(stage)
    play.start()
    for given in inputs:
        play.take(given)
    return play


def played_by_turn(stage: Stage, depth: int) -> Iterator[tuple[int, Watched]]:
    """Play all options of so many turns, each run state once; yield every run with its turns."""
    level: list[tuple[Input, ...]] = [()]
    known: set[object] = set()
    for turn in range(depth + 1):
        further = []
        for inputs in level:
            play = played(stage, inputs)
            if everything_of(play) not in known:
                known.add(everything_of(play))
                yield turn, play
                further += [(*inputs, Choose(move.name)) for move in play.options()]
        level = further


@in_batches
def test_the_search_finds_what_playing_everything_finds_and_as_early(batch: int) -> None:
    depth = 4
    for seed in seeds(batch)[::3]:
        stage = random_stage(seed)
        places: dict[str, int] = {}
        options: dict[tuple[str, str], int] = {}
        for turn, play in played_by_turn(stage, depth):
            places.setdefault(play.state, turn)
            for move in play.options():
                options.setdefault((play.state, move.name), turn)
        met = search(Walker(stage), 20_000, 200_000, options_only=True).met()
        found = {spot.name: len(inputs) for spot, inputs in met.states.items()}
        for way, inputs in met.taken.items():
            if way.arrival is None:
                found[way.to] = min(found.get(way.to, 999), len(inputs) + 1)
        shown = {
            (spot.name, move.name): len(met.shown[motion])
            for spot in met.states
            for move, motion in spot.by_move
            if motion.is_option and motion in met.shown
        }
        assert {name: turns for name, turns in found.items() if turns <= depth} == places, seed
        assert {option: turns for option, turns in shown.items() if turns <= depth} == options, seed


def test_what_no_condition_reads_is_no_part_of_a_run_state() -> None:
    walker = Walker(started(SMALL).stage)
    assert set(walker.sheet.slots) == {
        Fact("meter", "anger"),
        Fact("counter", "calls"),
        Fact("seen", "explains"),
        Fact("count", "listen"),
    }
    assert set(walker.sheet.limits["after-call"]) == set(), "nothing is read once the talk is over"


def test_options_alike_but_for_their_condition_are_told_apart() -> None:
    first = "- {id: first, say: 네., when: calls >= 1, goto: calmed}"
    second = "- {id: second, say: 네., when: calls >= 2, goto: calmed}"
    text = changed("      - id: show-way", f"      {first}\n      {second}\n      - id: show-way")
    walker = Walker(started(text).stage)
    shown = search(walker, 1_000, 10_000).shown
    of_name = {move.name: motion for move, motion in walker.spot("explains").by_move}
    assert of_name["first"] in shown
    assert of_name["second"] not in shown


def test_counters_below_zero_that_are_compared_with_each_other_stay_apart() -> None:
    lower = "- {id: lower-LETTER, say: 네., counts: {LETTER: -1}, goto: explains}"
    options = [lower.replace("LETTER", letter) for letter in "ab"]
    options.append("- {id: below, say: 네., when: a < b and b < 0, goto: calmed}")
    text = changed("      - id: show-way", "".join(f"      {option}\n" for option in options) + "      - id: show-way")
    walker = Walker(started(changed("counters: {calls: 0}", "counters: {calls: 0, a: 0, b: 0}", text)).stage)
    space = search(walker, 1_000, 10_000, options_only=True)
    below = next(motion for move, motion in walker.spot("explains").by_move if move.name == "below")
    assert len(space.way_to(space.shown[below])) == len(["hear-out", "lower-a", "lower-a", "lower-b"])
    assert not space.complete, "they can be lowered for ever"
