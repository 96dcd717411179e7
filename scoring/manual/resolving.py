"""Making a manual ready for judging: acts in every form they take in traces, figures of standards as numbers."""

import msgspec

from scoring.manual.manual import Manual
from scoring.manual.model import Ladder
from scoring.manual.rule_checks import STANDARDS, standard_number
from scoring.rules.model import Rule

_NAME_FIELDS = ("trigger", "trigger_after", "released_by", "after", "causes", "names", "before")
_NUMBER_FIELDS = ("within_seconds", "seconds_at_least", "at_least", "at_most")


def resolved(manual: Manual) -> Manual:
    """Return the manual with rules that only compare names and numbers. Its names must agree (`checks`)."""
    ladders = {name: resolved_ladder(ladder, manual) for name, ladder in manual.ladders.items()}
    return msgspec.structs.replace(manual, ladders=ladders)


def resolved_ladder(ladder: Ladder, manual: Manual) -> Ladder:
    """Return a ladder with its rules resolved."""
    return msgspec.structs.replace(ladder, rules=tuple(_resolved_rule(rule, manual) for rule in ladder.rules))


def _resolved_rule(rule: Rule, manual: Manual) -> Rule:
    changed: dict[str, object] = {
        field: _spelt_out(getattr(rule, field), manual) for field in _NAME_FIELDS if hasattr(rule, field)
    }
    changed["when"] = msgspec.structs.replace(rule.when, unless=_spelt_out(rule.when.unless, manual))
    for field in _NUMBER_FIELDS:
        name = getattr(rule, field, None)
        if isinstance(name, str) and name.startswith(STANDARDS):
            changed[field] = standard_number(name, manual)
    return msgspec.structs.replace(rule, **changed)


def _spelt_out(patterns: tuple[str, ...], manual: Manual) -> tuple[str, ...]:
    """Return every form of some names, each once: resolving what is resolved changes nothing."""
    return tuple(dict.fromkeys(name for pattern in patterns for name in _forms(pattern, manual)))


def _forms(pattern: str, manual: Manual) -> tuple[str, ...]:
    return manual.act_names(pattern) if pattern.partition("(")[0] in manual.acts else (pattern,)
