"""The kinds of rule a ladder may hold. `judging` reads a trace against each.

Duties (response, precedence, count, existence, order) count only when their trigger happened: then they can
earn their points. Prohibitions (absence, needless, outcome, role) never earn; each violation deducts their points.
"""

from typing import Literal

import msgspec

from scoring.evidence import Basis
from scoring.texts import Text
from scoring.trace import Channel, Outcome, Role

Dimension = Literal["de_escalation", "procedure", "service", "safety", "law"]
DIMENSIONS: tuple[Dimension, ...] = ("de_escalation", "procedure", "service", "safety", "law")
Verdict = Literal["done", "late", "early", "skipped", "wrong_role", "forbidden", "needless"]
VERDICTS: tuple[Verdict, ...] = ("done", "late", "early", "skipped", "wrong_role", "forbidden", "needless")


class Context(msgspec.Struct, frozen=True):
    """When a rule applies, asked at the judged moment; what is left out does not matter.

    danger: whether people are in imminent danger by then. unless: acts, steps or faults that suspend the rule
    once they have happened. minutes_*: story minutes, a number or a field of the policy ("end_minutes").
    automatic_recording: whether the policy records every call by itself.
    policy_asks: a number of the policy ("warnings.verbal_abuse") that has to be above zero.
    """

    legitimate: bool | None = None
    danger: bool | None = None
    automatic_recording: bool | None = None
    channels: tuple[Channel, ...] = ()
    unless: tuple[str, ...] = ()
    minutes_at_least: int | str | None = None
    minutes_below: int | str | None = None
    policy_asks: str = ""


class RuleBase(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """What every rule has.

    asks: the requirement in one sentence. says: a sentence for each verdict this kind can give.
    points: what it can earn (duties) or what one violation deducts (prohibitions). hard: failing it fails the run.
    """

    rule: str
    dimension: Dimension
    points: int
    asks: Text
    says: dict[Verdict, Text]
    basis: tuple[Basis, ...]
    hard: bool = False
    when: Context = Context()


class Response(RuleBase, frozen=True, tag="response"):
    """After the first `trigger`, one of `expect` within so many trainee turns. done, late, early, skipped.

    trigger_after: only a trigger later than one of these steps counts ("insult again after the request to stop");
    after_count: later than so many of them, a number or a field of the policy ("warnings.verbal_abuse").
    lasting: the step holds once done (the lead is there already), so doing it before the trigger is done in full.
    released_by: acts that release the duty when they come before it is met ("calm_down").
    """

    trigger: tuple[str, ...]
    expect: tuple[str, ...]
    within: int
    trigger_after: tuple[str, ...] = ()
    after_count: int | str = 1
    released_by: tuple[str, ...] = ()
    lasting: bool = False


class Precedence(RuleBase, frozen=True, tag="precedence"):
    """When `step` is first done, one of `before` must have been done earlier. done, skipped."""

    step: str
    before: tuple[str, ...]


class Count(RuleBase, frozen=True, tag="count"):
    """Between the first `after` and the step `until`, `step` at least so often. done, early, skipped.

    at_least: a number, or "warnings.<conduct>" of the policy.
    """

    step: tuple[str, ...]
    after: tuple[str, ...]
    until: str
    at_least: int | str


class Existence(RuleBase, frozen=True, tag="existence"):
    """If `trigger` happened (none: always), one of `expect` anywhere in the run. done, skipped."""

    expect: tuple[str, ...]
    trigger: tuple[str, ...] = ()


class Order(RuleBase, frozen=True, tag="order"):
    """Of `steps`, those done must be done in this order (counts from two on). done, early."""

    steps: tuple[str, ...]


class Absence(RuleBase, frozen=True, tag="absence"):
    """None of `names` (after `trigger`, if one is given). forbidden."""

    names: tuple[str, ...]
    trigger: tuple[str, ...] = ()


class Needless(RuleBase, frozen=True, tag="needless"):
    """`step` is first done only after one of `causes`. needless."""

    step: str
    causes: tuple[str, ...]


class OutcomeRule(RuleBase, frozen=True, tag="outcome"):
    """The run must not come out like this. forbidden."""

    outcomes: tuple[Outcome, ...]


class RoleRule(RuleBase, frozen=True, tag="role"):
    """`step` only by one of `by`. wrong_role."""

    step: str
    by: tuple[Role, ...]


Rule = Response | Precedence | Count | Existence | Order | Absence | Needless | OutcomeRule | RoleRule
