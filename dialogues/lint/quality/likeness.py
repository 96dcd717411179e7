"""Options can be told apart, and one can be right and another wrong.

Likeness is counted in the letters Hangul syllables are made of (가 and 각 share two of three), from 0 to 1. Options are
near-duplicates from 0.9 on: of 60 letters, some 20 syllables, no more than 6 differ. What differs in a number only (112
and 119) is a choice, not a duplicate, and two options that both have a condition need not meet on the screen.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from typing import NamedTuple

from dialogues.lint.context import Checked
from dialogues.lint.quality.options import is_good
from dialogues.model import Option, State
from scoring.strict_yaml import Where

_ALIKE = 0.9


class _Letters(NamedTuple):
    """The words of an option in letters: syllables taken apart, spaces and punctuation left out."""

    text: str
    counts: Counter[str]
    digits: str


def check_likeness(checked: Checked) -> None:
    """Report options that say the same, that explain the same, and states without a right or a wrong choice."""
    for where, name, state in checked.states():
        _near_duplicates(checked, where, state)
        _same_why(checked, where, name, state)
        _nothing_to_choose(checked, where, name, state)


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, 0 to 1."""
    return _likeness(_letters(one), _letters(other))


def _near_duplicates(checked: Checked, where: Where, state: State) -> None:
    options = state.options
    letters = [_letters(option.words) for option in options]
    for first, second in combinations(range(len(options)), 2):
        if _may_meet(options[first], options[second]) and _is_alike(letters[first], letters[second]):
            shared = round(_likeness(letters[first], letters[second]) * 100)
            detail = {"name": options[second].id, "other": options[first].id, "percent": str(shared)}
            checked.report("D311", (*where, "options", second, "say" if options[second].say else "do"), **detail)


def _letters(words: str) -> _Letters:
    text = "".join(filter(str.isalnum, unicodedata.normalize("NFD", words)))
    return _Letters(text, Counter(text), "".join(filter(str.isdigit, text)))


def _may_meet(one: Option, other: Option) -> bool:
    return not (one.when and other.when)


def _is_alike(one: _Letters, other: _Letters) -> bool:
    """Return whether two texts are near-duplicates; bounds that are quick to count come before the comparison."""
    if not one.text or not other.text or one.digits != other.digits:
        return False
    every = len(one.text) + len(other.text)
    if 2 * min(len(one.text), len(other.text)) < _ALIKE * every:
        return False
    return 2 * (one.counts & other.counts).total() >= _ALIKE * every and _likeness(one, other) >= _ALIKE


def _likeness(one: _Letters, other: _Letters) -> float:
    return SequenceMatcher(None, one.text, other.text, autojunk=False).ratio()


def _same_why(checked: Checked, where: Where, name: str, state: State) -> None:
    reasons = [option.why for option in state.options]
    if len(reasons) > 1 and reasons[0] and len(set(reasons)) == 1:
        checked.report("D312", where, name=name, options=str(len(reasons)))


def _nothing_to_choose(checked: Checked, where: Where, name: str, state: State) -> None:
    good = [option for option in state.options if is_good(option)]
    if len(good) == len(state.options):
        if len(list(_always_shown(good))) > 1:
            checked.report("D313", where, name=name, options=str(len(good)))
    elif not good and not _an_action_leads_on(state):
        checked.report("D314", where, name=name, options=str(len(state.options)))


def _an_action_leads_on(state: State) -> bool:
    """Return whether the right answer may be an action that this state has a way on for."""
    return any(reaction.goto for reaction in state.actions.values())


def _always_shown(options: Sequence[Option]) -> Iterator[Option]:
    return (option for option in options if not option.when)
