"""Judging one rule of one's own against a story."""

from typing import Any

import msgspec

from scoring.evidence import Basis
from scoring.manual.model import Policy
from scoring.manual.reader import shipped_manual
from scoring.rules.judging import judge
from scoring.rules.model import Rule
from scoring.rules.reading import Reading
from scoring.scorecard import Finding
from scoring.texts import Text
from scoring.trace import Trace
from tests.scoring.traces import trace_of

BASE: dict[str, Any] = {
    "rule": "a-rule",
    "dimension": "procedure",
    "points": 10,
    "asks": Text("하나"),
    "says": {},
    "basis": (Basis("D"),),
}


def policy_with(**changes: Any) -> Policy:
    """Return the default policy with some fields changed."""
    manual = shipped_manual()
    return msgspec.structs.replace(manual.policies[manual.default_policy], **changes)


def findings(rule: Rule, trace: Trace, policy: Policy | None = None) -> list[Finding]:
    """Judge one rule."""
    return judge(
        rule,
        "A-LADDER",
        Reading(trace, shipped_manual().act_groups),
        policy or policy_with(),
    )


def verdicts(rule: Rule, story: str, policy: Policy | None = None) -> str:
    """Judge one rule against a story on the phone: its verdicts, "" when it was not called for."""
    return " ".join(finding.verdict for finding in findings(rule, trace_of(story), policy))
