"""What of a run its future can depend on: the facts that some condition still reads, as whole numbers in a row.

A run's state for exploring is its place and these numbers. Two runs that agree in them can go on in the same ways:
a meter that nothing reads is left out, a count that is only compared with numbers stops above the largest of them,
and what no condition reads from a place on is forgotten there. So the number of run states stays small without one
of them being lost.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from dialogues.conditions import COMPARISONS, Both, Call, Compare, Condition, Name, Not, Number, names_in, parse
from dialogues.model import METERS, Edge, Reaction, Scenario, State

Facts: TypeAlias = tuple[int, ...]
Test: TypeAlias = Callable[[Sequence[int]], object]
NO_LIMIT = sys.maxsize
_SECONDS = 60


class Fact(NamedTuple):
    """One number a condition can read. kind: meter, clock (in seconds), turn, counter, seen, count."""

    kind: str
    name: str = ""


Limits: TypeAlias = Mapping[Fact, int]


class FactSheet:
    """The facts of one scenario, each with its slot, and up to which value it matters at each state."""

    def __init__(self, scenario: Scenario) -> None:
        self._ways = {name: edges_from(scenario, state) for name, state in scenario.states.items()}
        self._down, self._up = _counters_moved(scenario)
        self.limits = self._spread({name: self._read_at(scenario, name) for name in scenario.states})
        self.slots = {fact: slot for slot, fact in enumerate(self.limits.get(scenario.start, {}))}
        self.first = tuple(self._first_value(scenario, fact) for fact in self.slots)

    def test(self, text: str) -> Test | None:
        """Return a condition as a function of the numbers, None for one that always holds."""
        return _test(parse(text), self.slots) if text else None

    def range_of(self, fact: Fact, state: str) -> tuple[int, int]:
        """Return the least and the most a fact is kept at in a state; values beyond mean the same."""
        if fact.kind == "meter":
            return 0, 100
        most = self.limits[state][fact]
        if fact.kind == "counter" and fact.name in self._down:  # numbers of conditions are never below zero
            return (-NO_LIMIT if fact.name in self._up or most == NO_LIMIT else -1), NO_LIMIT
        return -NO_LIMIT, most

    def _first_value(self, scenario: Scenario, fact: Fact) -> int:
        """Return the value a run begins with."""
        least, most = self.range_of(fact, scenario.start)
        if fact.kind == "meter":
            return int(getattr(scenario.complainant, fact.name))
        return min(most, max(least, scenario.counters[fact.name])) if fact.kind == "counter" else 0

    def _read_at(self, scenario: Scenario, name: str) -> dict[Fact, int]:
        """Return what the conditions of one state read, and the first value above all they compare it with."""
        read: dict[Fact, int] = {}
        texts = [option.when for option in scenario.states[name].options] + [edge.when for edge in self._ways[name]]
        for text in filter(None, texts):
            for fact, limit in _reads(parse(text)):
                read[fact] = max(read.get(fact, 0), limit)
        return read

    def _spread(self, read: dict[str, dict[Fact, int]]) -> dict[str, dict[Fact, int]]:
        """Let every state know what the states after it read, and the largest of their limits."""
        before: dict[str, list[str]] = {name: [] for name in read}
        for name, edges in self._ways.items():
            for target in {edge.to for edge in edges} & before.keys():
                before[target].append(name)
        limits: dict[str, dict[Fact, int]] = {name: {} for name in read}
        asked = [(limit, fact, name) for name, facts in read.items() for fact, limit in facts.items()]
        for limit, fact, name in sorted(asked, key=lambda one: -one[0]):
            waiting = [name]
            while waiting:
                state = waiting.pop()
                if fact not in limits[state]:  # what is there already is as large or larger
                    limits[state][fact] = limit
                    waiting += before[state]
        return limits


def edges_from(scenario: Scenario, state: State) -> list[Edge]:
    """Return every way out of a state, those of scenario-wide actions too."""
    edges = [edge for option in state.options for edge in option.goto]
    edges += state.after.goto if state.after else ()
    return edges + [edge for reaction in reactions_in(scenario, state).values() for edge in reaction.goto]


def reactions_in(scenario: Scenario, state: State) -> dict[str, Reaction]:
    """Return the reactions that hold in a state: its own come before those of the scenario."""
    return {**scenario.actions, **state.actions}


def _counters_moved(scenario: Scenario) -> tuple[frozenset[str], frozenset[str]]:
    """Return the counters that something lowers, and those that something raises."""
    options = [option.counts for state in scenario.states.values() for option in state.options]
    reactions = [*scenario.actions.values(), *(r for state in scenario.states.values() for r in state.actions.values())]
    changes = [change for counts in (*options, *(r.counts for r in reactions)) for change in counts.items()]
    return frozenset(name for name, by in changes if by < 0), frozenset(name for name, by in changes if by > 0)


def fact_of(name: Name | Call) -> Fact:
    """Return the fact a name of a condition stands for."""
    if isinstance(name, Call):
        return Fact(name.function, name.argument)
    if name.name in METERS:
        return Fact("meter", name.name)
    if name.name in ("minute", "turn"):
        return Fact("clock" if name.name == "minute" else "turn")
    return Fact("counter", name.name)


def _reads(condition: Condition) -> Iterator[tuple[Fact, int]]:
    """Yield every fact a condition reads with the first value above all that it is compared with."""
    match condition:
        case Compare(Number(value), _, Name() | Call() as name) | Compare(Name() | Call() as name, _, Number(value)):
            fact = fact_of(name)
            yield fact, (value + 1) * (_SECONDS if fact.kind == "clock" else 1)
        case Name() | Call():
            yield from _reads(Compare(condition, "!=", Number(0)))
        case Not(inner):
            yield from _reads(inner)
        case Both(_, parts):
            for part in parts:
                yield from _reads(part)
        case _:  # two facts compared with each other: every value matters
            yield from ((fact_of(name), NO_LIMIT) for name in names_in(condition))


def _test(condition: Condition, slots: Mapping[Fact, int]) -> Test:
    match condition:
        case Compare(Name() | Call() as name, comparison, Number(value)) if fact_of(name).kind != "clock":
            compare, slot = COMPARISONS[comparison], slots[fact_of(name)]  # nearly all conditions, so without detour
            return lambda facts: compare(facts[slot], value)
        case Compare(left, comparison, right):
            compare, one, other = COMPARISONS[comparison], _number(left, slots), _number(right, slots)
            return lambda facts: compare(one(facts), other(facts))
        case Not(inner):
            opposite = _test(inner, slots)
            return lambda facts: not opposite(facts)
        case Both(joint, parts):
            return _joint(joint, [_test(part, slots) for part in parts])
        case _:
            return _number(condition, slots)


def _joint(joint: str, parts: list[Test]) -> Test:
    if joint == "and":
        return lambda facts: all(part(facts) for part in parts)
    return lambda facts: any(part(facts) for part in parts)


def _number(value: Name | Call | Number, slots: Mapping[Fact, int]) -> Callable[[Sequence[int]], int]:
    if isinstance(value, Number):
        number = value.value
        return lambda _: number
    fact = fact_of(value)
    slot = slots[fact]
    if fact.kind == "clock":
        return lambda facts: facts[slot] // _SECONDS
    return lambda facts: facts[slot]
