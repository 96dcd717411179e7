"""Ways that do not end: run states without a way to an ending, and the longest way that has one."""

from collections.abc import Iterator

from dialogues.bench.exploration import Longest, Trap, TrapKind
from dialogues.bench.searching import ENDED, Space
from dialogues.bench.walking import input_for
from dialogues.inputs import Input
from dialogues.role_play import replay

_MOST_TRAPS = 10


def traps(space: Space) -> tuple[Trap, ...]:
    """Return the run states from which no ending can be reached, those that touch each other taken together.

    The same states are told once, with the shortest way in. What was not looked at counts as a way out, so that nothing
    is called a trap that may be none.
    """
    kind: TrapKind = "actions-only" if space.options_only else "no-way-out"
    found: list[Trap] = []
    for inside in _touching(space, _caught(space)):
        states = dict.fromkeys(space.nodes[number].spot.name for number in inside)
        if not any(states.keys() <= set(trap.states) for trap in found):
            found.append(Trap(kind, tuple(states), space.way_to(inside[0])))
    return tuple(found[:_MOST_TRAPS])


def _caught(space: Space) -> list[int]:
    """Return the run states that lead to no ending and to nothing that was not looked at."""
    free = bytearray(len(space.nodes))
    free[len(space.ahead) :] = b"\1" * (len(space.nodes) - len(space.ahead))
    waiting = list(range(len(space.ahead)))
    before = -1
    while before != len(waiting):
        before, still = len(waiting), []
        for number in reversed(waiting):  # what lies farther from the start is settled first
            if any(one == ENDED or free[one] for one in space.ahead[number]):
                free[number] = 1
            else:
                still.append(number)
        waiting = still[::-1]
    return waiting


def _touching(space: Space, caught: list[int]) -> Iterator[list[int]]:
    """Yield the run states in groups that no step joins, each group in order."""
    beside: dict[int, set[int]] = {number: set() for number in caught}
    for number in caught:
        for one in space.ahead[number]:
            beside[number].add(one)
            beside[one].add(number)
    for first in caught:
        if first not in beside:
            continue
        group, waiting = {first}, [first]
        while waiting:
            new = beside.pop(waiting.pop()) - group
            group |= new
            waiting += new
        yield sorted(group)


def longest(space: Space) -> Longest | None:
    """Return the longest way to an ending in a space of options; None where options lead to none."""
    search = _Depth(space)
    search.run()
    if search.length[0] < 0:
        return None
    inputs = tuple(_followed(space, search.next))
    seconds = replay(space.walker.stage, 0, "", inputs).play.seconds
    return Longest(inputs, seconds, search.loop, space.complete and not search.loop)


class _Depth:
    """A search in depth that leaves out steps back onto its own way, so that what it finds never goes in a circle.

    length: turns to the farthest ending, -1 where there is none; next: the run state on the way there.
    """

    def __init__(self, space: Space) -> None:
        self._space = space
        self._on_way = bytearray(len(space.nodes))
        self._way: list[int] = []
        self.length = [-1] * len(space.nodes)
        self.next: list[int] = [ENDED] * len(space.nodes)
        self.loop: tuple[str, ...] = ()

    def run(self) -> None:
        """Fill in the lengths from the start on."""
        entered = bytearray(len(self._space.nodes))
        waiting = [(0, self._enter(0, entered))]
        while waiting:
            number, ahead = waiting[-1]
            one = next(ahead, None)
            if one is None:
                waiting.pop()
                self._leave(number)
            elif self._on_way[one]:
                self.loop = self.loop or self._loop_at(one)
            elif not entered[one]:
                waiting.append((one, self._enter(one, entered)))

    def _enter(self, number: int, entered: bytearray) -> Iterator[int]:
        entered[number] = self._on_way[number] = 1
        self._way.append(number)
        ahead = self._space.ahead[number] if number < len(self._space.ahead) else ()
        return iter([one for one in ahead if one != ENDED])

    def _leave(self, number: int) -> None:
        ahead = self._space.ahead[number] if number < len(self._space.ahead) else ()
        for one in ahead:
            length = 1 if one == ENDED else self.length[one] + 1
            if (one == ENDED or (not self._on_way[one] and length > 0)) and length > self.length[number]:
                self.length[number], self.next[number] = length, one
        self._on_way[number] = 0
        self._way.pop()

    def _loop_at(self, number: int) -> tuple[str, ...]:
        inside = self._way[self._way.index(number) :]
        return tuple(dict.fromkeys(self._space.nodes[one].spot.name for one in inside))


def _followed(space: Space, ahead: list[int]) -> Iterator[Input]:
    """Yield the inputs of a way from the start."""
    number = 0
    while number != ENDED:
        yield _input_to(space, number, ahead[number])
        number = ahead[number]


def _input_to(space: Space, number: int, target: int) -> Input:
    """Return an option that leads from one run state to another, or to an ending."""
    spot, facts, _, _ = space.nodes[number]
    for motion in spot.motions:
        if not motion.is_option or (motion.shown is not None and not motion.shown(facts)):
            continue
        way, after = motion.step(facts)
        there = space.walker.spot(way.to) if way and way.arrival else spot
        reached = ENDED if way and not way.arrival else space.known[there][after]
        if reached == target:
            return input_for(motion.moves[0], motion)
    raise AssertionError(f"no option leads from {number} to {target}")
