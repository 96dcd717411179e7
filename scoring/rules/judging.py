"""Judging one rule: each kind of rule against an indexed trace. No rule knows another."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from scoring.manual.model import Policy
from scoring.rules.model import (
    Absence,
    Count,
    Existence,
    Needless,
    Order,
    OutcomeRule,
    Precedence,
    Response,
    RoleRule,
    Rule,
    RuleBase,
    Verdict,
)
from scoring.rules.reading import Occurrence, Reading
from scoring.scorecard import Finding
from scoring.trace import Trace, is_by_trainee

_EARNED = {"done": 1.0, "late": 0.5, "early": 0.5, "skipped": 0.0}


def judge(rule: Rule, ladder: str, reading: Reading, policy: Policy) -> list[Finding]:
    """Return what `rule` says of the trace: nothing when it was not called for."""
    if not _applies_to_run(rule, reading.trace, policy):
        return []
    return _JUDGES[type(rule)](rule, ladder, reading, policy)


def _applies_to_run(rule: RuleBase, trace: Trace, policy: Policy) -> bool:
    when = rule.when
    if when.legitimate is not None and when.legitimate != trace.legitimate:
        return False
    if when.automatic_recording is not None and when.automatic_recording != policy.automatic_recording:
        return False
    if when.policy_asks and number_of(when.policy_asks, policy) <= 0:
        return False
    return not when.channels or trace.channel in when.channels


def _applies_at(rule: RuleBase, reading: Reading, moment: Occurrence | None, policy: Policy) -> bool:
    """Ask the context at a moment (None: the whole run)."""
    when = rule.when
    if moment is None:
        return True
    if when.danger is not None and when.danger != reading.in_danger_by(moment.order):
        return False
    suspended = reading.first(when.unless) if when.unless else None
    if suspended is not None and suspended.order <= moment.order:
        return False
    minutes = moment.event.seconds // 60
    if when.minutes_at_least is not None and minutes < number_of(when.minutes_at_least, policy):
        return False
    return when.minutes_below is None or minutes < number_of(when.minutes_below, policy)


def number_of(value: int | str, policy: Policy) -> int:
    """Return a number, or what the policy says under a name: "end_minutes", "warnings.verbal_abuse"."""
    if isinstance(value, int):
        return value
    name, _, key = value.partition(".")
    found = getattr(policy, name)
    return int(found.get(key, 0) if key else found)


def _duty(rule: RuleBase, ladder: str, verdict: Verdict, moment: Occurrence | None) -> list[Finding]:
    earned = int(rule.points * _EARNED[verdict])
    return [_finding(rule, ladder, verdict, moment, points=rule.points, earned=earned)]


def _violation(rule: RuleBase, ladder: str, verdict: Verdict, moment: Occurrence) -> Finding:
    return _finding(rule, ladder, verdict, moment, deducted=rule.points)


def _finding(rule: RuleBase, ladder: str, verdict: Verdict, moment: Occurrence | None, **points: int) -> Finding:
    event = moment.event if moment else None
    return Finding(
        rule=rule.rule,
        ladder=ladder,
        dimension=rule.dimension,
        verdict=verdict,
        hard=rule.hard,
        turn=event.turn if event else -1,
        seq=event.seq if event else -1,
        words=event.words if event else "",
        **points,
    )


def _response(rule: Response, ladder: str, reading: Reading, policy: Policy) -> list[Finding]:
    trigger = _trigger(rule, reading, policy)
    if trigger is None or not _applies_at(rule, reading, trigger, policy):
        return []
    answer = reading.first(rule.expect, after=trigger.order)
    if answer is not None and answer.event.turn - trigger.event.turn <= rule.within:
        return _duty(rule, ladder, "done", answer)
    before = reading.first(rule.expect)
    done_before = before is not None and before.order < trigger.order
    if done_before and rule.lasting:
        return _duty(rule, ladder, "done", before)
    if _is_released(rule, trigger, reading) or not _had_a_turn_after(trigger, reading):
        return []
    if answer is not None:
        return _duty(rule, ladder, "late", answer)
    return _duty(rule, ladder, "early" if done_before else "skipped", before if done_before else trigger)


def _trigger(rule: Response, reading: Reading, policy: Policy) -> Occurrence | None:
    if not rule.trigger_after:
        return reading.first(rule.trigger)
    wanted = max(1, number_of(rule.after_count, policy))
    limits = reading.all_of(rule.trigger_after)
    return reading.first(rule.trigger, after=limits[wanted - 1].order) if len(limits) >= wanted else None


def _is_released(rule: Response, trigger: Occurrence, reading: Reading) -> bool:
    """Tell whether the complainant let go within the time the trainee had."""
    release = reading.first(rule.released_by, after=trigger.order) if rule.released_by else None
    return release is not None and release.event.turn - trigger.event.turn <= rule.within


def _had_a_turn_after(moment: Occurrence, reading: Reading) -> bool:
    """Tell whether the trainee could still answer: the run did not end with the trigger."""
    return is_by_trainee(moment.event) or reading.last_turn > moment.event.turn


def _precedence(rule: Precedence, ladder: str, reading: Reading, policy: Policy) -> list[Finding]:
    step = reading.first((rule.step,))
    if step is None or not _applies_at(rule, reading, step, policy):
        return []
    before = reading.first(rule.before)
    met = before is not None and before.order < step.order
    return _duty(rule, ladder, "done" if met else "skipped", before if met else step)


def _count(rule: Count, ladder: str, reading: Reading, policy: Policy) -> list[Finding]:
    wanted = number_of(rule.at_least, policy)
    until = reading.first((rule.until,))
    after = reading.first(rule.after)
    if wanted <= 0 or until is None or after is None or until.order < after.order:
        return []
    if not _applies_at(rule, reading, until, policy):
        return []
    found = [o for o in reading.all_of(rule.step) if after.order < o.order < until.order]
    if len(found) >= wanted:
        return _duty(rule, ladder, "done", found[wanted - 1])
    return _duty(rule, ladder, "early" if found and not rule.hard else "skipped", until)


def _existence(rule: Existence, ladder: str, reading: Reading, policy: Policy) -> list[Finding]:
    trigger = reading.first(rule.trigger) if rule.trigger else None
    if (rule.trigger and trigger is None) or not _applies_at(rule, reading, trigger, policy):
        return []
    step = reading.first(rule.expect)
    if step is not None:
        return _duty(rule, ladder, "done", step)
    if trigger is not None and not _had_a_turn_after(trigger, reading):
        return []
    return _duty(rule, ladder, "skipped", trigger)


def _in_order(rule: Order, ladder: str, reading: Reading, policy: Policy) -> list[Finding]:
    firsts = [moment for step in rule.steps if (moment := reading.first((step,)))]
    if len(firsts) < 2 or not _applies_at(rule, reading, firsts[-1], policy):
        return []
    for earlier, later in pairwise(firsts):
        if later.order < earlier.order:
            return _duty(rule, ladder, "early", later)
    return _duty(rule, ladder, "done", firsts[-1])


def _absence(rule: Absence, ladder: str, reading: Reading, policy: Policy) -> list[Finding]:
    start = -1
    if rule.trigger:
        trigger = reading.first(rule.trigger)
        if trigger is None:
            return []
        start = trigger.order
    return [
        _violation(rule, ladder, "forbidden", found)
        for found in reading.all_of(rule.names)
        if found.order > start and _applies_at(rule, reading, found, policy)
    ]


def _needless(rule: Needless, ladder: str, reading: Reading, policy: Policy) -> list[Finding]:
    step = reading.first((rule.step,))
    if step is None or not _applies_at(rule, reading, step, policy):
        return []
    cause = reading.first(rule.causes)
    if cause is not None and cause.order < step.order:
        return []
    return [_violation(rule, ladder, "needless", step)]


def _outcome(rule: OutcomeRule, ladder: str, reading: Reading, _policy: Policy) -> list[Finding]:
    if reading.trace.outcome not in rule.outcomes:
        return []
    last = reading.trace.events[-1]
    return [_violation(rule, ladder, "forbidden", Occurrence(0, last))]


def _role(rule: RoleRule, ladder: str, reading: Reading, policy: Policy) -> list[Finding]:
    allowed = policy.end_by if rule.step == "end" else rule.by
    return [
        _violation(rule, ladder, "wrong_role", found)
        for found in reading.by_name.get(rule.step, ())
        if found.event.actor not in allowed
    ]


_JUDGES: dict[type, Callable[[Any, str, Reading, Policy], list[Finding]]] = {
    Response: _response,
    Precedence: _precedence,
    Count: _count,
    Existence: _existence,
    Order: _in_order,
    Absence: _absence,
    Needless: _needless,
    OutcomeRule: _outcome,
    RoleRule: _role,
}
