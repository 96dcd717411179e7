"""Whether an incident goes on paper, and what a report of it has to agree with."""

import msgspec
import pytest

from scoring.incident.form import report_form
from scoring.incident.need import CALLED, IncidentFacts, conducts_met, facts_of, needs_paper
from scoring.manual.manual import split_level
from scoring.manual.reader import shipped_manual
from scoring.trace import Channel, Trace
from tests.scoring.traces import trace_of

MANUAL = shipped_manual()


def facts(story: str, channel: Channel = "visit", *, automatic: bool = False) -> IncidentFacts:
    return facts_of(trace_of(story, channel=channel), MANUAL, automatic)


PAPER = {
    "a threat": ("c: threaten; t: warn", True),
    "a vague threat": ("c: threaten(1); t: warn", True),
    "a threat with time and place": ("c: threaten(2); t: warn", True),
    "a threat about to come true": ("c: threaten(3); t: press_bell", True),
    "harassment": ("c: harass_sexually; t: warn", True),
    "an assault": ("c: assault; t: press_bell", True),
    "damage": ("c: damage", True),
    "a weapon": ("c: show_weapon; t: press_bell", True),
    "a hint of self-harm": ("c: hint_self_harm; t: listen", True),
    "one unlawful act among others": ("c: complain; t: listen; c: insult, assault; t: press_bell", True),
    "an insult, talked on": ("c: insult; t: ask_to_stop; c: calm_down; t: explain_rule", False),
    "an insult, ended": ("c: insult; t: warn; c: insult; t: state_end_reason, end", True),
    "an insult, ended by the lead": ("c: insult; t: call_team_lead; lead: warn; lead: end", True),
    "too long, ended": ("c: prolong; t: notify_time_limit; t: end", True),
    "too long, talked on": ("c: prolong; t: notify_time_limit", False),
    "a complaint": ("c: complain; t: listen", False),
    "a complaint, ended": ("c: complain; t: listen; t: end", False),
    "a loud voice, ended": ("c: raise_voice; t: ask_to_calm; t: end", False),
    "drunk": ("c: drunk; t: ask_to_calm", False),
    "a demand": ("c: demand_unlawful; t: explain_rule; t: end", False),
    "nothing": ("", False),
    "steps alone": ("t: warn; t: end", False),
}


@pytest.mark.parametrize(("story", "paper"), PAPER.values(), ids=PAPER.keys())
def test_what_has_to_go_on_paper(story: str, paper: bool) -> None:
    assert needs_paper(trace_of(story), MANUAL) is paper


def test_whether_it_was_ended_before_or_after_the_insult_does_not_matter() -> None:
    assert needs_paper(trace_of("t: end; c: insult"), MANUAL)


@pytest.mark.parametrize(
    ("story", "conducts"),
    [
        ("c: insult", ("verbal_abuse",)),
        ("c: threaten(2), insult; t: warn", ("verbal_abuse", "threat")),
        ("c: threaten(1); t: warn; c: threaten(3)", ("threat",)),
        ("c: show_weapon; c: assault; c: damage", ("assault", "property_damage", "weapon")),
        ("c: demand_superior; c: demand_unlawful", ("unjust_demand",)),
        ("c: complain; c: raise_voice; c: refuse_to_leave; c: thank", ()),
        ("t: warn; lead: warn", ()),
        ("", ()),
    ],
)
def test_the_conduct_that_was_met_comes_in_the_manuals_order(story: str, conducts: tuple[str, ...]) -> None:
    assert conducts_met(trace_of(story), MANUAL) == conducts


def test_an_act_the_manual_no_longer_knows_is_passed_over() -> None:
    trace = trace_of("c: insult")
    event = msgspec.structs.replace(trace.events[0], acts=("insult", "no_such_act(2)"))
    assert conducts_met(msgspec.structs.replace(trace, events=(event,)), MANUAL) == ("verbal_abuse",)


@pytest.mark.parametrize("act", [act for act, fact in MANUAL.acts.items() if fact.conduct])
def test_every_conduct_has_a_box_on_the_form(act: str) -> None:
    [box] = facts(f"c: {act}").boxes
    assert box in {choice.id for choice in report_form().fields["boxes"].choices}


@pytest.mark.parametrize(
    ("story", "boxes"),
    [
        ("c: insult; c: threaten", ("폭언", "협박")),
        ("c: threaten; c: insult", ("폭언", "협박")),
        ("c: repeat_same; c: prolong; c: demand_unlawful", ("기타",)),
        ("c: drunk; c: damage", ("기물파손", "주취 소란")),
        ("c: complain", ()),
    ],
)
def test_each_box_is_wanted_once(story: str, boxes: tuple[str, ...]) -> None:
    assert facts(story).boxes == boxes


@pytest.mark.parametrize(
    ("story", "minutes"),
    [
        ("", 0),
        ("c: insult", 0),
        ("c: insult; 6' t: warn", 6),
        ("c: insult; 6'29 t: warn", 6),
        ("c: insult; 6'31 t: warn", 7),
        ("c: insult; 6' t: warn; 9' t: end; 40' head> rest", 9),
        ("c: insult; 61' t: end", 61),
        ("c: insult; 6' t: hand_over; 20' t: keep_evidence; 25' lead> rest", 6),
        ("c: insult; 6' t: warn; 7' c: insult; 20' lead: warn", 7),
    ],
)
def test_the_minutes_are_those_of_the_talk(story: str, minutes: int) -> None:
    assert facts(story).minutes == minutes


@pytest.mark.parametrize(
    ("story", "warnings"),
    [
        ("c: insult; t: ask_to_stop", 0),
        ("c: insult; t: warn", 1),
        ("c: insult; t: warn, ask_to_stop; c: insult; t: warn; lead: warn", 3),
        ("c: insult; t: warn; lead> warn", 1),
        ("", 0),
    ],
)
def test_everybodys_warnings_count_while_the_talk_lasts(story: str, warnings: int) -> None:
    assert facts(story).warnings == warnings


def test_who_was_called_comes_in_the_order_of_the_form_each_once() -> None:
    everybody = "; ".join(f"t: {step}" for step in reversed(CALLED))
    assert facts(f"c: assault; {everybody}; t: call_112").called == tuple(CALLED.values())


@pytest.mark.parametrize(
    ("story", "called"),
    [
        ("c: assault; colleague: press_bell", ("bell",)),
        ("c: threaten; t: call_team_lead; lead: call_guard", ("lead", "guard")),
        ("c: threaten; t: warn; t> tell_head", ()),
        ("c: threaten; t: warn; t: tell_head", ("head",)),
        ("c: insult; lead: warn", ()),
    ],
)
def test_who_was_called_in_the_talk_by_anybody(story: str, called: tuple[str, ...]) -> None:
    assert facts(story).called == called


def test_whoever_can_be_called_can_be_ticked() -> None:
    assert set(CALLED) <= set(MANUAL.steps)
    assert set(CALLED.values()) == {choice.id for choice in report_form().fields["called"].choices}


@pytest.mark.parametrize(
    ("story", "channel", "automatic", "recorded"),
    [
        ("c: insult; t: warn", "phone", True, True),
        ("c: insult; t: warn", "phone", False, False),
        ("c: insult; t: warn", "visit", True, False),
        ("c: insult; t: warn", "online", True, False),
        ("c: insult; t: notify_recording", "visit", True, False),
        ("c: insult; t: notify_recording, record", "visit", False, True),
        ("c: insult; t: record", "phone", False, True),
        ("c: insult; t: warn; t> record", "visit", False, False),
    ],
)
def test_calls_are_recorded_by_themselves_and_talks_by_hand(
    story: str, channel: Channel, automatic: bool, recorded: bool
) -> None:
    assert facts(story, channel, automatic=automatic).recorded is recorded


def spoken(*lines: tuple[str, str]) -> Trace:
    """Write a trace of what was said: (line of a trace, words)."""
    trace = trace_of("; ".join(line for line, _ in lines))
    said = (msgspec.structs.replace(event, words=words) for event, (_, words) in zip(trace.events, lines, strict=True))
    return msgspec.structs.replace(trace, events=tuple(said))


def test_the_complainants_words_come_with_the_unlawful_ones_first() -> None:
    trace = spoken(
        ("c: complain", "이게 뭡니까"),
        ("t: listen", "말씀하세요"),
        ("c: insult", "야, {{새끼}}야"),
        ("lead: warn", "그만하십시오"),
        ("c: raise_voice", "뭐라고요"),
        ("c: threaten(2)", "밤길 조심해"),
        ("c: insult", ""),
        ("c: calm_down", "알았어요"),
    )
    words = facts_of(trace, MANUAL, automatic_recording=False).words
    assert words == ("야, {{새끼}}야", "밤길 조심해", "이게 뭡니까", "뭐라고요", "알았어요")


@pytest.mark.parametrize(
    ("story", "given"),
    [
        ("c: insult; t: state_end_reason; t: end", True),
        ("c: insult; lead: state_end_reason, end", True),
        ("c: insult; t: end", False),
        ("c: insult; t: warn; t> state_end_reason", False),
    ],
)
def test_whether_the_reason_was_given(story: str, given: bool) -> None:
    assert facts(story).reason_given is given


def test_the_day_is_that_of_the_run() -> None:
    assert facts("c: insult").day == trace_of("c: insult").began


def test_paper_and_endings_speak_of_acts_of_the_manual() -> None:
    named = {split_level(name)[0] for name in MANUAL.paper_causes}
    assert named <= {act for act, fact in MANUAL.acts.items() if fact.conduct}
