"""Judging a kept run again: what the manual of today, or another policy, would make of it."""

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from scoring.comparing import Change, changes
from scoring.grading import grade
from scoring.manual.manual import Manual
from scoring.scorecard import Scorecard
from simulator.problems import UserProblem
from simulator.records.model import Attempt, Summary

if TYPE_CHECKING:
    from simulator.records.store import Records


class Regraded(NamedTuple):
    """One run judged again: its card as kept, and as it would be now. hashes: of the scenario's versions it ran on."""

    attempt: Attempt
    summary: Summary
    before: Scorecard
    after: Scorecard
    hashes: tuple[str, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """Return the rules that are judged differently."""
        return changes(self.before, self.after)

    @property
    def same(self) -> bool:
        """Return whether nothing a reader of the card sees would change."""
        return not self.changes and (self.before.total, self.before.passed) == (self.after.total, self.after.passed)


def regraded(records: "Records", summary: Summary, manual: Manual, policy: str = "") -> Regraded:
    """Judge a kept run again from its journal, writing nothing; its own policy where none is named.

    Raises UserProblem where it has no score, its facts were not kept, or the policy is not in the manual.
    """
    if summary.scorecard is None:
        raise UserProblem("problem.no-score")
    attempt = records.attempt(summary.attempt)
    events = records.events(attempt.id)
    trace = attempt.trace(events, summary.ending, summary.outcome)
    if trace is None:
        raise UserProblem("problem.run-too-old")
    name = policy or attempt.policy
    if name not in manual.policies:
        raise UserProblem("problem.policy-unknown", name=name, known=", ".join(manual.policies))
    return Regraded(attempt, summary, summary.scorecard, grade(trace, manual, name), attempt.hashes(events))


def keep(records: "Records", found: Regraded) -> None:
    """Let the new judgement take the place of the old one. Raises UserProblem."""
    records.judge_again(msgspec.structs.replace(found.summary, scorecard=found.after))
