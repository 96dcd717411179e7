"""The stated intensity fits what is heard and done, because trainees choose and are warned by it.

1 is mild, 2 harsh, 3 realistic. Masked words ({{...}}) are profanity: nothing mild. Acts that put people in danger
(the manual's `danger_from`: assault, damage, weapons, threats of the highest level) are not mild either. A scenario
that calls itself realistic has one of these, or sexual harassment, or talk of self-harm. From 2 on a trainee is told
beforehand what will be heard. Profanity without braces cannot be masked, and is not counted.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from dialogues.lint.context import Checked
from dialogues.lint.quality.tables import profanity
from dialogues.lint.quality.texts import Found, Placed
from dialogues.model import Scenario
from scoring.manual.manual import Manual, split_level

_MILD, _REALISTIC = 1, 3
_MASKED = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_HEAVY_CONDUCT = ("sexual_harassment", "self_harm")


def check_intensity(checked: Checked, texts: Sequence[Placed]) -> None:
    """Report an intensity that does not match the words, and a missing note on what will be heard."""
    scenario = checked.scenario
    masked = sum(placed.text.count("{{") for placed in texts)
    acts = list(dict.fromkeys(_acts(scenario)))
    dangerous = [act for act in acts if _is_dangerous(act, checked.manual)]
    if scenario.intensity <= _MILD:
        if masked:
            checked.report("D331", ("intensity",), count=str(masked))
        if dangerous:
            checked.report("D332", ("intensity",), names=", ".join(dangerous))
        return
    if scenario.intensity >= _REALISTIC and not masked and not dangerous and not _heavy(acts, checked.manual):
        checked.report("D333", ("intensity",))
    if not scenario.content_note:
        checked.report("D334", ("intensity",), level=str(scenario.intensity))


def unmasked(texts: Sequence[Placed]) -> Iterator[Found]:
    """Yield profanity that stands outside the braces, and would be shown to everybody."""
    for where, text in texts:
        if found := profanity().search(_MASKED.sub("", text)):
            yield Found("D335", where, {"name": found.group()})


def _acts(scenario: Scenario) -> Iterator[str]:
    for state in scenario.states.values():
        yield from state.acts
        for reaction in state.actions.values():
            yield from reaction.acts
    for reaction in scenario.actions.values():
        yield from reaction.acts


def _is_dangerous(act: str, manual: Manual) -> bool:
    bare, level = split_level(act)
    fact = manual.acts.get(bare)
    return fact is not None and fact.danger_from is not None and level >= fact.danger_from


def _heavy(acts: Iterable[str], manual: Manual) -> bool:
    known = (manual.acts.get(split_level(act)[0]) for act in acts)
    return any(fact is not None and fact.conduct in _HEAVY_CONDUCT for fact in known)
