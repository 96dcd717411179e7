"""A run begun elsewhere than at its scenario's beginning: what counts of what lies behind it."""

import msgspec
import pytest

from dialogues.inputs import Undo
from dialogues.machine import Stage
from dialogues.role_play import RolePlay
from dialogues.standpoint import Standpoint, done_in, first_standpoint, moved
from tests.dialogues.small_scenarios import ACTIONS, FULL, names, picture, played, scenario_of, started, take

STAGE = Stage(scenario_of(FULL), ACTIONS)
ROOM = Standpoint(state="room", anger=70, trust=20, fear=5)


def begun(standpoint: Standpoint, *words: str) -> RolePlay:
    play = RolePlay(STAGE, opening=standpoint)
    play.start()
    take(play, *words)
    return play


def test_the_first_standpoint_is_the_scenarios_own_beginning() -> None:
    assert picture(begun(first_standpoint(STAGE.scenario), "again", "!warn")) == picture(played("again", "!warn"))


def test_a_run_begins_at_a_state_with_its_words_and_the_chosen_mood() -> None:
    play = RolePlay(STAGE, opening=ROOM)
    scene, lead, guard, line = play.start().events
    assert (scene.words, lead.actor, guard.actor, line.words) == ("방에 들어왔다.", "lead", "guard", "앉겠습니다.")
    assert play.state == "room"
    assert play.meters == (70, 20, 5)
    assert (play.seconds, play.turn) == (300, 0), "the state moves the clock to its minute"


def test_nothing_lies_behind_but_what_the_standpoint_says() -> None:
    assert begun(ROOM).visits == {"room": 1}
    assert begun(ROOM).counters == {"asked": 0, "spare": 7}
    assert "secret" not in names(begun(Standpoint(state="door", anger=1, trust=1, fear=1)).options())


@pytest.mark.parametrize("behind", [{"counters": {"asked": 2}}, {"done": {"warn": 2}}], ids=["counters", "done"])
def test_conditions_read_what_lies_behind(behind: dict[str, dict[str, int]]) -> None:
    door = msgspec.convert({"state": "door", "anger": 1, "trust": 1, "fear": 1, **behind}, Standpoint)
    assert "secret" in names(begun(door).options())


def test_the_coming_there_counts_as_one_visit_more() -> None:
    door = Standpoint(state="door", anger=1, trust=1, fear=1)
    assert begun(door, "...").state == "door"
    assert begun(msgspec.structs.replace(door, seen={"door": 1}), "...").state == "left"


def test_unknown_counters_are_left_out() -> None:
    assert begun(msgspec.structs.replace(ROOM, counters={"gone": 3, "spare": 1})).counters == {"asked": 0, "spare": 1}


@pytest.mark.parametrize("wrong", [{"state": "solved"}, {"state": "nowhere"}, {"anger": 101}, {"fear": -1}], ids=str)
def test_a_standpoint_that_does_not_fit_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"state|meters"):
        RolePlay(STAGE, opening=msgspec.convert({**msgspec.structs.asdict(ROOM), **wrong}, Standpoint))


def test_undo_goes_back_to_the_beginning_of_such_a_run_and_no_further() -> None:
    play = begun(ROOM)
    before = picture(play)
    take(play, "!warn", "done", "undo", "undo")
    assert picture(play) == before
    with pytest.raises(Exception, match="undo"):
        play.take(Undo())


@pytest.mark.parametrize(
    "words", [(), ("again",), ("!warn", "!warn"), ("in",), ("in", "!warn"), ("in", "quiet"), ("...", "again")]
)
def test_a_run_put_where_it_stands_stands_there_just_as_before(words: tuple[str, ...]) -> None:
    play = played(*words)
    again = begun(moved(play, play.state))
    assert picture(again)[:-1] == picture(play)[:-1]
    assert (again.visits, again.counters) == (play.visits, play.counters)
    assert done_in(again) == done_in(play)
    assert moved(again, again.state) == moved(play, play.state)


def test_a_run_put_elsewhere_keeps_all_it_has_behind_it() -> None:
    play = played("again", "!warn")
    there = begun(moved(play, "room"))
    assert there.visits == {"door": 2, "room": 1}
    assert (there.meters, there.turn, there.counters) == (play.meters, 2, play.counters)
    assert done_in(there)["warn"] == 1
    assert done_in(there)["greet"] == 1, "what is done on coming there counts"


def test_an_act_counts_with_its_level_and_without() -> None:
    text = FULL.replace("acts: [raise_voice]", "acts: [threaten(2)]")
    play = started(text)
    take(play, "!warn")
    assert done_in(play)["threaten(2)"] == done_in(play)["threaten"] == 1
