"""From events back to inputs, and from a trainee's event to what the author wrote beside the choice."""

import pytest

from dialogues.advice import advice_of, move_of
from dialogues.inputs import Act, Choose, Input, InputError, Stop, Undo, Wait, input_of
from dialogues.machine import Stage
from dialogues.role_play import replay
from scoring.debrief import Advice
from scoring.trace import TRAINEE_KINDS, Event, EventKind, is_by_trainee
from tests.dialogues.small_scenarios import ACTIONS, FULL, SMALL, inputs, picture, played, scenario_of, started, take


@pytest.mark.parametrize(
    ("kind", "source", "given"),
    [
        ("said", "hear-out", Choose("hear-out")),
        ("did", "keep", Choose("keep")),
        ("did", "!warn", Act("warn")),
        ("said", "!warn", Act("warn")),
        ("kept_silent", "", Wait()),
        ("undone", "", Undo()),
        ("stopped", "", Stop()),
        ("opened", "door", None),
        ("answered", "!warn", None),
        ("joined", "!call_team_lead", None),
        ("closed", "solved", None),
    ],
)
def test_an_event_records_its_input(kind: EventKind, source: str, given: Input | None) -> None:
    assert input_of(Event(3, 1, "clerk", kind, source, "door", "말", 30, 1, 2, 3)) == given


@pytest.mark.parametrize(
    "script",
    [
        "in done",
        "... !warn again in !warn quiet !keep_evidence note",
        "!warn undo !call_team_lead undo again again secret done",
        "... shout stop",
        "in done undo quiet undo undo stop",
        "nowhere !record !end",
    ],
)
def test_from_events_to_inputs_to_the_identical_run(script: str) -> None:
    play = started(seed=4)
    opening = play.trace().events
    given = inputs(*script.split())
    journal = [event for one in given for event in play.take(one).events]
    read_back = [found for event in (*opening, *journal) if (found := input_of(event)) is not None]
    assert read_back == given
    again = started(seed=4)
    assert [event for one in read_back for event in again.take(one).events] == journal
    assert picture(again) == picture(play)
    assert picture(replay(play.stage, 4, "", read_back).play) == picture(play)


def test_an_input_error_says_which_input() -> None:
    error = InputError("option", "nonsense")
    assert (error.code, error.name, str(error)) == ("option", "nonsense", "option: nonsense")
    assert isinstance(error, ValueError)


def test_every_choice_finds_its_advice_again() -> None:
    stage = Stage(scenario_of(SMALL), ACTIONS)
    play = replay(stage, 0, "", inputs("cold-rule", "!warn", "...", "stop")).play
    events = play.trace().events
    mine = [event for event in events if is_by_trainee(event)]
    assert [event.kind for event in mine] == ["said", "did", "kept_silent"]
    assert advice_of(stage, events) == {
        mine[0].seq: Advice("감정을 건너뛰었습니다.", "더 화를 냅니다.", "말씀을 먼저 듣겠습니다."),
        mine[1].seq: Advice(),
    }


def test_the_advice_on_an_action_is_that_of_the_state_it_was_taken_in() -> None:
    text = FULL.replace("{says: 방에서 경고요?,", "{why: 방이라서, says: 방에서 경고요?,")
    text = text.replace("{says: [경고 하나, 경고 둘],", "{why: 문이라서, says: [경고 하나, 경고 둘],")
    stage = Stage(scenario_of(text), ACTIONS)
    play = replay(stage, 0, "", inputs("!warn", "in", "!warn", "!call_team_lead", "done")).play
    advice = advice_of(stage, play.trace().events)
    assert [found.why for found in advice.values()] == ["문이라서", "", "방이라서", "", ""]


def test_answers_have_no_advice() -> None:
    play = played("again", "in", "done")
    advice = advice_of(play.stage, play.trace().events)
    assert {event.seq for event in play.trace().events if event.kind in TRAINEE_KINDS} == advice.keys()


def test_a_move_is_found_through_its_event() -> None:
    play = started()
    [said, *_], [did, *_], [silent, *_] = (take(play, word) for word in ("again", "!warn", "..."))
    found = [move_of(play.stage, event) for event in (said, did, silent)]
    assert [move.name if move else None for move in found] == ["again", "warn", None]
