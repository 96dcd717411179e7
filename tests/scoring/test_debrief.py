"""The debrief: the curve, its turning points, the costliest and the best moments."""

import pytest

from scoring.debrief import Advice, CurvePoint, Debrief, TurningPoint, curve_of, debrief
from scoring.grading import grade
from scoring.manual.reader import shipped_manual
from scoring.scorecard import Finding, Scorecard
from tests.scoring.traces import trace_of

CURVED = """
    c: complain         | 60 40 10
    t: argue            | 75 40 10
    c: insult           | 80 35 10
    t: listen           | 71 44 10
    c: complain         | 71 44 30
    t: explain_rule     | 71 44 30
    c: calm_down        | 71 54 30
"""


def card_with(*findings: Finding) -> Scorecard:
    return Scorecard("P", "hash", (), 0, False, (), findings)


def finding(
    rule: str, *, cost: int = 0, earned: int = 0, hard: bool = False, early: bool = False, seq: int = 1
) -> Finding:
    """Make a finding that lost `cost` points, or earned some and lost none."""
    return Finding(
        rule=rule,
        ladder="",
        dimension="procedure",
        verdict="early" if early else "done" if earned else "skipped",
        points=earned or cost,
        earned=earned,
        hard=hard,
        turn=1,
        seq=seq,
    )


def debrief_of(*findings: Finding, most: int = 2) -> Debrief:
    return debrief(trace_of("c: complain; t: listen").events, card_with(*findings), {}, most)


def names(debriefed: Debrief) -> tuple[list[str], list[str]]:
    """Return the rules of the costliest and the best moments."""
    costliest, best = ([m.finding.rule for m in moments] for moments in (debriefed.costliest, debriefed.best))
    return costliest, best


def test_the_curve_holds_the_meters_at_the_end_of_every_turn() -> None:
    assert curve_of(trace_of(CURVED).events) == (
        CurvePoint(0, 60, 40, 10),
        CurvePoint(1, 80, 35, 10),
        CurvePoint(2, 71, 44, 30),
        CurvePoint(3, 71, 54, 30),
    )
    assert curve_of([]) == ()


def test_turning_points_are_turns_that_changed_anger_or_trust_by_ten() -> None:
    """Turn 1 raised the anger by 20, turn 2 changed everything by 9, turn 3 raised the trust by 10."""
    trace = trace_of(CURVED)
    assert debrief(trace.events, grade(trace, shipped_manual()), {}).turning_points == (
        TurningPoint(1, 20, -5, trace.events[1].words),
        TurningPoint(3, 0, 10, trace.events[5].words),
    )


@pytest.mark.parametrize(
    ("meters", "turns"),
    [("60 50 50", 1), ("40 50 50", 1), ("50 40 50", 1), ("59 41 50", 0), ("50 50 90", 0)],
    ids=["angrier", "calmer", "less trust", "not enough", "fear is no mood"],
)
def test_what_counts_as_a_turning_point(meters: str, turns: int) -> None:
    trace = trace_of(f"c: complain | 50 50 50; t: listen | {meters}")
    assert len(debrief(trace.events, card_with(), {}).turning_points) == turns


def test_the_costliest_come_hard_first_then_by_cost_then_by_time() -> None:
    small_but_hard = finding("hard", cost=5, hard=True, seq=9)
    late, early = finding("late", cost=10, seq=7), finding("early", cost=10, seq=3)
    dear = finding("dear", cost=20, seq=8)
    costliest, best = names(debrief_of(late, dear, early, small_but_hard, most=4))
    assert (costliest, best) == (["hard", "dear", "early", "late"], [])


def test_the_best_come_by_points_then_by_time() -> None:
    findings = [finding("later", earned=10, seq=5), finding("more", earned=15), finding("sooner", earned=10, seq=2)]
    assert names(debrief_of(*findings, most=3)) == ([], ["more", "sooner", "later"])


def test_a_hard_rule_that_was_kept_is_not_costly() -> None:
    assert names(debrief_of(finding("kept", earned=20, hard=True))) == ([], ["kept"])


def test_a_hard_rule_that_was_met_too_early_is_costly_but_not_first() -> None:
    early = finding("too early", cost=5, hard=True, early=True)
    assert names(debrief_of(early, finding("lost", cost=9)))[0] == ["lost", "too early"]


def test_at_most_so_many_moments() -> None:
    findings = [finding(f"lost-{n}", cost=n) for n in (1, 2, 3)] + [finding(f"kept-{n}", earned=n) for n in (1, 2, 3)]
    assert names(debrief_of(*findings)) == (["lost-3", "lost-2"], ["kept-3", "kept-2"])
    assert names(debrief_of(*findings, most=1)) == (["lost-3"], ["kept-3"])


def test_moments_carry_the_authors_advice_by_the_event_they_speak_of() -> None:
    trace = trace_of("c: complain; t: argue")
    advice = {1: Advice(why="다투었습니다.", better="많이 놀라셨지요.")}
    [moment] = debrief(trace.events, card_with(finding("a", cost=3, seq=1)), advice).costliest
    assert (moment.advice, moment.heard) == (advice[1], False)
    [moment] = debrief(trace.events, card_with(finding("a", cost=3, seq=0)), advice).costliest
    assert (moment.advice, moment.heard) == (Advice(), True)
    [moment] = debrief(trace.events, card_with(finding("a", cost=3, seq=-1)), advice).costliest
    assert (moment.advice, moment.heard) == (Advice(), False)


def test_a_run_from_the_trace_to_the_debrief() -> None:
    trace = trace_of("c: complain; t: listen; c: insult; t: insult_back; c: insult; t: end")
    costliest, best = names(debrief(trace.events, grade(trace, shipped_manual()), {}))
    assert costliest[0] == "ev-end-reason"
    assert best == ["ev-listen"]


def test_a_turn_with_a_fault_or_with_better_words_is_no_best_moment() -> None:
    trace = trace_of("c: complain; t: apologise, argue; t: listen; t: explain_rule")
    faulty, plain, improvable = (event.seq for event in trace.events if event.kind == "said")
    card = card_with(
        finding("apology", earned=9, seq=faulty),
        finding("heard", earned=5, seq=plain),
        finding("told", earned=7, seq=improvable),
    )
    advice = {improvable: Advice(better="먼저 들으세요."), plain: Advice(why="들었습니다.")}
    assert [moment.finding.rule for moment in debrief(trace.events, card, advice).best] == ["heard"]
