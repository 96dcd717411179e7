"""What holds of every trace, tried on many of them."""

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring.grading import grade
from scoring.manual.reader import shipped_manual
from scoring.rules.model import (
    Absence,
    Count,
    Existence,
    Needless,
    OutcomeRule,
    Precedence,
    Response,
    RoleRule,
    Rule,
)
from scoring.scorecard import PASS_MARK, Scorecard
from scoring.trace import Event, Trace, is_by_trainee
from tests.scoring.model_runs import RUNS
from tests.scoring.traces import trace_of

MANUAL = shipped_manual()
ACTS = sorted(name for act in MANUAL.acts for name in MANUAL.act_names(act))
STEPS = sorted(MANUAL.steps)
FAULTS = sorted(MANUAL.faults)
PROHIBITIONS = (Absence, Needless, OutcomeRule, RoleRule)


def line(who: str, names: list[str], most: int) -> st.SearchStrategy[str]:
    chosen = st.lists(st.sampled_from(names), max_size=most)
    return chosen.map(lambda names: f"{who}: {', '.join(names)}")


LINES = st.one_of(
    line("c", ACTS, 2),
    line("t", STEPS, 3),
    line("t", STEPS + FAULTS, 3),
    line("lead", STEPS, 2),
    st.builds("{}' t: {}".format, st.integers(0, 40), st.sampled_from(STEPS)),
)
TRACES = st.builds(
    lambda lines, channel, legitimate: trace_of("\n".join(lines), channel=channel, legitimate=legitimate),
    st.lists(LINES, max_size=14),
    st.sampled_from(["phone", "visit", "online", "document"]),
    st.booleans(),
)
POLICIES = st.sampled_from(sorted(MANUAL.policies))
MANY = settings(max_examples=150, deadline=None)


def with_events(trace: Trace, events: list[Event]) -> Trace:
    return msgspec.structs.replace(trace, events=tuple(events))


@MANY
@given(TRACES, POLICIES)
def test_the_card_adds_up(trace: Trace, policy: str) -> None:
    card = grade(trace, MANUAL, policy)
    earned, possible, deducted = (
        sum(getattr(finding, field) for finding in card.findings) for field in ("earned", "points", "deducted")
    )
    reached = 100 * earned // possible if possible else 100
    assert card.total == max(0, min(100, reached - deducted))
    assert card.passed is (card.total >= PASS_MARK and not card.hard_fails)
    assert sum(d.possible for d in card.dimensions) == possible


@MANY
@given(TRACES, POLICIES)
def test_every_finding_has_its_sentence_and_its_moment(trace: Trace, policy: str) -> None:
    events = {event.seq: event for event in trace.events}
    for finding in grade(trace, MANUAL, policy).findings:
        rule = MANUAL.rules[finding.rule]
        assert rule.says[finding.verdict].ko
        assert 0 <= finding.earned <= finding.points
        assert bool(finding.deducted) is (isinstance(rule, PROHIBITIONS) and finding.verdict != "early")
        if finding.seq >= 0:
            moment = events[finding.seq]
            assert (finding.turn, finding.words) == (moment.turn, moment.words)


@MANY
@given(TRACES, POLICIES)
def test_the_same_trace_gives_the_same_card(trace: Trace, policy: str) -> None:
    again = msgspec.json.decode(msgspec.json.encode(trace), type=Trace)
    card = grade(trace, MANUAL, policy)
    assert grade(again, MANUAL, policy) == card
    assert msgspec.json.decode(msgspec.json.encode(card), type=Scorecard) == card


@MANY
@given(TRACES, POLICIES, st.sampled_from(FAULTS), st.data())
def test_adding_a_fault_never_raises_the_total(trace: Trace, policy: str, fault: str, data: st.DataObject) -> None:
    events = list(trace.events)
    turns = [number for number, event in enumerate(events) if is_by_trainee(event)]
    channels = MANUAL.faults[fault].when.channels
    assume(turns and (not channels or trace.channel in channels))
    place = data.draw(st.sampled_from(turns))
    event = events[place]
    events[place] = msgspec.structs.replace(event, faults=(*event.faults, fault))
    before, after = grade(trace, MANUAL, policy), grade(with_events(trace, events), MANUAL, policy)
    assert after.total <= before.total
    assert after.total < before.total or not before.total
    assert not (after.passed and not before.passed)


@MANY
@given(TRACES, POLICIES, st.sampled_from(FAULTS))
def test_a_turn_that_is_only_a_fault_never_raises_the_total(trace: Trace, policy: str, fault: str) -> None:
    """A run that ends on the complainant's act is left out: one more turn lets duties count that could not before."""
    assume(not trace.events or is_by_trainee(trace.events[-1]))
    turn = msgspec.structs.replace(trace_of(f"t: {fault}").events[0], seq=len(trace.events), turn=trace.turns + 1)
    longer = with_events(trace, [*trace.events, turn])
    assert grade(longer, MANUAL, policy).total <= grade(trace, MANUAL, policy).total


@MANY
@given(TRACES, POLICIES, st.data())
def test_an_event_that_counts_for_nothing_changes_no_finding(trace: Trace, policy: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(trace.events)))
    turn = trace.events[place - 1].turn if place else 0
    nothing = msgspec.structs.replace(trace_of("system:").events[0], seq=len(trace.events), turn=turn)
    events = [*trace.events[:place], nothing, *trace.events[place:]]
    assert grade(with_events(trace, events), MANUAL, policy) == grade(trace, MANUAL, policy)


@MANY
@given(TRACES)
def test_a_run_without_abuse_stands_on_no_ladder_of_abuse(trace: Trace) -> None:
    mild = [msgspec.structs.replace(event, acts=()) for event in trace.events]
    assert grade(with_events(trace, mild), MANUAL).ladders == ("EV",)


# Earlier than needed


def without_step(trace: Trace, place: int, step: str) -> Trace:
    """Return the trace without one step of one event."""
    events = list(trace.events)
    steps = list(events[place].steps)
    steps.remove(step)
    events[place] = msgspec.structs.replace(events[place], steps=tuple(steps))
    return with_events(trace, events)


def with_step(trace: Trace, place: int, step: str) -> Trace:
    """Return the trace with one step more in one event."""
    events = list(trace.events)
    events[place] = msgspec.structs.replace(events[place], steps=(*events[place].steps, step))
    return with_events(trace, events)


def asks_for(rule: Rule, step: str) -> bool:
    """Tell whether a rule wants a step, and is not set off by it."""
    if isinstance(rule, Response | Existence):
        wanted, set_off = rule.expect, (*rule.trigger, *getattr(rule, "trigger_after", ()))
    elif isinstance(rule, Precedence):
        wanted, set_off = rule.before, (rule.step,)
    elif isinstance(rule, Count) and rule.at_most is None:
        wanted, set_off = rule.step, (*rule.after, rule.until)
    elif isinstance(rule, Needless):
        wanted, set_off = (rule.step,), rule.causes
    else:
        return False
    return step in wanted and step not in (*set_off, *rule.when.unless) and step != "state_end_reason"


def costs(trace: Trace, policy: str, step: str) -> dict[str, int]:
    """Return what the rules that ask for a step took away."""
    card = grade(trace, MANUAL, policy)
    asking = [finding for finding in card.findings if asks_for(MANUAL.rules[finding.rule], step)]
    return {finding.rule: finding.cost for finding in asking}


@MANY
@given(TRACES, POLICIES, st.data())
def test_a_step_reached_earlier_than_needed_is_never_worse_than_one_left_out(
    trace: Trace, policy: str, data: st.DataObject
) -> None:
    """What a rule that asks for a step takes away when the step comes earlier is at most what it takes without it."""
    places = [n for n, event in enumerate(trace.events) if is_by_trainee(event) and event.steps]
    assume(places)
    place = data.draw(st.sampled_from(places))
    step = data.draw(st.sampled_from(trace.events[place].steps))
    earlier = data.draw(st.sampled_from([n for n, e in enumerate(trace.events) if is_by_trainee(e) and n <= place]))
    left_out = without_step(trace, place, step)
    moved = with_step(left_out, earlier, step)
    without, early = costs(left_out, policy, step), costs(moved, policy, step)
    for rule, cost in early.items():
        if rule in without or not isinstance(MANUAL.rules[rule], Needless):
            assert cost <= without.get(rule, cost)
    broken = set(grade(moved, MANUAL, policy).hard_fails) & set(early)
    assert broken <= set(grade(left_out, MANUAL, policy).hard_fails)


@pytest.mark.parametrize("name", RUNS)
def test_in_an_exemplary_run_no_step_is_worse_early_than_left_out(name: str) -> None:
    """The whole score, for every step of every exemplary run at every earlier turn; nobody is asked to end."""
    exemplary, _ = RUNS[name].traces()
    turns = [n for n, event in enumerate(exemplary.events) if is_by_trainee(event)]
    for place in turns:
        for step in set(exemplary.events[place].steps) - {"end"}:
            left_out = without_step(exemplary, place, step)
            doer = exemplary.events[place].actor  # who does it is another question
            for earlier in (n for n in turns if n < place and exemplary.events[n].actor == doer):
                early = grade(with_step(left_out, earlier, step), MANUAL)
                assert early.total >= grade(left_out, MANUAL).total, (step, earlier)
