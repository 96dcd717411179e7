"""The best option must not be known by its looks: not the longest, not the politest, not always in the same place.

Over a file a mark is reported when the best options would show it so often in less than one file of a hundred whose
options were put in order by lot (see `chance`): 4 of 4 sets of four options, 5 of 5 sets of three, 7 of 7 sets of two,
9 of 14 and 14 of 28 sets of four. One set, or three, can therefore never raise anything. Every place is looked at by
itself, and the last one of each set.

Over a library (sets of three options and more) a mark is reported when it is as rare as that, and shows in more than
30 % of the sets besides: chance alone gives about 27 % with sets of three and four, and in very large libraries a small
difference is rare, too, but helps nobody to guess. A place is reported when the best stands there so much more often,
or less often, than its share that chance would do so in less than one library of a hundred, and by more than a quarter
of that share.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from dialogues.lint.context import Checked
from dialogues.lint.quality.chance import RARE, as_few, as_many
from dialogues.lint.quality.options import OptionSet, option_sets
from dialogues.model import Scenario

LIBRARY_CODES = ("D351", "D352", "D353")
_FEWEST = 3
_MOST = 0.3
_UNEVEN = 0.25
_LAST = -1
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


class Mark(NamedTuple):
    """How often the best option shows a mark. chance: of one set by lot, mean over the sets that could show it."""

    hits: int
    sets: int
    chance: float

    @property
    def expected(self) -> float:
        """Return how often chance alone would show it."""
        return self.sets * self.chance


class Habit(NamedTuple):
    """What several files have in common: the number of the file that has most of it, the code, the sentence's gaps."""

    number: int
    code: str
    detail: dict[str, str]


Marked: TypeAlias = Callable[[Sequence[OptionSet]], Mark]


def check_best_options(checked: Checked) -> None:
    """Report what gives the best options of a file away."""
    sets = list(option_sets(checked.scenario))
    for code, mark in (("D301", _longest(sets)), ("D302", _politest(sets))):
        if _is_rare(mark, RARE):
            checked.report(code, ("states",), **_figures(mark))
    often = {place: mark for place in _places(sets) if _is_rare(mark := _at(place)(sets), RARE)}
    if often:
        place = max(often, key=lambda one: often[one].hits)
        checked.report("D303", ("states",), **_figures(often[place]), **_place_names(place))


def library_habits(scenarios: Sequence[Scenario]) -> Iterator[Habit]:
    """Yield what gives the best options away over several scenarios taken together."""
    each = [list(option_sets(scenario, _FEWEST)) for scenario in scenarios]
    sets = [one for several in each for one in several]
    for code, marked in (("D351", _longest), ("D352", _politest)):
        mark = marked(sets)
        if _is_too_often(mark):
            number, own = _most(each, marked)
            yield Habit(number, code, {**_figures(mark), **own})
    places = _places(sets)
    for place in places:
        mark = _at(place)(sets)
        if _is_uneven(mark, RARE / len(places)):
            number, own = _most(each, _at(place), 1 if mark.hits > mark.expected else -1)
            yield Habit(number, "D353", {**_figures(mark), **own, **_place_names(place)})


def _most(each: Sequence[Sequence[OptionSet]], marked: Marked, sign: int = 1) -> tuple[int, dict[str, str]]:
    """Return the number of the file where a mark shows most beyond its share (-1: least), and its own figures."""
    marks = [marked(sets) for sets in each]
    number = max(range(len(marks)), key=lambda one: sign * (marks[one].hits - marks[one].expected))
    return number, {"own": str(marks[number].hits), "own_sets": str(marks[number].sets)}


def _longest(sets: Sequence[OptionSet]) -> Mark:
    return _mark(sets, [one.longest for one in sets])


def _politest(sets: Sequence[OptionSet]) -> Mark:
    return _mark(sets, [one.politest for one in sets])


def _places(sets: Sequence[OptionSet]) -> list[int]:
    """Return the places a best option can stand in, from 0; the last one where the sets are of different sizes."""
    sizes = {one.size for one in sets}
    return [*range(max(sizes, default=0)), *([_LAST] if len(sizes) > 1 else [])]


def _at(place: int) -> Marked:
    """Return what counts how often the best stands in a place."""

    def marked(sets: Sequence[OptionSet]) -> Mark:
        able = [one for one in sets if one.size > place]
        return _mark(able, [one.best == place % one.size for one in able])

    return marked


def _place_names(place: int) -> dict[str, str]:
    if place == _LAST:
        return {"place": "마지막", "place.en": "last"}
    english = _ORDINALS[place] if place < len(_ORDINALS) else f"number {place + 1}"
    return {"place": f"{place + 1}번째", "place.en": english}


def _mark(sets: Sequence[OptionSet], shown: Sequence[bool]) -> Mark:
    chance = sum(1 / one.size for one in sets) / len(sets) if sets else 0.0
    return Mark(sum(shown), len(sets), chance)


def _is_rare(mark: Mark, limit: float) -> bool:
    return mark.hits > mark.expected + 1 and as_many(mark.sets, mark.chance, mark.hits) < limit


def _is_too_often(mark: Mark) -> bool:
    return mark.hits > _MOST * mark.sets and _is_rare(mark, RARE)


def _is_uneven(mark: Mark, limit: float) -> bool:
    if abs(mark.hits - mark.expected) <= max(1.0, _UNEVEN * mark.expected):
        return False
    tail = as_many if mark.hits > mark.expected else as_few
    return tail(mark.sets, mark.chance, mark.hits) < limit / 2


def _figures(mark: Mark) -> dict[str, str]:
    percent, chance = round(100 * mark.hits / mark.sets), round(100 * mark.chance)
    return {"hits": str(mark.hits), "sets": str(mark.sets), "percent": str(percent), "chance": str(chance)}
