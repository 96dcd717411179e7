"""Grading: trace + manual + policy -> scorecard. The same three always give the same card."""

from scoring.manual.manual import Manual
from scoring.manual.model import Policy
from scoring.rules.judging import judge
from scoring.rules.model import DIMENSIONS, Dimension, Rule
from scoring.rules.reading import Reading
from scoring.scorecard import PASS_MARK, DimensionScore, Finding, Scorecard
from scoring.trace import Trace


def grade(trace: Trace, manual: Manual, policy_name: str = "") -> Scorecard:
    """Judge one run under a policy (the manual's default when none is named). Raises KeyError on an unknown one."""
    name = policy_name or manual.default_policy
    policy = manual.policies[name]
    ladders = manual.ladders_of(trace)
    reading = Reading(trace, manual.act_groups)
    findings: list[Finding] = []
    for ladder in ladders:
        for rule in ladder.rules:
            findings += judge(rule, ladder.ladder, reading, policy)
    findings += _prohibitions(manual, reading, policy)
    return _card(manual, name, tuple(ladder.ladder for ladder in ladders), tuple(findings))


def _prohibitions(manual: Manual, reading: Reading, policy: Policy) -> list[Finding]:
    rules: list[Rule] = [*manual.fault_rules, *manual.role_rules]
    return [finding for rule in rules for finding in judge(rule, "", reading, policy)]


def _card(manual: Manual, policy: str, ladders: tuple[str, ...], findings: tuple[Finding, ...]) -> Scorecard:
    dimensions = tuple(_dimension(dimension, findings) for dimension in DIMENSIONS)
    total = _score(
        sum(d.earned for d in dimensions),
        sum(d.possible for d in dimensions),
        sum(d.deducted for d in dimensions),
    )
    broken = any(finding.breaks for finding in findings)
    return Scorecard(
        policy=policy,
        manual_hash=manual.hash,
        policy_hash=manual.policy_hashes[policy],
        ladders=ladders,
        total=total,
        passed=total >= PASS_MARK and not broken,
        dimensions=dimensions,
        findings=findings,
    )


def _dimension(dimension: Dimension, findings: tuple[Finding, ...]) -> DimensionScore:
    mine = [finding for finding in findings if finding.dimension == dimension]
    earned, possible = sum(f.earned for f in mine), sum(f.points for f in mine)
    deducted = sum(f.deducted for f in mine)
    score = _score(earned, possible, deducted) if mine else None
    rules = tuple(dict.fromkeys(finding.rule for finding in mine))
    return DimensionScore(dimension, earned, possible, deducted, score, rules)


def _score(earned: int, possible: int, deducted: int) -> int:
    reached = 100 * earned // possible if possible else 100
    return max(0, min(100, reached - deducted))
