"""What must agree between the manual's files: every name that is used stands in its table."""

from collections.abc import Iterator

import msgspec

from scoring.manual.manual import Manual, split_level
from scoring.manual.model import Ladder, Policy
from scoring.rules.model import RoleRule, Rule

_STEP_FIELDS = ("expect", "before", "steps", "until")
_EVENT_FIELDS = ("trigger", "trigger_after", "released_by", "after", "causes", "names")
_VERDICTS = {
    "response": {"done", "late", "early", "skipped"},
    "precedence": {"done", "skipped"},
    "count": {"done", "early", "skipped"},
    "existence": {"done", "skipped"},
    "order": {"done", "early"},
    "absence": {"forbidden"},
    "needless": {"needless"},
    "outcome": {"forbidden"},
    "role": {"wrong_role"},
}


class Inconsistency(msgspec.Struct, frozen=True):
    """Something in one file that another contradicts; detail: owner, name, what."""

    file: str
    detail: dict[str, str]


def inconsistencies(manual: Manual) -> list[Inconsistency]:
    """Return everything that does not agree; an empty list is a sound manual."""
    return [
        *_policies(manual),
        *_bases(manual),
        *(w for ladder in manual.ladders.values() for w in _ladder(ladder, manual)),
    ]


def _policies(manual: Manual) -> Iterator[Inconsistency]:
    if manual.default_policy not in manual.policies:
        yield _wrong("policies.yaml", "default", manual.default_policy, "policy")
    for name, policy in manual.policies.items():
        for conduct in policy.warnings:
            if conduct not in manual.conducts:
                yield _wrong("policies.yaml", name, conduct, "conduct")


def _bases(manual: Manual) -> Iterator[Inconsistency]:
    bases = [("steps.yaml", name, basis) for name, step in manual.steps.items() for basis in step.basis]
    bases += [("acts.yaml", name, basis) for name, act in manual.acts.items() for basis in act.basis]
    bases += [("faults.yaml", name, basis) for name, fault in manual.faults.items() for basis in fault.basis]
    for file, name, basis in bases:
        if basis.law and basis.law not in manual.laws:
            yield _wrong(file, name, basis.law, "law")


def _ladder(ladder: Ladder, manual: Manual) -> Iterator[Inconsistency]:
    file = f"ladders: {ladder.ladder}"
    for rung in ladder.rungs:
        if rung.step not in manual.steps:
            yield _wrong(file, "rungs", rung.step, "step")
    for act in ladder.triggers:
        if not is_act(act, manual):
            yield _wrong(file, "triggers", act, "act")
    for conduct in ladder.conduct:
        if conduct not in manual.conducts:
            yield _wrong(file, "conduct", conduct, "conduct")
    for rule in ladder.rules:
        yield from _rule(rule, file, manual)


def _rule(rule: Rule, file: str, manual: Manual) -> Iterator[Inconsistency]:
    for name in _names(rule, _STEP_FIELDS) + _names(rule, ("step",)):
        if name not in manual.steps:
            yield _wrong(file, rule.rule, name, "step")
    for name in [*_names(rule, _EVENT_FIELDS), *rule.when.unless]:
        if not _is_known_event(name, manual):
            yield _wrong(file, rule.rule, name, "act, step or fault")
    for number in (*_names(rule, ("at_least", "after_count")), *_policy_names(rule)):
        if not _is_in_policies(number, manual):
            yield _wrong(file, rule.rule, number, "policy field")
    for basis in rule.basis:
        if basis.law and basis.law not in manual.laws:
            yield _wrong(file, rule.rule, basis.law, "law")
    kind = str(rule.__struct_config__.tag)
    for verdict in sorted(_VERDICTS[kind] ^ set(rule.says)):
        yield _wrong(file, rule.rule, verdict, "sentence")
    if not rule.basis and not isinstance(rule, RoleRule):
        yield _wrong(file, rule.rule, "basis", "basis")


def _is_known_event(name: str, manual: Manual) -> bool:
    return name in manual.steps or name in manual.faults or is_act(name, manual)


def is_act(name: str, manual: Manual) -> bool:
    """Return whether an act exists and has the level that is named: "threaten(2)"."""
    bare, level = split_level(name)
    fact = manual.acts.get(bare)
    return fact is not None and level <= fact.levels and ("(" not in name or level > 0)


def _policy_names(rule: Rule) -> list[str]:
    limits = (rule.when.minutes_at_least, rule.when.minutes_below, rule.when.policy_asks)
    return [limit for limit in limits if isinstance(limit, str) and limit]


def _is_in_policies(name: str, manual: Manual) -> bool:
    field, _, key = name.partition(".")
    fields = {field.name: field.type for field in msgspec.structs.fields(Policy)}
    return fields.get(field) is int if not key else field == "warnings" and key in manual.conducts


def _names(rule: Rule, fields: tuple[str, ...]) -> list[str]:
    names: list[str] = []
    for field in fields:
        value = getattr(rule, field, ())
        if isinstance(value, str):
            names.append(value)
        elif not isinstance(value, int):
            names += list(value)
    return names


def _wrong(file: str, owner: str, name: str, what: str) -> Inconsistency:
    return Inconsistency(file, {"owner": owner, "name": name, "what": what})
