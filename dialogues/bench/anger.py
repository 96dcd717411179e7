"""How far each place lies from the start, and a guess of how angry the complainant is on arriving there.

The guess is the mean over the shortest ways: what was said on them changes anger as it does in play, and a condition
on anger that a way asks for is taken as fulfilled. How likely a way is, is not known here; `minwon explore` plays.
"""

import heapq
from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from dialogues.conditions import Both, Compare, Condition, ConditionError, Name, Number, parse

_Cost: TypeAlias = tuple[int, int]  # ways that are no options, then all ways: options are how scenarios are told
_HIGHEST = 100


class Step(NamedTuple):
    """One way as it can be gone. change: of anger, in points."""

    place: str
    to: str
    change: int
    when: str
    is_option: bool


def arrivals(start: str, anger: int, steps: Iterable[Step]) -> dict[str, tuple[int, int]]:
    """Return, for every place some way leads to, the turns of its shortest way and the anger guessed on arrival."""
    leading: dict[str, list[Step]] = {}
    coming: dict[str, list[Step]] = {}
    for step in steps:
        leading.setdefault(step.place, []).append(step)
        coming.setdefault(step.to, []).append(step)
    costs = _costs(start, leading)
    guessed = {start: _within(anger, (0, _HIGHEST))}
    for place in sorted(costs.keys() - {start}, key=lambda place: costs[place]):
        shortest = [step for step in coming[place] if step.place in costs and _after(costs, step) == costs[place]]
        guessed[place] = round(sum(_arriving(guessed[step.place], step) for step in shortest) / len(shortest))
    return {place: (cost[1], guessed[place]) for place, cost in costs.items()}


def _costs(start: str, leading: dict[str, list[Step]]) -> dict[str, _Cost]:
    """Return the cost of the cheapest way to each place."""
    costs: dict[str, _Cost] = {start: (0, 0)}
    waiting = [(costs[start], start)]
    while waiting:
        cost, place = heapq.heappop(waiting)
        if cost > costs[place]:
            continue
        for step in leading.get(place, ()):
            there = _after(costs, step)
            if step.to not in costs or there < costs[step.to]:
                costs[step.to] = there
                heapq.heappush(waiting, (there, step.to))
    return costs


def _after(costs: dict[str, _Cost], step: Step) -> _Cost:
    others, every = costs[step.place]
    return others + (not step.is_option), every + 1


def _arriving(anger: int, step: Step) -> int:
    return _within(_within(anger + step.change, _asked(step.when)), (0, _HIGHEST))


def _within(value: int, limits: tuple[int, int]) -> int:
    return max(limits[0], min(value, limits[1]))


def _asked(when: str) -> tuple[int, int]:
    """Return the range of anger that a condition asks for; everything where it cannot be read."""
    try:
        return _range(parse(when)) if when else (0, _HIGHEST)
    except ConditionError:
        return 0, _HIGHEST


def _range(condition: Condition) -> tuple[int, int]:
    match condition:
        case Compare(Name("anger"), comparison, Number(value)):
            limits = {">=": (value, _HIGHEST), ">": (value + 1, _HIGHEST), "<=": (0, value), "<": (0, value - 1)}
            return (value, value) if comparison == "==" else limits.get(comparison, (0, _HIGHEST))
        case Both("and", parts):
            ranges = [_range(part) for part in parts]
            return max(least for least, _ in ranges), min(most for _, most in ranges)
        case _:
            return 0, _HIGHEST
