"""Prohibitions (absence, needless, outcome, role): they never earn, and each violation deducts."""

import pytest

from scoring.rules.model import Absence, Needless, OutcomeRule, RoleRule, Rule
from scoring.trace import Outcome
from tests.scoring.rules.judged import BASE, findings, policy_with, verdicts
from tests.scoring.traces import trace_of

NO_QUARREL = Absence(**BASE, names=("argue", "insult_back"))
NO_HANGING_UP = Absence(**BASE, trigger=("hint_self_harm",), names=("end",))
POLICE = Needless(**BASE, step="call_112", causes=("threaten(2)", "assault"))
LEAD_ONLY = RoleRule(**BASE, step="ban_entry", by=("head", "agency"))
ENDING = RoleRule(**BASE, step="end", by=("clerk",))

CASES: dict[str, tuple[Rule, str, str]] = {
    "absence: nothing of the kind": (NO_QUARREL, "c: insult; t: ask_to_stop", ""),
    "absence: forbidden": (NO_QUARREL, "t: argue", "forbidden"),
    "absence: once for each": (NO_QUARREL, "t: argue; t: argue, insult_back", "forbidden forbidden forbidden"),
    "absence: not triggered": (NO_HANGING_UP, "c: insult; t: end", ""),
    "absence: before the trigger": (NO_HANGING_UP, "t: end; c: hint_self_harm; t: refer_109", ""),
    "absence: after the trigger": (NO_HANGING_UP, "c: hint_self_harm; t: listen; t: end", "forbidden"),
    "needless: not done": (POLICE, "c: complain; t: listen", ""),
    "needless: with a cause": (POLICE, "c: threaten(2); t: call_112", ""),
    "needless: without any cause": (POLICE, "c: complain; t: call_112", "needless"),
    "needless: below the level of a cause": (POLICE, "c: threaten(1); t: call_112", "needless"),
    "needless: before its cause": (POLICE, "t: call_112; c: assault; t: call_112", "early"),
    "needless: the cause comes in the same breath": (POLICE, "c: assault; t: call_112", ""),
    "role: not done": (LEAD_ONLY, "t: listen", ""),
    "role: by the right person": (LEAD_ONLY, "head: ban_entry", ""),
    "role: by somebody whom nobody told": (LEAD_ONLY, "lead: ban_entry", ""),
    "absence: by somebody else": (NO_HANGING_UP, "c: hint_self_harm; t: listen; lead: end", ""),
    "needless: by somebody else": (POLICE, "c: complain; colleague: call_112", ""),
    "role: by the wrong one": (LEAD_ONLY, "t: ban_entry", "wrong_role"),
    "role: each time": (LEAD_ONLY, "t: ban_entry; lead> ban_entry; head> ban_entry", "wrong_role wrong_role"),
}


@pytest.mark.parametrize(("rule", "story", "verdict"), CASES.values(), ids=CASES.keys())
def test_verdicts(rule: Rule, story: str, verdict: str) -> None:
    assert verdicts(rule, story) == verdict


def test_too_early_a_call_is_told_and_costs_nothing() -> None:
    [found] = findings(POLICE, trace_of("t: call_112; c: assault; t: listen"))
    assert (found.verdict, found.cost, found.breaks, found.good, found.seq) == ("early", 0, False, False, 0)


def test_the_policy_says_who_may_end() -> None:
    assert verdicts(ENDING, "t: end", policy_with(end_by=("lead", "head"))) == "wrong_role"
    assert verdicts(ENDING, "lead: end", policy_with(end_by=("lead", "head"))) == ""


def test_violations_deduct_their_points_at_their_moment_and_earn_nothing() -> None:
    found = findings(NO_QUARREL, trace_of("c: complain; t: argue; c: insult; t: insult_back"))
    assert [(f.seq, f.turn, f.points, f.earned, f.deducted, f.cost) for f in found] == [
        (1, 1, 0, 0, 10, 10),
        (3, 2, 0, 0, 10, 10),
    ]
    assert not any(finding.good for finding in found)


@pytest.mark.parametrize(
    ("outcome", "verdicts"),
    [("harm", ["forbidden"]), ("unresolved", ["forbidden"]), ("resolved", []), ("", [])],
)
def test_outcomes_that_must_not_be(outcome: Outcome, verdicts: list[str]) -> None:
    rule = OutcomeRule(**BASE, outcomes=("harm", "unresolved"))
    found = findings(rule, trace_of("c: complain; t: listen; c: assault", outcome=outcome))
    assert [finding.verdict for finding in found] == verdicts
    assert [(finding.deducted, finding.seq) for finding in found] == [(10, 2)] * len(verdicts)
