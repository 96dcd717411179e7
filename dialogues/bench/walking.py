"""A stage for walking through it fast: no words, no events, only where a run can go and which numbers change.

`RolePlay` is the truth; a property test holds that walking leads to the same places by the same edges. What several
moves of a place do alike is one `Motion`, so that trying them all costs one step.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dialogues.bench.facts import Fact, Facts, FactSheet, Test, reactions_in
from dialogues.inputs import Act, Choose, Input, Wait
from dialogues.machine import Move, Place, Stage
from dialogues.model import Edge, Option, Reaction, State

SILENCE = "..."
_CLOCK = Fact("clock")


class EdgeId(NamedTuple):
    """One edge as written. state: "" for a scenario-wide action; source: option id, !action or ...; number: from 0."""

    state: str
    source: str
    number: int


class Change(NamedTuple):
    """What is added to one number, and the range it is kept in."""

    slot: int
    by: int
    least: int
    most: int


class Arrival(NamedTuple):
    """What coming to a place does to the numbers. floor: slot and seconds the clock stands at least at.

    trimmed: numbers that matter less from here on, with the range they are kept in; forgotten: those read no more.
    """

    changes: tuple[Change, ...]
    floor: tuple[tuple[int, int], ...]
    trimmed: tuple[tuple[int, int, int], ...]
    forgotten: tuple[int, ...]


class Way:
    """One edge compiled. number: its place in the file, from 0; arrival: None where it leads to an ending."""

    __slots__ = ("arrival", "number", "test", "to")

    def __init__(self, number: int, test: Test | None, to: str, arrival: Arrival | None) -> None:
        self.number = number
        self.test = test
        self.to = to
        self.arrival = arrival


class Motion:
    """What some moves of a place do alike. idle: nothing that matters, so the run state stays the same."""

    __slots__ = ("changes", "idle", "is_option", "moves", "shown", "ways")

    def __init__(self, move: Move, shown: Test | None, is_option: bool) -> None:
        self.moves = [move]
        self.shown = shown
        self.is_option = is_option
        self.changes: tuple[Change, ...] = ()
        self.ways: tuple[Way, ...] = ()
        self.idle = False

    def step(self, facts: Facts) -> tuple[Way | None, Facts]:
        """Return the edge that is taken (None: the run stays) and the numbers afterwards."""
        values = list(facts)
        for slot, by, least, most in self.changes:
            value = values[slot] + by
            values[slot] = least if value < least else min(most, value)
        for way in self.ways:
            if way.test is None or way.test(values):
                if way.arrival is not None:
                    _arrive(way.arrival, values)
                return way, tuple(values)
        return None, tuple(values)


def _arrive(arrival: Arrival, values: list[int]) -> None:
    for slot, by, _, most in arrival.changes:
        values[slot] = min(most, values[slot] + by)
    for slot, seconds in arrival.floor:
        values[slot] = max(seconds, values[slot])
    for slot, least, most in arrival.trimmed:
        values[slot] = min(most, max(least, values[slot]))
    for slot in arrival.forgotten:
        values[slot] = 0


class Spot:
    """One state for walking. by_move: the motion of each move, in the order of the file, actions and silence last."""

    __slots__ = ("by_move", "motions", "name")

    def __init__(self, name: str, by_move: tuple[tuple[Move, Motion], ...]) -> None:
        self.name = name
        self.by_move = by_move
        self.motions = tuple(dict.fromkeys(motion for _, motion in by_move))


class Met(NamedTuple):
    """What some search or runs came by, each with the inputs that led to where it was met.

    shown: motions that were possible; taken: edges, the last input (that of their motion) left out; speechless: spots
    with every option hidden.
    """

    states: dict[Spot, tuple[Input, ...]]
    shown: dict[Motion, tuple[Input, ...]]
    taken: dict[Way, tuple[Input, ...]]
    speechless: dict[Spot, tuple[Input, ...]]


class Walker:
    """One stage compiled for walking; spots are compiled when a run first comes there."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.sheet = FactSheet(stage.scenario)
        self._spots: dict[str, Spot] = {}

    def begun(self) -> tuple[Spot, Facts]:
        """Return where a run stands after its first line."""
        start = self.stage.scenario.start
        values = list(self.sheet.first)
        _arrive(self.arrival(start, start), values)
        return self.spot(start), tuple(values)

    def spot(self, name: str) -> Spot:
        """Return a state for walking."""
        if name not in self._spots:
            self._spots[name] = _Compiler(self, name).spot()
        return self._spots[name]

    def arrival(self, source: str, to: str) -> Arrival:
        """Return what coming from one state to another does to the numbers."""
        sheet, place = self.sheet, self.stage.places[to]
        before, after = sheet.limits[source], sheet.limits[to]
        seen = [Fact("seen", to), *(Fact("count", name) for name in place.tallied)]
        return Arrival(
            changes=tuple(changes_of(sheet, to, ((fact, 1) for fact in seen))),
            floor=tuple((sheet.slots[clock], min(place.seconds, after[clock])) for clock in after.keys() & {_CLOCK}),
            trimmed=tuple((sheet.slots[f], *sheet.range_of(f, to)) for f in after if after[f] < before[f]),
            forgotten=tuple(sheet.slots[fact] for fact in before if fact not in after),
        )


def changes_of(sheet: FactSheet, state: str, changes: Iterable[tuple[Fact, int]]) -> Iterator[Change]:
    """Yield the changes that matter in a state, those of one fact taken together."""
    total: dict[Fact, int] = {}
    for fact, by in changes:
        total[fact] = total.get(fact, 0) + by
    for fact, by in total.items():
        if by and fact in sheet.limits[state]:
            yield Change(sheet.slots[fact], by, *sheet.range_of(fact, state))


class _Compiler:
    """Makes one spot."""

    def __init__(self, walker: Walker, name: str) -> None:
        self._walker = walker
        self._name = name
        self._state: State = walker.stage.scenario.states[name]
        self._place: Place = walker.stage.places[name]
        self._found: dict[object, Motion] = {}

    def spot(self) -> Spot:
        by_move = tuple((move, self._motion(move, edges, when)) for move, edges, when in self._moves())
        return Spot(self._name, by_move)

    def _moves(self) -> Iterator[tuple[Move, tuple[Edge, ...], str]]:
        """Yield every move with its edges and the condition under which it is shown."""
        options: dict[str, Option] = {option.id: option for option in self._state.options}
        for name, move in self._place.moves.items():
            yield move, options[name].goto, options[name].when
        reactions = reactions_in(self._walker.stage.scenario, self._state)
        for name, move in self._place.actions.items():
            yield move, reactions.get(name, Reaction()).goto, ""
        if self._place.silence is not None:
            yield self._place.silence, self._state.after.goto if self._state.after else (), ""

    def _motion(self, move: Move, edges: tuple[Edge, ...], when: str) -> Motion:
        changes = tuple(changes_of(self._walker.sheet, self._name, _effects(move)))
        is_option = self._place.moves.get(move.name) is move
        key = (is_option, when, changes, edges)
        motion = self._found.get(key)
        if motion is not None:
            motion.moves.append(move)
            return motion
        motion = Motion(move, self._walker.sheet.test(when), is_option)
        motion.changes = changes
        motion.ways = tuple(self._way(number, edge) for number, edge in enumerate(edges))
        motion.idle = not changes and not edges
        self._found[key] = motion
        return motion

    def _way(self, number: int, edge: Edge) -> Way:
        walker = self._walker
        arrival = walker.arrival(self._name, edge.to) if edge.to in walker.stage.places else None
        return Way(number, walker.sheet.test(edge.when), edge.to, arrival)


def _effects(move: Move) -> Iterator[tuple[Fact, int]]:
    yield from ((Fact("meter", meter), getattr(move, meter)) for meter in ("anger", "trust", "fear"))
    yield _CLOCK, move.seconds
    yield Fact("turn"), 1
    yield from ((Fact("counter", counter), by) for counter, by in move.counts)
    yield from ((Fact("count", name), 1) for name in move.tallied)


def source_of(move: Move) -> str:
    """Return how a move is named in scripts: option id, !action, or ... for silence."""
    return move.source or SILENCE


def input_for(move: Move, motion: Motion) -> Input:
    """Return the input that takes a move."""
    if motion.is_option:
        return Choose(move.name)
    return Act(move.name) if move.name else Wait()
