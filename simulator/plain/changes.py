"""A rule that two judgements see differently, in one line."""

from scoring.comparing import Change
from scoring.manual.manual import Manual
from scoring.scorecard import Finding
from simulator.explaining import requirement
from simulator.texts import say


def change_line(change: Change, manual: Manual) -> str:
    """Return the requirement, how it was judged and how it would be."""
    return say(
        "regrade.change",
        asks=requirement(change.rule, manual),
        before=_judged(change.before),
        after=_judged(change.after),
    )


def _judged(findings: tuple[Finding, ...]) -> str:
    return ", ".join(_points(finding) for finding in findings) or say("regrade.not-called")


def _points(finding: Finding) -> str:
    points = f"-{finding.deducted}" if finding.deducted else f"{finding.earned}/{finding.points}"
    return f"{say(f'verdict.{finding.verdict}')} {points}"
