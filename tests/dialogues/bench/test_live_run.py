"""The author's run while the text under it changes: it stays where it was, or says where it stands instead."""

import pytest

from dialogues.bench.live_run import Asked, LiveRun, asked_in, ladders_for, words_of
from dialogues.inputs import Act, Choose, Input, InputError, Wait
from dialogues.machine import Stage
from dialogues.standpoint import Standpoint
from scoring.manual.reader import shipped_manual
from tests.dialogues.small_scenarios import ACTIONS, FULL, SMALL, changed, inputs, names, scenario_of


def stage(text: str) -> Stage:
    return Stage(scenario_of(text), ACTIONS)


def running(*words: str, text: str = FULL) -> LiveRun:
    run = LiveRun(stage(text))
    for given in inputs(*words):
        run.take(given)
    return run


def edited(old: str, new: str, text: str = FULL) -> Stage:
    return stage(changed(old, new, text))


def test_a_mended_word_leaves_the_run_where_it_was() -> None:
    found = running("again", "in").on(edited("앉겠습니다.", "앉지요."))
    assert (found.how, found.run.play.state, found.turn, found.given) == ("same", "room", 0, None)
    assert found.run.trace().events[-1].words == "앉지요."
    assert found.run.play.turn == 2


def test_an_option_put_in_above_changes_nothing() -> None:
    text = changed("      - {id: done,", "      - {id: first, say: 먼저요., goto: solved}\n      - {id: done,", FULL)
    found = running("in").on(stage(text))
    assert found.how == "same"
    assert names(found.run.play.options()) == ["first", "done", "quiet"]


def test_an_ended_run_stays_ended() -> None:
    found = running("in", "done").on(edited("풀렸다.", "다 풀렸다."))
    assert (found.how, found.run.play.ending, found.run.trace().events[-1].words) == ("same", "solved", "다 풀렸다.")


def test_a_choice_renamed_on_the_way_leaves_the_run_in_its_state_with_its_mood() -> None:
    old = running("again", "in", "!warn")
    found = old.on(edited("id: again,", "id: once-more,"))
    assert (found.how, found.turn, found.given) == ("stood", 1, Choose("again"))
    assert found.run.play.state == "room"
    assert found.run.play.meters == old.play.meters
    assert found.run.play.counters == old.play.counters
    assert found.run.play.visits == old.play.visits


def test_a_way_bent_elsewhere_leaves_the_run_in_its_state_and_says_where_it_leads_now() -> None:
    found = running("in").on(
        edited("counts: {asked: +2, spare: -1}\n        goto: room", "counts: {asked: +2}\n        goto: hall")
    )
    assert (found.how, found.run.play.state, found.led_to, found.given) == ("stood", "room", "hall", None)


def test_what_happened_before_stays_in_sight_and_is_numbered_through() -> None:
    old = running("again", "in")
    found = old.on(edited("id: again,", "id: once-more,"))
    events = found.run.trace().events
    assert events[: len(old.trace().events)] == old.trace().events
    assert [event.seq for event in events] == list(range(len(events)))
    again = found.run.on(edited("앉겠습니다.", "앉지요."))
    assert (again.how, again.run.before) == ("same", found.run.before)


def test_a_renamed_state_is_followed_by_the_inputs() -> None:
    text = (
        FULL.replace("  room:", "  parlour:").replace("goto: room", "goto: parlour").replace("to: room", "to: parlour")
    )
    found = running("in").on(stage(text))
    assert (found.how, found.run.play.state, found.turn) == ("back", "parlour", 0)


def test_a_state_that_is_gone_leaves_the_run_at_the_last_place_that_fits() -> None:
    text = FULL.replace("goto: hall", "goto: solved").replace("to: hall", "to: left")
    text = text[: text.index("  hall:")] + text[text.index("actions:\n  warn") :]
    found = running("in", "quiet").on(stage(text))
    assert (found.how, found.led_to, found.run.play.over) == ("back", "solved", True)
    text = text.replace("quiet", "silent")
    found = running("in", "quiet").on(stage(text))
    assert (found.how, found.run.play.state, found.turn, found.given) == ("back", "room", 2, Choose("quiet"))


def test_a_jumped_run_begins_where_it_was_put_and_at_the_start_when_that_is_gone() -> None:
    run = running().at(Standpoint(state="room", anger=90, trust=1, fear=1))
    assert run.play.meters == (90, 1, 1)
    found = run.on(edited("앉겠습니다.", "앉지요."))
    assert (found.how, found.run.play.meters, found.run.play.state) == ("same", (90, 1, 1), "room")
    gone = (
        FULL.replace("  room:", "  parlour:").replace("goto: room", "goto: parlour").replace("to: room", "to: parlour")
    )
    found = run.on(stage(gone))
    assert (found.how, found.run.play.state, found.lost) == ("back", "door", True)


def test_from_the_start_forgets_where_the_run_was_put() -> None:
    run = running().at(Standpoint(state="room", anger=90, trust=1, fear=1)).from_the_start()
    assert (run.play.state, run.play.meters, run.before) == ("door", (40, 50, 10), ())


def test_a_counter_that_is_new_begins_as_the_text_says() -> None:
    text = changed("counters: {asked: 0, spare: 7}", "counters: {asked: 0, spare: 7, fresh: 4}", FULL)
    found = running("again", "in").on(stage(text.replace("id: again,", "id: once-more,")))
    assert found.run.play.counters == {"asked": 3, "spare": 6, "fresh": 4}


def test_a_wrong_input_is_refused_and_changes_nothing() -> None:
    run = running("in")
    with pytest.raises(InputError):
        run.take(Choose("again"))
    assert (run.play.state, run.play.turn) == ("room", 1)


@pytest.mark.parametrize(
    ("given", "words"), [(Choose("in"), "in"), (Act("warn"), "!warn"), (Wait(), "..."), (None, "")]
)
def test_inputs_are_named_as_in_scripts(given: Input | None, words: str) -> None:
    assert words_of(given) == words


def test_everything_conditions_ask_for_is_found() -> None:
    assert asked_in(scenario_of(FULL)) == Asked(seen=("door",), done=("warn",), clock=())
    text = changed("when: anger > 200", "when: minute >= 2 and not turn == 1", FULL)
    assert asked_in(scenario_of(text)).clock == ("minute", "turn")


def test_the_ladders_are_those_of_the_conduct_and_those_the_run_came_onto() -> None:
    manual = shipped_manual()
    calm = running(text=SMALL).trace()
    assert [ladder.ladder for ladder in ladders_for(calm, manual)] == ["PH-AB"]
    threatened = running(text=SMALL.replace("acts: [complain]", "acts: [threaten(3)]", 1)).trace()
    assert [ladder.ladder for ladder in ladders_for(threatened, manual)] == ["PH-AB", "PH-TH"]
