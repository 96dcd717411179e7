"""The scorecard: what the rules say of one run, and what it adds up to."""

import msgspec

from scoring.rules.model import Dimension, Verdict

PASS_MARK = 70


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one rule says of one trace.

    earned of points: what a duty brought in; deducted: what a violation cost.
    turn, seq, words: the moment it speaks of (turn -1: no single moment).
    """

    rule: str
    ladder: str
    dimension: Dimension
    verdict: Verdict
    points: int = 0
    earned: int = 0
    deducted: int = 0
    hard: bool = False
    turn: int = -1
    seq: int = -1
    words: str = ""

    @property
    def good(self) -> bool:
        """Return whether the requirement was met in full."""
        return self.verdict == "done"

    @property
    def breaks(self) -> bool:
        """Return whether this fails the run by itself: a hard rule not met (a step done too early is done)."""
        return self.hard and self.verdict not in ("done", "early")

    @property
    def cost(self) -> int:
        """Return the points this finding took away."""
        return self.points - self.earned + self.deducted


class DimensionScore(msgspec.Struct, frozen=True):
    """One dimension, 0 to 100; `score` is None where nothing was asked and nothing went wrong.

    rules: those that counted here, in the order of their findings.
    """

    dimension: Dimension
    earned: int
    possible: int
    deducted: int
    score: int | None
    rules: tuple[str, ...] = ()


class Scorecard(msgspec.Struct, frozen=True):
    """The judgement of one run.

    total = 100 x points earned / points asked for, less deductions, between 0 and 100.
    passed: the total reaches the pass mark and no hard rule is broken.
    manual_hash, policy_hash: of what it was judged by ("" on cards from before the policy's was kept).
    """

    policy: str
    manual_hash: str
    ladders: tuple[str, ...]
    total: int
    passed: bool
    dimensions: tuple[DimensionScore, ...]
    findings: tuple[Finding, ...]
    pass_mark: int = PASS_MARK
    policy_hash: str = ""

    @property
    def hard_fails(self) -> tuple[str, ...]:
        """Return the rules whose breach fails the run by itself."""
        return tuple(dict.fromkeys(f.rule for f in self.findings if f.breaks))
