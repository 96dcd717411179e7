"""Duties (response, precedence, count, existence, order): each verdict, and when they are not called for."""

import pytest

from scoring.manual.model import Policy
from scoring.rules.model import Count, Existence, Order, Precedence, Response, Rule
from tests.scoring.rules.judged import BASE, findings, policy_with, verdicts
from tests.scoring.traces import trace_of

STOP = Response(**BASE, trigger=("insult",), expect=("ask_to_stop", "warn"), within=1)
STOP_IN_2 = Response(**BASE, trigger=("insult",), expect=("ask_to_stop",), within=2)
WARN = Response(
    **BASE,
    trigger=("insult",),
    trigger_after=("ask_to_stop",),
    expect=("warn",),
    within=1,
    released_by=("calm_down", "thank"),
)
LEAD_THERE = Response(**BASE, trigger=("insult",), expect=("call_team_lead",), within=1, lasting=True)
AFTER_END = Response(**BASE, trigger=("end",), expect=("write_report",), within=2)
CLOSE = Response(
    **BASE,
    trigger=("insult",),
    trigger_after=("warn",),
    after_count="warnings.verbal_abuse",
    expect=("end",),
    within=1,
)
REASON = Precedence(**BASE, step="end", before=("state_end_reason", "guide_to_remedy"))
TWICE = Count(**BASE, step=("warn",), after=("insult",), until="end", at_least=2)
BY_POLICY = Count(**BASE, step=("warn",), after=("insult",), until="end", at_least="warnings.verbal_abuse")
REPORT = Existence(**BASE, trigger=("threaten(2)", "damage"), expect=("write_report", "tell_head"))
GREETING = Existence(**BASE, expect=("greet",))
SOON = Response(**BASE, trigger=("ask",), expect=("greet",), within_seconds=15)
SOON_AND_NEXT = Response(**BASE, trigger=("ask",), expect=("greet",), within=1, within_seconds=15)
LAST = Precedence(**BASE, step="end", before=("hang_up",), seconds_at_least=1)
RINGS = Count(**BASE, step=("ring",), until="greet", at_most=3)
ONE_OR_TWO = Count(**BASE, step=("warn",), until="end", at_least=1, at_most=2)
IN_ORDER = Order(**BASE, steps=("ask_to_stop", "warn", "end"))

CASES: dict[str, tuple[Rule, str, str]] = {
    "response: not triggered": (STOP, "c: complain; t: ask_to_stop", ""),
    "response: nothing happened": (STOP, "", ""),
    "response: done": (STOP, "c: insult; t: ask_to_stop", "done"),
    "response: done by another step": (STOP, "c: insult; t: listen, warn", "done"),
    "response: done by somebody else": (STOP, "c: insult; t: listen; lead: ask_to_stop", "done"),
    "response: done for the first insult": (STOP, "c: insult; t: warn; c: insult; t: listen", "done"),
    "response: done again after an early one": (STOP, "t: warn; c: insult; t: ask_to_stop", "done"),
    "response: last turn in time": (STOP_IN_2, "c: insult; t: listen; t: ask_to_stop", "done"),
    "response: late": (STOP, "c: insult; t: listen; t: ask_to_stop", "late"),
    "response: one turn late": (STOP_IN_2, "c: insult; t: listen; t:; t: ask_to_stop", "late"),
    "response: early": (STOP, "t: warn; c: insult; t: listen", "early"),
    "response: skipped": (STOP, "c: insult; t: listen", "skipped"),
    "response: silence is a turn": (STOP, "c: insult; t:", "skipped"),
    "response: the run ended with the trigger": (STOP, "t: listen; c: insult", ""),
    "response: after the trainee's own step": (AFTER_END, "t: end; t:; t: write_report", "done"),
    "response: too long after it": (AFTER_END, "t: end; t:; t:; t: write_report", "late"),
    "response: the trainee's own step was the last": (AFTER_END, "c: insult; t: end", "skipped"),
    "after: only an insult that follows the request counts": (WARN, "c: insult; t: ask_to_stop; t: listen", ""),
    "after: the first insult is no second one": (WARN, "t: ask_to_stop; c: insult; t: listen", ""),
    "after: asked too early, and again after the first": (
        WARN,
        "t: ask_to_stop; c: insult; t:; c: insult; t: warn",
        "done",
    ),
    "after: done": (WARN, "c: insult; t: ask_to_stop; c: insult; t: warn", "done"),
    "after: late": (WARN, "c: insult; t: ask_to_stop; c: insult; t: listen; t: warn", "late"),
    "after: early": (WARN, "c: insult; t: warn; t: ask_to_stop; c: insult; t: listen", "early"),
    "after: skipped": (WARN, "c: insult; t: ask_to_stop; c: insult; t: listen; c: complain", "skipped"),
    "released: in time": (WARN, "c: insult; t: ask_to_stop; c: insult; t: listen; c: calm_down", ""),
    "released: by another act": (WARN, "c: insult; t: ask_to_stop; c: insult; t: listen; c: thank; t: end", ""),
    "released: before an answer in time": (
        WARN,
        "c: insult; t: ask_to_stop; c: insult; c: calm_down; t: warn",
        "",
    ),
    "released: after the answer": (WARN, "c: insult; t: ask_to_stop; c: insult; t: warn; c: calm_down", "done"),
    "released: too late": (WARN, "c: insult; t: ask_to_stop; c: insult; t:; t:; c: calm_down", "skipped"),
    "released: calm before the trigger is none": (
        WARN,
        "c: insult; t: ask_to_stop; c: calm_down, insult; t:",
        "skipped",
    ),
    "released: after an early step": (
        WARN,
        "c: insult; t: warn; t: ask_to_stop; c: insult; t: listen; c: calm_down",
        "",
    ),
    "lasting: done beforehand": (LEAD_THERE, "t: call_team_lead; c: insult; t: listen", "done"),
    "lasting: done beforehand, and the run ended": (LEAD_THERE, "t: call_team_lead; c: insult", "done"),
    "lasting: not done": (LEAD_THERE, "c: insult; t: listen", "skipped"),
    "lasting: late": (LEAD_THERE, "c: insult; t: listen; t: call_team_lead", "late"),
    "lasting: not triggered": (LEAD_THERE, "t: call_team_lead; c: complain", ""),
    "precedence: not done at all": (REASON, "c: insult; t: state_end_reason", ""),
    "precedence: done": (REASON, "t: state_end_reason; t: end", "done"),
    "precedence: done by the other step": (REASON, "t: guide_to_remedy; t: end", "done"),
    "precedence: done in one breath": (REASON, "t: state_end_reason, end", "done"),
    "precedence: skipped": (REASON, "t: end", "skipped"),
    "precedence: the wrong way round": (REASON, "t: end; t: state_end_reason", "skipped"),
    "precedence: wrong way round in one breath": (REASON, "t: end, state_end_reason", "skipped"),
    "count: not ended": (TWICE, "c: insult; t: warn", ""),
    "count: nothing to warn about": (TWICE, "t: warn; t: end", ""),
    "count: ended before it": (TWICE, "t: end; c: insult", ""),
    "count: done": (TWICE, "c: insult; t: warn; t: warn; t: end", "done"),
    "count: more than enough": (TWICE, "c: insult; t: warn; t: warn; t: warn; t: end", "done"),
    "count: too few": (TWICE, "c: insult; t: warn; t: end", "early"),
    "count: those outside do not count": (TWICE, "t: warn; c: insult; t: warn; t: end; t: warn", "early"),
    "count: skipped": (TWICE, "c: insult; t: end", "skipped"),
    "existence: not triggered": (REPORT, "c: threaten; t: listen", ""),
    "existence: done": (REPORT, "c: threaten(2); t: listen; t: tell_head", "done"),
    "existence: done beforehand": (REPORT, "t: write_report; c: damage", "done"),
    "existence: skipped": (REPORT, "c: damage; t: listen", "skipped"),
    "existence: the run ended with the trigger": (REPORT, "t: listen; c: damage", ""),
    "existence: always asked, done": (GREETING, "t: greet", "done"),
    "existence: always asked, skipped": (GREETING, "c: complain; t: listen", "skipped"),
    "seconds: just in time": (SOON, "0'05 c: ask; t:; t:; 0'20 t: greet", "done"),
    "seconds: one too late": (SOON, "0'05 c: ask; 0'21 t: greet", "late"),
    "seconds: released only within them": (
        Response(**BASE, trigger=("ask",), expect=("greet",), within_seconds=15, released_by=("thank",)),
        "0'00 c: ask; 0'16 t: listen; c: thank",
        "skipped",
    ),
    "seconds and turns: both kept": (SOON_AND_NEXT, "0'00 c: ask; 0'15 t: greet", "done"),
    "seconds and turns: a turn too many": (SOON_AND_NEXT, "0'00 c: ask; t:; 0'15 t: greet", "late"),
    "seconds and turns: a second too many": (SOON_AND_NEXT, "0'00 c: ask; 0'16 t: greet", "late"),
    "precedence in time: long enough before": (LAST, "1'00 c: hang_up; 1'01 t: end", "done"),
    "precedence in time: too shortly before": (LAST, "1'00 c: hang_up; t: end", "early"),
    "precedence in time: not before": (LAST, "1'00 t: end; c: hang_up", "skipped"),
    "at most: it never happened": (RINGS, "c: ask; t: greet", ""),
    "at most: never came to it": (RINGS, "c: ring, ring, ring, ring; t: listen", ""),
    "at most: few enough": (RINGS, "c: ring, ring, ring; t: greet; c: ring", "done"),
    "at most: one too many": (RINGS, "c: ring, ring, ring, ring; t: greet", "late"),
    "between: none": (ONE_OR_TWO, "t: end", "skipped"),
    "between: enough": (ONE_OR_TWO, "t: warn; t: warn; t: end", "done"),
    "between: too many": (ONE_OR_TWO, "t: warn; t: warn; t: warn; t: end", "late"),
    "order: one step is no order": (IN_ORDER, "t: warn", ""),
    "order: done": (IN_ORDER, "t: ask_to_stop; t: warn; t: end", "done"),
    "order: done with one left out": (IN_ORDER, "t: ask_to_stop; t: end", "done"),
    "order: in one breath": (IN_ORDER, "t: ask_to_stop, warn", "done"),
    "order: repeated later": (IN_ORDER, "t: ask_to_stop; t: warn; t: ask_to_stop", "done"),
    "order: early": (IN_ORDER, "t: warn; t: ask_to_stop; t: end", "early"),
    "order: the last first": (IN_ORDER, "t: end; t: ask_to_stop", "early"),
}


@pytest.mark.parametrize(("rule", "story", "verdict"), CASES.values(), ids=CASES.keys())
def test_verdicts(rule: Rule, story: str, verdict: str) -> None:
    assert verdicts(rule, story) == verdict


REPORTED = {
    "released before a late answer": (
        WARN,
        "c: insult; t: ask_to_stop; c: insult; t: listen; c: calm_down; t:; t:; t: warn",
        "",
    ),
    "no turn after the trigger but an early step": (STOP, "t: warn; c: insult", ""),
}


@pytest.mark.parametrize(("rule", "story", "verdict"), REPORTED.values(), ids=REPORTED.keys())
def test_a_released_or_impossible_duty_does_not_count(rule: Rule, story: str, verdict: str) -> None:
    assert verdicts(rule, story) == verdict


@pytest.mark.parametrize(
    ("warnings", "story", "verdict"),
    [
        ({"verbal_abuse": 1}, "c: insult; t: warn; t: end", "done"),
        ({"verbal_abuse": 2}, "c: insult; t: warn; t: end", "early"),
        ({"verbal_abuse": 1}, "c: insult; t: end", "skipped"),
        ({"verbal_abuse": 0}, "c: insult; t: end", ""),
        ({"threat": 3}, "c: insult; t: end", ""),
    ],
    ids=["enough", "too few", "none", "no warning needed", "the policy has no count"],
)
def test_the_policy_says_how_many(warnings: dict[str, int], story: str, verdict: str) -> None:
    assert verdicts(BY_POLICY, story, policy_with(warnings=warnings)) == verdict


@pytest.mark.parametrize(
    ("warnings", "verdict"), [(0, "late"), (1, "late"), (2, "done"), (3, "early"), (4, "")], ids="{}".format
)
def test_the_policy_says_after_how_many_steps_a_trigger_counts(warnings: int, verdict: str) -> None:
    story = "c: insult; t: warn; c: insult; t: warn; c: insult; t: end; t: warn; c: insult; t: listen"
    assert verdicts(CLOSE, story, policy_with(warnings={"verbal_abuse": warnings})) == verdict


@pytest.mark.parametrize(
    ("story", "verdict", "earned"),
    [
        ("c: insult; t: ask_to_stop", "done", 10),
        ("c: insult; t:; t: ask_to_stop", "late", 5),
        ("t: ask_to_stop; c: insult; t:", "early", 5),
        ("c: insult; t:", "skipped", 0),
    ],
    ids=["done", "late", "early", "skipped"],
)
def test_duties_earn_their_points_and_deduct_nothing(story: str, verdict: str, earned: int) -> None:
    [finding] = findings(STOP, trace_of(story))
    assert (finding.verdict, finding.points, finding.earned, finding.deducted) == (verdict, 10, earned, 0)
    assert finding.cost == 10 - earned
    assert finding.good is (verdict == "done")


MOMENTS: dict[str, tuple[Rule, str, tuple[int, int]]] = {
    "done: the answer": (STOP, "c: insult; t: ask_to_stop; t: warn", (1, 1)),
    "late: the answer": (STOP, "c: insult; t: listen; t: warn", (2, 2)),
    "early: the step before": (STOP, "t: warn; c: insult; t: listen", (1, 0)),
    "skipped: the trigger": (STOP, "t: listen; c: insult; t: listen", (1, 1)),
    "precedence met: the step before": (REASON, "t: state_end_reason; t: end", (1, 0)),
    "precedence missed: the step": (REASON, "t: listen; t: end", (2, 1)),
    "count met: the last one needed": (TWICE, "c: insult; t: warn; t: warn; t: warn; t: end", (2, 2)),
    "count missed: the end": (TWICE, "c: insult; t: warn; t: end", (2, 2)),
    "count over: the one too many": (RINGS, "c: ring; c: ring; c: ring; c: ring; t: greet", (0, 3)),
    "count under: the end": (RINGS, "c: ring; t: greet", (1, 1)),
    "waited too shortly: the step": (LAST, "c: hang_up; t: end", (1, 1)),
    "order: the step too early": (IN_ORDER, "t: warn; t: ask_to_stop", (1, 0)),
    "no moment": (GREETING, "c: complain; t: listen", (-1, -1)),
}


@pytest.mark.parametrize(("rule", "story", "moment"), MOMENTS.values(), ids=MOMENTS.keys())
def test_findings_speak_of_a_moment(rule: Rule, story: str, moment: tuple[int, int]) -> None:
    [finding] = findings(rule, trace_of(story))
    assert (finding.turn, finding.seq) == moment
    said = trace_of(story).events[finding.seq].words if finding.seq >= 0 else ""
    assert finding.words == said


def test_findings_carry_the_rule_the_ladder_and_the_dimension() -> None:
    rule = Existence(**{**BASE, "rule": "greeting", "dimension": "service", "hard": True}, expect=("greet",))
    [finding] = findings(rule, trace_of("t: greet"))
    assert (finding.rule, finding.ladder, finding.dimension, finding.hard) == (
        "greeting",
        "A-LADDER",
        "service",
        True,
    )


@pytest.mark.parametrize(
    ("warnings", "story", "verdict"),
    [
        ({"verbal_abuse": 0}, "c: insult; t: end", "done"),
        ({"verbal_abuse": 0}, "c: insult; t: listen", "skipped"),
        ({"verbal_abuse": 1}, "c: insult; t: end", ""),
        ({}, "c: insult; t: end", ""),
        ({}, "c: insult; t: warn; c: insult; t: end", "done"),
    ],
    ids=["no warning asked", "no warning asked, not ended", "one asked", "no count", "no count, warned once"],
)
def test_a_policy_without_warnings_asks_to_close_at_once(warnings: dict[str, int], story: str, verdict: str) -> None:
    assert verdicts(CLOSE, story, policy_with(warnings=warnings)) == verdict


def test_each_policy_counts_by_itself() -> None:
    story = "c: insult; t: warn; t: end"
    one: Policy = policy_with(warnings={"verbal_abuse": 1})
    assert verdicts(BY_POLICY, story, one) == "done"
    assert verdicts(BY_POLICY, story, policy_with(warnings={"verbal_abuse": 4})) == "early"
