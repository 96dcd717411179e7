"""Two judgements side by side: what a changed manual, or another choice, would have changed."""

import msgspec

from scoring.scorecard import Finding, Scorecard


class Change(msgspec.Struct, frozen=True):
    """One rule that two cards judge differently. before, after: its findings, empty where it was not called for."""

    rule: str
    before: tuple[Finding, ...]
    after: tuple[Finding, ...]

    @property
    def gained(self) -> int:
        """Return how many points less the rule takes away afterwards (negative: more)."""
        return sum(finding.cost for finding in self.before) - sum(finding.cost for finding in self.after)


def changes(before: Scorecard, after: Scorecard) -> tuple[Change, ...]:
    """Return the rules that two cards judge differently, those that gain most first; the moment does not matter."""
    names = dict.fromkeys(finding.rule for card in (before, after) for finding in card.findings)
    found = (Change(name, _of(before, name), _of(after, name)) for name in names)
    differing = [change for change in found if _judged(change.before) != _judged(change.after)]
    return tuple(sorted(differing, key=lambda change: (-change.gained, change.rule)))


def _of(card: Scorecard, rule: str) -> tuple[Finding, ...]:
    return tuple(finding for finding in card.findings if finding.rule == rule)


def _judged(findings: tuple[Finding, ...]) -> list[tuple[str, int, int, bool]]:
    return [(finding.verdict, finding.earned, finding.cost, finding.hard) for finding in findings]
