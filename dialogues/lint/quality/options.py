"""Sets of options: two or more to choose from, of which exactly one is the best."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dialogues.lint.quality.tables import politeness
from dialogues.lint.quality.texts import bare
from dialogues.model import Option, Scenario


class OptionSet(NamedTuple):
    """What can be seen of a set without understanding it.

    best: its place, from 0. longest, politest: the best one alone has the most letters, the most marks of politeness.
    """

    size: int
    best: int
    longest: bool
    politest: bool


def is_good(option: Option) -> bool:
    """Return whether its author says that an option is as good as it gets: no fault, and no better words."""
    return not option.faults and not option.better


def option_sets(scenario: Scenario, fewest: int = 2) -> Iterator[OptionSet]:
    """Yield the sets of a scenario; states with fewer options, with several good ones or with none are left out."""
    for state in scenario.states.values():
        good = [place for place, option in enumerate(state.options) if is_good(option)]
        if len(state.options) >= fewest and len(good) == 1:
            yield _set(state.options, good[0])


def _set(options: Sequence[Option], best: int) -> OptionSet:
    texts = [bare(option.words) for option in options]
    lengths = [len(text.replace(" ", "")) for text in texts]
    marks = [len(politeness().findall(text)) for text in texts]
    return OptionSet(len(texts), best, _alone_first(lengths, best), _alone_first(marks, best))


def _alone_first(values: Sequence[int], place: int) -> bool:
    return all(values[place] > value for other, value in enumerate(values) if other != place)
