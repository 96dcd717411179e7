"""When a rule applies: danger, suspension, minutes, recording, justified complaints, channels."""

from typing import Any

import pytest

from scoring.rules.judging import number_of
from scoring.rules.model import Absence, Context, Existence, Order, Precedence, Response, Rule
from scoring.rules.reading import ActGroups, Reading
from scoring.trace import Case, Channel
from tests.scoring.rules.judged import BASE, findings, policy_with
from tests.scoring.traces import trace_of


def no_end(**when: Any) -> Absence:
    return Absence(**BASE, names=("end",), when=Context(**when))


AT_A_MOMENT = {
    "no context": (no_end(), "t: end", 1),
    "without danger, there is none": (no_end(danger=False), "c: threaten(2); t: end", 1),
    "without danger, there is some": (no_end(danger=False), "c: show_weapon; t: end", 0),
    "without danger, it comes later": (no_end(danger=False), "t: end; c: assault", 1),
    "danger does not pass by calming down": (no_end(danger=False), "c: threaten(3); t:; c: calm_down; t: end", 0),
    "only in danger, there is none": (no_end(danger=True), "c: insult; t: end", 0),
    "only in danger, there is some": (no_end(danger=True), "c: threaten(3); t: end", 1),
    "unless, which did not happen": (no_end(unless=("insult", "warn")), "c: complain; t: end", 1),
    "unless, which happened": (no_end(unless=("insult", "warn")), "c: insult; t: end", 0),
    "unless, a step in the same breath": (no_end(unless=("insult", "warn")), "t: warn, end", 0),
    "unless, which came later": (no_end(unless=("insult", "warn")), "t: end; c: insult", 1),
    "below, before the minute": (no_end(minutes_below=20), "19' t: end", 1),
    "below, at the minute": (no_end(minutes_below=20), "20' t: end", 0),
    "below, a field of the policy": (no_end(minutes_below="end_minutes"), "29' t: end", 1),
    "below, at the policy's minute": (no_end(minutes_below="end_minutes"), "30' t: end", 0),
    "from, before the minute": (no_end(minutes_at_least=15), "14' t: end", 0),
    "from, at the minute": (no_end(minutes_at_least=15), "15' t: end", 1),
    "from, a field of the policy": (no_end(minutes_at_least="notice_minutes"), "7' t: end", 1),
    "between, inside": (no_end(minutes_at_least=10, minutes_below=20), "12' t: end", 1),
    "between, outside": (no_end(minutes_at_least=10, minutes_below=20), "22' t: end", 0),
    "no ending under way": (no_end(ending=False), "c: insult; t: end", 1),
    "an ending under way": (no_end(ending=False), "c: insult; t: state_end_reason; t: end", 0),
    "a reason without a cause is no ending": (no_end(ending=False), "c: complain; t: state_end_reason; t: end", 1),
    "a reason before its cause is no ending": (no_end(ending=False), "t: state_end_reason; c: insult; t: end", 1),
    "only while an ending is under way": (no_end(ending=True), "c: prolong; t: state_end_reason, end", 1),
    "no cause to end": (no_end(cause=False), "c: complain; t: end", 1),
    "cause to end": (no_end(cause=False), "c: complain; c: insult; t: end", 0),
    "the cause has passed": (no_end(cause=False), "c: insult; t: listen; c: calm_down; t: end", 1),
    "the cause has come again": (no_end(cause=False), "c: insult; t: listen; c: calm_down; c: insult; t: end", 0),
    "only with cause": (no_end(cause=True), "c: insult; t: listen; c: thank; t: end", 0),
    "no leave was taken": (no_end(leave=False), "c: complain; t: end", 1),
    "thanked": (no_end(leave=False), "c: thank; t: end", 0),
    "hung up after an insult": (no_end(leave=False), "c: insult; c: hang_up; t: end", 0),
    "thanked before the insult": (no_end(leave=False), "c: thank; c: insult; t: end", 1),
    "calm is no leave": (no_end(leave=False), "c: insult; c: calm_down; t: end", 1),
    "each violation at its own moment": (no_end(minutes_below=5), "t: end; 4' t: end; 6' t: end", 2),
}


@pytest.mark.parametrize(("rule", "story", "times"), AT_A_MOMENT.values(), ids=AT_A_MOMENT.keys())
def test_contexts_of_a_moment(rule: Rule, story: str, times: int) -> None:
    policy = policy_with(end_minutes=30, notice_minutes=7)
    assert len(findings(rule, trace_of(story), policy)) == times


CALM = Context(danger=False)
DUTIES: dict[str, tuple[Rule, str, str]] = {
    "response, at its trigger": (
        Response(**BASE, trigger=("threaten", "threaten(3)"), expect=("warn",), within=1, when=CALM),
        "c: threaten; t: warn",
        "c: threaten(3); t: warn",
    ),
    "precedence, at its step": (
        Precedence(**BASE, step="end", before=("warn",), when=CALM),
        "t: end; c: assault",
        "c: assault; t: end",
    ),
    "existence, at its trigger": (
        Existence(**BASE, trigger=("film",), expect=("warn",), when=CALM),
        "c: film; t:; c: assault",
        "c: assault; t:; c: film; t: warn",
    ),
    "order, at its last step": (
        Order(**BASE, steps=("warn", "end"), when=CALM),
        "t: warn; t: end; c: assault",
        "t: warn; c: assault; t: end",
    ),
}


@pytest.mark.parametrize(("rule", "calm", "danger"), DUTIES.values(), ids=DUTIES.keys())
def test_duties_ask_the_context_at_their_moment(rule: Rule, calm: str, danger: str) -> None:
    assert len(findings(rule, trace_of(calm))) == 1
    assert findings(rule, trace_of(danger)) == []


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize("legitimate", [True, False])
def test_justified_complaints(asked: bool, legitimate: bool) -> None:
    found = findings(no_end(legitimate=asked), trace_of("t: end", legitimate=legitimate))
    assert bool(found) is (asked is legitimate)


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize("automatic", [True, False])
def test_automatic_recording(asked: bool, automatic: bool) -> None:
    policy = policy_with(automatic_recording=automatic)
    assert bool(findings(no_end(automatic_recording=asked), trace_of("t: end"), policy)) is (asked is automatic)


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize("there", [True, False])
def test_a_bell(asked: bool, there: bool) -> None:
    found = findings(no_end(bell=asked), trace_of("t: end"), policy_with(bell=there))
    assert bool(found) is (asked is there)


CLOSABLE = {
    "filed three times, notified twice": (Case(filings=3, notices=2), True),
    "more than that": (Case(filings=9, notices=4), True),
    "filed twice": (Case(filings=2, notices=2), False),
    "notified once": (Case(filings=3, notices=1), False),
    "statutory": (Case(filings=3, notices=2, statutory=True), False),
    "mass, filed and notified": (Case(filings=3, notices=2, mass=True), True),
    "nothing known": (Case(), False),
}


@pytest.mark.parametrize(("case", "closable"), CLOSABLE.values(), ids=CLOSABLE.keys())
def test_what_may_be_closed_as_repeated(case: Case, closable: bool) -> None:
    trace = trace_of("t: end", case=case)
    assert bool(findings(no_end(closable=True), trace)) is closable
    assert bool(findings(no_end(closable=False), trace)) is not closable
    assert bool(findings(no_end(mass=True), trace)) is case.mass


def test_a_rule_on_the_whole_run_asks_its_context_at_the_end() -> None:
    farewell = Existence(**BASE, expect=("say_goodbye",), when=Context(ending=False))
    assert len(findings(farewell, trace_of("c: ask; t: listen"))) == 1
    assert findings(farewell, trace_of("c: insult; t: state_end_reason; t: end")) == []
    assert findings(farewell, trace_of("c: ask")) == []


@pytest.mark.parametrize(
    ("channel", "applies"), [("phone", True), ("visit", True), ("online", False), ("document", False)]
)
def test_channels(channel: Channel, applies: bool) -> None:
    rule = no_end(channels=("phone", "visit"))
    assert bool(findings(rule, trace_of("t: end", channel=channel))) is applies


@pytest.mark.parametrize(
    ("value", "number"),
    [(4, 4), ("end_minutes", 30), ("notice_minutes", 7), ("warnings.threat", 2), ("warnings.drunk", 0)],
)
def test_numbers_stand_for_themselves_or_for_the_policy(value: int | str, number: int) -> None:
    assert number_of(value, policy_with(end_minutes=30, notice_minutes=7, warnings={"threat": 2})) == number


def test_a_reading_finds_names_in_the_order_of_the_run() -> None:
    reading = Reading(trace_of("c: insult; t: warn, end; c: insult; t: argue, warn"), ActGroups())
    assert [moment.event.seq for moment in reading.all_of(("warn", "insult"))] == [0, 1, 2, 3]
    last = reading.first(("insult", "warn"), after=reading.all_of(("insult",))[1].order)
    assert last is not None
    assert last.event.seq == 3
    assert reading.first(("thank",)) is None
    assert reading.last_turn == 2
