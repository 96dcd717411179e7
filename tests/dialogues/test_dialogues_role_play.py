"""One run: what each input leads to, in events, meters, time and place."""

import msgspec
import pytest

from dialogues.inputs import Act, Choose, Input, InputError, Stop, Undo, Wait
from dialogues.machine import Stage
from dialogues.role_play import RolePlay, replay
from scoring.trace import Event
from tests.dialogues.small_scenarios import (
    ACTIONS,
    FULL,
    changed,
    inputs,
    names,
    picture,
    played,
    scenario_of,
    started,
    take,
)


def _told(events: list[Event]) -> list[tuple[str, str, str, str]]:
    return [(event.actor, event.kind, event.source, event.words) for event in events]


def test_the_start_is_the_complainants_first_line() -> None:
    play = RolePlay(Stage(scenario_of(FULL), ACTIONS), seed=0, began="2026-01-02")
    turn = play.start()
    assert turn.input is None
    assert turn.events == (
        Event(0, 0, "complainant", "opened", "door", "door", "하나", 0, 40, 50, 10, acts=("complain",)),
    )
    assert (play.state, play.meters, play.turn, play.seconds) == ("door", (40, 50, 10), 0, 0)
    assert (play.over, play.outcome, play.ending) == (False, None, "")


def test_a_choice_is_a_turn_and_brings_the_next_state() -> None:
    play = started()
    turn = play.take(Choose("again"))
    assert turn.input == Choose("again")
    said, answered = turn.events
    assert said == Event(1, 1, "clerk", "said", "again", "door", "네?", 90, 60, 50, 10)
    assert (answered.seq, answered.turn, answered.kind, answered.state) == (2, 1, "answered", "door")
    assert answered.acts == ("complain",)


def test_a_deed_is_told_as_a_deed_with_its_fault() -> None:
    event = take(started(), "shout")[0]
    assert (event.kind, event.words, event.faults, event.steps) == ("did", "소리친다.", ("argue",), ())


def test_meters_stay_between_0_and_100() -> None:
    play = played("shout")
    assert play.meters == (100, 0, 10)
    take(play, "shout", "in")
    assert play.meters == (100, 0, 10)


def test_arriving_tells_the_scene_then_the_others_then_the_complainant() -> None:
    events = take(started(), "in")
    assert _told(events[1:]) == [
        ("system", "answered", "room", "방에 들어왔다."),
        ("lead", "joined", "room", "팀장입니다."),
        ("guard", "joined", "room", "여기 있습니다."),
        ("complainant", "answered", "room", "앉겠습니다."),
    ]
    assert [event.steps for event in events] == [("greet",), (), ("greet",), (), ()]
    assert {event.state for event in events[1:]} == {"room"}


def test_the_story_clock_stands_at_least_at_the_minute_of_a_state() -> None:
    play = started()
    said, *arrived = take(play, "in")
    assert said.seconds == 40
    assert {event.seconds for event in arrived} == {300}
    late = played("again", "again", "again", "again")
    assert late.seconds == 360
    take(late, "in")
    assert late.seconds == 400


def test_an_option_may_take_its_own_time() -> None:
    assert played("again").seconds == 90
    assert played("shout").seconds == 40


def test_an_action_without_a_reaction_is_only_done() -> None:
    play = started()
    assert _told(take(play, "!call_112")) == [("clerk", "did", "!call_112", "신고합니다.")]
    assert (play.state, play.turn, play.seconds) == ("door", 1, 40)
    assert play.trace().events[-1].steps == ("call_112",)


def test_an_action_with_a_reaction_is_answered_where_the_run_is() -> None:
    play = started()
    done, answer = take(play, "!warn")
    assert (done.anger, done.fear) == (43, 10)
    assert _told([answer]) == [("complainant", "answered", "!warn", "경고 하나")]
    assert (answer.acts, answer.state) == (("raise_voice",), "door")
    assert play.state == "door"


def test_a_reaction_may_be_an_act_without_words() -> None:
    _, answer = take(started(), "!record")
    assert (answer.actor, answer.kind, answer.words, answer.acts) == ("complainant", "answered", "", ("insult",))


def test_a_reaction_may_lead_on_and_bring_others() -> None:
    play = started()
    events = take(play, "!call_team_lead")
    assert _told(events[:3]) == [
        ("clerk", "did", "!call_team_lead", "팀장을 부릅니다."),
        ("lead", "joined", "!call_team_lead", "왔습니다."),
        ("system", "answered", "room", "방에 들어왔다."),
    ]
    assert play.state == "room"


def test_a_reaction_leads_where_its_condition_says() -> None:
    assert played("!end").state == "left"
    assert played("again", "!end").state == "hall"


def test_a_state_may_take_an_action_in_its_own_way() -> None:
    assert take(played("in"), "!warn")[1].words == "방에서 경고요?"


def test_silence_costs_and_leads_on_where_the_author_said_so() -> None:
    play = started()
    silent, answered = take(play, "...")
    assert (silent.kind, silent.source, silent.words, silent.seconds) == ("kept_silent", "", "", 15)
    assert (silent.anger, silent.trust, silent.fear) == (44, 47, 10)
    assert answered.kind == "answered"
    take(play, "...")
    assert play.state == "left"


def test_silence_elsewhere_only_lets_time_run() -> None:
    play = played("in")
    [silent] = take(play, "...")
    assert (silent.kind, silent.seconds, play.state) == ("kept_silent", 340, "room")


def test_a_state_without_words_is_entered_with_an_event_without_words() -> None:
    play = played("in")
    _, event = take(play, "quiet")
    assert (event.actor, event.kind, event.source, event.state) == ("system", "answered", "hall", "hall")
    assert event.words == ""
    assert play.state == "hall"


def test_where_no_condition_holds_the_run_stays() -> None:
    play = started()
    assert [event.kind for event in take(play, "nowhere")] == ["said"]
    assert (play.state, play.turn) == ("door", 1)


@pytest.mark.parametrize("first", [["again", "again"], ["!warn", "!warn"], ["again", "!call_112", "again"]])
def test_a_hidden_option_shows_when_its_condition_holds(first: list[str]) -> None:
    play = started()
    assert "secret" not in names(play.options())
    take(play, first[0])
    assert "secret" not in names(play.options())
    take(play, *first[1:])
    assert names(play.options()) == ["in", "again", "shout", "secret", "nowhere"]
    take(play, "secret")
    assert play.state == "room"


def test_counters_start_as_written_and_may_fall() -> None:
    text = changed("when: asked >= 2 or count(warn) >= 2", "when: asked == 2 and spare == 5", FULL)
    play = started(text)
    take(play, "!warn", "again", "!warn", "again")
    assert "secret" in names(play.options())
    take(play, "again")
    assert "secret" not in names(play.options())


def test_a_counted_act_of_the_complainant_counts_at_every_arrival() -> None:
    play = started(changed("when: asked >= 2 or count(warn) >= 2", "when: count(complain) >= 3", FULL))
    take(play, "again")
    assert "secret" not in names(play.options())
    take(play, "again")
    assert "secret" in names(play.options())


def test_a_counted_act_of_a_reaction_counts() -> None:
    play = started(changed("when: asked >= 2 or count(warn) >= 2", "when: count(raise_voice) == 1", FULL))
    take(play, "!warn")
    assert "secret" in names(play.options())


def test_the_first_line_varies_with_the_seed_and_the_visit() -> None:
    by_seed = {seed: started(seed=seed).trace().events[0].words for seed in range(30)}
    assert set(by_seed.values()) == {"하나", "둘", "셋"}
    assert by_seed == {seed: started(seed=seed).trace().events[0].words for seed in range(30)}
    play = started()
    later = {play.trace().events[0].words} | {take(play, "again")[1].words for _ in range(2)}
    assert later == {"하나", "둘", "셋"}


def test_a_reaction_varies_with_the_seed() -> None:
    assert {take(started(seed=seed), "!warn")[1].words for seed in range(4)} == {"경고 하나", "경고 둘"}


def test_the_seed_changes_words_only() -> None:
    script = ("again", "!warn", "in", "...", "quiet", "note")
    one, other = played(*script, seed=1), played(*script, seed=2)

    def without_words(play: RolePlay) -> list[Event]:
        return [msgspec.structs.replace(event, words="") for event in play.trace().events]

    assert without_words(one) == without_words(other)
    assert one.trace() != other.trace()


def test_an_ending_closes_the_run() -> None:
    play = played("in")
    _, closed = take(play, "done")
    assert _told([closed]) == [("system", "closed", "solved", "풀렸다.")]
    assert (play.over, play.ending, play.outcome, play.state) == (True, "solved", "resolved", "solved")
    assert (play.options(), play.actions()) == ([], [])
    trace = play.trace()
    assert (trace.ending, trace.outcome, trace.scenario, trace.version) == ("solved", "resolved", "full-visit", 2)
    with pytest.raises(InputError) as raised:
        play.place  # noqa: B018
    assert raised.value.code == "ended"


@pytest.mark.parametrize("given", inputs("done", "!warn", "...", "stop"))
def test_nothing_but_undo_fits_after_the_ending(given: Input) -> None:
    play = played("in", "done")
    before = picture(play)
    with pytest.raises(InputError) as raised:
        play.take(given)
    assert raised.value.code == "ended"
    assert picture(play) == before


def test_stop_ends_the_run_without_an_ending() -> None:
    play = played("again")
    [event] = take(play, "stop")
    assert (event.actor, event.kind, event.turn, event.state) == ("clerk", "stopped", 1, "door")
    assert (play.over, play.stopped, play.outcome, play.ending) == (True, True, "stopped", "")
    assert play.trace().outcome == "stopped"
    for given, code in ((Choose("in"), "ended"), (Act("warn"), "ended"), (Stop(), "ended"), (Undo(), "undo")):
        with pytest.raises(InputError) as raised:
            play.take(given)
        assert raised.value.code == code


@pytest.mark.parametrize(
    ("given", "code", "name"),
    [
        (Choose("done"), "option", "done"),
        (Choose(""), "option", ""),
        (Choose("secret"), "option", "secret"),
        (Act("press_bell"), "action", "press_bell"),
        (Act("in"), "action", "in"),
        (Undo(), "undo", ""),
    ],
)
def test_an_input_that_does_not_fit_leaves_the_run_as_it_was(given: Input, code: str, name: str) -> None:
    play = started()
    before = picture(play)
    with pytest.raises(InputError) as raised:
        play.take(given)
    assert (raised.value.code, raised.value.name) == (code, name)
    assert picture(play) == before
    assert take(play, "again")[0].seq == 1


def test_an_action_of_the_talk_does_not_fit_after_it() -> None:
    play = played("in", "quiet")
    assert names(play.actions()) == ["keep_evidence"]
    with pytest.raises(InputError):
        play.take(Act("warn"))
    assert take(play, "!keep_evidence")[0].steps == ("keep_evidence",)


@pytest.mark.parametrize(("phase", "moved"), [("talk", True), ("after", False)])
def test_once_the_talk_is_over_nobody_is_there_to_be_moved(phase: str, moved: bool) -> None:
    told = changed("phase: after", f"phase: {phase}", FULL).replace("steps: [write_report]", "steps: [apologise]")
    play = started(told)
    take(play, "in", "quiet")
    before = play.meters
    take(play, "note")
    assert (play.meters != before) is moved


def test_the_role_of_the_scenario_acts() -> None:
    play = started(changed("start: door", "role: lead\nstart: door", FULL))
    assert {event.actor for event in take(play, "!call_112", "...", "again", "stop")} == {"lead", "complainant"}


def test_a_replay_is_the_same_to_the_last_event() -> None:
    script = inputs("again", "!warn", "...", "undo", "in", "!record", "...", "quiet", "note")
    play = started(seed=3)
    for given in script:
        play.take(given)
    again = replay(play.stage, 3, "", script).play
    assert picture(again) == picture(play)
    with pytest.raises(InputError):
        replay(play.stage, 3, "", [*script, Wait()])
