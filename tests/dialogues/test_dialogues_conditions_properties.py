"""Any condition: printed and parsed it is the same, and its guard says what a naive evaluator says."""

import operator
from collections.abc import Callable
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dialogues.conditions import (
    CALLS,
    Both,
    Call,
    Compare,
    Condition,
    Name,
    Not,
    Number,
    Value,
    compile_guard,
    names_in,
    parse,
)
from tests.dialogues.small_scenarios import Seen

STEADY = settings(derandomize=True, max_examples=200, deadline=None)
COMPARE: dict[str, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}
NAMES = ("anger", "trust", "fear", "minute", "turn", "calls", "left-over", "and-then", "nota", "or_")
ARGUMENTS = ("insults", "lead-arrives", "warn", "ask_to_stop", "anger")

values: st.SearchStrategy[Value] = st.one_of(
    st.sampled_from(NAMES).map(Name),
    st.integers(0, 120).map(Number),
    st.builds(Call, st.sampled_from(CALLS), st.sampled_from(ARGUMENTS)),
)
leaves: st.SearchStrategy[Condition] = st.one_of(
    values, st.builds(Compare, values, st.sampled_from(sorted(COMPARE)), values)
)


def _larger(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(inner.map(Not), st.builds(Both, st.sampled_from(("and", "or")), parts))


trees = st.recursive(leaves, _larger, max_leaves=8)
seen = st.builds(
    Seen,
    anger=st.integers(0, 100),
    trust=st.integers(0, 100),
    fear=st.integers(0, 100),
    seconds=st.integers(0, 4000),
    turn=st.integers(0, 40),
    counters=st.fixed_dictionaries({name: st.integers(-3, 9) for name in NAMES[5:]}),
    visits=st.dictionaries(st.sampled_from(ARGUMENTS), st.integers(0, 4)),
    tally=st.dictionaries(st.sampled_from(ARGUMENTS), st.integers(0, 4)),
)


def printed(condition: Condition, within: str = "") -> list[str]:
    """Return the words of a condition, with no more parentheses than it needs."""
    match condition:
        case Number(value):
            return [str(value)]
        case Name(name):
            return [name]
        case Call(function, argument):
            return [function, "(", argument, ")"]
        case Compare(left, comparison, right):
            return [*printed(left), comparison, *printed(right)]
        case Not(inner):
            return ["not", *printed(inner, "not")]
        case Both(joint, parts):
            words = [word for part in parts for word in (joint, *printed(part, joint))][1:]
            binds_well_enough = not within or (within == "or" and joint == "and")
            return words if binds_well_enough else ["(", *words, ")"]


def joined(words: list[str], space: str) -> str:
    """Put a space between words, and only there where two of them would grow together."""
    text = words[0]
    for before, word in pairwise(words):
        grows_together = before[-1].isalnum() or before[-1] in "_-"
        text += (space if grows_together and word[0].isalnum() else "") + word
    return text


def naive(condition: Condition, run: Seen) -> int:
    """Say what a condition is worth, straight from its meaning."""
    match condition:
        case Number(value):
            return value
        case Name("minute"):
            return run.seconds // 60
        case Name("anger" | "trust" | "fear" | "turn" as name):
            return int(getattr(run, name))
        case Name(name):
            return run.counters[name]
        case Call("seen", argument):
            return run.visits.get(argument, 0)
        case Call(_, argument):
            return run.tally.get(argument, 0)
        case Compare(left, comparison, right):
            return COMPARE[comparison](naive(left, run), naive(right, run))
        case Not(inner):
            return not naive(inner, run)
        case Both("and", parts):
            return min(bool(naive(part, run)) for part in parts)
        case Both(_, parts):
            return max(bool(naive(part, run)) for part in parts)


def _names(condition: Condition) -> list[Name | Call]:
    match condition:
        case Name() | Call():
            return [condition]
        case Number():
            return []
        case Compare(left, _, right):
            return [*_names(left), *_names(right)]
        case Not(inner):
            return _names(inner)
        case Both(_, parts):
            return [name for part in parts for name in _names(part)]


@STEADY
@given(trees, st.sampled_from((" ", "  ", "\n", "\t ")))
def test_printed_and_parsed_a_condition_is_the_same(tree: Condition, space: str) -> None:
    words = printed(tree)
    for text in (space.join(words), joined(words, space)):
        assume(len(text) <= 300)
        assert parse(text) == tree


@STEADY
@given(trees, seen)
def test_a_guard_says_what_the_condition_means(tree: Condition, run: Seen) -> None:
    assert compile_guard(tree)(run) is bool(naive(tree, run))


@STEADY
@given(trees)
def test_no_name_is_forgotten(tree: Condition) -> None:
    assert names_in(tree) == _names(tree)
