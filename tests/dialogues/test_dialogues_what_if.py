"""What if: one turn changed, the old inputs followed where the run stands where it stood, nothing kept."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogues.inputs import Act, Choose, Input, InputError, Wait
from dialogues.role_play import RolePlay
from dialogues.what_if import WhatIf
from tests.dialogues.shipped_files import each_file, stage_of
from tests.dialogues.small_scenarios import picture

BY_NUMBER = st.integers(0, 11)


def run_of(path: Path, numbers: list[int], seed: int = 0) -> RolePlay:
    """Play options by number, counted round, until the numbers or the run end."""
    play = RolePlay(stage_of(path), seed, "2026-01-02")
    play.start()
    for number in numbers:
        if play.over:
            break
        options = play.options()
        play.take(Choose(options[number % len(options)].name))
    return play


def what_if_of(play: RolePlay) -> WhatIf:
    return WhatIf(play.stage, play.seed, play.began, play.trace().events)


@each_file
def test_the_same_input_again_gives_the_same_run(path: Path) -> None:
    stage_of(path)

    @settings(derandomize=True, max_examples=40, deadline=None)
    @given(st.lists(BY_NUMBER, min_size=1, max_size=14), st.integers(0, 99), st.data())
    def same(numbers: list[int], seed: int, data: st.DataObject) -> None:
        play = run_of(path, numbers, seed)
        what_if = what_if_of(play)
        turn = data.draw(st.integers(1, len(what_if.inputs)))
        branched = what_if.instead(turn, what_if.inputs[turn - 1])
        assert branched.left == ()
        assert branched.followed == len(what_if.inputs) - turn
        assert picture(branched.play) == picture(play) == picture(what_if.talk())

    same()


@each_file
def test_another_input_changes_that_turn_and_follows_only_where_the_run_stands_as_before(path: Path) -> None:
    @settings(derandomize=True, max_examples=40, deadline=None)
    @given(st.lists(BY_NUMBER, min_size=1, max_size=14), st.data())
    def other(numbers: list[int], data: st.DataObject) -> None:
        what_if = what_if_of(run_of(path, numbers))
        point = data.draw(st.sampled_from(what_if.points))
        moves: list[Input] = [Choose(move.name) for move in point.options]
        moves += [Act(move.name) for move in point.actions]
        given_instead = data.draw(st.sampled_from(moves))
        branched = what_if.instead(point.turn, given_instead)
        inputs = branched.play._inputs
        assert inputs[: point.turn - 1] == list(what_if.inputs[: point.turn - 1])
        assert inputs[point.turn - 1] == given_instead
        followed = inputs[point.turn :]
        assert followed == list(what_if.inputs[point.turn : point.turn + branched.followed])
        assert list(branched.left) == list(what_if.inputs[point.turn + branched.followed :])

    other()


@each_file
def test_every_turn_names_what_else_could_have_been_taken(path: Path) -> None:
    what_if = what_if_of(run_of(path, [0, 1, 2, 0, 1, 2]))
    for point in what_if.points:
        assert point.given not in [Choose(move.name) for move in point.options]
        for move in point.options:
            assert what_if.instead(point.turn, Choose(move.name)).play.turn >= point.turn


def test_silence_and_taken_back_turns(parking: Path) -> None:
    from dialogues.inputs import Undo

    play = run_of(parking, [0])
    play.take(Wait())
    play.take(Undo())
    play.take(Wait())
    assert what_if_of(play).inputs[-1] == Wait()
    assert len(what_if_of(play).inputs) == 2


@pytest.mark.parametrize("turn", [0, 3, -1])
def test_a_turn_that_never_was_is_an_input_error(parking: Path, turn: int) -> None:
    what_if = what_if_of(run_of(parking, [0, 0]))
    with pytest.raises(InputError, match="turn"):
        what_if.instead(turn, Wait())


@pytest.fixture
def parking() -> Path:
    from tests.dialogues.shipped_files import FILES

    return next(path for path in FILES if path.stem == "abuse-phone-parking-fine")
