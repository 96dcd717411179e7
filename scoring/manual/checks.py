"""What must agree between the manual's files: every name that is used stands in its table."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

import msgspec

from scoring.manual.manual import Manual
from scoring.manual.model import Act, AfterStep, Fault, Ladder, Standard, Step
from scoring.manual.rule_checks import is_act, wrong_bases, wrong_names

HasBasis: TypeAlias = Act | AfterStep | Fault | Standard | Step


class Inconsistency(msgspec.Struct, frozen=True):
    """Something in one file that another contradicts; detail: owner, name, what."""

    file: str
    detail: dict[str, str]


def inconsistencies(manual: Manual) -> list[Inconsistency]:
    """Return everything that does not agree; an empty list is a sound manual."""
    return [
        *_policies(manual),
        *_bases(manual),
        *_conducts(manual),
        *_after(manual),
        *_judged_by(manual),
        *(w for ladder in manual.ladders.values() for w in _ladder(ladder, manual)),
    ]


def _policies(manual: Manual) -> Iterator[Inconsistency]:
    if manual.default_policy not in manual.policies:
        yield _wrong("policies.yaml", "default", manual.default_policy, "policy")
    for name, policy in manual.policies.items():
        yield from _unknown("policies.yaml", name, (*policy.warnings, *policy.courses), manual.conducts, "conduct")


def _bases(manual: Manual) -> Iterator[Inconsistency]:
    tables: dict[str, Mapping[str, HasBasis]] = {
        "steps.yaml": manual.steps,
        "acts.yaml": manual.acts,
        "faults.yaml": manual.faults,
        "after.yaml": manual.after,
        "standards.yaml": manual.standards,
    }
    for file, table in tables.items():
        for name, fact in table.items():
            for law, what in wrong_bases(fact.basis, manual):
                yield _wrong(file, name, law, what)


def _conducts(manual: Manual) -> Iterator[Inconsistency]:
    """See that what has no official steps holds only after-steps and law cards, and all else has a ladder."""
    file = "conducts.yaml"
    on_ladders = {conduct for ladder in manual.ladders.values() for conduct in ladder.conduct}
    for name, conduct in manual.conducts.items():
        yield from _unknown(file, name, conduct.laws, manual.laws, "law")
        yield from _unknown(file, name, conduct.after, manual.after, "after-step")
        if conduct.official_steps != (name in on_ladders):
            yield _wrong(file, name, name, "ladder")
        if not conduct.laws or not (conduct.official_steps or conduct.after):
            yield _wrong(file, name, name, "law card or after-step")
    for name, act in manual.acts.items():
        yield from _unknown("acts.yaml", name, filter(None, (act.conduct,)), manual.conducts, "conduct")


def _after(manual: Manual) -> Iterator[Inconsistency]:
    """See that whoever does an after-step may do each of the steps it counts as."""
    for name, after in manual.after.items():
        yield from _unknown("after.yaml", name, after.steps, manual.steps, "step")
        for step in filter(manual.steps.__contains__, after.steps):
            yield from _unknown("after.yaml", name, after.by, manual.steps[step].by, f"role for {step}")


def _judged_by(manual: Manual) -> Iterator[Inconsistency]:
    for name, standard in manual.standards.items():
        yield from _unknown("standards.yaml", name, standard.rules, manual.rules, "rule")
    for name, hard in manual.hard_rules.items():
        yield from _unknown("hard-rules.yaml", name, hard.rules, manual.rules, "rule")
        for rule in filter(manual.rules.__contains__, hard.rules):
            if manual.rules[rule].hard != (hard.severity == "fail"):
                yield _wrong("hard-rules.yaml", name, rule, f"severity {hard.severity}")


def _ladder(ladder: Ladder, manual: Manual) -> Iterator[Inconsistency]:
    file = f"ladders: {ladder.ladder}"
    yield from _unknown(file, "rungs", (rung.step for rung in ladder.rungs), manual.steps, "step")
    yield from _unknown(file, "conduct", ladder.conduct, manual.conducts, "conduct")
    for act in ladder.triggers:
        if not is_act(act, manual):
            yield _wrong(file, "triggers", act, "act")
    for rule in ladder.rules:
        for name, what in wrong_names(rule, manual):
            yield _wrong(file, rule.rule, name, what)


def _unknown(file: str, owner: str, names: Iterable[str], known: Iterable[str], what: str) -> Iterator[Inconsistency]:
    for name in names:
        if name not in known:
            yield _wrong(file, owner, name, what)


def _wrong(file: str, owner: str, name: str, what: str) -> Inconsistency:
    return Inconsistency(file, {"owner": owner, "name": name, "what": what})
