"""Judging one rule: each kind of rule against an indexed trace. No rule knows another."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from scoring.manual.model import Policy
from scoring.rules.model import (
    Absence,
    Context,
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
_NO_CONTEXT = Context()


def judge(rule: Rule, ladder: str, reading: Reading, policy: Policy) -> list[Finding]:
    """Return what `rule` says of the trace: nothing when it was not called for."""
    if not _applies_to_run(rule, reading.trace, policy):
        return []
    return _JUDGES[type(rule)](rule, ladder, reading, policy)


def _applies_to_run(rule: RuleBase, trace: Trace, policy: Policy) -> bool:
    when = rule.when
    wanted_and_found = (
        (when.legitimate, trace.legitimate),
        (when.automatic_recording, policy.automatic_recording),
        (when.bell, policy.bell),
        (when.closable, trace.case.closable),
        (when.mass, trace.case.mass),
    )
    if any(wanted is not None and wanted != found for wanted, found in wanted_and_found):
        return False
    if when.policy_asks and number_of(when.policy_asks, policy) <= 0:
        return False
    return not when.channels or trace.channel in when.channels


def _applies_at(rule: RuleBase, reading: Reading, moment: Occurrence | None, policy: Policy) -> bool:
    """Ask the context at a moment (None: at the end of the run)."""
    when = rule.when
    moment = moment or reading.end
    if moment is None or when == _NO_CONTEXT:
        return True
    if not _stands_as_wanted(when, reading, moment):
        return False
    suspended = reading.first(when.unless) if when.unless else None
    if suspended is not None and suspended.order <= moment.order:
        return False
    minutes = moment.event.seconds // 60
    if when.minutes_at_least is not None and minutes < number_of(when.minutes_at_least, policy):
        return False
    return when.minutes_below is None or minutes < number_of(when.minutes_below, policy)


def _stands_as_wanted(when: Context, reading: Reading, moment: Occurrence) -> bool:
    """Ask how the run stands by a moment: danger, an ending under way, cause to end, leave taken."""
    asked: tuple[tuple[bool | None, Callable[[Occurrence], bool]], ...] = (
        (when.danger, reading.in_danger_by),
        (when.ending, reading.is_ending_by),
        (when.cause, reading.is_cause_to_end),
        (when.leave, reading.has_taken_leave),
    )
    return all(wanted is None or wanted == found(moment) for wanted, found in asked)


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
    released = _is_released(rule, trigger, answer, reading, policy)
    if answer is not None and _in_time(rule, trigger, answer, policy) and not released:
        return _duty(rule, ladder, "done", answer)
    before = reading.first(rule.expect)
    done_before = before is not None and before.order < trigger.order
    if done_before and rule.lasting:
        return _duty(rule, ladder, "done", before)
    if released or not _had_a_turn_after(trigger, reading):
        return []
    if answer is not None:
        return _duty(rule, ladder, "late", answer)
    return _duty(rule, ladder, "early" if done_before else "skipped", before if done_before else trigger)


def _trigger(rule: Response, reading: Reading, policy: Policy) -> Occurrence | None:
    first = reading.first(rule.trigger)
    if first is None or not rule.trigger_after:
        return first
    wanted = _limits_wanted(rule, policy)
    if wanted <= 0:
        return first
    limits = reading.all_of(rule.trigger_after)
    if len(limits) < wanted:
        return None
    again = (o for o in reading.all_of(rule.trigger) if o.event.seq > first.event.seq)  # not in the same breath
    return next((o for o in again if o.order > limits[wanted - 1].order), None)


def _limits_wanted(rule: Response, policy: Policy) -> int:
    """Return how many of the limiting steps have to come first: one where the policy has no count of its own."""
    key = str(rule.after_count).partition(".")[2]
    return 1 if key and key not in policy.warnings else number_of(rule.after_count, policy)


def _in_time(rule: Response, trigger: Occurrence, moment: Occurrence, policy: Policy) -> bool:
    """Tell whether a moment lies within the turns and seconds that the rule gives after its trigger."""
    if rule.within is not None and moment.event.turn - trigger.event.turn > rule.within:
        return False
    seconds = rule.within_seconds
    return seconds is None or moment.event.seconds - trigger.event.seconds <= number_of(seconds, policy)


def _is_released(
    rule: Response, trigger: Occurrence, answer: Occurrence | None, reading: Reading, policy: Policy
) -> bool:
    """Tell whether the complainant let go within the time the trainee had, and before the answer."""
    release = reading.first(rule.released_by, after=trigger.order) if rule.released_by else None
    if release is None or not _in_time(rule, trigger, release, policy):
        return False
    return answer is None or release.order < answer.order


def _had_a_turn_after(moment: Occurrence | None, reading: Reading) -> bool:
    """Tell whether the trainee could still answer: the run did not end with the trigger (None: had a turn at all)."""
    if moment is None:
        return reading.last_turn > 0
    return is_by_trainee(moment.event) or reading.last_turn > moment.event.turn


def _precedence(rule: Precedence, ladder: str, reading: Reading, policy: Policy) -> list[Finding]:
    step = reading.first_by_trainee(rule.step)
    if step is None or not _applies_at(rule, reading, step, policy):
        return []
    before = reading.first(rule.before)
    if before is None or before.order > step.order:
        return _duty(rule, ladder, "skipped", step)
    waited = step.event.seconds - before.event.seconds >= number_of(rule.seconds_at_least, policy)
    return _duty(rule, ladder, "done" if waited else "early", before if waited else step)


def _count(rule: Count, ladder: str, reading: Reading, policy: Policy) -> list[Finding]:
    least = number_of(rule.at_least, policy)
    most = None if rule.at_most is None else number_of(rule.at_most, policy)
    until = reading.first((rule.until,))
    start = _counting_from(rule, reading)
    if (least <= 0 and most is None) or until is None or start is None or until.order < start:
        return []
    if not _applies_at(rule, reading, until, policy):
        return []
    found = [o for o in reading.all_of(rule.step) if start < o.order < until.order]
    if least <= 0 and not found:
        return []
    if len(found) < least:
        return _duty(rule, ladder, "early" if found and not rule.hard else "skipped", until)
    if most is not None and len(found) > most:
        return _duty(rule, ladder, "late", found[most])
    return _duty(rule, ladder, "done", found[least - 1] if least > 0 else until)


def _counting_from(rule: Count, reading: Reading) -> int | None:
    """Return the order after which a count begins, None when it never does."""
    if not rule.after:
        return -1
    after = reading.first(rule.after)
    return after.order if after else None


def _existence(rule: Existence, ladder: str, reading: Reading, policy: Policy) -> list[Finding]:
    trigger = reading.first(rule.trigger) if rule.trigger else None
    if (rule.trigger and trigger is None) or not _applies_at(rule, reading, trigger, policy):
        return []
    step = reading.first(rule.expect)
    if step is not None:
        return _duty(rule, ladder, "done", step)
    if not _had_a_turn_after(trigger, reading):
        return []
    return _duty(rule, ladder, "skipped", trigger)


def _in_order(rule: Order, ladder: str, reading: Reading, policy: Policy) -> list[Finding]:
    """Judge the first time of each step, those left out at which the context does not hold ("in danger")."""
    firsts = [moment for step in rule.steps if (moment := reading.first((step,)))]
    firsts = [moment for moment in firsts if _applies_at(rule, reading, moment, policy)]
    if len(firsts) < 2:
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
        if found.order > start and is_by_trainee(found.event) and _applies_at(rule, reading, found, policy)
    ]


def _needless(rule: Needless, ladder: str, reading: Reading, policy: Policy) -> list[Finding]:
    step = reading.first_by_trainee(rule.step)
    if step is None or not _applies_at(rule, reading, step, policy):
        return []
    cause = reading.first(rule.causes)
    if cause is None:
        return [_violation(rule, ladder, "needless", step)]
    if cause.order < step.order:
        return []
    return [_finding(rule, ladder, "early", step)]  # told, but never worse than not doing it at all


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
        if is_by_trainee(found.event) and found.event.actor not in allowed
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
