"""Every run state of a scenario, breadth first: what can happen, and the shortest way to it."""

from typing import NamedTuple

from dialogues.bench.exploration import Inputs
from dialogues.bench.facts import Facts
from dialogues.bench.walking import Met, Motion, Spot, Walker, Way, input_for

ENDED = -1


class Node(NamedTuple):
    """One run state. parent, motion: how the search came here first (-1 and None: the start)."""

    spot: Spot
    facts: Facts
    parent: int
    motion: Motion | None


class Space:
    """The run states found, in the order of their distance from the start.

    ahead: the run states one step from each, itself where a step changes nothing; ENDED stands for an ending. It is as
    long as the run states that were looked at.
    shown, taken: the first run state in which a motion was possible, an edge taken. speechless: the first run state
    of each spot in which every option is hidden. known: the numbers of the run states.
    """

    def __init__(self, walker: Walker, options_only: bool) -> None:
        self.walker = walker
        self.options_only = options_only
        self.nodes: list[Node] = []
        self.ahead: list[tuple[int, ...]] = []
        self.shown: dict[Motion, int] = {}
        self.taken: dict[Way, int] = {}
        self.speechless: dict[Spot, int] = {}
        self.known: dict[Spot, dict[Facts, int]] = {}
        self.steps = 0

    @property
    def complete(self) -> bool:
        """Return whether every run state was looked at."""
        return len(self.ahead) == len(self.nodes)

    def met(self) -> Met:
        """Return what was found with the shortest way to it."""
        states = {spot: next(iter(there.values())) for spot, there in self.known.items()}
        return Met(
            states={spot: self.way_to(number) for spot, number in states.items()},
            shown={motion: self.way_to(number) for motion, number in self.shown.items()},
            taken={way: self.way_to(number) for way, number in self.taken.items()},
            speechless={spot: self.way_to(number) for spot, number in self.speechless.items()},
        )

    def way_to(self, number: int) -> Inputs:
        """Return the shortest inputs to a run state."""
        found = []
        node = self.nodes[number]
        while node.motion is not None:
            found.append(input_for(node.motion.moves[0], node.motion))
            node = self.nodes[node.parent]
        return tuple(reversed(found))


def search(walker: Walker, states: int, steps: int, options_only: bool = False) -> Space:
    """Look at the run states that can be reached until more than so many are known, or so many steps were tried.

    options_only: without actions and silence.
    """
    space = Space(walker, options_only)
    spot, facts = walker.begun()
    space.known[spot] = {facts: 0}
    space.nodes.append(Node(spot, facts, -1, None))
    while not space.complete and len(space.nodes) <= states and space.steps < steps:
        _look_at(space, len(space.ahead))
    return space


def _look_at(space: Space, number: int) -> None:
    """Try every motion of one run state."""
    spot, facts, _, _ = space.nodes[number]
    ahead: dict[int, None] = {}
    speechless = True
    for motion in spot.motions:
        if (space.options_only and not motion.is_option) or (motion.shown is not None and not motion.shown(facts)):
            continue
        if motion.is_option:
            speechless = False
        if motion not in space.shown:
            space.shown[motion] = number
        ahead[number if motion.idle else _try(space, number, motion)] = None
    if speechless:
        space.speechless.setdefault(spot, number)
    space.ahead.append(tuple(ahead))


def _try(space: Space, number: int, motion: Motion) -> int:
    """Make one step; return the number of the run state it leads to, or ENDED."""
    spot, facts, _, _ = space.nodes[number]
    way, after = motion.step(facts)
    space.steps += 1
    if way is not None:
        if way not in space.taken:
            space.taken[way] = number
        if way.arrival is None:
            return ENDED
        spot = space.walker.spot(way.to)
    there = space.known.setdefault(spot, {})
    found = there.get(after)
    if found is None:
        found = there[after] = len(space.nodes)
        space.nodes.append(Node(spot, after, number, motion))
    return found
