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
    automatic_recording, bell: whether the policy records every call by itself; whether there is an emergency bell.
    policy_asks: a number of the policy ("warnings.verbal_abuse") that has to be above zero.
    ending: whether a justified ending is under way by then: the reason was stated after conduct that justifies it.
    cause: whether there is cause to end the talk: conduct that justifies it, and the person has not calmed down since.
    leave: whether the complainant has taken leave (thanked, hung up) since the last such conduct.
    closable, mass: whether the petition may be closed as repeated; whether it is a joint petition of many.
    """

    legitimate: bool | None = None
    danger: bool | None = None
    automatic_recording: bool | None = None
    channels: tuple[Channel, ...] = ()
    unless: tuple[str, ...] = ()
    minutes_at_least: int | str | None = None
    minutes_below: int | str | None = None
    policy_asks: str = ""
    bell: bool | None = None
    ending: bool | None = None
    cause: bool | None = None
    leave: bool | None = None
    closable: bool | None = None
    mass: bool | None = None


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
    """After the first `trigger`, one of `expect` within so many trainee turns, seconds, or both.

    done, late, early, skipped. within: turns; within_seconds: seconds of the story, a number or one of a service
    standard ("standards.visit_greeting.seconds"). At least one of the two is given.
    trigger_after: only a trigger that comes again counts, later than one of these steps ("insult again after the
    request to stop"): the first trigger of a run never does, so that nothing is lost by asking too early;
    after_count: later than so many of them, a number or a field of the policy ("warnings.verbal_abuse").
    lasting: the step holds once done (the lead is there already): before the trigger it is done in full, never early.
    released_by: acts that release the duty when they come in time and before it is met ("calm_down").
    A policy that asks for none ("warnings.verbal_abuse" is 0) sets the duty off with the first trigger.
    """

    trigger: tuple[str, ...]
    expect: tuple[str, ...]
    within: int | None = None
    within_seconds: int | str | None = None
    trigger_after: tuple[str, ...] = ()
    after_count: int | str = 1
    released_by: tuple[str, ...] = ()
    lasting: bool = False


class Precedence(RuleBase, frozen=True, tag="precedence"):
    """When the trainee first does `step`, one of `before` must have happened earlier. done, skipped.

    early: too shortly before. seconds_at_least: how long before, in seconds of the story, a number or one of a
    service standard.
    """

    step: str
    before: tuple[str, ...]
    seconds_at_least: int | str = 0


class Count(RuleBase, frozen=True, tag="count"):
    """Between the first `after` (none: the start) and `until`, `step` so often. done, early, skipped, late.

    With no more than `at_most` it is not called for where `step` never happens.
    at_least: fewer is early, none is skipped. at_most: more is late. Numbers, "warnings.<conduct>" of the policy, or
    one of a service standard ("standards.pick_up.rings").
    """

    step: tuple[str, ...]
    until: str
    after: tuple[str, ...] = ()
    at_least: int | str = 0
    at_most: int | str | None = None


class Existence(RuleBase, frozen=True, tag="existence"):
    """If `trigger` happened (none: always), one of `expect` anywhere in the run. done, skipped."""

    expect: tuple[str, ...]
    trigger: tuple[str, ...] = ()


class Order(RuleBase, frozen=True, tag="order"):
    """Of `steps`, those done must be done in this order (counts from two on). done, early."""

    steps: tuple[str, ...]


class Absence(RuleBase, frozen=True, tag="absence"):
    """The trainee does none of `names` (after `trigger`, if one is given). forbidden."""

    names: tuple[str, ...]
    trigger: tuple[str, ...] = ()


class Needless(RuleBase, frozen=True, tag="needless"):
    """The trainee first does `step` only after one of `causes`. needless.

    early: a cause came later; it is told and costs nothing.
    """

    step: str
    causes: tuple[str, ...]


class OutcomeRule(RuleBase, frozen=True, tag="outcome"):
    """The run must not come out like this. forbidden."""

    outcomes: tuple[Outcome, ...]


class RoleRule(RuleBase, frozen=True, tag="role"):
    """`step` only by one of `by`, where a trainee does it or gives it to somebody. wrong_role."""

    step: str
    by: tuple[Role, ...]


Rule = Response | Precedence | Count | Existence | Order | Absence | Needless | OutcomeRule | RoleRule
