"""A kept run on an edited scenario: it goes on as a run of the new scenario would, or it departs and says where."""

from typing import Any

import msgspec
import pytest
from hypothesis import event as seen
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogues.following import DepartedError, Departure, follow
from dialogues.inputs import Act, Choose, Input, InputError, Undo, Wait
from dialogues.machine import Stage
from dialogues.model import Edge, Option, Reaction, Scenario, State
from dialogues.role_play import RolePlay
from scoring.trace import Event, surviving
from tests.dialogues.small_scenarios import ACTIONS, SMALL, changed, names, picture, scenario_of, started, take


def kept_after(*words: str, text: str = SMALL, seed: int = 0) -> list[Event]:
    """Return the journal of a run after some inputs."""
    play = started(text, seed)
    return [*play.trace().events, *take(play, *words)]


def followed(journal: list[Event], text: str, seed: int = 0) -> RolePlay:
    return follow(Stage(scenario_of(text), ACTIONS), seed, "", journal, len(journal))


def departure(journal: list[Event], text: str) -> Departure:
    with pytest.raises(DepartedError) as raised:
        followed(journal, text)
    return raised.value.departure


# Going on


def test_the_past_stands_in_the_words_it_was_told_in() -> None:
    journal = kept_after("cold-rule", "undo", "hear-out")
    play = followed(journal, SMALL.replace("오 분밖에", "십 분밖에").replace("이게 뭡니까?", "이건 뭡니까?"))
    assert play.trace().events == surviving(journal)
    assert [event.words for event in take(play, "undo", "hear-out")][-1] == "십 분밖에 안 됐어요."


def test_it_can_be_taken_back_beyond_the_edit() -> None:
    play = followed(kept_after("cold-rule", "!warn"), changed("오 분밖에", "십 분밖에"))
    take(play, "undo", "undo")
    assert (play.state, play.turn, names(play.options())) == ("opening", 0, ["hear-out", "cold-rule"])
    assert [event.seq for event in take(play, "hear-out")] == [9, 10]  # two were for the undoing


def test_notes_on_earlier_edits_keep_their_numbers() -> None:
    journal = kept_after("hear-out")
    play = followed(journal, changed("오 분밖에", "십 분밖에"))
    journal += [play.edited("later"), *take(play, "!call_112", "undo")]
    again = followed(journal, changed("오 분밖에", "삼 분밖에"))
    assert picture(again)[:6] == picture(play)[:6]
    assert again.trace().events == play.trace().events == surviving(journal)
    assert [event.seq for event in take(again, "undo")] == [len(journal)]


def test_the_same_scenario_has_to_come_out_word_for_word() -> None:
    journal = kept_after("hear-out")
    stage = Stage(scenario_of(changed("오 분밖에", "십 분밖에")), ACTIONS)
    assert follow(stage, 0, "", journal, exact_from=3).state == "explains"
    for exact_from in (0, 1, 2):
        with pytest.raises(DepartedError, match="words"):
            follow(stage, 0, "", journal, exact_from)


# Departing


COLD = "        effect: {anger: +15}\n"


@pytest.mark.parametrize(
    ("words", "old", "new", "expected"),
    [
        ("hear-out", "- id: hear-out", "- id: hear", ("option", 1, "opening", "hear-out")),
        ("hear-out", "- id: hear-out", "- when: anger > 60\n        id: hear-out",
         ("hidden", 1, "opening", "hear-out")),
        ("!warn", "acts: [complain]\n", "acts: [complain]\n    phase: after\n", ("action", 1, "opening", "!warn")),
        ("hear-out", "  explains:\n", "  tells:\n", ("stands", 1, "opening", "hear-out")),
        ("hear-out show-way", "  explains:\n", "  tells:\n", ("gone", 1, "opening", "hear-out")),
        ("hear-out", "        goto: explains\n        why: 먼저", "        goto: insults\n        why: 먼저",
         ("leads", 1, "opening", "hear-out")),
        ("cold-rule", COLD, "        effect: {anger: +9}\n", ("leads", 1, "opening", "cold-rule")),
        ("cold-rule", COLD, "        effect: {anger: +16}\n", ("meters", 1, "opening", "cold-rule")),
        ("", "anger: 60", "anger: 61", ("meters", 0, "opening", "")),
        ("", "start: opening", "start: explains", ("leads", 0, "opening", "")),
        ("", "    says: [이게", "    scene: 벨이 울린다.\n    says: [이게", ("more", 0, "opening", "")),
        ("cold-rule", "    scene: 목소리가 커진다.\n", "", ("fewer", 1, "insults", "cold-rule")),
        ("cold-rule", "by: lead", "by: guard", ("others", 1, "insults", "cold-rule")),
        ("hear-out", "steps: [listen, empathise]", "steps: [listen, apologise]", ("marks", 1, "opening", "hear-out")),
        ("cold-rule", "acts: [insult]", "acts: [insult, film]", ("marks", 1, "insults", "cold-rule")),
        ("...", "seconds: 20", "seconds: 21", ("clock", 1, "opening", "")),
        ("cold-rule undo hear-out", "- id: cold-rule", "- id: cold", ("option", 1, "opening", "cold-rule")),
    ],
)  # fmt: skip
def test_a_departure_says_where_and_what(words: str, old: str, new: str, expected: tuple[object, ...]) -> None:
    text = changed(old, new)
    if "tells:" in new:
        text = (
            text.replace("explains}", "tells}").replace("goto: explains", "goto: tells").replace("seen(explains)", "1")
        )
    found = departure(kept_after(*words.split()), text)
    assert found[:4] == expected


def test_a_departure_shows_both_sides() -> None:
    found = departure(kept_after("cold-rule"), changed(COLD, "        effect: {anger: +16}\n"))
    assert found.before is not None
    assert found.now is not None
    assert (found.before.anger, found.now.anger) == (75, 76)


def test_a_move_nobody_answers_to_is_not_mistaken_for_one_that_leads_elsewhere() -> None:
    """A state without words could be come to unseen: its event tells."""
    leads = "call_112: {goto: after-call}"
    silent = changed("notify_recording: {says: 녹음하세요.}", leads).replace("    scene: 통화가 끝났다.\n", "")
    journal = kept_after("!call_112", text=silent)
    assert journal[-1].state == "after-call"
    assert departure(journal, silent.replace(leads, "call_112: {}")).kind == "leads"


# By chance: small scenarios, small edits

STATES = ("s0", "s1", "s2")
WHENS = ("", "", "anger >= 55", "k >= 1", "seen(s1) >= 1", "count(warn) >= 1")
TARGETS = (*STATES, "end-a", "end-b")
FLOOR = changed("counters: {calls: 0}", "counters: {k: 0}").replace("calls", "k")


@st.composite
def edges(draw: st.DrawFn) -> tuple[Edge, ...]:
    ways = [Edge(draw(st.sampled_from(TARGETS)), draw(st.sampled_from(WHENS)))] if draw(st.booleans()) else []
    return (*ways, Edge(draw(st.sampled_from(TARGETS))))


@st.composite
def options(draw: st.DrawFn, name: str) -> Option:
    return Option(
        id=name,
        say=draw(st.sampled_from(["네.", "잠시만요."])),
        steps=draw(st.sampled_from([(), ("listen",)])),
        effect={"anger": draw(st.sampled_from([-5, 0, 5]))},
        counts={"k": 1} if draw(st.booleans()) else {},
        when=draw(st.sampled_from(WHENS)),
        goto=draw(edges()),
    )


@st.composite
def states(draw: st.DrawFn) -> State:
    return State(
        options=(draw(options("a")), draw(options("b")), Option(id="z", say="음.", goto=(Edge("s0"),))),
        says=draw(st.sampled_from([(), ("하나",), ("하나", "둘"), ("하나", "둘", "셋")])),
        scene=draw(st.sampled_from(["", "문이 열린다."])),
        acts=draw(st.sampled_from([(), ("complain",)])),
    )


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    base = scenario_of(FLOOR)
    endings = {"end-a": base.endings["calmed"], "end-b": base.endings["closed"]}
    reactions = {"warn": draw(st.sampled_from([Reaction(), Reaction(goto=(Edge("s2"),)), Reaction(says=("뭐요?",))]))}
    return msgspec.structs.replace(
        base, start="s0", states={name: draw(states()) for name in STATES}, endings=endings, actions=reactions
    )


@st.composite
def edited(draw: st.DrawFn, scenario: Scenario) -> Scenario:
    """Return a scenario with one small edit, of the kinds authors make."""
    name = draw(st.sampled_from(STATES))
    state = scenario.states[name]
    first = state.options[0]
    changes: dict[str, Any] = {
        "typo": {"says": tuple(f"{line}." for line in state.says)},
        "line": {"says": (*state.says, "새 줄")},
        "scene": {"scene": "" if state.scene else "조용하다."},
        "above": {"options": (draw(options("new")), *state.options)},
        "deleted": {"options": state.options[1:]},
        "turned": {"options": (*state.options[1:], first)},
        "other": {"options": (draw(options("a")), *state.options[1:])},
        "acts": {"acts": draw(st.sampled_from([(), ("complain",), ("insult",)]))},
    }
    kind = draw(st.sampled_from([*changes, "renamed", "gone", "counter", "anger", "reaction"]))
    if kind in changes:
        return _with(scenario, **{name: msgspec.structs.replace(state, **changes[kind])})
    if kind in ("renamed", "gone"):
        return _without(scenario, name, keep_as="s9" if kind == "renamed" else "")
    if kind == "counter":
        return msgspec.structs.replace(scenario, counters={"k": 0, "new": draw(st.integers(0, 2))})
    if kind == "anger":
        return msgspec.structs.replace(scenario, complainant=msgspec.structs.replace(scenario.complainant, anger=55))
    return msgspec.structs.replace(scenario, actions={"warn": Reaction(goto=(Edge(draw(st.sampled_from(TARGETS))),))})


def _with(scenario: Scenario, **states: State) -> Scenario:
    return msgspec.structs.replace(scenario, states={**scenario.states, **states})


def _without(scenario: Scenario, name: str, keep_as: str) -> Scenario:
    """Delete a state and send what led there to an ending, or rename it everywhere."""
    to = keep_as or "end-a"

    def turned(ways: tuple[Edge, ...]) -> tuple[Edge, ...]:
        return tuple(Edge(to if way.to == name else way.to, way.when) for way in ways)

    found = {
        (keep_as if known == name else known): msgspec.structs.replace(
            state, options=tuple(msgspec.structs.replace(one, goto=turned(one.goto)) for one in state.options)
        )
        for known, state in scenario.states.items()
        if keep_as or known != name
    }
    start = scenario.start if scenario.start != name else next(iter(found))
    reactions = {step: msgspec.structs.replace(one, goto=turned(one.goto)) for step, one in scenario.actions.items()}
    return msgspec.structs.replace(scenario, start=start, states=found, actions=reactions)


INPUTS = st.lists(
    st.sampled_from([Choose("a"), Choose("a"), Choose("b"), Choose("z"), Act("warn"), Wait(), Undo()]),
    min_size=1,
    max_size=6,
)


def tried(play: RolePlay, given_inputs: list[Input]) -> tuple[list[Input], list[Event]]:
    """Put in what fits, and return it with what it led to."""
    fitted: list[Input] = []
    journal: list[Event] = []
    for one in given_inputs:
        try:
            journal += [] if play.over else play.take(one).events
        except InputError:
            continue
        fitted.append(one)
    return fitted, journal


def branch(event: Event) -> Event:
    """Return everything of an event but its words."""
    return msgspec.structs.replace(event, words="")


@settings(derandomize=True, max_examples=400, deadline=None)
@given(st.data(), scenarios(), st.integers(0, 5), INPUTS, INPUTS)
def test_after_an_edit_a_run_is_one_of_the_new_scenario_or_refuses(
    data: st.DataObject, scenario: Scenario, seed: int, before: list[Input], after: list[Input]
) -> None:
    old = RolePlay(Stage(scenario, ACTIONS), seed)
    journal = list(old.start().events)
    fitted, more = tried(old, before)
    journal += more
    stage = Stage(data.draw(edited(scenario)), ACTIONS)

    fresh = RolePlay(stage, seed)
    again = list(fresh.start().events)
    refitted, more = tried(fresh, fitted)
    again += more
    same = refitted == fitted and [*map(branch, again)] == [*map(branch, journal)]
    try:
        play = follow(stage, seed, "", journal, len(journal))
    except DepartedError:
        seen("refused")
        assert not same, "it refuses only where something differs"
        return
    seen("goes on")
    assert same
    assert play.trace().events == surviving(journal)
    play.edited("h")
    then, later = tried(play, after)
    then_again, later_again = tried(fresh, after)
    assert then == then_again
    assert picture(play)[:8] == picture(fresh)[:8]
    assert (play.counters, play.visits) == (fresh.counters, fresh.visits)
    shifted = [msgspec.structs.replace(event, seq=event.seq - 1) for event in later]
    assert shifted == later_again, "word for word; only the note has taken a number"
