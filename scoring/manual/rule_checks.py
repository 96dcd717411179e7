"""What must agree between one rule and the rest of the manual: names, numbers, bases, a sentence a verdict."""

from collections.abc import Iterable, Iterator

import msgspec

from scoring.evidence import Basis
from scoring.manual.manual import Manual, split_level
from scoring.manual.model import Policy
from scoring.rules.model import Response, Rule
from scoring.rules.verdicts import verdicts_of

_STEP_FIELDS = ("expect", "steps")
_EVENT_FIELDS = ("trigger", "trigger_after", "released_by", "after", "causes", "names", "before", "until")
_NUMBER_FIELDS = ("at_least", "at_most", "after_count", "within_seconds", "seconds_at_least")
_CONTEXT_NUMBERS = ("minutes_at_least", "minutes_below", "policy_asks")
STANDARDS = "standards."


def wrong_names(rule: Rule, manual: Manual) -> Iterator[tuple[str, str]]:
    """Yield every name of a rule that does not agree, with what it should have been."""
    for name in _names(rule, _STEP_FIELDS):
        if name not in manual.steps:
            yield name, "step"
    for name in [*_names(rule, _EVENT_FIELDS), *rule.when.unless]:
        if not _is_known_event(name, manual):
            yield name, "act, step or fault"
    yield from _wrong_step(rule, manual)
    for number in [*_numbers(rule, _NUMBER_FIELDS), *_numbers(rule.when, _CONTEXT_NUMBERS)]:
        if not _is_a_number(number, manual):
            yield number, "policy field"
    yield from wrong_bases(rule.basis, manual)
    yield from _wrong_shape(rule)


def wrong_bases(bases: Iterable[Basis], manual: Manual) -> Iterator[tuple[str, str]]:
    """Yield every law that is named and not in the law table."""
    for basis in bases:
        if basis.law and basis.law not in manual.laws:
            yield basis.law, "law"


def _wrong_step(rule: Rule, manual: Manual) -> Iterator[tuple[str, str]]:
    """Ask that a rule's own `step` is a step; what is counted may be acts and faults too."""
    for name in _names(rule, ("step",)):
        counted = not isinstance(getattr(rule, "step", ""), str)
        if not (_is_known_event(name, manual) if counted else name in manual.steps):
            yield name, "act, step or fault" if counted else "step"


def _wrong_shape(rule: Rule) -> Iterator[tuple[str, str]]:
    for verdict in sorted(set(verdicts_of(rule)) ^ set(rule.says)):
        yield verdict, "sentence"
    if not rule.basis:
        yield "basis", "basis"
    if isinstance(rule, Response) and rule.within is None and rule.within_seconds is None:
        yield "within", "limit"


def _is_known_event(name: str, manual: Manual) -> bool:
    return name in manual.steps or name in manual.faults or is_act(name, manual)


def is_act(name: str, manual: Manual) -> bool:
    """Return whether an act exists and has the level that is named: "threaten(2)"."""
    bare, level = split_level(name)
    fact = manual.acts.get(bare)
    return fact is not None and level <= fact.levels and ("(" not in name or level > 0)


def _numbers(holder: object, fields: tuple[str, ...]) -> list[str]:
    values = (getattr(holder, field, None) for field in fields)
    return [value for value in values if isinstance(value, str) and value]


def _is_a_number(name: str, manual: Manual) -> bool:
    if name.startswith(STANDARDS):
        return standard_number(name, manual) is not None
    field, _, key = name.partition(".")
    fields = {field.name: field.type for field in msgspec.structs.fields(Policy)}
    return fields.get(field) is int if not key else field == "warnings" and key in manual.conducts


def standard_number(name: str, manual: Manual) -> int | None:
    """Return a figure of a service standard ("standards.pick_up.rings"), None where there is none."""
    _, standard, number = (*name.split("."), "", "")[:3]
    found = manual.standards.get(standard)
    return found.numbers.get(number) if found else None


def _names(rule: Rule, fields: tuple[str, ...]) -> list[str]:
    values = (getattr(rule, field, ()) for field in fields)
    return [name for value in values for name in ((value,) if isinstance(value, str) else value)]
