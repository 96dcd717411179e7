"""What can be wrong in an overlay although it is well written: each thing with its place and a code (M1xx)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scoring.manual.manual import Manual
from scoring.manual.rule_checks import wrong_names
from scoring.rules.model import Rule
from scoring.strict_yaml import Document, Problem, Where
from scoring.typed_data import nearest

if TYPE_CHECKING:  # it reads the overlay that this module checks
    from scoring.manual.overlay import Overlay, RuleChange

_MOST_WARNINGS = 10
_MOST_MINUTES = 240
_MOST_POINTS = 50


def problems_of(overlay: "Overlay", document: Document, manual: Manual) -> list[Problem]:
    """Return everything that does not fit the manual; an empty list is a sound overlay."""
    found = [*_policy_problems(overlay, manual), *_rule_problems(overlay, manual)]
    return [Problem(code, document.place(where), detail) for code, where, detail in found]


Found = tuple[str, Where, dict[str, str]]


def _policy_problems(overlay: "Overlay", manual: Manual) -> Iterator[Found]:
    if not overlay.overlay.strip() or overlay.overlay in manual.policies:
        yield "M101", ("overlay",), {"name": overlay.overlay}
    base = manual.policies.get(overlay.base or manual.default_policy)
    if base is None:
        yield "M102", ("base",), {"name": overlay.base, "near": nearest(overlay.base, manual.policies)}
        return
    for conduct, number in overlay.policy.warnings.items():
        where: Where = ("policy", "warnings", conduct)
        if conduct not in manual.conducts:
            yield "M103", where, {"name": conduct, "near": nearest(conduct, manual.conducts)}
        if not 0 <= number <= _MOST_WARNINGS:
            yield "M104", where, {"name": conduct, "least": "0", "most": str(_MOST_WARNINGS)}
    yield from _minutes(overlay, base.notice_minutes, base.end_minutes)


def _minutes(overlay: "Overlay", notice_before: int, end_before: int) -> Iterator[Found]:
    changes = overlay.policy
    for name in ("notice_minutes", "end_minutes"):
        value = getattr(changes, name)
        if value is not None and not 1 <= value <= _MOST_MINUTES:
            yield "M104", ("policy", name), {"name": name, "least": "1", "most": str(_MOST_MINUTES)}
    notice = notice_before if changes.notice_minutes is None else changes.notice_minutes
    end = end_before if changes.end_minutes is None else changes.end_minutes
    if notice > end:
        name = "notice_minutes" if changes.notice_minutes is not None else "end_minutes"
        yield "M105", ("policy", name), {"notice": str(notice), "end": str(end)}


def _rule_problems(overlay: "Overlay", manual: Manual) -> Iterator[Found]:
    for number, name in enumerate(overlay.rules.off):
        yield from _shipped(name, ("rules", "off", number), manual)
        if name in manual.rules and _is_law(manual.rules[name]):
            yield "M107", ("rules", "off", number), {"name": name}
    for name, change in overlay.rules.change.items():
        where: Where = ("rules", "change", name)
        yield from _shipped(name, where, manual)
        if change.points is not None and not 1 <= change.points <= _MOST_POINTS:
            yield "M104", (*where, "points"), {"name": "points", "least": "1", "most": str(_MOST_POINTS)}
        if name in manual.rules and _is_lighter(change, manual.rules[name]):
            yield "M107", where, {"name": name}
    for ladder, rules in overlay.rules.add.items():
        if ladder not in manual.ladders:
            yield "M108", ("rules", "add", ladder), {"name": ladder, "near": nearest(ladder, manual.ladders)}
        for number, rule in enumerate(rules):
            yield from _added(rule, ("rules", "add", ladder, number), manual)


def _shipped(name: str, where: Where, manual: Manual) -> Iterator[Found]:
    """Ask that a rule stands on a ladder: those made of faults and roles belong to the tables, not to an agency."""
    known = [rule.rule for ladder in manual.ladders.values() for rule in ladder.rules]
    if name not in known:
        yield "M106", where, {"name": name, "near": nearest(name, known)}


def _added(rule: Rule, where: Where, manual: Manual) -> Iterator[Found]:
    if rule.rule in manual.rules:
        yield "M109", (*where, "rule"), {"name": rule.rule}
    if not 1 <= rule.points <= _MOST_POINTS:
        yield "M104", (*where, "points"), {"name": "points", "least": "1", "most": str(_MOST_POINTS)}
    for name, what in wrong_names(rule, manual):
        yield "M110", where, {"name": name, "rule": rule.rule, "what": what}


def _is_lighter(change: "RuleChange", rule: Rule) -> bool:
    """Tell whether a change takes weight from what the law demands."""
    lighter = change.hard is False or (change.points is not None and change.points < rule.points)
    return lighter and _is_law(rule)


def _is_law(rule: Rule) -> bool:
    """Tell whether a rule rests on an article that was read: an agency may ask for more, never for less."""
    return any(basis.is_law for basis in rule.basis)
