"""Whatever is put into a shipped scenario, only InputError comes out, and the trace stays whole and replays."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogues.advice import advice_of
from dialogues.inputs import Act, Choose, Input, InputError, Stop, Undo, Wait, input_of
from dialogues.machine import Stage
from dialogues.role_play import RolePlay, replay
from scoring.grading import grade
from scoring.manual.reader import shipped_manual
from scoring.trace import Event, Trace, surviving
from tests.dialogues.shipped_files import each_file, stage_of
from tests.dialogues.small_scenarios import picture

STEADY = settings(derandomize=True, max_examples=60, deadline=None)
BY_NUMBER = st.integers(0, 11)  # the option of that number, counted round among those that are shown


def _sequences(stage: Stage) -> st.SearchStrategy[list[int | Input]]:
    """Return sequences of which about half fits: options by number, actions, silence, undo, stop and nonsense."""
    actions = sorted({name for place in stage.places.values() for name in place.actions})
    options = sorted({name for place in stage.places.values() for name in place.moves})
    nonsense = [*options[::5], *stage.places, *stage.endings, "no-such-thing", "", "!end", "한글"]
    pool: list[int | Input] = [*range(12)] * 8
    pool += [Act(name) for name in [*actions, "dance", "", "listen"]]
    pool += [Choose(name) for name in nonsense]
    pool += [Wait()] * 6 + [Undo()] * 8 + [Stop()]
    return st.lists(st.sampled_from(pool), min_size=10, max_size=50)


def _feed(play: RolePlay, sequence: list[int | Input]) -> list[Event]:
    """Put everything in and return the journal; what does not fit must leave the run as it was."""
    journal = list(play.start().events)
    for one in sequence:
        options = play.options()
        if isinstance(one, int) and not options:
            continue
        fed = Choose(options[one % len(options)].name) if isinstance(one, int) else one
        before = picture(play)
        try:
            journal += play.take(fed).events
        except InputError:
            assert picture(play) == before
    return journal


def _assert_whole(trace: Trace, journal: list[Event]) -> None:
    assert [event.seq for event in journal] == list(range(len(journal)))
    assert all(0 <= meter <= 100 for e in journal for meter in (e.anger, e.trust, e.fear))
    seqs = [event.seq for event in trace.events]
    assert all(earlier < later for earlier, later in pairwise(seqs))
    for field in ("turn", "seconds"):
        values = [getattr(event, field) for event in trace.events]
        assert values == sorted(values)
    assert surviving(journal) == trace.events
    assert bool(trace.ending) == (trace.outcome not in ("", "stopped"))


@each_file
def test_any_inputs_make_a_whole_trace_that_replays_and_is_graded(path: Path) -> None:
    stage, manual = stage_of(path), shipped_manual()

    @STEADY
    @given(_sequences(stage), st.integers(0, 2**31))
    def any_inputs(sequence: list[int | Input], seed: int) -> None:
        play = RolePlay(stage, seed, "2026-01-02")
        journal = _feed(play, sequence)
        trace = play.trace()
        _assert_whole(trace, journal)

        again = RolePlay(stage, seed, "2026-01-02")
        replayed = list(again.start().events)
        for event in journal:
            if (fed := input_of(event)) is not None:
                replayed += again.take(fed).events
        assert replayed == journal
        assert picture(again) == picture(play)

        kept = [fed for event in trace.events if (fed := input_of(event)) is not None]
        straight = replay(stage, seed, "2026-01-02", kept).play.trace()
        assert [(e.words, e.state, e.anger, e.trust, e.fear, e.seconds) for e in straight.events] == [
            (e.words, e.state, e.anger, e.trust, e.fear, e.seconds) for e in trace.events
        ]

        for policy in manual.policies:
            card = grade(trace, manual, policy)
            assert 0 <= card.total <= 100
            assert card == grade(trace, manual, policy)
        assert grade(trace, manual) == grade(trace, manual, manual.default_policy)
        assert advice_of(stage, trace.events).keys() <= {event.seq for event in trace.events}

    any_inputs()


@each_file
def test_every_option_that_is_shown_can_be_taken_and_taken_back(path: Path) -> None:
    stage = stage_of(path)

    @STEADY
    @given(st.lists(BY_NUMBER, max_size=14), st.integers(0, 99))
    def any_way(numbers: list[int], seed: int) -> None:
        play = RolePlay(stage, seed)
        play.start()
        _walk(play, numbers)
        before = picture(play)
        moves: list[Input] = [Choose(move.name) for move in play.options()]
        moves += [Act(move.name) for move in play.actions()]
        for fed in moves:
            play.take(fed)
            play.take(Undo())
            assert picture(play) == before

    any_way()


def _walk(play: RolePlay, numbers: list[int]) -> None:
    for number in numbers:
        if play.over:
            with pytest.raises(InputError):
                play.take(Wait())
            return
        options = play.options()
        assert options
        play.take(Choose(options[number % len(options)].name))
