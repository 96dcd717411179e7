"""The pages of what an agency goes by: policies, after-steps, service standards and hard rules."""

from collections.abc import Iterable, Iterator

from scoring.manual.manual import Manual
from scoring.manual.model import Policy
from simulator import explaining
from simulator.plain.manual import words
from simulator.plain.manual.words import told
from simulator.texts import say


def policy_lines(manual: Manual, name: str) -> Iterator[str]:
    """Return the page of a policy."""
    policy = manual.policies[name]
    default = f" ({say('manual.default')})" if name == manual.default_policy else ""
    yield f"{name}  {told(policy.name)}{default}"
    if policy.note.ko:
        yield told(policy.note)
    yield from policy_facts(policy, manual)
    yield words.grades(policy.evidence)


def policy_facts(policy: Policy, manual: Manual) -> Iterator[str]:
    """Return everything a policy sets, a line each."""
    for conduct, warnings in policy.warnings.items():
        yield say("manual.warnings", conduct=told(manual.conducts[conduct].name), number=warnings)
    yield from words.courses(policy, manual)
    yield say("manual.minutes", notice=policy.notice_minutes, end=policy.end_minutes)
    if policy.repeat_minutes is not None:
        yield say("manual.repeat-minutes", minutes=policy.repeat_minutes)
    if policy.suspension_days:
        days = ", ".join(say("manual.days", number=days) for days in policy.suspension_days)
        yield say("manual.suspension", days=days)
    yield say("manual.end-by", roles=words.roles(policy.end_by))
    yield say("manual.recording-yes" if policy.automatic_recording else "manual.recording-no")
    yield say("manual.bell-yes" if policy.bell else "manual.bell-no")
    yield say("manual.legal-unit", name=told(policy.legal_unit))
    if days_in_force := words.in_force(policy.since, policy.until):
        yield days_in_force


def difference_lines(shipped: Manual, own: Manual) -> Iterator[str]:
    """Return the rules that an agency has switched off, weighs otherwise or has added."""
    before, after = shipped.rules, own.rules
    for name in sorted(before.keys() - after.keys()):
        yield say("manual.rule-off", rule=name, asks=told(before[name].asks))
    for name, rule in after.items():
        old = before.get(name)
        hard = say("report.hard") if rule.hard else ""
        if old is None:
            yield say("manual.rule-added", rule=name, asks=told(rule.asks), points=rule.points, hard=hard).rstrip()
        elif (old.points, old.hard) != (rule.points, rule.hard):
            yield say("manual.rule-weighed", rule=name, before=old.points, points=rule.points, hard=hard).rstrip()


def after_lines(manual: Manual, name: str) -> Iterator[str]:
    """Return the page of an after-step."""
    after = manual.after[name]
    yield f"{name}  {told(after.name)} ({after.code})"
    yield told(after.meaning)
    yield say("manual.by", roles=words.roles(after.by))
    yield say("manual.counts-as", names=", ".join(f"{told(manual.steps[step].name)} ({step})" for step in after.steps))
    yield from words.basis_lines(after.basis, manual)


def standard_lines(manual: Manual, name: str) -> Iterator[str]:
    """Return the page of a service standard: its figures and the rules that judge it."""
    standard = manual.standards[name]
    yield f"{name}  {told(standard.name)} ({standard.code})"
    yield told(standard.meaning)
    if standard.channels:
        yield say("manual.channels", channels=words.channels(standard.channels))
    if standard.numbers:
        yield say("manual.figures", names=words.figures(standard.numbers))
    yield from words.basis_lines(standard.basis, manual)
    yield from _judging_lines(manual, standard.rules)


def hard_rule_lines(manual: Manual, name: str) -> Iterator[str]:
    """Return the page of a hard rule: how much it weighs and the rules that judge it."""
    hard = manual.hard_rules[name]
    yield f"{name}  {told(hard.name)}"
    yield say(f"hard.{hard.severity}")
    yield words.grades(hard.evidence)
    yield from _judging_lines(manual, hard.rules)


def _judging_lines(manual: Manual, rules: Iterable[str]) -> Iterator[str]:
    """Return the rules that judge something; one that an agency switched off stands there by its id alone."""
    lines = [f"  {rule}: {explaining.requirement(rule, manual)}" for rule in rules]
    yield say("manual.judged-by") if lines else say("manual.not-judged")
    yield from lines
