"""Mutation check over the rules: whatever is taken from a rule, some row of its proof table has to fail.

`python -m tests.scoring.mutation` goes over every rule id: the rule removed altogether, and the rule with one part of
it changed (a limit by one, one name of a list, one condition). It prints what no row noticed and then exits with 1.
"""

import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from scoring.manual.manual import Manual
from scoring.manual.reader import shipped_manual
from scoring.rules.model import Context, Rule
from tests.scoring.proof_tables import Row, rows, said_by

_LISTS = (
    "trigger",
    "trigger_after",
    "released_by",
    "expect",
    "before",
    "after",
    "causes",
    "names",
    "step",
    "by",
    "outcomes",
)
_LIMITS = ("within", "within_seconds", "after_count", "at_least", "at_most", "seconds_at_least")


class Mutant(NamedTuple):
    """A manual in which one rule was changed, and what was changed. rule: None where it was removed."""

    name: str
    change: str
    rule: Rule | None


def mutants(name: str, rule: Rule) -> Iterator[Mutant]:
    """Yield every change of a rule that a table has to notice."""
    yield Mutant(name, "removed", None)
    for field in _LISTS:
        if (name, field) != ("role-end", "by"):  # the policy says who may end
            yield from _without_each(name, rule, field)
    limits = _LIMITS if getattr(rule, "trigger_after", ()) else set(_LIMITS) - {"after_count"}
    for field in sorted(limits):
        value = getattr(rule, field, None)
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            yield Mutant(name, f"{field} {value - 1}", msgspec.structs.replace(rule, **{field: value - 1}))
            yield Mutant(name, f"{field} {value + 1}", msgspec.structs.replace(rule, **{field: value + 1}))
    if getattr(rule, "lasting", False):
        yield Mutant(name, "not lasting", msgspec.structs.replace(rule, lasting=False))
    yield from _without_conditions(name, rule)


def _without_each(name: str, rule: Rule, field: str) -> Iterator[Mutant]:
    """Take one name out of a list; the levels of an act ("threaten(2)") go together."""
    value = getattr(rule, field, ())
    if isinstance(value, str):
        return
    for gone in dict.fromkeys(one.partition("(")[0] for one in value):
        rest = tuple(one for one in value if one.partition("(")[0] != gone)
        if rest or field not in ("trigger", "names", "causes", "expect", "before", "step"):
            yield Mutant(name, f"{field} without {gone}", msgspec.structs.replace(rule, **{field: rest}))


def _without_conditions(name: str, rule: Rule) -> Iterator[Mutant]:
    for field in msgspec.structs.fields(Context):
        if getattr(rule.when, field.name) != field.default:
            when = msgspec.structs.replace(rule.when, **{field.name: field.default})
            yield Mutant(name, f"when without {field.name}", msgspec.structs.replace(rule, when=when))


def with_mutant(manual: Manual, mutant: Mutant) -> Manual:
    """Return the manual in which the rule is the mutant."""

    def changed(rules: tuple[Any, ...]) -> tuple[Any, ...]:
        found = (mutant.rule if rule.rule == mutant.name else rule for rule in rules)
        return tuple(rule for rule in found if rule is not None)

    ladders = {
        name: msgspec.structs.replace(ladder, rules=changed(ladder.rules)) for name, ladder in manual.ladders.items()
    }
    other = msgspec.structs.replace(manual, ladders=ladders)
    other.__dict__["fault_rules"] = changed(manual.fault_rules)
    other.__dict__["role_rules"] = changed(manual.role_rules)
    return other


def is_noticed(mutant: Mutant, manual: Manual, table: list[Row]) -> bool:
    """Tell whether a row of the rule's table fails under the mutant."""
    other = with_mutant(manual, mutant)
    return any(said_by(row, other) != row.expected for row in table)


def main() -> int:
    """Go over every rule and return the exit code."""
    manual = shipped_manual()
    tables: dict[str, list[Row]] = {name: [] for name in manual.rules}
    for row in rows():
        tables[row.rule].append(row)
    every = [mutant for name, rule in manual.rules.items() for mutant in mutants(name, rule)]
    missed = [mutant for mutant in every if not is_noticed(mutant, manual, tables[mutant.name])]
    for mutant in missed:
        print(f"not noticed: {mutant.name}: {mutant.change}")
    print(f"mutation check: {len(manual.rules)} rules, {len(every)} changes, {len(missed)} not noticed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
