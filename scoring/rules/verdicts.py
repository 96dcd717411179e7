"""Which verdicts a rule can give: for each of them it needs a sentence, and a trace that proves it."""

from scoring.rules.model import VERDICTS, Count, Precedence, Response, RuleBase, Verdict

_OF_KIND: dict[str, frozenset[Verdict]] = {
    "response": frozenset({"done", "late", "early", "skipped"}),
    "precedence": frozenset({"done", "skipped"}),
    "existence": frozenset({"done", "skipped"}),
    "order": frozenset({"done", "early"}),
    "absence": frozenset({"forbidden"}),
    "needless": frozenset({"needless", "early"}),
    "outcome": frozenset({"forbidden"}),
    "role": frozenset({"wrong_role"}),
}
_TOO_FEW: frozenset[Verdict] = frozenset({"done", "early", "skipped"})
_TOO_MANY: frozenset[Verdict] = frozenset({"done", "late"})


def verdicts_of(rule: RuleBase) -> tuple[Verdict, ...]:
    """Return the verdicts a rule can give, in the order of `VERDICTS`."""
    return tuple(verdict for verdict in VERDICTS if verdict in _possible(rule))


def _possible(rule: RuleBase) -> frozenset[Verdict]:
    if isinstance(rule, Count):
        least: frozenset[Verdict] = _TOO_FEW if rule.at_least else frozenset()
        return least | (frozenset() if rule.at_most is None else _TOO_MANY)
    possible = _OF_KIND[kind_of(rule)]
    if isinstance(rule, Response) and rule.lasting:
        return possible - {"early"}  # what lasts is done in full when it was done before
    waits = isinstance(rule, Precedence) and rule.seconds_at_least
    return possible | {"early"} if waits else possible


def kind_of(rule: RuleBase) -> str:
    """Return the kind of a rule as its file names it."""
    return str(rule.__struct_config__.tag)
